import Domain

extension Link {
    static let duplicates = Link("/apprenants/doublons")
}

/// Changing a learner, finding and merging doubles.
enum LearnerEditing {
    static func add(to site: Site) {
        let access = Access.members(.editLearners)
        site.get("/apprenants/doublons", access, duplicates)
        site.post("/apprenants/doublons", access, merge)
        site.post("/apprenants/doublons/annulation", access, undoMerge)
        site.get("/apprenants/:id/modifier", access, edit)
        site.post("/apprenants/:id/modifier", access, save)
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let year = try visit.author.currentYear
        let (learner, schoolClass) = try await visit.read { db in
            (try db.learner(id), try db.classOf(id, year: year))
        }
        return .page(try await form(visit, id, LearnerForm.state(of: learner, in: schoolClass)))
    }

    private static func form(_ visit: Visit, _ id: ID<Learner>, _ state: FormState) async throws -> Page {
        let year = try visit.author.currentYear
        let (learner, classes) = try await visit.read { db in (try db.learner(id), try db.classes(year: year)) }
        return learnerFormPage(learner, classes, state, visit)
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        return try await visit.submit(
            LearnerForm.self,
            act: { form, values in
                try await visit.perform(
                    EditLearner(id: id, form: form), for: values, leadingTo: { _ in .learner(id) })
                return .redirect(.learner(id), saying: "Fiche enregistrée.")
            },
            show: { state in try await Self.form(visit, id, state) })
    }

    // MARK: Doubles

    @Sendable static func duplicates(_ visit: Visit) async throws -> Answer {
        let year = try visit.author.currentYear
        let lines = try await visit.read { try $0.allLearnerLines(year: year) }
        let merges = try await visit.read { try $0.recentMerges() }
        return .page(duplicatesPage(LearnerDuplicates.pairs(in: lines), merges, visit))
    }

    @Sendable static func merge(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let operation = MergeLearners(kept: ID(values["garder"]), dropped: ID(values["retirer"]))
        try await visit.perform(operation, for: values, leadingTo: { _ in .duplicates })
        return .redirect(.duplicates, saying: "Les deux fiches n’en font plus qu’une.")
    }

    @Sendable static func undoMerge(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        try await visit.perform(
            UndoMerge(entry: ID(values["fusion"])), for: values, leadingTo: { _ in .duplicates })
        return .redirect(.duplicates, saying: "Fusion annulée : les deux fiches sont de nouveau là.")
    }
}

/// A merge that may still be taken back.
struct RecentMerge: Codable, Sendable {
    let id: ID<JournalEntry>
    let happenedAt: Moment
    let authorName: String
    let familyName: String
    let firstName: String
}

func duplicatesPage(_ pairs: [LearnerPair], _ merges: [RecentMerge], _ visit: Visit) -> Page {
    let found: HTML =
        pairs.isEmpty
        ? emptyState(
            "check", "Aucun doublon", "Aucune fiche ne ressemble à une autre par le nom et la date de naissance.")
        : """
        <p class="hint">Gardez la fiche la plus complète : les classes, responsables et placements de l’autre la rejoignent, \
        et ses champs vides sont remplis. La fusion peut être annulée.</p>\
        <ul class="lines panel">\(pairs.map { pairLine($0, visit) })</ul>
        """
    return Page(
        "Doublons", in: .learners,
        """
        \(pageHead("Doublons", count: pairs.count, crumbs: [("Apprenants", .learners)]))\(found)\(mergeHistory(merges, visit))
        """)
}

private func pairLine(_ pair: LearnerPair, _ visit: Visit) -> HTML {
    let mark = pair.isSame ? badge("Même nom, même naissance", .late) : badge("Proches", .soon)
    return """
        <li><div>\(mark)<p>\(described(pair.first))</p><p>\(described(pair.second))</p></div>\
        <div class="actions">\(keep(pair.first, over: pair.second, visit))\(keep(pair.second, over: pair.first, visit))</div></li>
        """
}

private func described(_ line: LearnerLine) -> HTML {
    let details = [
        line.birthDate.map { "né(e) le " + $0.numeric } ?? "naissance inconnue", line.classCode ?? "sans classe",
        line.leftOn.map { "parti le " + $0.numeric } ?? "",
    ].filter { !$0.isEmpty }
    return "<a href=\"\(Link.learner(line.id))\">\(line.listName)</a>, \(details.joined(separator: ", "))"
}

private func keep(_ kept: LearnerLine, over dropped: LearnerLine, _ visit: Visit) -> HTML {
    postButton(
        "Garder \(kept.listName)" + (kept.classCode.map { " (\($0))" } ?? ""), to: .duplicates, visit: visit,
        style: "small", fields: [("garder", kept.id.rawValue), ("retirer", dropped.id.rawValue)])
}

private func mergeHistory(_ merges: [RecentMerge], _ visit: Visit) -> HTML {
    guard !merges.isEmpty else { return "" }
    let items = merges.map { merge -> HTML in
        let undo = postButton(
            "Annuler la fusion", to: Link.duplicates.appending("annulation"), visit: visit, icon: "undo",
            style: "small", fields: [("fusion", merge.id.rawValue)])
        return """
            <li><div>\(merge.familyName) \(merge.firstName)<p>\(moment(merge.happenedAt, visit.session?.author?.zone ?? .paris)), \
            par \(merge.authorName)</p></div>\(undo)</li>
            """
    }
    return panel("Fusions récentes", "<ul class=\"lines\">\(items)</ul>")
}

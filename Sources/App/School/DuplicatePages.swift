import Domain

extension Link {
    static let duplicates = Link("/apprenants/doublons")
}

/// A merge that may still be taken back.
struct RecentMerge: Codable, Sendable {
    let id: ID<JournalEntry>
    let happenedAt: Moment
    let authorName: String
    let familyName: String
    let firstName: String
}

func duplicatesPage(
    _ pairs: [LearnerPair], _ merges: [RecentMerge], refused: MergeRefusal?, _ visit: Visit
) -> Page {
    let refusal: HTML? = refused.map { notice(.error, HTML(text: $0.message)) }
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
        \(pageHead("Doublons", count: pairs.count, crumbs: [("Apprenants", .learners)]))\(refusal)\(found)\(mergeHistory(merges, visit))
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
        style: "small", fields: [("garder", kept.id.rawValue), ("reunir", dropped.id.rawValue)])
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

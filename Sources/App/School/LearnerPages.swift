import Domain

/// What the list of learners shows.
struct LearnerListView: Sendable {
    let lines: [LearnerLine]
    let total: Int
    let classes: [ClassLine]
    let filter: LearnerFilter
    let query: FormValues
    let today: LocalDate
    let hasMore: Bool
    let mayEdit: Bool
}

func learnerListPage(_ view: LearnerListView) -> Page {
    Page(
        "Apprenants", in: .learners, full: true,
        """
        \(pageHead("Apprenants", count: view.total, actions: [button("Classes", to: .classes, icon: "class")] + (view.mayEdit ? [button("Doublons", to: .duplicates, icon: "swap")] : [])))\(learnerFilters(view))\
        \(view.lines.isEmpty ? learnersEmpty(view) : learnerTable(view))
        """)
}

private func learnerFilters(_ view: LearnerListView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let classes = view.classes.map { (value: $0.id.rawValue, label: $0.code) }
    return """
        <form class="filters" method="get" action="/apprenants" data-autosubmit>\
        \(field(state, "q", "Nom ou prénom", FieldOptions(type: "search")))\
        \(selectField(state, "classe", "Classe", classes, empty: "Toutes les classes"))\
        \(checkbox(state, "sortis", "Avec ceux qui sont partis"))\
        <button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

private func learnersEmpty(_ view: LearnerListView) -> HTML {
    if view.filter.words.isEmpty && view.filter.classId == nil {
        return emptyState(
            "people", "Aucun apprenant pour l’instant",
            "Importez les fichiers SIECLE de l’établissement : les classes, les apprenants et leurs responsables arrivent ensemble.",
            action: button("Importer des fichiers", to: Link("/imports"), icon: "upload", style: "primary"))
    }
    return emptyState(
        "search", "Personne ne répond à ces critères",
        "Vérifiez l’orthographe, ou cherchez aussi parmi ceux qui sont partis.",
        action: button("Voir tous les apprenants", to: .learners))
}

private func learnerTable(_ view: LearnerListView) -> HTML {
    let columns: [Column<LearnerLine>] = [
        Column("Nom", header: true) { "<a class=\"rowlink\" href=\"\(Link.learner($0.id))\">\($0.listName)</a>" },
        Column("Classe") { HTML(text: $0.classCode ?? "—") },
        Column("Statut") { HTML(text: $0.learnerPublic.label) },
        Column("Âge", numeric: true) { line in
            line.birthDate.map { "\($0.age(on: view.today)) ans" as HTML } ?? "—"
        },
    ]
    let last = view.lines.last
    let next = view.hasMore ? last.map { nextLearners(view, after: $0) } : nil
    let shown = FrenchNumber.counted(view.lines.count, "apprenant affiché", "apprenants affichés")
    return """
        \(listTable("Apprenants de l’établissement", view.lines, columns))\
        \(pager("\(shown) sur \(FrenchNumber.grouped(view.total))", previous: nil, next: next))
        """
}

private func nextLearners(_ view: LearnerListView, after line: LearnerLine) -> Link {
    Link.learners.with(view.query.query(without: "apres") + [("apres", line.id.rawValue)])
}

/// Everything about one learner.
struct LearnerView: Sendable {
    let learner: Learner
    let schoolClass: SchoolClass?
    let guardians: [GuardianLine]
    let journal: [JournalEntry]
    let placements: HTML
    let showsContacts: Bool
    let showsGuardians: Bool
    let mayEdit: Bool
    let today: LocalDate
}

func learnerPage(_ view: LearnerView) -> Page {
    let learner = view.learner
    var meta: [HTML] = [HTML(text: learner.learnerPublic.label)]
    if let schoolClass = view.schoolClass {
        meta.append("<a href=\"\(Link.schoolClass(schoolClass.id))\">\(schoolClass.code)</a> \(schoolClass.label)")
    }
    if let left = learner.leftOn { meta.append(badge("Parti le \(left.long)", .neutral)) }
    return Page(
        learner.fullName, in: .learners,
        """
        \(pageHead(learner.listName, crumbs: [("Apprenants", .learners)], meta: meta, actions: learnerActions(view)))\
        <div class="record"><aside class="who" aria-label="Identité">\(learnerIdentity(view))\(view.showsGuardians ? guardiansPanel(view) : nil)</aside>\
        <div class="what">\(view.placements)</div></div>
        """)
}

/// Whoever may correct the record may see the companies, and where the learner lives.
private func learnerActions(_ view: LearnerView) -> [HTML] {
    guard view.mayEdit else { return [] }
    let near = Link.companies.with([("pres", view.learner.id.rawValue), ("rayon", "10")])
    return [
        button("Entreprises proches", to: near, icon: "place"),
        button("Modifier", to: Link.learner(view.learner.id).appending("modifier"), icon: "edit"),
    ]
}

private func learnerIdentity(_ view: LearnerView) -> HTML {
    let learner = view.learner
    let age = learner.birthDate.map { "\($0.long) (\($0.age(on: view.today)) ans)" }
    let contacts: [(String, HTML?)] =
        view.showsContacts
        ? [
            ("Téléphone", learner.phone.map(phoneLink)), ("Courriel", fact(learner.email)),
            (
                "Adresse",
                learner.address.isEmpty ? nil : HTML.joined(learner.address.lines.map { HTML(text: $0) }, by: "<br>")
            ),
        ] : []
    return panel(
        "Identité",
        facts([("Né(e) le", fact(age)), ("Entrée", fact(learner.enteredOn?.long))] + contacts))
}

private func guardiansPanel(_ view: LearnerView) -> HTML {
    guard !view.guardians.isEmpty else {
        return panel(
            "Responsables légaux",
            "<p class=\"hint\">Aucun responsable connu. Importez le fichier des responsables.</p>")
    }
    let items = view.guardians.map { guardian -> HTML in
        let name = [guardian.civility, guardian.firstName, guardian.familyName].filter { !$0.isEmpty }.joined(
            separator: " ")
        let rank = guardian.legalRank > 0 ? "représentant légal \(guardian.legalRank)" : "autre contact"
        return """
            <li><div><strong>\(name)</strong><p>\(guardian.kinship.label), \(rank)</p>\
            <p>\(guardian.phone.map(phoneLink)) \(guardian.email)</p></div></li>
            """
    }
    return panel("Responsables", "<ul class=\"lines\">\(items)</ul>")
}

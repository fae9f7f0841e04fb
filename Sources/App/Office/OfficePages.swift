import Domain

/// What everybody in the school may know of the bureau.
struct OfficeView: Sendable {
    let school: School
    let openings: [OpeningLine]
    let uncovered: [OfficeCover.Day]
    let team: [OfficePerson]
    let documents: [OfficeDocumentLine]
    let today: LocalDate
    let author: Author
}

func officePage(_ view: OfficeView) -> Page {
    let title = view.school.bureauName.flatMap { $0.isEmpty ? nil : $0 } ?? "Bureau des entreprises"
    let manages = view.author.may(.manageOffice)
    let week: HTML =
        view.openings.isEmpty
        ? emptyState(
            "clock", "Les horaires ne sont pas écrits",
            manages
                ? "Écrivez la semaine habituelle : les jours sans personne seront annoncés."
                : "Le bureau les écrira ici.",
            action: manages ? button("Écrire les horaires", to: .openings) : nil)
        : weekTable(view.openings, today: view.today)
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .office, actions: officeActions(view), for: view.author))\
        \(manages ? uncoveredNotice(view.uncovered, today: view.today, link: .openings) : nil)\
        <div class="columns"><div>\(panel("Horaires d’ouverture", action: manages ? "<a href=\"\(Link.openings)\">Modifier</a>" : nil, week))\
        \(documentsPanel(view))</div><div>\(reachPanel(view))\(teamPanel(view))</div></div>
        """)
}

private func officeActions(_ view: OfficeView) -> [HTML] {
    view.author.may(.logOfficeTime) ? [button("Noter un temps", to: .officeTime, icon: "clock")] : []
}

private func reachPanel(_ view: OfficeView) -> HTML {
    let mail: HTML? = view.school.bureauEmail.flatMap { $0.isEmpty ? nil : "<a href=\"mailto:\($0)\">\($0)</a>" }
    let phone: HTML? = view.school.bureauPhone.map(phoneLink)
    let known = facts([("Téléphone", phone), ("Courriel", mail)])
    return panel(
        "Joindre le bureau",
        known.isEmpty
            ? "<p class=\"hint\">Le téléphone et le courriel du bureau sont à écrire dans la fiche de l’établissement.</p>"
            : known)
}

private func teamPanel(_ view: OfficeView) -> HTML {
    let items = view.team.map { person -> HTML in
        "<li>\(icon("person"))<div>\(person.name)<p>\(person.role.label)</p></div></li>"
    }
    return panel(
        "Qui y contribue",
        items.isEmpty ? "<p class=\"hint\">Personne n’a encore ce rôle.</p>" : "<ul class=\"lines\">\(items)</ul>")
}

private func documentsPanel(_ view: OfficeView) -> HTML? {
    guard !view.documents.isEmpty else { return nil }
    let items = view.documents.prefix(8).map { line -> HTML in
        "<li>\(icon("document"))<div><a href=\"\(Link.officeDocument(line.id))\">\(line.title)</a><p>\(line.kind.label)</p></div></li>"
    }
    return panel(
        "Documents partagés", action: "<a href=\"\(Link.officeDocuments)\">Tous</a>",
        "<ul class=\"lines\">\(Array(items))</ul>")
}

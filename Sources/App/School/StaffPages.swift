import Domain

extension Link {
    static let team = Link("/equipe")

    static func staff(_ id: ID<StaffMember>) -> Link { Link("/equipe", [id.rawValue]) }
}

/// What the list of the staff shows.
struct StaffListView: Sendable {
    let lines: [StaffLine]
    let functions: [String]
    let filter: StaffFilter
    let query: FormValues
    let mayImport: Bool
}

func staffListPage(_ view: StaffListView) -> Page {
    Page(
        "Équipe", in: .team,
        """
        \(pageHead("Équipe", count: view.lines.count))\(staffFilters(view))\
        \(view.lines.isEmpty ? staffEmpty(view) : staffTable(view))
        """)
}

private func staffFilters(_ view: StaffListView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let functions = view.functions.map { (value: $0, label: StaffMember.functionLabel($0)) }
    return """
        <form class="filters" method="get" action="/equipe" data-autosubmit>\
        \(field(state, "q", "Nom ou prénom", FieldOptions(type: "search")))\
        \(selectField(state, "fonction", "Fonction", functions, empty: "Toutes"))\
        \(checkbox(state, "partis", "Avec ceux qui sont partis"))\
        <button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

private func staffEmpty(_ view: StaffListView) -> HTML {
    if view.filter.words.isEmpty, view.filter.function.isEmpty {
        let action =
            view.mayImport ? button("Importer des fichiers", to: .imports, icon: "upload", style: "primary") : nil
        return emptyState(
            "class", "Aucun membre de l’équipe pour l’instant",
            "Le fichier STS-web « sts_emp » apporte les enseignants, leurs classes et les professeurs principaux.",
            action: action)
    }
    return emptyState(
        "search", "Personne ne répond à ces critères",
        "Vérifiez l’orthographe, ou cherchez aussi parmi ceux qui sont partis.",
        action: button("Voir toute l’équipe", to: .team))
}

private func staffTable(_ view: StaffListView) -> HTML {
    let columns: [Column<StaffLine>] = [
        Column("Nom", header: true) { line in
            let left: HTML? = line.leftOn.map { badge("Parti le \($0.long)", .neutral) }
            return "<a class=\"rowlink\" href=\"\(Link.staff(line.id))\">\(line.listName)</a> \(left)"
        },
        Column("Fonction") { HTML(text: StaffMember.functionLabel($0.function)) },
        Column("Discipline") { HTML(text: $0.discipline) },
        Column("Courriel") { line in line.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" } ?? "" },
        Column("Classes", numeric: true) { HTML(text: FrenchNumber.grouped($0.classCount)) },
    ]
    return listTable("Équipe de l’établissement", view.lines, columns)
}

// MARK: One person

/// Everything about one member of staff.
struct StaffView: Sendable {
    let member: StaffMember
    let classes: [TaughtClass]
    let mayEdit: Bool
}

func staffPage(_ view: StaffView) -> Page {
    let member = view.member
    var meta: [HTML] = [HTML(text: StaffMember.functionLabel(member.function))]
    if !member.discipline.isEmpty { meta.append(HTML(text: member.discipline)) }
    if let left = member.leftOn { meta.append(badge("Parti le \(left.long)", .neutral)) }
    let edit =
        view.mayEdit ? [button("Modifier", to: Link.staff(member.id).appending("modifier"), icon: "edit")] : []
    return Page(
        member.fullName, in: .team,
        """
        \(pageHead(member.fullName, crumbs: [("Équipe", .team)], meta: meta, actions: edit))\
        <div class="columns"><div>\(taughtClasses(view))</div><aside>\(staffIdentity(member))</aside></div>
        """)
}

private func staffIdentity(_ member: StaffMember) -> HTML {
    let found = facts([
        ("Courriel", member.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }),
        ("Téléphone", member.phone.map(phoneLink)),
    ])
    return panel(
        "Joindre",
        found.isEmpty
            ? "<p class=\"hint\">Ni courriel ni téléphone : STS-web ne les donne pas, ajoutez-les ici.</p>" : found)
}

private func taughtClasses(_ view: StaffView) -> HTML {
    guard !view.classes.isEmpty else {
        return panel("Classes", "<p class=\"hint\">Aucune classe cette année.</p>")
    }
    let items = view.classes.map { taught -> HTML in
        let mark: HTML? = taught.principal ? badge("Professeur principal", .done) : nil
        return """
            <li><div><a href="\(Link.schoolClass(taught.id))">\(taught.code)</a><p>\(taught.subject)</p></div>\(mark)</li>
            """
    }
    return panel("Classes", "<ul class=\"lines\">\(items)</ul>")
}

func staffForm(_ member: StaffMember, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.staff(member.id)
    return Page(
        "Modifier " + member.fullName, in: .team,
        """
        \(pageHead("Modifier " + member.fullName, crumbs: [("Équipe", .team), (member.fullName, link)]))\
        \(postForm(link.appending("modifier"), state, visit: visit, """
        <input type="hidden" name="version" value="\(state["version"])">\
        <section class="panel"><div class="pair">\(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))\
        \(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))</div>\
        \(field(state, "discipline", "Discipline", FieldOptions(optional: true)))</section>\
        \(formEnd("Enregistrer", cancel: link))
        """))
        """)
}

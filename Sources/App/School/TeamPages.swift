import Domain

func teamPage(_ lines: [StaffLine], query: FormValues) -> Page {
    let state = FormState(values: query, problems: [])
    let filters: HTML = """
        <form class="filters" method="get" action="\(Link.team)" data-autosubmit>\
        \(field(state, "q", "Nom ou prénom", FieldOptions(type: "search")))<button class="btn nojs">Filtrer</button></form>
        """
    return Page(
        "Équipe", in: .team, full: true,
        "\(pageHead("Équipe", count: lines.count))\(filters)\(lines.isEmpty ? teamEmpty(query) : teamTable(lines))")
}

private func teamEmpty(_ query: FormValues) -> HTML {
    guard query["q"].isEmpty else {
        return emptyState(
            "search", "Personne de ce nom", "Vérifiez l’orthographe : les accents ne comptent pas.",
            action: button("Voir toute l’équipe", to: .team))
    }
    return emptyState(
        "people", "L’équipe n’est pas encore là",
        "Importez le fichier de STS-web : les enseignants arrivent avec leurs classes.",
        action: button("Importer des fichiers", to: Link("/imports"), icon: "upload", style: "primary"))
}

private func teamTable(_ lines: [StaffLine]) -> HTML {
    listTable(
        "Équipe de l’établissement", lines,
        [
            Column("Nom", header: true) { "<a class=\"rowlink\" href=\"\(Link.staff($0.id))\">\($0.listName)</a>" },
            Column("Fonction") { HTML(text: StaffFunction.label($0.function)) },
            Column("Discipline") { HTML(text: $0.discipline) },
            Column("Classes", numeric: true) { HTML(text: $0.classCount == 0 ? "—" : String($0.classCount)) },
            Column("Suivis en PFMP", numeric: true) {
                HTML(text: $0.followedCount == 0 ? "—" : String($0.followedCount))
            },
        ])
}

/// The functions of STS-web in words.
enum StaffFunction {
    static func label(_ code: String) -> String {
        switch code {
        case "ENS": "Enseignant"
        case "DIR": "Direction"
        case "EDU": "Éducation"
        case "DOC": "Documentation"
        case "ADM": "Administration"
        case "CTR": "Direction déléguée aux formations"
        default: code
        }
    }
}

/// Everything about one member of the team.
struct StaffView: Sendable {
    let person: StaffMember
    let classes: [TaughtClass]
    let mayEdit: Bool
    let mayOpenClasses: Bool
}

func staffPage(_ view: StaffView) -> Page {
    let person = view.person
    let edit =
        view.mayEdit ? [button("Modifier", to: Link.staff(person.id).appending("modifier"), icon: "edit")] : []
    let mail: HTML? = person.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    let items = view.classes.map { taught -> HTML in
        let role = taught.principal ? "professeur principal" : taught.subject
        let code = reference(taught.code, to: .schoolClass(taught.id), opens: view.mayOpenClasses)
        return "<li>\(icon("class"))<div>\(code) \(taught.label)</div><span class=\"detail\">\(role)</span></li>"
    }
    let classes: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune classe connue cette année. Elles viennent du fichier de STS-web.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    return Page(
        person.fullName, in: .team,
        """
        \(pageHead(person.fullName, crumbs: [("Équipe", .team)], meta: [HTML(text: StaffFunction.label(person.function))], actions: edit))\
        <div class="columns"><div>\(panel("Classes", classes))</div><div>\(panel("Joindre", facts([
            ("Discipline", fact(person.discipline)), ("Courriel", mail), ("Téléphone", person.phone.map(phoneLink)),
        ])))</div></div>
        """)
}

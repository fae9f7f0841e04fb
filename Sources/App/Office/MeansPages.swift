import Domain

func meansPage(_ lines: [MeansLine], _ referents: [MeansReferentLine], for author: Author) -> Page {
    let title = "Moyens du bureau"
    let add = button("Noter un moyen", to: .newMeans, icon: "plus", style: "primary")
    let kinds = Dictionary(grouping: lines, by: \.kind)
    let totals = OfficeMeans.Kind.allCases.compactMap { kind -> (String, HTML?)? in
        guard let mine = kinds[kind] else { return nil }
        let planned = mine.reduce(0) { $0 + $1.plannedTenths }
        let done = mine.reduce(0) { $0 + $1.doneTenths }
        return (
            kind.label,
            HTML(text: "\(OfficeMeans.written(done)) sur \(OfficeMeans.written(planned)) \(kind.unit(of: planned))")
        )
    }
    let body: HTML =
        lines.isEmpty
        ? emptyState(
            "people", "Aucun moyen noté",
            "HSA, HSE, IMP, parts du Pacte : ce qui aide le bureau, vu du chef d’établissement et du DDFPT seulement.",
            action: add)
        : listTable(
            title, lines,
            [
                Column("Enseignant", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.means($0.id))\">\($0.familyName) \($0.firstName)</a>"
                },
                Column("Nature") { HTML(text: $0.kind.label) }, Column("Mission") { HTML(text: $0.label) },
                Column("Prévu", numeric: true) {
                    HTML(text: "\(OfficeMeans.written($0.plannedTenths)) \($0.kind.unit(of: $0.plannedTenths))")
                },
                Column("Fait", numeric: true) { HTML(text: OfficeMeans.written($0.doneTenths)) },
            ])
    let followers = referents.map {
        "<li><div>\($0.familyName) \($0.firstName)</div><span class=\"detail\">\(FrenchNumber.counted($0.learners, "élève", "élèves"))</span></li>"
            as HTML
    }
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .means, meta: [HTML(text: author.yearLabel)], actions: lines.isEmpty ? [] : [add], for: author))\
        \(notice(.info, "<p>Cette page n’est vue que du chef d’établissement et du DDFPT. Elle dit ce qui est donné au bureau, pas ce que vaut un enseignant.</p>"))\
        <div class="columns section"><div>\(body)</div><div>\(totals.isEmpty ? nil : panel("En tout", facts(totals)))\
        \(followers.isEmpty ? nil : panel("Référents de PFMP", "<ul class=\"lines\">\(followers)</ul>"))</div></div>
        """)
}

func meansFormPage(_ id: ID<OfficeMeans>?, _ staff: [StaffMember], _ state: FormState, _ visit: Visit) -> Page {
    let title = id == nil ? "Noter un moyen" : "Modifier le moyen"
    let people = staff.map { (value: $0.id.rawValue, label: $0.listName) }
    let kinds = OfficeMeans.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let remove: HTML? = id.map {
        postButton("Retirer", to: Link.means($0).appending("suppression"), visit: visit, icon: "trash", style: "danger")
    }
    return Page(
        title, in: .office,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Bureau", .office), ("Moyens", .officeMeans)]))\(postForm(
            id.map(Link.means) ?? .newMeans, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(selectField(state, "personne", "Enseignant", people, empty: "Choisir"))\(selectField(state, "nature", "Nature", kinds))\
            \(field(state, "mission", "Mission", FieldOptions(optional: true)))<div class="pair">\
            \(field(state, "prevu", "Prévu", FieldOptions(hint: "Heures ou parts.", inputMode: "decimal", style: "short")))\
            \(field(state, "fait", "Fait", FieldOptions(optional: true, inputMode: "decimal", style: "short")))</div>\
            \(formEnd("Enregistrer", cancel: .officeMeans))
            """))\(remove)</div>
        """)
}

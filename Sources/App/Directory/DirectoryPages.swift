import Domain

extension Link {
    static let directory = Link("/annuaire")

    static func directory(_ uai: String) -> Link { Link("/annuaire", [uai]) }
}

/// What the list of the directory shows.
struct DirectoryListView: Sendable {
    let lines: [DirectoryLine]
    let total: Int
    let departments: [String]
    let filter: DirectoryFilter
    let query: FormValues
    let hasMore: Bool
    let mayImport: Bool
}

func directoryListPage(_ view: DirectoryListView) -> Page {
    Page(
        "Annuaire",
        """
        \(pageHead("Annuaire national", count: view.total, meta: ["Les lycées et leurs bureaux des entreprises, d’après les annuaires publics."]))\
        \(directoryFilters(view))\(view.lines.isEmpty ? directoryEmpty(view) : directoryTable(view))
        """)
}

private func directoryFilters(_ view: DirectoryListView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let kinds = [
        (value: DirectoryFilter.Kind.bureaux.rawValue, label: "Bureaux des entreprises"),
        (value: DirectoryFilter.Kind.schools.rawValue, label: "Établissements"),
    ]
    let vocational: HTML? =
        view.filter.kind == .schools ? checkbox(state, "pro", "Avec une voie professionnelle") : nil
    return """
        <form class="filters" method="get" action="/annuaire" data-autosubmit>\
        \(selectField(state, "quoi", "Chercher parmi", kinds))\
        \(field(state, "q", "Nom, ville, métier, diplôme ou UAI", FieldOptions(type: "search")))\
        \(selectField(state, "departement", "Département", view.departments.map { (value: $0, label: $0) }, empty: "Tous"))\
        \(vocational)<button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

private func directoryEmpty(_ view: DirectoryListView) -> HTML {
    if view.filter.words.isEmpty, view.filter.department.isEmpty, !view.filter.vocationalOnly {
        let action =
            view.mayImport ? button("Importer l’annuaire", to: .imports, icon: "upload", style: "primary") : nil
        return emptyState(
            "place", "L’annuaire n’est pas encore importé",
            "Téléchargez sur data.education.gouv.fr le fichier « fr-en-annuaire_bde_lycees_pro » ou « fr-en-annuaire-education » "
                + "(CSV ou JSON), puis importez-le.", action: action)
    }
    return emptyState(
        "search", "Aucun lycée ne répond à ces critères", "Essayez un mot de moins, ou un autre département.",
        action: button("Voir tout l’annuaire", to: .directory))
}

private func directoryTable(_ view: DirectoryListView) -> HTML {
    let columns: [Column<DirectoryLine>] = [
        Column("Nom", header: true) { "<a class=\"rowlink\" href=\"\(Link.directory($0.uai))\">\($0.name)</a>" },
        Column("Ville") { HTML(text: $0.addressCity) },
        Column("Département") { HTML(text: $0.department) },
        Column(view.filter.kind == .bureaux ? "Métiers préparés" : "Nature") { HTML(text: summary($0.detail)) },
    ]
    let next = view.hasMore ? view.lines.last.map { following(view, $0) } : nil
    let shown = FrenchNumber.counted(view.lines.count, "fiche affichée", "fiches affichées")
    return """
        \(listTable("Annuaire", view.lines, columns))\
        \(pager("\(shown) sur \(FrenchNumber.grouped(view.total))", previous: nil, next: next))
        """
}

private func following(_ view: DirectoryListView, _ line: DirectoryLine) -> Link {
    Link.directory.with(view.query.query(without: "apres") + [("apres", line.searchKey + "|" + line.uai)])
}

/// The first trades of a list, and how many more.
private func summary(_ list: String) -> String {
    let items = list.split(separator: "\n").map(String.init)
    let shown = items.prefix(3).joined(separator: ", ")
    return items.count > 3 ? shown + " et \(items.count - 3) autres" : shown
}

// MARK: One school

func directoryPage(_ uai: String, school: DirectorySchool?, bureau: DirectoryBureau?) -> Page {
    let name = bureau?.name ?? school?.name ?? uai
    let meta = [uai, school?.kind ?? "", school?.status ?? bureau?.sector ?? ""].filter { !$0.isEmpty }
    let body: HTML = """
        \(pageHead(name, crumbs: [("Annuaire", .directory)], meta: meta.map { HTML(text: $0) }))\
        <div class="columns"><div>\(bureau.map(bureauPanel) ?? noBureau)\(bureau.map(trainingPanel))</div>\
        <aside>\(school.map(schoolPanel))</aside></div>
        """
    return Page(name, body)
}

private let noBureau: HTML = panel(
    "Bureau des entreprises",
    "<p class=\"hint\">L’annuaire des bureaux ne cite pas cet établissement : passez par ses coordonnées générales.</p>"
)

private func bureauPanel(_ bureau: DirectoryBureau) -> HTML {
    let mails = bureau.emails.split(separator: "\n").map { mail in
        "<a href=\"mailto:\(String(mail))\">\(String(mail))</a>" as HTML
    }
    let address = PostalAddress(
        line1: bureau.addressLine1, postalCode: bureau.addressPostalCode, city: bureau.addressCity)
    return panel(
        "Bureau des entreprises",
        facts([
            ("Courriel", mails.isEmpty ? nil : HTML.joined(mails, by: "<br>")),
            ("Téléphone", bureau.phone.map(phoneText)),
            ("Adresse", addressHTML(address)), ("Académie", fact(bureau.academie)),
            ("Site (à vérifier)", fact(bureau.website)), ("Fiche du", fact(bureau.fileDate.long)),
        ]))
}

private func trainingPanel(_ bureau: DirectoryBureau) -> HTML {
    let trades = bureau.trades.split(separator: "\n").map { tag(String($0)) }
    let diplomas = bureau.diplomas.split(separator: "\n").map { "<li>\(String($0))</li>" as HTML }
    guard !trades.isEmpty || !diplomas.isEmpty else { return "" }
    let prepared: HTML = diplomas.isEmpty ? "" : "<h3>Diplômes</h3><ul>\(diplomas)</ul>"
    return panel("Métiers et diplômes préparés", "<p>\(HTML.joined(trades, by: " "))</p>\(prepared)")
}

private func schoolPanel(_ school: DirectorySchool) -> HTML {
    panel(
        "Établissement",
        facts([
            ("Adresse", addressHTML(school.address)), ("Téléphone", school.phone.map(phoneText)),
            ("Courriel", school.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }), ("Site", fact(school.website)),
            ("SIRET", fact(school.siret)), ("Académie", fact(school.academie)), ("Région", fact(school.region)),
            ("Voie professionnelle", school.vocational ? "oui" : "non"), ("Fiche du", fact(school.fileDate.long)),
        ]))
}

private func addressHTML(_ address: PostalAddress) -> HTML? {
    address.isEmpty ? nil : HTML.joined(address.lines.map { HTML(text: $0) }, by: "<br>")
}

/// A number of a public file: shown with its groups when it is one.
private func phoneText(_ text: String) -> HTML {
    let number = try? PhoneNumber(text)
    return number.map { "<a href=\"tel:\($0.rawValue)\">\($0.display)</a>" } ?? HTML(text: text)
}

import Domain

/// What the list of companies shows.
struct CompanyListView: Sendable {
    var lines: [CompanyLine]
    /// Companies that answer, up to `CompanyListView.bound`.
    var total = 0
    let choices: CompanyChoices
    let filter: CompanyFilter
    let query: FormValues
    let hasBefore: Bool
    let hasAfter: Bool
    let mayEdit: Bool
    let mayExport: Bool
    let author: Author
    /// Near matches that come beside exact ones.
    var near: [CompanySuggestion] = []
    let today: LocalDate
    /// Those of the page that wait to be verified.
    var toVerify: Set<ID<Company>> = []
    /// There are other bureaux to share with.
    var mayShare = false

    static let bound = 5000
    static let pageSize = 50
    /// Above this number of answers nobody looks for names that come near: they would stand far below.
    static let fewLines = 15

    var totalText: String {
        total >= Self.bound ? "plus de \(FrenchNumber.grouped(Self.bound))" : FrenchNumber.grouped(total)
    }

    /// The filters in force as words, each with the address that takes it away.
    var chips: [(String, Link)] {
        CompanyListView.words(of: query).map { name, label in
            (label, Link.companies.with(query.query(without: name, "apres", "avant")))
        }
    }

    /// The filters of an address in words, each with the name it has there.
    static func words(of query: FormValues) -> [(String, String)] {
        (filterWords + segmentWords).compactMap { name, label in
            let value = query[name]
            return value.isEmpty ? nil : (name, label(value, query))
        }
    }

    /// The name of a filter in the address, and what is said of its value.
    typealias FilterWord = (name: String, label: @Sendable (String, FormValues) -> String)

    private static let filterWords: [FilterWord] = [
        ("q", { value, _ in "« \(value) »" }), ("departement", { value, _ in "département : \(value)" }),
        ("naf", { value, _ in "activité : \(NAFDivisionName.of(value))" }),
        ("relation", { value, _ in "relation : \((RelationStatus(rawValue: value)?.label ?? "").lowercased())" }),
        ("genre", { value, _ in "type : \((OrganisationKind(rawValue: value)?.label ?? "").lowercased())" }),
        ("filiere", { value, _ in "filière : \(value)" }),
        ("silence", { value, _ in "sans échange depuis \(value) mois" }), ("archivees", { _, _ in "archivées" }),
    ]
}

/// The activity of a NAF division in words.
enum NAFDivisionName {
    static func of(_ code: String) -> String {
        guard let naf = try? NAF(code + ".00Z") else { return code }
        return naf.divisionLabel ?? code
    }
}

/// The list already written, but for the token of its form: the same for one person until something is written.
struct CompanyListParts: Sendable {
    let above: HTML
    /// Nothing when no company answers.
    let table: HTML?
    let below: HTML

    init(_ view: CompanyListView) {
        above = """
            \(companyHead(view, listActions(view)))\(companyTabs(.list, for: view.author))\(companyFilters(view))\
            \(chips(view.chips, clear: .companies))\(lostPointNotice(view))\(nearestNotice(view))
            """
        table = view.lines.isEmpty ? nil : companyTable(view)
        below = "\(view.lines.isEmpty ? companiesEmpty(view) : companyPager(view))\(nearPanel(view))"
    }
}

func companyListPage(_ list: CompanyListParts, _ visit: Visit) -> Page {
    let form: HTML? = list.table.map {
        """
        <form class="tablebox" method="post" action="/entreprises/selection" data-selection>\(visit.hiddenFields)\($0)</form>
        """
    }
    return Page("Entreprises", in: .companies, full: true, "\(list.above)\(form)\(list.below)")
}

private func listActions(_ view: CompanyListView) -> [HTML] {
    var actions: [HTML] = []
    if view.mayEdit {
        actions.append(button("Ajouter une entreprise", to: .newCompany, icon: "plus", style: "primary"))
        actions.append(button("Noter un appel", to: .capture, icon: "phone"))
    }
    actions.append(button("Carte", to: Link("/entreprises/carte"), icon: "place"))
    actions.append(segmentMenu(view))
    if view.mayExport { actions.append(exportMenu(view)) }
    return actions
}

/// Companies whose names come near what was typed, below those where it is written so.
private func nearPanel(_ view: CompanyListView) -> HTML? {
    guard !view.near.isEmpty else { return nil }
    let items = view.near.map { company -> HTML in
        """
        <li>\(icon("company"))<div><a href="\(Link.company(company.id))">\(company.tradeName ?? company.legalName)</a></div>\
        <span class="detail">\(company.addressCity)</span></li>
        """
    }
    return panel("Noms proches de « \(view.query["q"]) »", "<ul class=\"lines\">\(items)</ul>")
}

private func lostPointNotice(_ view: CompanyListView) -> HTML? {
    guard view.filter.extra.hasLostPoint else { return nil }
    return notice(
        .warning,
        "<p>Bureau ne sait pas où se trouve ce point, ou vous n’avez pas le droit de le savoir. Retirez le filtre de distance.</p>"
    )
}

/// What one does with the rows shown: keep, print, write.
private func segmentMenu(_ view: CompanyListView) -> HTML {
    let query = view.query.query(without: "apres", "avant")
    var items: [(label: String, icon: String, link: Link)] = [
        ("Enregistrer cette vue", "star", Link("/entreprises/vues/nouvelle").with(query)),
        ("Liste d’appels", "phone", Link("/entreprises/appels").with(query)),
        ("Feuille de route", "print", Link("/entreprises/tournee").with(query)),
    ]
    if view.author.may(.sendCampaigns) {
        items.append(("Écrire à ces entreprises", "mail", Link("/campagnes/nouvelle").with(query)))
    }
    return moreMenu(items, title: "Avec cette liste") ?? ""
}

/// Says that what is shown is not quite what was typed.
private func nearestNotice(_ view: CompanyListView) -> HTML? {
    guard view.filter.nearest != nil, !view.lines.isEmpty else { return nil }
    return notice(
        .info,
        "<p>Rien n’est écrit exactement ainsi. Voici ce qui s’en approche le plus, à l’oreille ou à une faute près.</p>"
    )
}

private func companyHead(_ view: CompanyListView, _ actions: [HTML]) -> HTML {
    """
    <header class="pagehead"><div class="line"><div><h1>Entreprises <span class="count">\(view.totalText)</span></h1></div>\
    <div class="actions">\(actions)</div></div></header>
    """
}

private func exportMenu(_ view: CompanyListView) -> HTML {
    let query = view.query.query(without: "apres", "avant")
    let csv = Link("/entreprises/export/csv").with(query)
    let xlsx = Link("/entreprises/export/xlsx").with(query)
    let vcard = Link("/entreprises/export/vcf").with(query)
    return """
        <details class="menu"><summary class="btn">\(icon("download")) Exporter</summary><ul>\
        <li><a href="\(xlsx)">\(icon("document")) Tableur (XLSX)</a></li>\
        <li><a href="\(csv)">\(icon("document")) Texte (CSV)</a></li>\
        <li><a href="\(vcard)">\(icon("person")) Contacts (vCard)</a></li></ul></details>
        """
}

private func companyFilters(_ view: CompanyListView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let departments = view.choices.departments
    let streams = view.choices.streams.map { (value: $0, label: $0) }
    let hasDepartments = departments.count > 1 || !view.query["departement"].isEmpty
    return """
        <form class="filters" method="get" action="\(Link.companies)" data-autosubmit>\
        \(field(state, "q", "Nom, commune, contact, SIRET", FieldOptions(type: "search")))\
        \(selectField(state, "relation", "Relation", relations, empty: "Toutes"))\
        \(streams.isEmpty ? nil : selectField(state, "filiere", "Filière", streams, empty: "Toutes"))\
        \(hasDepartments ? selectField(state, "departement", "Département", departments, empty: "Tous") : nil)\
        \(selectField(state, "silence", "Sans échange depuis", silences, empty: "Indifférent"))\
        \(selectField(state, "genre", "Type", kinds, empty: "Tous"))\
        \(selectField(state, "archivees", "Fiches", [(value: "1", label: "Archivées")], empty: "En service"))\
        \(kept(view.query, "naf", "tri", "sens", "liste"))\(moreFilters(state, view.choices))<button class="btn nojs">Filtrer</button></form>
        """
}

private let relations = RelationStatus.allCases.map { (value: $0.rawValue, label: $0.label) }

private let kinds = OrganisationKind.allCases.map { (value: $0.rawValue, label: $0.label) }

private let silences = [("3", "3 mois"), ("6", "6 mois"), ("12", "1 an"), ("18", "18 mois")].map {
    (value: $0.0, label: $0.1)
}

/// What the filters do not show and must not lose.
private func kept(_ query: FormValues, _ names: String...) -> [HTML] {
    names.filter { !query[$0].isEmpty }.map { "<input type=\"hidden\" name=\"\($0)\" value=\"\(query[$0])\">" }
}

private func companiesEmpty(_ view: CompanyListView) -> HTML {
    guard view.chips.isEmpty else {
        return emptyState(
            "search", "Aucune entreprise ne répond à ces critères",
            "Retirez un filtre, ou vérifiez l’orthographe : les accents et l’ordre des mots ne comptent pas.",
            action: button("Voir toutes les entreprises", to: .companies))
    }
    return emptyState(
        "company", "Aucune entreprise pour l’instant",
        "Ajoutez vos partenaires un par un, ou importez le tableau que vous tenez déjà.",
        action: button("Importer un tableau", to: Link("/imports"), icon: "upload", style: "primary"))
}

private func companyTable(_ view: CompanyListView) -> HTML {
    var rows = HTML()
    for line in view.lines { rows += companyRow(line, view) }
    let box: HTML? =
        view.mayEdit
        ? "<th class=\"pick\" scope=\"col\"><input type=\"checkbox\" data-all aria-label=\"Cocher toutes les lignes de la page\"></th>"
        : nil
    return """
        <input type="hidden" name="retour" value="\(Link.companies.with(view.query.query()))">\
        <table class="list asrows"><caption class="vh">Entreprises partenaires</caption><thead><tr>\(box)\
        \(sortHead(.name, "Entreprise", view))\(sortHead(.town, "Commune", view))<th scope="col">Activité</th>\
        \(sortHead(.relation, "Relation", view))<th scope="col">Dernier échange</th><th scope="col" class="num">Places</th></tr></thead>\
        <tbody>\(rows)</tbody></table>\(view.mayEdit ? bulkBar(view) : nil)
        """
}

private func companyRow(_ line: CompanyLine, _ view: CompanyListView) -> HTML {
    let box: HTML? =
        view.mayEdit
        ? "<td class=\"pick\"><input type=\"checkbox\" name=\"id\" value=\"\(line.id.rawValue)\" aria-label=\"Cocher \(line.name)\"></td>"
        : nil
    let last = line.lastContactOn?.near(view.today) ?? "—"
    let closed: HTML? = line.isClosed ? badge("Fermée (Sirene)", .late) : nil
    let pending: HTML? = view.toVerify.contains(line.id) ? " \(badge("À vérifier", .soon))" : nil
    return """
        <tr>\(box)<th scope="row"><a class="rowlink" href="\(Link.company(line.id))">\(line.name)</a>\(closed)\(pending)</th>\
        <td data-label="Commune">\(line.town)</td><td data-label="Activité">\(line.activity)</td>\
        <td data-label="Relation">\(relationBadge(line.relation))</td><td data-label="Dernier échange">\(last)</td>\
        <td data-label="Places" class="num">\(line.places == 0 ? "—" : String(line.places))</td></tr>
        """
}

func relationBadge(_ relation: RelationStatus) -> HTML {
    switch relation {
    case .active: badge(relation.label, .done)
    case .toRevive: badge(relation.label, .soon)
    case .dormant, .contacted, .interested: badge(relation.label, .waiting)
    case .leaveAlone: badge(relation.label, .late)
    case .prospect, .inactive: badge(relation.label, .neutral)
    }
}

private func sortHead(_ sort: CompanyFilter.Sort, _ title: String, _ view: CompanyListView) -> HTML {
    let current = view.filter.sort == sort
    let turned = current && !view.filter.descending
    let query = view.query.query(without: "tri", "sens", "apres", "avant")
    let link = Link.companies.with(
        query + [("tri", sort == .name && !turned ? "" : sort.rawValue), ("sens", turned ? "desc" : "")])
    let sorted: HTML? = current ? " aria-sort=\"\(view.filter.descending ? "descending" : "ascending")\"" : nil
    let arrow: HTML? = current ? icon(view.filter.descending ? "sort-down" : "sort-up") : nil
    return "<th scope=\"col\"\(sorted)><a href=\"\(link)\">\(title)\(arrow)</a></th>"
}

private func bulkBar(_ view: CompanyListView) -> HTML {
    let share: HTML? = view.mayShare ? shareBulkBar : nil
    return "<div class=\"bulk\">\(bulkGestures)\(share)</div>"
}

private let bulkGestures: HTML = {
    let options = RelationStatus.allCases.map { "<option value=\"\($0.rawValue)\">\($0.label)</option>" as HTML }
    return """
        <output data-count>Lignes cochées</output>\
        <label class="vh" for="f-vers">Nouvelle relation</label><select id="f-vers" name="vers">\(options)</select>\
        <button class="btn small" name="geste" value="relation">Changer la relation</button>\
        <button class="btn small" name="geste" value="archiver">Archiver</button>
        """
}()

private func companyPager(_ view: CompanyListView) -> HTML {
    let query = view.query.query(without: "apres", "avant")
    let previous =
        view.hasBefore
        ? view.lines.first.map { line in
            Link.companies.with(query + [("avant", line.position(in: view.filter.sort))])
        } : nil
    let next =
        view.hasAfter
        ? view.lines.last.map { line in
            Link.companies.with(query + [("apres", line.position(in: view.filter.sort))])
        } : nil
    let shown = FrenchNumber.counted(view.lines.count, "entreprise affichée", "entreprises affichées")
    return pager("\(shown) sur \(view.totalText)", previous: previous, next: next)
}

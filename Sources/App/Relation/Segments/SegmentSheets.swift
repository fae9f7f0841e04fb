import Domain
import Persistence

/// Companies of a segment with what one needs to call or to visit them, on paper.
struct SegmentSheet: Sendable {
    let lines: [SheetLine]
    /// Companies left out because they asked to be left alone.
    let silent: Int
    let total: Int
    let query: FormValues
    let today: LocalDate
    /// Where the route begins.
    let start: (latitude: Double, longitude: Double)?

    static let most = 50
}

/// A company on paper.
struct SheetLine: Codable, Sendable {
    let id: ID<Company>
    let name: String
    let activity: String
    let line1: String
    let postalCode: String
    let city: String
    let phone: String?
    let relation: RelationStatus
    let latitude: Double?
    let longitude: Double?
    var people: [SheetPerson] = []
    var lastContactOn: LocalDate?
    var lastAuthor = ""
    var promise = ""

    private enum CodingKeys: String, CodingKey {
        case id, name, activity, line1, postalCode, city, phone, relation, latitude, longitude
    }
}

/// Who to ask for.
struct SheetPerson: Codable, Sendable {
    let companyId: ID<Company>
    let civility: String
    let familyName: String
    let firstName: String
    let function: String
    let phone: String?

    var text: String {
        [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ")
            + (function.isEmpty ? "" : ", " + function)
    }
}

private struct SheetExchange: Codable {
    let companyId: ID<Company>
    let happenedOn: LocalDate
    let authorName: String
}

extension SchoolDatabase {
    func segmentSheet(_ filter: CompanyFilter, query: FormValues, today: LocalDate) throws -> SegmentSheet {
        let asked = try companyQuery(filter)
        let total = try companyCount(asked, upTo: CompanyListView.bound)
        var lines: [SheetLine] = try rows(
            """
            select company.id, coalesce(company.trade_name, company.legal_name) as name, company.activity,
            company.address_line1 as line1, company.address_postal_code as postal_code,
            company.address_city as city, company.phone, company.relation, company.latitude, company.longitude
            from \(asked.source) where \(asked.condition) order by \(filter.order) limit \(SegmentSheet.most)
            """)
        let silent = lines.count { $0.relation == .leaveAlone }
        lines.removeAll { $0.relation == .leaveAlone }
        try complete(&lines)
        let start = try schoolStart()
        return SegmentSheet(
            lines: lines, silent: silent, total: total, query: query, today: today, start: start)
    }

    private func schoolStart() throws -> (latitude: Double, longitude: Double)? {
        let query = FormValues([("pres", "lycee")])
        let author = Author.commandLine(for: try ownSchool())
        return try companyFilter(query, for: author, today: LocalDate(dayNumber: 0)).extra.circle
            .map { ($0.latitude, $0.longitude) }
    }

    private func complete(_ lines: inout [SheetLine]) throws {
        let ids = lines.map(\.id)
        guard !ids.isEmpty else { return }
        let people: [SheetPerson] = try rows(
            """
            select contact.company_id, contact.civility, contact.family_name, contact.first_name, contact.function,
            contact.phone from \(table(.contact)) where contact.left_on is null and contact.company_id in (\(list: ids))
            order by contact.signatory desc, contact.search_key, contact.id
            """)
        let exchanges: [SheetExchange] = try rows(
            """
            select interaction.company_id, interaction.happened_on, interaction.author_name from \(table(.interaction))
            where interaction.company_id in (\(list: ids)) order by interaction.happened_on, interaction.id
            """)
        let byCompany = Dictionary(grouping: people, by: \.companyId)
        let last = Dictionary(exchanges.map { ($0.companyId, $0) }, uniquingKeysWith: { _, later in later })
        let promises = Dictionary(grouping: try openActions(of: ids), by: \.companyId)
        for index in lines.indices {
            let id = lines[index].id
            lines[index].people = Array((byCompany[id] ?? []).prefix(2))
            lines[index].lastContactOn = last[id]?.happenedOn
            lines[index].lastAuthor = last[id]?.authorName ?? ""
            lines[index].promise = promises[id]?.first?.label ?? ""
        }
    }
}

extension SegmentSheet {
    /// The lines in an order that shortens the way: from the school, always to the nearest one left; those whose place
    /// is unknown come last, by town.
    var route: [(line: SheetLine, kilometres: Double?)] {
        var left = lines.filter { $0.latitude != nil && $0.longitude != nil }
        var here =
            start ?? left.first.flatMap { zip($0.latitude, $0.longitude) }.map { (latitude: $0.0, longitude: $0.1) }
        var route: [(line: SheetLine, kilometres: Double?)] = []
        while let from = here, !left.isEmpty {
            let away = left.map { line in
                Distance.kilometres((from.latitude, from.longitude), (line.latitude ?? 0, line.longitude ?? 0))
            }
            guard let nearest = away.indices.min(by: { away[$0] < away[$1] }) else { break }
            let line = left.remove(at: nearest)
            route.append((line, away[nearest]))
            here = zip(line.latitude, line.longitude).map { (latitude: $0.0, longitude: $0.1) }
        }
        let unplaced = lines.filter { $0.latitude == nil || $0.longitude == nil }
            .sorted { ($0.city, $0.name) < ($1.city, $1.name) }
        return route + unplaced.map { ($0, nil) }
    }
}

/// - Parameter mayCall: who may not write of companies has the list without the way to note a call.
func callListPage(_ sheet: SegmentSheet, mayCall: Bool) -> Page {
    let columns: [Column<SheetLine>] = [
        Column("Entreprise", header: true) { line in
            "<a href=\"\(Link.company(line.id))\">\(line.name)</a><span class=\"sub\">\(line.city), \(line.activity)</span>"
        },
        Column("Qui appeler") { line in
            let people = line.people.map { person -> HTML in
                "<li>\(person.text)\(person.phone.map { " \(phoneLink($0))" as HTML })</li>"
            }
            return
                "<ul class=\"tight\">\(people)</ul>\(line.phone.map { "<span class=\"sub\">Standard \(phoneLink($0))</span>" as HTML })"
        },
        Column("Dernier échange") { line in
            let by: HTML? = line.lastAuthor.isEmpty ? nil : "<span class=\"sub\">\(line.lastAuthor)</span>"
            return "\(line.lastContactOn?.near(sheet.today) ?? "jamais")\(by)"
        },
        Column("Promis") { HTML(text: $0.promise) },
        Column("Noté") { line in
            let call: HTML? =
                mayCall
                ? "<a class=\"btn small noprint\" href=\"\(Link.capture(of: line.id))\">Appeler<span class=\"vh\"> \(line.name)</span></a>"
                : nil
            return "\(call)<span class=\"onlyprint blank\"></span>"
        },
    ]
    return sheetPage("Liste d’appels", sheet, listTable("Entreprises à appeler", sheet.lines, columns))
}

func routeSheetPage(_ sheet: SegmentSheet) -> Page {
    let stops = sheet.route
    let way = stops.compactMap(\.kilometres).reduce(0, +)
    let items = stops.enumerated().map { rank, stop -> HTML in
        let line = stop.line
        let leg = stop.kilometres.map { "à \(Int($0.rounded(.up))) km" } ?? "position inconnue"
        let people = line.people.map(\.text).joined(separator: " ; ")
        return """
            <li><div><strong>\(rank + 1). <a href="\(Link.company(line.id))">\(line.name)</a></strong>\
            <p>\([line.line1, line.postalCode + " " + line.city].filter { !$0.isEmpty }.joined(separator: ", "))</p>\
            <p>\(people)\(line.phone.map { " · \(phoneLink($0))" as HTML })</p>\(line.promise.isEmpty ? nil : "<p>Promis\u{A0}: \(line.promise)</p>" as HTML)\
            <p class="onlyprint blank"></p></div><span class="detail">\(leg)</span></li>
            """
    }
    let length: HTML =
        "<p class=\"hint\">\(FrenchNumber.counted(stops.count, "étape", "étapes")), \(Int(way.rounded(.up))) km à vol d’oiseau au départ du lycée.</p>"
    return sheetPage(
        "Feuille de route", sheet, "\(length)<div class=\"panel long\"><ul class=\"lines\">\(items)</ul></div>")
}

private func sheetPage(_ title: String, _ sheet: SegmentSheet, _ body: HTML) -> Page {
    let words = CompanyListView.words(of: sheet.query).map(\.1)
    let back = Link.companies.with(sheet.query.query())
    let silent: HTML? =
        sheet.silent == 0
        ? nil
        : notice(
            .info,
            "<p>\(FrenchNumber.counted(sheet.silent, "entreprise écartée", "entreprises écartées"))\u{A0}: «\u{A0}Ne plus solliciter\u{A0}».</p>"
        )
    let rest: HTML? =
        sheet.total > SegmentSheet.most
        ? notice(
            .info,
            "<p>Les \(SegmentSheet.most) premières sur \(sheet.total). Resserrez les filtres pour une liste qui tient en une journée.</p>"
        ) : nil
    let none = emptyState(
        "search", "Personne à appeler", "Aucune entreprise ne répond à ces critères.",
        action: button("Revenir à la liste", to: back))
    return Page(
        title, in: .companies,
        """
        \(pageHead(title, count: sheet.lines.count, crumbs: [("Entreprises", .companies), ("Liste", back)], meta: words.map { HTML(text: $0) }))\
        \(silent)\(rest)\(sheet.lines.isEmpty ? none : body)
        """)
}

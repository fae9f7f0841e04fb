import Domain
import Persistence

/// How the companies of a filter are read: where reading starts, and what the rows must satisfy.
struct CompanyQuery: Sendable {
    let filter: CompanyFilter
    let source: SQL
    let condition: SQL
    /// What to count, when it is shorter to count than the rows themselves.
    let counted: SQL?
}

extension SchoolDatabase {
    func companyQuery(_ filter: CompanyFilter) throws -> CompanyQuery {
        let companies = table(.company)
        if let nearest = filter.nearest {
            let chosen: SQL = nearest.isEmpty ? "1 = 0" : "company.id in (\(list: nearest))"
            return CompanyQuery(
                filter: filter, source: companies, condition: "\(chosen) and \(condition(of: filter))", counted: nil)
        }
        guard !filter.words.isEmpty else {
            return CompanyQuery(filter: filter, source: companies, condition: condition(of: filter), counted: nil)
        }
        guard !filter.archived else {
            let words = filter.words.map { word -> SQL in "' ' || company.search_key like \("% " + word + "%")" }
            return CompanyQuery(
                filter: filter, source: companies, condition: .joined(words + [condition(of: filter)], by: " and "),
                counted: nil)
        }
        let start = try rarest(of: filter.words, under: CompanyListView.bound)
        let others = filter.words.filter { $0 != start }.map(companyHolds)
        guard let start else {
            return CompanyQuery(
                filter: filter, source: companies, condition: .joined([condition(of: filter)] + others, by: " and "),
                counted: nil)
        }
        let found = companiesFound(by: start)
        let parts = ["company.id = found.company_id", condition(of: filter)] + others
        return CompanyQuery(
            filter: filter, source: "\(found) cross join \(companies)", condition: .joined(parts, by: " and "),
            counted: filter.isWordsOnly && others.isEmpty ? found : nil)
    }

    /// One page of the list, in the order asked, whichever way it is read, with the last exchange and the places of the
    /// year of each company: these two are looked up for the lines of the page alone.
    func companies(_ query: CompanyQuery, limit: Int, year: Int) throws -> [CompanyLine] {
        var lines: [CompanyLine] = []
        lines.reserveCapacity(min(limit, 1000))
        try eachRow(linesStatement(query, limit: limit, year: year)) { row in
            lines.append(
                CompanyLine(
                    id: ID(row.text(0)), name: row.optionalText(1) ?? row.text(2), town: row.text(3),
                    department: row.text(4), naf: row.optionalText(5) ?? "", activity: row.text(6),
                    relation: RelationStatus(rawValue: row.text(7)) ?? .prospect, sortKey: row.text(8),
                    latitude: row.optionalDouble(9), longitude: row.optionalDouble(10),
                    lastContactOn: row.optionalText(11).flatMap { LocalDate($0) }, places: row.optionalInt(12) ?? 0,
                    isClosed: row.optionalInt(13) == 1))
        }
        return lines
    }

    /// Without words an index gives the order, and the look-ups stay with the lines of the page. With words all that answers
    /// is sorted first: the look-ups wait outside.
    private func linesStatement(_ query: CompanyQuery, limit: Int, year: Int) -> SQL {
        let columns: SQL = """
            company.id, company.trade_name, company.legal_name, company.address_city, company.department, company.naf,
            company.activity, company.relation, company.sort_key, company.latitude, company.longitude
            """
        let lookups: SQL = """
            (select max(interaction.happened_on) from \(table(.interaction)) where interaction.company_id = company.id),
            (select sum(host_place.count) from \(table(.hostPlace))
            where host_place.company_id = company.id and host_place.school_year = \(year)),
            (select case when sirene_establishment.active and sirene_establishment.unit_active then 0 else 1 end
            from sirene_establishment where sirene_establishment.siret = company.siret and \(SirenePlace.isPublished))
            """
        let rows: SQL = """
            from \(query.source) where \(query.condition) and \(query.filter.beyond)
            order by \(query.filter.order) limit \(limit)
            """
        guard !query.filter.words.isEmpty else { return "select \(columns), \(lookups) \(rows)" }
        return """
            select \(columns), \(lookups) from (select \(columns), company.siret \(rows)) as company
            order by \(query.filter.order)
            """
    }

    /// The companies nearest to what was typed, best first unless the person chose an order; none without them.
    func nearestCompanies(_ filter: CompanyFilter, isSorted: Bool, year: Int) throws -> [CompanyLine] {
        guard let nearest = filter.nearest else { return [] }
        var lines = try companies(try companyQuery(filter), limit: nearest.count + 1, year: year)
        if !isSorted { lines.sort(in: nearest) }
        return lines
    }

    /// Every company that the filters show, in the order of the list.
    func companiesToExport(_ filter: CompanyFilter) throws -> [Company] {
        let query = try companyQuery(filter)
        return try rows(
            "select company.* from \(query.source) where \(query.condition) order by \(filter.order)")
    }

    /// How many companies answer, counted up to a bound: nobody reads past it.
    func companyCount(_ query: CompanyQuery, upTo bound: Int) throws -> Int {
        let found: SQL = query.counted.map { "\($0)" } ?? "\(query.source) where \(query.condition)"
        return try count("select count(*) from (select 1 from \(found) limit \(bound)) as bounded")
    }

    /// Companies whose words begin so, by name.
    func companySuggestions(_ words: [String], limit: Int) throws -> [CompanySuggestion] {
        var filter = CompanyFilter()
        filter.words = words
        let query = try companyQuery(filter)
        return try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(query.source) where \(query.condition) order by \(filter.order) limit \(limit)
            """)
    }

    /// The companies of some keys, in the order of the keys.
    func companySuggestions(_ ids: [ID<Company>]) throws -> [CompanySuggestion] {
        guard !ids.isEmpty else { return [] }
        let found: [CompanySuggestion] = try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(table(.company)) where company.id in (\(list: ids))
            """)
        let byKey = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byKey[$0] }
    }

    private func condition(of filter: CompanyFilter) -> SQL {
        var parts: [SQL] = [filter.archived ? "company.archived_on is not null" : "company.archived_on is null"]
        if !filter.department.isEmpty { parts.append("company.department = \(filter.department)") }
        if filter.naf.count >= 2 { parts.append("substr(company.naf, 1, 2) = \(String(filter.naf.prefix(2)))") }
        if !filter.naf.isEmpty, filter.naf.count != 2 {
            parts.append("company.naf >= \(filter.naf) and company.naf < \(filter.naf + "~")")
        }
        if let relation = filter.relation { parts.append("company.relation = \(relation)") }
        if let kind = filter.kind { parts.append("company.kind = \(kind.rawValue)") }
        if !filter.stream.isEmpty { parts.append("company.streams like \("%" + filter.stream + "%")") }
        if let day = filter.silentSince {
            parts.append(
                """
                not exists (select 1 from \(table(.interaction)) where interaction.company_id = company.id
                and interaction.happened_on >= \(day))
                """)
        }
        switch filter.place {
        case .anywhere: break
        case .unknown: parts.append("company.latitude is null")
        case .known: parts.append("company.latitude is not null and company.longitude is not null")
        case .around(let area): parts.append(isInBox(of: area))
        case .within(let frame): parts.append(isIn(frame))
        }
        return .joined(parts + conditions(of: filter.extra), by: " and ")
    }

    private func isIn(_ frame: MapFrame) -> SQL {
        """
        company.latitude between \(frame.south) and \(frame.north)
        and company.longitude between \(frame.west) and \(frame.east)
        """
    }

    private func isInBox(of area: CompanyFilter.Area) -> SQL {
        let box = Distance.box(around: (area.latitude, area.longitude), kilometres: area.kilometres)
        return """
            company.latitude between \(area.latitude - box.latitude) and \(area.latitude + box.latitude)
            and company.longitude between \(area.longitude - box.longitude) and \(area.longitude + box.longitude)
            """
    }
}

/// The values in use that the filters of the list offer.
struct CompanyChoices: Sendable {
    /// Codes, with the code and the name: `31 Haute-Garonne`.
    var departments: [(value: String, label: String)] = []
    var streams: [String] = []
    /// Labels in use, by kind.
    var trades: [(value: String, label: String)] = []
    var networks: [(value: String, label: String)] = []
    var labels: [(value: String, label: String)] = []
}

extension SchoolDatabase {
    func companyChoices(year: Int) throws -> CompanyChoices {
        let departments = try departmentsOfCompanies().map { code in
            (value: code, label: Departement(code: code).map { "\($0.code) \($0.name)" } ?? code)
        }
        return CompanyChoices(
            departments: departments, streams: try streams(year: year), trades: try tagChoices(.trade),
            networks: try tagChoices(.network), labels: try tagChoices(.label))
    }

    /// The départements in use, each reached from the one before: an index answers without reading every company.
    private func departmentsOfCompanies() throws -> [String] {
        try rows(
            """
            with recursive known (department) as (
                select min(company.department) from \(table(.company))
                where company.archived_on is null and company.department > ''
                union all
                select (select min(company.department) from \(table(.company))
                    where company.archived_on is null and company.department > known.department)
                from known where known.department is not null
            )
            select known.department from known where known.department is not null order by known.department limit 120
            """)
    }

    /// Towns where companies are, each at the middle of its companies.
    func townCentres() throws -> [TownCentre] {
        try once("towns") {
            try rows(
                """
                select company.address_city as name, avg(company.latitude) as latitude,
                avg(company.longitude) as longitude
                from \(table(.company)) where company.latitude is not null and company.longitude is not null
                and company.archived_on is null
                group by company.address_city order by count(*) desc, company.address_city limit 60
                """)
        }
    }
}

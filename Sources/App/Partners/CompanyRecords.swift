import Domain
import Persistence

/// A line of the list of companies.
struct CompanyLine: Sendable {
    let id: ID<Company>
    let name: String
    let town: String
    let department: String
    let naf: String
    let activity: String
    let relation: RelationStatus
    let streams: String
    let sortKey: String
    let siret: String
    let latitude: Double?
    let longitude: Double?
    var lastContactOn: LocalDate?
    var places = 0

    /// The sort values of the line, as they stand in addresses.
    func position(in sort: CompanyFilter.Sort) -> String {
        switch sort {
        case .name: [sortKey, id.rawValue].joined(separator: "|")
        case .town: [town, sortKey, id.rawValue].joined(separator: "|")
        case .relation: [relation.rawValue, sortKey, id.rawValue].joined(separator: "|")
        }
    }
}

/// A line of a list of suggestions.
struct CompanySuggestion: Codable, Sendable {
    let id: ID<Company>
    let legalName: String
    let tradeName: String?
    let addressCity: String
    let siret: String?
}

/// A placement as shown on the page of the host.
struct HostedLearner: Codable, Sendable {
    let id: ID<Placement>
    let startsOn: LocalDate
    let endsOn: LocalDate
    let familyName: String
    let usageName: String?
    let firstName: String
    let learnerId: ID<Learner>
    let label: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    func company(_ id: ID<Company>) throws -> Company {
        try find(id, in: .company, "Cette entreprise")
    }

    /// One page of the list, in the order asked, whichever way it is read.
    func companies(_ filter: CompanyFilter, limit: Int, today: LocalDate, year: Int) throws -> [CompanyLine] {
        var lines: [CompanyLine] = []
        let statement: SQL = """
            select company.id, company.trade_name, company.legal_name, company.address_city, company.department,
            company.naf, company.activity, company.relation, company.streams, company.sort_key, company.siret,
            company.latitude, company.longitude
            from \(table(.company)) where \(condition(of: filter)) and \(filter.beyond)
            order by \(filter.order) limit \(limit)
            """
        try eachRow(statement) { row in
            lines.append(
                CompanyLine(
                    id: ID(row.text(0)), name: row.optionalText(1) ?? row.text(2), town: row.text(3),
                    department: row.text(4), naf: row.optionalText(5) ?? "", activity: row.text(6),
                    relation: RelationStatus(rawValue: row.text(7)) ?? .prospect, streams: row.text(8),
                    sortKey: row.text(9), siret: row.optionalText(10) ?? "", latitude: row.optionalDouble(11),
                    longitude: row.optionalDouble(12)))
        }
        try complete(&lines, year: year)
        return lines
    }

    /// Last exchange and places of the year, for the lines of one page.
    private func complete(_ lines: inout [CompanyLine], year: Int) throws {
        guard !lines.isEmpty else { return }
        let ids = lines.map(\.id)
        var contacts: [String: LocalDate] = [:]
        try eachRow(
            """
            select interaction.company_id, max(interaction.happened_on) from \(table(.interaction))
            where interaction.company_id in (\(list: ids)) group by interaction.company_id
            """
        ) { contacts[$0.text(0)] = LocalDate($0.text(1)) }
        var places: [String: Int] = [:]
        try eachRow(
            """
            select host_place.company_id, sum(host_place.count) from \(table(.hostPlace))
            where host_place.company_id in (\(list: ids)) and host_place.school_year = \(year)
            group by host_place.company_id
            """
        ) { places[$0.text(0)] = $0.int(1) }
        for index in lines.indices {
            lines[index].lastContactOn = contacts[lines[index].id.rawValue]
            lines[index].places = places[lines[index].id.rawValue] ?? 0
        }
    }

    /// Every company that the filters show, in the order of the list.
    func companiesToExport(_ filter: CompanyFilter) throws -> [Company] {
        try rows(
            "select company.* from \(table(.company)) where \(condition(of: filter)) order by \(filter.order)")
    }

    /// How many companies answer, counted up to a bound: nobody reads past it.
    func companyCount(_ filter: CompanyFilter, upTo bound: Int) throws -> Int {
        try count(
            """
            select count(*) from (select company.id from \(table(.company)) where \(condition(of: filter))
            limit \(bound)) as bounded
            """)
    }

    private func condition(of filter: CompanyFilter) -> SQL {
        var parts: [SQL] = [filter.archived ? "company.archived_on is not null" : "company.archived_on is null"]
        for word in filter.words { parts.append(holds(word)) }
        if !filter.department.isEmpty { parts.append("company.department = \(filter.department)") }
        if !filter.naf.isEmpty {
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
        if let area = filter.area {
            let box = Distance.box(around: (area.latitude, area.longitude), kilometres: area.kilometres)
            parts.append(
                """
                company.latitude between \(area.latitude - box.latitude) and \(area.latitude + box.latitude)
                and company.longitude between \(area.longitude - box.longitude) and \(area.longitude + box.longitude)
                """)
        }
        return .joined(parts, by: " and ")
    }

    /// The company has a word that begins so.
    private func holds(_ word: String) -> SQL {
        """
        company.id in (select company_word.company_id from \(table(.companyWord))
        where company_word.word >= \(word) and company_word.word < \(word + "~"))
        """
    }

    /// Saves a new company with its words.
    func insert(_ company: Company) throws {
        try insert(company, into: .company)
        try index(company)
    }

    /// Writes the words of a company again.
    func index(_ company: Company) throws {
        try delete(from: .companyWord, where: "company_id = \(company.id)")
        let words = Set(SearchKey(rawValue: company.searchKey).words)
        try insertMany(words.sorted().map { CompanyWord(word: $0, companyId: company.id) }, into: .companyWord)
    }

    // MARK: Finding doubles

    func company(siret: String) throws -> Company? {
        try row("select company.* from \(table(.company)) where company.siret = \(siret)")
    }

    /// Companies of the same name in the same town: perhaps the same one.
    func companiesLike(_ company: Company) throws -> [CompanySuggestion] {
        try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(table(.company)) where company.sort_key = \(company.sortKey) and company.id <> \(company.id)
            and company.archived_on is null order by company.address_city, company.id limit 5
            """)
    }

    /// Other places of the same legal unit (F4).
    func sites(of company: Company) throws -> [CompanySuggestion] {
        guard let siret = company.siret else { return [] }
        let siren = String(siret.prefix(9))
        return try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(table(.company)) where company.siret >= \(siren) and company.siret < \(siren + "~")
            and company.id <> \(company.id) order by company.siret limit 20
            """)
    }

    func companySuggestions(_ words: [String], limit: Int) throws -> [CompanySuggestion] {
        let matching = SQL.joined(["company.archived_on is null"] + words.map(holds), by: " and ")
        return try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(table(.company)) where \(matching) order by company.sort_key, company.id limit \(limit)
            """)
    }

    // MARK: What hangs on a company

    func contacts(of company: ID<Company>) throws -> [Contact] {
        try rows(
            """
            select contact.* from \(table(.contact)) where contact.company_id = \(company)
            order by case when contact.left_on is null then 0 else 1 end, contact.search_key, contact.id
            """)
    }

    func contact(_ id: ID<Contact>) throws -> Contact {
        try find(id, in: .contact, "Ce contact")
    }

    func interactions(of company: ID<Company>, limit: Int = 100) throws -> [Interaction] {
        try rows(
            """
            select interaction.* from \(table(.interaction)) where interaction.company_id = \(company)
            order by interaction.happened_on desc, interaction.id desc limit \(limit)
            """)
    }

    func interaction(_ id: ID<Interaction>) throws -> Interaction {
        try find(id, in: .interaction, "Cet échange")
    }

    func hostPlaces(of company: ID<Company>, year: Int) throws -> [HostPlace] {
        try rows(
            """
            select host_place.* from \(table(.hostPlace))
            where host_place.company_id = \(company) and host_place.school_year = \(year)
            order by host_place.stream, host_place.id
            """)
    }

    /// Learners that the company hosted or will host, within what the person may see.
    func hosted(by company: ID<Company>, limit: Int = 30) throws -> [HostedLearner] {
        try rows(
            """
            select placement.id, placement.starts_on, placement.ends_on, learner.family_name, learner.usage_name,
            learner.first_name, learner.id as learner_id, pfmp_period.label
            from \(table(.placement)) join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where placement.company_id = \(company) order by placement.starts_on desc, placement.id limit \(limit)
            """)
    }

    /// Towns where companies are, each at the middle of its companies.
    func townCentres() throws -> [TownCentre] {
        try rows(
            """
            select company.address_city as name, avg(company.latitude) as latitude, avg(company.longitude) as longitude
            from \(table(.company)) where company.latitude is not null and company.longitude is not null
            and company.archived_on is null
            group by company.address_city order by count(*) desc, company.address_city limit 60
            """)
    }

    /// The départements and streams in use, for the filters of the list.
    func departmentsOfCompanies() throws -> [String] {
        try rows(
            """
            select distinct company.department from \(table(.company)) where company.department <> ''
            order by company.department limit 120
            """)
    }
}

/// One word of the index of companies.
struct CompanyWord: Codable, Sendable {
    let word: String
    let companyId: ID<Company>
}

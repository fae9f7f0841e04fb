import Domain
import Persistence

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

    // MARK: Finding doubles

    func company(siret: String) throws -> Company? {
        try row("select company.* from \(table(.company)) where company.siret = \(siret)")
    }

    /// Companies that are perhaps the same one: by number, mail, or name and address in French spelling.
    /// - Parameter others: more records to compare, found by sound for example.
    func companiesLike(_ company: Company, among others: [ID<Company>] = []) throws -> [CompanySuggestion] {
        let mine = CompanyTraits(company)
        let near = try traits(near: company)
        let known = Set(near.map(\.id))
        let more = others.filter { !known.contains($0) }
        let found = try near + (more.isEmpty ? [] : traits(where: "company.id in (\(list: more))"))
        let alike = found.map { (id: $0.id, reasons: mine.reasons($0)) }
            .filter { !$0.reasons.isEmpty }
            .sorted { left, right in
                let weights = [left, right].map { SuspectedPair(mine.id, $0.id, reasons: $0.reasons).weight }
                return (-weights[0], left.id) < (-weights[1], right.id)
            }
        return try companySuggestions(alike.prefix(5).map(\.id))
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

    // MARK: What hangs on a company

    func contacts(of company: ID<Company>) throws -> [Contact] {
        try rows(
            """
            select contact.* from \(table(.contact)) where contact.company_id = \(company)
            and not exists (select 1 from \(table(.contactMerge))
            where contact_merge.removed_id = contact.id and contact_merge.undone_at is null)
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
}

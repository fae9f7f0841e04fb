import Domain
import Persistence

/// A host of the last two years that gives nothing in a campaign.
struct SilentHost: Codable, Sendable {
    let id: ID<Company>
    let name: String
    let addressCity: String
    let hosted: Int
    /// The last campaign in which it gave.
    let lastYear: Int?
    let taxContact: String?
}

/// How a campaign stands: figures with what they are out of.
struct TaxTotals: Codable, Sendable {
    let promised: Int
    let received: Int
    let donors: Int
    let promises: Int
    let unthanked: Int
}

extension SchoolDatabase {
    func taxCampaign(_ id: ID<TaxCampaign>) throws -> TaxCampaign {
        try find(id, in: .taxCampaign, "Cette campagne")
    }

    func taxCampaigns() throws -> [TaxCampaign] {
        try rows("select tax_campaign.* from \(table(.taxCampaign)) order by tax_campaign.year desc")
    }

    func taxDates(of campaign: ID<TaxCampaign>) throws -> [TaxDate] {
        try rows(
            """
            select tax_date.* from \(table(.taxDate)) where tax_date.campaign_id = \(campaign)
            order by tax_date.falls_on, tax_date.id limit 100
            """)
    }

    /// Dates that come within the days of warning, whatever their campaign.
    func taxDatesNear(_ today: LocalDate) throws -> [TaxDate] {
        try rows(
            """
            select tax_date.* from \(table(.taxDate))
            where tax_date.falls_on between \(today) and \(today.adding(days: TaxCampaign.warningDays))
            order by tax_date.falls_on, tax_date.id limit 10
            """)
    }

    func taxGift(_ id: ID<TaxGift>) throws -> TaxGift {
        try find(id, in: .taxGift, "Ce versement")
    }

    /// The gifts of a campaign by name, a page of them.
    func taxGifts(of campaign: ID<TaxCampaign>, after: (String, String)? = nil, limit: Int) throws -> [TaxGift] {
        var matching: SQL = "tax_gift.campaign_id = \(campaign)"
        if let after { matching = "\(matching) and (tax_gift.donor_name, tax_gift.id) > (\(after.0), \(after.1))" }
        return try rows(
            """
            select tax_gift.* from \(table(.taxGift)) where \(matching)
            order by tax_gift.donor_name, tax_gift.id limit \(limit)
            """)
    }

    func taxTotals(of campaign: ID<TaxCampaign>) throws -> TaxTotals {
        let found: TaxTotals? = try row(
            """
            select cast(coalesce(sum(tax_gift.promised_cents), 0) as bigint) as promised,
            cast(coalesce(sum(tax_gift.received_cents), 0) as bigint) as received,
            count(case when tax_gift.received_cents > 0 then 1 end) as donors,
            count(tax_gift.promised_cents) as promises,
            count(case when tax_gift.received_cents > 0 and tax_gift.thanked_on is null then 1 end) as unthanked
            from \(table(.taxGift)) where tax_gift.campaign_id = \(campaign)
            """)
        return found ?? TaxTotals(promised: 0, received: 0, donors: 0, promises: 0, unthanked: 0)
    }

    /// Companies that hosted someone in two years, whoever looks: figures, no names of learners.
    private func hosts(since day: LocalDate) -> SQL {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        return """
            (select placement.company_id, count(*) as hosted from \(whole.table(.placement))
            where placement.starts_on >= \(day) group by placement.company_id) as host
            """
    }

    private func isDonor(in campaign: ID<TaxCampaign>) -> SQL {
        """
        exists (select 1 from \(table(.taxGift)) where tax_gift.company_id = company.id
        and tax_gift.campaign_id = \(campaign))
        """
    }

    /// Hosts that neither promised nor gave, those who host most first; who asked to be left alone is not shown.
    func silentHosts(in campaign: ID<TaxCampaign>, since day: LocalDate, limit: Int) throws -> [SilentHost] {
        try rows(
            """
            select company.id, coalesce(company.trade_name, company.legal_name) as name, company.address_city,
            host.hosted, (select max(tax_campaign.year) from \(table(.taxGift)) join \(table(.taxCampaign))
            on tax_campaign.id = tax_gift.campaign_id where tax_gift.company_id = company.id
            and tax_gift.received_cents > 0) as last_year,
            (select min(contact.family_name) from \(table(.contact)) where contact.company_id = company.id
            and contact.left_on is null and contact.roles like \("%" + ContactRole.taxAccountant.rawValue + "%"))
            as tax_contact
            from \(table(.company)) join \(hosts(since: day)) on host.company_id = company.id
            where company.archived_on is null and company.relation <> \(RelationStatus.leaveAlone)
            and not \(isDonor(in: campaign)) order by host.hosted desc, company.sort_key, company.id limit \(limit)
            """)
    }

    /// Hosts, and those of them that promised or gave (I1.9).
    func donorsAmongHosts(in campaign: ID<TaxCampaign>, since day: LocalDate) throws -> (donors: Int, hosts: Int) {
        let all = try count(
            """
            select count(*) from \(table(.company)) join \(hosts(since: day)) on host.company_id = company.id
            where company.archived_on is null
            """)
        let giving = try count(
            """
            select count(*) from \(table(.company)) join \(hosts(since: day)) on host.company_id = company.id
            where company.archived_on is null and \(isDonor(in: campaign))
            """)
        return (giving, all)
    }

    /// The companies of letters, with their addresses.
    func companies(_ ids: [ID<Company>]) throws -> [Company] {
        guard !ids.isEmpty else { return [] }
        return try rows(
            """
            select company.* from \(table(.company)) where company.id in (\(list: ids))
            order by company.sort_key, company.id
            """)
    }
}

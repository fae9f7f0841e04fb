import Domain
import Persistence

// What the entry point, partnerships, needs and the tax tell of a partner.

extension TimelineSource {
    /// What the company asked.
    static let requests = TimelineSource(name: "demandes", label: "Demandes", permission: .seeRequests) {
        db, companies, _, limit in
        try db.toldRequests(companies, limit).map { row in
            TimelineEntry(
                day: row.receivedOn, key: row.id.rawValue, icon: "mail",
                title:
                    "<a href=\"\(Link.request(row.id))\">Demande \(row.number)</a> · \(row.kind.label) · <strong>\(row.state.label)</strong>",
                who: row.contactName)
        }
    }

    /// Partnership agreements signed and reviewed.
    static let partnerships = TimelineSource(name: "partenariats", label: "Partenariats", permission: nil) {
        db, companies, _, limit in
        try db.toldPartnerships(companies, limit).map { row in
            TimelineEntry(
                day: row.startsOn, key: row.id.rawValue, icon: "signature",
                title: "<a href=\"\(Link.partnership(row.id))\">\(row.title)</a> · <strong>\(row.state.label)</strong>",
                who: "jusqu’au \(row.endsOn.long)")
        }
    }

    /// Needs of skills that the company told.
    static let needs = TimelineSource(name: "besoins", label: "Besoins", permission: .recordNeeds) {
        db, companies, _, limit in
        try db.toldNeeds(companies, limit).map { row in
            TimelineEntry(
                day: row.recordedOn, key: row.id.rawValue, icon: "chart",
                title: "<a href=\"\(Link.need(row.id))\">Besoin de compétences</a> · \(row.audience.label)",
                who: "noté par " + row.recordedBy, text: row.description)
        }
    }

    /// What the company gave.
    static let tax = TimelineSource(name: "taxe", label: "Taxe d’apprentissage", permission: .manageTax) {
        db, companies, _, limit in
        try db.toldGifts(companies, limit).compactMap { row in
            guard let day = row.receivedOn ?? row.promisedOn else { return nil }
            let said = row.receivedOn == nil ? "promise" : "reçue"
            let amount = row.receivedCents ?? row.promisedCents
            return TimelineEntry(
                day: day, key: row.id.rawValue, icon: "euro",
                title: "Taxe d’apprentissage \(said)\(amount.map { "\u{A0}: \(Cents(rawValue: $0).french)" } ?? "")",
                who: row.course)
        }
    }
}

private struct ToldRequest: Codable {
    let id: ID<CompanyRequest>
    let number: String
    let kind: CompanyRequest.Kind
    let state: CompanyRequest.State
    let receivedOn: LocalDate
    let contactName: String
}

private struct ToldPartnership: Codable {
    let id: ID<Partnership>
    let title: String
    let state: Partnership.State
    let startsOn: LocalDate
    let endsOn: LocalDate
}

private struct ToldNeed: Codable {
    let id: ID<SkillsNeed>
    let audience: SkillsNeed.Audience
    let description: String
    let recordedOn: LocalDate
    let recordedBy: String
}

private struct ToldGift: Codable {
    let id: ID<TaxGift>
    let course: String
    let promisedCents: Int?
    let promisedOn: LocalDate?
    let receivedCents: Int?
    let receivedOn: LocalDate?
}

extension SchoolDatabase {
    fileprivate func toldRequests(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldRequest] {
        try rows(
            """
            select company_request.id, company_request.number, company_request.kind, company_request.state,
            company_request.received_on, company_request.contact_name from \(table(.companyRequest))
            where company_request.company_id in (\(list: companies))
            order by company_request.received_on desc, company_request.id desc limit \(limit)
            """)
    }

    fileprivate func toldPartnerships(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldPartnership] {
        try rows(
            """
            select partnership.id, partnership.title, partnership.state, partnership.starts_on, partnership.ends_on
            from \(table(.partnership)) where partnership.company_id in (\(list: companies))
            order by partnership.starts_on desc, partnership.id desc limit \(limit)
            """)
    }

    fileprivate func toldNeeds(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldNeed] {
        try rows(
            """
            select skills_need.id, skills_need.audience, skills_need.description, skills_need.recorded_on,
            skills_need.recorded_by from \(table(.skillsNeed))
            where skills_need.company_id in (\(list: companies))
            order by skills_need.recorded_on desc, skills_need.id desc limit \(limit)
            """)
    }

    fileprivate func toldGifts(_ companies: [ID<Company>], _ limit: Int) throws -> [ToldGift] {
        try rows(
            """
            select tax_gift.id, tax_gift.course, tax_gift.promised_cents, tax_gift.promised_on,
            tax_gift.received_cents, tax_gift.received_on from \(table(.taxGift))
            where tax_gift.company_id in (\(list: companies)) order by tax_gift.id desc limit \(limit)
            """)
    }
}

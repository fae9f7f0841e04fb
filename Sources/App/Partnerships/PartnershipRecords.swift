import Domain
import Persistence

/// An agreement in the list.
struct PartnershipLine: Codable, Sendable {
    let id: ID<Partnership>
    let title: String
    let companyId: ID<Company>
    let companyName: String
    let streams: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let reviewOn: LocalDate?
    let state: Partnership.State
    let planned: Int
    let done: Int
}

/// Which agreements the list shows.
enum PartnershipSelection: String, CaseIterable, Sendable {
    case current = "en_cours"
    case renewal = "a_renouveler"
    case review = "bilans"
    case past = "terminees"

    var label: String {
        switch self {
        case .current: "En cours"
        case .renewal: "À renouveler"
        case .review: "Bilans à tenir"
        case .past: "Terminées"
        }
    }
}

/// What an agreement and the base say of one year with the partner.
struct PartnershipYear: Sendable {
    let commitments: [PartnershipCommitment]
    /// Learners hosted, exchanges and gifts that the base counted itself.
    let hosted: Int
    let interactions: Int
    let receivedCents: Int
}

extension SchoolDatabase {
    func partnership(_ id: ID<Partnership>) throws -> Partnership {
        try find(id, in: .partnership, "Cette convention de partenariat")
    }

    func partnerships(_ selection: PartnershipSelection, year: Int, on today: LocalDate, limit: Int = 200) throws
        -> [PartnershipLine]
    {
        try rows(
            """
            select partnership.id, partnership.title, partnership.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, partnership.streams,
            partnership.starts_on, partnership.ends_on, partnership.review_on, partnership.state,
            (select cast(coalesce(sum(partnership_commitment.planned), 0) as bigint) from \(table(.partnershipCommitment))
            where partnership_commitment.partnership_id = partnership.id
            and partnership_commitment.school_year = \(year)) as planned,
            (select cast(coalesce(sum(case when partnership_commitment.done > partnership_commitment.planned
            then partnership_commitment.planned else partnership_commitment.done end), 0) as bigint)
            from \(table(.partnershipCommitment)) where partnership_commitment.partnership_id = partnership.id
            and partnership_commitment.school_year = \(year)) as done
            from \(table(.partnership)) join \(table(.company)) on company.id = partnership.company_id
            where \(condition(selection, today)) order by partnership.ends_on, partnership.id limit \(limit)
            """)
    }

    func partnershipCount(_ selection: PartnershipSelection, on today: LocalDate) throws -> Int {
        try count("select count(*) from \(table(.partnership)) where \(condition(selection, today))")
    }

    private func condition(_ selection: PartnershipSelection, _ today: LocalDate) -> SQL {
        let force = [Partnership.State.active, .toRenew]
        return switch selection {
        case .current: "partnership.state not in (\(list: [Partnership.State.expired, .ended]))"
        case .renewal: "partnership.state = \(Partnership.State.toRenew)"
        case .review:
            "partnership.state in (\(list: force)) and partnership.review_on <= \(today.adding(days: 30))"
        case .past: "partnership.state in (\(list: [Partnership.State.expired, .ended]))"
        }
    }

    func partnerships(of company: ID<Company>) throws -> [Partnership] {
        try rows(
            """
            select partnership.* from \(table(.partnership)) where partnership.company_id = \(company)
            order by partnership.ends_on desc, partnership.id limit 10
            """)
    }

    func commitments(of partnership: ID<Partnership>) throws -> [PartnershipCommitment] {
        try rows(
            """
            select partnership_commitment.* from \(table(.partnershipCommitment))
            where partnership_commitment.partnership_id = \(partnership)
            order by partnership_commitment.school_year, partnership_commitment.side, partnership_commitment.id
            limit 300
            """)
    }

    func reviews(of partnership: ID<Partnership>) throws -> [PartnershipReview] {
        try rows(
            """
            select partnership_review.* from \(table(.partnershipReview))
            where partnership_review.partnership_id = \(partnership)
            order by partnership_review.held_on desc, partnership_review.id desc limit 30
            """)
    }

    /// What the base itself counts of a partner in a school year, whoever looks: figures, no names.
    func partnerFigures(of company: ID<Company>, year: Int) throws -> (hosted: Int, interactions: Int, cents: Int) {
        let whole = SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids)
        let (first, last) = ("\(year)-08-16", "\(year + 1)-08-15")
        let hosted = try whole.count(
            """
            select count(*) from \(whole.table(.placement)) where placement.company_id = \(company)
            and placement.starts_on between \(first) and \(last)
            """)
        let interactions = try count(
            """
            select count(*) from \(table(.interaction)) where interaction.company_id = \(company)
            and interaction.happened_on between \(first) and \(last)
            """)
        let cents = try count(
            """
            select cast(coalesce(sum(tax_gift.received_cents), 0) as bigint) from \(table(.taxGift)) where tax_gift.company_id = \(company)
            and tax_gift.received_on between \(first) and \(last)
            """)
        return (hosted, interactions, cents)
    }
}

extension Partnership.State: SQLBindable {}
extension PartnershipCommitment.Side: SQLBindable {}

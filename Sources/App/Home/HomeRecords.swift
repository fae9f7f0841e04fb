import Domain
import Persistence

/// A promise made to a partner that falls due.
struct DueAction: Codable, Sendable {
    let companyId: ID<Company>
    let name: String
    let nextAction: String
    let nextActionOn: LocalDate
}

/// What is in the base, for the first days.
struct Beginnings: Codable, Sendable {
    let hasLearners: Bool
    let hasCompanies: Bool
    let hasPeriods: Bool

    var isComplete: Bool { hasLearners && hasCompanies && hasPeriods }
}

extension SchoolDatabase {
    /// Promises due by a day, oldest first.
    func actionsDue(by day: LocalDate, limit: Int) throws -> [DueAction] {
        try rows(
            """
            select partner_action.company_id, coalesce(company.trade_name, company.legal_name) as name,
            partner_action.label as next_action, partner_action.due_on as next_action_on
            from \(table(.partnerAction)) join \(table(.company)) on company.id = partner_action.company_id
            where partner_action.due_on <= \(day) and partner_action.done_on is null
            order by partner_action.due_on, partner_action.id limit \(limit)
            """)
    }

    /// How many promises are due by a day.
    func actionCount(dueBy day: LocalDate) throws -> Int {
        try count(
            """
            select count(*) from \(table(.partnerAction)) where partner_action.due_on <= \(day)
            and partner_action.done_on is null
            """)
    }

    func beginnings() throws -> Beginnings {
        let found: Beginnings? = try row(
            """
            select exists (select 1 from \(table(.learner))) as has_learners,
            exists (select 1 from \(table(.company))) as has_companies,
            exists (select 1 from \(table(.pfmpPeriod))) as has_periods
            """)
        return found ?? Beginnings(hasLearners: false, hasCompanies: false, hasPeriods: false)
    }

    func companyTotal() throws -> Int {
        try count("select count(*) from \(table(.company)) where company.archived_on is null")
    }
}

import Domain
import Persistence

/// A catch-up with its learner and its period.
struct CatchUpLine: Codable, Sendable {
    let id: ID<CatchUp>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let periodId: ID<PFMPPeriod>
    let label: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let cause: CatchUpCause
    let motive: String
    let missedDays: Int
    let assessed: Bool
    let familyAgreedOn: LocalDate?
    let headAgreedOn: LocalDate?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    var need: CatchUpNeed { CatchUpNeed(missed: missedDays, cause: cause, assessed: assessed) }
}

extension SchoolDatabase {
    /// Whether a catch-up period is that of a learner.
    func catchesUp(_ learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> Bool {
        try count(
            """
            select count(*) from \(table(.catchUp)) where catch_up.learner_id = \(learner)
            and catch_up.period_id = \(period)
            """) > 0
    }

    /// The catch-ups of a year, first days first.
    func catchUps(year: Int) throws -> [CatchUpLine] {
        try rows(
            """
            select catch_up.id, catch_up.learner_id, learner.family_name, learner.usage_name, learner.first_name,
            school_class.code as class_code, pfmp_period.id as period_id, pfmp_period.label, pfmp_period.starts_on,
            pfmp_period.ends_on, catch_up.cause, catch_up.motive, catch_up.missed_days, catch_up.assessed,
            catch_up.family_agreed_on, catch_up.head_agreed_on
            from \(table(.catchUp)) join \(table(.pfmpPeriod)) on pfmp_period.id = catch_up.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.learner)) on learner.id = catch_up.learner_id
            where pfmp_period.school_year = \(year)
            order by pfmp_period.starts_on, learner.search_key, catch_up.id limit 500
            """)
    }
}

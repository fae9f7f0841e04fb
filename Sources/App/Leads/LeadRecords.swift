import Domain
import Persistence

/// A lead of a period with the learner it belongs to.
struct LeadLine: Codable, Sendable {
    let id: ID<Lead>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let companyId: ID<Company>?
    let structure: String
    let means: LeadMeans
    let askedOn: LocalDate
    let answer: LeadAnswer
    let refusalReason: RefusalReason?

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

/// One attempt, by what the radar needs.
struct LeadAttempt: Codable, Sendable {
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let structure: String
    let askedOn: LocalDate
    let answer: LeadAnswer
}

extension SchoolDatabase {
    func lead(_ id: ID<Lead>) throws -> Lead {
        try find(id, in: .lead, "Cette piste")
    }

    /// The journal of leads of a learner for a period, latest first.
    func leads(of learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> [Lead] {
        try rows(
            """
            select lead.* from \(table(.lead)) where lead.learner_id = \(learner) and lead.period_id = \(period)
            order by lead.asked_on desc, lead.id desc
            """)
    }

    func leadCount(of learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> Int {
        try count(
            "select count(*) from \(table(.lead)) where lead.learner_id = \(learner) and lead.period_id = \(period)")
    }

    /// Every lead of a period, latest first.
    func leads(in period: ID<PFMPPeriod>, answer: LeadAnswer? = nil, limit: Int = 300) throws -> [LeadLine] {
        let wanted: SQL = answer.map { "lead.answer = \($0)" } ?? "true"
        return try rows(
            """
            select lead.id, lead.learner_id, learner.family_name, learner.usage_name, learner.first_name,
            lead.company_id, lead.structure, lead.means, lead.asked_on, lead.answer, lead.refusal_reason
            from \(table(.lead)) join \(table(.learner)) on learner.id = lead.learner_id
            where lead.period_id = \(period) and \(wanted)
            order by lead.asked_on desc, lead.id desc limit \(limit)
            """)
    }

    /// The attempts of the periods that run or begin soon, latest first.
    func attempts(near today: LocalDate) throws -> [LeadAttempt] {
        try rows(
            """
            select lead.learner_id, lead.period_id, lead.structure, lead.asked_on, lead.answer
            from \(table(.lead)) join \(table(.pfmpPeriod)) on pfmp_period.id = lead.period_id
            where \(near(today)) order by lead.asked_on desc, lead.id desc
            """)
    }

    /// Every attempt of a learner for the year, latest first.
    func leads(of learner: ID<Learner>, year: Int) throws -> [Lead] {
        try rows(
            """
            select lead.* from \(table(.lead)) join \(table(.pfmpPeriod)) on pfmp_period.id = lead.period_id
            where lead.learner_id = \(learner) and pfmp_period.school_year = \(year)
            order by lead.asked_on desc, lead.id desc
            """)
    }
}

import Domain
import Persistence

/// A learner without a host whose leads wait for an answer.
private struct WaitingLeads: Codable {
    let learnerId: ID<Learner>
    let periodId: ID<PFMPPeriod>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let startsOn: LocalDate
    let waiting: Int
    let askedOn: LocalDate

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    /// Leads without answer for longer than the school waits, one line a learner, the first departures first.
    func leadReminders(for author: Author, on today: LocalDate, limit: Int = 6) throws -> [TodoLine] {
        guard author.may(.recordLeads) else { return [] }
        let since = today.adding(days: -(try thresholds()[.leadReminderDays]))
        let lines: [WaitingLeads] = try rows(
            """
            select learner.id as learner_id, pfmp_period.id as period_id, learner.family_name, learner.usage_name,
            learner.first_name, school_class.code as class_code, pfmp_period.starts_on, count(*) as waiting,
            min(lead.asked_on) as asked_on
            from \(table(.lead)) join \(table(.pfmpPeriod)) on pfmp_period.id = lead.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.learner)) on learner.id = lead.learner_id
            where lead.answer = \(LeadAnswer.waiting) and lead.asked_on <= \(since) and pfmp_period.starts_on > \(today)
            and learner.left_on is null and not exists (\(stayOfLearner)) and not exists (\(exemptionOfLearner))
            group by learner.id, pfmp_period.id, learner.family_name, learner.usage_name, learner.first_name,
            school_class.code, pfmp_period.starts_on, learner.search_key
            order by pfmp_period.starts_on, learner.search_key, learner.id limit \(limit)
            """)
        return lines.map { line in
            let search = Link.hostSearch(line.learnerId, in: line.periodId)
            let count = FrenchNumber.counted(line.waiting, "piste sans réponse", "pistes sans réponse")
            return TodoLine(
                title: line.listName, link: search,
                why: "\(line.classCode), \(count) depuis le \(line.askedOn.short), départ \(line.startsOn.near(today))",
                tone: today.days(until: line.startsOn) <= 21 ? .late : .soon, actionLabel: "Relancer",
                actionLink: search, day: line.startsOn)
        }
    }
}

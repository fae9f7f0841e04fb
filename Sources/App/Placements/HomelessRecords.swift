import Domain
import Persistence

/// A learner without a host for a period that runs or begins soon.
struct HomelessLine: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let periodId: ID<PFMPPeriod>
    let label: String
    let startsOn: LocalDate

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    /// Learners without a host who need one, earliest departures first.
    func homeless(near today: LocalDate, limit: Int = 500) throws -> [HomelessLine] {
        try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            school_class.code as class_code, pfmp_period.id as period_id, pfmp_period.label, pfmp_period.starts_on
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.enrolment)) on enrolment.class_id = pfmp_period.class_id and enrolment.ends_on is null
            join \(table(.learner)) on learner.id = enrolment.learner_id
            where \(near(today)) and learner.left_on is null
            and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))
            and \(isConcerned) and not exists (\(stayOfLearner)) and not exists (\(exemptionOfLearner))
            order by pfmp_period.starts_on, school_class.code, learner.search_key, learner.id limit \(limit)
            """)
    }
}

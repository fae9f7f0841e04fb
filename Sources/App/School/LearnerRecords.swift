import Domain
import Persistence

/// A line of the list of learners.
struct LearnerLine: Codable, Sendable {
    let id: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let birthDate: LocalDate?
    let learnerPublic: LearnerPublic
    let leftOn: LocalDate?
    let searchKey: String
    let classCode: String?
    let classId: ID<SchoolClass>?

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

/// What the list of learners is asked to show.
struct LearnerFilter: Equatable, Sendable {
    var words: [String] = []
    var classId: ID<SchoolClass>?
    var schoolYear: Int
    var withLeavers = false
    /// The last line of the page before: an address bears its key, never a name.
    var after: ID<Learner>?
}

/// A guardian as shown on the page of a learner.
struct GuardianLine: Codable, Sendable {
    let id: ID<Guardian>
    let civility: String
    let familyName: String
    let firstName: String
    let email: String?
    let phone: String?
    let legalRank: Int
    let kinship: Kinship
}

extension SchoolDatabase {
    func learner(_ id: ID<Learner>) throws -> Learner {
        try find(id, in: .learner, "Cet apprenant")
    }

    /// Learners by name, a page at a time.
    func learners(_ filter: LearnerFilter, limit: Int = 50) throws -> [LearnerLine] {
        var position: SQL = "true"
        if let after = filter.after {
            position = """
                (learner.search_key, learner.id) > (select previous.search_key, previous.id
                from \(table(.learner, as: "previous")) where previous.id = \(after))
                """
        }
        return try rows(
            """
            select learner.id, learner.family_name, learner.usage_name, learner.first_name, learner.birth_date,
            learner.learner_public, learner.left_on, learner.search_key, school_class.code as class_code,
            school_class.id as class_id
            from \(table(.learner)) \(classOfYear(filter.schoolYear))
            where \(condition(of: filter)) and \(position)
            order by learner.search_key, learner.id limit \(limit)
            """)
    }

    func learnerCount(_ filter: LearnerFilter) throws -> Int {
        try count(
            """
            select count(*) from \(table(.learner)) \(classOfYear(filter.schoolYear)) where \(condition(of: filter))
            """)
    }

    private func classOfYear(_ year: Int) -> SQL {
        """
        left join \(table(.enrolment)) on enrolment.learner_id = learner.id and enrolment.school_year = \(year)
        and \(enrolled(in: year))
        left join \(table(.schoolClass)) on school_class.id = enrolment.class_id
        """
    }

    private func condition(of filter: LearnerFilter) -> SQL {
        var condition: SQL = filter.withLeavers ? "true" : "learner.left_on is null"
        for word in filter.words {
            condition = "\(condition) and learner.search_key like \("%" + word + "%")"
        }
        if let classId = filter.classId {
            condition = "\(condition) and enrolment.class_id = \(classId.rawValue)"
        }
        return condition
    }

    /// The people responsible for a learner, legal representatives first.
    func guardians(of learner: ID<Learner>) throws -> [GuardianLine] {
        try rows(
            """
            select guardian.id, guardian.civility, guardian.family_name, guardian.first_name, guardian.email,
            guardian.phone, guardianship.legal_rank, guardianship.kinship
            from \(table(.guardianship)) join \(table(.guardian)) on guardian.id = guardianship.guardian_id
            where guardianship.learner_id = \(learner.rawValue)
            order by case when guardianship.legal_rank = 0 then 9 else guardianship.legal_rank end, guardian.search_key
            """)
    }

    /// The class of a learner in a school year.
    func classOf(_ learner: ID<Learner>, year: Int) throws -> SchoolClass? {
        try row(
            """
            select school_class.* from \(table(.schoolClass))
            join \(table(.enrolment)) on enrolment.class_id = school_class.id
            where enrolment.learner_id = \(learner.rawValue) and enrolment.school_year = \(year)
            and \(enrolled(in: year))
            """)
    }
}

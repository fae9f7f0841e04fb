import Domain
import Persistence

/// A learner without a host, with who acts next.
struct RadarLine: Codable, Sendable {
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let city: String
    let classId: ID<SchoolClass>
    let classCode: String
    let stream: String
    let periodId: ID<PFMPPeriod>
    let label: String
    let startsOn: LocalDate
    let ownerId: ID<StaffMember>?
    let ownerName: String?
    let nextAction: String?
    let nextActionOn: LocalDate?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    /// A learner may lack a host for two periods: both together name the line.
    var key: String { periodId.rawValue + "." + learnerId.rawValue }
}

/// Which lines of the radar are asked for.
struct RadarFilter: Sendable {
    var classId: ID<SchoolClass>?
    var stream = ""
    /// The teacher of the class, or the one who acts next.
    var staff: ID<StaffMember>?
    /// Only the lines this near to departure.
    var urgency: SearchUrgency?

    init(query: FormValues) {
        classId = query["classe"].isEmpty ? nil : ID(query["classe"])
        stream = query["filiere"]
        staff = query["referent"].isEmpty ? nil : ID(query["referent"])
        urgency = SearchUrgency(rawValue: query["delai"])
    }
}

/// The leads of one learner for one period, in short.
struct Attempts: Sendable {
    private(set) var count = 0
    private(set) var waiting = 0
    private(set) var agreed: LeadAttempt?
    /// The latest.
    private(set) var last: LeadAttempt?

    mutating func add(_ attempt: LeadAttempt) {
        count += 1
        if attempt.answer == .waiting { waiting += 1 }
        if attempt.answer == .agreed, agreed == nil { agreed = attempt }
        if last == nil { last = attempt }
    }
}

extension SchoolDatabase {
    /// Learners expected in a period that runs or begins soon, less those placed, less those exempt; earliest first.
    func radar(near today: LocalDate, _ filter: RadarFilter) throws -> [RadarLine] {
        try rows(
            """
            select learner.id as learner_id, learner.family_name, learner.usage_name, learner.first_name,
            learner.address_city as city, school_class.id as class_id, school_class.code as class_code,
            school_class.stream, pfmp_period.id as period_id, pfmp_period.label, pfmp_period.starts_on,
            placement_search.owner_id, placement_search.next_action, placement_search.next_action_on,
            staff_member.family_name as owner_name
            from \(table(.pfmpPeriod)) join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.enrolment)) on enrolment.class_id = pfmp_period.class_id and enrolment.ends_on is null
            join \(table(.learner)) on learner.id = enrolment.learner_id
            left join \(table(.placementSearch)) on placement_search.learner_id = learner.id
            and placement_search.period_id = pfmp_period.id
            left join \(table(.staffMember)) on staff_member.id = placement_search.owner_id
            where \(near(today)) and learner.left_on is null
            and learner.learner_public in (\(LearnerPublic.pupil), \(LearnerPublic.student))
            and \(isConcerned) and not exists (\(stayOfLearner)) and placement_search.exemption is null
            and \(condition(of: filter))
            order by pfmp_period.starts_on, school_class.code, learner.search_key, learner.id, pfmp_period.id
            limit 1000
            """)
    }

    private func condition(of filter: RadarFilter) -> SQL {
        var condition: SQL = "true"
        if let classId = filter.classId { condition = "\(condition) and school_class.id = \(classId)" }
        if !filter.stream.isEmpty { condition = "\(condition) and school_class.stream = \(filter.stream)" }
        if let staff = filter.staff {
            condition = """
                \(condition) and (placement_search.owner_id = \(staff) or exists (select 1 from \(table(.teaching))
                where teaching.class_id = school_class.id and teaching.staff_id = \(staff)))
                """
        }
        return condition
    }
}

import Domain
import Persistence

/// What the school set for itself, with its version.
struct OwnThreshold: Codable, Sendable {
    let id: ID<OwnThreshold>
    let name: SchoolThreshold
    let value: Int
    let version: Int
}

extension SchoolDatabase {
    /// The thresholds in force in the school.
    func thresholds() throws -> SchoolThresholds {
        try once("thresholds") {
            try SchoolThresholds.embedded(
                own: Dictionary(
                    try ownThresholds().map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    func ownThresholds() throws -> [OwnThreshold] {
        try rows(
            """
            select school_threshold.id, school_threshold.name, school_threshold.value, school_threshold.version
            from \(table(.schoolThreshold)) order by school_threshold.name
            """)
    }

    /// The search of a learner for a period, when somebody wrote something about it.
    func placementSearch(of learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> PlacementSearch? {
        try row(
            """
            select placement_search.* from \(table(.placementSearch))
            where placement_search.learner_id = \(learner) and placement_search.period_id = \(period)
            """)
    }

    /// Whether the learner has a host for the period, by a placement that stands.
    func isPlaced(_ learner: ID<Learner>, in period: ID<PFMPPeriod>) throws -> Bool {
        try count(
            """
            select count(*) from \(table(.placement)) \(latestAgreement)
            where placement.learner_id = \(learner) and placement.period_id = \(period) and \(stands)
            """) > 0
    }

    /// The same school seen whole: rules count every learner, whoever asks.
    var whole: SchoolDatabase { SchoolDatabase(database: database, schoolId: schoolId, scope: .all, ids: ids) }
}

/// Who may act next: everybody of the team.
struct TeamChoice: Codable, Sendable {
    let id: ID<StaffMember>
    let familyName: String
    let firstName: String

    var listName: String { [familyName, firstName].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension SchoolDatabase {
    /// The members of the team in function, those who teach the class first.
    func teamChoices(for schoolClass: ID<SchoolClass>) throws -> [TeamChoice] {
        try rows(
            """
            select staff_member.id, staff_member.family_name, staff_member.first_name from \(table(.staffMember))
            left join (select distinct teaching.staff_id from \(table(.teaching))
            where teaching.class_id = \(schoolClass)) as mine on mine.staff_id = staff_member.id
            where staff_member.left_on is null
            order by case when mine.staff_id is null then 1 else 0 end, staff_member.search_key, staff_member.id
            """)
    }
}

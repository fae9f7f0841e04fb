import Domain
import Persistence

/// A contact with who made it or will.
struct FollowUpEntry: Codable, Sendable {
    let id: ID<FollowUp>
    let kind: FollowUp.Kind
    let plannedOn: LocalDate?
    let plannedMinute: Int?
    let doneOn: LocalDate?
    let personMet: String
    let conditions: String
    let activities: String
    let difficulties: String
    let nextStep: String
    let concern: Bool
    let authorName: String
    let staffFirstName: String?
    let staffFamilyName: String?

    var staffName: String? {
        staffFamilyName.map { [staffFirstName ?? "", $0].filter { !$0.isEmpty }.joined(separator: " ") }
    }
    var day: LocalDate? { doneOn ?? plannedOn }
}

/// How much one member of staff visits, in a span of days.
struct VisitTally: Codable, Sendable {
    let staffId: ID<StaffMember>
    let firstName: String
    let familyName: String
    let followed: Int
    let calls: Int
    let visitsDone: Int
    let visitsPlanned: Int

    var listName: String { familyName + " " + firstName }
}

extension SchoolDatabase {
    /// The contacts of a placement, latest first, the planned ones before.
    func followUps(of placement: ID<Placement>) throws -> [FollowUpEntry] {
        try rows(
            """
            select follow_up.id, follow_up.kind, follow_up.planned_on, follow_up.planned_minute, follow_up.done_on,
            follow_up.person_met, follow_up.conditions, follow_up.activities, follow_up.difficulties,
            follow_up.next_step, follow_up.concern, follow_up.author_name,
            staff_member.first_name as staff_first_name, staff_member.family_name as staff_family_name
            from \(table(.followUp)) left join \(table(.staffMember)) on staff_member.id = follow_up.staff_id
            where follow_up.placement_id = \(placement)
            order by case when follow_up.done_on is null then 0 else 1 end,
            coalesce(follow_up.done_on, follow_up.planned_on) desc, follow_up.id desc
            """)
    }

    func followUp(_ id: ID<FollowUp>) throws -> FollowUp {
        try find(id, in: .followUp, "Ce contact")
    }

    /// Who may be said to visit: the teachers of the class, then the rest of the team.
    func visitors(of placement: FollowedPlacement) throws -> [(value: String, label: String)] {
        let period = try period(placement.periodId)
        return try referentChoices(for: period).map { ($0.id.rawValue, $0.familyName + " " + $0.firstName) }
    }

    /// Visits and calls by référent, for the placements of the moment.
    func visitTallies(on today: LocalDate) throws -> [VisitTally] {
        try rows(
            """
            select staff_member.id as staff_id, staff_member.first_name, staff_member.family_name,
            count(*) as followed,
            cast(sum((select count(*) from \(table(.followUp)) where follow_up.placement_id = placement.id
            and follow_up.done_on is not null and follow_up.kind <> \(FollowUp.Kind.visit))) as bigint) as calls,
            cast(sum((select count(*) from \(table(.followUp)) where follow_up.placement_id = placement.id
            and follow_up.done_on is not null and follow_up.kind = \(FollowUp.Kind.visit))) as bigint) as visits_done,
            cast(sum((select count(*) from \(table(.followUp)) where follow_up.placement_id = placement.id
            and follow_up.done_on is null and follow_up.kind = \(FollowUp.Kind.visit))) as bigint) as visits_planned
            from \(table(.placement)) \(latestAgreement)
            join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where \(recent(today))
            group by staff_member.id, staff_member.first_name, staff_member.family_name, staff_member.search_key
            order by staff_member.search_key, staff_member.id
            """)
    }
}

import Domain
import Persistence

/// A visit that a teacher still has to make, with where and when it may be.
struct VisitToMake: Sendable {
    let placement: FollowedPlacement
    let position: (latitude: Double, longitude: Double)?
    /// The middle of the town stands for the company.
    let isApproximate: Bool
}

/// A visit already planned.
struct PlannedVisit: Codable, Sendable {
    let id: ID<FollowUp>
    let placementId: ID<Placement>
    let plannedOn: LocalDate
    let plannedMinute: Int?
    let version: Int
}

/// A teacher who follows learners, with the visits left.
struct TourTeacher: Codable, Sendable {
    let id: ID<StaffMember>
    let familyName: String
    let firstName: String
    let toMake: Int
    let planned: Int

    var listName: String { familyName + " " + firstName }
}

extension SchoolDatabase {
    /// How long before a period its visits are prepared.
    static let tourDays = 42

    private func isVisited(by staff: ID<StaffMember>?, from today: LocalDate) -> SQL {
        let mine: SQL = staff.map { "placement.referent_id = \($0)" } ?? "placement.referent_id is not null"
        return """
            \(mine) and placement.ends_on >= \(today)
            and placement.starts_on <= \(today.adding(days: SchoolDatabase.tourDays))
            """
    }

    /// Référents with visits to make or planned; one of them when the reader sees no other.
    func tourTeachers(only staff: ID<StaffMember>?, today: LocalDate) throws -> [TourTeacher] {
        let visited: SQL = """
            exists (select 1 from \(table(.followUp)) where follow_up.placement_id = placement.id
            and follow_up.kind = \(FollowUp.Kind.visit))
            """
        return try rows(
            """
            select staff_member.id, staff_member.family_name, staff_member.first_name,
            count(*) filter (where not \(visited)) as to_make,
            count(*) filter (where exists (select 1 from \(table(.followUp)) where follow_up.placement_id = placement.id
            and follow_up.kind = \(FollowUp.Kind.visit) and follow_up.done_on is null)) as planned
            from \(table(.placement)) \(latestAgreement)
            join \(table(.staffMember)) on staff_member.id = placement.referent_id
            where \(isVisited(by: staff, from: today)) and \(stands)
            group by staff_member.id, staff_member.family_name, staff_member.first_name, staff_member.search_key
            order by staff_member.search_key, staff_member.id
            """)
    }

    /// The placements that a teacher follows and nobody visited nor planned to.
    func visitsToMake(by staff: ID<StaffMember>, today: LocalDate) throws -> [VisitToMake] {
        let none: SQL = """
            not exists (select 1 from \(table(.followUp)) where follow_up.placement_id = placement.id
            and follow_up.kind = \(FollowUp.Kind.visit))
            """
        let towns = Dictionary(
            try townCentres().map { (SearchKey($0.name).rawValue, ($0.latitude, $0.longitude)) },
            uniquingKeysWith: { first, _ in first })
        return try followedPlacements(where: "\(isVisited(by: staff, from: today)) and \(stands) and \(none)")
            .map { placement in
                let known = placement.site.isEmpty ? zip(placement.latitude, placement.longitude) : nil
                let town = towns[SearchKey(placement.place.city).rawValue]
                return VisitToMake(
                    placement: placement, position: (known ?? town).map { ($0.0, $0.1) }, isApproximate: known == nil)
            }
    }

    /// What the teacher has planned from today on, in order.
    func plannedVisits(by staff: ID<StaffMember>, today: LocalDate) throws -> [PlannedVisit] {
        try rows(
            """
            select follow_up.id, follow_up.placement_id, follow_up.planned_on, follow_up.planned_minute,
            follow_up.version from \(table(.followUp))
            where follow_up.staff_id = \(staff) and follow_up.kind = \(FollowUp.Kind.visit)
            and follow_up.done_on is null and follow_up.planned_on >= \(today)
            order by follow_up.planned_on, follow_up.planned_minute, follow_up.id limit 200
            """)
    }

    func freeHalfDays(of staff: ID<StaffMember>) throws -> [FreeHalfDay] {
        try rows(
            """
            select free_half_day.* from \(table(.freeHalfDay)) where free_half_day.staff_id = \(staff)
            order by free_half_day.weekday, free_half_day.half
            """)
    }

    /// A teacher whose tours the reader may see: their own, or all for who places learners.
    func tourStaff(_ id: ID<StaffMember>, for author: Author) throws -> StaffMember {
        guard author.may(.proposePlacements) || author.staffId == id else { throw NotFound("Ces tournées") }
        return try find(id, in: .staffMember, "Cette personne")
    }
}

/// A teacher says when visits can be made.
struct KeepHalfDays: Operation {
    let staff: ID<StaffMember>
    let form: HalfDaysForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordFollowUp)

        let staff = try db.tourStaff(staff, for: author)
        try db.delete(from: .freeHalfDay, where: "staff_id = \(staff.id)")
        try db.insertMany(
            form.halfDays.map { FreeHalfDay(id: db.newID(), staffId: staff.id, weekday: $0.weekday, half: $0.half) },
            into: .freeHalfDay)
        try db.journal(
            "Demi-journées de visite notées", Subject("staff", staff.id), after: form.halfDays.map(\.name), by: author,
            at: now)
    }
}

/// A half-day of the week as a form names it: « 2-matin ».
struct NamedHalfDay: Sendable, Hashable {
    let weekday: Int
    let half: FreeHalfDay.Half

    var name: String { "\(weekday)-\(half.rawValue)" }

    init(weekday: Int, half: FreeHalfDay.Half) {
        self.weekday = weekday
        self.half = half
    }

    init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
        guard parts.count == 2, let weekday = Int(parts[0]), (1...5).contains(weekday),
            let half = FreeHalfDay.Half(rawValue: parts[1])
        else { return nil }
        self.init(weekday: weekday, half: half)
    }
}

struct HalfDaysForm: FormInput {
    let halfDays: [NamedHalfDay]

    init(reading form: inout FormReader) {
        var seen: Set<NamedHalfDay> = []
        halfDays = form.values.all("libre").compactMap { NamedHalfDay($0) }.filter { seen.insert($0).inserted }
        if halfDays.isEmpty { form.refuse("", "Cochez au moins une demi-journée libre.") }
    }
}

/// The tours proposed today are kept, then become planned visits.
struct PlanTours: Operation {
    let staff: ID<StaffMember>
    /// Names of half-days; empty for all.
    let halfDays: [String]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> AcceptedLines {
        let kept = try KeepTours(staff: staff).run(in: db, by: author, at: now)
        return try PlanKeptTours(staff: staff, tours: kept, halfDays: halfDays).run(in: db, by: author, at: now)
    }
}

/// No tour could be made.
struct NothingToPlan: Refusal, Equatable {
    var message: String { "Aucune visite ne peut être planifiée\u{A0}: notez d’autres demi-journées libres." }
}

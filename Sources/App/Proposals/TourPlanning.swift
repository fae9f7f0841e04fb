import Domain
import Placement

/// One visit of a tour.
struct TourStop: Sendable {
    let visit: VisitToMake
    /// When it begins, in minutes of the day.
    let minute: Int
}

/// One half-day of visits.
struct ProposedTour: Sendable {
    /// `nil` when no free half-day is left.
    let day: LocalDate?
    let half: FreeHalfDay.Half
    let stops: [TourStop]
    let drivingMinutes: Int
    /// Back at school, in minutes of the day.
    let back: Int
}

/// The tours of a teacher and what could not enter them.
struct ProposedTours: Sendable {
    var tours: [ProposedTour] = []
    /// Visits that no free half-day can hold.
    var left: [VisitToMake] = []
    /// Hosts that are not on the map.
    var unplaced: [VisitToMake] = []
    var isProven = true
    /// Tours begin in the middle of the visits: the town of the school is not on the map.
    var baseIsUnknown = false
    /// The teacher has said which half-days are free.
    var knowsHalfDays = false

    var drivingMinutes: Int { tours.reduce(0) { $0 + $1.drivingMinutes } }
}

/// Hours of a half-day away from school, and how long a visit takes.
enum TourHours {
    static let visitMinutes = 45
    static let noon = 780

    static func span(_ half: FreeHalfDay.Half) -> HourSpan {
        half == .morning ? HourSpan(from: 480, to: 750) : HourSpan(from: 810, to: 1_080)
    }
}

extension SchoolDatabase {
    /// The visits of a teacher in the free half-days: the fewest half-days, then the least driving.
    func tours(of staff: ID<StaffMember>, today: LocalDate) throws -> ProposedTours {
        let visits = try visitsToMake(by: staff, today: today)
        let known = try freeHalfDays(of: staff).map { NamedHalfDay(weekday: $0.weekday, half: $0.half) }
        let usual = (1...5).flatMap { day in
            FreeHalfDay.Half.allCases.map { NamedHalfDay(weekday: day, half: $0) }
        }
        let school = try ownSchool()
        let end = visits.map(\.placement.endsOn).max() ?? today
        let holidays = Set(
            PublicHolidays.between(today, end, territory: Territory(rawValue: school.territory) ?? .metropole)
                .map(\.date))
        let planner = TourPlanner(
            visits: visits, free: known.isEmpty ? usual : known, holidays: holidays, today: today,
            base: try townCentre(of: school.address.city),
            taken: Set(
                try plannedVisits(by: staff, today: today).flatMap { visit in
                    FreeHalfDay.Half.allCases.filter { visit.isWithin($0) }
                        .map { TakenHalfDay(day: visit.plannedOn, half: $0) }
                }), estimate: try travelEstimate(.car))
        var tours = try planner.tours()
        tours.knowsHalfDays = !known.isEmpty
        return tours
    }
}

/// A half-day of the calendar where a visit is planned.
struct TakenHalfDay: Hashable, Sendable {
    let day: LocalDate
    let half: FreeHalfDay.Half
}

extension PlannedVisit {
    /// A visit without an hour takes the whole day.
    func isWithin(_ half: FreeHalfDay.Half) -> Bool {
        plannedMinute.map { ($0 < TourHours.noon) == (half == .morning) } ?? true
    }
}

/// Builds the question of the tours and reads its answer.
struct TourPlanner: Sendable {
    let visits: [VisitToMake]
    let free: [NamedHalfDay]
    let holidays: Set<LocalDate>
    let today: LocalDate
    let base: (latitude: Double, longitude: Double)?
    /// Half-days where visits are planned already.
    let taken: Set<TakenHalfDay>
    /// How a teacher drives, by the settings of the school.
    let estimate: TravelEstimate

    /// A kind of half-day of the engine: the half-days of the week that offer the same hours to every visit.
    private struct Kind: Hashable {
        let half: FreeHalfDay.Half
        let openings: [ClosedRange<Int32>?]
    }

    func tours() throws -> ProposedTours {
        var made = ProposedTours()
        made.unplaced = visits.filter { $0.position == nil }
        let placed = visits.filter { $0.position != nil }
        let spots = placed.compactMap(\.position)
        guard !spots.isEmpty else { return made }
        let middle = (
            latitude: spots.reduce(0) { $0 + $1.latitude } / Double(spots.count),
            longitude: spots.reduce(0) { $0 + $1.longitude } / Double(spots.count)
        )
        made.baseIsUnknown = base == nil
        var kinds: [Kind] = []
        var kindOf: [NamedHalfDay: Int] = [:]
        for halfDay in free {
            let kind = Kind(half: halfDay.half, openings: placed.map { opening($0.placement, halfDay) })
            if !kinds.contains(kind) { kinds.append(kind) }
            kindOf[halfDay] = kinds.firstIndex(of: kind)
        }
        let days = days(through: placed.map(\.placement.endsOn).max() ?? today, kindOf)
        let points = [base ?? middle] + spots
        let question = TourQuestion(
            lengths: kinds.map { kind in Int32(clamping: TourHours.span(kind.half).minutes * 60) },
            visits: placed.enumerated().map { number, visit in
                .init(
                    duration: Int32(TourHours.visitMinutes * 60), openings: kinds.map { $0.openings[number] },
                    site: sites(placed)[visit.placement.companyId],
                    days: TourPlanner.days(of: visit.placement, from: today))
            },
            travel: points.flatMap { from in points.map { estimate.seconds(from: from, to: $0) } },
            halfDays: days.map { .init(day: Int32(clamping: $0.day.dayNumber), kind: $0.kind) })
        // So many rounds and no more: the same question always gives the same tours.
        let plan = try question.goodPlan { Double($0) / 400 }
        made.isProven = plan.isProven
        made.left =
            plan.impossible.map { placed[$0] }
            + plan.withoutHalfDay.flatMap { plan.tours[$0].visits }.map { placed[$0] }
        let without = Set(plan.withoutHalfDay)
        made.tours = plan.tours.enumerated().filter { !without.contains($0.offset) }.map { _, tour in
            let start = TourHours.span(kinds[tour.kind].half).from
            return ProposedTour(
                day: tour.halfDay.map { days[$0].day }, half: kinds[tour.kind].half,
                stops: zip(tour.visits, tour.starts).map { number, second in
                    TourStop(visit: placed[number], minute: start + Int(second) / 60)
                }, drivingMinutes: Int(tour.driving) / 60, back: start + Int(tour.end) / 60)
        }.sorted { ($0.day ?? today, $0.stops.first?.minute ?? 0) < ($1.day ?? today, $1.stops.first?.minute ?? 0) }
        return made
    }

    /// Visits to one company are made together.
    private func sites(_ placed: [VisitToMake]) -> [ID<Company>: Int] {
        var sites: [ID<Company>: Int] = [:]
        for visit in placed where sites[visit.placement.companyId] == nil {
            sites[visit.placement.companyId] = sites.count
        }
        return sites
    }

    /// The free half-days from tomorrow on.
    private func days(through end: LocalDate, _ kindOf: [NamedHalfDay: Int]) -> [(day: LocalDate, kind: Int)] {
        guard today < end else { return [] }
        return (1...today.days(until: end)).map { today.adding(days: $0) }.filter { !holidays.contains($0) }
            .flatMap { day in
                FreeHalfDay.Half.allCases.filter { !taken.contains(TakenHalfDay(day: day, half: $0)) }.compactMap {
                    half in
                    kindOf[NamedHalfDay(weekday: day.weekday, half: half)].map { (day, $0) }
                }
            }
    }

    /// When a visit may begin in a half-day of the week: while the learner is there.
    private func opening(_ placement: FollowedPlacement, _ halfDay: NamedHalfDay) -> ClosedRange<Int32>? {
        let away = TourHours.span(halfDay.half)
        // Where weeks differ, the visit fits the hours of all of them.
        let each = placement.schedule.weeks.map { $0.days[halfDay.weekday - 1] }
        let day = each.min { $0.minutes < $1.minutes } ?? DaySchedule()
        let present =
            placement.schedule.isEmpty
            ? [halfDay.half == .morning ? HourSpan(from: 540, to: 720) : HourSpan(from: 840, to: 1_020)]
            : [day.morning, day.afternoon].compactMap { $0 } + day.others
        let possible = present.map { span in
            (max(span.from, away.from) - away.from, min(span.to, away.to) - away.from - TourHours.visitMinutes)
        }.filter { $0.0 <= $0.1 }
        return possible.max { $0.1 - $0.0 < $1.1 - $1.0 }
            .map { Int32(clamping: $0.0 * 60)...Int32(clamping: $0.1 * 60) }
    }

    /// Not in the first days of a stay, nor in its very last ones, when it is long enough.
    static func days(of placement: FollowedPlacement, from today: LocalDate) -> ClosedRange<Int32> {
        let isLong = placement.startsOn.days(until: placement.endsOn) >= 11
        let first = max(today.adding(days: 1), placement.startsOn.adding(days: isLong ? 3 : 1))
        let last = placement.endsOn.adding(days: isLong ? -3 : 0)
        let start = Int32(clamping: first.dayNumber)
        return start...max(start, Int32(clamping: last.dayNumber))
    }
}

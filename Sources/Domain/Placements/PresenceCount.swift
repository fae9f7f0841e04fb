/// The three counters of a stay and its hours (PFMP-17): calendar weeks, planned days, effective days.
public struct PresenceCount: Equatable, Sendable {
    /// Weeks of the calendar touched.
    public let weeks: Int
    /// Days with presence, public holidays taken out.
    public private(set) var plannedDays = 0
    /// Minutes of those days.
    public private(set) var plannedMinutes = 0
    /// Planned days without absence and before a stop.
    public private(set) var effectiveDays = 0
    /// Minutes of those days.
    public private(set) var effectiveMinutes = 0
    /// Civil weeks with at least one planned day: minutes, in their order.
    public private(set) var weekMinutes: [Int] = []

    /// Counts day by day.
    /// - Parameters:
    ///   - plan: hours of every day.
    ///   - start: first day.
    ///   - end: last day, included; nothing is counted when it comes before the first.
    ///   - off: days without presence, public holidays above all (PFMP-18).
    ///   - absences: days away, whatever the reason (PFMP-109).
    ///   - stop: the first day not done any more (PFMP-35, PFMP-37).
    public init(
        plan: WorkPlan, from start: LocalDate, through end: LocalDate, off: Set<LocalDate> = [],
        absences: [ClosedRange<LocalDate>] = [], stoppedOn stop: LocalDate? = nil
    ) {
        weeks = start <= end ? start.monday.days(until: end.monday) / 7 + 1 : 0
        guard start <= end else { return }
        var monday: LocalDate?
        for number in start.dayNumber...end.dayNumber {
            let date = LocalDate(dayNumber: number)
            let minutes = plan.minutes(on: date)
            guard minutes > 0, off.isEmpty || !off.contains(date) else { continue }
            if date.monday != monday { weekMinutes.append(0) }
            monday = date.monday
            weekMinutes[weekMinutes.count - 1] += minutes
            add(minutes, done: stop.map { date < $0 } ?? true && !absences.contains { $0.contains(date) })
        }
    }

    private mutating func add(_ minutes: Int, done: Bool) {
        plannedDays += 1
        plannedMinutes += minutes
        guard done else { return }
        effectiveDays += 1
        effectiveMinutes += minutes
    }

    /// Days of 7 h that minutes of presence are worth (D.124-6), in hundredths; `nil` when that number is unknown.
    public static func equivalentDays(minutes: Int, on day: LocalDate, parameters: LegalParameters) -> Int? {
        parameters.value(.dayEquivalent, on: day).flatMap { $0 > 0 ? (minutes * 100 + $0 / 2) / $0 : nil }
    }
}

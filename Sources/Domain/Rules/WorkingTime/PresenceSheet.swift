/// The presence sheet of one civil week, for the host to fill (PFMP-52).
public struct PresenceSheet: Equatable, Sendable {
    /// One line: a date and the hours planned.
    public struct Line: Equatable, Sendable {
        public let date: LocalDate
        /// « 8 h 00 – 12 h 00, 13 h 00 – 17 h 00 »; empty for a day off.
        public let planned: String
        public let minutes: Int
    }

    /// The Monday of the week.
    public let monday: LocalDate
    /// The days of the stay within the week.
    public let lines: [Line]

    /// The sheets of a stay, one for each civil week, public holidays off.
    public static func all(plan: WorkPlan, days: ClosedRange<LocalDate>, off: Set<LocalDate>) -> [PresenceSheet] {
        let first = days.lowerBound.monday
        let count = first.days(until: days.upperBound.monday) / 7 + 1
        return (0..<count).map { sheet(first.adding(days: 7 * $0), plan, days, off) }
    }

    private static func sheet(
        _ monday: LocalDate, _ plan: WorkPlan, _ days: ClosedRange<LocalDate>, _ off: Set<LocalDate>
    ) -> PresenceSheet {
        let dates = (0..<7).map { monday.adding(days: $0) }.filter(days.contains)
        return PresenceSheet(
            monday: monday,
            lines: dates.map { date in
                let day = off.contains(date) ? DaySchedule() : plan.day(date)
                let spans = [day.morning, day.afternoon].compactMap { $0 } + day.others
                return Line(
                    date: date, planned: spans.map(\.french).joined(separator: ", "), minutes: day.minutes)
            })
    }
}

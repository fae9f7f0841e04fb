/// Counts the days on which a bureau may be expected to answer: Monday to Friday, outside public holidays and the
/// holidays of the school.
public struct ResponseClock: Sendable {
    private let publicHolidays: Set<LocalDate>
    private let holidays: [SchoolHoliday]

    /// - Parameter holidays: of the school years that the span touches, as far as they are known.
    public init(from first: LocalDate, through last: LocalDate, territory: Territory, holidays: [SchoolHoliday]) {
        publicHolidays = Set(PublicHolidays.between(first, last, territory: territory).map(\.date))
        self.holidays = holidays
    }

    /// Whether the clock runs that day.
    public func isOpen(_ day: LocalDate) -> Bool {
        day.weekday <= 5 && !publicHolidays.contains(day) && !holidays.contains { $0.contains(day) }
    }

    /// The last day on which a promise of so many open days is kept. The day of arrival does not count.
    public func due(receivedOn day: LocalDate, promise: Int) -> LocalDate {
        var left = max(1, promise)
        var day = day
        // No closure lasts a year: beyond, the calendar is wrong and the last day stands.
        for _ in 0..<366 where left > 0 {
            day = day.adding(days: 1)
            if isOpen(day) { left -= 1 }
        }
        return day
    }

    /// Open days after one day, up to and including another.
    public func openDays(after first: LocalDate, through last: LocalDate) -> Int {
        guard first < last else { return 0 }
        return (first.dayNumber + 1...last.dayNumber).count { isOpen(LocalDate(dayNumber: $0)) }
    }
}

/// How fast requests got their first answer: numerators and denominators, never a bare rate.
public struct ResponseTimes: Equatable, Sendable {
    /// Requests whose answer is known or overdue.
    public var measured = 0
    public var kept = 0
    /// Open days to the first answer, sorted.
    public var delays: [Int] = []
    public var received = 0
    public var closed = 0

    public init() {}

    /// Median of the open days to the first answer; `nil` when nothing was answered.
    public var median: Int? {
        delays.isEmpty ? nil : delays.sorted()[delays.count / 2]
    }
}

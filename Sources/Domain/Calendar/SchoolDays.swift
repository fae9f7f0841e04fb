/// The days a school is open to its classes: Monday to Friday, outside school holidays and public holidays.
///
/// Made once from a calendar, then asked many times.
public struct SchoolDays: Sendable {
    private let span: ClosedRange<LocalDate>?
    private let holidays: [SchoolHoliday]
    private let publicHolidays: Set<LocalDate>

    /// Holidays missing from the calendar (see `SchoolCalendar.notice`) count as school days.
    public init(_ calendar: SchoolCalendar) {
        let (first, last) = (calendar.firstDay, calendar.lastDay)
        span = first <= last ? first...last : nil
        holidays = calendar.holidays
        let days = PublicHolidays.between(first, last, territory: calendar.territory)
        publicHolidays = Set(days.map(\.date))
    }

    /// Whether there is class on a day; never outside the school year of the calendar.
    public func contains(_ day: LocalDate) -> Bool {
        guard let span, span.contains(day), day.weekday <= 5 else { return false }
        return !publicHolidays.contains(day) && !holidays.contains { $0.contains(day) }
    }

    /// The school days from one day to another, both included.
    public func days(from first: LocalDate, through last: LocalDate) -> [LocalDate] {
        guard let span else { return [] }
        let (start, end) = (max(first, span.lowerBound), min(last, span.upperBound))
        guard start <= end else { return [] }
        return (start.dayNumber...end.dayNumber).map(LocalDate.init(dayNumber:)).filter(contains)
    }

    /// How many school days from one day to another, both included.
    public func count(from first: LocalDate, through last: LocalDate) -> Int {
        days(from: first, through: last).count
    }
}

extension SchoolCalendar {
    /// Whether there is class on a day. To ask about many days, make `SchoolDays` once.
    public func isSchoolDay(_ day: LocalDate) -> Bool { SchoolDays(self).contains(day) }
}

/// What a placement counts for (PFMP-17): weeks of the calendar, days and minutes of effective presence.
public struct Presence: Codable, Equatable, Sendable {
    /// Weeks of the calendar touched.
    public let weeks: Int
    /// Days of presence, public holidays taken out.
    public let days: Int
    /// Minutes of presence, public holidays taken out.
    public let minutes: Int
    /// Public holidays that fall on a day of presence.
    public let holidays: [PublicHoliday]

    /// Counts a schedule over a placement, both days included; zero when the dates are reversed.
    public init(schedule: WeekSchedule, from start: LocalDate, through end: LocalDate, territory: Territory) {
        holidays = PublicHolidays.between(start, end, territory: territory)
            .filter { schedule.day($0.date, since: start).minutes > 0 }
        let off = Set(holidays.map(\.date))
        days = schedule.presenceDays(from: start, through: end, without: off)
        minutes = schedule.presenceMinutes(from: start, through: end, without: off)
        weeks = start <= end ? start.monday.days(until: end.monday) / 7 + 1 : 0
    }

    /// Days of 7 h that the hours are worth (D.124-6), in hundredths: 1500 for 15 days; `nil` when the number of hours
    /// of a day is unknown.
    public func equivalentDays(on day: LocalDate, parameters: LegalParameters) -> Int? {
        parameters.value(.dayEquivalent, on: day).flatMap { $0 > 0 ? (minutes * 100 + $0 / 2) / $0 : nil }
    }
}

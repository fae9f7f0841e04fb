/// Public holidays and school holidays of a school year, as `bureau calendar --json` prints them.
public struct CalendarReport: Codable, Equatable, Sendable {
    /// From 1 September to 31 August, in the order of the days.
    public let publicHolidays: [PublicHoliday]
    /// In the order of the days; empty where `notice` says so.
    public let schoolHolidays: [SchoolHoliday]
    /// What the reader must know before trusting the dates, in French; shown to people, not part of the JSON.
    public var notice: String?

    private enum CodingKeys: String, CodingKey { case publicHolidays, schoolHolidays }

    /// The report on a calendar.
    public init(_ calendar: SchoolCalendar) {
        publicHolidays = calendar.publicHolidays
        schoolHolidays = calendar.holidays
        notice = calendar.notice
    }
}

/// Hours of presence of every day of a stay: one or more weeks in turn, and days that differ.
public struct WorkPlan: Equatable, Sendable {
    /// The weeks in turn; the first is the week of the first day.
    public let weeks: [WeekSchedule]
    /// The Monday the first week starts on.
    let origin: LocalDate
    /// Days that differ from their week.
    let exceptions: [LocalDate: DaySchedule]
    /// Minutes of each day of each week, one week after the other.
    private let weekMinutes: [Int]

    /// - Parameters:
    ///   - weeks: in turn from the week of `start`; without any, every day is off but the exceptions.
    ///   - start: a day of the first week.
    ///   - exceptions: days that differ from their week.
    public init(weeks: [WeekSchedule], from start: LocalDate, exceptions: [LocalDate: DaySchedule] = [:]) {
        self.weeks = weeks.isEmpty ? [WeekSchedule()] : weeks
        origin = start.monday
        self.exceptions = exceptions
        weekMinutes = self.weeks.flatMap { week in week.days.map(\.minutes) }
    }

    /// Whether all weeks are the same.
    var isUniform: Bool { weeks.count == 1 && exceptions.isEmpty }

    /// The hours of a date.
    public func day(_ date: LocalDate) -> DaySchedule {
        if !exceptions.isEmpty, let day = exceptions[date] { return day }
        let turn = weeks.count == 1 ? 0 : turn(of: date)
        return weeks[turn].days[date.weekday - 1]
    }

    /// Minutes of presence of a date.
    func minutes(on date: LocalDate) -> Int {
        if !exceptions.isEmpty, let day = exceptions[date] { return day.minutes }
        let turn = weeks.count == 1 ? 0 : turn(of: date)
        return weekMinutes[turn * 7 + date.weekday - 1]
    }

    private func turn(of date: LocalDate) -> Int {
        let week = origin.days(until: date.monday) / 7
        return (week % weeks.count + weeks.count) % weeks.count
    }

    /// The hours of the civil week of a date, as far as it is within some days.
    func week(of date: LocalDate, within days: ClosedRange<LocalDate>) -> WeekSchedule {
        let monday = date.monday
        return WeekSchedule(
            days: (0..<7).map { index in
                let date = monday.adding(days: index)
                return days.contains(date) ? day(date) : DaySchedule()
            })
    }
}

extension HoursFacts {
    /// The plan of the stay; `nil` when no hours are known.
    func plan(from start: LocalDate?) -> WorkPlan? {
        guard let start, !weeks.isEmpty || !exceptions.isEmpty else { return nil }
        guard !exceptions.isEmpty else { return WorkPlan(weeks: weeks, from: start) }
        let days = exceptions.compactMap { exception in exception.date.map { ($0, exception.day) } }
        return WorkPlan(weeks: weeks, from: start, exceptions: Dictionary(days, uniquingKeysWith: { $1 }))
    }
}

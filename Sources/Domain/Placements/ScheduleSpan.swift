/// Part of a placement during which the same rules of age apply (PFMP-40).
///
/// A class, so that ten rules share one.
final class ScheduleSpan: Sendable {
    enum Age: Equatable {
        case under16, from16, adult
    }

    let facts: ScheduleFacts
    let plan: WorkPlan
    let age: Age
    let start: LocalDate
    let end: LocalDate
    /// Public holidays of the whole placement.
    let holidays: [PublicHoliday]
    /// « Jusqu’au 13 janvier 2026, » when the rules change inside the period; empty otherwise.
    let opening: String
    /// Days with presence: one of each day of the week, Monday first, when all weeks are the same; otherwise all.
    let workedDays: [WorkedDay]
    /// Days with presence that follow each other.
    let followingDays: [(today: WorkedDay, tomorrow: WorkedDay)]
    /// The hours of each civil week, as far as it belongs to the span.
    let civilWeeks: [WeekSchedule]
    /// Minutes of presence of the busiest week.
    let busiestWeek: Int

    init(
        facts: ScheduleFacts, plan: WorkPlan, age: Age, days: ClosedRange<LocalDate>, holidays: [PublicHoliday],
        opening: String
    ) {
        self.facts = facts
        self.plan = plan
        self.age = age
        start = days.lowerBound
        end = days.upperBound
        self.holidays = holidays
        self.opening = opening
        // When all weeks are the same, the days of the first and the one after are every kind of day and every pair of
        // days that follow each other; otherwise all days are looked at.
        let last = plan.isUniform ? min(days.upperBound, days.lowerBound.adding(days: 7)) : days.upperBound
        let sample = WorkedDay.all(plan, from: days.lowerBound, through: last)
        let pairs = zip(sample, sample.dropFirst()).filter { $0.date.dayNumber + 1 == $1.date.dayNumber }
        if plan.isUniform {
            workedDays = sample.filter { $0.date < days.lowerBound.adding(days: 7) }.sorted { $0.weekday < $1.weekday }
            followingDays = pairs.sorted { $0.0.weekday < $1.0.weekday }.map { ($0.0, $0.1) }
        } else {
            workedDays = sample
            followingDays = pairs.map { ($0.0, $0.1) }
        }
        let monday = days.lowerBound.monday
        let count = monday.days(until: last.monday) / 7 + 1
        civilWeeks = (0..<count).map { plan.week(of: monday.adding(days: 7 * $0), within: days) }
        busiestWeek = civilWeeks.reduce(0) { max($0, $1.minutes) }
    }

    var isMinor: Bool { age != .adult }

    /// A sentence that begins with the opening, or with a capital letter.
    func sentence(_ text: String) -> String {
        opening.isEmpty ? text.prefix(1).uppercased() + text.dropFirst() : opening + "\u{A0}: " + text
    }
}

/// A date with presence.
struct WorkedDay {
    let date: LocalDate
    let hours: DaySchedule
    /// The same hours, in their order.
    let presence: DayPresence

    init(date: LocalDate, hours: DaySchedule) {
        self.date = date
        self.hours = hours
        presence = hours.presence
    }

    var weekday: Int { date.weekday }
}

extension WorkedDay {
    /// The days with presence from one to another, in their order.
    static func all(_ plan: WorkPlan, from start: LocalDate, through end: LocalDate) -> [WorkedDay] {
        guard start <= end else { return [] }
        return (start.dayNumber...end.dayNumber).compactMap { number in
            let date = LocalDate(dayNumber: number)
            return plan.minutes(on: date) > 0 ? WorkedDay(date: date, hours: plan.day(date)) : nil
        }
    }
}

extension ScheduleSpan {
    /// Days of the week with presence, 1 for Monday.
    var workedWeekdays: Set<Int> { Set(workedDays.map(\.weekday)) }

    /// Minutes of a whole week, on average over the weeks in turn; `nil` when days differ.
    var averageWeek: Int? {
        plan.exceptions.isEmpty ? plan.weeks.reduce(0) { $0 + $1.minutes } / plan.weeks.count : nil
    }

    /// « le lundi et le mardi », or dates when the weeks differ.
    func names(_ days: [WorkedDay]) -> String {
        guard !plan.isUniform else { return Weekday.list(days.map(\.weekday)) }
        let shown = days.prefix(days.count > 4 ? 3 : 4).map { "le " + $0.date.weekdayName + " " + $0.date.short }
        let rest = days.count - shown.count
        let names = shown + (rest > 0 ? ["\(rest)\u{A0}autres jours"] : [])
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " et " + last
    }
}

extension ScheduleFacts {
    /// The spans of the placement, in the order of the days; none when the dates are reversed.
    func spans(_ parameters: LegalParameters) throws(Unknown) -> [ScheduleSpan] {
        try spans(parameters, holidays: PublicHolidays.between(startsOn, endsOn, territory: territory))
    }

    /// The spans of the placement, when its public holidays are known already.
    func spans(_ parameters: LegalParameters, holidays: [PublicHoliday]) throws(Unknown) -> [ScheduleSpan] {
        guard startsOn <= endsOn else { return [] }
        let plan = plan ?? WorkPlan(weeks: [schedule], from: startsOn)
        let starts = try starts(parameters)
        return starts.indices.map { index in
            let isLast = index == starts.count - 1
            let end = isLast ? endsOn : starts[index + 1].day.adding(days: -1)
            let opening = isLast ? "À partir du \(starts[index].day.long)" : "Jusqu’au \(end.long)"
            return ScheduleSpan(
                facts: self, plan: plan, age: starts[index].age, days: starts[index].day...end, holidays: holidays,
                opening: starts.count == 1 ? "" : opening)
        }
    }

    /// The days on which an age begins: the first one, and birthdays inside the placement.
    private func starts(_ parameters: LegalParameters) throws(Unknown) -> [(age: ScheduleSpan.Age, day: LocalDate)] {
        let first = try age(on: startsOn, parameters)
        var starts = [(age: first, day: startsOn)]
        guard try age(on: endsOn, parameters) != first else { return starts }
        for number in startsOn.dayNumber...endsOn.dayNumber {
            let day = LocalDate(dayNumber: number)
            let age = try age(on: day, parameters)
            if starts.last?.age != age { starts.append((age, day)) }
        }
        return starts
    }

    private func age(on day: LocalDate, _ parameters: LegalParameters) throws(Unknown) -> ScheduleSpan.Age {
        guard let birthDate else { return .from16 }
        let years = birthDate.age(on: day)
        if years >= (try parameters.require(.ageOfMajority, on: day)) { return .adult }
        return years >= (try parameters.require(.ageOfLongerHours, on: day)) ? .from16 : .under16
    }
}

/// The hours of a day in their order, those after midnight counted beyond 24 h.
struct DayPresence {
    let spans: [ClosedRange<Int>]

    /// Minute of arrival.
    var arrival: Int? { spans.first?.lowerBound }
    /// Minute of departure, beyond 1440 after midnight.
    var departure: Int? { spans.map(\.upperBound).max() }

    /// Minutes of the longest presence without a break of at least that many minutes.
    func longestRun(minimumBreak: Int) -> Int {
        var longest = 0
        var run: ClosedRange<Int>?
        for span in spans {
            if let current = run, span.lowerBound - current.upperBound < minimumBreak {
                run = current.lowerBound...max(current.upperBound, span.upperBound)
            } else {
                run = span
            }
            longest = max(longest, run?.count ?? 0)
        }
        return max(0, longest - 1)
    }

    /// Minutes of presence within a night that starts at a minute of the evening and ends at one of the morning.
    func nightMinutes(from evening: Int, to morning: Int) -> Int {
        spans.reduce(0) { sum, span in
            sum + max(0, min(span.upperBound, morning) - max(span.lowerBound, 0))
                + max(0, min(span.upperBound, 1440 + morning) - max(span.lowerBound, evening))
        }
    }
}

extension [ClosedRange<Int>] {
    fileprivate mutating func append(presenceOf span: HourSpan) {
        let minutes = span.minutes
        if minutes > 0 { append(span.from...(span.from + minutes)) }
    }
}

extension DaySchedule {
    /// The hours in their order.
    var presence: DayPresence {
        var spans: [ClosedRange<Int>] = []
        spans.reserveCapacity(2 + others.count)
        if let morning { spans.append(presenceOf: morning) }
        if let afternoon { spans.append(presenceOf: afternoon) }
        for span in others { spans.append(presenceOf: span) }
        if spans.count > 1 { spans.sort { $0.lowerBound < $1.lowerBound } }
        return DayPresence(spans: spans)
    }
}

extension WeekSchedule {
    /// Days of the week with presence within a night that starts at a minute of the evening and ends at one of the
    /// morning; 1 is Monday.
    public func nightWeekdays(from evening: Int, to morning: Int) -> [Int] {
        (1...7).filter { weekday in
            ([days] + following).contains { $0[weekday - 1].presence.nightMinutes(from: evening, to: morning) > 0 }
        }
    }
}

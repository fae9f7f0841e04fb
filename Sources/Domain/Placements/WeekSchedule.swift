/// Hours of presence at the host's, Monday to Sunday, up to two spans a day: one week for all, or up to four in turn.
///
/// Text form, as stored and sent by forms: weeks joined by `|`, seven days by `;`, spans by `,`, minutes of the day by
/// `-`: `480-720,810-1020;480-720;;;;;`.
public struct WeekSchedule: Equatable, Sendable {
    /// Seven days, Monday first: those of every week, or of the first where weeks differ.
    public var days: [DaySchedule]
    /// The weeks that come in turn after the first, seven days each; none where all weeks are the same.
    public let following: [[DaySchedule]]

    /// The most weeks in turn.
    public static let mostWeeks = 4

    public init(days: [DaySchedule] = [], following: [[DaySchedule]] = []) {
        let first = WeekSchedule.seven(days)
        let others = following.prefix(WeekSchedule.mostWeeks - 1).map(WeekSchedule.seven)
        self.days = first
        self.following = others.contains { $0 != first } ? others : []
    }

    private static func seven(_ days: [DaySchedule]) -> [DaySchedule] {
        Array((days + Array(repeating: DaySchedule(), count: 7)).prefix(7))
    }

    /// The weeks in turn, each alone; one where all are the same.
    public var weeks: [WeekSchedule] {
        following.isEmpty ? [self] : ([days] + following).map { WeekSchedule(days: $0) }
    }

    /// Whether weeks differ.
    public var differs: Bool { !following.isEmpty }

    /// Minutes of presence in the week, or in the first where weeks differ.
    public var minutes: Int { days.reduce(0) { $0 + $1.minutes } }

    /// Days of the week with presence, or of the first where weeks differ.
    public var workedDays: Int { days.filter { $0.minutes > 0 }.count }

    public var isEmpty: Bool { minutes == 0 && following.allSatisfy { $0.allSatisfy { $0.minutes == 0 } } }

    /// Whether there is presence on a day of the week in some week.
    public func isWorked(weekday: Int) -> Bool {
        days[weekday - 1].minutes > 0 || following.contains { $0[weekday - 1].minutes > 0 }
    }

    /// The hours of a date; the first week is the one of the first day of the stay.
    public func day(_ date: LocalDate, since start: LocalDate) -> DaySchedule {
        guard !following.isEmpty else { return days[date.weekday - 1] }
        let count = following.count + 1
        let week = start.monday.days(until: date.monday) / 7
        let turn = (week % count + count) % count
        return (turn == 0 ? days : following[turn - 1])[date.weekday - 1]
    }

    /// The days of presence within a span of dates, holidays taken out by the caller.
    /// - Parameter first: the first day of the stay, which decides which week is which; the first of the span if left out.
    public func presenceDays(
        from start: LocalDate, through end: LocalDate, without holidays: Set<LocalDate>, since first: LocalDate? = nil
    ) -> Int {
        guard start <= end else { return 0 }
        return (start.dayNumber...end.dayNumber)
            .lazy.map { LocalDate(dayNumber: $0) }
            .filter { self.day($0, since: first ?? start).minutes > 0 && !holidays.contains($0) }
            .count
    }

    /// Minutes of presence within a span of dates, holidays taken out by the caller.
    public func presenceMinutes(from start: LocalDate, through end: LocalDate, without holidays: Set<LocalDate>) -> Int
    {
        guard start <= end else { return 0 }
        return (start.dayNumber...end.dayNumber)
            .lazy.map { LocalDate(dayNumber: $0) }
            .filter { !holidays.contains($0) }
            .reduce(0) { $0 + self.day($1, since: start).minutes }
    }

    /// « 35 h par semaine, 5 jours », « de 30 h à 36 h par semaine, 2 semaines en alternance ».
    public var spelled: String {
        guard differs else {
            return "\(HourSpan.duration(minutes)) par semaine, \(FrenchNumber.counted(workedDays, "jour", "jours"))"
        }
        let each = weeks.map(\.minutes)
        let (least, most) = (each.min() ?? 0, each.max() ?? 0)
        let hours =
            least == most
            ? HourSpan.duration(most) : "de \(HourSpan.duration(least)) à \(HourSpan.duration(most))"
        return "\(hours) par semaine, \(weeks.count)\u{A0}semaines en alternance"
    }
}

/// The hours of one day: a morning and an afternoon span, and others where a day is cut in more parts.
public struct DaySchedule: Equatable, Sendable {
    public var morning: HourSpan?
    public var afternoon: HourSpan?
    /// Spans beyond the second; forms have none, files may (`AgreementCase`).
    public var others: [HourSpan]

    public init(morning: HourSpan? = nil, afternoon: HourSpan? = nil, others: [HourSpan] = []) {
        self.morning = morning
        self.afternoon = afternoon
        self.others = others
    }

    public var minutes: Int {
        let usual = (morning?.minutes ?? 0) + (afternoon?.minutes ?? 0)
        return others.isEmpty ? usual : others.reduce(usual) { $0 + $1.minutes }
    }
}

/// From one time of day to another, in minutes since midnight; an end before the start crosses midnight.
public struct HourSpan: Equatable, Sendable {
    public var from: Int
    public var to: Int

    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    public var minutes: Int { to >= from ? to - from : to + 1440 - from }

    /// `08 h 00 – 12 h 00`
    public var french: String { HourSpan.clock(from) + " – " + HourSpan.clock(to) }

    /// `8 h 30`, with no-break spaces.
    public static func clock(_ minutes: Int) -> String {
        "\(minutes / 60)\u{A0}h\u{A0}" + LocalDate.padded(minutes % 60, 2)
    }

    /// Reads `8:30`, `08h30`, `8 h`, `8`; `nil` when it is no time of day.
    public static func minutes(parsing text: some StringProtocol) -> Int? {
        let parts = text.lowercased().split(whereSeparator: { $0 == ":" || $0 == "h" || $0 == "." || $0.isWhitespace })
        guard (1...2).contains(parts.count), let hours = Int(parts[0]), (0...24).contains(hours) else { return nil }
        let minutes = parts.count == 2 ? Int(parts[1]) : 0
        guard let minutes, (0..<60).contains(minutes), hours * 60 + minutes <= 1440 else { return nil }
        return hours * 60 + minutes
    }

    /// `35 h`, `34 h 30`.
    public static func duration(_ minutes: Int) -> String {
        minutes % 60 == 0 ? "\(minutes / 60)\u{A0}h" : clock(minutes)
    }
}

extension WeekSchedule: LosslessStringConvertible, Codable {
    public var description: String { ([days] + following).map(WeekSchedule.text).joined(separator: "|") }

    private static func text(_ days: [DaySchedule]) -> String {
        days.map { day in
            [day.morning, day.afternoon].compactMap { $0 }.map { "\($0.from)-\($0.to)" }.joined(separator: ",")
        }.joined(separator: ";")
    }

    public init?(_ description: String) {
        let texts = description.split(separator: "|", omittingEmptySubsequences: false)
        let weeks = texts.map(WeekSchedule.days)
        guard weeks.count <= WeekSchedule.mostWeeks, let read = weeks as? [[DaySchedule]] else { return nil }
        self.init(days: read.first ?? [], following: Array(read.dropFirst()))
    }

    /// The days of one week; `nil` when the text is no week.
    private static func days(_ description: Substring) -> [DaySchedule]? {
        let texts = description.split(separator: ";", omittingEmptySubsequences: false)
        guard texts.count <= 7 else { return nil }
        var days: [DaySchedule] = []
        for text in texts {
            let spans = text.split(separator: ",").map { HourSpan(text: $0) }
            guard spans.count <= 2, let read = spans as? [HourSpan] else { return nil }
            let afternoonOnly = read.count == 1 && read[0].from >= HourSpan.noon
            days.append(
                afternoonOnly
                    ? DaySchedule(afternoon: read[0])
                    : DaySchedule(morning: read.first, afternoon: read.dropFirst().first))
        }
        return days
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let schedule = WeekSchedule(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a schedule: \(text)")
        }
        self = schedule
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension HourSpan {
    static let noon = 720

    init?(text: Substring) {
        let ends = text.split(separator: "-")
        guard ends.count == 2, let from = Int(ends[0]), let to = Int(ends[1]), (0...1440).contains(from),
            (0...1440).contains(to)
        else { return nil }
        self.init(from: from, to: to)
    }
}

/// Hours of presence at the host's for a usual week, Monday to Sunday, up to two spans a day.
///
/// Text form, as stored and sent by forms: seven days joined by `;`, spans by `,`, minutes of the day by `-`:
/// `480-720,810-1020;480-720;;;;;`.
public struct WeekSchedule: Equatable, Sendable {
    /// Seven days, Monday first.
    public var days: [DaySchedule]

    public init(days: [DaySchedule] = []) {
        self.days = Array((days + Array(repeating: DaySchedule(), count: 7)).prefix(7))
    }

    /// Minutes of presence in the week.
    public var minutes: Int { days.reduce(0) { $0 + $1.minutes } }

    /// Days of the week with presence.
    public var workedDays: Int { days.filter { $0.minutes > 0 }.count }

    public var isEmpty: Bool { minutes == 0 }

    /// The days of presence within a span of dates, holidays taken out by the caller.
    public func presenceDays(from start: LocalDate, through end: LocalDate, without holidays: Set<LocalDate>) -> Int {
        guard start <= end else { return 0 }
        return (start.dayNumber...end.dayNumber)
            .lazy.map { LocalDate(dayNumber: $0) }
            .filter { self.days[$0.weekday - 1].minutes > 0 && !holidays.contains($0) }
            .count
    }

    /// Minutes of presence within a span of dates, holidays taken out by the caller.
    public func presenceMinutes(from start: LocalDate, through end: LocalDate, without holidays: Set<LocalDate>) -> Int
    {
        guard start <= end else { return 0 }
        return (start.dayNumber...end.dayNumber)
            .lazy.map { LocalDate(dayNumber: $0) }
            .filter { !holidays.contains($0) }
            .reduce(0) { $0 + self.days[$1.weekday - 1].minutes }
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
    public var description: String {
        days.map { day in
            [day.morning, day.afternoon].compactMap { $0 }.map { "\($0.from)-\($0.to)" }.joined(separator: ",")
        }.joined(separator: ";")
    }

    public init?(_ description: String) {
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
        self.init(days: days)
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

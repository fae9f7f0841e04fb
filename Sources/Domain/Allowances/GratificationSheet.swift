/// Minutes of presence of one month.
public struct MonthPresence: Codable, Equatable, Sendable {
    public let year: Int
    /// 1 to 12.
    public let month: Int
    public var minutes: Int

    public init(year: Int, month: Int, minutes: Int) {
        self.year = year
        self.month = month
        self.minutes = minutes
    }

    /// « janvier 2026 »
    public var label: String { LocalDate.months[month - 1] + " " + String(year) }

    var firstDay: LocalDate { LocalDate(year: year, month: month, day: 1) ?? LocalDate(dayNumber: 0) }

    /// Presence of several stays, month by month, in the order of the calendar.
    public static func merged(_ lists: [[MonthPresence]]) -> [MonthPresence] {
        var minutes: [LocalDate: Int] = [:]
        for month in lists.flatMap(\.self) { minutes[month.firstDay, default: 0] += month.minutes }
        return minutes.sorted { $0.key < $1.key }
            .map { MonthPresence(year: $0.key.year, month: $0.key.month, minutes: $0.value) }
    }
}

extension WeekSchedule {
    /// Minutes of presence of each month of a stay, days off taken out.
    public func months(from start: LocalDate, through end: LocalDate, without off: Set<LocalDate>) -> [MonthPresence] {
        guard start <= end else { return [] }
        let days = (start.dayNumber...end.dayNumber).map(LocalDate.init(dayNumber:)).filter { !off.contains($0) }
        return MonthPresence.merged([
            days.map { MonthPresence(year: $0.year, month: $0.month, minutes: self.day($0, since: start).minutes) }
        ])
    }
}

/// What a host owes a learner for a school year, with the way it is counted (PFMP-68 to PFMP-70).
public struct GratificationSheet: Equatable, Sendable {
    /// One month of the sheet.
    public struct Month: Equatable, Sendable {
        public let presence: MonthPresence
        /// `nil` when no rate of that month is known, nor any before.
        public let rate: Cents?
        /// The rate of that month is not published yet: the last known one stands in.
        public let isAssumed: Bool
        /// The least amount, rounded up to the cent.
        public let amount: Cents?
    }

    /// Minutes beyond which it is due; `nil` when not known.
    public let threshold: Int?
    /// Minutes of presence with the host in the school year.
    public let minutes: Int
    /// Whether it is due at all; `nil` when the threshold is not known.
    public let isDue: Bool?
    public let months: [Month]
    /// The least amount of the year; `nil` when it is not due or a rate is missing.
    public let total: Cents?

    /// Counts what is due.
    /// - Parameters:
    ///   - stays: presence by month of every stay with the same legal person in the school year, consecutive or not.
    ///   - revalued: the agreement says that each month takes its own rate; otherwise the first day decides (PFMP-70).
    public init(
        stays: [[MonthPresence]], agricultural: Bool = false, revalued: Bool = true, parameters: LegalParameters
    ) {
        let months = MonthPresence.merged(stays).filter { $0.minutes > 0 }
        minutes = months.reduce(0) { $0 + $1.minutes }
        let first = months.first?.firstDay
        threshold = first.flatMap {
            parameters.value(agricultural ? .gratificationThresholdAgricultural : .gratificationThreshold, on: $0)
        }
        let total = minutes
        isDue = threshold.map { total > $0 }
        self.months = months.map { presence in
            let day = revalued ? presence.firstDay : first ?? presence.firstDay
            let (rate, isAssumed) = GratificationSheet.rate(on: day, parameters)
            let amount = rate.map { Cents(rawValue: (presence.minutes * $0.rawValue + 59) / 60) }
            return Month(presence: presence, rate: rate, isAssumed: isAssumed, amount: amount)
        }
        let amounts = self.months.compactMap(\.amount)
        self.total =
            isDue == true && amounts.count == months.count ? amounts.reduce(Cents(rawValue: 0), +) : nil
    }

    /// Whether a rate of the sheet is not published yet.
    public var isAssumed: Bool { months.contains(where: \.isAssumed) }

    private static func rate(on day: LocalDate, _ parameters: LegalParameters) -> (Cents?, Bool) {
        if let rate = parameters.value(.gratificationRate, on: day) { return (Cents(rawValue: rate), false) }
        let known = parameters.parameter(.gratificationRate)?.values.last { ($0.from ?? day) <= day }
        return (known.map { Cents(rawValue: $0.value) }, true)
    }
}

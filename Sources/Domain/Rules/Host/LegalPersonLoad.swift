/// One stay at a legal person, whatever its establishment (PFMP-62).
public struct HostStay: Equatable, Sendable {
    /// The SIREN, the same for every establishment of the legal person.
    public var legalPerson: String
    public var days: ClosedRange<LocalDate>
    public var kind: StayKind

    /// A stay.
    public init(legalPerson: String, days: ClosedRange<LocalDate>, kind: StayKind = .pfmp) {
        self.legalPerson = legalPerson
        self.days = days
        self.kind = kind
    }
}

/// How many people each legal person receives in each civil week.
public enum LegalPersonLoad {
    /// By legal person, then by the Monday of the week; weeks without anybody are absent.
    public static func weeks(_ stays: [HostStay]) -> [String: [LocalDate: WeeklyHostLoad]] {
        var loads: [String: [LocalDate: WeeklyHostLoad]] = [:]
        for stay in stays {
            let first = stay.days.lowerBound.monday
            for week in 0...(first.days(until: stay.days.upperBound.monday) / 7) {
                let monday = first.adding(days: 7 * week)
                let before = loads[stay.legalPerson]?[monday]
                let counts = stay.kind.isUnderChapterL124 ? 1 : 0
                loads[stay.legalPerson, default: [:]][monday] = WeeklyHostLoad(
                    monday: monday, counted: (before?.counted ?? 0) + counts, received: (before?.received ?? 0) + 1)
            }
        }
        return loads
    }
}

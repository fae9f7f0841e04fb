/// Weeks of certifying periods of a learner: planned by the calendar, done, lost, still to come (I10).
///
/// Weeks are in tenths, so that a week with an absent day is 8 tenths of a week of five days.
public struct WeekMeter: Equatable, Sendable {
    /// One certifying period of the learner's pathway.
    public struct Stretch: Equatable, Sendable {
        /// Calendar weeks of the period (PFMP-17).
        public let weeks: Int
        /// The last day of the period.
        public let endsOn: LocalDate
        /// Days planned and done at the hosts' of the period; none planned when the learner had no host.
        public let plannedDays: Int
        public let effectiveDays: Int

        public init(weeks: Int, endsOn: LocalDate, plannedDays: Int, effectiveDays: Int) {
            self.weeks = weeks
            self.endsOn = endsOn
            self.plannedDays = plannedDays
            self.effectiveDays = effectiveDays
        }
    }

    public private(set) var required = 0
    public private(set) var done = 0
    public private(set) var lost = 0

    /// Weeks of periods that are not over.
    public var coming: Int { required - done - lost }

    /// Adds up the periods as they stand on a day.
    public init(_ stretches: [Stretch], on today: LocalDate) {
        for stretch in stretches {
            let all = stretch.weeks * 10
            let part =
                stretch.plannedDays > 0
                ? (all * stretch.effectiveDays + stretch.plannedDays / 2) / stretch.plannedDays : 0
            required += all
            guard stretch.endsOn < today else { continue }
            done += part
            lost += all - part
        }
    }

    /// `8` gives « 0,8 », `40` gives « 4 ».
    public static func spelled(_ tenths: Int) -> String {
        tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10),\(tenths % 10)"
    }
}

/// Why and on whose agreement a learner catches up days of PFMP (PFMP-18, PFMP-21).
public struct CatchUp: Codable, Equatable, Sendable {
    public let id: ID<CatchUp>
    public let periodId: ID<PFMPPeriod>
    public let learnerId: ID<Learner>
    public var cause: CatchUpCause
    /// In a few words, without medical detail.
    public var motive: String
    /// Days missed.
    public var missedDays: Int
    /// Whether the team could assess the competences anyway.
    public var assessed: Bool
    public var familyAgreedOn: LocalDate?
    public var headAgreedOn: LocalDate?
    public var version: Int

    public init(
        id: ID<CatchUp>, periodId: ID<PFMPPeriod>, learnerId: ID<Learner>, cause: CatchUpCause, motive: String = "",
        missedDays: Int, assessed: Bool = false, familyAgreedOn: LocalDate? = nil, headAgreedOn: LocalDate? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.periodId = periodId
        self.learnerId = learnerId
        self.cause = cause
        self.motive = motive
        self.missedDays = missedDays
        self.assessed = assessed
        self.familyAgreedOn = familyAgreedOn
        self.headAgreedOn = headAgreedOn
        self.version = version
    }
}

/// Why days were missed.
public enum CatchUpCause: String, Codable, CaseIterable, Sendable {
    case article = "L124-15"
    case forceMajeure = "force_majeure"
    case unjustified = "injustifiee"

    /// « Force majeure »
    public var label: String {
        switch self {
        case .article: "Cause de l’article L. 124-15 (maladie, accident, grossesse, accord des parties…)"
        case .forceMajeure: "Force majeure"
        case .unjustified: "Absence injustifiée"
        }
    }

    /// The same in a narrow place.
    public var shortLabel: String {
        switch self {
        case .article: "L. 124-15"
        case .forceMajeure: "Force majeure"
        case .unjustified: "Injustifiée"
        }
    }
}

/// What follows days missed.
public struct CatchUpNeed: Equatable, Sendable {
    /// Days to catch up.
    public let days: Int
    /// Whether the school may ask for a dispensation instead.
    public let dispensation: Bool

    /// PFMP-21. A cause of the law and competences assessed: nothing to catch up; absent without reason: everything.
    public init(missed: Int, cause: CatchUpCause, assessed: Bool) {
        dispensation = cause != .unjustified && assessed
        days = dispensation ? 0 : missed
    }
}

/// Where catch-up days may fall, and what the school holidays allow.
public enum CatchUpRules {
    /// A run of school weeks in which a class is at school.
    public struct Window: Equatable, Sendable {
        public let startsOn: LocalDate
        public let weeks: Int
        /// The Friday of its last week.
        public var endsOn: LocalDate { startsOn.adding(days: 7 * weeks - 3) }
    }

    /// PFMP-21. The weeks left after a day and before the exam, without PFMP, exam, closure or holidays.
    public static func windows(
        of plan: ClassCalendar, calendar: SchoolCalendar, after today: LocalDate
    ) -> [Window] {
        let exam = plan.events.filter { $0.kind == .exam && $0.startsOn > today }.map(\.startsOn).min()
        let last = (exam ?? calendar.lastDay).monday
        let days = SchoolDays(calendar)
        var found: [Window] = []
        var monday = today.monday.adding(days: 7)
        while monday < last {
            let friday = monday.adding(days: 4)
            let busy =
                plan.periods.contains { $0.overlaps(monday, friday) }
                || plan.events.contains {
                    ($0.kind.keepsAtSchool || $0.kind == .closure) && $0.overlaps(monday, friday)
                }
            if !busy, days.count(from: monday, through: friday) >= 3 {
                if let window = found.last, window.startsOn.adding(days: 7 * window.weeks) == monday {
                    found[found.count - 1] = Window(startsOn: window.startsOn, weeks: window.weeks + 1)
                } else {
                    found.append(Window(startsOn: monday, weeks: 1))
                }
            }
            monday = monday.adding(days: 7)
        }
        return found
    }

    /// PFMP-18. What to say of a catch-up period that touches school holidays.
    public static func holidayFindings(
        from start: LocalDate, through end: LocalDate, anyMinor: Bool, calendar: SchoolCalendar,
        thresholds: SchoolThresholds
    ) -> [Finding] {
        calendar.holidays.compactMap { holiday in
            let taken = weekdays(max(start, holiday.start), min(end, holiday.end))
            guard taken > 0 else { return nil }
            let all = weekdays(holiday.start, holiday.end)
            let share = thresholds[.holidayShareMinor]
            let tooMuch = anyMinor && taken * 100 >= all * share
            return Finding(
                rule: 18, severity: .warning,
                message: "\(holiday.name)\u{A0}: \(taken) jours de rattrapage sur \(all) jours de vacances"
                    + (tooMuch ? ", pour un mineur au plus \(share)\u{A0}%\u{A0}: c’est la limite ou au-delà." : "."),
                source: "Règles locales\u{A0}; aucun texte national relu",
                remedy: "L’accord de la famille et celui du chef d’établissement sont à noter.")
        }
    }

    private static func weekdays(_ first: LocalDate, _ last: LocalDate) -> Int {
        guard first <= last else { return 0 }
        return (first.dayNumber...last.dayNumber).count { LocalDate(dayNumber: $0).weekday <= 5 }
    }
}

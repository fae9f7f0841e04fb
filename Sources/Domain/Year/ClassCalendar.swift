/// The year of one class: its periods and what else happens to it.
public struct ClassCalendar: Equatable, Sendable {
    public let classId: ID<SchoolClass>
    public let code: String
    public let mef: MEF?
    public let stream: String
    public let schoolYear: Int
    public let learners: Int
    /// Of the whole class, first days first; catch-up periods are not among them.
    public let periods: [PFMPPeriod]
    /// Those that concern the class.
    public let events: [SchoolEvent]

    public init(
        classId: ID<SchoolClass>, code: String, mef: MEF?, stream: String, schoolYear: Int, learners: Int,
        periods: [PFMPPeriod], events: [SchoolEvent]
    ) {
        self.classId = classId
        self.code = code
        self.mef = mef
        self.stream = stream
        self.schoolYear = schoolYear
        self.learners = learners
        self.periods = periods.filter { $0.kind == .wholeClass && !$0.pathway }.sorted { $0.startsOn < $1.startsOn }
        self.events = events.filter { $0.concerns(classId: classId, stream: stream) }
    }

    /// Weeks that count for the diploma, those of school holidays left out.
    public func certifyingWeeks(_ holidays: [SchoolHoliday]) -> Int {
        periods.filter(\.certifying).reduce(0) { $0 + $1.trainingWeeks(holidays) }
    }
}

extension PFMPPeriod {
    /// The Mondays of its weeks.
    public var mondays: [LocalDate] { (0..<weeks).map { startsOn.monday.adding(days: 7 * $0) } }

    /// Weeks with one weekday at least outside school holidays: a week of holidays in the middle is not training.
    public func trainingWeeks(_ holidays: [SchoolHoliday]) -> Int {
        mondays.count { monday in
            (0..<5).contains { offset in
                let day = monday.adding(days: offset)
                return startsOn <= day && day <= endsOn && !holidays.contains { $0.contains(day) }
            }
        }
    }

    /// Whether it shares a day with a span of days.
    public func overlaps(_ start: LocalDate, _ end: LocalDate) -> Bool { startsOn <= end && start <= endsOn }
}

/// What the calendar of a class has to be told, with the class it is about.
public struct CalendarFinding: Equatable, Sendable {
    /// What it is about, to group findings in a page.
    public enum Kind: String, CaseIterable, Sendable {
        case short, long, holidays, exams, competing, preparation, cycle, board

        /// « Trop courtes »
        public var label: String {
            switch self {
            case .short: "Durées trop courtes"
            case .long: "Durées trop longues"
            case .holidays: "Vacances"
            case .exams: "Examens"
            case .competing: "Mêmes entreprises, mêmes semaines"
            case .preparation: "Semaine de préparation"
            case .cycle: "Total du cycle"
            case .board: "Conseil d’administration"
            }
        }
    }

    public let kind: Kind
    /// The classes concerned: one, or those that compete.
    public let classes: [ID<SchoolClass>]
    public let finding: Finding

    init(_ kind: Kind, _ classes: [ID<SchoolClass>], _ finding: Finding) {
        self.kind = kind
        self.classes = classes
        self.finding = finding
    }
}

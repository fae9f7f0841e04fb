/// What the calendar of a school holds beside PFMP: an exam, a CCF, a preparation week, a closure, an event.
public struct SchoolEvent: Codable, Equatable, Sendable {
    public let id: ID<SchoolEvent>
    public let schoolYear: Int
    public var kind: SchoolEventKind
    public var label: String
    public var startsOn: LocalDate
    /// The last day, included.
    public var endsOn: LocalDate
    /// The class concerned; `nil` for a stream or the whole school.
    public var classId: ID<SchoolClass>?
    /// The stream concerned; empty for a class or the whole school.
    public var stream: String
    public var version: Int

    public init(
        id: ID<SchoolEvent>, schoolYear: Int, kind: SchoolEventKind, label: String, startsOn: LocalDate,
        endsOn: LocalDate, classId: ID<SchoolClass>? = nil, stream: String = "", version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.kind = kind
        self.label = label
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.classId = classId
        self.stream = stream
        self.version = version
    }

    /// Whether the learners of a class live it.
    public func concerns(classId: ID<SchoolClass>, stream: String) -> Bool {
        if let own = self.classId { return own == classId }
        return self.stream.isEmpty || self.stream == stream
    }

    /// Whether it shares a day with a span of days.
    public func overlaps(_ start: LocalDate, _ end: LocalDate) -> Bool { startsOn <= end && start <= endsOn }
}

/// The kinds of entries of the calendar.
public enum SchoolEventKind: String, Codable, CaseIterable, Sendable {
    case exam = "examen"
    case ccf = "CCF"
    case preparation
    case closure = "fermeture"
    case event = "evenement"

    /// « Semaine de préparation »
    public var label: String {
        switch self {
        case .exam: "Examen"
        case .ccf: "CCF"
        case .preparation: "Semaine de préparation"
        case .closure: "Fermeture"
        case .event: "Événement"
        }
    }

    /// A letter or two for the planner.
    public var mark: String {
        switch self {
        case .exam: "Ex"
        case .ccf: "CCF"
        case .preparation: "Pr"
        case .closure: "Fe"
        case .event: "Év"
        }
    }

    /// Whether nobody can be away in a company meanwhile.
    public var keepsAtSchool: Bool { self == .exam || self == .ccf }
}

/// The school board (« conseil d’administration ») adopted the calendar of a year (PFMP-19).
public struct BoardDecision: Codable, Equatable, Sendable {
    public let id: ID<BoardDecision>
    public let schoolYear: Int
    public var decidedOn: LocalDate
    /// Number of the decision.
    public var reference: String
    public var version: Int

    public init(
        id: ID<BoardDecision>, schoolYear: Int, decidedOn: LocalDate, reference: String, version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.decidedOn = decidedOn
        self.reference = reference
        self.version = version
    }
}

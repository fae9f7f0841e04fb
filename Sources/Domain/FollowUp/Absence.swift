/// A learner was not at the host's, or came late (PFMP-108 to PFMP-110). Its cause is a family of causes: no medical
/// detail is ever written.
public struct Absence: Codable, Equatable, Sendable {
    /// Away, or late.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case absence
        case lateness = "retard"

        /// « Absence »
        public var label: String { self == .absence ? "Absence" : "Retard" }
    }

    public let id: ID<Absence>
    public let placementId: ID<Placement>
    public var kind: Kind
    public var startsOn: LocalDate
    /// The last day, included.
    public var endsOn: LocalDate
    public var part: DayPart
    /// Minutes late; 0 for an absence.
    public var minutes: Int
    public var cause: AbsenceFamily
    /// The school saw a proof; the proof itself is not kept.
    public var proofSeen: Bool
    /// Whether the team holds the competences assessed all the same (PFMP-21); `nil` before it decided.
    public var assessed: Bool?
    /// Whether a day begun counts as done (PFMP-109); `nil` before the school decided, and it counts for nothing then.
    public var dayCounts: Bool?
    public var note: String
    /// Who told it: a name of the school, or « Tuteur ».
    public var reportedBy: String
    public let reportedAt: Moment
    public var version: Int

    public init(
        id: ID<Absence>, placementId: ID<Placement>, kind: Kind = .absence, startsOn: LocalDate, endsOn: LocalDate,
        part: DayPart = .whole, minutes: Int = 0, cause: AbsenceFamily = .unknown, proofSeen: Bool = false,
        assessed: Bool? = nil, dayCounts: Bool? = nil, note: String = "", reportedBy: String, reportedAt: Moment,
        version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.kind = kind
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.part = part
        self.minutes = minutes
        self.cause = cause
        self.proofSeen = proofSeen
        self.assessed = assessed
        self.dayCounts = dayCounts
        self.note = note
        self.reportedBy = reportedBy
        self.reportedAt = reportedAt
        self.version = version
    }

    /// Whether the absence touches a day.
    public func contains(_ day: LocalDate) -> Bool { startsOn <= day && day <= endsOn }
}

/// The part of each day an absence takes.
public enum DayPart: String, Codable, CaseIterable, Sendable {
    case whole = "journee"
    case morning = "matin"
    case afternoon = "apres_midi"

    /// « le matin »
    public var label: String {
        switch self {
        case .whole: "La journée"
        case .morning: "Le matin"
        case .afternoon: "L’après-midi"
        }
    }
}

/// Why a learner was away, as a family that decides of the catch-up (PFMP-21, PFMP-110).
public enum AbsenceFamily: String, Codable, CaseIterable, Sendable {
    case unknown = "inconnue"
    /// The causes of L.124-15: illness, accident, pregnancy, paternity, adoption. Which one is not written.
    case protected = "L124_15"
    case forceMajeure = "force_majeure"
    /// Exams, defence day, appointments agreed beforehand (L.124-13).
    case authorised = "autorisee"
    /// The host closed or suspended the training.
    case host = "entreprise"
    case unjustified = "injustifiee"

    /// The name of the family, without detail.
    public var label: String {
        switch self {
        case .unknown: "Pas encore connue"
        case .protected: "Protégée par la loi (santé, parentalité), sans détail"
        case .forceMajeure: "Force majeure (intempéries, transports…)"
        case .authorised: "Autorisée (examen, JDC, rendez-vous prévu)"
        case .host: "Du fait de l’entreprise (fermeture, suspension)"
        case .unjustified: "Sans justification"
        }
    }

    /// A few words for lists.
    public var shortLabel: String {
        switch self {
        case .unknown: "à préciser"
        case .protected: "protégée par la loi"
        case .forceMajeure: "force majeure"
        case .authorised: "autorisée"
        case .host: "du fait de l’entreprise"
        case .unjustified: "sans justification"
        }
    }
}

/// What a tutor answers for a day, in two clicks.
public enum PresenceAnswer: String, Codable, CaseIterable, Sendable {
    case present
    case absent
    case late = "retard"

    /// « Présent »
    public var label: String {
        switch self {
        case .present: "Présent"
        case .absent: "Absent"
        case .late: "En retard"
        }
    }
}

/// The answer for one day of a placement.
public struct PresenceMark: Codable, Equatable, Sendable {
    public let id: ID<PresenceMark>
    public let placementId: ID<Placement>
    public let day: LocalDate
    public var answer: PresenceAnswer
    public var reportedBy: String
    public var reportedAt: Moment

    public init(
        id: ID<PresenceMark>, placementId: ID<Placement>, day: LocalDate, answer: PresenceAnswer, reportedBy: String,
        reportedAt: Moment
    ) {
        self.id = id
        self.placementId = placementId
        self.day = day
        self.answer = answer
        self.reportedBy = reportedBy
        self.reportedAt = reportedAt
    }
}

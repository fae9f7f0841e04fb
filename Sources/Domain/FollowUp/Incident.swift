/// Something went wrong during a placement (F88, PFMP-99 to PFMP-103). Read by few; each reading is noted.
public struct Incident: Codable, Equatable, Sendable {
    /// What happened.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case absences
        case behaviour = "comportement"
        case conditions = "conditions_accueil"
        case safety = "securite"
        case accident
        /// Violence, harassment, discrimination (PFMP-103).
        case violence

        /// « Comportement de l’élève »
        public var label: String {
            switch self {
            case .absences: "Absences répétées"
            case .behaviour: "Comportement de l’élève"
            case .conditions: "Conditions d’accueil"
            case .safety: "Danger, sécurité"
            case .accident: "Accident, sur place ou sur le trajet"
            case .violence: "Violence, harcèlement ou discrimination"
            }
        }

        /// Read only by those who may see the alerts of PFMP-103.
        public var isSensitive: Bool { self == .violence }
    }

    /// How bad it is.
    public enum Severity: String, Codable, CaseIterable, Comparable, Sendable {
        case minor = "mineur"
        case serious = "serieux"
        case grave

        /// « Sérieux »
        public var label: String {
            switch self {
            case .minor: "Mineur"
            case .serious: "Sérieux"
            case .grave: "Grave"
            }
        }

        /// The lighter first.
        public static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

        private var weight: Int {
            switch self {
            case .minor: 0
            case .serious: 1
            case .grave: 2
            }
        }
    }

    /// Where it stands.
    public enum State: String, Codable, CaseIterable, Sendable {
        case open = "ouvert"
        case followed = "suivi"
        case closed = "clos"

        /// « Suivi en cours »
        public var label: String {
            switch self {
            case .open: "À prendre en charge"
            case .followed: "Suivi en cours"
            case .closed: "Clos"
            }
        }
    }

    public let id: ID<Incident>
    public let placementId: ID<Placement>
    public var kind: Kind
    public var severity: Severity
    public let sensitive: Bool
    public var happenedOn: LocalDate
    /// Minutes of the day, when known.
    public var happenedMinute: Int?
    public var place: String
    public var facts: String
    public internal(set) var state: State
    public var escalatedTo: String
    public internal(set) var closingNote: String
    public let reportedBy: String
    public let reportedAt: Moment
    public internal(set) var closedOn: LocalDate?
    public var version: Int

    public init(
        id: ID<Incident>, placementId: ID<Placement>, kind: Kind, severity: Severity, happenedOn: LocalDate,
        happenedMinute: Int? = nil, place: String = "", facts: String, reportedBy: String, reportedAt: Moment
    ) {
        self.id = id
        self.placementId = placementId
        self.kind = kind
        self.severity = severity
        sensitive = kind.isSensitive
        self.happenedOn = happenedOn
        self.happenedMinute = happenedMinute
        self.place = place
        self.facts = facts
        state = .open
        escalatedTo = ""
        closingNote = ""
        self.reportedBy = reportedBy
        self.reportedAt = reportedAt
        version = 1
    }
}

/// Why an incident does not change as asked.
public enum IncidentRefusal: Refusal, Equatable {
    case closed
    case notClosed
    case noReason

    public var message: String {
        switch self {
        case .closed: "Cet incident est clos\u{A0}: rouvrez-le pour y ajouter une suite."
        case .notClosed: "Cet incident n’est pas clos."
        case .noReason: "Dites comment l’incident se termine\u{A0}: ce sera la mémoire du lieu."
        }
    }
}

extension Incident {
    /// Something was done: the incident is being followed.
    public func followed(escalatedTo recipient: String = "") throws(IncidentRefusal) -> Incident {
        guard state != .closed else { throw .closed }
        var incident = self
        incident.state = .followed
        if !recipient.isEmpty { incident.escalatedTo = recipient }
        incident.version += 1
        return incident
    }

    /// The incident is over, and how.
    public func closed(_ note: String, on day: LocalDate) throws(IncidentRefusal) -> Incident {
        guard state != .closed else { throw .closed }
        guard !note.isEmpty else { throw .noReason }
        var incident = self
        incident.state = .closed
        incident.closingNote = note
        incident.closedOn = day
        incident.version += 1
        return incident
    }

    /// It was not over after all.
    public func reopened() throws(IncidentRefusal) -> Incident {
        guard state == .closed else { throw .notClosed }
        var incident = self
        incident.state = .followed
        incident.closedOn = nil
        incident.version += 1
        return incident
    }
}

/// One thing done about an incident: who was told, what was decided, which paper came.
public struct IncidentStep: Codable, Equatable, Sendable {
    /// What was done.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case told = "prevenu"
        case action
        case escalated = "escalade"
        case document

        /// « Personne prévenue »
        public var label: String {
            switch self {
            case .told: "Personne prévenue"
            case .action: "Mesure prise"
            case .escalated: "Transmis plus haut"
            case .document: "Document reçu ou envoyé"
            }
        }
    }

    public let id: ID<IncidentStep>
    public let placementId: ID<Placement>
    public let incidentId: ID<Incident>
    public let kind: Kind
    /// Who was told, or what was received.
    public let recipient: String
    public let note: String
    public let happenedAt: Moment
    public let authorName: String

    public init(
        id: ID<IncidentStep>, placementId: ID<Placement>, incidentId: ID<Incident>, kind: Kind, recipient: String,
        note: String, happenedAt: Moment, authorName: String
    ) {
        self.id = id
        self.placementId = placementId
        self.incidentId = incidentId
        self.kind = kind
        self.recipient = recipient
        self.note = note
        self.happenedAt = happenedAt
        self.authorName = authorName
    }
}

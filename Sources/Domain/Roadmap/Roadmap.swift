/// One version of the roadmap (« feuille de route ») of the bureau for a school year.
public struct Roadmap: Codable, Equatable, Sendable {
    /// The life of a version (bureau.md §3).
    public enum State: String, Codable, CaseIterable, Sendable {
        case draft = "brouillon"
        case submitted = "soumise"
        case validated = "validee_ddfpt"
        case signed = "signee_proviseur"
        case presented = "presentee_CA"
        case closed = "close"

        /// In French.
        public var label: String {
            switch self {
            case .draft: "Brouillon"
            case .submitted: "Soumise au DDFPT"
            case .validated: "Validée par le DDFPT"
            case .signed: "Signée par le chef d’établissement"
            case .presented: "Présentée au conseil d’administration"
            case .closed: "Close"
            }
        }

        /// Whether its text is still being written.
        public var isOpen: Bool { self == .draft }
        /// Whether it is what the bureau works by.
        public var isInForce: Bool { self == .signed || self == .presented }
    }

    public let id: ID<Roadmap>
    public let schoolYear: Int
    /// 1, then one more for each new version of the year.
    public let revision: Int
    public internal(set) var state: State
    public let authorName: String
    /// Where the bureau stands: partners, places, tensions, strengths and risks.
    public var diagnosis: String
    /// What the year takes: hours, budget lines, rooms.
    public var means: String
    /// What the DDFPT asked to change.
    public internal(set) var sentBack: String
    public internal(set) var validatedOn: LocalDate?
    public internal(set) var validatedBy: String
    public internal(set) var signedOn: LocalDate?
    public internal(set) var signedBy: String
    public internal(set) var boardOn: LocalDate?
    public internal(set) var boardReference: String
    public internal(set) var version: Int

    /// Opens a version as a draft.
    public init(
        id: ID<Roadmap>, schoolYear: Int, revision: Int = 1, authorName: String, diagnosis: String = "",
        means: String = ""
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.revision = revision
        state = .draft
        self.authorName = authorName
        self.diagnosis = diagnosis
        self.means = means
        sentBack = ""
        validatedBy = ""
        signedBy = ""
        boardReference = ""
        version = 1
    }
}

/// What happens to a version of the roadmap.
public enum RoadmapEvent: String, Codable, CaseIterable, Sendable {
    case submit = "soumettre"
    case sendBack = "renvoyer"
    case validate = "valider"
    case sign = "signer"
    case present = "presenter"
    case close = "clore"

    /// What a person does, as a button says it.
    public var label: String {
        switch self {
        case .submit: "Soumettre au DDFPT"
        case .sendBack: "Renvoyer avec une remarque"
        case .validate: "Valider la feuille de route"
        case .sign: "Signer la feuille de route"
        case .present: "Noter le passage au conseil d’administration"
        case .close: "Clore cette version"
        }
    }
}

/// Who moves a version of the roadmap.
public enum RoadmapActor: String, Codable, CaseIterable, Sendable {
    case office, ddfpt, head
}

/// One line of the table of a roadmap’s life.
public struct RoadmapTransition: Equatable, Sendable {
    public let from: Roadmap.State
    public let event: RoadmapEvent
    public let to: Roadmap.State
    public let actor: RoadmapActor
}

/// The whole life of a version: what is not in the table does not happen.
public enum RoadmapLife {
    /// In the order of time.
    public static let transitions: [RoadmapTransition] = [
        RoadmapTransition(from: .draft, event: .submit, to: .submitted, actor: .office),
        RoadmapTransition(from: .submitted, event: .sendBack, to: .draft, actor: .ddfpt),
        RoadmapTransition(from: .submitted, event: .validate, to: .validated, actor: .ddfpt),
        RoadmapTransition(from: .validated, event: .sign, to: .signed, actor: .head),
        RoadmapTransition(from: .validated, event: .close, to: .closed, actor: .head),
        RoadmapTransition(from: .signed, event: .present, to: .presented, actor: .head),
        RoadmapTransition(from: .signed, event: .close, to: .closed, actor: .head),
        RoadmapTransition(from: .presented, event: .close, to: .closed, actor: .head),
    ]

    /// What an event does in a state; `nil` when it does not happen there.
    public static func transition(from state: Roadmap.State, on event: RoadmapEvent) -> RoadmapTransition? {
        transitions.first { $0.from == state && $0.event == event }
    }

    /// What may happen in a state, with who does it.
    public static func following(_ state: Roadmap.State) -> [RoadmapTransition] {
        transitions.filter { $0.from == state }
    }
}

/// Why a roadmap does not move or change.
public enum RoadmapRefusal: Refusal, Equatable {
    case impossible(RoadmapEvent, Roadmap.State)
    case noObjective
    case remarkMissing
    case boardBeforeSignature(LocalDate)
    case boardInFuture(LocalDate)
    case fixed(Roadmap.State)
    case versionOpen(revision: Int)

    public var message: String {
        switch self {
        case .impossible(let event, let state):
            "Cette version est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas faire «\u{A0}\(event.label)\u{A0}»."
        case .noObjective: "Écrivez un objectif au moins avant de soumettre la feuille de route."
        case .remarkMissing: "Écrivez ce qui est à reprendre\u{A0}: le bureau le lira."
        case .boardBeforeSignature(let day):
            "Le conseil d’administration ne peut précéder la signature du \(day.long)\u{A0}: vérifiez la date."
        case .boardInFuture(let day): "Le \(day.long) n’est pas encore arrivé\u{A0}: notez le conseil après sa tenue."
        case .fixed(let state):
            "Cette version est à l’état «\u{A0}\(state.label)\u{A0}» et ne se modifie plus\u{A0}: faites-en une nouvelle version."
        case .versionOpen(let revision):
            "La version \(revision) est déjà en préparation\u{A0}: terminez-la d’abord."
        }
    }
}

extension Roadmap {
    /// A validated version is never altered.
    public func requireOpen() throws(RoadmapRefusal) {
        guard state.isOpen else { throw .fixed(state) }
    }

    /// The office gives the draft to the DDFPT.
    public func submitted(objectives: Int) throws(RoadmapRefusal) -> Roadmap {
        var roadmap = try moved(by: .submit)
        guard objectives > 0 else { throw .noObjective }
        roadmap.sentBack = ""
        return roadmap
    }

    /// The DDFPT asks for changes.
    public func sentBack(remark: String) throws(RoadmapRefusal) -> Roadmap {
        var roadmap = try moved(by: .sendBack)
        guard !remark.isEmpty else { throw .remarkMissing }
        roadmap.sentBack = remark
        return roadmap
    }

    /// The DDFPT validates: the text is fixed.
    public func validated(by name: String, on day: LocalDate) throws(RoadmapRefusal) -> Roadmap {
        var roadmap = try moved(by: .validate)
        roadmap.validatedOn = day
        roadmap.validatedBy = name
        return roadmap
    }

    /// The head signs: the version is in force.
    public func signed(by name: String, on day: LocalDate) throws(RoadmapRefusal) -> Roadmap {
        var roadmap = try moved(by: .sign)
        roadmap.signedOn = day
        roadmap.signedBy = name
        return roadmap
    }

    /// The board saw it.
    public func presented(on day: LocalDate, reference: String, today: LocalDate) throws(RoadmapRefusal) -> Roadmap {
        var roadmap = try moved(by: .present)
        guard day <= today else { throw .boardInFuture(day) }
        if let signedOn, day < signedOn { throw .boardBeforeSignature(signedOn) }
        roadmap.boardOn = day
        roadmap.boardReference = reference
        return roadmap
    }

    /// The year is over, or another version takes its place.
    public func closed() throws(RoadmapRefusal) -> Roadmap { try moved(by: .close) }

    /// The text of a draft changes.
    public func rewritten(diagnosis: String, means: String) throws(RoadmapRefusal) -> Roadmap {
        try requireOpen()
        var roadmap = self
        roadmap.diagnosis = diagnosis
        roadmap.means = means
        roadmap.version += 1
        return roadmap
    }

    /// A new draft made from this version.
    public func revised(id: ID<Roadmap>, revision: Int, authorName: String) -> Roadmap {
        Roadmap(
            id: id, schoolYear: schoolYear, revision: revision, authorName: authorName, diagnosis: diagnosis,
            means: means)
    }

    private func moved(by event: RoadmapEvent) throws(RoadmapRefusal) -> Roadmap {
        guard let line = RoadmapLife.transition(from: state, on: event) else { throw .impossible(event, state) }
        var roadmap = self
        roadmap.state = line.to
        roadmap.version += 1
        return roadmap
    }
}

/// The letter of mission of the person in charge of the bureau.
public struct MissionLetter: Codable, Equatable, Sendable {
    /// The life of a letter.
    public enum State: String, Codable, CaseIterable, Sendable {
        case draft = "brouillon"
        case endorsed = "visee_ddfpt"
        case headSigned = "signee_proviseur"
        case inForce = "en_vigueur"
        case noticeGiven = "preavis"
        case renewed = "renouvelee"
        case closed = "close"

        public var label: String {
            switch self {
            case .draft: "Brouillon"
            case .endorsed: "Visée par le DDFPT"
            case .headSigned: "Signée par le chef d’établissement"
            case .inForce: "En vigueur"
            case .noticeGiven: "En vigueur, intention de renouvellement notifiée"
            case .renewed: "Renouvelée"
            case .closed: "Close"
            }
        }

        /// Whether the person works by it.
        public var isRunning: Bool { self == .inForce || self == .noticeGiven }
    }

    public enum Employer: String, Codable, CaseIterable, Sendable {
        case state = "Etat"
        case gip = "GIP_FCIP"
        case school = "EPLE"
        case privateBody = "prive_OGEC"

        public var label: String {
            switch self {
            case .state: "État"
            case .gip: "GIP FCIP"
            case .school: "Établissement (EPLE)"
            case .privateBody: "Organisme de gestion (privé sous contrat)"
            }
        }
    }

    /// Whether the employer means to renew.
    public enum Renewal: String, Codable, CaseIterable, Sendable {
        case unsaid = ""
        case yes = "oui"
        case no = "non"
    }

    public let id: ID<MissionLetter>
    public var staffId: ID<StaffMember>?
    public var personName: String
    public var employer: Employer
    /// Share of a full time in this school, in percent.
    public var quota: Int
    /// The other school of a shared post, with its share.
    public var elsewhere: String
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    /// By when the employer says whether it renews.
    public var noticeOn: LocalDate?
    public var priorities: String
    public var objectives: String
    public var responsibilities: String
    public var domains: String
    public var autonomy: String
    public var presence: String
    public var travel: String
    public var equipment: String
    public internal(set) var state: State
    public internal(set) var endorsedOn: LocalDate?
    public internal(set) var endorsedBy: String
    public internal(set) var headSignedOn: LocalDate?
    public internal(set) var headSignedBy: String
    public internal(set) var agentSignedOn: LocalDate?
    public internal(set) var noticeGivenOn: LocalDate?
    public internal(set) var renewal: Renewal
    public var interviewPlannedOn: LocalDate?
    public var interviewHeldOn: LocalDate?
    public var interviewNote: String
    /// The letter it renews.
    public let formerId: ID<MissionLetter>?
    public internal(set) var version: Int

    /// A draft.
    public init(
        id: ID<MissionLetter>, staffId: ID<StaffMember>? = nil, personName: String, employer: Employer = .state,
        quota: Int = 100, startsOn: LocalDate, endsOn: LocalDate, formerId: ID<MissionLetter>? = nil
    ) {
        self.id = id
        self.staffId = staffId
        self.personName = personName
        self.employer = employer
        self.quota = quota
        elsewhere = ""
        self.startsOn = startsOn
        self.endsOn = endsOn
        priorities = ""
        objectives = ""
        responsibilities = ""
        domains = ""
        autonomy = ""
        presence = ""
        travel = ""
        equipment = ""
        state = .draft
        endorsedBy = ""
        headSignedBy = ""
        renewal = .unsaid
        interviewNote = ""
        self.formerId = formerId
        version = 0
    }
}

/// What happens to a letter of mission.
public enum MissionLetterEvent: String, Codable, CaseIterable, Sendable {
    case endorse = "viser"
    case reopen = "reprendre"
    case signAsHead = "signer_chef"
    case signAsAgent = "signer_agent"
    case giveNotice = "notifier"
    case renew = "renouveler"
    case close = "clore"

    public var label: String {
        switch self {
        case .endorse: "Viser la lettre"
        case .reopen: "Reprendre en brouillon"
        case .signAsHead: "Signer la lettre"
        case .signAsAgent: "Noter la signature de l’agent"
        case .giveNotice: "Noter l’intention de renouvellement"
        case .renew: "Préparer la lettre suivante"
        case .close: "Clore la lettre"
        }
    }
}

/// One line of the table of a letter’s life.
public struct MissionLetterTransition: Equatable, Sendable {
    public let from: MissionLetter.State
    public let event: MissionLetterEvent
    public let to: MissionLetter.State
    public let actor: RoadmapActor
}

/// The whole life of a letter of mission.
public enum MissionLetterLife {
    public static let transitions: [MissionLetterTransition] = [
        MissionLetterTransition(from: .draft, event: .endorse, to: .endorsed, actor: .ddfpt),
        MissionLetterTransition(from: .endorsed, event: .reopen, to: .draft, actor: .ddfpt),
        MissionLetterTransition(from: .endorsed, event: .signAsHead, to: .headSigned, actor: .head),
        MissionLetterTransition(from: .headSigned, event: .signAsAgent, to: .inForce, actor: .office),
        MissionLetterTransition(from: .inForce, event: .giveNotice, to: .noticeGiven, actor: .head),
        MissionLetterTransition(from: .inForce, event: .close, to: .closed, actor: .head),
        MissionLetterTransition(from: .noticeGiven, event: .renew, to: .renewed, actor: .head),
        MissionLetterTransition(from: .noticeGiven, event: .close, to: .closed, actor: .head),
    ]

    public static func transition(
        from state: MissionLetter.State, on event: MissionLetterEvent
    ) -> MissionLetterTransition? {
        transitions.first { $0.from == state && $0.event == event }
    }

    public static func following(_ state: MissionLetter.State) -> [MissionLetterTransition] {
        transitions.filter { $0.from == state }
    }
}

/// Why a letter does not move or change.
public enum MissionLetterRefusal: Refusal, Equatable {
    case impossible(MissionLetterEvent, MissionLetter.State)
    case fixed(MissionLetter.State)
    case missing([String])
    case renewalUnsaid
    case notRenewed
    case interviewInFuture(LocalDate)
    case notRunning

    public var message: String {
        switch self {
        case .impossible(let event, let state):
            "Cette lettre est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas faire «\u{A0}\(event.label)\u{A0}»."
        case .fixed(let state):
            "Cette lettre est à l’état «\u{A0}\(state.label)\u{A0}» et ne se modifie plus."
        case .missing(let parts): "Il manque à la lettre\u{A0}: \(parts.joined(separator: ", "))."
        case .renewalUnsaid: "Dites si l’employeur entend renouveler."
        case .notRenewed: "L’employeur a dit qu’il ne renouvelle pas\u{A0}: la lettre se clôt à son terme."
        case .interviewInFuture(let day):
            "Le \(day.long) n’est pas encore arrivé\u{A0}: notez l’entretien après sa tenue."
        case .notRunning: "L’entretien se note sur une lettre en vigueur."
        }
    }
}

extension MissionLetter {
    /// What a letter must say before it is endorsed.
    public var missingParts: [String] {
        [
            ("les priorités", priorities), ("les objectifs", objectives), ("les responsabilités", responsibilities),
            ("les temps de présence", presence),
        ].filter(\.1.isEmpty).map(\.0)
    }

    public func requireOpen() throws(MissionLetterRefusal) {
        guard state == .draft else { throw .fixed(state) }
    }

    public func endorsed(by name: String, on day: LocalDate) throws(MissionLetterRefusal) -> MissionLetter {
        var letter = try moved(by: .endorse)
        guard missingParts.isEmpty else { throw .missing(missingParts) }
        letter.endorsedOn = day
        letter.endorsedBy = name
        return letter
    }

    public func reopened() throws(MissionLetterRefusal) -> MissionLetter {
        var letter = try moved(by: .reopen)
        letter.endorsedOn = nil
        letter.endorsedBy = ""
        return letter
    }

    public func signedByHead(_ name: String, on day: LocalDate) throws(MissionLetterRefusal) -> MissionLetter {
        var letter = try moved(by: .signAsHead)
        letter.headSignedOn = day
        letter.headSignedBy = name
        return letter
    }

    public func signedByAgent(on day: LocalDate) throws(MissionLetterRefusal) -> MissionLetter {
        var letter = try moved(by: .signAsAgent)
        letter.agentSignedOn = day
        return letter
    }

    public func noticeGiven(_ renewal: Renewal, on day: LocalDate) throws(MissionLetterRefusal) -> MissionLetter {
        var letter = try moved(by: .giveNotice)
        guard renewal != .unsaid else { throw .renewalUnsaid }
        letter.noticeGivenOn = day
        letter.renewal = renewal
        return letter
    }

    /// The letter that follows: a draft of a year with the same terms.
    public func renewed(id: ID<MissionLetter>) throws(MissionLetterRefusal) -> (
        former: MissionLetter, new: MissionLetter
    ) {
        let former = try moved(by: .renew)
        guard renewal == .yes else { throw .notRenewed }
        let start = endsOn.adding(days: 1)
        var letter = MissionLetter(
            id: id, staffId: staffId, personName: personName, employer: employer, quota: quota, startsOn: start,
            endsOn: start.adding(years: 1).adding(days: -1), formerId: self.id)
        letter.elsewhere = elsewhere
        letter.priorities = priorities
        letter.objectives = objectives
        letter.responsibilities = responsibilities
        letter.domains = domains
        letter.autonomy = autonomy
        letter.presence = presence
        letter.travel = travel
        letter.equipment = equipment
        letter.version = 1
        return (former, letter)
    }

    public func closed() throws(MissionLetterRefusal) -> MissionLetter { try moved(by: .close) }

    /// The yearly interview took place.
    public func interviewed(
        on day: LocalDate?, planned: LocalDate?, note: String, today: LocalDate
    ) throws(MissionLetterRefusal) -> MissionLetter {
        guard state.isRunning else { throw .notRunning }
        if let day, day > today { throw .interviewInFuture(day) }
        var letter = self
        letter.interviewHeldOn = day
        letter.interviewPlannedOn = planned
        letter.interviewNote = note
        letter.version += 1
        return letter
    }

    /// A draft as its form left it.
    public func rewritten(_ change: (inout MissionLetter) -> Void) throws(MissionLetterRefusal) -> MissionLetter {
        try requireOpen()
        var letter = self
        change(&letter)
        letter.version += 1
        return letter
    }

    private func moved(by event: MissionLetterEvent) throws(MissionLetterRefusal) -> MissionLetter {
        guard let line = MissionLetterLife.transition(from: state, on: event) else { throw .impossible(event, state) }
        var letter = self
        letter.state = line.to
        letter.version += 1
        return letter
    }
}

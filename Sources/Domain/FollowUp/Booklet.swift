/// The reference framework of a diploma: the activities and competences that a booklet follows (F92, PFMP-79).
public struct Framework: Codable, Equatable, Sendable {
    public let id: ID<Framework>
    /// Short name, unique in the school: `MCV-A`.
    public var code: String
    public var title: String
    /// First figures of the MEF of the classes it is for; empty for any.
    public var mef: String
    /// Stream of the classes it is for, as the school calls it; empty for any.
    public var stream: String
    public var loadedOn: LocalDate
    public var version: Int

    public init(
        id: ID<Framework>, code: String, title: String, mef: String = "", stream: String = "", loadedOn: LocalDate,
        version: Int = 1
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.mef = mef
        self.stream = stream
        self.loadedOn = loadedOn
        self.version = version
    }

    /// How well the framework fits a class: its MEF first, then its stream; `nil` when it does not.
    public func fit(mef other: String, stream label: String) -> Int? {
        if !mef.isEmpty, other.hasPrefix(mef) { return mef.count + 1 }
        if !stream.isEmpty, SearchKey(label).rawValue == SearchKey(stream).rawValue { return 1 }
        return nil
    }
}

/// One activity or competence.
public struct FrameworkItem: Codable, Equatable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case activity = "activite"
        case competence

        /// « Activités »
        public var label: String { self == .activity ? "Activités" : "Compétences" }
    }

    public let id: ID<FrameworkItem>
    public let frameworkId: ID<Framework>
    public var kind: Kind
    public var code: String
    public var label: String
    public var rank: Int
    /// No longer in the framework, kept for what was ticked.
    public var withdrawn: Bool

    public init(
        id: ID<FrameworkItem>, frameworkId: ID<Framework>, kind: Kind, code: String, label: String, rank: Int,
        withdrawn: Bool = false
    ) {
        self.id = id
        self.frameworkId = frameworkId
        self.kind = kind
        self.code = code
        self.label = label
        self.rank = rank
        self.withdrawn = withdrawn
    }
}

/// What was seen of an item in one placement.
public struct BookletMark: Codable, Equatable, Sendable {
    /// Who says so.
    public enum Writer: String, Codable, CaseIterable, Sendable {
        case tutor = "tuteur"
        case learner = "apprenant"
        case teacher = "enseignant"

        /// « Tuteur »
        public var label: String {
            switch self {
            case .tutor: "Tuteur"
            case .learner: "Élève"
            case .teacher: "Enseignant"
            }
        }
    }

    /// How far the learner went.
    public enum Level: String, Codable, CaseIterable, Comparable, Sendable {
        case seen = "decouverte"
        case helped = "avec_aide"
        case alone = "seul"

        /// « Avec aide »
        public var label: String {
            switch self {
            case .seen: "Découverte"
            case .helped: "Avec aide"
            case .alone: "En autonomie"
            }
        }

        /// The first steps first.
        public static func < (left: Level, right: Level) -> Bool { left.height < right.height }

        private var height: Int {
            switch self {
            case .seen: 0
            case .helped: 1
            case .alone: 2
            }
        }
    }

    public let id: ID<BookletMark>
    public let placementId: ID<Placement>
    public let itemId: ID<FrameworkItem>
    public let markedBy: Writer
    public var level: Level
    public var authorName: String
    public var markedOn: LocalDate

    public init(
        id: ID<BookletMark>, placementId: ID<Placement>, itemId: ID<FrameworkItem>, markedBy: Writer, level: Level,
        authorName: String, markedOn: LocalDate
    ) {
        self.id = id
        self.placementId = placementId
        self.itemId = itemId
        self.markedBy = markedBy
        self.level = level
        self.authorName = authorName
        self.markedOn = markedOn
    }
}

/// A situation that counts for the diploma (CCF), planned or done during a placement (PFMP-80).
public struct CCFSituation: Codable, Equatable, Sendable {
    public let id: ID<CCFSituation>
    public let placementId: ID<Placement>
    /// `E31 – Conseiller et vendre`
    public var title: String
    public var plannedOn: LocalDate?
    public var doneOn: LocalDate?
    /// Teacher and tutor who evaluate together.
    public var evaluators: String
    public var note: String
    public var version: Int

    public init(
        id: ID<CCFSituation>, placementId: ID<Placement>, title: String, plannedOn: LocalDate? = nil,
        doneOn: LocalDate? = nil, evaluators: String = "", note: String = "", version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.title = title
        self.plannedOn = plannedOn
        self.doneOn = doneOn
        self.evaluators = evaluators
        self.note = note
        self.version = version
    }
}

/// A personal link that does one thing to one placement, without an account.
public enum FollowUpLinkPurpose: String, Codable, CaseIterable, Sendable {
    /// The tutor evaluates; serves once.
    case tutorEvaluation = "evaluation"
    /// The tutor says who is there; serves every day of the placement.
    case presence
    /// The learner's report; serves once.
    case learnerReport = "bilan"
    /// The tutor ticks activities and competences; serves until the end.
    case booklet = "livret"
    /// The learner ticks activities and competences.
    case learnerBooklet = "livret_eleve"

    /// « Évaluation par le tuteur »
    public var label: String {
        switch self {
        case .tutorEvaluation: "Évaluation par le tuteur"
        case .presence: "Présence du jour"
        case .learnerReport: "Bilan de l’élève"
        case .booklet: "Livret, pour le tuteur"
        case .learnerBooklet: "Livret, pour l’élève"
        }
    }

    /// Whether the link is spent once something was sent.
    public var servesOnce: Bool { self == .tutorEvaluation || self == .learnerReport }

    /// Days after the last day of the placement in which the link still serves: a choice of the program.
    public var daysAfter: Int {
        switch self {
        case .presence: 1
        case .tutorEvaluation, .booklet, .learnerBooklet: 30
        case .learnerReport: 45
        }
    }
}

/// The host organisation, and those it receives already.
public struct HostFacts: Equatable, Sendable {
    public var name: String?
    /// One of the activities with rules of their own for the young.
    public var sector: YouthSector?
    /// People employed on the last day of the previous month (R.124-12).
    public var headcount: Int?
    /// Average of the twelve previous months, in hundredths (R.124-12).
    public var averageHundredths: Int?
    /// The academic order on numbers that applies (R.124-11).
    public var order: HostOrder?
    /// Others present in the same days, this learner left out; `nil` when nobody looked.
    public var present: [PresentTrainee]?
    public var state: HostState?
    public var insurer: String?
    /// Safety information given on arrival (PFMP-66).
    public var safetyInformation: Bool?
    /// Protective equipment provided.
    public var equipment: Bool?
    /// Access to the house rules.
    public var houseRules: Bool?
    /// The post is seasonal or dangerous.
    public var exposedPost: Bool?
    /// Written in the personnel register (L.1221-13).
    public var inRegister: Bool?
    /// A private company, not a public service or the family’s own (PFMP-118).
    public var privateCompany: Bool?

    /// Nothing known.
    public init() {}
}

/// How the school sees a host (PFMP-81, PFMP-103).
public enum HostState: String, Codable, CaseIterable, Sendable {
    case active = "actif"
    case underReview = "en_examen"
    case suspended = "suspendu"
}

/// The numbers of an order of the academic authority (R.124-11).
public struct HostOrder: Equatable, Sendable {
    /// Trainees at most in a small place.
    public var small: Int?
    /// Percent of the headcount at most in others.
    public var percent: Int?

    /// Nothing known.
    public init() {}
}

/// Somebody else the host receives.
public struct PresentTrainee: Equatable, Sendable {
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    public var kind: StayKind?
    /// Followed by the tutor of this agreement.
    public var sameTutor: Bool?

    /// Nothing known.
    public init() {}
}

/// Regulated works (D.4153-15 and following).
public struct WorksFacts: Equatable, Sendable {
    /// Whether the activities include some.
    public var regulated: Bool?
    /// Articles concerned: 27 for D.4153-27.
    public var articles: [Int] = []
    /// The declaration of the host (R.4153-40).
    public var hostDeclaration: WorksDeclaration?
    /// The declaration of the school for its workshops.
    public var schoolDeclaration: WorksDeclaration?
    /// Day of the medical opinion.
    public var medicalOpinionOn: LocalDate?
    /// Who gave it.
    public var doctor: String?
    public var riskAssessed: Bool?
    /// Safety training given and checked.
    public var trained: Bool?
    /// Supervised by a competent person.
    public var supervised: Bool?
    /// Permanent derogations that apply (R.4153-49 to R.4153-52).
    public var permanent: [PermanentDerogation] = []
    /// The agreement excludes regulated works (PFMP-61).
    public var excluded: Bool?

    /// Nothing known.
    public init() {}
}

/// What was declared to the labour inspector (R.4153-41).
public struct WorksDeclaration: Equatable, Sendable {
    public var sentOn: LocalDate?
    public var parts: [DeclarationPart] = []

    /// Nothing known.
    public init() {}
}

/// What a declaration must hold (R.4153-41).
public enum DeclarationPart: String, Codable, CaseIterable, Sendable {
    case sector = "secteur"
    case trainings = "formations"
    case places = "lieux"
    case works = "travaux"
    case supervisors = "encadrants"

    /// « le secteur d’activité »
    public var label: String {
        switch self {
        case .sector: "le secteur d’activité"
        case .trainings: "les formations assurées"
        case .places: "les lieux de formation"
        case .works: "les travaux et les machines"
        case .supervisors: "la fonction des personnes qui encadrent"
        }
    }
}

/// Derogations that need no declaration (PFMP-60).
public enum PermanentDerogation: String, Codable, CaseIterable, Sendable {
    case diploma = "diplome"
    case electricity = "habilitation_electrique"
    case driving = "autorisation_conduite"
    case handling = "manutention"

    /// The articles of the works it opens.
    var articles: Set<Int> {
        switch self {
        case .diploma: Set(WorksCatalogue.articles)
        case .electricity: [24]
        case .driving: [27]
        case .handling: []
        }
    }

    /// « R. 4153-49 »
    var article: String {
        switch self {
        case .diploma: "R.\u{A0}4153-49"
        case .electricity: "R.\u{A0}4153-50"
        case .driving: "R.\u{A0}4153-51"
        case .handling: "R.\u{A0}4153-52"
        }
    }
}

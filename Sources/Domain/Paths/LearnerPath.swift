/// Where a learner stands on the way to a job or to further study.
public struct LearnerPath: Codable, Equatable, Sendable {
    public enum CV: String, Codable, CaseIterable, Sendable {
        case missing = "aucun"
        case draft = "ebauche"
        case ready = "a_jour"
        case approved = "valide"

        public var label: String {
            switch self {
            case .missing: "Pas de CV"
            case .draft: "Ébauche"
            case .ready: "À jour"
            case .approved: "Relu et validé"
            }
        }
    }

    /// What the learner looks for after this year.
    public enum Search: String, Codable, CaseIterable, Sendable {
        case unknown = "a_voir"
        case job = "emploi"
        case apprenticeship = "alternance"
        case studies = "etudes"
        case nothing = "rien"

        public var label: String {
            switch self {
            case .unknown: "À voir avec l’élève"
            case .job: "Un emploi"
            case .apprenticeship: "Une alternance"
            case .studies: "Des études"
            case .nothing: "Rien cette année"
            }
        }
    }

    public let id: ID<LearnerPath>
    public let learnerId: ID<Learner>
    public var cv: CV
    public var cvOn: LocalDate?
    public var seeks: Search
    public var note: String
    public var version: Int

    public init(
        id: ID<LearnerPath>, learnerId: ID<Learner>, cv: CV = .missing, cvOn: LocalDate? = nil,
        seeks: Search = .unknown,
        note: String = "", version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.cv = cv
        self.cvOn = cvOn
        self.seeks = seeks
        self.note = note
        self.version = version
    }
}

/// One session of a learner: CV, interview, AvenirPro workshop.
public struct PathSession: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case cv
        case letter = "lettre"
        case interview = "entretien"
        case firstWorkshop = "avenirpro_1"
        case secondWorkshop = "avenirpro_2"
        case thirdWorkshop = "avenirpro_3"
        case fourthWorkshop = "avenirpro_4"
        case adviser = "avenirpro_entretien"
        case other = "autre"

        public var label: String {
            switch self {
            case .cv: "CV"
            case .letter: "Lettre de motivation"
            case .interview: "Préparation à l’entretien"
            case .firstWorkshop: "AvenirPro, atelier 1"
            case .secondWorkshop: "AvenirPro, atelier 2"
            case .thirdWorkshop: "AvenirPro, atelier 3"
            case .fourthWorkshop: "AvenirPro, atelier 4"
            case .adviser: "AvenirPro, entretien avec un conseiller"
            case .other: "Autre accompagnement"
            }
        }

        /// The four group workshops of AvenirPro.
        public static let workshops: [Kind] = [.firstWorkshop, .secondWorkshop, .thirdWorkshop, .fourthWorkshop]

        /// Help given to one person, as counted for the bureau.
        public var isHelp: Bool { self == .cv || self == .letter || self == .interview || self == .other }
    }

    public let id: ID<PathSession>
    public let learnerId: ID<Learner>
    public let kind: Kind
    public let heldOn: LocalDate
    public let present: Bool
    /// « France Travail », « Mission locale »…
    public let partner: String
    public let note: String
    public let notedBy: String

    public init(
        id: ID<PathSession>, learnerId: ID<Learner>, kind: Kind, heldOn: LocalDate, present: Bool = true,
        partner: String = "", note: String = "", notedBy: String
    ) {
        self.id = id
        self.learnerId = learnerId
        self.kind = kind
        self.heldOn = heldOn
        self.present = present
        self.partner = partner
        self.note = note
        self.notedBy = notedBy
    }
}

/// AvenirPro+ : a leaver without solution is followed for some months after summer.
public struct AvenirFollowUp: Codable, Equatable, Sendable {
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case running = "en_cours"
        case job = "emploi"
        case apprenticeship = "alternance"
        case training = "formation"
        case other = "autre"
        case unsolved = "sans_solution"

        public var label: String {
            switch self {
            case .running: "En cours"
            case .job: "Emploi"
            case .apprenticeship: "Alternance"
            case .training: "Formation"
            case .other: "Autre"
            case .unsolved: "Sans solution"
            }
        }
    }

    public let id: ID<AvenirFollowUp>
    public let learnerId: ID<Learner>
    public let enteredOn: LocalDate
    public var referent: String
    public var objective: String
    public var leftOn: LocalDate?
    public var outcome: Outcome
    public var version: Int

    public init(
        id: ID<AvenirFollowUp>, learnerId: ID<Learner>, enteredOn: LocalDate, referent: String = "",
        objective: String = "", leftOn: LocalDate? = nil, outcome: Outcome = .running, version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.enteredOn = enteredOn
        self.referent = referent
        self.objective = objective
        self.leftOn = leftOn
        self.outcome = outcome
        self.version = version
    }
}

/// How the learner is followed.
public struct FollowUpFacts: Equatable, Sendable {
    /// Learners the référent follows in the same days, this one left out.
    public var referentLearners: Int?
    public var contacts: [ContactFacts]?
    /// The tutor’s evaluation and the learner’s own (PFMP-79).
    public var tutorForm: Bool?
    public var learnerForm: Bool?
    /// The examination plans an evaluation at the workplace (PFMP-80).
    public var ccf: Bool?
    public var ccfOn: LocalDate?
    public var ccfJury: [String] = []

    /// Nothing known.
    public init() {}
}

/// One contact of the référent with the tutor.
public struct ContactFacts: Equatable, Sendable {
    public var on: LocalDate?
    public var kind: ContactKind?

    /// Nothing known.
    public init() {}
}

/// How the référent reaches the tutor.
public enum ContactKind: String, Codable, CaseIterable, Sendable {
    case visit = "visite", phone = "telephone", video = "visio", mail = "courriel"
}

/// Days away, both included.
public struct AbsenceFacts: Equatable, Sendable {
    public var from: LocalDate?
    public var until: LocalDate?
    public var cause: AbsenceCause?
    /// The competences were assessed nonetheless (PFMP-21).
    public var assessed: Bool?
    /// The day the school heard of it.
    public var reportedOn: LocalDate?

    /// Nothing known.
    public init() {}
}

/// Why a learner is away.
public enum AbsenceCause: String, Codable, CaseIterable, Sendable {
    case illness = "maladie"
    /// One of the causes of L.124-15, without saying which.
    case protected = "protegee"
    case accident
    case parenthood = "maternite_paternite_adoption"
    case forceMajeure = "force_majeure"
    case brokenTerms = "manquement_convention"
    case hostStopped = "rupture_organisme"
    case authorised = "autorisee"
    case unjustified = "injustifiee"

    /// Whether it is a cause of L.124-15.
    public var isOfL12415: Bool {
        [.illness, .protected, .accident, .parenthood, .brokenTerms, .hostStopped].contains(self)
    }

    /// « maladie »
    public var label: String {
        switch self {
        case .illness: "maladie"
        case .protected: "protégée par la loi"
        case .accident: "accident"
        case .parenthood: "maternité, paternité ou adoption"
        case .forceMajeure: "force majeure"
        case .brokenTerms: "manquement à la convention"
        case .hostStopped: "rupture par l’organisme d’accueil"
        case .authorised: "absence autorisée"
        case .unjustified: "absence injustifiée"
        }
    }
}

/// What the host certifies at the end (D.124-9).
public struct AttestationFacts: Equatable, Sendable {
    /// Days really done, in tenths: only whole days are accepted (PFMP-38).
    public var dayTenths: Int?
    /// Minutes really done.
    public var minutes: Int?
    public var gratification: Cents?
    public var signedBy: String?
    public var signedOn: LocalDate?

    /// Nothing known.
    public init() {}
}

/// An accident at the host’s or on the way (PFMP-99, PFMP-100).
public struct AccidentFacts: Equatable, Sendable {
    public var on: LocalDate?
    /// Minute of the day.
    public var at: Int?
    public var place: String?
    public var circumstances: String?
    public var injuries: String?
    /// In the school’s own workshops: the school declares.
    public var inWorkshop: Bool?
    public var declaredBy: String?
    public var declaredOn: LocalDate?
    /// Minute of the day.
    public var declaredAt: Int?

    /// Nothing known.
    public init() {}
}

/// A stay in another country (PFMP-104 … 107).
public struct AbroadFacts: Equatable, Sendable {
    /// ISO code of the country of the host; FR at home.
    public var country: String?
    public var informationSheet: Bool?
    /// School and host exchanged before the departure (L.124-19).
    public var exchanged: Bool?
    /// The optional unit « mobilité » is chosen (PFMP-105).
    public var mobilityUnit: Bool?
    public var healthCover: Bool?
    public var repatriation: Bool?
    public var liability: Bool?

    /// Nothing known.
    public init() {}
}

/// What mini-stages and visits need (PFMP-122).
public struct DiscoveryFacts: Equatable, Sendable {
    /// UAI of the school of origin.
    public var originUAI: String?
    public var workshop: String?
    public var supervisor: String?
    public var parentsAgreed: Bool?
    public var headsAgreed: Bool?
    public var transport: String?
    public var machinesForbidden: Bool?

    /// Nothing known.
    public init() {}
}

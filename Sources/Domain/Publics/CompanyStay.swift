/// The contract of an apprentice, or the period of an adult trainee: neither takes a PFMP agreement (PFMP-115, PFMP-116).
public struct CompanyStay: Codable, Equatable, Sendable {
    /// Which of the two.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case apprenticeship = "apprentissage"
        case adultTraining = "formation_continue"

        public init?(_ learnerPublic: LearnerPublic) {
            switch learnerPublic {
            case .apprentice: self = .apprenticeship
            case .adultTrainee: self = .adultTraining
            case .pupil, .student: return nil
            }
        }

        public var label: String {
            switch self {
            case .apprenticeship: "Contrat d’apprentissage"
            case .adultTraining: "Période en entreprise (formation continue)"
            }
        }

        /// How the person in charge of the learner is called there.
        public var tutorLabel: String {
            switch self {
            case .apprenticeship: "Maître d’apprentissage"
            case .adultTraining: "Tuteur"
            }
        }

        public var document: StayDocument { self == .apprenticeship ? .apprenticeshipPack : .adultAgreement }
    }

    public let id: ID<CompanyStay>
    public let learnerId: ID<Learner>
    public let kind: Kind
    public var companyId: ID<Company>
    public var tutorId: ID<Contact>?
    public var referentId: ID<StaffMember>?
    public var startsOn: LocalDate
    public var endsOn: LocalDate
    /// Number of deposit of the contract, or reference of the training agreement.
    public var reference: String
    /// « une semaine au lycée, trois en entreprise », or the hours of the week.
    public var rhythm: String
    public var objectives: String
    public var version: Int

    public init(
        id: ID<CompanyStay>, learnerId: ID<Learner>, kind: Kind, companyId: ID<Company>, tutorId: ID<Contact>? = nil,
        referentId: ID<StaffMember>? = nil, startsOn: LocalDate, endsOn: LocalDate, reference: String = "",
        rhythm: String = "", objectives: String = "", version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.kind = kind
        self.companyId = companyId
        self.tutorId = tutorId
        self.referentId = referentId
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.reference = reference
        self.rhythm = rhythm
        self.objectives = objectives
        self.version = version
    }
}

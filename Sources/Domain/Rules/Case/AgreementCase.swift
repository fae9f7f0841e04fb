/// An agreement as the rules see it: everything they may ask about, nothing of it required.
///
/// What is not known stays `nil`; a rule that needs it says « à vérifier » and never guesses. The names are those of the
/// JSON form that `docs/agreement-schema.md` describes.
public struct AgreementCase: Equatable, Sendable {
    /// The kind of stay; `nil` counts as a PFMP, and PFMP-23 says so.
    public var kind: StayKind?
    public var school = SchoolFacts()
    public var learner = LearnerFacts()
    public var training = TrainingFacts()
    public var period = PeriodFacts()
    public var hours = HoursFacts()
    public var host = HostFacts()
    public var agreement = PaperFacts()
    public var followUp = FollowUpFacts()
    public var works = WorksFacts()
    public var absences: [AbsenceFacts] = []
    public var attestation = AttestationFacts()
    public var allowance = AllowanceCaseFacts()
    public var accident: AccidentFacts?
    public var abroad = AbroadFacts()
    /// Only for visits, observation sequences and mini-stages.
    public var discovery = DiscoveryFacts()

    /// A case about which nothing is known.
    public init() {}
}

/// The kinds of stay of a learner outside the classroom (PFMP-23).
public enum StayKind: String, Codable, CaseIterable, Sendable {
    case pfmp
    case stage
    case observation = "sequence_observation"
    case visit = "visite_information"
    case miniStage = "mini_stage"
    case adultPeriod = "periode_fc"
    case immersion = "pmsmp"

    /// « Période de formation en milieu professionnel »
    public var label: String {
        switch self {
        case .pfmp: "Période de formation en milieu professionnel"
        case .stage: "Stage de l’enseignement supérieur"
        case .observation: "Séquence d’observation"
        case .visit: "Visite d’information"
        case .miniStage: "Mini-stage au lycée"
        case .adultPeriod: "Période en entreprise de la formation continue"
        case .immersion: "Période de mise en situation (PMSMP)"
        }
    }

    /// Whether chapter L.124 of the code de l’éducation applies (PFMP-23).
    public var isUnderChapterL124: Bool { self == .pfmp || self == .stage }
}

/// The ministry that a school belongs to; decides about allowance and agricultural rules.
public enum Ministry: String, Codable, CaseIterable, Sendable {
    case education = "MEN"
    case agriculture = "MASA"
    case sea = "MER"
    case armies = "ARMEES"
}

/// Who runs a school, for the allowance (PFMP-82).
public enum SchoolStatus: String, Codable, CaseIterable, Sendable {
    case publicSchool = "public"
    case underContract = "prive_sous_contrat"
    case outsideContract = "prive_hors_contrat"
}

/// The school of the learner.
public struct SchoolFacts: Equatable, Sendable {
    public var ministry: Ministry?
    public var status: SchoolStatus?
    /// Whose public holidays apply.
    public var territory: Territory?
    /// The insurer of the school's civil liability.
    public var insurer: String?
    /// The day the school board saw the calendar (PFMP-19).
    public var boardOn: LocalDate?
    /// School holidays of the académie; `nil` when nobody looked.
    public var holidays: [SchoolHoliday]?

    /// Nothing known.
    public init() {}
}

/// The learner.
public struct LearnerFacts: Equatable, Sendable {
    public var birthDate: LocalDate?
    public var status: LearnerPublic?
    /// In the class of troisième, of general seconde… (PFMP-118, PFMP-119).
    public var schoolLevel: SchoolLevel?

    /// Nothing known.
    public init() {}
}

/// The classes of those who come for an observation or a visit.
public enum SchoolLevel: String, Codable, CaseIterable, Sendable {
    case quatrieme, troisieme
    case secondeGT = "seconde_gt"
    case secondeSTHR = "seconde_sthr"
    case vocational = "voie_professionnelle"
}

/// The diplomas prepared in a vocational school and their length.
public enum Diploma: String, Codable, CaseIterable, Sendable {
    case cap1, cap2, cap3, bacpro, bma, dtms, fcil, pae, cs, bp, bts, other = "autre"

    /// The diploma a MEF leads to; `nil` for a course the program does not know.
    public init?(_ mef: MEF) {
        switch mef.dispositif {
        case "240": self = .cap1
        case "241", "271": self = .cap2
        case "242": self = .cap3
        case "247", "276": self = .bacpro
        case "250", "251": self = .bma
        case "221", "222": self = .dtms
        case "740", "741": self = .fcil
        case "703", "704": self = .pae
        case "257", "258": self = .cs
        case "233": self = .bp
        case "310", "311", "312": self = .bts
        default: return nil
        }
    }

    /// Whether a floor of weeks for the CAP applies (PFMP-03).
    var isCAP: Bool { self == .cap1 || self == .cap2 || self == .cap3 }
}

/// The training, with the weeks planned over its years.
public struct TrainingFacts: Equatable, Sendable {
    /// Full title (D.124-4, 1°).
    public var title: String?
    public var diploma: Diploma?
    /// Year of the cycle, from 1.
    public var year: Int?
    public var mef: String?
    /// Weeks set by the arrêté of the speciality for the whole cycle (PFMP-01).
    public var specialityWeeks: Int?
    /// Weeks planned in each year of the cycle.
    public var plannedWeeks: [Int] = []
    /// Weeks validated so far, in tenths of a week.
    public var validatedTenths: Int?
    /// Whether a positioning decision shortens the training (PFMP-03, PFMP-12).
    public var positioned: Bool?
    /// Hours of teaching a year (D.124-2).
    public var teachingHours: Int?
    /// The last school year of the cycle, by its first civil year.
    public var lastYear: Int?

    /// Nothing known.
    public init() {}
}

/// An agreement with a partner (`convention_partenariat`). A partner never needs one.
public struct Partnership: Codable, Equatable, Sendable {
    /// The life of the agreement; moved by `PartnershipLife` only.
    public enum State: String, Codable, CaseIterable, Sendable {
        case draft = "projet"
        case toSign = "en_signature"
        case active = "active"
        case toRenew = "a_renouveler"
        case expired = "expiree"
        case ended = "resiliee"

        public var label: String {
            switch self {
            case .draft: "Projet"
            case .toSign: "En signature"
            case .active: "Active"
            case .toRenew: "À renouveler"
            case .expired: "Expirée"
            case .ended: "Résiliée"
            }
        }

        /// Whether the commitments hold.
        public var isInForce: Bool { self == .active || self == .toRenew }
    }

    /// The agreement it applies, when it is one of a wider frame.
    public enum ParentLevel: String, Codable, CaseIterable, Sendable {
        case national, academic = "academique"

        public var label: String {
            switch self {
            case .national: "Convention nationale"
            case .academic: "Convention académique"
            }
        }
    }

    public let id: ID<Partnership>
    public let companyId: ID<Company>
    public var title: String
    public var streams: String
    public internal(set) var startsOn: LocalDate
    public internal(set) var endsOn: LocalDate
    public internal(set) var tacitRenewal: Bool
    /// `ParentLevel`, or empty.
    public var parentLevel: String
    public var parentName: String
    public var companySignatory: String
    /// The day of the vote of the board, when one is needed.
    public var boardOn: LocalDate?
    /// The next yearly review.
    public var reviewOn: LocalDate?
    public internal(set) var state: State
    public internal(set) var companySignedOn: LocalDate?
    public internal(set) var schoolSignedOn: LocalDate?
    public internal(set) var endReason: String
    public var notes: String
    public var version: Int

    public init(
        id: ID<Partnership>, companyId: ID<Company>, title: String, streams: String = "", startsOn: LocalDate,
        endsOn: LocalDate, tacitRenewal: Bool = false, parentLevel: ParentLevel? = nil, parentName: String = "",
        companySignatory: String = "", boardOn: LocalDate? = nil, reviewOn: LocalDate? = nil, notes: String = "",
        state: State = .draft, companySignedOn: LocalDate? = nil, schoolSignedOn: LocalDate? = nil, version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.title = title
        self.streams = streams
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.tacitRenewal = tacitRenewal
        self.parentLevel = parentLevel?.rawValue ?? ""
        self.parentName = parentName
        self.companySignatory = companySignatory
        self.boardOn = boardOn
        self.reviewOn = reviewOn
        self.state = state
        self.companySignedOn = companySignedOn
        self.schoolSignedOn = schoolSignedOn
        self.notes = notes
        self.version = version
        endReason = ""
    }
}

/// What one side promises for a school year, and what was done of it.
public struct PartnershipCommitment: Codable, Equatable, Sendable {
    /// Who promises.
    public enum Side: String, Codable, CaseIterable, Sendable {
        case company = "entreprise"
        case school = "lycee"

        public var label: String { self == .company ? "L’entreprise" : "Le lycée" }
    }

    public enum Kind: String, Codable, CaseIterable, Sendable {
        case hosting = "accueil_PFMP"
        case talks = "interventions"
        case visits = "visites"
        case teachers = "accueil_enseignants"
        case juries = "jury_CCF"
        case mentoring = "mentorat"
        case equipment = "don_materiel"
        case tax = "taxe_apprentissage"
        case apprenticeships = "offres_alternance"
        case jobs = "offres_emploi"
        case project = "projet_chef_doeuvre"
        case events = "evenement"
        case training = "formation_salaries"

        public var label: String {
            switch self {
            case .hosting: "Places de PFMP"
            case .talks: "Interventions en classe"
            case .visits: "Visites d’entreprise"
            case .teachers: "Accueil d’enseignants"
            case .juries: "Participation à des jurys"
            case .mentoring: "Mentorat"
            case .equipment: "Don ou prêt de matériel"
            case .tax: "Taxe d’apprentissage"
            case .apprenticeships: "Offres d’alternance"
            case .jobs: "Offres d’emploi"
            case .project: "Projet ou chef-d’œuvre"
            case .events: "Événements"
            case .training: "Formation de salariés"
            }
        }
    }

    public let id: ID<PartnershipCommitment>
    public let partnershipId: ID<Partnership>
    public var side: Side
    public var kind: Kind
    public var detail: String
    public var schoolYear: Int
    public var planned: Int
    public var done: Int

    public init(
        id: ID<PartnershipCommitment>, partnershipId: ID<Partnership>, side: Side, kind: Kind, detail: String = "",
        schoolYear: Int, planned: Int, done: Int = 0
    ) {
        self.id = id
        self.partnershipId = partnershipId
        self.side = side
        self.kind = kind
        self.detail = detail
        self.schoolYear = schoolYear
        self.planned = planned
        self.done = done
    }
}

/// What was said at a yearly review.
public struct PartnershipReview: Codable, Equatable, Sendable {
    public let id: ID<PartnershipReview>
    public let partnershipId: ID<Partnership>
    public let heldOn: LocalDate
    public let attendees: String
    public let summary: String
    public let nextSteps: String
    public let writtenBy: String

    public init(
        id: ID<PartnershipReview>, partnershipId: ID<Partnership>, heldOn: LocalDate, attendees: String,
        summary: String, nextSteps: String, writtenBy: String
    ) {
        self.id = id
        self.partnershipId = partnershipId
        self.heldOn = heldOn
        self.attendees = attendees
        self.summary = summary
        self.nextSteps = nextSteps
        self.writtenBy = writtenBy
    }
}

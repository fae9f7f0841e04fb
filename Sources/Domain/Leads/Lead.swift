/// A company that a learner asked for a place (« piste »), with the answer.
public struct Lead: Codable, Equatable, Sendable {
    public let id: ID<Lead>
    public let learnerId: ID<Learner>
    public let periodId: ID<PFMPPeriod>
    /// The record of the company, when the school has one.
    public var companyId: ID<Company>?
    /// The name as the learner gave it.
    public var structure: String
    public var sector: String
    public var means: LeadMeans
    public var askedOn: LocalDate
    public var answer: LeadAnswer
    /// Why the company said no; only beside a refusal.
    public var refusalReason: RefusalReason?
    public var note: String
    /// Who wrote it down.
    public let authorName: String
    public var version: Int

    public init(
        id: ID<Lead>, learnerId: ID<Learner>, periodId: ID<PFMPPeriod>, companyId: ID<Company>? = nil,
        structure: String, sector: String = "", means: LeadMeans = .call, askedOn: LocalDate,
        answer: LeadAnswer = .waiting, refusalReason: RefusalReason? = nil, note: String = "", authorName: String,
        version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.periodId = periodId
        self.companyId = companyId
        self.structure = structure
        self.sector = sector
        self.means = means
        self.askedOn = askedOn
        self.answer = answer
        self.refusalReason = answer == .refused ? refusalReason : nil
        self.note = note
        self.authorName = authorName
        self.version = version
    }

    /// Whether the company has not answered for so long that somebody must ask again.
    public func isToRemind(on day: LocalDate, after days: Int) -> Bool {
        answer == .waiting && askedOn.days(until: day) >= days
    }
}

/// How a learner reached a company.
public enum LeadMeans: String, Codable, CaseIterable, Sendable {
    case call = "appel"
    case mail
    case visit = "visite"
    case letter = "courrier"
    case other = "autre"

    /// « Sur place »
    public var label: String {
        switch self {
        case .call: "Appel"
        case .mail: "Courriel"
        case .visit: "Sur place"
        case .letter: "Courrier"
        case .other: "Autre moyen"
        }
    }
}

/// What the company answered.
public enum LeadAnswer: String, Codable, CaseIterable, Sendable {
    case waiting = "attente"
    case interview = "entretien"
    case refused = "refus"
    case agreed = "accord"

    /// « En attente »
    public var label: String {
        switch self {
        case .waiting: "En attente"
        case .interview: "Entretien"
        case .refused: "Refus"
        case .agreed: "Accord"
        }
    }
}

/// Why a company says no (`motif_refus`).
public enum RefusalReason: String, Codable, CaseIterable, Sendable {
    case noPlace = "pas_de_place"
    case noTutor = "pas_de_tuteur"
    case period = "periode"
    case safety = "securite"
    case taken = "deja_pris"
    case distance
    case lowActivity = "activite_faible"
    case badExperience = "mauvaise_experience"
    case other = "autre"

    /// « Pas de tuteur »
    public var label: String {
        switch self {
        case .noPlace: "Pas de place"
        case .noTutor: "Pas de tuteur"
        case .period: "Période qui ne convient pas"
        case .safety: "Sécurité"
        case .taken: "Déjà un stagiaire"
        case .distance: "Trop loin"
        case .lowActivity: "Activité trop faible"
        case .badExperience: "Mauvaise expérience"
        case .other: "Autre motif"
        }
    }
}

/// No more leads may be written for a period: the learner needs help, not a longer list.
public struct TooManyLeads: Refusal, Equatable {
    let most: Int

    public init(most: Int) {
        self.most = most
    }

    public var message: String {
        "Ce journal compte déjà \(most)\u{A0}pistes pour cette période, le maximum réglé par l’établissement. "
            + "Mettez à jour celles qui existent, ou aidez l’élève à chercher autrement."
    }
}

/// The agreement as a paper: its state, its signatures and what it states.
public struct PaperFacts: Equatable, Sendable {
    public var state: Agreement.State?
    /// Version of the text and the day the school board was told of it (PFMP-28).
    public var template: String?
    public var templateBoardOn: LocalDate?
    /// Mentions of D.124-4 stated or without object; `nil` when nobody looked.
    public var mentions: Set<Mention>?
    /// What exactly is missing from the mentions not stated, when it is known.
    public var gaps: [Mention: MentionGap] = [:]
    /// Who can sign, before anybody did; `nil` when nobody looked.
    public var people: SignatoryFacts?
    public var signatures: [PaperSignature] = []
    public var referent: String?
    public var tutor: String?
    public var tutorBirthDate: LocalDate?
    /// Whether the tutor is of age, as somebody said; `nil` when nobody did.
    public var tutorAdult: Bool?
    public var activities: String?
    public var pedagogicalAnnex: Bool?
    public var financialAnnex: Bool?
    /// What changed since the signatures.
    public var changed: [ChangedTerm] = []
    public var amendments: [AmendmentFacts] = []
    public var termination: TerminationFacts?
    public var interruption: InterruptionFacts?
    /// The amount that the agreement sets for an hour.
    public var gratification: Cents?
    /// The agreement says what the gratification is, in words that hold no plain amount.
    public var gratificationStated: Bool?
    /// The agreement says that the rate follows the ceiling (PFMP-70).
    public var revaluation: Bool?
    /// Canteen or meal vouchers, transport, social and cultural activities (PFMP-72).
    public var meals: Bool?
    public var transport: Bool?
    public var culture: Bool?
    /// Leave is planned, for a stay above two months.
    public var leave: Bool?

    /// Nothing known.
    public init() {}
}

/// One signature on the agreement or on an amendment.
public struct PaperSignature: Equatable, Sendable {
    public var party: Party?
    public var on: LocalDate?

    /// Nothing known.
    public init() {}
}

/// What an amendment may change (PFMP-34).
public enum ChangedTerm: String, Codable, CaseIterable, Sendable {
    case dates, place = "lieu", hours = "horaires", tutor = "tuteur", referent = "referent"
    case activities = "activites", end = "fin_anticipee"

    /// « les dates »
    public var label: String {
        switch self {
        case .dates: "les dates"
        case .place: "le lieu"
        case .hours: "les horaires"
        case .tutor: "le tuteur"
        case .referent: "l’enseignant référent"
        case .activities: "les activités"
        case .end: "la fin anticipée"
        }
    }
}

/// An amendment (« avenant »).
public struct AmendmentFacts: Equatable, Sendable {
    public var number: Int?
    public var terms: [ChangedTerm] = []
    public var signedBy: [Party] = []

    /// Nothing known.
    public init() {}
}

/// The end before its time (PFMP-35, PFMP-36).
public struct TerminationFacts: Equatable, Sendable {
    public var by: TerminationSide?
    public var on: LocalDate?
    public var reason: String?
    /// The référent or the DDFPT was reached first.
    public var schoolReached: Bool?
    /// The other side was told in writing.
    public var notified: Bool?

    /// Nothing known.
    public init() {}
}

/// Who ends an agreement.
public enum TerminationSide: String, Codable, CaseIterable, Sendable {
    case host = "organisme"
    case school = "etablissement"
    case learner = "eleve"
}

/// A stop for one of the causes of L.124-15 (PFMP-37).
public struct InterruptionFacts: Equatable, Sendable {
    public var cause: AbsenceCause?
    public var on: LocalDate?
    public var outcome: InterruptionOutcome?

    /// Nothing known.
    public init() {}
}

/// What becomes of an interrupted period.
public enum InterruptionOutcome: String, Codable, CaseIterable, Sendable {
    case validated = "validee"
    case alternative = "modalite_alternative"
    case postponed = "report"
}

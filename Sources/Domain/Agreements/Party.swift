/// Those who sign an agreement (D.124-4, PFMP-24).
public enum Party: String, Codable, CaseIterable, Sendable {
    case host = "ORG_ACCUEIL"
    case tutor = "TUTEUR"
    case learner = "ELEVE"
    case guardian = "REP_LEGAL"
    /// The other legal representative, whose signature is welcome and never awaited.
    case secondGuardian = "REP_LEGAL_2"
    case referent = "ENSEIGNANT_REFERENT"
    case head = "CHEF_ETAB"

    /// « Tuteur »
    public var label: String {
        switch self {
        case .host: "Représentant de l’organisme d’accueil"
        case .tutor: "Tuteur"
        case .learner: "Élève"
        case .guardian: "Représentant légal"
        case .secondGuardian: "Second représentant légal"
        case .referent: "Enseignant référent"
        case .head: "Chef d’établissement"
        }
    }

    /// The party within a sentence: « le tuteur ».
    var inSentence: String {
        switch self {
        case .host: "l’organisme d’accueil"
        case .tutor: "le tuteur"
        case .learner: "l’élève"
        case .guardian: "le représentant légal"
        case .secondGuardian: "le second représentant légal"
        case .referent: "l’enseignant référent"
        case .head: "le chef d’établissement"
        }
    }

    /// Who must sign: the legal representative stands for a minor (PFMP-24), the head comes last (PFMP-25).
    public static func required(minor: Bool) -> [Party] {
        [.host, .tutor, minor ? .guardian : .learner, .referent, .head]
    }

    /// Who may sign too: a minor beside the legal representative, and the other representative (F64).
    public static func welcome(minor: Bool) -> [Party] {
        minor ? [.learner, .secondGuardian] : []
    }
}

/// One party signed an agreement, on paper or otherwise.
public struct AgreementSignature: Codable, Equatable, Sendable {
    /// Key of the row.
    public let id: ID<AgreementSignature>
    /// What was signed.
    public let agreementId: ID<Agreement>
    /// Who signed.
    public let party: Party
    /// The day written beside the signature.
    public let signedOn: LocalDate
    /// On paper or electronically: both may stand on one agreement.
    public let method: SignatureMethod

    /// A signature; whether it may be recorded is for `Agreement.signed(by:on:terms:)` to say.
    public init(
        id: ID<AgreementSignature>, agreementId: ID<Agreement>, party: Party, signedOn: LocalDate,
        method: SignatureMethod = .paper
    ) {
        self.id = id
        self.agreementId = agreementId
        self.party = party
        self.signedOn = signedOn
        self.method = method
    }
}

/// What decides whether a signature may be recorded and whether it is the last one.
public struct SigningTerms: Equatable, Sendable {
    /// Whether the learner is a minor on the day of signature (PFMP-40).
    public var minor: Bool
    /// Those who signed already.
    public var signedBy: Set<Party>
    /// The last day of the placement.
    public var endsOn: LocalDate
    /// The day it is, at the place of the school.
    public var today: LocalDate

    /// The terms of one signature.
    public init(minor: Bool, signedBy: Set<Party>, endsOn: LocalDate, today: LocalDate) {
        self.minor = minor
        self.signedBy = signedBy
        self.endsOn = endsOn
        self.today = today
    }

    /// The signatures still awaited, in the order of signing.
    public var missing: [Party] {
        Party.required(minor: minor).filter { !signedBy.contains($0) }
    }
}

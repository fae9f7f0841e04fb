/// The agreement (« convention ») that school, host and learner sign for one placement.
public struct Agreement: Codable, Equatable, Sendable {
    /// The life of an agreement (PFMP-22).
    public enum State: String, Codable, CaseIterable, Sendable {
        case draft = "brouillon"
        case toSign = "a_signer"
        case signed = "signee"
        case running = "en_cours"
        case ended = "terminee"
        case certified = "attestee"
        case refused = "refusee"
        case cancelled = "annulee"
        case broken = "rompue"

        public var label: String {
            switch self {
            case .draft: "Brouillon"
            case .toSign: "À signer"
            case .signed: "Signée"
            case .running: "En cours"
            case .ended: "Terminée"
            case .certified: "Attestée"
            case .refused: "Refusée"
            case .cancelled: "Annulée"
            case .broken: "Rompue"
            }
        }
    }

    public let id: ID<Agreement>
    public let placementId: ID<Placement>
    /// `2026-00042`: year and rank in the register of the establishment.
    public let number: String
    public internal(set) var state: State
    /// Text of the rules version printed in the footer.
    public internal(set) var template: String
    public internal(set) var version: Int

    /// Opens the agreement of a placement, as a draft.
    public init(id: ID<Agreement>, placementId: ID<Placement>, number: String, template: String) {
        self.id = id
        self.placementId = placementId
        self.number = number
        self.template = template
        state = .draft
        version = 1
    }
}

/// The five parties of an agreement (D.124-4, PFMP-24).
public enum Party: String, Codable, CaseIterable, Sendable {
    case host = "ORG_ACCUEIL"
    case tutor = "TUTEUR"
    case learner = "ELEVE"
    case guardian = "REP_LEGAL"
    case referent = "ENSEIGNANT_REFERENT"
    case head = "CHEF_ETAB"

    public var label: String {
        switch self {
        case .host: "Représentant de l’organisme d’accueil"
        case .tutor: "Tuteur"
        case .learner: "Élève"
        case .guardian: "Représentant légal"
        case .referent: "Enseignant référent"
        case .head: "Chef d’établissement"
        }
    }

    /// Who must sign: the legal representative stands for a minor (PFMP-24), the head comes last (PFMP-25).
    public static func required(minor: Bool) -> [Party] {
        [.host, .tutor, minor ? .guardian : .learner, .referent, .head]
    }
}

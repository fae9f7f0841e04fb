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

        /// Not signed by everybody yet.
        public var isUnsigned: Bool { self == .draft || self == .toSign }

        /// « À signer »
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

    /// Key of the row.
    public let id: ID<Agreement>
    /// The placement it covers: one learner, one host, one period (PFMP-29).
    public let placementId: ID<Placement>
    /// `2026-00042`: year and rank in the register of the establishment.
    public let number: String
    /// Where it stands; moved by the functions of `AgreementRules.swift` only.
    public internal(set) var state: State
    /// The version of the text, printed in the footer (PFMP-28).
    public internal(set) var template: String
    /// Counts the changes of the record, so that a stale form is told apart.
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

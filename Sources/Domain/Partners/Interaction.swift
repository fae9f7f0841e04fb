/// One call, visit or message with a partner.
public struct Interaction: Codable, Equatable, Sendable {
    public let id: ID<Interaction>
    public let companyId: ID<Company>
    public var contactId: ID<Contact>?
    public var kind: InteractionKind
    public var purpose: InteractionPurpose
    public var outcome: InteractionOutcome
    public var happenedOn: LocalDate
    public var note: String
    /// Who spoke for the bureau.
    public var authorName: String
    public var nextAction: String
    public var nextActionOn: LocalDate?

    public init(
        id: ID<Interaction>, companyId: ID<Company>, contactId: ID<Contact>? = nil, kind: InteractionKind,
        purpose: InteractionPurpose, outcome: InteractionOutcome, happenedOn: LocalDate, note: String = "",
        authorName: String, nextAction: String = "", nextActionOn: LocalDate? = nil
    ) {
        self.id = id
        self.companyId = companyId
        self.contactId = contactId
        self.kind = kind
        self.purpose = purpose
        self.outcome = outcome
        self.happenedOn = happenedOn
        self.note = note
        self.authorName = authorName
        self.nextAction = nextAction
        self.nextActionOn = nextActionOn
    }
}

/// The way people met or spoke.
public enum InteractionKind: String, Codable, CaseIterable, Sendable {
    case incomingCall = "appel_entrant"
    case outgoingCall = "appel_sortant"
    case mail
    case letter = "courrier"
    case siteVisit = "visite_site"
    case schoolVisit = "visite_au_lycee"
    case event = "evenement"
    case videoCall = "visio"
    case formMessage = "message_form"

    public var label: String {
        switch self {
        case .incomingCall: "Appel reçu"
        case .outgoingCall: "Appel passé"
        case .mail: "Courriel"
        case .letter: "Courrier"
        case .siteVisit: "Visite sur place"
        case .schoolVisit: "Visite au lycée"
        case .event: "Événement"
        case .videoCall: "Visioconférence"
        case .formMessage: "Message du formulaire"
        }
    }
}

/// What the exchange was for.
public enum InteractionPurpose: String, Codable, CaseIterable, Sendable {
    case prospecting = "prospection"
    case placement = "suivi_PFMP"
    case partnership = "partenariat"
    case tax = "taxe"
    case need = "besoin"
    case event = "evenement"
    case apprenticeship = "alternance"
    case thanks = "remerciement"
    case complaint = "reclamation"

    public var label: String {
        switch self {
        case .prospecting: "Prospection"
        case .placement: "Suivi de PFMP"
        case .partnership: "Partenariat"
        case .tax: "Taxe d’apprentissage"
        case .need: "Besoin de compétences"
        case .event: "Événement"
        case .apprenticeship: "Alternance"
        case .thanks: "Remerciement"
        case .complaint: "Réclamation"
        }
    }
}

/// What came out of the exchange.
public enum InteractionOutcome: String, Codable, CaseIterable, Sendable {
    case agreed = "accord"
    case callBack = "a_rappeler"
    case refused = "refus"
    case noAnswer = "sans_reponse"
    case information = "info"

    public var label: String {
        switch self {
        case .agreed: "Accord"
        case .callBack: "À rappeler"
        case .refused: "Refus"
        case .noAnswer: "Sans réponse"
        case .information: "Information"
        }
    }
}

/// What may happen to an agreement (PFMP-22).
public enum AgreementEvent: String, Codable, CaseIterable, Sendable {
    case send = "mettre_a_la_signature"
    case reopen = "reprendre"
    case sign = "signer"
    case complete = "signer_en_dernier"
    case erase = "retirer_une_signature"
    case start = "commencer"
    case end = "terminer"
    case certify = "attester"
    case refuse = "refuser"
    case cancel = "annuler"
    case breakOff = "rompre"

    /// « Mettre à la signature », as on a button.
    public var label: String {
        switch self {
        case .send: "Mettre à la signature"
        case .reopen: "Reprendre en brouillon"
        case .sign: "Noter une signature"
        case .complete: "Noter la dernière signature"
        case .erase: "Retirer une signature notée par erreur"
        case .start: "Commencer"
        case .end: "Terminer"
        case .certify: "Noter l’attestation reçue"
        case .refuse: "Noter un refus de signer"
        case .cancel: "Annuler"
        case .breakOff: "Rompre"
        }
    }

    /// Completes « Cette convention est signée : on ne peut pas la … ».
    var impossible: String {
        switch self {
        case .send: "la mettre à la signature"
        case .reopen: "la reprendre en brouillon"
        case .sign, .complete: "y noter de signature"
        case .erase: "en retirer une signature"
        case .start: "la faire commencer"
        case .end: "la terminer"
        case .certify: "y joindre l’attestation"
        case .refuse: "y noter un refus de signer"
        case .cancel: "l’annuler"
        case .breakOff: "la rompre"
        }
    }
}

/// One line of the table of the life of an agreement.
public struct AgreementTransition: Equatable, Sendable {
    /// Who makes it happen.
    public enum Actor: Equatable, Sendable {
        /// A person with this right.
        case person(Permission)
        /// The days that pass.
        case calendar

        /// « Préparer et imprimer les conventions »
        public var label: String {
            switch self {
            case .person(let permission): permission.label
            case .calendar: "Le calendrier"
            }
        }
    }

    /// State before.
    public let from: Agreement.State
    /// What happens.
    public let event: AgreementEvent
    /// State after.
    public let to: Agreement.State
    /// Who makes it happen.
    public let actor: Actor
    /// The condition, in French; empty when there is none.
    public let condition: String
}

/// The life of an agreement as one table: what is not in it does not happen (PFMP-22).
public enum AgreementLife {
    /// Every transition, in the order of a life without trouble, then the exits.
    public static let transitions: [AgreementTransition] = [
        line(.draft, .send, .toSign, .prepareAgreements, "aucune mention obligatoire ne manque"),
        line(.toSign, .reopen, .draft, .prepareAgreements, "personne n’a signé"),
        line(.toSign, .sign, .toSign, .recordSignatures, "d’autres signatures sont attendues"),
        line(.toSign, .complete, .signed, .recordSignatures, "c’est la dernière signature attendue"),
        line(.toSign, .erase, .toSign, .recordSignatures, "cette signature est notée"),
        line(.signed, .erase, .toSign, .recordSignatures, "cette signature est notée"),
        passing(.signed, .start, .running, "le premier jour est arrivé"),
        passing(.running, .end, .ended, "le dernier jour est passé"),
        line(.ended, .certify, .certified, .prepareAgreements),
        line(.toSign, .refuse, .refused, .recordSignatures),
        line(.draft, .cancel, .cancelled, .prepareAgreements),
        line(.toSign, .cancel, .cancelled, .prepareAgreements),
        line(.signed, .cancel, .cancelled, .prepareAgreements),
        line(.running, .breakOff, .broken, .prepareAgreements),
    ]

    private static func line(
        _ from: Agreement.State, _ event: AgreementEvent, _ to: Agreement.State, _ right: Permission,
        _ condition: String = ""
    ) -> AgreementTransition {
        AgreementTransition(from: from, event: event, to: to, actor: .person(right), condition: condition)
    }

    private static func passing(
        _ from: Agreement.State, _ event: AgreementEvent, _ to: Agreement.State, _ condition: String
    ) -> AgreementTransition {
        AgreementTransition(from: from, event: event, to: to, actor: .calendar, condition: condition)
    }

    /// The line that starts from a state with an event; `nil` when that does not happen.
    public static func transition(from state: Agreement.State, on event: AgreementEvent) -> AgreementTransition? {
        transitions.first { $0.from == state && $0.event == event }
    }
}

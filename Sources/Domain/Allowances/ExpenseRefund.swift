/// Extra costs that a PFMP brings to a family (PFMP-73).
public enum ExpenseKind: String, Codable, CaseIterable, Sendable {
    case meals = "repas"
    case transport
    case lodging = "hebergement"

    public var label: String {
        switch self {
        case .meals: "Repas"
        case .transport: "Transport"
        case .lodging: "Hébergement"
        }
    }

    /// What is counted: « repas », « km », « nuits ».
    public var unit: String {
        switch self {
        case .meals: "repas"
        case .transport: "km"
        case .lodging: "nuits"
        }
    }
}

/// The most the school refunds for a unit, as voted by its board.
public struct RefundScale: Codable, Equatable, Sendable {
    public let id: ID<RefundScale>
    public let kind: ExpenseKind
    /// The most refunded for a meal, a kilometre or a night.
    public var cap: Cents
    /// What the family would have paid at school anyway: taken out of each unit (half-board price).
    public var deduction: Cents
    /// The day the board voted it: it holds from then on.
    public var votedOn: LocalDate

    public init(
        id: ID<RefundScale>, kind: ExpenseKind, cap: Cents, deduction: Cents = Cents(rawValue: 0), votedOn: LocalDate
    ) {
        self.id = id
        self.kind = kind
        self.cap = cap
        self.deduction = deduction
        self.votedOn = votedOn
    }
}

/// What may be refunded.
public enum ExpenseRefund {
    /// PFMP-73. Real cost under the cap, less what the family saves; never below zero, never above what was spent.
    public static func amount(spent: Cents, quantity: Int, scale: RefundScale) -> Cents {
        let capped = min(spent.rawValue, scale.cap.rawValue * quantity)
        return Cents(rawValue: max(0, capped - scale.deduction.rawValue * quantity))
    }

    /// The scale in force on a day: the last one voted before.
    public static func scale(of kind: ExpenseKind, on day: LocalDate, among scales: [RefundScale]) -> RefundScale? {
        scales.filter { $0.kind == kind && $0.votedOn <= day }.max { ($0.votedOn, $0.id) < ($1.votedOn, $1.id) }
    }
}

/// The life of a claim.
public enum ClaimState: String, Codable, CaseIterable, Sendable {
    case asked = "demandee"
    case granted = "accordee"
    case refused = "refusee"
    case paid = "payee"

    public var label: String {
        switch self {
        case .asked: "À décider"
        case .granted: "Accordée"
        case .refused: "Refusée"
        case .paid: "Payée"
        }
    }
}

/// What may happen to a claim.
public enum ClaimEvent: String, Codable, CaseIterable, Sendable {
    case grant = "accorder"
    case refuse = "refuser"
    case pay = "payer"
    case reopen = "reprendre"

    public var label: String {
        switch self {
        case .grant: "Accorder"
        case .refuse: "Refuser"
        case .pay: "Noter le paiement"
        case .reopen: "Revenir sur la décision"
        }
    }

    var impossible: String {
        switch self {
        case .grant: "l’accorder"
        case .refuse: "la refuser"
        case .pay: "la payer"
        case .reopen: "la rouvrir"
        }
    }
}

/// The life of a claim as one table.
public enum ClaimLife {
    public struct Transition: Equatable, Sendable {
        public let from: ClaimState
        public let event: ClaimEvent
        public let to: ClaimState
    }

    /// What is not here does not happen.
    public static let transitions = [
        Transition(from: .asked, event: .grant, to: .granted),
        Transition(from: .asked, event: .refuse, to: .refused),
        Transition(from: .granted, event: .pay, to: .paid),
        Transition(from: .granted, event: .reopen, to: .asked),
        Transition(from: .refused, event: .reopen, to: .asked),
    ]

    /// The state after an event; a claim is granted only with its receipts and a proof of presence.
    public static func moved(
        _ state: ClaimState, by event: ClaimEvent, receipts: Bool, presence: Bool
    ) throws(ClaimRefusal) -> ClaimState {
        guard let line = transitions.first(where: { $0.from == state && $0.event == event }) else {
            throw .impossible(event, state)
        }
        if event == .grant {
            guard receipts else { throw .noReceipts }
            guard presence else { throw .noPresence }
        }
        return line.to
    }
}

/// Why a claim does not move.
public enum ClaimRefusal: Refusal, Equatable {
    case impossible(ClaimEvent, ClaimState)
    case noReceipts
    case noPresence
    case noScale(ExpenseKind)

    public var message: String {
        switch self {
        case .impossible(let event, let state):
            "Cette demande est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas \(event.impossible)."
        case .noReceipts: "Les justificatifs ne sont pas cochés\u{A0}: demandez-les à la famille d’abord."
        case .noPresence: "L’attestation de la période n’est pas revenue\u{A0}: elle prouve la présence."
        case .noScale(let kind):
            "Aucun barème voté pour «\u{A0}\(kind.label)\u{A0}» à cette date\u{A0}: saisissez-le dans les barèmes."
        }
    }
}

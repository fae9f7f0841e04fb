/// An amendment (« avenant ») to a signed agreement: what changes, from which day, signed again by the parties (PFMP-34).
public struct Amendment: Codable, Equatable, Sendable {
    /// What it is about.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Dates, place, hours, people or activities.
        case terms = "avenant"
        /// The end comes earlier.
        case ending = "rupture"

        /// « Changement »
        public var label: String {
            switch self {
            case .terms: "Avenant"
            case .ending: "Avenant de fin anticipée"
            }
        }
    }

    /// Its life.
    public enum State: String, Codable, CaseIterable, Sendable {
        case draft = "brouillon"
        case toSign = "a_signer"
        case signed = "signe"
        case dropped = "abandonne"

        /// « À signer »
        public var label: String {
            switch self {
            case .draft: "Brouillon"
            case .toSign: "À signer"
            case .signed: "Signé"
            case .dropped: "Abandonné"
            }
        }
    }

    /// What may happen to it.
    public enum Event: String, CaseIterable, Sendable {
        case print = "imprimer"
        case sign = "signer"
        case complete = "signer_en_dernier"
        case drop = "abandonner"
    }

    public let id: ID<Amendment>
    public let agreementId: ID<Agreement>
    /// 1 for the first amendment of the agreement.
    public let rank: Int
    public let kind: Kind
    public internal(set) var state: State
    /// The first day it holds.
    public let effectiveOn: LocalDate
    public let reason: String
    public internal(set) var version: Int

    /// Opens an amendment as a draft.
    public init(
        id: ID<Amendment>, agreementId: ID<Agreement>, rank: Int, kind: Kind, effectiveOn: LocalDate, reason: String
    ) {
        self.id = id
        self.agreementId = agreementId
        self.rank = rank
        self.kind = kind
        self.effectiveOn = effectiveOn
        self.reason = reason
        state = .draft
        version = 1
    }
}

/// The life of an amendment as one table: what is not in it does not happen.
public enum AmendmentLife {
    /// From, event, to.
    public static let transitions: [(from: Amendment.State, event: Amendment.Event, to: Amendment.State)] = [
        (.draft, .print, .toSign), (.toSign, .print, .toSign), (.toSign, .sign, .toSign),
        (.toSign, .complete, .signed), (.draft, .drop, .dropped), (.toSign, .drop, .dropped),
    ]

    /// The state after an event; `nil` when it does not happen.
    public static func next(_ state: Amendment.State, _ event: Amendment.Event) -> Amendment.State? {
        transitions.first { $0.from == state && $0.event == event }?.to
    }
}

/// Why an amendment is not made or does not move.
public enum AmendmentRefusal: Refusal, Equatable {
    case notSigned(Agreement.State)
    case nothingChanges
    case anotherIsOpen(rank: Int)
    case reasonMissing
    case beforeStart(LocalDate)
    case afterEnd(LocalDate)
    case impossible(Amendment.State)
    case signedTwice(Party)
    case notExpected(Party)
    case inFuture(LocalDate)
    case changedMeanwhile
    case isSigned

    /// What is refused and what to do.
    public var message: String {
        switch self {
        case .notSigned(let state):
            "La convention est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: un avenant ne modifie qu’une convention signée."
        case .nothingChanges: "Rien ne change\u{A0}: modifiez au moins un élément, ou renoncez à l’avenant."
        case .anotherIsOpen(let rank):
            "L’avenant n°\u{A0}\(rank) n’est pas encore signé\u{A0}: terminez-le ou abandonnez-le d’abord."
        case .reasonMissing: "Dites pourquoi la convention change\u{A0}: le motif est écrit dans l’avenant."
        case .beforeStart(let day): "L’avenant ne peut pas prendre effet avant le début de la période, le \(day.long)."
        case .afterEnd(let day): "L’avenant ne peut pas prendre effet après la fin de la période, le \(day.long)."
        case .impossible(let state):
            "Cet avenant est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: ce n’est plus possible."
        case .signedTwice(let party): "La signature est déjà notée pour cette partie\u{A0}: \(party.inSentence)."
        case .notExpected(let party):
            "Cet avenant ne porte pas la signature de cette partie\u{A0}: \(party.inSentence)."
        case .inFuture(let day): "Le \(day.long) n’est pas encore arrivé\u{A0}: indiquez le jour de la signature."
        case .changedMeanwhile:
            "Le placement a changé depuis que cet avenant a été préparé\u{A0}: abandonnez-le et refaites-le."
        case .isSigned: "Cet avenant est signé et ne se modifie plus\u{A0}: faites-en un autre."
        }
    }
}

extension Amendment {
    /// The agreement must be signed and not over for its terms to be amended.
    public static func requireSigned(_ state: Agreement.State) throws(AmendmentRefusal) {
        guard state == .signed || state == .running else { throw .notSigned(state) }
    }

    /// Printed, it goes to its parties.
    public func printed() throws(AmendmentRefusal) -> Amendment { try moved(by: .print) }

    /// One party signs; the last one makes it hold.
    public func signed(by party: Party, on day: LocalDate, terms: SigningTerms) throws(AmendmentRefusal) -> Amendment {
        guard state == .toSign else { throw .impossible(state) }
        guard !terms.signedBy.contains(party) else { throw .signedTwice(party) }
        let expected = Party.required(minor: terms.minor) + Party.welcome(minor: terms.minor)
        guard expected.contains(party) else { throw .notExpected(party) }
        guard day <= terms.today else { throw .inFuture(day) }
        return try moved(by: terms.missing.allSatisfy { $0 == party } ? .complete : .sign)
    }

    /// Given up before everybody signed.
    public func dropped() throws(AmendmentRefusal) -> Amendment { try moved(by: .drop) }

    private func moved(by event: Event) throws(AmendmentRefusal) -> Amendment {
        guard let next = AmendmentLife.next(state, event) else { throw .impossible(state) }
        var amendment = self
        amendment.state = next
        amendment.version += 1
        return amendment
    }
}

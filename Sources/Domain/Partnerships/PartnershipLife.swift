/// What may happen to a partnership agreement.
public enum PartnershipEvent: String, Codable, CaseIterable, Sendable {
    case send = "envoyer"
    case withdraw = "reprendre"
    case sign = "signer"
    case comeDue = "echeance"
    case renew = "renouveler"
    case expire = "expirer"
    case end = "resilier"

    public var label: String {
        switch self {
        case .send: "envoyer à la signature"
        case .withdraw: "reprendre en projet"
        case .sign: "noter la dernière signature"
        case .comeDue: "l’échéance approche"
        case .renew: "renouveler"
        case .expire: "l’échéance est passée"
        case .end: "résilier"
        }
    }
}

/// One line of the table.
public struct PartnershipTransition: Equatable, Sendable {
    public let from: Partnership.State
    public let event: PartnershipEvent
    public let to: Partnership.State
}

/// The life of an agreement: what is not in the table does not happen.
public enum PartnershipLife {
    /// Days before the end from which the renewal is to decide.
    public static let noticeDays = 90

    /// The whole table.
    public static let transitions: [PartnershipTransition] = [
        PartnershipTransition(from: .draft, event: .send, to: .toSign),
        PartnershipTransition(from: .toSign, event: .withdraw, to: .draft),
        PartnershipTransition(from: .toSign, event: .sign, to: .active),
        PartnershipTransition(from: .active, event: .comeDue, to: .toRenew),
        PartnershipTransition(from: .active, event: .renew, to: .active),
        PartnershipTransition(from: .active, event: .expire, to: .expired),
        PartnershipTransition(from: .active, event: .end, to: .ended),
        PartnershipTransition(from: .toRenew, event: .renew, to: .active),
        PartnershipTransition(from: .toRenew, event: .expire, to: .expired),
        PartnershipTransition(from: .toRenew, event: .end, to: .ended),
        PartnershipTransition(from: .expired, event: .renew, to: .active),
    ]

    public static func next(_ state: Partnership.State, _ event: PartnershipEvent) -> Partnership.State? {
        transitions.first { $0.from == state && $0.event == event }?.to
    }
}

/// Why an agreement does not move.
public enum PartnershipRefusal: Refusal, Equatable {
    case impossible(PartnershipEvent, Partnership.State)
    case signedInFuture(LocalDate)
    case endBeforeStart
    case renewedToPast(LocalDate)
    /// Signed terms do not change in silence.
    case termsFixed

    public var message: String {
        switch self {
        case .impossible(let event, let state):
            "Cette convention est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas \(event.label)."
        case .signedInFuture(let day):
            "Le \(day.long) n’est pas encore arrivé\u{A0}: indiquez le jour de la signature."
        case .endBeforeStart: "La fin vient avant le début\u{A0}: corrigez l’une des deux dates."
        case .renewedToPast(let day): "La nouvelle fin doit venir après le \(day.long)."
        case .termsFixed:
            "Les dates d’une convention envoyée ou signée ne se modifient plus\u{A0}: reprenez-la en projet, ou renouvelez-la."
        }
    }
}

extension Partnership {
    public func allows(_ event: PartnershipEvent) -> Bool { PartnershipLife.next(state, event) != nil }

    /// The agreement after an event, its version raised.
    public func after(_ event: PartnershipEvent) throws(PartnershipRefusal) -> Partnership {
        guard let next = PartnershipLife.next(state, event) else { throw .impossible(event, state) }
        var partnership = self
        partnership.state = next
        partnership.version += 1
        return partnership
    }

    /// New dates, while nothing was sent.
    public func dated(from start: LocalDate, through end: LocalDate, tacit: Bool) throws(PartnershipRefusal)
        -> Partnership
    {
        guard start <= end else { throw .endBeforeStart }
        let isSame = start == startsOn && end == endsOn && tacit == tacitRenewal
        guard state == .draft || isSame else { throw .termsFixed }
        var partnership = self
        partnership.startsOn = start
        partnership.endsOn = end
        partnership.tacitRenewal = tacit
        return partnership
    }

    /// One side signs; the second signature puts the agreement in force.
    public func signed(by side: PartnershipCommitment.Side, on day: LocalDate, today: LocalDate)
        throws(PartnershipRefusal) -> Partnership
    {
        guard state == .toSign else { throw .impossible(.sign, state) }
        guard day <= today else { throw .signedInFuture(day) }
        var partnership = self
        switch side {
        case .company: partnership.companySignedOn = day
        case .school: partnership.schoolSignedOn = day
        }
        guard partnership.companySignedOn != nil, partnership.schoolSignedOn != nil else {
            partnership.version += 1
            return partnership
        }
        return try partnership.after(.sign)
    }

    /// Taken back: the signatures given are void.
    public func withdrawn() throws(PartnershipRefusal) -> Partnership {
        var partnership = try after(.withdraw)
        partnership.companySignedOn = nil
        partnership.schoolSignedOn = nil
        return partnership
    }

    /// Goes on until another day.
    public func renewed(until day: LocalDate) throws(PartnershipRefusal) -> Partnership {
        guard day > endsOn else { throw .renewedToPast(endsOn) }
        var partnership = try after(.renew)
        partnership.endsOn = day
        return partnership
    }

    public func ended(because reason: String) throws(PartnershipRefusal) -> Partnership {
        var partnership = try after(.end)
        partnership.endReason = reason
        return partnership
    }

    /// What the calendar does of it by a day: `nil` when nothing. Tacit renewal adds a year.
    public func onCalendar(_ today: LocalDate) -> Partnership? {
        guard state.isInForce else { return nil }
        do throws(PartnershipRefusal) {
            if endsOn < today {
                guard tacitRenewal else { return try after(.expire) }
                var end = endsOn
                while end < today { end = end.adding(months: 12) }
                return try renewed(until: end)
            }
            if state == .active, today.days(until: endsOn) <= PartnershipLife.noticeDays { return try after(.comeDue) }
        } catch {
            // The table allows both events in force: an event it lost would show in its exhaustive test.
            return nil
        }
        return nil
    }
}

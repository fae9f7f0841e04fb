/// Why an agreement does not move.
public enum AgreementRefusal: Refusal, Equatable {
    /// The event does not happen in that state.
    case impossible(AgreementEvent, Agreement.State)
    /// Mandatory mentions are missing: their sentences.
    case incomplete([String])
    /// Somebody signed what one wants to change.
    case alreadySigned([Party])
    /// The same signature twice.
    case signedTwice(Party)
    /// A party that does not sign this agreement.
    case signatureNotExpected(Party)
    /// The party to strike out did not sign.
    case notSigned(Party)
    /// A signature dated after today.
    case signedInFuture(LocalDate)
    /// A signature dated after the end of the placement.
    case signedAfterEnd(LocalDate)
    /// The placement begins later.
    case notBegun(LocalDate)
    /// The placement lasts until that day.
    case notOver(LocalDate)
    /// The terms are fixed: change them by an amendment (PFMP-34).
    case termsFixed(Agreement.State)

    /// What is refused, why, and what to do.
    public var message: String {
        switch self {
        case .impossible(let event, let state):
            "Cette convention est à l’état «\u{A0}\(state.label)\u{A0}»\u{A0}: on ne peut pas \(event.impossible)."
        case .incomplete(let sentences):
            "La convention n’est pas complète. " + sentences.joined(separator: " ")
        case .alreadySigned(let parties):
            "La convention porte déjà une signature (\(AgreementRefusal.list(parties)))\u{A0}: retirez-la si elle a été "
                + "notée par erreur, sinon annulez cette convention et faites-en une autre."
        case .signedTwice(let party):
            "La signature est déjà notée pour cette partie\u{A0}: \(party.inSentence)."
        case .signatureNotExpected(let party):
            "Cette convention ne porte pas la signature de cette partie\u{A0}: \(party.inSentence)."
        case .notSigned(let party):
            "Aucune signature n’est notée pour cette partie\u{A0}: \(party.inSentence)."
        case .signedInFuture(let day):
            "Le \(day.long) n’est pas encore arrivé\u{A0}: indiquez le jour où la convention a été signée."
        case .signedAfterEnd(let day):
            "La période s’est terminée le \(day.long)\u{A0}: une signature plus tardive ne vaut pas. Vérifiez la date."
        case .notBegun(let day):
            "La période ne commence que le \(day.long)."
        case .notOver(let day):
            "La période dure jusqu’au \(day.long) compris."
        case .termsFixed(.toSign):
            "La convention est à la signature\u{A0}: reprenez-la en brouillon avant de la modifier."
        case .termsFixed(.signed), .termsFixed(.running):
            "La convention est signée\u{A0}: faites un avenant pour la modifier."
        case .termsFixed(let state):
            "La convention est à l’état «\u{A0}\(state.label)\u{A0}» et ne se modifie plus."
        }
    }

    private static func list(_ parties: [Party]) -> String {
        parties.map(\.inSentence).joined(separator: ", ")
    }
}

extension Agreement {
    /// What may happen now, in the order of the table.
    public var possibleEvents: [AgreementEvent] {
        AgreementLife.transitions.filter { $0.from == state }.map(\.event)
    }

    /// Whether dates, place, hours, people and activities may still be changed without an amendment.
    public var termsAreOpen: Bool { state == .draft }

    /// A signed agreement is never altered in silence (PFMP-34).
    public func requireOpenTerms() throws(AgreementRefusal) {
        guard termsAreOpen else { throw .termsFixed(state) }
    }

    /// The text it will be printed with; fixed once it goes to its parties (PFMP-28).
    public func using(template: String) throws(AgreementRefusal) -> Agreement {
        try requireOpenTerms()
        var agreement = self
        agreement.template = template
        return agreement
    }

    /// The agreement goes to its parties, when no mandatory mention is missing (PFMP-26).
    /// - Parameter template: the text it is printed with; the one it bears when not said.
    public func sent(readiness: AgreementReadiness, template: String? = nil) throws(AgreementRefusal) -> Agreement {
        var agreement = try moved(by: .send)
        guard readiness.mayBeSigned else { throw .incomplete(readiness.obstacles) }
        agreement.template = template ?? agreement.template
        return agreement
    }

    /// Back to the draft, as long as nobody signed.
    public func reopened(signedBy parties: Set<Party>) throws(AgreementRefusal) -> Agreement {
        let agreement = try moved(by: .reopen)
        guard parties.isEmpty else { throw .alreadySigned(Party.allCases.filter(parties.contains)) }
        return agreement
    }

    /// One party signs; the last signature awaited closes the agreement (PFMP-22, PFMP-24).
    public func signed(by party: Party, on day: LocalDate, terms: SigningTerms) throws(AgreementRefusal) -> Agreement {
        guard state == .toSign else { throw .impossible(.sign, state) }
        guard !terms.signedBy.contains(party) else { throw .signedTwice(party) }
        let expected = Party.required(minor: terms.minor) + Party.welcome(minor: terms.minor)
        guard expected.contains(party) else { throw .signatureNotExpected(party) }
        guard day <= terms.today else { throw .signedInFuture(day) }
        guard day <= terms.endsOn else { throw .signedAfterEnd(terms.endsOn) }

        return try moved(by: terms.missing.allSatisfy { $0 == party } ? .complete : .sign)
    }

    /// Strikes out a signature recorded by mistake; a signed agreement waits for signatures again.
    public func unsigned(by party: Party, terms: SigningTerms) throws(AgreementRefusal) -> Agreement {
        let agreement = try moved(by: .erase)
        guard terms.signedBy.contains(party) else { throw .notSigned(party) }
        let stillSigned = state == .signed && !Party.required(minor: terms.minor).contains(party)
        return stillSigned ? self : agreement
    }

    /// The first day of the placement has come.
    public func started(on today: LocalDate, startsOn: LocalDate) throws(AgreementRefusal) -> Agreement {
        let agreement = try moved(by: .start)
        guard today >= startsOn else { throw .notBegun(startsOn) }
        return agreement
    }

    /// The last day of the placement is over.
    public func ended(on today: LocalDate, endsOn: LocalDate) throws(AgreementRefusal) -> Agreement {
        let agreement = try moved(by: .end)
        guard today > endsOn else { throw .notOver(endsOn) }
        return agreement
    }

    /// The host's certificate is in (D.124-9).
    public func certified() throws(AgreementRefusal) -> Agreement { try moved(by: .certify) }

    /// A party will not sign.
    public func refused() throws(AgreementRefusal) -> Agreement { try moved(by: .refuse) }

    /// Given up before the first day.
    public func cancelled() throws(AgreementRefusal) -> Agreement { try moved(by: .cancel) }

    /// Ended early by the host or by the school (PFMP-35, PFMP-36).
    public func broken() throws(AgreementRefusal) -> Agreement { try moved(by: .breakOff) }

    private func moved(by event: AgreementEvent) throws(AgreementRefusal) -> Agreement {
        guard let transition = AgreementLife.transition(from: state, on: event) else {
            throw .impossible(event, state)
        }
        var agreement = self
        agreement.state = transition.to
        return agreement
    }
}

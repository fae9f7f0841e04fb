import Domain

extension DemoBuilder {
    /// Where the agreement of a placement stands, from the dates of its period.
    mutating func state(_ period: PFMPPeriod) -> Agreement.State {
        if period.endsOn < today {
            let isRecent = period.endsOn.days(until: today) < 12
            if random.chance(2) { return .broken }
            return random.chance(isRecent ? 45 : 98) ? .certified : .ended
        }
        if period.startsOn <= today { return random.chance(94) ? .running : .toSign }
        switch today.days(until: period.startsOn) {
        case ..<14: return random.weighted([(.signed, 58), (.toSign, 34), (.draft, 8)])
        case ..<28: return random.weighted([(.signed, 25), (.toSign, 52), (.draft, 22), (.refused, 1)])
        case ..<56: return random.weighted([(.toSign, 40), (.draft, 60)])
        default: return .draft
        }
    }

    /// The agreement in its state, with the signatures that led there.
    mutating func addAgreement(to placement: Placement, state: Agreement.State, learner: Learner) {
        let sent = min(today, placement.startsOn.adding(days: -random.between(16...26)))
        let agreement = DemoAgreement(
            id: ids.next(on: sent), placementId: placement.id, number: "", state: state,
            template: DemoBuilder.template, version: 1)
        made.agreements.append(agreement)
        sign(agreement, learner: learner, startsOn: placement.startsOn, sent: sent)
    }

    private mutating func sign(_ agreement: DemoAgreement, learner: Learner, startsOn: LocalDate, sent: LocalDate) {
        let last = min(today, startsOn.adding(days: -1))
        var day = min(sent, last)
        let parties = Party.required(minor: learner.isMinor(on: last))
        for party in parties.prefix(signatureCount(agreement.state, of: parties.count)) {
            day = min(last, day.adding(days: random.between(0...3)))
            made.signatures.append(
                DemoSignature(
                    id: ids.next(on: day), agreementId: agreement.id, party: party, signedOn: day,
                    recordedAt: Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 32_400_000),
                    recordedBy: staff(.office).first?.fullName ?? ""))
        }
    }

    /// All have signed once the learner may leave; some before, the head last.
    private mutating func signatureCount(_ state: Agreement.State, of count: Int) -> Int {
        switch state {
        case .signed, .running, .ended, .certified, .broken: count
        case .toSign: random.below(count)
        case .draft, .refused, .cancelled: 0
        }
    }

    /// The register: one series a school year, in the order the agreements were opened.
    mutating func numberAgreements() {
        let years = Dictionary(uniqueKeysWithValues: made.periods.map { ($0.id, $0.schoolYear) })
        let periods = Dictionary(uniqueKeysWithValues: made.placements.map { ($0.id, $0.periodId) })
        made.agreements.sort { $0.id < $1.id }
        made.agreements = made.agreements.map { agreement in
            let year = periods[agreement.placementId].flatMap { years[$0] } ?? year.start
            let rank = made.lastNumbers[year, default: 0] + 1
            made.lastNumbers[year] = rank
            return DemoAgreement(
                id: agreement.id, placementId: agreement.placementId,
                number: "\(year)-" + DemoIdentifiers.padded(rank, 5), state: agreement.state,
                template: agreement.template, version: agreement.version)
        }
    }

    /// The text of the agreement in use, as its footer names it.
    private static let template = "2026-09"
}

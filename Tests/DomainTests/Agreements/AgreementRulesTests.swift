import Testing

@testable import Domain

@Suite struct `Signing an agreement` {
    @Test(arguments: [true, false])
    func `is over with the fifth signature, in any order`(minor: Bool) throws {
        var agreement = Agreement.sample(.toSign)
        var signedBy: Set<Party> = []
        for party in Party.required(minor: minor).reversed() {
            #expect(agreement.state == .toSign)
            let terms = try SigningTerms.sample(minor: minor, signedBy: signedBy)
            agreement = try agreement.signed(by: party, on: day("2027-01-04"), terms: terms)
            signedBy.insert(party)
        }
        #expect(agreement.state == .signed)
        #expect(signedBy.count == 5)
    }

    @Test func `by a minor alone does not stand for the legal representative`() throws {
        let others: Set<Party> = [.host, .tutor, .referent, .head]
        let agreement = try Agreement.sample(.toSign)
            .signed(by: .learner, on: day("2027-01-04"), terms: .sample(signedBy: others))
        #expect(agreement.state == .toSign)
        #expect(try SigningTerms.sample(signedBy: others.union([.learner])).missing == [.guardian])
    }

    @Test func `by the second legal representative is taken and not awaited`() throws {
        let agreement = try Agreement.sample(.toSign)
            .signed(by: .secondGuardian, on: day("2027-01-04"), terms: .sample())
        #expect(agreement.state == .toSign)
        #expect(!Party.required(minor: true).contains(.secondGuardian))
    }

    @Test func `by a legal representative is refused for an adult`() throws {
        #expect(throws: AgreementRefusal.signatureNotExpected(.guardian)) {
            try Agreement.sample(.toSign)
                .signed(by: .guardian, on: day("2027-01-04"), terms: .sample(minor: false))
        }
    }

    @Test func `twice is refused`() throws {
        #expect(throws: AgreementRefusal.signedTwice(.tutor)) {
            try Agreement.sample(.toSign).signed(by: .tutor, on: day("2027-01-04"), terms: .sample(signedBy: [.tutor]))
        }
    }

    @Test func `tomorrow is refused`() throws {
        let tomorrow = try day("2027-01-05")
        #expect(throws: AgreementRefusal.signedInFuture(tomorrow)) {
            try Agreement.sample(.toSign).signed(by: .tutor, on: tomorrow, terms: .sample())
        }
    }

    @Test func `after the end is refused`() throws {
        #expect(throws: AgreementRefusal.signedAfterEnd(try day("2027-01-29"))) {
            try Agreement.sample(.toSign)
                .signed(by: .tutor, on: day("2027-01-30"), terms: .sample(today: "2027-02-01"))
        }
    }
}

@Suite struct `Striking out a signature` {
    @Test func `opens a signed agreement again`() throws {
        let all = Set(Party.required(minor: true))
        let agreement = try Agreement.sample(.signed).unsigned(by: .tutor, terms: .sample(signedBy: all))
        #expect(agreement.state == .toSign)
    }

    @Test func `that was not awaited leaves a signed agreement signed`() throws {
        let all = Set(Party.required(minor: true)).union([.secondGuardian])
        let agreement = try Agreement.sample(.signed).unsigned(by: .secondGuardian, terms: .sample(signedBy: all))
        #expect(agreement.state == .signed)
    }

    @Test func `that is not there is refused`() throws {
        #expect(throws: AgreementRefusal.notSigned(.tutor)) {
            try Agreement.sample(.toSign).unsigned(by: .tutor, terms: .sample())
        }
    }
}

@Suite struct `The terms of an agreement` {
    @Test(arguments: Agreement.State.allCases)
    func `are open in the draft only`(state: Agreement.State) {
        let agreement = Agreement.sample(state)
        #expect(agreement.termsAreOpen == (state == .draft))
        guard state != .draft else { return }
        #expect(throws: AgreementRefusal.termsFixed(state)) { try agreement.requireOpenTerms() }
    }

    @Test func `are changed by an amendment once signed`() {
        #expect(AgreementRefusal.termsFixed(.signed).message.contains("avenant"))
        #expect(AgreementRefusal.termsFixed(.toSign).message.contains("brouillon"))
    }

    @Test func `stay fixed when somebody signed`() {
        #expect(throws: AgreementRefusal.alreadySigned([.host, .tutor])) {
            try Agreement.sample(.toSign).reopened(signedBy: [.tutor, .host])
        }
    }

    @Test func `must be complete before the agreement goes out`() throws {
        let refusal = try #require(throws: AgreementRefusal.self) {
            try Agreement.sample().sent(readiness: .incomplete)
        }
        #expect(refusal.message.contains("Mention 4\u{A0}: les activités confiées manquent."))
    }
}

@Suite struct `The calendar` {
    @Test func `starts a signed agreement on its first day, not before`() throws {
        let first = try day("2027-01-04")
        #expect(try Agreement.sample(.signed).started(on: first, startsOn: first).state == .running)
        #expect(throws: AgreementRefusal.notBegun(first)) {
            try Agreement.sample(.signed).started(on: first.adding(days: -1), startsOn: first)
        }
    }

    @Test func `does not start an agreement that lacks a signature`() throws {
        let first = try day("2027-01-04")
        #expect(throws: AgreementRefusal.impossible(.start, .toSign)) {
            try Agreement.sample(.toSign).started(on: first, startsOn: first)
        }
    }

    @Test func `ends it the day after the last day`() throws {
        let last = try day("2027-01-29")
        #expect(try Agreement.sample(.running).ended(on: last.adding(days: 1), endsOn: last).state == .ended)
        #expect(throws: AgreementRefusal.notOver(last)) { try Agreement.sample(.running).ended(on: last, endsOn: last) }
    }
}

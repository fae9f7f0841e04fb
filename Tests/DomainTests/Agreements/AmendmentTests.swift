import Testing

@testable import Domain

@Suite struct `An amendment` {
    static func sample(_ state: Amendment.State = .draft) throws -> Amendment {
        var amendment = Amendment(
            id: "amendment", agreementId: "agreement", rank: 1, kind: .terms, effectiveOn: try day("2027-01-11"),
            reason: "Changement de tuteur")
        amendment.state = state
        return amendment
    }

    /// The table, written a second time.
    static let expected: Set<String> = [
        "brouillon imprimer a_signer", "a_signer imprimer a_signer", "a_signer signer a_signer",
        "a_signer signer_en_dernier signe", "brouillon abandonner abandonne", "a_signer abandonner abandonne",
    ]

    @Test(arguments: Amendment.State.allCases, Amendment.Event.allCases)
    func `moves as the table says and in no other way`(state: Amendment.State, event: Amendment.Event) {
        let next = AmendmentLife.next(state, event)
        let prefix = "\(state.rawValue) \(event.rawValue) "
        #expect(next.map { prefix + $0.rawValue } == Self.expected.first { $0.hasPrefix(prefix) })
    }

    @Test(arguments: Agreement.State.allCases)
    func `is for a signed agreement only`(state: Agreement.State) {
        let fits = state == .signed || state == .running
        #expect(((try? Amendment.requireSigned(state)) != nil) == fits)
    }

    @Test func `holds with the last signature of the same parties`() throws {
        var amendment = try Self.sample().printed()
        var signed: Set<Party> = []
        for party in Party.required(minor: true) {
            amendment = try amendment.signed(
                by: party, on: try day("2027-01-04"), terms: try .sample(signedBy: signed))
            signed.insert(party)
        }
        #expect(amendment.state == .signed)
    }

    @Test func `is not signed twice, nor by a stranger, nor tomorrow`() throws {
        let amendment = try Self.sample(.toSign)
        let today = try day("2027-01-04")
        #expect(throws: AmendmentRefusal.signedTwice(.tutor)) {
            try amendment.signed(by: .tutor, on: today, terms: try .sample(signedBy: [.tutor]))
        }
        #expect(throws: AmendmentRefusal.notExpected(.guardian)) {
            try amendment.signed(by: .guardian, on: today, terms: try .sample(minor: false))
        }
        #expect(throws: AmendmentRefusal.inFuture(today.adding(days: 1))) {
            try amendment.signed(by: .tutor, on: today.adding(days: 1), terms: try .sample())
        }
    }
}

@Suite struct `The terms of a placement` {
    static func placement() throws -> Placement {
        Placement(
            id: "p", learnerId: "l", periodId: "d", companyId: "c", startsOn: try day("2027-01-04"),
            endsOn: try day("2027-01-29"),
            schedule: try #require(WeekSchedule("480-720,780-960;480-720,780-960;480-720")))
    }

    @Test func `compare field by field`() throws {
        let before = try Self.placement()
        var after = before
        after.endsOn = try day("2027-02-05")
        after.meals = "Cantine"
        let changes = PlacementTerms(before, names: .init(tutor: "A")).changes(
            to: PlacementTerms(after, names: .init(tutor: "B")))
        #expect(changes.map(\.label) == ["Dernier jour", "Tuteur", "Restauration"])
        #expect(changes[0].before == "29 janvier 2027" && changes[0].after == "5 février 2027")
    }

    @Test func `join equal days of the week`() throws {
        let text = PlacementTerms.text(try Self.placement().schedule)
        #expect(text.split(separator: "\n").count == 2)
        #expect(text.hasPrefix("lundi, mardi\u{A0}: "))
    }
}

@Suite struct `An interruption` {
    static func sample(
        _ start: String, _ end: String? = nil, kind: Interruption.Kind = .interruption, id: ID<Interruption> = "i"
    ) throws -> Interruption {
        Interruption(
            id: id, agreementId: "agreement", kind: kind, side: .family, cause: .illness, startsOn: try day(start),
            endsOn: try end.map { try day($0) })
    }

    @Test(arguments: Agreement.State.allCases)
    func `is noted on what runs or ran`(state: Agreement.State) throws {
        let placement = try `The terms of a placement`.placement()
        let fits = state == .running || state == .ended
        let noted = try? Self.sample("2027-01-11", "2027-01-12").check(state: state, placement: placement, others: [])
        #expect((noted != nil) == fits)
        let ended = try? Self.sample("2027-01-15", kind: .ending).check(state: state, placement: placement, others: [])
        #expect((ended != nil) == (state == .running))
    }

    @Test func `stays within the placement, forward, and apart from the others`() throws {
        let placement = try `The terms of a placement`.placement()
        let check = { (one: Interruption, others: [Interruption]) throws in
            try one.check(state: .running, placement: placement, others: others)
        }
        #expect(throws: InterruptionRefusal.self) { try check(try Self.sample("2026-12-30"), []) }
        #expect(throws: InterruptionRefusal.reversed) { try check(try Self.sample("2027-01-12", "2027-01-11"), []) }
        let other = try Self.sample("2027-01-11", "2027-01-15", id: "j")
        #expect(throws: InterruptionRefusal.overlaps(try day("2027-01-13"))) {
            try check(try Self.sample("2027-01-13", "2027-01-18"), [other])
        }
        let open = try Self.sample("2027-01-11", nil, id: "j")
        #expect(throws: InterruptionRefusal.stillOut(try day("2027-01-11"))) {
            try check(try Self.sample("2027-01-20"), [open])
        }
    }

    @Test func `costs the days of presence it covers`() throws {
        let placement = try `The terms of a placement`.placement()
        // Presence on Monday, Tuesday and Wednesday.
        #expect(try Self.sample("2027-01-11", "2027-01-17").lostDays(placement, without: []) == 3)
        #expect(try Self.sample("2027-01-11", "2027-01-17").lostDays(placement, without: [try day("2027-01-12")]) == 2)
        // The last day of presence of an end is kept.
        #expect(try Self.sample("2027-01-25", kind: .ending).lostDays(placement, without: []) == 2)
    }

    @Test func `ends the day before the learner is back`() throws {
        let back = try Self.sample("2027-01-11").resumed(on: try day("2027-01-14"))
        #expect(back.endsOn == (try day("2027-01-13")))
        #expect(throws: InterruptionRefusal.reversed) {
            try Self.sample("2027-01-11", kind: .suspension).resumed(on: try day("2027-01-10"))
        }
    }

    @Test func `names the legal steps of each side`() {
        #expect(LegalStep.steps(of: .ending, side: .host).contains(.contactedSchool))
        #expect(LegalStep.steps(of: .ending, side: .school).contains(.writtenNotice))
        for side in Interruption.Side.allCases {
            #expect(LegalStep.steps(of: .ending, side: side).contains(.amendment))
            #expect(LegalStep.steps(of: .ending, side: side).contains(.certificate))
        }
    }
}

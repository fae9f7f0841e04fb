import Testing

@testable import Domain

/// The examples of the chapter on safety and accidents.
@Suite struct `Safety and accidents` {
    static func deadline(_ on: String, _ minute: Int, _ territory: Territory = .metropole) throws -> AccidentDeadline {
        AccidentDeadline(on: try day(on), at: minute, hours: 48, territory: territory)
    }

    @Test func `PFMP-98: the cover is the law’s, and the school’s liability`() throws {
        #expect(RuleCatalogue.rule(98)?.kind == .data)
        #expect(RuleCatalogue.rule(98)?.source.contains("412-8") == true)
    }

    @Test func `PFMP-99: Friday 14 November 2025 at 16 h, until Monday 17 at 16 h`() throws {
        #expect(try Self.deadline("2025-11-14", 960) == AccidentDeadline(day: try day("2025-11-17"), minute: 960))
    }

    @Test(arguments: [
        // A public holiday is not counted: 11 November is a Tuesday.
        ("2025-11-10", 600, "2025-11-13", 600),
        // On a Sunday the delay starts on Monday.
        ("2025-11-16", 600, "2025-11-18", 1440),
        ("2025-11-18", 0, "2025-11-19", 1440),
    ])
    func `PFMP-99: Sundays and public holidays are not counted`(
        on: String, minute: Int, until: String, end: Int
    ) throws {
        #expect(try Self.deadline(on, minute) == AccidentDeadline(day: try day(until), minute: end))
    }

    @Test func `PFMP-99: not declared in time blocks, an unknown hour is to check`() throws {
        func accident(_ at: Int?, on today: String) throws -> [Finding] {
            try Rules.check(99, on: today) { facts in
                facts.accident = AccidentFacts()
                facts.accident?.on = try day("2026-01-16")
                facts.accident?.at = at
            }
        }
        #expect(try accident(960, on: "2026-01-17").severities == [.warning])
        #expect(try accident(960, on: "2026-01-20").severities == [.block])
        #expect(try accident(nil, on: "2026-01-17").severities == [.toCheck])
    }

    @Test func `PFMP-100: a tutor cannot read the record`() throws {
        #expect(!AccidentRecord.mayBeRead(by: .tutor) && AccidentRecord.mayBeRead(by: .proviseur))
        let found = try Rules.check(100) { $0.accident = AccidentFacts() }
        #expect(found.says("les circonstances"))
    }

    @Test func `PFMP-101: an empty insurer is a warning`() throws {
        #expect(try Rules.check(101) { $0.host.insurer = "" }.severities == [.warning])
        #expect(try Rules.check(101) { $0.host.insurer = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-102: the safety welcome is dated on day 1`() throws {
        #expect(try Rules.check(102, on: "2026-01-06") { $0.host.safetyInformation = false }.severities == [.info])
        #expect(try Rules.check(102, on: "2026-01-06").isEmpty)
    }

    @Test func `PFMP-103: a suspended host cannot be chosen, once the school makes it block`() throws {
        let change: (inout AgreementCase) -> Void = { $0.host.state = .suspended }
        #expect(try Rules.check(103, change).severities == [.warning])
        #expect(try Rules.check(103, settings: try SeveritySettings([103: .block]), change).severities == [.block])
    }
}

/// The examples of the chapter on stays abroad.
@Suite struct `Abroad` {
    static func found(_ number: Int, _ change: (inout AgreementCase) throws -> Void = { _ in }) throws -> [Finding] {
        try Rules.check(number) { facts in
            facts.abroad.country = "IE"
            try change(&facts)
        }
    }

    @Test func `PFMP-104: another country needs its information sheet`() throws {
        #expect(try Self.found(104).severities == [.toCheck])
        let without = try Self.found(104) { facts in
            facts.abroad.informationSheet = false
            facts.abroad.exchanged = true
        }
        #expect(without.severities == [.warning])
        #expect(try Rules.check(104) { $0.abroad.country = "FR" }.isEmpty)
    }

    @Test func `PFMP-105: the optional unit is noted`() throws {
        #expect(try Self.found(105).severities == [.info])
        #expect(try Self.found(105) { $0.abroad.mobilityUnit = true }.isEmpty)
    }

    @Test func `PFMP-106: tasks depend on the group of countries`() throws {
        #expect(AbroadTasks.list(country: "IE").first == "Carte européenne d’assurance maladie")
        #expect(AbroadTasks.list(country: "CA").contains("Visa ou titre de séjour"))
        #expect(AbroadTasks.list(country: "FR").isEmpty)
        #expect(try Self.found(106).severities == [.toCheck])
    }

    @Test func `PFMP-107: the allowance is computed as usual`() throws {
        let found = try Rules.all { facts in
            facts.abroad.country = "IE"
            facts.allowance.days = 10
            facts.allowance.otherAmounts = []
        }
        #expect(found.contains { $0.rule == "PFMP-107" } && found.says("10 jours à 15,00 € : 150,00 €"))
    }
}

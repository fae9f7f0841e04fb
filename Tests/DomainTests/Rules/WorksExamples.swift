import Testing

@testable import Domain

/// The examples of the chapter on regulated works.
@Suite struct `Regulated works` {
    /// The sample with regulated works, all conditions met.
    static func found(_ number: Int, _ change: (inout AgreementCase) throws -> Void = { _ in }) throws -> [Finding] {
        try Rules.check(number) { facts in
            facts.works.regulated = true
            facts.learner.birthDate = try day("2009-12-01")
            facts.works.articles = [27]
            facts.works.hostDeclaration = WorksDeclaration()
            facts.works.hostDeclaration?.sentOn = try day("2024-03-10")
            facts.works.hostDeclaration?.parts = DeclarationPart.allCases
            facts.works.medicalOpinionOn = try day("2025-09-10")
            facts.works.riskAssessed = true
            facts.works.trained = true
            facts.works.supervised = true
            try change(&facts)
        }
    }

    @Test(arguments: 54...61)
    func `have nothing wrong when all is in order`(number: Int) throws {
        #expect(try Self.found(number).isEmpty)
    }

    @Test func `PFMP-54: at fourteen regulated works are always refused`() throws {
        #expect(try Self.found(54) { try $0.age(14) }.severities == [.block])
        #expect(try Self.found(54) { $0.works.regulated = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-55: sent on 10 March 2024, valid until 9 March 2027 included`() throws {
        #expect(WorksDeclarationPeriod.lastDay(sentOn: try day("2024-03-10"), years: 3) == (try day("2027-03-09")))
        let late = try Self.found(55) { try $0.stay("2027-03-01", "2027-03-26") }
        #expect(late.severities == [.warning] && late.says("jusqu’au 9 mars 2027"))
        #expect(try Self.found(55) { $0.works.hostDeclaration = nil }.severities == [.warning])
    }

    @Test func `PFMP-56: five parts are required on the form`() throws {
        #expect(DeclarationPart.allCases.count == 5)
        #expect(try Self.found(56) { $0.works.hostDeclaration?.parts = [.sector] }.severities == [.warning])
    }

    @Test func `PFMP-57: an opinion of 10 September 2025 is over in October 2026`() throws {
        let found = try Self.found(57) { try $0.stay("2026-10-05", "2026-10-30") }
        #expect(found.severities == [.warning] && found.says("jusqu’au 9 septembre 2026"))
        #expect(try Self.found(57) { $0.works.trained = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-58: the export R4153-45 has a line for each young person`() throws {
        let line = InspectorLine(name: "Noémie Fictif", try AgreementCase.sample())
        #expect(line.values.count == InspectorLine.columns.count)
        #expect(line.values.prefix(2) == ["Noémie Fictif", "01/09/2008"])
    }

    @Test func `PFMP-59: a chainsaw at height points to D.4153-32, forbidden to minors`() throws {
        let parameters = try Rules.parameters.get()
        let pointed = WorksCatalogue.pointed(by: "Élagage, tronçonneuse en hauteur", parameters: parameters)
        #expect(pointed.map(\.article) == [32] && pointed.first?.status == .forbidden)
        func found(_ settings: SeveritySettings) throws -> [Finding] {
            try Rules.check(59, settings: settings) { $0.agreement.activities = "Tronçonneuse en hauteur" }
        }
        // The article was not read again: a warning, that blocks once the school says so.
        #expect(try found(SeveritySettings()).severities == [.warning])
        #expect(try found(try SeveritySettings([59: .block])).severities == [.block])
        #expect(
            try Rules.check(59) { facts in
                facts.agreement.activities = "Tronçonneuse en hauteur"
                try facts.age(18)
            }.isEmpty)
    }

    @Test func `PFMP-59: work at height without protection, an article that was read, blocks`() throws {
        #expect(try Rules.check(59) { $0.works.articles = [30] }.severities == [.block])
    }

    @Test func `PFMP-60: an electrical authorisation allows its scope only`() throws {
        let live = try Rules.check(59) { facts in
            facts.works.articles = [24]
            facts.works.permanent = [.electricity]
        }
        #expect(live.isEmpty)
        let machine = try Self.found(55) { facts in
            facts.works.articles = [24, 28]
            facts.works.permanent = [.electricity]
            facts.works.hostDeclaration = nil
        }
        #expect(machine.severities == [.warning])
        #expect(try Self.found(60) { $0.works.permanent = [.electricity] }.severities == [.info])
    }

    @Test func `PFMP-61: without regulated works the clause of exclusion is printed`() throws {
        #expect(try Rules.check(61) { $0.works.excluded = nil }.severities == [.warning])
        #expect(try Rules.check(61).isEmpty)
        #expect(WorksRules.exclusionClause.contains("4153-15"))
    }
}

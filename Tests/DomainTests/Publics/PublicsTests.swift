import Testing

@testable import Domain

extension Visitor {
    static func sample(_ kind: Kind = .observation, _ change: (inout Visitor) -> Void = { _ in }) throws -> Visitor {
        var visitor = Visitor(
            id: ID("v"), kind: kind, familyName: "COLLÈGE", firstName: "Inès", birthDate: try date("2012-03-01"),
            workshop: "Cuisine", staffId: ID("s"), startsOn: try date("2026-12-14"), endsOn: try date("2026-12-18"),
            dayStart: 540, dayEnd: 960, pause: 60, authorisedOn: try date("2026-11-20"))
        change(&visitor)
        return visitor
    }
}

@Suite struct `The documents of each public` {
    private func rules(_ visitor: Visitor, hostIsPublic: Bool = false) throws -> [String] {
        VisitorRules.findings(visitor, hostIsPublic: hostIsPublic, parameters: try LegalParameters.embedded()).map(
            \.rule)
    }

    @Test func `PFMP-23 is chosen by the public and the place`() {
        #expect(StayDocument.expected(for: .pupil) == .schoolAgreement)
        #expect(StayDocument.expected(for: .pupil, abroad: true) == .mobilityAgreement)
        #expect(StayDocument.expected(for: .student) == .studentAgreement)
        #expect(StayDocument.expected(for: .apprentice) == .apprenticeshipPack)
        #expect(StayDocument.expected(for: .adultTrainee) == .adultAgreement)
    }

    @Test func `PFMP-23 a wrong one warns and names the right one`() {
        let found = StayDocument.findings(asked: .schoolAgreement, for: .apprentice)
        #expect(found.first?.rule == "PFMP-23")
        #expect(found.first?.message.contains("Dossier de l’apprenti") == true)
        #expect(StayDocument.findings(asked: .schoolAgreement, for: .pupil).isEmpty)
    }

    @Test func `PFMP-23 an observation has no quota and no attestation`() {
        #expect(!StayDocument.observation.countsForQuota && !StayDocument.observation.hasCertificate)
        #expect(StayDocument.studentAgreement.countsForQuota && StayDocument.studentAgreement.hasCertificate)
    }

    @Test func `PFMP-115 PFMP-116 apprentices and adults have a stay of their own, pupils none`() {
        #expect(CompanyStay.Kind(.apprentice) == .apprenticeship)
        #expect(CompanyStay.Kind(.adultTrainee) == .adultTraining)
        #expect(CompanyStay.Kind(.pupil) == nil && CompanyStay.Kind(.student) == nil)
        #expect(CompanyStay.Kind.apprenticeship.tutorLabel == "Maître d’apprentissage")
    }

    @Test func `PFMP-117 an immersion is explained, never made here`() {
        #expect(StayDocument.immersion.rule.contains("Hors de Bureau"))
        #expect(!StayDocument.immersion.countsForQuota)
    }

    @Test func `PFMP-118 at 13 in a private garage warns, not in a town hall`() throws {
        let birth = try date("2013-06-01")
        let young = try Visitor.sample { $0.birthDate = birth }
        #expect(try rules(young) == ["PFMP-118"])
        #expect(try rules(young, hostIsPublic: true).isEmpty)
        #expect(try rules(try .sample()).isEmpty)
        #expect(try rules(try .sample { $0.birthDate = nil }) == ["PFMP-118"])
    }

    @Test func `PFMP-118 lasts five days at most`() throws {
        let end = try date("2026-12-22")
        #expect(try rules(try .sample { $0.endsOn = end }) == ["PFMP-118"])
    }

    @Test(arguments: [(450, 870, 60), (540, 1100, 150), (480, 990, 60), (540, 900, 0)])
    func `PFMP-120 arrival at 7 h 30, late leaving, long days and no pause warn`(start: Int, end: Int, pause: Int)
        throws
    {
        let visitor = try Visitor.sample {
            $0.dayStart = start
            $0.dayEnd = end
            $0.pause = pause
        }
        #expect(try rules(visitor) == ["PFMP-120"])
    }

    @Test func `PFMP-121 has another template`() {
        #expect(Visitor.Kind.observation.document == .observation)
        #expect(StayDocument.observation.label == "Convention de séquence d’observation")
    }

    @Test func `PFMP-122 a mini-stage lasts two days with the parents, a workshop and a teacher`() throws {
        let day = try date("2026-12-15")
        let good = try Visitor.sample(.miniStage) { $0.endsOn = day }
        #expect(try rules(good).isEmpty)
        #expect(try rules(try .sample(.miniStage)) == ["PFMP-122"])
        let bare = try Visitor.sample(.miniStage) {
            $0.endsOn = day
            $0.authorisedOn = nil
            $0.staffId = nil
        }
        #expect(try rules(bare) == ["PFMP-122", "PFMP-122"])
    }

    @Test func `PFMP-123 three PFMP and two observations are 3 for the quota and 5 for the host`() {
        let load = HostLoad([.schoolAgreement, .schoolAgreement, .schoolAgreement, .observation, .observation])
        #expect(load.quota == 3)
        #expect(load.everybody == 5)
    }
}

@Suite struct `PFMP abroad` {
    private func mobility(_ change: (inout Mobility) -> Void = { _ in }) -> Mobility {
        var mobility = Mobility(id: ID("m"), placementId: ID("p"), country: "Espagne")
        change(&mobility)
        return mobility
    }

    @Test func `PFMP-104 asks for the sheet on the country before departure`() throws {
        let found = mobility().findings(on: try date("2026-12-01"), startsOn: try date("2027-01-04"))
        #expect(found.contains { $0.rule == "PFMP-104" && $0.message.contains("fiche d’information") })
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test func `PFMP-105 has the certificate of the optional unit only when it is prepared`() {
        #expect(!mobility().expected.contains(.certificate))
        #expect(mobility { $0.optionalUnit = true }.expected.contains(.certificate))
    }

    @Test func `PFMP-106 has other papers outside Europe`() {
        #expect(mobility().expected.contains(.healthCard) && !mobility().expected.contains(.healthCover))
        let far = mobility { $0.european = false }
        #expect(!far.expected.contains(.healthCard) && far.expected.contains(.healthCover))
    }

    @Test func `PFMP-107 keeps the grant apart`() {
        #expect(!mobility().expected.contains(.grant))
        #expect(mobility { $0.project = "2026-1-FR01" }.expected.contains(.grant))
    }

    @Test func `keeps its steps as text`() {
        let kept = mobility { $0.done = [.europass, .exchange] }
        #expect(kept.steps == "echange europass")
        #expect(kept.done == [.exchange, .europass])
        #expect(!kept.missing.contains(.exchange))
    }
}

@Suite struct `Readiness for a minor` {
    private func readiness(_ birth: String?, _ trade: String, _ day: String = "2026-12-07") throws -> MinorReadiness {
        let trades = try MinorTrades.embedded()
        return MinorReadiness(
            birthDate: try birth.map { try date($0) }, trade: trades.trade(trade), trades: trades, on: try date(day),
            parameters: try LegalParameters.embedded())
    }

    @Test func `I9 has the hours of the age`() throws {
        let fifteen = try readiness("2011-06-01", "cuisine")
        #expect(fifteen.limits.contains { $0.label == "Journée conseillée" && $0.value == "7\u{A0}h" })
        #expect(fifteen.limits.contains { $0.label == "Nuit" && $0.value.contains("20\u{A0}h") })
        let seventeen = try readiness("2009-06-01", "cuisine")
        #expect(!seventeen.limits.contains { $0.label == "Journée conseillée" })
        #expect(seventeen.limits.contains { $0.label == "Nuit" && $0.value.contains("22\u{A0}h") })
    }

    @Test func `I9 takes an unknown age as the youngest`() throws {
        let unknown = try readiness(nil, "cuisine")
        #expect(unknown.isMinor && !unknown.mayHaveDerogation)
        #expect(unknown.limits.contains { $0.label == "Journée conseillée" })
    }

    @Test func `I9 PFMP-54 opens regulated works from 15, never forbidden ones`() throws {
        #expect(try readiness("2012-01-01", "bois").mayHaveDerogation == false)
        let fifteen = try readiness("2011-06-01", "bois")
        #expect(fifteen.mayHaveDerogation)
        #expect(fifteen.works.contains { $0.article == 28 && $0.status == .regulated })
        #expect(fifteen.works.contains { $0.article == 30 && $0.status == .forbidden })
        #expect(fifteen.papers.contains { $0.label.contains("déclaration de dérogation") })
    }

    @Test func `I9 has no rule for an adult`() throws {
        let adult = try readiness("2007-01-01", "bois")
        #expect(!adult.isMinor && adult.limits.isEmpty)
        #expect(!adult.papers.contains { $0.label.contains("dérogation") })
    }

    @Test(arguments: [
        ("CAP Cuisine, 1re année", "cuisine"), ("1re Maintenance des véhicules", "vehicules"),
        ("2de Métiers de la relation client 1", "commerce"), ("CAP Menuisier fabricant", "bois"),
        ("1re Métiers de l’électricité et de ses environnements connectés", "electricite"),
        ("1re Assistance à la gestion des organisations", "bureau"),
        ("1re Accompagnement, soins et services à la personne", "soin"),
    ])
    func `I9 finds the trade in the title of the class`(title: String, trade: String) throws {
        #expect(try MinorTrades.embedded().trade(of: title)?.key == trade)
    }

    @Test func `PFMP-59 names works that the trades know`() throws {
        let trades = try MinorTrades.embedded()
        let articles = Set(trades.works.map(\.article))
        #expect(articles.count == 22)
        for trade in trades.trades { #expect(articles.isSuperset(of: trade.works)) }
    }
}

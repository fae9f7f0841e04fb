import Testing

@testable import Domain

/// The examples of the chapter on absences, recording and reporting.
@Suite struct `Absences and reports` {
    static func away(_ number: Int, _ cause: AbsenceCause, reported: String? = nil) throws -> [Finding] {
        try Rules.check(number, on: "2026-02-02") { facts in
            var absence = AbsenceFacts()
            absence.from = try day("2026-01-12")
            absence.cause = cause
            absence.reportedOn = try reported.map { try day($0) }
            absence.assessed = true
            facts.absences = [absence]
            facts.attestation.dayTenths = 200
        }
    }

    @Test func `PFMP-108: an absence told two days later is noted`() throws {
        #expect(try Self.away(108, .illness, reported: "2026-01-14").severities == [.info])
        #expect(try Self.away(108, .illness, reported: "2026-01-12").isEmpty)
    }

    @Test func `PFMP-109: 3 h 30 of 7 h must be chosen, 0 or 1`() {
        #expect(PartialDay.answer(present: 210, planned: 420) == .choose)
        #expect(PartialDay.answer(present: 420, planned: 420) == .counts(1))
        #expect(PartialDay.answer(present: 0, planned: 420) == .counts(0))
    }

    @Test func `PFMP-109: more days attested than effective ones is a warning`() throws {
        let found = try Self.away(109, .illness)
        #expect(found.severities == [.warning] && found.says("19 au plus"))
    }

    @Test func `PFMP-110: the JDC is authorised and is one effective day less`() throws {
        #expect(try Self.away(110, .authorised).says("1 jour autorisé"))
        var facts = try AgreementCase.sample()
        var absence = AbsenceFacts()
        absence.from = try day("2026-01-12")
        absence.cause = .authorised
        facts.absences = [absence]
        let study = Study(facts, parameters: try Rules.parameters.get(), today: try day("2026-02-02"))
        #expect(study.presence?.plannedDays == 20 && study.presence?.effectiveDays == 19)
    }

    @Test func `PFMP-111: all signed at D-7 is 100 percent`() throws {
        let start = try day("2026-01-05")
        let learners = [
            PlacementStatus(
                state: .signed, startsOn: start, signedOn: try day("2025-12-29"), visited: true, plannedDays: 20),
            PlacementStatus(state: .toSign, startsOn: start),
            PlacementStatus(state: nil, startsOn: start),
            PlacementStatus(state: .signed, startsOn: start, signedOn: try day("2026-01-02"), doneDays: 3),
        ]
        let days = try #require(
            try Rules.parameters.get().value(.signedBeforeDays, on: start))
        let figures = PeriodIndicators(learners, signedBefore: days)
        #expect(figures.learners == 4 && figures.homeless == 1 && figures.byState[.signed] == 2)
        #expect(figures.signedInTime == 25 && figures.signedBeforeStart == 50)
        #expect(PeriodIndicators([learners[0]], signedBefore: days).signedInTime == 100)
    }

    @Test func `PFMP-112: the page of a class names those with something missing`() {
        let whole = ExamCandidate(name: "A. Fictif", validatedTenths: [60, 80, 60], requiredWeeks: 20)
        let short = ExamCandidate(name: "B. Fictif", validatedTenths: [60, 80, 5], requiredWeeks: 20)
        let absent = ExamCandidate(
            name: "C. Fictif", validatedTenths: [60, 80, 60], requiredWeeks: 20, missedEvaluationJustified: false)
        #expect(whole.outcome == .complete && short.outcome == .jury(missingTenths: 55) && absent.outcome == .absent)
        #expect(ExamCandidate.synthesis([whole, short, absent]).map(\.name) == ["B. Fictif", "C. Fictif"])
    }

    @Test func `PFMP-113: the purge keeps payment papers and lets the others go after a year`() throws {
        let parameters = try Rules.parameters.get()
        let year = try #require(SchoolYear("2025-2026"))
        let today = try day("2027-09-01")
        #expect(PaperKeeping.mayErase(.other, of: year, on: today, parameters: parameters) == true)
        #expect(PaperKeeping.mayErase(.payment, of: year, on: today, parameters: parameters) == false)
    }
}

/// The examples of the chapter on other publics.
@Suite struct `Other publics` {
    @Test func `PFMP-114: a BTS of 10 weeks in one host has 350 hours and a gratification`() throws {
        let found = try Rules.all { facts in
            facts.kind = .stage
            facts.learner.status = .student
            facts.training.diploma = .bts
            try facts.stay("2026-01-05", "2026-03-15")
        }
        #expect(found.contains { $0.rule == "PFMP-68" } && found.says("350 h"))
        #expect(!found.contains { $0.rule == "PFMP-114" })
        #expect(try Rules.check(114) { $0.learner.status = .student }.severities == [.info])
    }

    @Test func `PFMP-115: an apprentice has no agreement of PFMP`() throws {
        #expect(try Rules.check(115) { $0.learner.status = .apprentice }.severities == [.block])
        #expect(!LearnerPublic.apprentice.takesAgreements)
    }

    @Test func `PFMP-116: a period of adult training uses the model of the GRETA`() throws {
        #expect(PaperModel.of(.adultPeriod) == .adult)
        #expect(try Rules.check(116) { $0.learner.status = .adultTrainee }.severities == [.warning])
    }

    @Test func `PFMP-117: a PMSMP is not counted as a PFMP, and a minor needs consent`() throws {
        #expect(!StayKind.immersion.countsForDiploma)
        let found = try Rules.check(117) { facts in
            facts.kind = .immersion
            facts.discovery.parentsAgreed = false
        }
        #expect(found.severities == [.warning])
    }
}

/// The examples of the chapter on observation and pupils of collège.
@Suite struct `Observation and visits` {
    static func observed(_ number: Int, _ change: (inout AgreementCase) throws -> Void) throws -> [Finding] {
        try Rules.check(number) { facts in
            facts.kind = .observation
            facts.learner.schoolLevel = .troisieme
            try facts.stay("2026-01-12", "2026-01-16")
            try facts.age(14)
            facts.host.privateCompany = true
            try change(&facts)
        }
    }

    @Test func `PFMP-118: thirteen in a private garage is a warning`() throws {
        #expect(try Self.observed(118) { try $0.age(13) }.severities == [.warning])
        #expect(try Self.observed(118) { _ in }.isEmpty)
        let public13 = try Self.observed(118) { facts in
            try facts.age(13)
            facts.host.privateCompany = false
        }
        #expect(public13.isEmpty)
        #expect(try Self.observed(118) { try $0.stay("2026-01-05", "2026-01-16") }.says("5 au plus"))
    }

    @Test func `PFMP-119: the weeks of June show as a tension for the hosts`() throws {
        let parameters = try Rules.parameters.get()
        let year = try #require(SchoolYear("2024-2025"))
        #expect(
            SecondeSequence.days(of: year, parameters: parameters) == (try day("2025-06-16"))...(try day("2025-06-27")))
        #expect(try Rules.check(119) { try $0.stay("2025-06-02", "2025-06-27") }.severities == [.info])
        #expect(!SecondeSequence.concerns(.secondeSTHR))
    }

    @Test func `PFMP-120: a presence at 7 h 30 is a warning`() throws {
        let found = try Self.observed(120) { try $0.hours("07:30-11:30, 12:30-15:30") }
        #expect(found.severities == [.warning])
        #expect(try Self.observed(120) { try $0.hours("08:00-12:00, 13:00-16:00") }.isEmpty)
    }

    @Test func `PFMP-121: the model SEQ_OBS has its own signatures`() throws {
        #expect(PaperModel.of(.observation).rawValue == "SEQ_OBS")
        #expect(PaperModel.observation.parties(minor: true).count == 6)
        #expect(PaperModel.observation.parts == ["partie pédagogique", "partie financière"])
    }

    @Test func `PFMP-122: a mini-stage says its origin, workshop, supervisor and consents`() throws {
        func visit(_ change: (inout AgreementCase) throws -> Void) throws -> [Finding] {
            try Rules.check(122) { facts in
                facts.kind = .miniStage
                try facts.stay("2026-01-13", "2026-01-14")
                facts.discovery.originUAI = "0999001W"
                facts.discovery.workshop = "Mécanique"
                facts.discovery.supervisor = "Anne Fictive"
                facts.discovery.transport = "bus"
                facts.discovery.parentsAgreed = true
                facts.discovery.headsAgreed = true
                try change(&facts)
            }
        }
        #expect(try visit { _ in }.isEmpty)
        #expect(try visit { $0.discovery.parentsAgreed = false }.says("l’accord des parents"))
        #expect(try visit { try $0.stay("2026-01-12", "2026-01-14") }.says("2 au plus"))
    }

    @Test func `PFMP-123: 3 PFMP and 2 stages of troisième are a quota of 3 and a load of 5`() throws {
        let found = try Rules.all { facts in
            facts.others(2)
            facts.others(2, kind: .observation)
        }
        #expect(!found.contains { $0.rule == "PFMP-62" })
        #expect(found.says("reçoit 5 personnes, dont 3 stagiaires"))
    }
}

import Testing

@testable import Domain

/// The examples of the chapter on the agreement.
@Suite struct `The agreement` {
    @Test func `PFMP-22: start today with a signature missing keeps the pupil at school`() throws {
        let found = try Rules.check(22, on: "2026-01-05") { facts in
            facts.agreement.state = .toSign
            facts.agreement.signatures.removeAll { $0.party == .tutor }
        }
        #expect(found.severities == [.block] && found.says("il reste au lycée"))
        #expect(try Rules.check(22, on: "2026-01-05").isEmpty)
    }

    @Test func `PFMP-23: an observation has another model, no quota and no attestation`() throws {
        let found = try Rules.all(on: "2026-03-01") { facts in
            facts.kind = .observation
            facts.others(9)
            facts.hours.weeks = [try AgreementCase.week(Array(repeating: "08:00-12:00, 13:00-16:00", count: 5))]
        }
        #expect(found.contains { $0.rule == "PFMP-23" && $0.remedy.contains("SEQ_OBS") })
        #expect(!found.contains { $0.rule == "PFMP-62" || $0.rule == "PFMP-38" })
        #expect(try Rules.check(23) { $0.kind = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-24: a minor without representative is incomplete even if the learner signed`() throws {
        let found = try Rules.check(24) { facts in
            facts.agreement.signatures = facts.agreement.signatures.map { signature in
                var signature = signature
                if signature.party == .guardian { signature.party = .learner }
                return signature
            }
        }
        #expect(found.severities == [.block] && found.says("le représentant légal"))
    }

    @Test func `PFMP-25: a head who signs before the host is an information only`() throws {
        let found = try Rules.check(25) { facts in
            facts.agreement.signatures = try facts.agreement.signatures.map { signature in
                var signature = signature
                if signature.party == .head { signature.on = try day("2025-12-01") }
                return signature
            }
        }
        #expect(found.severities == [.info])
    }

    @Test func `PFMP-26: empty activities block mention 4`() throws {
        let found = try Rules.check(26) { $0.agreement.mentions?.remove(.activities) }
        #expect(found.severities == [.block] && found.says("Mention 4"))
        #expect(try Rules.check(26) { $0.agreement.mentions?.remove(.absences) }.severities == [.warning])
        #expect(try Rules.check(26) { $0.agreement.mentions = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-27: an empty annexe financière is a warning`() throws {
        #expect(try Rules.check(27) { $0.agreement.financialAnnex = false }.severities == [.warning])
    }

    @Test func `PFMP-28: the model of 2016 keeps its reference`() throws {
        #expect(try Rules.check(28).isEmpty)
        #expect(try Rules.check(28) { $0.agreement.template = nil }.severities == [.toCheck])
        #expect(try Rules.check(28) { $0.agreement.templateBoardOn = nil }.severities == [.info])
    }

    @Test func `PFMP-29: 5 to 16 January and 16 to 30 January overlap on the 16th`() throws {
        let found = try Rules.check(29) { facts in
            try facts.stay("2026-01-05", "2026-01-16")
            var other = OtherStay()
            other.startsOn = try day("2026-01-16")
            other.endsOn = try day("2026-01-30")
            other.host = "Hôte B fictif"
            facts.period.others = [other]
        }
        #expect(found.severities == [.block] && found.says("le 16 janvier 2026"))
        #expect(RuleCatalogue.rule(29)?.passing == .head)
    }

    @Test func `PFMP-29: another agreement of unknown days hides no overlap`() throws {
        let found = try Rules.check(29) { facts in
            var other = OtherStay()
            other.startsOn = try day("2026-01-30")
            other.endsOn = try day("2026-02-20")
            facts.period.others = [OtherStay(), other]
        }
        #expect(found.severities == [.block, .toCheck] && found[1].missing == "period.others.startsOn")
    }

    @Test func `PFMP-30: a replacement in the activities is a warning`() throws {
        #expect(
            try Rules.check(30) { $0.agreement.activities = "Remplacement de la vendeuse" }.severities == [.warning])
        #expect(try Rules.check(30) { $0.agreement.activities = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-31: 150 hours of teaching a year are an information`() throws {
        #expect(try Rules.check(31) { $0.training.teachingHours = 150 }.severities == [.info])
        #expect(try Rules.check(31) { $0.training.teachingHours = 800 }.isEmpty)
    }

    @Test func `PFMP-32: 10 weeks and 18 weeks in one host are 140 days, a warning`() throws {
        func stays(_ hours: Int) throws -> [Finding] {
            try Rules.check(32) { facts in
                try facts.stay("2026-01-05", "2026-03-15")
                var other = OtherStay()
                other.startsOn = try day("2026-03-30")
                other.endsOn = try day("2026-08-02")
                other.sameHost = true
                other.minutes = hours * 60
                facts.period.others = [other]
            }
        }
        #expect(try stays(18 * 35).says("140 jours de 7 h"))
        #expect(try stays(16 * 35).isEmpty)
    }

    @Test func `PFMP-33: 60 days until 30 April free the post 20 days later`() throws {
        #expect(WaitingPeriod.firstDay(after: try day("2026-04-30"), days: 60, divisor: 3) == (try day("2026-05-20")))
        let found = try Rules.check(33) { facts in
            facts.period.previousOnPost = PreviousStay()
            facts.period.previousOnPost?.endedOn = try day("2025-12-31")
            facts.period.previousOnPost?.days = 60
        }
        #expect(found.severities == [.info])
    }

    @Test func `PFMP-34: an end moved from 30 January to 6 February needs amendment 1`() throws {
        let found = try Rules.check(34) { $0.agreement.changed = [.dates] }
        #expect(found.severities == [.warning] && found.first?.remedy.contains("n°\u{A0}1") == true)
        let unsigned = try Rules.check(34) { facts in
            facts.agreement.changed = [.dates]
            var amendment = AmendmentFacts()
            amendment.number = 1
            amendment.terms = [.dates]
            amendment.signedBy = [.host]
            facts.agreement.amendments = [amendment]
        }
        #expect(unsigned.says("Avenant à signer"))
    }

    @Test func `PFMP-35: a termination by the host stops the counters and opens a new search`() throws {
        var facts = try AgreementCase.sample()
        facts.agreement.termination = TerminationFacts()
        facts.agreement.termination?.by = .host
        facts.agreement.termination?.on = try day("2026-01-19")
        facts.agreement.termination?.reason = "Retards répétés"
        facts.agreement.termination?.schoolReached = true
        let study = Study(facts, parameters: try Rules.parameters.get(), today: try day("2026-01-20"))
        #expect(study.presence?.plannedDays == 20 && study.presence?.effectiveDays == 10)
        let found = RuleCatalogue.checks.first { $0.number == 35 }?.findings(study) ?? []
        #expect(found.says("cherchez un nouvel organisme") && found.says("n’a pas d’avenant"))
    }

    @Test func `PFMP-36: the school writes to the host and makes an amendment`() throws {
        let found = try Rules.check(36) { facts in
            facts.agreement.termination = TerminationFacts()
            facts.agreement.termination?.by = .school
            facts.agreement.termination?.on = try day("2026-01-19")
            facts.agreement.termination?.reason = "Danger signalé par le référent"
            facts.agreement.termination?.notified = false
        }
        #expect(found.says("n’a pas été prévenu par écrit"))
    }

    @Test func `PFMP-37: 9 days of 15 and an accident need an outcome`() throws {
        func stopped(_ outcome: InterruptionOutcome?) throws -> [Finding] {
            try Rules.check(37) { facts in
                try facts.stay("2026-01-05", "2026-01-23")
                facts.agreement.interruption = InterruptionFacts()
                facts.agreement.interruption?.cause = .accident
                facts.agreement.interruption?.on = try day("2026-01-16")
                facts.agreement.interruption?.outcome = outcome
            }
        }
        #expect(try stopped(nil).says("9 jours faits sur 15"))
        #expect(try stopped(.postponed).isEmpty)
    }

    @Test func `PFMP-38: 13.5 days are refused, 13 are accepted`() throws {
        #expect(WholeDays.read(tenths: 135) == .refused(use: 13))
        func attested(_ tenths: Int?) throws -> [Finding] {
            try Rules.check(38, on: "2026-02-02") { facts in
                facts.attestation.dayTenths = tenths
                facts.attestation.signedOn = try day("2026-02-02")
            }
        }
        #expect(try attested(135).severities == [.block])
        #expect(try attested(130).isEmpty)
        #expect(try attested(nil).severities == [.toCheck])
    }

    @Test func `PFMP-38: the paper says what it lacks`() throws {
        var facts = try AgreementCase.sample()
        facts.attestation.dayTenths = 130
        facts.attestation.signedOn = try day("2026-01-30")
        let paper = AttestationContent(trainee: "Noémie Fictif", facts)
        #expect(paper.missing == ["Durée effective, en heures", "Signée par"])
        #expect(paper.lines.contains { $0.value == "13\u{A0}jours" })
    }

    @Test func `PFMP-39: a file of 2023-2024 is kept until 2034`() throws {
        let parameters = try Rules.parameters.get()
        let year = try #require(SchoolYear("2023-2024"))
        #expect(PaperKeeping.erasable(.payment, of: year, parameters: parameters) == (try day("2034-09-01")))
        #expect(
            PaperKeeping.mayErase(.payment, of: year, on: try day("2033-12-31"), parameters: parameters) == false)
    }

    @Test func `PFMP-40: 18 on 14 January puts the rules for minors until the 13th`() throws {
        let found = try Rules.check(40) { $0.learner.birthDate = try day("2008-01-14") }
        #expect(found.says("jusqu’au 13 janvier 2026"))
        let parameters = try Rules.parameters.get()
        let birth = try day("2008-01-14")
        #expect(Minority.signatory(bornOn: birth, on: try day("2026-01-13"), parameters: parameters) == .guardian)
        #expect(Minority.signatory(bornOn: birth, on: try day("2026-01-14"), parameters: parameters) == .learner)
    }
}

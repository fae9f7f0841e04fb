import Testing

@testable import Domain

/// The examples of the chapter on durations and calendar.
@Suite struct `Durations and calendar` {
    static func weeks(_ number: Int, _ diploma: Diploma, _ planned: [Int], on start: String = "2026-01-05") throws
        -> [Finding]
    {
        try Rules.check(number) { facts in
            facts.training.diploma = diploma
            facts.training.plannedWeeks = planned
            facts.training.specialityWeeks = 14
            facts.training.positioned = true
            facts.period.startsOn = try day(start)
            facts.period.endsOn = try day(start).adding(days: 25)
        }
    }

    @Test func `PFMP-01: 7 and 7 suit a speciality of 14 weeks, not one of 12`() throws {
        #expect(try Self.weeks(1, .cap2, [7, 7]).isEmpty)
        let found = try Rules.check(1) { facts in
            facts.training.plannedWeeks = [7, 7]
            facts.training.specialityWeeks = 12
        }
        #expect(found.severities == [.warning] && found.says("2 de trop"))
    }

    @Test func `PFMP-01: weeks of the speciality unknown are to check`() throws {
        let found = try Rules.check(1) { $0.training.specialityWeeks = nil }
        #expect(found.severities == [.toCheck] && found.first?.missing == "training.specialityWeeks")
    }

    @Test(arguments: [([6, 6], 0), ([7, 6], 0), ([8, 6], 1), ([5, 6], 2)])
    func `PFMP-02: a CAP in 2 years has 12 to 14 weeks, 6 or 7 each year`(planned: [Int], expected: Int) throws {
        let found = try Self.weeks(2, .cap2, planned)
        #expect(found.count == expected && found.allSatisfy { $0.severity == .warning })
    }

    @Test(arguments: [(4, 1), (5, 0)])
    func `PFMP-03: a CAP in 1 year with 4 weeks is below the floor of 5`(planned: Int, expected: Int) throws {
        let found = try Self.weeks(3, .cap1, [planned])
        #expect(found.count == expected)
        #expect(expected == 0 || found.says("5 au moins"))
    }

    @Test func `PFMP-03: a CAP in 1 year needs a positioning decision`() throws {
        func positioned(_ decided: Bool?) throws -> [Finding] {
            try Rules.check(3) { facts in
                facts.training.diploma = .cap1
                facts.training.plannedWeeks = [7]
                facts.training.positioned = decided
            }
        }
        #expect(try positioned(nil).severities == [.toCheck] && (try positioned(false)).severities == [.warning])
        #expect(try positioned(true).isEmpty)
    }

    @Test(arguments: [(6, 0), (7, 1), (3, 1)])
    func `PFMP-04: seconde takes 3 and 3 weeks, not 7`(planned: Int, expected: Int) throws {
        #expect(try Self.weeks(4, .bacpro, [planned]).count == expected)
    }

    @Test(arguments: [(8, 0), (9, 1), (5, 1)])
    func `PFMP-05: première takes 4 and 4 weeks`(planned: Int, expected: Int) throws {
        #expect(try Self.weeks(5, .bacpro, [6, planned]).count == expected)
    }

    @Test(arguments: [("2026-01-05", 6, 0), ("2026-01-05", 8, 1), ("2024-01-08", 8, 0), ("2024-01-08", 6, 1)])
    func `PFMP-06: two blocks of 3 weeks suit terminale since 2024, 8 weeks before`(
        start: String, planned: Int, expected: Int
    ) throws {
        #expect(try Self.weeks(6, .bacpro, [6, 8, planned], on: start).count == expected)
    }

    @Test func `PFMP-07: insertion from 8 June to 3 July 2026 is 4 weeks, not certifying, with allowance`() throws {
        let found = try Rules.all(on: "2026-05-01") { facts in
            try facts.stay("2026-06-08", "2026-07-03")
            facts.period.path = PathFacts()
            facts.period.path?.choice = .work
            facts.period.certifying = false
            facts.allowance.days = 20
            facts.allowance.level = "2383"
            facts.training.mef = nil
            facts.allowance.otherAmounts = []
        }
        #expect(!found.contains { $0.rule == "PFMP-07" || $0.rule == "PFMP-82" })
        #expect(Weeks.touched(try day("2026-06-08")...(try day("2026-07-03"))) == 4)
        #expect(found.says("20 jours à 20,00 € : 400,00 €"))
    }

    @Test func `PFMP-07: these weeks never count for the examination nor leave their dates`() throws {
        let found = try Rules.check(7) { facts in
            try facts.stay("2026-06-01", "2026-07-03")
            facts.period.path = PathFacts()
        }
        #expect(found.severities == [.warning, .warning])
    }

    @Test func `PFMP-07: the dates of 2026-2027 are not known yet`() throws {
        let found = try Rules.check(7) { facts in
            try facts.stay("2027-06-07", "2027-07-02")
            facts.period.path = PathFacts()
        }
        #expect(found.severities == [.toCheck])
    }

    @Test func `PFMP-08: two weeks of host out of four leave two at school, without gap`() throws {
        let path = try day("2026-06-08")...(try day("2026-07-04"))
        let parts = EndPathPlan.parts(path, hosted: [try day("2026-06-08")...(try day("2026-06-21"))])
        #expect(parts.map(\.choice) == [.work, .study])
        #expect(
            parts.map(\.days) == [
                try day("2026-06-08")...(try day("2026-06-21")), try day("2026-06-22")...path.upperBound,
            ])
    }

    @Test func `PFMP-08: the choice, its day and the advice of the council are kept`() throws {
        #expect(try Rules.check(8) { $0.period.path = PathFacts() }.severities == [.toCheck])
        let found = try Rules.check(8) { facts in
            facts.period.path = PathFacts()
            facts.period.path?.choice = .study
            facts.period.path?.chosenOn = try day("2026-05-04")
        }
        #expect(found.severities == [.info])
    }

    @Test func `PFMP-09: a cook in a garage needs a written reason`() throws {
        func field(_ reason: String?) throws -> [Finding] {
            try Rules.check(9) { facts in
                facts.period.path = PathFacts()
                facts.period.inField = false
                facts.period.fieldReason = reason
            }
        }
        #expect(try field(nil).severities == [.warning])
        #expect(try field("promesse d’apprentissage").severities == [.info])
    }

    @Test(arguments: [([6, 8, 6], 2025, 0), ([6, 8, 8], 2025, 1), ([6, 8, 8], 2023, 0), ([4, 6, 6], 2023, 1)])
    func `PFMP-10: the cohort 2023 to 2026 with 6, 8 and 6 weeks is well`(
        planned: [Int], year: Int, expected: Int
    ) throws {
        let found = try Rules.check(10) { facts in
            facts.training.plannedWeeks = planned
            facts.training.lastYear = year
        }
        #expect(found.count == expected && found.allSatisfy { $0.severity <= .warning })
    }

    @Test(arguments: [(2, Finding.Severity.warning), (1, .info)])
    func `PFMP-11: 2 weeks are too short in première, an information in seconde`(
        year: Int, severity: Finding.Severity
    ) throws {
        let found = try Rules.check(11) { facts in
            try facts.stay("2026-01-05", "2026-01-16")
            facts.training.year = year
        }
        #expect(found.severities == [severity])
    }

    @Test func `PFMP-12: 14.5 weeks of 20 ask for a derogation, 9 are below the floor`() throws {
        func validated(_ tenths: Int) throws -> [Finding] {
            try Rules.check(12) { $0.training.validatedTenths = tenths }
        }
        #expect(try validated(145).says("5,5 semaines pour l’examen : dérogation à demander"))
        #expect(try validated(90).says("sous le plancher de 10 semaines"))
        #expect(try validated(200).isEmpty)
        #expect(ExamFloor.standing(validatedTenths: 145, required: 20, floor: 10) == .toRequest(missingTenths: 55))
    }

    @Test func `PFMP-13: session 2027 never returns 3 weeks for a CAP in 1 year`() throws {
        let parameters = try Rules.parameters.get()
        #expect(parameters.value(.capFloor, on: try day("2027-05-01")) == 5)
        #expect(try Self.weeks(3, .cap1, [3]).says("5 au moins"))
    }

    @Test func `PFMP-14: 16 weeks in one host are 80 days, so a gratification is due`() throws {
        let found = try Rules.all { facts in
            try facts.stay("2026-01-05", "2026-04-26")
            facts.training.diploma = .cs
            facts.training.plannedWeeks = [16]
            facts.training.specialityWeeks = 16
        }
        #expect(!found.contains { $0.rule == "PFMP-14" })
        #expect(found.contains { $0.rule == "PFMP-68" })
        #expect(try Self.weeks(14, .cs, [11]).count == 1)
    }

    @Test func `PFMP-15: 9 weeks in BMA1 are above the ceiling of the allowance, not an error`() throws {
        let found = try Rules.check(15) { facts in
            facts.training.diploma = .bma
            facts.training.year = 1
            facts.training.plannedWeeks = [9]
            facts.training.mef = nil
            facts.allowance.level = "23C1"
        }
        #expect(found.severities == [.warning] && found.says("8 au plus"))
    }

    @Test func `PFMP-16: a brevet professionnel under school status is looked at`() throws {
        #expect(try Rules.check(16) { $0.training.diploma = .bp }.severities == [.warning])
    }

    @Test func `PFMP-17: 35 hours for 3 weeks are 105 hours and 15 days`() throws {
        let week = try AgreementCase.week(Array(repeating: "08:00-12:00, 13:00-16:00", count: 5))
        let start = try day("2026-01-05")
        let count = PresenceCount(
            plan: WorkPlan(weeks: [week], from: start), from: start, through: try day("2026-01-25"))
        #expect(count.weeks == 3 && count.effectiveDays == 15 && count.effectiveMinutes == 105 * 60)
        let parameters = try Rules.parameters.get()
        #expect(PresenceCount.equivalentDays(minutes: 105 * 60, on: start, parameters: parameters) == 1500)
    }

    @Test func `PFMP-17: four days of 8 h 45 are worth 5 days and are 4 effective ones`() throws {
        let week = try AgreementCase.week(Array(repeating: "08:00-12:00, 13:00-17:45", count: 4))
        let start = try day("2026-01-05")
        let count = PresenceCount(
            plan: WorkPlan(weeks: [week], from: start), from: start, through: try day("2026-01-11"))
        #expect(count.effectiveDays == 4)
        let parameters = try Rules.parameters.get()
        #expect(
            PresenceCount.equivalentDays(minutes: count.effectiveMinutes, on: start, parameters: parameters) == 500)
    }

    @Test func `PFMP-18: 22 to 26 December takes 5 of 10 days of a minor, at the limit`() throws {
        let found = try Rules.check(18) { facts in
            try facts.stay("2025-12-22", "2025-12-26")
            facts.period.catchUp = true
            facts.school.holidays = [
                SchoolHoliday(name: "Noël", start: try day("2025-12-20"), end: try day("2026-01-04"))
            ]
        }
        #expect(found.severities == [.warning] && found.says("5 jours sur 10") && found.says("à la limite"))
    }

    @Test func `PFMP-18: a bridge of one day is a day to answer for, not a share of a holiday`() throws {
        let found = try Rules.check(18) { facts in
            facts.school.holidays = [
                SchoolHoliday(name: "Pont", start: try day("2026-01-16"), end: try day("2026-01-16"))
            ]
        }
        #expect(found.severities == [.info] && found.says("1 jour pendant que le lycée est fermé"))
    }

    @Test func `PFMP-18: a week with a public holiday still counts, the day does not`() throws {
        let week = try AgreementCase.week(Array(repeating: "08:00-12:00, 13:00-16:00", count: 5))
        let start = try day("2026-04-27")
        let count = PresenceCount(
            plan: WorkPlan(weeks: [week], from: start), from: start, through: try day("2026-05-03"),
            off: [try day("2026-05-01")])
        #expect(count.weeks == 1 && count.effectiveDays == 4)
    }

    @Test func `PFMP-19: a calendar without board date is a project`() throws {
        #expect(try Rules.check(19) { $0.school.boardOn = nil }.says("c’est un projet"))
    }

    @Test func `PFMP-20: a first PFMP on 5 January reminds of the week from 15 December`() throws {
        let found = try Rules.check(20) { facts in
            facts.training.year = 1
            facts.period.firstOfCycle = true
        }
        #expect(found.severities == [.info] && found.first?.remedy.contains("15 décembre 2025") == true)
    }

    @Test func `PFMP-21: 4 days sick with competences assessed need none, 4 days without reason need 4`() throws {
        #expect(AbsenceOutcome.of(cause: .illness, assessed: true, days: 4) == .derogation)
        #expect(AbsenceOutcome.of(cause: .unjustified, assessed: true, days: 4) == .days(4))
        #expect(AbsenceOutcome.of(cause: .illness, assessed: nil, days: 4) == nil)
        func away(_ cause: AbsenceCause, _ assessed: Bool?) throws -> [Finding] {
            try Rules.check(21) { facts in
                var absence = AbsenceFacts()
                absence.from = try day("2026-01-12")
                absence.until = try day("2026-01-15")
                absence.cause = cause
                absence.assessed = assessed
                facts.absences = [absence]
            }
        }
        #expect(try away(.illness, true).severities == [.info])
        #expect(try away(.unjustified, nil).says("4 jours à rattraper"))
        #expect(try away(.illness, nil).severities == [.toCheck])
    }
}

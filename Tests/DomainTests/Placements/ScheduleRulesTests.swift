import Testing

@testable import Domain

extension AgreementCase {
    /// A case that holds the facts about hours only.
    init(_ facts: ScheduleFacts) {
        self.init()
        kind = facts.learnerPublic == .student ? .stage : .pfmp
        learner.birthDate = facts.birthDate
        learner.status = facts.learnerPublic
        school.territory = facts.territory
        period.startsOn = facts.startsOn
        period.endsOn = facts.endsOn
        hours.weeks = [facts.schedule]
        hours.lessons = facts.weeklyLessons
        hours.worksPublicHolidays = facts.worksPublicHolidays
        hours.holidayAgreement = facts.holidayAgreement
        hours.restAgreement = facts.restAgreement
        hours.nightDerogation = facts.nightDerogation
        hours.nightTeamNamed = true
        // The count of presence is the matter of another rule (PFMP-52).
        hours.counted = true
        host.sector = facts.sector
    }
}

/// Every example of the catalogue for the rules on working time, and their edges.
@Suite struct `Rules on working time` {
    static let parameters = Result { try LegalParameters.embedded() }

    /// A placement of four weeks in January 2026, of somebody of that age on the first day.
    static func found(
        age: Int, _ week: String, from start: String = "2026-01-05", through end: String = "2026-01-30",
        change: (inout ScheduleFacts) -> Void = { _ in }
    ) throws -> [Finding] {
        let first = try day(start)
        var facts = ScheduleFacts(
            birthDate: first.adding(years: -age).adding(days: -100), startsOn: first, endsOn: try day(end),
            schedule: try #require(WeekSchedule(week)))
        change(&facts)
        return PlacementRules.check(
            AgreementCase(facts), parameters: try parameters.get(), on: first, themes: [.workingTime])
    }

    static func rules(_ found: [Finding]) -> [String] { found.map { "\($0.rule) \($0.severity.rawValue)" } }

    static let office = Array(repeating: "480-720,780-960", count: 5).joined(separator: ";")

    @Test(arguments: [14 + 1, 16, 17, 18, 30])
    func `say nothing of 35 hours from Monday to Friday`(age: Int) throws {
        #expect(try Self.found(age: age, Self.office).isEmpty)
    }

    @Test(arguments: [
        // PFMP-42: age 15, 7 h 30 warns; age 16, 8 h 15 blocks.
        (15, "480-720,780-990;480-720;480-720", ["PFMP-42 warning"]),
        (16, "480-720,780-1035;480-720;480-720", ["PFMP-42 block"]),
        (16, "480-720,780-1020;480-720;480-720", []),
        (15, "480-720,780-1035;480-720;480-720", ["PFMP-42 block"]),
        // PFMP-41 and 43: 17 in a hotel with a week of 39 h.
        (
            17, "480-720,780-1020;480-720,780-1020;480-720,780-1020;480-720,780-1020;480-720,780-960",
            ["PFMP-43 block"]
        ),
        // PFMP-45: 08:00–12:45 blocks; with an hour at noon all is well; ten minutes are no break.
        (17, "480-765", ["PFMP-45 block"]),
        (17, "480-720,780-1020", []),
        (17, "480-720,730-900", ["PFMP-45 block"]),
        (17, "480-750", []),
        // PFMP-46: until 21:00, from 08:00 the next day.
        (17, "1020-1260;480-720", ["PFMP-46 block"]),
        (17, "1020-1200;480-720", []),
        (15, "900-1140;480-720", ["PFMP-46 block"]),
        (15, "900-1080;480-720", []),
        // PFMP-47: rest on Sunday and Monday; on Sunday and Wednesday.
        (17, ";480-720;480-720;480-720;480-720;480-720;", []),
        (17, "480-720;480-720;;480-720;480-720;480-720;", ["PFMP-47 block"]),
        // PFMP-48: a pupil of 16, Sunday 06:00.
        (16, ";;480-720;480-720;480-720;480-720;360-600", ["PFMP-48 block"]),
        // PFMP-50: restaurant, 17, until 22:30; under 16 the night starts at 20:00.
        (17, "1080-1350", ["PFMP-50 block"]),
        (17, "1080-1320", []),
        (15, "1080-1260", ["PFMP-50 block"]),
        (15, "1080-1200", []),
        (17, "300-540", ["PFMP-50 block"]),
        (17, "1320-120", ["PFMP-50 block"]),
    ])
    func `say of one week`(age: Int, week: String, expected: [String]) throws {
        #expect(Self.rules(try Self.found(age: age, week)) == expected)
    }

    @Test func `count lessons in the week of a minor`() throws {
        let week = Array(repeating: "480-720,780-1020", count: 4).joined(separator: ";")
        let found = try Self.found(age: 17, week) { $0.weeklyLessons = 240 }
        #expect(Self.rules(found) == ["PFMP-43 block"])
        #expect(found.first?.message.contains("36\u{A0}h prévues dans la semaine (dont 4\u{A0}h de cours)") == true)
    }

    @Test func `open Sundays to apprentices of some activities`() throws {
        let week = ";;480-720;480-720;480-720;480-720;360-600"
        let baker = try Self.found(age: 16, week) { facts in
            facts.learnerPublic = .apprentice
            facts.sector = .bakery
        }
        #expect(baker.isEmpty)
        let unknown = try Self.found(age: 16, week) { $0.learnerPublic = .apprentice }
        #expect(Self.rules(unknown) == ["PFMP-48 warning"])
    }

    @Test func `accept a weekly rest of 36 hours under an agreement, from 16`() throws {
        let week = "480-720;480-720;;480-720;480-720;480-720;"
        let agreed = try Self.found(age: 17, week) { $0.restAgreement = "Accord fictif du 12/03/2020" }
        #expect(Self.rules(agreed) == ["PFMP-47 warning"])
        let young = try Self.found(age: 15, week) { $0.restAgreement = "Accord fictif du 12/03/2020" }
        #expect(Self.rules(young) == ["PFMP-47 block"])
        let short = try Self.found(age: 17, "1200-1260;480-720;480-720;480-720;480-720;480-720;480-720") {
            $0.restAgreement = "Accord fictif du 12/03/2020"
        }
        #expect(Self.rules(short).contains("PFMP-47 block"))
    }

    @Test func `ask for the derogation at night, from 16`() throws {
        let derogation = "Décision fictive du 01/09/2025"
        #expect(
            Self.rules(try Self.found(age: 17, "1080-1350") { $0.nightDerogation = derogation }) == ["PFMP-50 warning"])
        #expect(
            Self.rules(try Self.found(age: 15, "1080-1260") { $0.nightDerogation = derogation }) == ["PFMP-50 block"])
    }

    @Test func `forbid the first of May to a minor without an agreement`() throws {
        func florist(_ agreement: String?, works: Bool = true) throws -> [Finding] {
            try Self.found(age: 17, Self.office, from: "2026-04-20", through: "2026-05-02") { facts in
                facts.worksPublicHolidays = works
                facts.sector = .flowers
                facts.holidayAgreement = agreement
            }
        }
        #expect(Self.rules(try florist(nil)) == ["PFMP-49 block"])
        #expect(Self.rules(try florist("Accord fictif")) == ["PFMP-49 warning"])
        #expect(Self.rules(try florist(nil, works: false)) == ["PFMP-49 info"])
    }

    @Test(arguments: [(Territory.metropole, 0), (.alsaceMoselle, 1)])
    func `know the public holidays of the territory`(territory: Territory, expected: Int) throws {
        let found = try Self.found(age: 17, Self.office, from: "2026-03-30", through: "2026-04-04") {
            $0.territory = territory
        }
        #expect(found.count == expected)
    }

    @Test func `refuse a pupil of thirteen`() throws {
        let found = try Self.found(age: 0, Self.office) { $0.birthDate = LocalDate("2012-12-20") }
        #expect(found.first.map { "\($0.rule) \($0.severity.rawValue)" } == "PFMP-53 block")
    }

    @Test func `look twice at a pupil of fourteen`() throws {
        #expect(Self.rules(try Self.found(age: 14, "480-720")) == ["PFMP-53 warning"])
    }

    @Test func `protect a minor until the eve of the eighteenth birthday`() throws {
        let long = Array(repeating: "480-720,780-1050", count: 4).joined(separator: ";")
        let found = try Self.found(age: 17, long) { $0.birthDate = LocalDate("2008-01-14") }
        #expect(Self.rules(found) == ["PFMP-42 block"])
        #expect(found.first?.message.hasPrefix("Jusqu’au 13 janvier 2026\u{A0}: le lundi, le mardi") == true)
    }

    @Test func `apply from the sixteenth birthday to a period that begins before`() throws {
        let found = try Self.found(age: 15, ";;;;1080-1290") { $0.birthDate = LocalDate("2010-01-14") }
        #expect(found.count == 1)
        #expect(found.first?.message.contains("avant 16\u{A0}ans") == true)
    }

    @Test func `only inform about the week of an adult`() throws {
        let week = Array(repeating: "480-720,780-1020", count: 4).joined(separator: ";") + ";480-720,780-900"
        #expect(Self.rules(try Self.found(age: 18, week)) == ["PFMP-51 info"])
    }

    @Test func `warn about eleven hours of an adult and never block`() throws {
        let week = Array(repeating: "420-720,780-1140", count: 5).joined(separator: ";")
        #expect(Self.rules(try Self.found(age: 20, week)) == ["PFMP-51 warning", "PFMP-51 warning"])
    }

    @Test func `never block when the birth date is unknown, and say so`() throws {
        let found = try Self.found(age: 17, "480-765") { $0.birthDate = nil }
        #expect(found.allSatisfy { $0.severity == .toCheck })
        #expect(Set(found.map(\.rule)).isSuperset(of: ["PFMP-45", "PFMP-53"]))
    }

    @Test func `say of reversed dates that they are to mend, and nothing else`() throws {
        let found = try Self.found(age: 16, "480-765", through: "2026-01-04")
        #expect(found.allSatisfy { $0.severity == .toCheck && $0.message.contains("La date de fin précède") })
    }

    @Test func `name their number, their source and a remedy`() throws {
        let found = try Self.found(age: 15, "300-720,725-1380;300-720,725-1380;;;;300-720;300-720")
        #expect(Set(found.map(\.rule)).count >= 6)
        #expect(found.allSatisfy { !$0.source.isEmpty && !$0.remedy.isEmpty && $0.message.hasSuffix(".") })
        #expect(found.map(\.severity) == found.map(\.severity).sorted(by: >))
    }

    @Test func `block only on texts that were read`() {
        let hours = RuleCatalogue.all.filter { $0.theme == .workingTime && $0.isChecked }
        #expect(hours.filter { $0.standing != .read }.map(\.number) == [44, 51])
        #expect(RuleStanding.unsure.limited(.block) == .warning)
        #expect(RuleStanding.read.limited(.block) == .block)
    }
}

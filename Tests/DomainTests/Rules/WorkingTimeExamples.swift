import Testing

@testable import Domain

/// The examples of the chapter on working time.
@Suite struct `Working time` {
    @Test func `PFMP-41: seventeen in a hotel with a week of 39 hours stays at 35`() throws {
        let found = try Rules.all { facts in
            facts.hours.adultWeek = 39 * 60
            try facts.hours(
                "08:00-12:00, 13:00-17:00", "08:00-12:00, 13:00-17:00", "08:00-12:00, 13:00-17:00",
                "08:00-12:00, 13:00-17:00", "08:00-12:00, 13:00-16:00")
        }
        #expect(found.contains { $0.rule == "PFMP-43" && $0.severity == .block })
        #expect(found.contains { $0.rule == "PFMP-41" && $0.severity == .info })
    }

    @Test(arguments: [
        (15, "08:00-12:00, 13:00-16:30", Finding.Severity.warning), (16, "08:00-12:00, 13:00-17:15", .block),
    ])
    func `PFMP-42: 7 h 30 at fifteen warn, 8 h 15 at sixteen block`(
        age: Int, hours: String, severity: Finding.Severity
    ) throws {
        let found = try Rules.check(42) { facts in
            try facts.age(age)
            try facts.hours(hours)
        }
        #expect(found.severities == [severity])
    }

    @Test func `PFMP-43: four days of 8 hours and 4 hours of lessons are 36 hours and block`() throws {
        let found = try Rules.check(43) { facts in
            let long = "08:00-12:00, 13:00-17:00"
            try facts.hours(long, long, long, long)
            facts.hours.lessons = 240
        }
        #expect(found.severities == [.block] && found.says("36 h"))
    }

    @Test func `PFMP-43: never more than the adults of the place`() throws {
        let found = try Rules.check(43) { $0.hours.adultWeek = 32 * 60 }
        #expect(found.severities == [.block] && found.says("adultes du lieu"))
    }

    @Test func `PFMP-44: a mason of seventeen with 39 hours asks the head to confirm`() throws {
        let found = try Rules.all { facts in
            facts.hours.site = true
            let long = "08:00-12:00, 13:00-17:00"
            try facts.hours(long, long, long, long, "08:00-12:00, 13:00-16:00")
        }
        #expect(found.contains { $0.rule == "PFMP-44" && $0.severity == .warning })
        #expect(!found.contains { $0.severity == .block })
        let tooLong = try Rules.check(43) { facts in
            facts.hours.site = true
            let long = "07:00-11:00, 12:00-17:00"
            try facts.hours(long, long, long, long, long)
        }
        #expect(tooLong.severities == [.block])
    }

    @Test(arguments: [("08:00-12:45", 1), ("08:00-12:00, 13:00-17:00", 0)])
    func `PFMP-45: 8 h to 12 h 45 without a break block`(hours: String, expected: Int) throws {
        let found = try Rules.check(45) { try $0.hours(hours) }
        #expect(found.count == expected && found.allSatisfy { $0.severity == .block })
    }

    @Test func `PFMP-46: until 21 h, again at 8 h, leaves 11 hours at seventeen and blocks`() throws {
        let found = try Rules.check(46) { try $0.hours("17:00-21:00", "08:00-12:00") }
        #expect(found.severities == [.block] && found.says("11 h de repos"))
    }

    @Test func `PFMP-47: rest on Sunday and Monday is well, on Sunday and Wednesday it blocks`() throws {
        let half = "08:00-12:00"
        #expect(try Rules.check(47) { try $0.hours("", half, half, half, half, half, "") }.isEmpty)
        #expect(try Rules.check(47) { try $0.hours(half, half, "", half, half, half, "") }.severities == [.block])
    }

    @Test func `PFMP-48: a baker of sixteen on Sunday at 6 h blocks as a pupil, not as an apprentice`() throws {
        func baker(_ status: LearnerPublic) throws -> [Finding] {
            try Rules.check(48) { facts in
                try facts.age(16)
                facts.learner.status = status
                facts.host.sector = .bakery
                try facts.hours("", "", "08:00-12:00", "08:00-12:00", "08:00-12:00", "08:00-12:00", "06:00-10:00")
            }
        }
        #expect(try baker(.pupil).severities == [.block])
        #expect(try baker(.apprentice).isEmpty)
    }

    @Test func `PFMP-49: a florist of seventeen on 1 May blocks without the agreement`() throws {
        func florist(_ reference: String?) throws -> [Finding] {
            try Rules.check(49) { facts in
                try facts.stay("2026-04-20", "2026-05-07")
                facts.host.sector = .flowers
                facts.hours.worksPublicHolidays = true
                facts.hours.holidayAgreement = reference
            }
        }
        #expect(try florist(nil).severities == [.block])
        #expect(try florist("Accord fictif").severities == [.warning])
    }

    @Test func `PFMP-49: the holidays of Alsace-Moselle are not those of elsewhere`() throws {
        func stephen(_ territory: Territory) throws -> [Finding] {
            try Rules.check(49) { facts in
                try facts.stay("2025-12-22", "2025-12-30")
                facts.school.territory = territory
            }
        }
        #expect(try stephen(.metropole).count == 1)
        #expect(try stephen(.alsaceMoselle).count == 2)
    }

    @Test func `PFMP-50: 22 h 30 in a restaurant at seventeen blocks, with a derogation it warns`() throws {
        func night(_ reference: String?, _ hours: String = "18:00-22:30") throws -> [Finding] {
            try Rules.check(50) { facts in
                facts.host.sector = .restaurant
                facts.hours.nightDerogation = reference
                try facts.hours(hours)
            }
        }
        #expect(try night(nil).severities == [.block])
        #expect(try night("Décision fictive").severities == [.warning])
        #expect(try night("Décision fictive", "19:30-23:45").severities == [.block])
        #expect(RuleCatalogue.rule(50)?.passing == .head)
    }

    @Test func `PFMP-50: a derogation that ends before the stay blocks`() throws {
        let found = try Rules.check(50) { facts in
            facts.host.sector = .restaurant
            facts.hours.nightDerogation = "Décision fictive"
            facts.hours.nightDerogationUntil = try day("2026-01-20")
            try facts.hours("18:00-22:30")
        }
        #expect(found.severities == [.block])
    }

    @Test func `PFMP-51: 38 hours of an adult in a place at 39 are an information`() throws {
        let found = try Rules.check(51) { facts in
            try facts.age(19)
            let long = "08:00-12:00, 13:00-17:00"
            try facts.hours(long, long, long, long, "08:00-12:00, 13:00-15:00")
        }
        #expect(found.severities == [.info])
    }

    @Test func `PFMP-51: an adult pupil at night is named by the head`() throws {
        func night(_ named: Bool?) throws -> [Finding] {
            try Rules.check(51) { facts in
                try facts.age(19)
                facts.hours.nightTeamNamed = named
                try facts.hours("20:00-23:00")
            }
        }
        #expect(try night(nil).severities == [.toCheck])
        #expect(try night(false).severities == [.warning])
        #expect(try night(true).isEmpty)
    }

    @Test func `PFMP-51: 45 hours every week are above the average, 11 hours of rest are needed`() throws {
        let long = "08:00-12:00, 13:00-18:00"
        let average = try Rules.check(51) { facts in
            try facts.age(19)
            try facts.hours(long, long, long, long, long)
        }
        #expect(average.severities == [.warning] && average.says("45 h par semaine en moyenne"))
        let rest = try Rules.check(51) { facts in
            try facts.age(19)
            try facts.hours("14:00-21:30", "08:00-12:00")
        }
        #expect(rest.severities == [.warning] && rest.says("10 h 30 de repos"))
    }

    @Test func `PFMP-52: the weekly sheet lists the days of the stay`() throws {
        let facts = try AgreementCase.sample()
        let days = try #require(facts.period.days)
        let plan = try #require(facts.hours.plan(from: days.lowerBound))
        let sheets = PresenceSheet.all(plan: plan, days: days, off: [])
        #expect(sheets.count == 4 && sheets[0].lines.count == 7 && sheets[3].lines.count == 5)
        #expect(sheets[0].lines[0].minutes == 420)
        let parameters = try Rules.parameters.get()
        let start = days.lowerBound
        #expect(HostFine.most(trainees: 2, repeated: false, on: start, parameters: parameters)?.rawValue == 400_000)
        #expect(HostFine.most(trainees: 1, repeated: true, on: start, parameters: parameters)?.rawValue == 400_000)
    }

    @Test func `PFMP-53: born on 20 December 2012, thirteen on 5 January 2026, blocks`() throws {
        let found = try Rules.check(53) { $0.learner.birthDate = try day("2012-12-20") }
        #expect(found.severities == [.block] && found.says("13 ans"))
        #expect(try Rules.check(53) { try $0.age(14) }.severities == [.warning])
    }
}

/// Any weekly pattern: weeks in turn, days that differ, nights, birthdays.
@Suite struct `Weeks that differ` {
    static let usual = "08:00-12:00, 13:00-16:00"
    static let long = "08:00-12:00, 13:00-17:30"

    @Test func `are looked at one by one`() throws {
        let found = try Rules.check(42) { facts in
            facts.hours.weeks = [
                try AgreementCase.week([Self.usual, Self.usual]), try AgreementCase.week([Self.long, Self.usual]),
            ]
        }
        #expect(found.severities == [.block])
        #expect(found.says("le lundi 12 janvier et le lundi 26 janvier, 8 h 30 prévues"))
    }

    @Test func `are looked at on a day that differs`() throws {
        let found = try Rules.check(42) { facts in
            var exception = DatedDay()
            exception.date = try day("2026-01-21")
            exception.day = try #require(DaySchedule(clocks: Self.long))
            facts.hours.exceptions = [exception]
        }
        #expect(found.says("le mercredi 21 janvier, 8 h 30"))
    }

    @Test func `find the week without rest`() throws {
        let half = "08:00-12:00"
        let found = try Rules.check(47) { facts in
            facts.hours.weeks = [
                try AgreementCase.week([half, half, half, half, half]),
                try AgreementCase.week([half, half, "", half, half, half, ""]),
                try AgreementCase.week([half, half]),
            ]
        }
        #expect(found.severities == [.block] && found.says("la semaine du 12 janvier 2026"))
    }

    @Test func `leave a Sunday and the Monday after it as rest`() throws {
        let half = "08:00-12:00"
        let found = try Rules.check(47) { facts in
            facts.hours.weeks = [
                try AgreementCase.week([half, half, half, half, half, half, ""]),
                try AgreementCase.week(["", half, half, half, half, "", ""]),
            ]
        }
        #expect(found.isEmpty)
    }

    @Test func `count the rest from one week to the next`() throws {
        let found = try Rules.check(46) { facts in
            try facts.age(17)
            facts.hours.weeks = [
                try AgreementCase.week(["", "", "", "", "", "", "14:00-21:30"]),
                try AgreementCase.week(["07:00-11:00"]),
            ]
        }
        #expect(found.severities == [.block] && found.says("le dimanche 11 janvier"))
    }

    @Test func `take a birthday inside the stay`() throws {
        let found = try Rules.check(42) { facts in
            facts.learner.birthDate = try day("2008-01-14")
            facts.hours.weeks = [
                try AgreementCase.week([Self.usual]), try AgreementCase.week([Self.long, Self.usual, Self.long]),
            ]
        }
        #expect(found.says("Jusqu’au 13 janvier 2026 : le lundi 12 janvier, 8 h 30"))
    }

    @Test func `take more than two spans a day`() throws {
        let cut = "08:00-11:00, 12:00-15:00, 17:00-20:00"
        #expect(try Rules.check(42) { try $0.hours(cut) }.says("9 h prévues"))
        #expect(DaySchedule(clocks: cut)?.others.count == 1)
    }

    @Test func `count absences, public holidays and a stop`() throws {
        let week = try AgreementCase.week(Array(repeating: Self.usual, count: 5))
        let start = try day("2026-04-27")
        let count = PresenceCount(
            plan: WorkPlan(weeks: [week], from: start), from: start, through: try day("2026-05-15"),
            off: [try day("2026-05-01"), try day("2026-05-08")],
            absences: [try day("2026-05-04")...(try day("2026-05-05"))], stoppedOn: try day("2026-05-14"))
        #expect(count.weeks == 3 && count.plannedDays == 13 && count.effectiveDays == 9)
    }
}

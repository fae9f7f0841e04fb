import Testing

@testable import Domain

/// The examples of the chapter on the host.
@Suite struct `The host` {
    static func quota(_ headcount: Int, _ order: HostOrder? = nil) throws -> Int? {
        HostQuota.most(
            hundredths: headcount * 100, order: order, on: try day("2026-01-05"), parameters: try Rules.parameters.get()
        )
    }

    @Test(arguments: [(19, 3), (20, 3), (21, 4), (40, 6), (100, 15)])
    func `PFMP-62: 19 give 3, 20 give 3, 21 give 4, 40 give 6, 100 give 15`(headcount: Int, most: Int) throws {
        #expect(try Self.quota(headcount) == most)
    }

    @Test func `PFMP-62: the busiest civil week is what counts`() throws {
        func present(_ start: String, _ end: String) throws -> [Finding] {
            try Rules.check(62) { facts in
                facts.others(2)
                var other = PresentTrainee()
                other.startsOn = try day(start)
                other.endsOn = try day(end)
                facts.host.present?.append(other)
            }
        }
        #expect(try present("2026-01-16", "2026-02-06").severities == [.warning])
        #expect(try present("2026-02-02", "2026-02-27").isEmpty)
        #expect(try Rules.check(62) { $0.host.present = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-62: establishments of one legal person are counted together`() throws {
        let stays = try [
            HostStay(legalPerson: "999888779", days: day("2026-01-05")...(day("2026-01-30"))),
            HostStay(legalPerson: "999888779", days: day("2026-01-12")...(day("2026-01-16"))),
            HostStay(legalPerson: "999888779", days: day("2026-01-12")...(day("2026-01-16")), kind: .observation),
        ]
        let week = LegalPersonLoad.weeks(stays)["999888779"]?[try day("2026-01-12")]
        #expect(week?.counted == 2 && week?.received == 3)
    }

    @Test(arguments: [(12, 5), (30, 6), (50, 10)])
    func `PFMP-63: with an order 12 give 5, 30 give 6, 50 give 10`(headcount: Int, most: Int) throws {
        var order = HostOrder()
        order.small = 5
        order.percent = 20
        #expect(try Self.quota(headcount, order) == most)
    }

    @Test func `PFMP-63: an order above the article is said and held to it`() throws {
        var order = HostOrder()
        order.small = 9
        #expect(try Self.quota(12, order) == 5)
        #expect(try Rules.check(63) { $0.host.order = order }.severities == [.info])
    }

    @Test func `PFMP-64: 18 now and 21.4 on average are 21.4 and give 4`() throws {
        let reference = ReferenceHeadcount.hundredths(last: 18, average: 2140)
        #expect(reference == 2140)
        let most = HostQuota.most(
            hundredths: reference, on: try day("2026-01-05"), parameters: try Rules.parameters.get())
        #expect(most == 4)
    }

    @Test func `PFMP-65: a fourth overlapping agreement of a tutor is a warning`() throws {
        #expect(try Rules.check(65) { $0.others(3, sameTutor: true) }.severities == [.warning])
        #expect(try Rules.check(65) { $0.others(2, sameTutor: true) }.isEmpty)
    }

    @Test func `PFMP-65: an unknown tutor of the others is to check`() throws {
        let found = try Rules.check(65) { facts in
            facts.others(3)
            facts.host.present = facts.host.present?.map { trainee in
                var trainee = trainee
                trainee.sameTutor = nil
                return trainee
            }
        }
        #expect(found.severities == [.toCheck] && found.first?.missing == "host.present.sameTutor")
    }

    @Test func `PFMP-65: a tutor under eighteen is a warning`() throws {
        let found = try Rules.check(65) { $0.agreement.tutorBirthDate = try day("2009-01-01") }
        #expect(found.says("mineur"))
        #expect(try Rules.check(65) { $0.agreement.tutorAdult = false }.severities == [.warning])
    }

    @Test func `PFMP-65: a tutor whose age nobody said is to check, never a silent yes`() throws {
        let found = try Rules.check(65) { $0.agreement.tutorAdult = nil }
        #expect(found.severities == [.toCheck] && found.first?.missing == "agreement.tutorAdult")
        #expect(try Rules.check(65) { $0.agreement.tutorAdult = true }.isEmpty)
        #expect(
            try Rules.check(65) { facts in
                facts.agreement.tutor = ""
                facts.agreement.tutorAdult = nil
            }.isEmpty)
    }

    @Test func `PFMP-66: the list on the record of the host is ticked`() throws {
        #expect(try Rules.check(66).isEmpty)
        #expect(try Rules.check(66) { $0.host.equipment = false }.says("les protections"))
        #expect(try Rules.check(66) { $0.host.safetyInformation = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-67: the line of the register comes from the agreement`() throws {
        let line = RegisterLine(trainee: "Noémie Fictif", try AgreementCase.sample())
        #expect(line.text.contains("du 05/01/2026 au 30/01/2026") && line.text.contains("Jean Fictif"))
    }

    @Test func `PFMP-68: 12 weeks of 35 hours are due on 420 hours`() throws {
        let found = try Rules.check(68) { try $0.stay("2026-01-05", "2026-03-29") }
        #expect(found.severities == [.warning] && found.says("420 h"))
        let agricultural = try Rules.check(68) { facts in
            try facts.stay("2026-01-05", "2026-03-29")
            facts.school.ministry = .agriculture
        }
        #expect(agricultural.isEmpty)
    }

    @Test func `PFMP-68: 308 hours are not above the threshold, another stay of the year counts`() throws {
        func stay(_ more: Int) throws -> [Finding] {
            try Rules.check(68) { facts in
                var other = OtherStay()
                other.startsOn = try day("2025-10-06")
                other.endsOn = try day("2025-11-28")
                other.sameHost = true
                other.minutes = more
                facts.period.others = [other]
            }
        }
        #expect(try stay(168 * 60).isEmpty)
        #expect(try stay(168 * 60 + 1).severities == [.warning])
    }

    @Test func `PFMP-69: 420 hours in 2026 are 1 890 euros at least`() throws {
        let least = Gratification.minimum(
            minutes: 420 * 60, on: try day("2026-01-05"), parameters: try Rules.parameters.get())
        #expect(least?.rawValue == 189_000)
        let short = try Rules.check(69) { facts in
            facts.agreement.gratification = Cents(rawValue: 450)
            facts.attestation.minutes = 420 * 60
            facts.attestation.gratification = Cents(rawValue: 180_000)
        }
        #expect(short.severities == [.warning] && short.says("1 890,00 €"))
        #expect(try Rules.check(69) { $0.agreement.gratification = Cents(rawValue: 400) }.severities == [.warning])
    }

    @Test func `PFMP-70: 200 hours in December 2025 and 200 in January 2026 are 1 770 euros with the clause`() throws {
        let months = [(200 * 60, try day("2025-12-01")), (200 * 60, try day("2026-01-01"))]
        let parameters = try Rules.parameters.get()
        #expect(
            Gratification.minimum(months: months, revaluation: true, parameters: parameters)?.rawValue == 177_000)
        #expect(
            Gratification.minimum(months: months, revaluation: false, parameters: parameters)?.rawValue == 174_000)
        #expect(
            Gratification.minimum(
                months: [(60, try day("2027-02-01"))], revaluation: true, parameters: parameters) == nil)
    }

    @Test func `PFMP-71: 15 days cost the host nothing and open the allowance`() throws {
        let found = try Rules.all { facts in
            try facts.stay("2026-01-05", "2026-01-23")
            facts.allowance.days = 15
            facts.allowance.otherAmounts = []
        }
        #expect(!found.contains { $0.rule == "PFMP-68" })
        #expect(found.says("15 jours à 15,00 € : 225,00 €"))
    }

    @Test func `PFMP-72: the three lines are told by yes or no`() throws {
        #expect(try Rules.check(72).isEmpty)
        #expect(try Rules.check(72) { $0.agreement.culture = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-73: a meal at 9, a cap at 8 and half-board at 4 refund 4 euros`() {
        let refund = CostRefund.meal(
            paid: Cents(rawValue: 900), cap: Cents(rawValue: 800), atSchool: Cents(rawValue: 400))
        #expect(refund.rawValue == 400)
        #expect(CostRefund.way(metres: 12_500, perKilometre: Cents(rawValue: 32)).rawValue == 400)
    }
}

/// The examples of the chapter on follow-up.
@Suite struct `Pedagogical follow-up` {
    @Test func `PFMP-74: learners are shared by the hours of each teacher`() {
        #expect(ReferentShares.targets(learners: 24, minutes: [600, 300, 300]) == [12, 6, 6])
        #expect(ReferentShares.targets(learners: 10, minutes: [60, 60, 60]) == [4, 3, 3])
        #expect(ReferentShares.targets(learners: 4, minutes: [0, 0]) == [2, 2])
        #expect(ReferentShares.targets(learners: 4, minutes: []).isEmpty)
    }

    @Test func `PFMP-75: a seventeenth pupil blocks, the head may override`() throws {
        #expect(try Rules.check(75) { $0.followUp.referentLearners = 16 }.severities == [.block])
        #expect(try Rules.check(75) { $0.followUp.referentLearners = 15 }.isEmpty)
        #expect(RuleCatalogue.rule(75)?.passing == .head)
    }

    @Test func `PFMP-76: 4 pupils for 4 weeks count 24 hours`() throws {
        let parameters = try Rules.parameters.get()
        let hours = FollowUpService.hours(learners: 4, weeks: 4, on: try day("2026-01-05"), parameters: parameters)
        #expect(hours == 24)
    }

    @Test func `PFMP-77: no contact at half period is a reminder`() throws {
        #expect(try Rules.check(77, on: "2026-01-19").says("à mi-période"))
        #expect(try Rules.check(77, on: "2026-01-08").isEmpty)
        #expect(try Rules.check(77, on: "2026-01-19") { $0.followUp.contacts = nil }.severities == [.toCheck])
    }

    @Test func `PFMP-78: the list without host counts the days that remain`() throws {
        #expect(HostSearch.daysLeft(before: try day("2026-01-05"), on: try day("2025-12-15")) == 21)
        #expect(try Rules.check(78) { $0.host.name = "" }.says("21 jours avant le départ"))
    }

    @Test func `PFMP-79: two forms for each agreement`() throws {
        #expect(try Rules.check(79, on: "2026-02-02").says("du tuteur, de l’élève"))
        let received = try Rules.check(79, on: "2026-02-02") { facts in
            facts.followUp.tutorForm = true
            facts.followUp.learnerForm = true
        }
        #expect(received.isEmpty)
    }

    @Test func `PFMP-80: an evaluation has its day, and never in the weeks of insertion`() throws {
        #expect(try Rules.check(80) { $0.followUp.ccf = true }.severities == [.toCheck])
        let insertion = try Rules.check(80) { facts in
            facts.followUp.ccf = true
            facts.period.certifying = false
        }
        #expect(insertion.severities == [.warning])
    }

    @Test func `PFMP-81: the history of a host is kept inside`() throws {
        let year = try #require(SchoolYear("2025-2026"))
        let history = HostHistory([.init(year: year, grades: [4, 3]), .init(year: year, incidents: 1)])
        #expect(history.received == 2 && history.gradeHundredths == 350 && history.state == .underReview)
    }
}

import Testing

@testable import Domain

extension CycleStay {
    /// A stay of whole weeks from a Monday, five days a week.
    static func sample(
        _ start: String = "2026-01-05", weeks: Int = 4, done: Int? = nil, certifying: Bool = true,
        outcome: StayOutcome = .done
    ) throws -> CycleStay {
        let first = try date(start)
        return CycleStay(
            label: "PFMP", schoolYear: 2025, startsOn: first, endsOn: first.adding(days: weeks * 7 - 3),
            certifying: certifying, plannedDays: weeks * 5, doneDays: done ?? weeks * 5, outcome: outcome)
    }
}

@Suite struct `Weeks of the diploma` {
    private func mef(_ text: String) throws -> MEF { try MEF(text) }
    private func weeks(_ code: String, _ year: Int) throws -> DiplomaWeeks? {
        try DiplomaTable.embedded().weeks(of: try mef(code), inYear: year)
    }

    @Test(arguments: [([1: 6, 2: 6], 0), ([1: 7, 2: 6], 0), ([1: 7, 2: 7], 0), ([1: 8, 2: 6], 1)])
    func `PFMP-02 a CAP in two years has 12 to 14 weeks, 6 or 7 a year`(planned: [Int: Int], findings: Int) throws {
        let asked = try #require(try weeks("24122140210", 2025))
        #expect(asked.findings(planned: planned).count == findings)
    }

    @Test func `PFMP-03 a CAP in one year has a floor of 5 weeks`() throws {
        let asked = try #require(try weeks("24033220110", 2025))
        #expect(asked.floor == 5)
        #expect(asked.findings(planned: [1: 4]).contains { $0.message.contains("au moins 5") })
        #expect(try weeks("24222140320", 2025)?.floor == 5)
    }

    @Test(arguments: [(1, 6, 0), (1, 7, 1), (2, 8, 0), (2, 5, 1), (3, 6, 0), (3, 8, 1)])
    func `PFMP-04 PFMP-05 PFMP-06 a bac pro has bounds for each year`(year: Int, weeks count: Int, findings: Int) throws
    {
        let asked = try #require(try weeks("24731211310", 2025))
        #expect(asked.findings(planned: [year: count]).count == findings)
    }

    @Test func `PFMP-06 the terminale asks for 8 weeks until 2023-2024 and 6 since`() throws {
        let before = try #require(try weeks("24731211330", 2023))
        let since = try #require(try weeks("24731211330", 2024))
        #expect(before.findings(planned: [3: 8]).isEmpty)
        #expect(since.findings(planned: [3: 6]).isEmpty)
        #expect(try weeks("24731211330", 2026)?.standing == .unsure)
    }

    @Test func `PFMP-10 the cohort 2023-2026 of 6, 8 and 6 weeks is in order`() throws {
        let asked = try #require(try weeks("24731211310", 2023))
        #expect((asked.totalMin, asked.totalMax) == (16, 20))
        #expect(asked.findings(planned: [1: 6, 2: 8, 3: 6]).isEmpty)
        #expect(asked.findings(planned: [1: 6, 2: 8, 3: 8]).count == 2)
    }

    @Test func `PFMP-12 14,5 weeks of 20 may ask for a derogation, 9 are under the floor`() throws {
        let asked = try weeks("24731211330", 2025)
        let most = WeekBalance(
            stays: [
                try .sample(weeks: 4), try .sample("2026-03-02", weeks: 10),
                try .sample("2026-06-01", weeks: 1, done: 2),
            ],
            requirement: asked, isFinalYear: true)
        #expect(WeekBalance.french(most.validated) == "14,4")
        #expect(most.status == .derogation)
        let half = WeekBalance(stays: [], requirement: asked, earlierTenths: 145, reducedTo: 20, isFinalYear: true)
        #expect(half.status == .derogation)
        #expect(half.missing == 55)
        let few = WeekBalance(stays: [try .sample(weeks: 9)], requirement: asked, isFinalYear: true)
        #expect(few.status == .belowFloor)
    }

    @Test func `PFMP-13 no rule answers three weeks for a CAP`() throws {
        for year in 2021...2027 { #expect(try weeks("24033220110", year)?.floor == 5) }
    }

    @Test func `PFMP-14 a certificat de spécialisation has 12 to 18 weeks`() throws {
        let asked = try #require(try weeks("25833408110", 2025))
        #expect(asked.findings(planned: [1: 16]).isEmpty)
        #expect(!asked.findings(planned: [1: 19]).isEmpty)
    }

    @Test func `PFMP-15 an unknown diploma is never judged`() throws {
        #expect(try weeks("25112345210", 2025) == nil)
        let balance = WeekBalance(stays: [try .sample(weeks: 9)], requirement: nil, isFinalYear: true)
        #expect(balance.status == .unknown)
        #expect(balance.validated == 90)
    }

    @Test func `PFMP-16 a brevet professionnel under school status warns`() {
        #expect(
            ProfessionalCertificate.findings(title: "BP Coiffure", learnerPublic: .pupil).first?.severity == .warning)
        #expect(
            ProfessionalCertificate.findings(title: "Brevet professionnel Boucher", learnerPublic: .pupil).count == 1)
        #expect(ProfessionalCertificate.findings(title: "BP Coiffure", learnerPublic: .apprentice).isEmpty)
        #expect(ProfessionalCertificate.findings(title: "CAP Coiffure", learnerPublic: .pupil).isEmpty)
    }

    @Test func `PFMP-17 PFMP-18 count weeks of the calendar in the proportion of the days done`() throws {
        #expect(try CycleStay.sample(weeks: 3).validatedTenths == 30)
        #expect(try CycleStay.sample(weeks: 3, done: 13).validatedTenths == 26)
        let holiday = CycleStay(
            label: "", schoolYear: 2025, startsOn: try date("2026-04-27"), endsOn: try date("2026-05-15"),
            plannedDays: 12, doneDays: 12)
        #expect(holiday.validatedTenths == 30)
    }

    @Test func `PFMP-07 the end-of-year weeks never count for the diploma`() throws {
        #expect(try CycleStay.sample(certifying: false).validatedTenths == 0)
    }

    @Test(arguments: [
        (StayOutcome.done, 24, 6), (.validated, 40, 0), (.alternative, 40, 0), (.postponed, 24, 8),
        (.unjustified, 0, 20),
    ])
    func `PFMP-21 PFMP-37 what becomes of a stay cut short`(outcome: StayOutcome, tenths: Int, lost: Int) throws {
        let stay = try CycleStay.sample(weeks: 4, done: 12, outcome: outcome)
        #expect(stay.validatedTenths == tenths)
        #expect(stay.lostDays == (outcome == .done ? 8 : lost))
    }

    @Test func `waits while weeks may still be done`() throws {
        let asked = try weeks("24731211330", 2025)
        let balance = WeekBalance(stays: [try .sample(weeks: 12)], requirement: asked, coming: 40, isFinalYear: true)
        #expect(balance.status == .underWay)
        #expect(balance.missing == 0)
    }
}

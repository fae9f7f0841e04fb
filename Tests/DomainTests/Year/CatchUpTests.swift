import Domain
import Testing

@Suite struct `Days of PFMP missed` {
    @Test(
        arguments: [
            (CatchUpCause.article, true, 0, true), (.article, false, 4, false), (.forceMajeure, true, 0, true),
            (.forceMajeure, false, 4, false), (.unjustified, true, 4, false), (.unjustified, false, 4, false),
        ] as [(CatchUpCause, Bool, Int, Bool)])
    func `are caught up unless the law excuses them and the competences are assessed (PFMP-21)`(
        cause: CatchUpCause, assessed: Bool, days: Int, dispensation: Bool
    ) {
        let need = CatchUpNeed(missed: 4, cause: cause, assessed: assessed)
        #expect(need.days == days)
        #expect(need.dispensation == dispensation)
    }

    @Test func `of a minor at half of the holidays are at the limit (PFMP-18)`() throws {
        var calendar = try SchoolCalendar(
            academie: #require(Academie(named: "Toulouse")), year: #require(SchoolYear(start: 2026)))
        calendar.holidays = [
            SchoolHoliday(
                name: "Vacances de Noël", start: try #require(LocalDate("2026-12-19")),
                end: try #require(LocalDate("2027-01-03")))
        ]
        let thresholds = try SchoolThresholds.embedded()
        let (start, end) = (try #require(LocalDate("2026-12-21")), try #require(LocalDate("2026-12-25")))
        let minor = CatchUpRules.holidayFindings(
            from: start, through: end, anyMinor: true, calendar: calendar, thresholds: thresholds)
        #expect(minor.map(\.severity) == [.warning])
        #expect(minor[0].message.contains("5 jours de rattrapage sur 10"))
        #expect(minor[0].message.contains("la limite"))
        let adult = CatchUpRules.holidayFindings(
            from: start, through: end, anyMinor: false, calendar: calendar, thresholds: thresholds)
        #expect(!adult[0].message.contains("la limite"))
        let class0 = CatchUpRules.holidayFindings(
            from: start.adding(days: -7), through: end.adding(days: -7), anyMinor: true, calendar: calendar,
            thresholds: thresholds)
        #expect(class0.isEmpty)
    }
}

@Suite struct `Weeks left to catch up` {
    @Test func `are those at school before the exam, outside PFMP, closures and holidays`() throws {
        let calendar = try SchoolCalendar(
            academie: #require(Academie(named: "Toulouse")), year: #require(SchoolYear(start: 2025)))
        let id = ID<SchoolClass>("c")
        let period = PFMPPeriod(
            id: ID("p"), classId: id, schoolYear: 2025, rank: 1, label: "PFMP",
            startsOn: try #require(LocalDate("2026-03-09")), endsOn: try #require(LocalDate("2026-03-27")))
        let exam = SchoolEvent(
            id: ID("e"), schoolYear: 2025, kind: .exam, label: "Écrits",
            startsOn: try #require(LocalDate("2026-05-18")), endsOn: try #require(LocalDate("2026-05-20")))
        let plan = ClassCalendar(
            classId: id, code: "T", mef: nil, stream: "", schoolYear: 2025, learners: 1, periods: [period],
            events: [exam])
        let windows = CatchUpRules.windows(of: plan, calendar: calendar, after: try #require(LocalDate("2026-03-11")))
        // Zone C: spring holidays from 18 April to 3 May; the week of Ascension has three school days.
        #expect(windows.map(\.startsOn.description) == ["2026-03-30", "2026-05-04"])
        #expect(windows.map(\.weeks) == [3, 2])
        #expect(windows[0].endsOn.description == "2026-04-17")
    }
}

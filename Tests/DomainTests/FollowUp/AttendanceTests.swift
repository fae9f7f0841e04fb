import Domain
import Testing

@Suite struct `What a learner really did` {
    /// 35 hours, Monday to Friday, 7 hours a day: 4 in the morning, 3 in the afternoon.
    static let week = WeekSchedule(
        days: Array(
            repeating: DaySchedule(morning: HourSpan(from: 480, to: 720), afternoon: HourSpan(from: 780, to: 960)),
            count: 5))
    // Three weeks from a Monday, without a public holiday.
    static let start: LocalDate = day("2026-11-16")
    static let end: LocalDate = day("2026-12-04")

    static func day(_ text: String) -> LocalDate { LocalDate(text) ?? LocalDate(dayNumber: 0) }

    static func absence(
        _ from: String, _ to: String? = nil, part: DayPart = .whole, cause: AbsenceFamily = .protected,
        assessed: Bool? = nil, dayCounts: Bool? = nil, kind: Absence.Kind = .absence, minutes: Int = 0
    ) -> Absence {
        Absence(
            id: ID(from + part.rawValue), placementId: ID("placement"), kind: kind, startsOn: day(from),
            endsOn: day(to ?? from), part: part, minutes: minutes, cause: cause, assessed: assessed,
            dayCounts: dayCounts, reportedBy: "Essai", reportedAt: Moment(millisecondsSince1970: 0))
    }

    static func attendance(
        _ absences: [Absence], interruptions: [ClosedRange<LocalDate>] = [], upTo: LocalDate? = nil
    ) -> Attendance {
        Attendance(
            schedule: week, from: start, through: end, territory: .metropole, absences: absences,
            interruptions: interruptions, upTo: upTo)
    }

    @Test func `is everything when nobody was away`() {
        let whole = Self.attendance([])
        #expect(whole.plannedDays == 15 && whole.effectiveDays == 15)
        #expect(whole.effectiveMinutes == 15 * 420)
        #expect(whole.isComplete && whole.lostDays == 0)
    }

    @Test func `loses public holidays from what is planned`() {
        let armistice = Attendance(
            schedule: Self.week, from: Self.day("2026-11-09"), through: Self.day("2026-11-13"), territory: .metropole,
            absences: [])
        #expect(armistice.plannedDays == 4)
    }

    @Test func `loses each day of an absence, and no Sunday`() {
        let away = Self.attendance([Self.absence("2026-11-20", "2026-11-23", cause: .unjustified)])
        #expect(away.effectiveDays == 13)
        #expect(away.halfDaysAway[.unjustified] == 4)
    }

    // PFMP-21: « 4 days sick out of 15, competences assessed → catchUp = 0; 4 days unjustified → catchUp = 4 ».
    @Test(arguments: [
        (AbsenceFamily.protected, true as Bool?, 0, 0), (.protected, false, 8, 0), (.protected, nil, 0, 8),
        (.forceMajeure, nil, 0, 8), (.unjustified, nil, 8, 0), (.unjustified, true, 8, 0), (.unknown, nil, 0, 8),
        (.authorised, true, 0, 0), (.host, false, 8, 0),
    ]) func `proposes the catch-up of four days`(cause: AbsenceFamily, assessed: Bool?, owed: Int, open: Int) {
        let away = Self.attendance([Self.absence("2026-11-16", "2026-11-19", cause: cause, assessed: assessed)])
        #expect(away.effectiveDays == 11)
        #expect(away.catchUpHalfDays == owed)
        #expect(away.undecidedHalfDays == open)
    }

    // PFMP-109: « 3.5 h present out of 7 h → user must choose 0 or 1; default 0 and ask ».
    @Test func `asks whether a day begun counts, and counts it for nothing meanwhile`() {
        let asked = Self.attendance([Self.absence("2026-11-16", part: .afternoon)])
        #expect(asked.effectiveDays == 14)
        #expect(asked.undecidedDays == [Self.start])
        #expect(asked.effectiveMinutes == 15 * 420 - 180)
        let counted = Self.attendance([Self.absence("2026-11-16", part: .afternoon, dayCounts: true)])
        #expect(counted.effectiveDays == 15 && counted.undecidedDays.isEmpty)
        let refused = Self.attendance([Self.absence("2026-11-16", part: .afternoon, dayCounts: false)])
        #expect(refused.effectiveDays == 14 && refused.undecidedDays.isEmpty)
    }

    @Test func `counts two halves of one day as one day lost`() {
        let away = Self.attendance([
            Self.absence("2026-11-16", part: .morning), Self.absence("2026-11-16", part: .afternoon),
        ])
        #expect(away.effectiveDays == 14)
        #expect(away.undecidedDays.isEmpty)
    }

    @Test func `takes minutes, and no day, for a lateness`() {
        let late = Self.attendance([Self.absence("2026-11-16", kind: .lateness, minutes: 25)])
        #expect(late.effectiveDays == 15 && late.latenesses == 1)
        #expect(late.effectiveMinutes == 15 * 420 - 25)
    }

    @Test func `takes out the days of an interruption`() {
        let cut = Self.attendance([], interruptions: [Self.day("2026-11-23")...Self.day("2026-11-27")])
        #expect(cut.effectiveDays == 10 && cut.interruptedDays == 5)
    }

    @Test func `stops at today while the placement runs`() {
        let soFar = Self.attendance([], upTo: Self.day("2026-11-18"))
        #expect(soFar.effectiveDays == 3)
    }

    // PFMP-110: « JDC day → authorised, effective days −1 ».
    @Test func `loses a day for the defence day too`() {
        #expect(Self.attendance([Self.absence("2026-11-17", cause: .authorised)]).effectiveDays == 14)
    }

    @Test func `is spelled in half days`() {
        #expect(HalfDays.spelled(1) == "une demi-journée")
        #expect(HalfDays.spelled(2) == "1\u{A0}jour")
        #expect(HalfDays.spelled(5) == "2\u{A0}jours et demi")
    }
}

@Suite struct `The meter of weeks` {
    @Test func `adds what is done, lost and to come`() {
        let today = `What a learner really did`.day("2026-12-10")
        let meter = WeekMeter(
            [
                .init(weeks: 3, endsOn: today.adding(days: -6), plannedDays: 15, effectiveDays: 12),
                .init(weeks: 3, endsOn: today.adding(days: -200), plannedDays: 0, effectiveDays: 0),
                .init(weeks: 4, endsOn: today.adding(days: 90), plannedDays: 20, effectiveDays: 20),
            ], on: today)
        #expect(meter.required == 100 && meter.done == 24 && meter.lost == 36 && meter.coming == 40)
        #expect(WeekMeter.spelled(24) == "2,4" && WeekMeter.spelled(40) == "4")
    }
}

@Suite struct `What a placement misses` {
    @Test(arguments: [
        // day of the placement, contacts, visits done, planned
        (0, 0, 0, 0, FollowUpNeed.Missing.firstCall as FollowUpNeed.Missing?), (7, 0, 0, 0, .firstCall),
        (8, 0, 0, 0, .anyContact), (12, 0, 0, 0, .anyContact), (3, 1, 0, 0, nil), (12, 1, 0, 0, .visit),
        (12, 1, 0, 1, nil), (12, 2, 1, 0, nil), (-1, 0, 0, 0, nil), (20, 0, 0, 0, nil),
    ])
    func `depends on the day and on the contacts`(
        day: Int, contacts: Int, done: Int, planned: Int, expected: FollowUpNeed.Missing?
    ) {
        let start = `What a learner really did`.start
        let missing = FollowUpNeed.missing(
            from: start, through: `What a learner really did`.end, contacts: contacts, visitsDone: done,
            visitsPlanned: planned, on: start.adding(days: day))
        #expect(missing == expected)
    }
}

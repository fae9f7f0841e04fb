import Testing

@testable import Domain

@Suite struct `The cover of the bureau` {
    private let monday = LocalDate("2026-11-23") ?? LocalDate(dayNumber: 0)

    private func cover(_ absences: [OfficeAbsence] = []) -> OfficeCover {
        OfficeCover(
            openings: [
                OfficeOpening(id: ID("1"), weekday: 1, startsMinute: 480, endsMinute: 720, staffId: ID("a")),
                OfficeOpening(id: ID("2"), weekday: 2, startsMinute: 480, endsMinute: 720, staffId: ID("a")),
                OfficeOpening(id: ID("3"), weekday: 2, startsMinute: 800, endsMinute: 900, staffId: ID("b")),
            ], absences: absences)
    }

    private func away(_ staff: String?, cover: String? = nil) -> OfficeAbsence {
        OfficeAbsence(
            id: ID("x"), staffId: staff.map { ID($0) }, startsOn: monday, endsOn: monday.adding(days: 1),
            coveredBy: cover.map { ID($0) })
    }

    @Test func `is open when someone of the week is there`() {
        #expect(cover().day(monday).state == .open)
        #expect(cover().day(monday.adding(days: 2)).state == .neverOpen)
        #expect(cover([away("a")]).day(monday.adding(days: 1)).state == .open)
    }

    @Test func `counts each day with the hours it had`() {
        let former = OfficeOpening(
            id: ID("1"), weekday: 1, startsMinute: 480, endsMinute: 720, validUntil: monday.adding(days: -1))
        let present = OfficeOpening(id: ID("2"), weekday: 2, startsMinute: 480, endsMinute: 720, validFrom: monday)
        let cover = OfficeCover(openings: [former, present], absences: [])
        #expect(cover.day(monday.adding(days: -7)).state == .open && cover.day(monday).state == .neverOpen)
        #expect(cover.day(monday.adding(days: 1)).state == .open)
        #expect(cover.day(monday.adding(days: -6)).state == .neverOpen)
    }

    @Test func `is missing when the only one is away`() {
        #expect(cover([away("a")]).day(monday).state == .uncovered)
        #expect(cover([away(nil)]).day(monday.adding(days: 1)).state == .uncovered)
        #expect(cover([away("a")]).uncovered(among: [monday, monday.adding(days: 1)]).map(\.date) == [monday])
    }

    @Test func `is kept by whoever takes over, unless they are away too`() {
        #expect(cover([away("a", cover: "b")]).day(monday).state == .covered)
        #expect(cover([away("a", cover: "b"), away("b")]).day(monday).state == .uncovered)
        #expect(cover([away(nil, cover: "c")]).day(monday).state == .covered)
        #expect(cover([away("a", cover: "b")]).openCount(among: [monday, monday.adding(days: 1)]) == 2)
    }
}

@Suite struct `The time of the bureau` {
    @Test(
        arguments: [
            ("90", 90), ("90 min", 90), ("1 h 30", 90), ("1h30", 90), ("1:30", 90), ("2h", 120), ("0", nil), ("", nil),
            ("1500", nil), ("longtemps", nil), ("-5", nil),
        ] as [(String, Int?)])
    func `is read as people type it`(text: String, minutes: Int?) {
        #expect(OfficeTime.minutes(parsing: text) == minutes)
    }

    @Test func `goes to missions of one axis each`() {
        #expect(BureauMission.allCases.count == 23)
        #expect(BureauMission.of(.partners).count == 8 && BureauMission.of(.pathways).count == 9)
        #expect(BureauMission.of(.placements).count == 6 && BureauMission.of(.office).isEmpty)
    }

    @Test func `has eight key points to look at`() {
        #expect(KeyPoint.titles.count == 8)
    }
}

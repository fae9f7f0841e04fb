import Testing

@testable import Domain

@Suite struct `Weeks in turn` {
    /// Thirty-five hours, then two days.
    private static let text =
        Array(repeating: "480-720,780-960", count: 5).joined(separator: ";") + ";;|480-720;480-720;;;;;"

    @Test func `are read and written as one text`() throws {
        let schedule = try #require(WeekSchedule(Self.text))
        #expect(schedule.differs)
        #expect(schedule.weeks.map(\.minutes) == [2100, 480])
        #expect(WeekSchedule(schedule.description) == schedule)
        #expect(WeekSchedule(Array(repeating: ";;;;;;", count: 5).joined(separator: "|")) == nil)
    }

    @Test func `that are the same are one week`() throws {
        let week = String(Self.text.split(separator: "|")[0])
        #expect(try #require(WeekSchedule(week + "|" + week)) == WeekSchedule(week))
    }

    @Test func `begin with the week of the first day, whatever its weekday`() throws {
        let schedule = try #require(WeekSchedule(Self.text))
        let start = try day("2026-01-07")
        #expect(schedule.day(try day("2026-01-09"), since: start).minutes == 420)
        #expect(schedule.day(try day("2026-01-14"), since: start).minutes == 0)
        #expect(schedule.day(try day("2026-01-12"), since: start).minutes == 240)
        #expect(schedule.day(try day("2026-01-21"), since: start).minutes == 420)
    }

    @Test func `count their own days and hours`() throws {
        let schedule = try #require(WeekSchedule(Self.text))
        let presence = Presence(
            schedule: schedule, from: try day("2026-01-05"), through: try day("2026-01-30"), territory: .metropole)
        #expect(presence.days == 14)
        #expect(presence.minutes == 2 * 2100 + 2 * 480)
        let plan = WorkPlan(weeks: schedule.weeks, from: try day("2026-01-05"))
        let counted = PresenceCount(plan: plan, from: try day("2026-01-05"), through: try day("2026-01-30"))
        #expect(counted.plannedDays == 14 && counted.plannedMinutes == presence.minutes)
    }

    @Test func `lose to a stop the days of the weeks they come in`() throws {
        let schedule = try #require(WeekSchedule(Self.text))
        let days = schedule.presenceDays(
            from: try day("2026-01-12"), through: try day("2026-01-23"), without: [], since: try day("2026-01-05"))
        #expect(days == 2 + 5)
    }

    @Test func `are said with the least and the most`() throws {
        #expect(
            try #require(WeekSchedule(Self.text)).spelled
                == "de 8\u{A0}h à 35\u{A0}h par semaine, 2\u{A0}semaines en alternance")
        #expect(PlacementTerms.text(try #require(WeekSchedule(Self.text))).contains("semaine 2\u{A0}:"))
    }
}

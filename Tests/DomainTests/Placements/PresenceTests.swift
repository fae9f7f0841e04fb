import Testing

@testable import Domain

@Suite struct `Effective presence` {
    static func presence(
        _ week: String, _ start: String, _ end: String, _ territory: Territory = .metropole
    ) throws -> Presence {
        Presence(
            schedule: try #require(WeekSchedule(week)), from: try day(start), through: try day(end),
            territory: territory)
    }

    static let office = Array(repeating: "480-720,780-960", count: 5).joined(separator: ";")

    @Test func `counts 35 hours for three weeks as 15 days`() throws {
        let presence = try Self.presence(Self.office, "2026-01-05", "2026-01-23")
        #expect(presence.weeks == 3)
        #expect(presence.days == 15)
        #expect(presence.minutes == 105 * 60)
        #expect(presence.equivalentDays(on: try day("2026-01-05"), parameters: try .embedded()) == 1500)
    }

    @Test func `tells days of 7 hours from days of presence`() throws {
        let four = Array(repeating: "480-720,765-1050", count: 4).joined(separator: ";")
        let presence = try Self.presence(four, "2026-01-05", "2026-01-09")
        #expect(presence.days == 4)
        #expect(presence.equivalentDays(on: try day("2026-01-05"), parameters: try .embedded()) == 500)
    }

    @Test func `leaves public holidays out, week included`() throws {
        let presence = try Self.presence(Self.office, "2026-04-27", "2026-05-08")
        #expect(presence.weeks == 2)
        #expect(presence.days == 8)
        #expect(presence.minutes == 56 * 60)
        #expect(presence.holidays.map(\.name) == ["Fête du Travail", "Victoire 1945"])
    }

    @Test func `is nothing when the dates are reversed`() throws {
        let presence = try Self.presence(Self.office, "2026-05-08", "2026-04-27")
        #expect(presence.weeks == 0 && presence.days == 0 && presence.minutes == 0)
    }
}

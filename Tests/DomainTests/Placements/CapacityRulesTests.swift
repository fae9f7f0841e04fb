import Testing

@testable import Domain

@Suite struct `Counts of a placement` {
    static func parameters() throws -> LegalParameters { try LegalParameters.embedded() }
    static let date = LocalDate(dayNumber: 20_500)

    @Test(arguments: [(1, 3), (19, 3), (20, 3), (21, 4), (40, 6), (100, 15)])
    func `follow the quota of the host`(headcount: Int, quota: Int) throws {
        let most = HostQuota.most(hundredths: headcount * 100, on: Self.date, parameters: try Self.parameters())
        #expect(most == quota)
    }

    @Test(
        arguments: [
            (16, .pupil, []), (17, .pupil, [.block]), (17, .student, []), (25, .student, [.warning]),
        ] as [(Int, LearnerPublic, [Finding.Severity])])
    func `block at the seventeenth pupil of a référent`(
        learners: Int, learnerPublic: LearnerPublic, expected: [Finding.Severity]
    ) throws {
        let found = CapacityRules.referent(
            learners: learners, learnerPublic: learnerPublic, on: Self.date, parameters: try Self.parameters())
        #expect(found.map(\.severity) == expected)
    }
}

@Suite struct `Two agreements of one learner` {
    static func days(_ start: String, _ end: String, _ host: String = "Hôte fictif") throws -> PlacementDays {
        PlacementDays(startsOn: try day(start), endsOn: try day(end), host: host)
    }

    @Test func `share no day, not even one`() throws {
        let first = try Self.days("2026-01-05", "2026-01-16", "Garage A")
        let second = try Self.days("2026-01-16", "2026-01-30", "Garage B")
        let found = second.overlaps(with: [first])
        #expect(found.map(\.severity) == [.block])
        #expect(found.first?.message.contains("le 16 janvier 2026, Garage A") == true)
    }

    @Test func `may follow each other`() throws {
        let first = try Self.days("2026-01-05", "2026-01-16")
        #expect(try Self.days("2026-01-17", "2026-01-30").overlaps(with: [first]).isEmpty)
        #expect(try Self.days("2025-12-01", "2026-01-04").overlaps(with: [first]).isEmpty)
    }
}

@Suite struct `The gratification` {
    @Test(arguments: [(308 * 60, false), (308 * 60 + 1, true), (420 * 60, true), (350 * 60, true), (105 * 60, false)])
    func `is due beyond 308 hours`(minutes: Int, due: Bool) throws {
        let parameters = try LegalParameters.embedded()
        #expect(Gratification.isDue(minutes: minutes, on: try day("2026-03-02"), parameters: parameters) == due)
    }

    @Test func `is due later in agricultural schools`() throws {
        let parameters = try LegalParameters.embedded()
        let day = try day("2026-03-02")
        #expect(
            Gratification.isDue(minutes: 420 * 60, agricultural: true, on: day, parameters: parameters) == false)
        #expect(Gratification.isDue(minutes: 463 * 60, agricultural: true, on: day, parameters: parameters) == true)
    }

    @Test(
        arguments: [
            ("2026-06-30", 420, 189_000), ("2025-12-01", 200, 87_000), ("2026-01-05", 200, 90_000),
            ("2023-05-02", 100, 40_500), ("2027-01-04", 420, nil),
        ] as [(String, Int, Int?)])
    func `is at least the rate of the year, unknown when it is not published`(
        text: String, hours: Int, cents: Int?
    ) throws {
        let minimum = Gratification.minimum(
            minutes: hours * 60, on: try day(text), parameters: try LegalParameters.embedded())
        #expect(minimum?.rawValue == cents)
    }
}

import Domain
import Persistence
import Testing

@testable import App

@Suite struct `Trainees of other schools at the same host` {
    @Test(arguments: engines) func `are counted by SIRET on the days asked for, and no name goes out`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let ours = try await test.addClass()
            let other = try await test.addSchool()
            let theirs = try await test.addClass(in: other)
            let (start, end) = (try #require(LocalDate("2026-12-14")), try #require(LocalDate("2026-12-31")))
            try await test.write(in: other) { db in
                try db.insert(
                    Placement(
                        id: db.newID(), learnerId: theirs.adult, periodId: theirs.period, companyId: theirs.company,
                        startsOn: try #require(LocalDate("2026-12-07")), endsOn: try #require(LocalDate("2026-12-18"))),
                    into: .placement)
            }
            let school = test.school.id
            let found = try await test.read { db in
                try db.onPlatform { try $0.traineesElsewhere(than: school, from: start, through: end) }
            }
            #expect(found.map(\.companyId) == [ours.company])
            #expect(found.map(\.trainees) == [1] && found.map(\.schools) == [1])
            let after = try await test.read { db in
                try db.onPlatform {
                    try $0.traineesElsewhere(than: school, from: end, through: end.adding(days: 30))
                }
            }
            #expect(after.isEmpty)
        }
    }

    @Test func `are found through indexes, whatever the number of schools`() async throws {
        let test = try await TestApp.make()
        try await test.write { db in try db.insertMany(RandomCompanies.make(60), into: .company) }
        let school = test.school.id
        let plan = try await test.read { db in
            db.database.inspect = nil
            var steps: [String] = []
            let day = LocalDate(dayNumber: 20_000)
            try db.eachRow("explain query plan \(OtherSchoolsCount.statement(school, from: day, through: day))") {
                steps.append($0.text(3))
            }
            return steps
        }
        #expect(!plan.isEmpty)
        #expect(!plan.contains { $0.hasPrefix("SCAN ") }, "\(plan)")
        #expect(plan.contains { $0.hasPrefix("SEARCH other USING INDEX company_siret") }, "\(plan)")
    }
}

import Domain
import Testing

@testable import App

@Suite("Loading the demonstration")
struct DemoLoaderTests {
    @Test(arguments: TestEngine.atHand) func `an empty base receives both schools, and everyone may sign in`(
        _ engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine, empty: true) { test in
            let summary = try await test.app.loadDemo(seed: 1)
            #expect(summary.schools == 2)
            #expect(summary.learners == 660)
            #expect(summary.companies == 450)
            let schools = try await test.app.readPlatform { try $0.schools() }
            #expect(schools.map(\.uai).sorted() == ["0999001W", DemoIdentifiers.uai(rank: 900)].sorted())
            for email in DemoAccounts.list.map(\.email) + [DemoAccounts.doubleEmail] {
                let known = try await test.app.readPlatform { try $0.credentials(email: email) }
                let hash = try #require(known?.passwordHash)
                #expect(try await Passwords(cost: 4).check(DemoAccounts.password, against: PasswordHash(text: hash)))
            }
        }
    }

    @Test func `what was made is what is read, with the eyes of a teacher as with those of the office`() async throws {
        try await TestApp.run(on: .sqlite, empty: true) { test in
            _ = try await test.app.loadDemo(seed: 1)
            let made = try DemoDay.school()
            let staff = try #require(made.memberships.first { $0.role == .principalTeacher }?.staffId)
            let office = test.author(.rbde, in: made.school)
            let teacher = test.author(.principalTeacher, in: made.school, staff: staff)
            let filter = LearnerFilter(schoolYear: made.school.currentYear)
            #expect(try await test.app.read(office) { try $0.learnerCount(filter) } == 620)
            let own = try await test.app.read(teacher) { try $0.learnerCount(filter) }
            #expect(own > 20 && own < 200)
            let first = made.learners[0]
            #expect(try await test.app.read(office) { try $0.learner(first.id) } == first)
            let classes = try await test.app.read(office) { try $0.classes(year: made.school.currentYear) }
            #expect(classes.count == 26)
            #expect(classes.reduce(0) { $0 + $1.learnerCount } == 620)
        }
    }

    @Test func `a school that is there already is left as it is`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let refusal = DemoRefusal.schoolExists(uai: test.school.uai, name: test.school.name)
            await #expect(throws: refusal) { _ = try await test.app.loadDemo(seed: 1) }
            #expect(refusal.message.contains("0999001W") && refusal.message.contains("--database"))
            let schools = try await test.app.readPlatform { try $0.schools() }
            #expect(schools == [test.school])
            #expect(try await test.app.readPlatform { try $0.credentials(email: "rbde@demo.example") } == nil)
        }
    }

    @Test func `a dry run counts and writes nothing`() async throws {
        try await TestApp.run(on: .sqlite, empty: true) { test in
            let summary = try await test.app.loadDemo(seed: 1, dryRun: true)
            #expect(summary.learners == 660)
            #expect(try await test.app.readPlatform { try $0.hasSchool() } == false)
        }
    }

    @Test func `a network holds full schools with accounts of their own`() async throws {
        try await TestApp.run(on: .sqlite, empty: true) { test in
            let summary = try await test.app.loadDemo(seed: 1, network: 2)
            #expect(summary.schools == 2)
            #expect(summary.learners == 1240)
            #expect(try await test.app.readPlatform { try $0.credentials(email: "rbde@demo-1.example") } != nil)
        }
    }
}

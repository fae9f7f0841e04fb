import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `The home page` {
    @Test func `tells a new establishment where to begin`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let page = try await test.browser(.rbde).get("/")
            #expect(page.words.contains("Pour commencer"))
            #expect(page.words.contains("Importer les élèves"))
        }
    }

    @Test(arguments: engines) func `shows the learners without a host, and leads to them`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let home = try await browser.get("/")
            #expect(home.words.contains("2 élèves sans lieu"))
            #expect(home.words.contains("FICTIF Noémie"))
            #expect(try await browser.get("/pfmp/sans-lieu").words.contains("INVENTÉ Marco"))
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.minor)", sample.form())
            let after = try await browser.get("/")
            #expect(after.words.contains("1 élève sans lieu"))
            #expect(after.words.contains("1 convention à faire signer"))
        }
    }

    @Test(arguments: Role.invitable) func `opens for every role`(role: Role) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let page = try await test.browser(role, staff: sample.teacher).get("/")
            #expect(page.status == .ok)
        }
    }

    @Test func `shows a teacher nothing of the classes of others`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let stranger = try await test.browser(.referentTeacher, staff: sample.stranger).get("/")
            #expect(!stranger.words.contains("FICTIF"))
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher).get("/")
            #expect(teacher.words.contains("FICTIF"))
        }
    }
}

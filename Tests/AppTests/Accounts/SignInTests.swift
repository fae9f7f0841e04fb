import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Signing in` {
    @Test(arguments: engines) func `opens the home page with the right password`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let account = try await test.addAccount(.rbde)
            let browser = test.visitor()
            let answer = try await browser.post(
                "/connexion", [("email", account.email), ("password", TestApp.password)])
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/")
            #expect(try await browser.follow(answer).status == .ok)
        }
    }
}

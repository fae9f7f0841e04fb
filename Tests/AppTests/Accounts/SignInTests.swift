import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Signing in` {
    @Test(arguments: engines) func `opens the home page with the right password`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let account = try await test.addAccount(.rbde)
            let browser = test.visitor()
            let answer = try await browser.signIn(account.email)
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/")
            #expect(try await browser.follow(answer).status == .ok)
        }
    }

    @Test func `goes on to the page that was asked for`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        let browser = test.visitor()
        let asked = try await browser.get("/apprenants?q=a")
        #expect(asked.location == "/connexion?suite=%2Fapprenants%3Fq%3Da")
        let page = try await browser.follow(asked)
        let next = try #require(page.field("suite"))
        #expect(try await browser.signIn(account.email, next: next).location == "/apprenants?q=a")
    }

    @Test(arguments: ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)"])
    func `never leads to another site`(next: String) async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        #expect(try await test.visitor().signIn(account.email, next: next).location == "/")
    }

    @Test func `says the same thing whatever is wrong`() async throws {
        let test = try await TestApp.make()
        let known = try await test.addAccount(.rbde)
        let suspended = try await test.addAccount(.rbde, active: false)
        var pages: Set<String> = []
        for (email, password) in [
            (known.email, "pas le bon mot de passe"), ("inconnu@exemple.fr", TestApp.password),
            (suspended.email, TestApp.password),
        ] {
            let answer = try await test.visitor().signIn(email, password: password)
            #expect(answer.status == .unprocessableContent)
            pages.insert(answer.words.replacing(email, with: ""))
        }
        #expect(pages.count == 1)
    }

    @Test func `waits after too many wrong passwords of one account, wherever they come from`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        for _ in 1...10 { _ = try await test.visitor().signIn(account.email, password: "pas le bon du tout") }
        let answer = try await test.visitor().signIn(account.email)
        #expect(answer.words.contains("Trop d’essais"))
        test.clock.advance(seconds: 901)
        #expect(try await test.visitor().signIn(account.email).status == .seeOther)
    }

    @Test func `waits after too many tries of one client on many accounts`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        for number in 1...100 {
            _ = try await test.visitor().signIn("personne\(number)@exemple.fr", password: "un mot au hasard")
        }
        #expect(try await test.visitor().signIn(account.email).words.contains("Trop d’essais"))
    }
}

@Suite struct `A session` {
    @Test(arguments: engines) func `changes its secret at sign-in`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let account = try await test.addAccount(.rbde)
            let browser = test.visitor()
            _ = try await browser.get("/connexion")
            let before = try #require(browser.cookie)
            _ = try await browser.signIn(account.email)
            let after = try #require(browser.cookie)
            #expect(before != after)
            browser.cookie = before
            #expect(try await browser.get("/").location == "/connexion")
        }
    }

    @Test func `takes the place of the one before in the same browser`() async throws {
        let test = try await TestApp.make()
        let first = try await test.browser(.rbde)
        let former = try #require(first.cookie)
        let account = try await test.addAccount(.ddfpt)
        _ = try await first.signIn(account.email)
        first.cookie = former
        #expect(try await first.get("/").location == "/connexion")
    }

    @Test(arguments: engines) func `ends after half a day without a visit`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            test.clock.advance(seconds: Session.idleSeconds - 60)
            #expect(try await browser.get("/").status == .ok)
            test.clock.advance(seconds: Session.idleSeconds + 60)
            #expect(try await browser.get("/").location == "/connexion")
        }
    }

    @Test func `ends after a week even in use`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let visits = Session.longestSeconds / (6 * 3600)
        for _ in 0..<visits {
            _ = try await browser.get("/")
            test.clock.advance(seconds: 6 * 3600)
        }
        test.clock.advance(seconds: 7 * 3600)
        #expect(try await browser.get("/").location == "/connexion")
    }

    @Test func `ends at sign-out`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let secret = try #require(browser.cookie)
        #expect(try await browser.post("/deconnexion").location == "/connexion")
        browser.cookie = secret
        #expect(try await browser.get("/").location == "/connexion")
    }

    @Test func `goes to another establishment of the person, and to no other`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        let foreign = try await test.addSchool(uai: "0999003Y", name: "Lycée d’ailleurs")
        let account = try await test.addAccount(.rbde)
        try await test.addMembership(of: account, .teacher, in: other)
        let browser = try await test.browser(of: account)
        #expect(try await browser.post("/etablissement/choix", [("etablissement", other.id.rawValue)]).location == "/")
        #expect(try await browser.get("/").words.contains(other.name))
        #expect(try await browser.get("/reglages/etablissement").status == .forbidden)
        #expect(
            try await browser.post("/etablissement/choix", [("etablissement", foreign.id.rawValue)]).status == .notFound
        )
    }
}

extension TestBrowser {
    /// Signs in as people do.
    func signIn(_ email: String, password: String = TestApp.password, next: String = "") async throws -> TestAnswer {
        try await post("/connexion", [("email", email), ("password", password), ("suite", next)])
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A forgotten password` {
    @Test(arguments: engines) func `is replaced by the link of the mail, once`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine, environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"]) { test in
            let account = try await test.addAccount(.rbde)
            let elsewhere = try await test.browser(of: account)
            _ = try await test.visitor().post("/mot-de-passe/oublie", [("email", account.email.uppercased())])
            let link = try await test.linkInLastMail(to: account.email)
            let browser = test.visitor()
            #expect(try await browser.get(link).words.contains(account.email))
            let answer = try await browser.post(link, [("password", "une phrase toute neuve")])
            #expect(answer.location == "/connexion")
            #expect(try await browser.get(link).status == .gone)
            #expect(try await browser.post(link, [("password", "encore une autre phrase")]).status == .gone)
            #expect(try await elsewhere.get("/").location == "/connexion")
            #expect(try await test.visitor().signIn(account.email).status == .unprocessableContent)
            #expect(try await test.visitor().signIn(account.email, password: "une phrase toute neuve").location == "/")
        }
    }

    @Test(arguments: [nil, "smtp://127.0.0.1:9"])
    func `is answered alike for a known, an unknown and a suspended address`(smtp: String?) async throws {
        let test = try await TestApp.make(environment: smtp.map { ["BUREAU_SMTP": $0] } ?? [:])
        let known = try await test.addAccount(.rbde)
        let suspended = try await test.addAccount(.teacher, active: false)
        var answers: Set<String> = []
        for email in [known.email, "inconnu@exemple.fr", suspended.email] {
            let answer = try await test.visitor().post("/mot-de-passe/oublie", [("email", email)])
            answers.insert("\(answer.status) \(answer.text)")
        }
        #expect(answers.count == 1)
        #expect(try await test.mailCount() == (smtp == nil ? 0 : 1))
    }

    @Test func `has a link that serves one hour`() async throws {
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"])
        let account = try await test.addAccount(.rbde)
        _ = try await test.visitor().post("/mot-de-passe/oublie", [("email", account.email)])
        let link = try await test.linkInLastMail(to: account.email)
        test.clock.advance(seconds: 3601)
        #expect(try await test.visitor().get(link).status == .gone)
    }

    @Test func `sends a handful of mails to one address, whoever asks`() async throws {
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"])
        let account = try await test.addAccount(.rbde)
        for _ in 1...8 { _ = try await test.visitor().post("/mot-de-passe/oublie", [("email", account.email)]) }
        #expect(try await test.mailCount() == 5)
    }

    @Test(arguments: ["azerty", "motdepasse123456", "aaaaaaaaaaaaaaaa", "camilleessai"])
    func `is not replaced by one that guessers try first`(password: String) async throws {
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"])
        let account = try await test.addAccount(.rbde)
        _ = try await test.visitor().post("/mot-de-passe/oublie", [("email", account.email)])
        let link = try await test.linkInLastMail(to: account.email)
        let answer = try await test.visitor().post(link, [("password", password)])
        #expect(answer.status == .unprocessableContent)
        #expect(!answer.text.contains(password))
        #expect(try await test.visitor().get(link).status == .ok)
    }
}

@Suite struct `A made-up link` {
    @Test(arguments: ["/invitation/", "/mot-de-passe/nouveau/"])
    func `opens nothing`(path: String) async throws {
        let test = try await TestApp.make()
        let link = path + String(repeating: "0", count: 64)
        #expect(try await test.visitor().get(link).status == .gone)
        #expect(try await test.visitor().post(link, [("password", "une phrase toute neuve")]).status == .gone)
    }
}

extension TestApp {
    /// The address in the last mail to someone, without the name of the site.
    func linkInLastMail(to recipient: String) async throws -> String {
        let mails = try await mails().filter { $0.recipient == recipient }
        let body = try #require(mails.last?.body)
        let line = try #require(body.split(separator: "\n").first { $0.hasPrefix("http") })
        return String(line.dropFirst(app.settings.siteAddress.count))
    }

    func mails() async throws -> [OutgoingMail] {
        try await app.readPlatform { db in try db.rows("select outbox.* from outbox order by outbox.id") }
    }

    func mailCount() async throws -> Int {
        try await mails().count
    }
}

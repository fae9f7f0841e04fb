import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Inviting someone` {
    @Test(arguments: engines) func `gives a link that opens the account`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine, environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"]) { test in
            let manager = try await test.browser(.rbde)
            let answer = try await manager.post("/reglages/personnes/invitation", Guest.fields)
            #expect(answer.location == "/reglages/personnes")
            let link = try await test.linkInLastMail(to: "noa.invitee@exemple.fr")
            #expect(link.hasPrefix("/invitation/"))
            let guest = test.visitor()
            _ = try await guest.post(link, [("password", "une phrase toute neuve")])
            #expect(
                try await guest.signIn("noa.invitee@exemple.fr", password: "une phrase toute neuve").location == "/")
            #expect(try await guest.get("/apprenants").status == .ok)
            #expect(try await guest.get("/reglages").status == .forbidden)
        }
    }

    @Test func `shows the link once when no mail can leave`() async throws {
        let test = try await TestApp.make()
        let manager = try await test.browser(.rbde)
        let page = try await manager.post("/reglages/personnes/invitation", Guest.fields)
        let link = try #require(page.text.firstMatch(of: /\/invitation\/[0-9a-f]{64}/)).output
        #expect(try await test.visitor().get(String(link)).status == .ok)
        #expect(try await test.mailCount() == 0)
        #expect(try await !manager.get("/reglages/personnes").text.contains(link))
    }

    @Test func `adds a place to the account that someone already has, without touching it`() async throws {
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:9"])
        let other = try await test.addSchool()
        let account = try await test.addAccount(.teacher, in: other, email: "noa.invitee@exemple.fr")
        let manager = try await test.browser(.rbde)
        _ = try await manager.post("/reglages/personnes/invitation", Guest.fields)
        let mail = try #require(try await test.mails().last)
        #expect(!mail.body.contains("/invitation/"))
        #expect(try await test.visitor().signIn(account.email).location == "/")
        let authors = try await test.app.readPlatform { try $0.authors(of: account, first: nil) }
        #expect(authors.count == 2)
    }

    @Test(arguments: ["national", "superviseur_departemental", "entreprise", "admin"])
    func `gives only the roles of a school`(role: String) async throws {
        let test = try await TestApp.make()
        let manager = try await test.browser(.rbde)
        let fields = Guest.fields.filter { $0.0 != "roles" } + [("roles", role)]
        #expect(try await manager.post("/reglages/personnes/invitation", fields).status == .unprocessableContent)
    }

    @Test func `does not name a member of another school’s staff`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        try await test.write(in: other) { db in
            try db.insert(StaffMember(id: ID("foreign"), familyName: "AILLEURS", firstName: "Alex"), into: .staffMember)
        }
        let manager = try await test.browser(.rbde)
        let answer = try await manager.post("/reglages/personnes/invitation", Guest.fields + [("staff", "foreign")])
        #expect(answer.status == .notFound)
        #expect(try await !manager.get("/reglages/personnes").text.contains("noa.invitee@exemple.fr"))
    }
}

@Suite struct `Roles of a person` {
    @Test(arguments: engines) func `change as ticked, and add up`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let manager = try await test.browser(.rbde)
            let account = try await test.addAccount(.teacher)
            let path = "/reglages/personnes/\(account.id)"
            let answer = try await manager.post(path + "/roles", [("roles", "CPE"), ("roles", "intendance")])
            #expect(answer.location == path)
            let person = try await test.read { try $0.colleague(account.id) }
            #expect(Set(person.roles) == [.cpe, .intendance])
            let entry = try #require(try await test.read { try $0.journal(of: Subject("account", account.id)) }.first)
            #expect(entry.action == "Rôles changés")
            #expect(entry.changes.contains { $0.before == Role.teacher.label })
        }
    }

    @Test(arguments: ["roles", "suspension", "retrait"])
    func `keep someone who manages the accounts`(gesture: String) async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        let own = try await test.browser(of: account)
        let answer = try await own.post("/reglages/personnes/\(account.id)/\(gesture)", [("roles", "CPE")])
        #expect(answer.status == .unprocessableContent)
        #expect(try await own.get("/reglages/personnes").status == .ok)
    }

    @Test func `end at once with the account`() async throws {
        let test = try await TestApp.make()
        let manager = try await test.browser(.rbde)
        let account = try await test.addAccount(.teacher)
        let browser = try await test.browser(of: account)
        _ = try await manager.post("/reglages/personnes/\(account.id)/suspension")
        #expect(try await browser.get("/").location == "/connexion")
        #expect(try await test.visitor().signIn(account.email).status == .unprocessableContent)
        _ = try await manager.post("/reglages/personnes/\(account.id)/reouverture")
        #expect(try await test.visitor().signIn(account.email).location == "/")
    }

    @Test func `never reach an account that also works elsewhere`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        let account = try await test.addAccount(.teacher)
        try await test.addMembership(of: account, .proviseur, in: other)
        let manager = try await test.browser(.rbde)
        let path = "/reglages/personnes/\(account.id)"
        #expect(try await manager.post(path + "/suspension").status == .unprocessableContent)
        let handOver = try await manager.post(path + "/lien")
        #expect(handOver.status == .unprocessableContent)
        #expect(!handOver.text.contains("/mot-de-passe/nouveau/"))
        #expect(try await manager.post(path + "/retrait").location == "/reglages/personnes")
        let browser = try await test.browser(of: account)
        #expect(try await browser.get("/").words.contains(other.name))
    }

    @Test func `that go leave a session in the same establishment`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool(name: "AAA Lycée du début de la liste")
        let account = try await test.addAccount(.teacher)
        try await test.addMembership(of: account, .teacher, in: other)
        let browser = try await test.browser(of: account)
        _ = try await browser.post("/etablissement/choix", [("etablissement", test.school.id.rawValue)])
        let manager = try await test.browser(.rbde)
        _ = try await manager.post("/reglages/personnes/\(account.id)/roles", [("roles", "CPE")])
        let author = try await test.app.readPlatform { db in
            try db.session(tokenHash: Secret.hash(browser.cookie ?? ""), at: test.clock.now)?.author
        }
        #expect(author?.schoolId == test.school.id)
        #expect(author?.roles == [.cpe])
    }
}

private enum Guest {
    static let fields = [
        ("firstName", "Noa"), ("familyName", "Invitée"), ("email", "Noa.Invitee@exemple.fr"), ("roles", "CPE"),
    ]
}

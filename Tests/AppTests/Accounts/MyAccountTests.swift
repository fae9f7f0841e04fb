import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `My account` {
    @Test func `changes the password with the former one, and closes the other sessions`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        let (here, elsewhere) = (try await test.browser(of: account), try await test.browser(of: account))
        let fields = [("former", TestApp.password), ("password", "une phrase toute neuve")]
        #expect(try await here.post("/compte/mot-de-passe", [("former", "faux mot"), fields[1]]).status != .seeOther)
        #expect(try await here.post("/compte/mot-de-passe", fields).location == "/compte")
        #expect(try await here.get("/compte").status == .ok)
        #expect(try await elsewhere.get("/compte").location?.hasPrefix("/connexion") == true)
        #expect(try await test.visitor().signIn(account.email, password: "une phrase toute neuve").location == "/")
    }

    @Test func `lists the sessions and closes one of them`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        let (here, elsewhere) = (try await test.browser(of: account), try await test.browser(of: account))
        let page = try await here.get("/compte")
        #expect(page.words.contains("Firefox sur Linux"))
        let other = try #require(page.field("session"))
        _ = try await here.post("/compte/sessions/fermeture", [("session", other)])
        #expect(try await here.get("/compte").status == .ok)
        #expect(try await elsewhere.get("/compte").status == .seeOther)
    }

    @Test func `does not close the session of someone else`() async throws {
        let test = try await TestApp.make()
        let (mine, theirs) = (try await test.browser(.rbde), try await test.browser(.ddfpt))
        let foreign = Secret.hash(try #require(theirs.cookie))
        _ = try await mine.post("/compte/sessions/fermeture", [("session", foreign)])
        #expect(try await theirs.get("/compte").status == .ok)
    }

    @Test func `opens for someone without an establishment`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(nil)
        #expect(try await browser.get("/compte").words.contains("Aucun établissement"))
        #expect(try await browser.get("/apprenants").status == .forbidden)
    }

    @Test func `corrects the name`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        #expect(try await browser.post("/compte/nom", [("firstName", ""), ("familyName", "X")]).status != .seeOther)
        _ = try await browser.post("/compte/nom", [("firstName", "Éloïse"), ("familyName", "Changée")])
        #expect(try await browser.get("/compte").field("firstName") == "Éloïse")
    }
}

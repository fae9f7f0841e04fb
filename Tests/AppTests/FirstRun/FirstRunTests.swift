import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `The first run` {
    @Test(arguments: engines) func `creates the school and signs its first account in`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine, empty: true) { test in
            let browser = test.visitor()
            #expect(try await browser.get("/connexion").location == "/premier-demarrage")
            let answer = try await browser.post("/premier-demarrage", FirstRunSample.fields)
            #expect(answer.location == "/")
            #expect(try await browser.get("/").words.contains("Lycée professionnel des Alizés"))
            let school = try #require(try await test.app.readPlatform { try $0.schools() }.first)
            #expect(school.academie == "La Réunion")
            #expect(school.timeZone == "Indian/Reunion")
            #expect(school.territory == "la-reunion")
            #expect(school.currentYear == 2026)
        }
    }

    @Test func `is closed for ever afterwards`() async throws {
        let test = try await TestApp.make(empty: true)
        _ = try await test.visitor().post("/premier-demarrage", FirstRunSample.fields)
        #expect(try await test.visitor().get("/premier-demarrage").status == .notFound)
        #expect(try await test.visitor().post("/premier-demarrage", FirstRunSample.fields).status == .notFound)
        #expect(try await test.app.readPlatform { try $0.schools() }.count == 1)
    }

    @Test func `tells everything that is missing at once`() async throws {
        let test = try await TestApp.make(empty: true)
        let answer = try await test.visitor().post("/premier-demarrage", [("uai", "9740001A")])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.words.contains("lettre de contrôle"))
        #expect(answer.words.contains("Indiquez votre prénom."))
        #expect(answer.words.contains("Choisissez un mot de passe."))
        #expect(answer.field("uai") == "9740001A")
    }

    @Test func `does not take a role that manages nothing`() async throws {
        let test = try await TestApp.make(empty: true)
        let fields = FirstRunSample.fields.map { $0.0 == "role" ? ("role", "enseignant") : $0 }
        #expect(try await test.visitor().post("/premier-demarrage", fields).status == .unprocessableContent)
    }

    @Test func `asks for the code of the terminal when others can reach the server`() async throws {
        let test = try await TestApp.make(
            empty: true, environment: ["BUREAU_PUBLIC_ADDRESS": "http://bureau.example"])
        let code = try #require(try await test.app.firstRunCode())
        let browser = test.visitor()
        #expect(try await browser.post("/premier-demarrage", FirstRunSample.fields).status == .unprocessableContent)
        let wrong = [("code", "AAAA-AAAA")] + FirstRunSample.fields
        #expect(try await browser.post("/premier-demarrage", wrong).status == .unprocessableContent)
        let right = [("code", code.lowercased())] + FirstRunSample.fields
        #expect(try await browser.post("/premier-demarrage", right).location == "/")
        #expect(try await test.app.firstRunCode() == nil)
    }

    @Test func `does not let its code be guessed`() async throws {
        let test = try await TestApp.make(
            empty: true, environment: ["BUREAU_PUBLIC_ADDRESS": "http://bureau.example"])
        let code = try #require(try await test.app.firstRunCode())
        let browser = test.visitor()
        for _ in 1...20 {
            _ = try await browser.post("/premier-demarrage", [("code", "AAAA-AAAA")] + FirstRunSample.fields)
        }
        let answer = try await browser.post("/premier-demarrage", [("code", code)] + FirstRunSample.fields)
        #expect(answer.words.contains("Trop d’essais"))
    }

    @Test func `asks for no code when only this machine reaches the server`() async throws {
        let test = try await TestApp.make(empty: true)
        #expect(try await test.app.firstRunCode() == nil)
        #expect(try await test.visitor().get("/premier-demarrage").field("code") == nil)
    }
}

private enum FirstRunSample {
    static let fields = [
        ("uai", uai), ("name", "Lycée professionnel des Alizés"), ("line1", "1 rue des Essais"), ("line2", ""),
        ("postalCode", "97400"), ("city", "Saint-Denis"), ("phone", ""), ("academie", ""),
        ("headName", "Dominique Fictif"), ("headTitle", "Proviseure"), ("firstName", "Camille"),
        ("familyName", "Inventé"), ("email", "Camille.Invente@exemple.fr"), ("role", "RBDE"),
        ("password", "quatre mots sans lien"),
    ]

    /// A code of La Réunion with its right letter.
    private static let uai = "ABCDEFGHJKLMNPRSTUVWXYZ".map { "9740001\($0)" }.first { UAI(rawValue: $0) != nil } ?? ""
}

import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A request and what the school knows` {
    @Test(arguments: engines) func `proposes the company of the base that looks like it`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let request = try await test.addRequest([("entreprise", "Sté Inconnue"), ("telephone", "01 99 00 12 34")])
            let company = try await test.addCompany("Garage des Alizés") { $0.phone = "+33199001234" }
            let page = try await test.browser(.rbde).get("/demandes/\(request.id)")
            #expect(page.text.contains("<option value=\"\(company.id)\" selected"))
            #expect(page.text.contains("href=\"/entreprises/\(company.id)\""))
        }
    }

    @Test func `is signed once`() async throws {
        let test = try await TestApp.make()
        let request = try await test.addRequest([("courriel", "zoe@entreprise.example")])
        let account = try await test.addAccount(.rbde)
        let owner = try await test.browser(of: account)
        let name = "\(account.firstName) \(account.familyName)"
        let texts = ["Bonjour,\n\nÀ bientôt.\n\n\(name)", "Bonjour"]
        for text in texts { _ = try await owner.post("/demandes/\(request.id)/messages", [("message", text)]) }
        let mails = try await test.sentMails().filter { $0.recipient == "zoe@entreprise.example" }.map(\.body)
        #expect(mails.contains { $0.contains("À bientôt.") && $0.components(separatedBy: name).count == 2 })
        #expect(mails.contains { $0.contains("Bonjour\n\n\(name), \(test.school.name)") })
    }

    @Test(arguments: engines) func `goes to a bureau found by a few letters`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            try await test.publishBureau(in: other)
            try await test.publishBureau()
            let owner = try await test.browser(.rbde)
            let word = try #require(other.name.split(separator: " ").last.map(String.init))
            let found = try await owner.get("/annuaire/suggestions?q=\(word)")
            #expect(found.status == .ok && found.text.contains(other.uai))
            // One’s own bureau is no place to send to.
            #expect(try await owner.get("/annuaire/suggestions?q=lycee").text.contains(test.school.uai) == false)
            #expect(try await owner.get("/annuaire/suggestions?q=").text == "[]")
            let request = try await test.addRequest([("transmission", "1")])
            let typed = try await owner.post(
                "/demandes/\(request.id)/transfert", [("bureau", other.uai.lowercased()), ("uai", "")])
            #expect(typed.status == .seeOther)
            let neither = try await test.addRequest([("transmission", "1"), ("entreprise", "Autre")])
            let wrong = try await owner.post(
                "/demandes/\(neither.id)/transfert", [("bureau", "un lycée"), ("uai", "")])
            #expect(wrong.status == .unprocessableContent && wrong.words.contains("Choisissez le bureau"))
            #expect(wrong.field("bureau") == "un lycée")
        }
    }
}

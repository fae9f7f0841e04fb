import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A mail filed on a partner` {
    private func eml(from: String, to: String = "bureau@exemple.fr", words: String = "Deux places en mars.") -> [UInt8]
    {
        Array(
            """
            From: \(from)\r
            To: \(to)\r
            Subject: =?utf-8?Q?R=C3=A9ponse?=\r
            Date: Fri, 20 Nov 2026 10:00:00 +0100\r
            \r
            \(words)\r
            """.utf8)
    }

    private func post(_ browser: TestBrowser, _ bytes: [UInt8], _ fields: [(String, String)] = []) async throws
        -> TestAnswer
    {
        try await browser.post("/courriels/classer", fields, files: [("fichier", "m.eml", bytes)])
    }

    @Test(arguments: engines) func `joins the history under the name of its writer, once`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés") { $0.email = "garage@exemple.fr" }
            let contact = Contact(
                id: test.app.newIDs().next(), companyId: company.id, familyName: "Inventé", email: "camille@exemple.fr")
            try await test.write { try $0.insert(contact, into: .contact) }
            let browser = try await test.browser(.rbde)
            let filed = try await post(browser, eml(from: "Camille <Camille@exemple.fr>"))
            #expect(filed.location == "/entreprises/\(company.id)")
            let entry = try #require(try await test.read { try $0.interactions(of: company.id) }.first)
            #expect(entry.contactId == contact.id && entry.kind == .mail)
            #expect(entry.happenedOn == LocalDate("2026-11-20") && entry.note == "Réponse\n\nDeux places en mars.")
            let twice = try await post(browser, eml(from: "camille@exemple.fr"))
            #expect(twice.status == .unprocessableContent && twice.words.contains("déjà dans l’historique"))
            // One that the school wrote, found by whom it was written to.
            _ = try await post(browser, eml(from: "moi@lycee.exemple", to: "garage@exemple.fr", words: "Bonjour"))
            let entries = try await test.read { try $0.interactions(of: company.id) }
            #expect(entries.count == 2 && entries.contains { $0.note.hasPrefix("Envoyé\u{A0}: Réponse") })
            #expect(try await test.outbox().isEmpty, "nothing is sent")
        }
    }

    @Test func `of somebody unknown is filed from the page of the company, and refused elsewhere`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let browser = try await test.browser(.rbde)
        let bytes = eml(from: "=?utf-8?Q?L=C3=A9o?= <inconnu@exemple.fr>")
        let lost = try await post(browser, bytes)
        #expect(lost.status == .unprocessableContent && lost.words.contains("inconnu@exemple.fr"))
        let filed = try await post(browser, bytes, [("entreprise", company.id.rawValue)])
        #expect(filed.status == .seeOther)
        #expect(
            try await test.read { try $0.interactions(of: company.id) }.first?.note
                == "Réponse\nDe Léo (inconnu@exemple.fr)\n\nDeux places en mars.")
        #expect(
            try await browser.get("/courriels/classer?entreprise=\(company.id)").words.contains("Garage des Alizés"))
        #expect(try await test.browser(.teacher).get("/courriels/classer").status == .forbidden)
    }

    @Test func `is refused calmly when it is not one`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let browser = try await test.browser(.rbde)
        for bytes in [Array("PK\u{3}\u{4} zip".utf8), Array("Bonjour".utf8), [0, 1, 2, 255]] {
            let answer = try await post(browser, bytes, [("entreprise", company.id.rawValue)])
            #expect(answer.status == .unprocessableContent && answer.words.contains("pas un courriel enregistré"))
        }
        #expect(try await browser.post("/courriels/classer").words.contains("Déposez un courriel"))
        let pasted = try await browser.post(
            "/courriels/classer",
            [
                ("entreprise", company.id.rawValue),
                ("source", "From: a@x.fr\nSubject: Collé \u{202E}\nDate: Fri, 1 Jan 2100 10:00:00 +0000\n\nTexte 🥐"),
            ])
        #expect(pasted.status == .seeOther)
        let entry = try #require(try await test.read { try $0.interactions(of: company.id) }.first)
        #expect(entry.note.contains("🥐") && !entry.note.contains("\u{202E}"))
        #expect(entry.happenedOn == LocalDate("2026-11-23"), "a mail of the future is filed today")
    }
}

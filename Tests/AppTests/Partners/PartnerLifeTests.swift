import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `What hangs on a company` {
    @Test(arguments: engines) func `is a contact, added, corrected and marked as gone`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let browser = try await test.browser(.rbde)
            let fields = [("nom", "Inventé"), ("prenom", "Camille"), ("tuteur", "1"), ("fonction", "Cheffe d’atelier")]
            _ = try await browser.post("/entreprises/\(company.id)/contacts/nouveau", fields)
            let contact = try #require(try await test.read { try $0.contacts(of: company.id) }.first)
            #expect(contact.tutor)
            #expect(try await browser.get("/entreprises/\(company.id)").words.contains("Cheffe d’atelier, tuteur"))
            let path = "/contacts/\(contact.id)/modifier"
            let gone = [("nom", "Inventé"), ("parti", "1"), ("version", "1")]
            #expect(try await browser.post(path, gone).status == .seeOther)
            #expect(try await test.read { try $0.contact(contact.id) }.leftOn == LocalDate("2026-11-23"))
            let stale = try await browser.post(path, gone)
            #expect(stale.status == .conflict)
            #expect(stale.field("nom") == "Inventé")
            #expect(try await browser.post(path, [("nom", ""), ("version", "2")]).status == .unprocessableContent)
        }
    }

    @Test(arguments: engines) func `is an exchange, with what is to do next`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let browser = try await test.browser(.rbde)
            let fields = [
                ("moyen", "appel_sortant"), ("note", "Deux places en mars"), ("prochaine_action", "Rappeler l’atelier"),
                ("prochaine_date", "30/11/2026"), ("_cle", "cle-d-essai-0123456789"),
            ]
            for _ in 1...2 {
                #expect(try await browser.post("/entreprises/\(company.id)/echanges", fields).status == .seeOther)
            }
            let page = try await browser.get("/entreprises/\(company.id)")
            #expect(page.words.contains("Deux places en mars"))
            #expect(page.words.contains("Rappeler l’atelier"))
            let exchange = try await test.read { try $0.interactions(of: company.id) }
            #expect(exchange.count == 1)
            #expect(exchange.first?.happenedOn == LocalDate("2026-11-23"))
            let key = try #require(exchange.first?.id)
            #expect(try await browser.post("/echanges/\(key)/fait").status == .seeOther)
            #expect(try await browser.get("/entreprises/\(company.id)").words.contains("Rien de prévu"))
        }
    }

    @Test(arguments: [
        (["jour": "24/11/2026"], "jour"), (["prochaine_action": "Rappeler"], "prochaine_date"),
        (["prochaine_date": "30/11/2026"], "prochaine_action"), (["jour": "31/02/2026"], "jour"),
    ])
    func `is not an exchange that makes no sense`(wrong: [String: String], field: String) async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let answer = try await test.browser(.rbde).post(
            "/entreprises/\(company.id)/echanges", wrong.map { ($0.key, $0.value) } + [("note", "Ce qui s’est dit ici")])
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("id=\"e-\(field)\""))
        #expect(answer.words.contains("Ce qui s’est dit ici"))
        #expect(try await test.read { try $0.interactions(of: company.id) }.isEmpty)
    }

    @Test func `never takes the contact of another company`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let other = try await test.addCompany("Boulangerie des Essais")
        let contact = Contact(id: test.app.newIDs().next(), companyId: other.id, familyName: "Inventé")
        try await test.write { try $0.insert(contact, into: .contact) }
        let answer = try await test.browser(.rbde).post(
            "/entreprises/\(company.id)/echanges", [("contact", contact.id.rawValue)])
        #expect(answer.status == .notFound)
    }

    @Test(arguments: engines) func `is an offer of places, shown in the list and withdrawn`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let browser = try await test.browser(.rbde)
            let path = "/entreprises/\(company.id)/places"
            #expect(try await browser.post(path, [("nombre", "0")]).status == .unprocessableContent)
            let backwards = [("nombre", "2"), ("du", "2027-03-01"), ("au", "2027-02-01")]
            #expect(try await browser.post(path, backwards).status == .unprocessableContent)
            #expect(try await browser.post(path, [("nombre", "3"), ("filiere", "MV")]).status == .seeOther)
            #expect(try await browser.get("/entreprises").text.contains("class=\"num\">3</td>"))
            let place = try #require(
                try await test.read { try $0.hostPlaces(of: company.id, year: 2026) }.first)
            #expect(try await browser.post("/places/\(place.id)/retrait").status == .seeOther)
            #expect(try await test.read { try $0.hostPlaces(of: company.id, year: 2026) }.isEmpty)
        }
    }
}

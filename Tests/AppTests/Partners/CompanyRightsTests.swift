import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Rights over companies` {
    @Test(arguments: [Role.rbde, .ddfpt, .proviseur, .principalTeacher, .cfp])
    func `let some write`(role: Role) async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(role)
        #expect(try await browser.post("/entreprises/nouvelle", CompanySample.fields()).status == .seeOther)
    }

    @Test(arguments: [Role.cpe, .teacher]) func `let others only look`(role: Role) async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let browser = try await test.browser(role)
        let page = try await browser.get("/entreprises/\(company.id)")
        #expect(page.status == .ok)
        #expect(!page.words.contains("Modifier"))
        #expect(!page.words.contains("Noter un échange"))
        #expect(!(try await browser.get("/entreprises")).words.contains("Ajouter une entreprise"))
        for path in ["/entreprises/nouvelle", "/entreprises/\(company.id)/modifier"] {
            #expect(try await browser.get(path).status == .forbidden, "\(path)")
            #expect(try await browser.post(path, CompanySample.fields()).status == .forbidden, "\(path)")
        }
        for path in ["archivage", "retablissement", "echanges", "places", "contacts/nouveau"] {
            #expect(try await browser.post("/entreprises/\(company.id)/\(path)").status == .forbidden, "\(path)")
        }
        #expect(try await browser.post("/entreprises/selection").status == .forbidden)
        #expect(try await browser.get("/entreprises/export/csv").status == .forbidden)
    }

    @Test func `keep others out`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let browser = try await test.browser(.intendance)
        for path in [
            "/entreprises", "/entreprises/\(company.id)", "/entreprises/carte", "/entreprises/suggestions?q=g",
        ] {
            #expect(try await browser.get(path).status == .forbidden, "\(path)")
        }
        #expect(try await test.visitor().get("/entreprises").location?.hasPrefix("/connexion") == true)
    }

    @Test func `are asked by the operations themselves`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let author = test.author(.cpe)
        await #expect(throws: Forbidden.self) {
            try await test.app.perform(ArchiveCompanies(ids: [company.id], archived: true), by: author)
        }
        await #expect(throws: Forbidden.self) {
            try await test.app.perform(ChangeRelation(ids: [company.id], relation: .active), by: author)
        }
    }

    @Test(arguments: engines) func `stop at the school`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let company = try await test.addCompany("Garage du Voisin", in: other)
            let contact = Contact(id: test.app.newIDs().next(), companyId: company.id, familyName: "Inventé")
            let exchange = Interaction(
                id: test.app.newIDs().next(), companyId: company.id, kind: .mail, purpose: .placement,
                outcome: .information, happenedOn: LocalDate(dayNumber: 20_000), authorName: "Camille",
                nextAction: "Rappeler", nextActionOn: LocalDate(dayNumber: 20_001))
            let place = HostPlace(id: test.app.newIDs().next(), companyId: company.id, schoolYear: 2026, count: 2)
            try await test.write(in: other) { db in
                try db.insert(contact, into: .contact)
                try db.insert(exchange, into: .interaction)
                try db.insert(place, into: .hostPlace)
            }
            let browser = try await test.browser(.rbde)
            let base = "/entreprises/\(company.id)"
            for path in [
                base, base + "/modifier", base + "/contacts/nouveau", base + "/places",
                "/contacts/\(contact.id)/modifier",
            ] {
                #expect(try await browser.get(path).status == .notFound, "\(path)")
            }
            for (path, fields) in [
                (base + "/modifier", CompanySample.fields([("version", "1")])), (base + "/archivage", []),
                (base + "/retablissement", []), (base + "/contacts/nouveau", [("nom", "Essai")]),
                ("/contacts/\(contact.id)/modifier", [("nom", "Essai"), ("version", "1")]),
                (base + "/echanges", [("note", "Essai")]), (base + "/places", [("nombre", "2")]),
                ("/places/\(place.id)/retrait", []), ("/echanges/\(exchange.id)/fait", []),
            ] {
                #expect(try await browser.post(path, fields).status == .notFound, "\(path)")
            }
            #expect(try await browser.get("/entreprises").companyKeys.isEmpty)
            #expect(try await browser.get("/entreprises?q=voisin").companyKeys.isEmpty)
            #expect(!(try await browser.get("/recherche?q=voisin")).words.contains("Garage du Voisin"))
            #expect(!(try await browser.get("/entreprises/suggestions?q=voisin")).text.contains("Voisin"))
            #expect(!(try await browser.get("/entreprises/export/csv")).text.contains("Voisin"))
        }
    }

    @Test func `need the token of the form`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let answer = try await browser.post("/entreprises/nouvelle", CompanySample.fields(), token: "")
        #expect(answer.status == .badRequest)
        #expect(try await test.companies().isEmpty)
    }
}

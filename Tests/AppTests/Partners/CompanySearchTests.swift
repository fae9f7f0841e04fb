import Domain
import Persistence
import Testing

@testable import App

@Suite struct `Finding a company however it is spelled` {
    @Test(arguments: engines) func `finds Boulangerie Dupont in Colomiers from « boulanjeri dupon »`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let wanted = try await test.addCompany("Boulangerie Dupont", town: "COLOMIERS")
            _ = try await test.addCompany("Garage des Alizés")
            let browser = try await test.browser(.rbde)
            for typed in ["boulanjeri+dupon", "dupon+boulanjeri", "boulangrie+dupomt+colomiers", "bulangerie+colomier"]
            {
                let page = try await browser.get("/entreprises?q=\(typed)")
                #expect(page.companyKeys == [wanted.id.rawValue], "\(typed)")
                #expect(page.words.contains("Rien n’est écrit exactement ainsi"))
                #expect(try await browser.get("/recherche?q=\(typed)").words.contains("Boulangerie Dupont"))
                let lines = try await browser.get("/recherche/suggestions?q=\(typed)")
                #expect(lines.text.contains(wanted.id.rawValue))
            }
            let exact = try await browser.get("/entreprises?q=boulangerie")
            #expect(!exact.words.contains("Rien n’est écrit exactement ainsi"))
            #expect(try await browser.get("/entreprises?q=xqzwk").companyKeys.isEmpty)
        }
    }

    @Test(arguments: engines) func `finds a company by a contact, a phone and what changed since`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Atelier Premier") { $0.siret = "99988877900017" }
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/entreprises?q=premié").companyKeys == [company.id.rawValue])
            let contact = Contact(
                id: test.app.newIDs().next(), companyId: company.id, familyName: "Marchetti", phone: "+33561300012")
            try await test.write { try $0.insert(contact, into: .contact) }
            for typed in ["marchety", "0561300012", "05+61+30+00+12"] {
                #expect(
                    try await browser.get("/entreprises?q=\(typed)").companyKeys == [company.id.rawValue], "\(typed)")
            }
            try await test.write { db in
                var changed = try db.company(company.id)
                changed.legalName = "Menuiserie Seconde"
                changed.refold()
                changed.version += 1
                try db.update(changed, in: .company, replacing: 1)
            }
            #expect(try await browser.get("/entreprises?q=menuizeri").companyKeys == [company.id.rawValue])
            #expect(try await browser.get("/entreprises?q=premiez").companyKeys.isEmpty)
            try await test.write { db in
                try db.delete(from: .contact, where: "id = \(contact.id)")
            }
            #expect(try await browser.get("/entreprises?q=marchety").companyKeys.isEmpty)
        }
    }

    @Test(arguments: engines) func `sees at once what another process wrote, and never another school`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            _ = try await test.addCompany("Garage des Alizés")
            let other = try await test.addSchool()
            let mine = test.author(.rbde), theirs = test.author(.rbde, in: other)
            let here = CompanySearch(), there = CompanySearch()
            func found(_ search: CompanySearch, _ text: String, _ author: Author) async throws -> Int {
                try await test.app.read(author) { try search.nearest(to: text, limit: 5, in: $0).count }
            }
            #expect(try await found(here, "alizez", mine) == 1)
            #expect(try await found(there, "alizez", mine) == 1)
            #expect(try await found(here, "alizez", theirs) == 0)
            for number in 0..<3 { _ = try await test.addCompany("Scierie Moreau \(number)") }
            #expect(try await found(there, "siri moro", mine) == 3)
            #expect(try await found(here, "siri moro", mine) == 3)
            #expect(try await found(here, "siri moro", theirs) == 0)
        }
    }

    @Test func `keeps the other filters and the archive`() async throws {
        let test = try await TestApp.make()
        let near = try await test.addCompany("Boulangerie Dupont")
        _ = try await test.addCompany("Boulangerie Dupond") { $0.department = "81" }
        let browser = try await test.browser(.rbde)
        #expect(try await browser.get("/entreprises?q=boulanjeri&departement=31").companyKeys == [near.id.rawValue])
        try await test.app.perform(ArchiveCompanies(ids: [near.id], archived: true), by: test.author(.rbde))
        #expect(try await browser.get("/entreprises?q=boulanjeri&departement=31").companyKeys.isEmpty)
    }
}

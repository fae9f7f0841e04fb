import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `The record of a company` {
    @Test(arguments: engines) func `is corrected, and found by its new name only`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Carrosserie Inventée")
            let browser = try await test.browser(.rbde)
            let path = "/entreprises/\(company.id)/modifier"
            #expect(try await browser.get(path).field("raison_sociale") == "Carrosserie Inventée")
            #expect(try await browser.post(path, CompanySample.fields([("version", "1")])).status == .seeOther)
            #expect(try await test.company(company.id).version == 2)
            #expect(try await browser.get("/entreprises?q=alizes").companyKeys == [company.id.rawValue])
            #expect(try await browser.get("/entreprises?q=carrosserie").companyKeys.isEmpty)
        }
    }

    @Test(arguments: engines) func `keeps what was typed when someone was faster`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Carrosserie Inventée") { $0.version = 4 }
            let answer = try await test.browser(.rbde).post(
                "/entreprises/\(company.id)/modifier", CompanySample.fields([("version", "3")]))
            #expect(answer.status == .conflict)
            #expect(answer.field("raison_sociale") == "Garage des Alizés")
            #expect(try await test.company(company.id).legalName == "Carrosserie Inventée")
        }
    }

    @Test func `does not take the SIRET of another company`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Carrosserie Inventée") { $0.siret = "99988877900017" }
        let company = try await test.addCompany("Garage des Alizés")
        let answer = try await test.browser(.rbde).post(
            "/entreprises/\(company.id)/modifier", CompanySample.fields([("version", "1")]))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.words.contains("Carrosserie Inventée"))
    }

    @Test(arguments: engines) func `is put aside and brought back, found accordingly`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Carrosserie Inventée")
            let browser = try await test.browser(.rbde)
            let path = "/entreprises/\(company.id)"
            _ = try await browser.post(path + "/archivage")
            #expect(try await browser.get("/entreprises").companyKeys.isEmpty)
            #expect(try await browser.get("/entreprises?q=carrosserie").companyKeys.isEmpty)
            for address in ["/entreprises?archivees=1", "/entreprises?archivees=1&q=carross"] {
                #expect(try await browser.get(address).companyKeys == [company.id.rawValue])
            }
            #expect(try await browser.get("/entreprises?archivees=1&q=rosserie").companyKeys.isEmpty)
            #expect(try await browser.get(path).words.contains("Archivée"))
            _ = try await browser.post(path + "/retablissement")
            #expect(try await browser.get("/entreprises?q=carrosserie").companyKeys == [company.id.rawValue])
        }
    }

    @Test(arguments: engines) func `changes relation with others at once`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let companies = [
                try await test.addCompany("Boulangerie des Essais"), try await test.addCompany("Garage des Alizés"),
                try await test.addCompany("Menuiserie Fictive"),
            ]
            let chosen = companies.prefix(2).map { ("id", $0.id.rawValue) }
            let browser = try await test.browser(.rbde)
            let fields = [("geste", "relation"), ("vers", "actif"), ("retour", "/entreprises?q=a")]
            let answer = try await browser.post("/entreprises/selection", fields + chosen)
            #expect(answer.location == "/entreprises?q=a")
            #expect(try await browser.follow(answer).words.contains("2 entreprises passées à « Actif »"))
            #expect(try await test.companies().map(\.relation) == [.active, .active, .prospect])
            _ = try await browser.post("/entreprises/selection", [("geste", "archiver")] + chosen)
            #expect(try await browser.get("/entreprises").companyKeys == [companies[2].id.rawValue])
        }
    }

    @Test func `changes nothing when one of the selection is another school’s`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        let mine = try await test.addCompany("Garage des Alizés")
        let theirs = try await test.addCompany("Garage du Voisin", in: other)
        let answer = try await test.browser(.rbde).post(
            "/entreprises/selection",
            [("geste", "relation"), ("vers", "actif"), ("id", mine.id.rawValue), ("id", theirs.id.rawValue)])
        #expect(answer.status == .notFound)
        #expect(try await test.company(mine.id).relation == .prospect)
    }

    @Test(arguments: engines) func `has words whichever way it is written`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            var companies = (1...3).map { number in
                Company(id: test.app.newIDs().next(), legalName: "Atelier Numéro \(number)")
            }
            let made = companies
            try await test.write { try $0.insertMany(made, into: .company) }
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/entreprises?q=atelier").companyKeys.count == 3)
            companies[0].legalName = "Fournil Imaginaire"
            companies[0].refold()
            let changed = companies[0]
            try await test.write { try $0.update(changed, in: .company) }
            #expect(try await browser.get("/entreprises?q=atelier").companyKeys.count == 2)
            #expect(try await browser.get("/entreprises?q=fournil").companyKeys == [changed.id.rawValue])
            try await test.write { db in _ = try db.delete(from: .company, where: "id = \(changed.id)") }
            let left = try await test.read { db in
                try db.count(
                    "select count(*) from \(db.table(.companyWord)) where company_word.company_id = \(changed.id)")
            }
            #expect(left == 0)
        }
    }
}

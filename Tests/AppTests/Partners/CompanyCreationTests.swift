import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Adding a company` {
    @Test(arguments: engines) func `takes a SIRET typed with blanks and fills in the rest`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post("/entreprises/nouvelle", CompanySample.fields())
            #expect(answer.status == .seeOther)
            let company = try #require(try await test.companies().first)
            #expect(answer.location == "/entreprises/\(company.id)")
            #expect(company.siret == "99988877900017")
            #expect(company.department == "31")
            #expect(company.naf == "45.20A")
            #expect(!company.activity.isEmpty)
            #expect(company.phone == "+33199001234" || company.phone == "0199001234")
            #expect(try await browser.follow(answer).words.contains("Entreprise ajoutée."))
            #expect(try await browser.get("/entreprises?q=alizes").companyKeys == [company.id.rawValue])
        }
    }

    @Test func `keeps any script and emoji, and drops what hides or turns text around`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let name = "😀 Garage & <b>Fils</b> شركة \u{202E}live\u{0}"
        let answer = try await browser.post(
            "/entreprises/nouvelle", CompanySample.fields([("raison_sociale", name)]))
        #expect(answer.status == .seeOther)
        #expect(try await test.companies().map(\.legalName) == ["😀 Garage & <b>Fils</b> شركة live"])
        let page = try await browser.follow(answer)
        #expect(page.text.contains("&lt;b&gt;Fils") && !page.text.contains("<b>Fils"))
    }

    @Test(arguments: ["99988877900025", "35600000000001", "356 000 000 00048"])
    func `accepts a second place and post offices`(siret: String) async throws {
        let test = try await TestApp.make()
        let answer = try await test.browser(.rbde).post(
            "/entreprises/nouvelle", CompanySample.fields([("siret", siret)]))
        #expect(answer.status == .seeOther)
        #expect(try await test.companies().map(\.siret) == [siret.filter { $0 != " " }])
    }

    @Test(arguments: [
        ("99988877900018", "clé de contrôle"), ("999 888 779", "SIREN"), ("9998887790001", ""), ("9,99889E+13", ""),
        ("pas un numéro", ""),
    ])
    func `refuses a wrong SIRET, says why and keeps what was typed`(siret: String, why: String) async throws {
        let test = try await TestApp.make()
        let answer = try await test.browser(.rbde).post(
            "/entreprises/nouvelle", CompanySample.fields([("siret", siret), ("notes", "À rappeler")]))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.field("siret") == siret)
        #expect(answer.field("raison_sociale") == "Garage des Alizés")
        #expect(answer.words.contains("À rappeler"))
        #expect(answer.text.contains("id=\"e-siret\""))
        #expect(answer.words.contains(why))
        #expect(try await test.companies().isEmpty)
    }

    @Test func `asks why there is no SIRET, and takes the reason`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let refused = try await browser.post("/entreprises/nouvelle", CompanySample.fields([("siret", "")]))
        #expect(refused.status == .unprocessableContent)
        #expect(refused.words.contains("Indiquez le SIRET"))
        let abroad = CompanySample.fields([("siret", ""), ("sans_siret", NoSiretReason.foreign.rawValue)])
        let asked = try await browser.post("/entreprises/nouvelle", abroad)
        #expect(asked.status == .unprocessableContent && asked.words.contains("Indiquez le pays"))
        let fields = abroad + [("pays", "Belgique")]
        #expect(try await browser.post("/entreprises/nouvelle", fields).status == .seeOther)
        let company = try #require(try await test.companies().first)
        #expect(company.siret == nil)
        #expect(company.noSiretReason == .foreign)
    }

    @Test(arguments: engines) func `leads to the company that has the SIRET already`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let known = try await test.addCompany("Carrosserie Inventée") { $0.siret = "99988877900017" }
            let answer = try await test.browser(.rbde).post("/entreprises/nouvelle", CompanySample.fields())
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("href=\"/entreprises/\(known.id)\""))
            #expect(answer.words.contains("Carrosserie Inventée"))
            #expect(answer.field("commune") == "Toulouse")
            #expect(try await test.companies().count == 1)
        }
    }

    @Test func `does not see the SIRET of another school`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        try await test.addCompany("Carrosserie Inventée", in: other) { $0.siret = "99988877900017" }
        let answer = try await test.browser(.rbde).post("/entreprises/nouvelle", CompanySample.fields())
        #expect(answer.status == .seeOther)
    }

    @Test func `warns of a look-alike in the same town, then creates all the same`() async throws {
        let test = try await TestApp.make()
        let alike = try await test.addCompany("GARAGE DES ALIZES", town: "TOULOUSE")
        let browser = try await test.browser(.rbde)
        let warned = try await browser.post("/entreprises/nouvelle", CompanySample.fields())
        #expect(warned.status == .unprocessableContent)
        #expect(warned.text.contains("href=\"/entreprises/\(alike.id)\""))
        #expect(warned.field("raison_sociale") == "Garage des Alizés")
        let fields = CompanySample.fields([("creer_quand_meme", "1")])
        #expect(try await browser.post("/entreprises/nouvelle", fields).status == .seeOther)
        #expect(try await test.companies().count == 2)
    }

    @Test func `does not worry about a namesake of another town`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Garage des Alizés", town: "MURET")
        let answer = try await test.browser(.rbde).post("/entreprises/nouvelle", CompanySample.fields())
        #expect(answer.status == .seeOther)
    }

    @Test(arguments: engines) func `creates once when the form is sent twice`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let fields = CompanySample.fields([("_cle", "cle-d-essai-0123456789")])
            let first = try await browser.post("/entreprises/nouvelle", fields)
            let second = try await browser.post("/entreprises/nouvelle", fields)
            #expect(second.status == .seeOther)
            #expect(second.location == first.location)
            #expect(try await test.companies().count == 1)
        }
    }

    @Test(arguments: [
        ("raison_sociale", ""), ("commune", ""), ("code_postal", "3100"), ("telephone", "12"), ("courriel", "rien"),
        ("effectif", "beaucoup"), ("naf", "XX"), ("site", "rien"), ("coordonnees", "nord"), ("relation", "autre"),
    ])
    func `shows the error beside the field`(field: String, value: String) async throws {
        let test = try await TestApp.make()
        let answer = try await test.browser(.rbde).post(
            "/entreprises/nouvelle", CompanySample.fields([(field, value)]))
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("id=\"e-\(field)\""))
        #expect(try await test.companies().isEmpty)
    }
}

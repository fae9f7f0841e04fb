import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Partners shared between bureaux` {
    @Test(arguments: engines) func `are chosen on the page of the company, and stop in one gesture`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            let owner = try await test.browser(.rbde, in: sample.school)
            let page = "/entreprises/\(sample.company)"
            #expect(try await owner.get(page).words.contains("Les autres bureaux ne voient rien de cette fiche."))
            let form = try await owner.get(page + "/partage")
            #expect(form.words.contains("VERNET") && !form.words.contains("TUTRICE") && !form.words.contains("OPPOSÉ"))
            #expect(!form.words.contains("DÉSIGNÉ") && !form.words.contains("INSCRIT") && !form.words.contains("PARTI"))
            let people = [("niveau", "contacts"), ("version", "0")]
            let nobody = try await owner.post(page + "/partage", people)
            #expect(nobody.words.contains("Cochez les personnes à nommer"))
            let unasked = try await owner.post(page + "/partage", people + [("personne", sample.manager.rawValue)])
            #expect(unasked.status == .unprocessableContent && unasked.words.contains("sont d’accord"))
            let tutor = try #require(sample.others.first)
            let all =
                people + [
                    ("personne", sample.manager.rawValue), ("personne", tutor.rawValue), ("accord", "1"),
                    ("places", "1"),
                ]
            #expect(try await owner.post(page + "/partage", all).status == .seeOther)
            #expect(try await owner.post(page + "/partage", all).status == .conflict)
            let seen = try await owner.get(page).words
            #expect(seen.contains("Nommés : Solène VERNET.") && seen.contains("Et les places annoncées"))
            let said = try await test.whatLeaks(of: sample.siret)
            #expect(said.contains("VERNET") && !said.contains("TUTRICE"))
            #expect(try await owner.post(page + "/partage/arret").status == .seeOther)
            #expect(!(try await test.whatLeaks(of: sample.siret)).contains("Ocre"))
            let journal = try await test.read(in: sample.school) { db in
                try db.journal(of: Subject("company", sample.company)).map(\.action)
            }
            #expect(journal == ["Partage avec les autres bureaux arrêté", "Partage avec les autres bureaux"])
        }
    }

    @Test(arguments: engines) func `are found by name, town and stream, and taken once`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            try await test.share(sample, .people, places: true)
            try await test.publishBureau(in: sample.school)
            let bureau = try await test.browser(.rbde)
            for query in ["", "?q=ocre", "?q=castr", "?q=99988877900017", "?filiere=Fili%C3%A8re%20Ocre"] {
                let list = try await bureau.get("/entreprises/partagees" + query).words
                #expect(list.contains("Ocre et Fils"), "\(query)")
                #expect(list.contains("Lycée polyvalent Hélène-Inventée"))
            }
            #expect(!(try await bureau.get("/entreprises/partagees?q=albi")).words.contains("Ocre et Fils"))
            let path = "/entreprises/partagees/\(sample.siret)"
            let page = try await bureau.get(path)
            #expect(page.words.contains("Solène VERNET") && page.words.contains("1 échange en"))
            #expect(!page.words.contains("Échange secret") && !page.words.contains("TUTRICE"))
            #expect(try await test.readings(of: "shared_company") == 1)
            let fields = [("version", "0"), ("contact", sample.manager.rawValue)]
            let taken = try await bureau.post(path, fields)
            let company = try #require(try await test.read { try $0.company(siret: sample.siret) })
            #expect(taken.location == "/entreprises/\(company.id)")
            #expect(
                company.displayName == "Ocre et Fils" && company.phone == "+33199007001" && company.origin == .network)
            #expect(company.notes.isEmpty && company.streams.isEmpty && company.relation == .prospect)
            #expect(try await test.read { try $0.contacts(of: company.id) }.map(\.familyName) == ["VERNET"])
            // Once more: it says so, and changes nothing.
            let again = try await bureau.post(path, [("version", "0")])
            #expect(again.status == .unprocessableContent && again.words.contains("est déjà dans votre base"))
            #expect(try await test.companies().count == 1)
            #expect(try await bureau.get("/entreprises/\(company.id)").words.contains("Aussi partenaire de"))
        }
    }

    @Test(arguments: engines) func `change my record only where I say so`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            try await test.share(sample, .switchboard)
            let mine = try await test.addCompany("Maison Ocre", town: "CASTRES") {
                ($0.siret, $0.phone) = (sample.siret, "+33199001234")
            }
            let bureau = try await test.browser(.rbde)
            let path = "/entreprises/partagees/\(sample.siret)"
            let page = try await bureau.get(path).words
            #expect(page.contains("Téléphone : 01 99 00 70 01") && page.contains("Chez vous : « 01 99 00 12 34 »"))
            #expect(try await bureau.post(path, [("version", "7"), ("champ", "courriel")]).status == .conflict)
            #expect(try await bureau.post(path, [("version", "1"), ("champ", "courriel")]).status == .seeOther)
            let after = try await test.company(mine.id)
            #expect(after.email == "accueil@ocre.example" && after.phone == "+33199001234")
            #expect(after.legalName == "Maison Ocre" && after.version == 2)
        }
    }

    @Test(arguments: engines) func `are read page after page, each company once`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let (one, two) = (
                try await test.addSchool(), try await test.addSchool(uai: "0999003Y", name: "Lycée du Lac")
            )
            for school in [one, two] {
                try await test.write(in: school) { db in
                    var settings = PartnerSettings(id: db.newID())
                    (settings.shareLevel, settings.version) = (.identity, 1)
                    try db.insert(settings, into: .partnerSetting)
                    let companies = (0..<34).map { rank in
                        Company(
                            id: db.newID(), siret: "999888777000\(10 + rank)", legalName: "Maison \(rank % 17)",
                            address: PostalAddress(postalCode: "81100", city: "CASTRES"))
                    }
                    try db.insertMany(companies, into: .company)
                }
            }
            let bureau = try await test.browser(.rbde)
            var (page, seen, pages) = (try await bureau.get("/entreprises/partagees"), [String](), 1)
            seen += sirets(page)
            while let next = page.page("next") {
                page = try await bureau.get(next)
                seen += sirets(page)
                pages += 1
            }
            #expect(pages == 2 && seen.count == 34 && Set(seen).count == 34)
            #expect(page.words.contains("Lycée du Lac, Lycée polyvalent Hélène-Inventée"))
        }
    }

    private func sirets(_ answer: TestAnswer) -> [String] {
        answer.text.split(separator: "class=\"rowlink\" href=\"/entreprises/partagees/").dropFirst()
            .map { String($0.prefix { $0 != "\"" }) }
    }

    @Test func `wait for the bureau when the school asks to look at them`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addSharedSample()
        try await test.share(sample, .identity)
        try await test.write { db in
            var settings = PartnerSettings(id: db.newID())
            (settings.reviewNetwork, settings.version) = (.always, 1)
            try db.insert(settings, into: .partnerSetting)
        }
        _ = try await test.browser(.rbde).post("/entreprises/partagees/\(sample.siret)", [("version", "0")])
        let company = try #require(try await test.read { try $0.company(siret: sample.siret) })
        #expect(company.phone == nil && company.legalName == "Maison Ocre SAS")
        #expect(try await test.read { try $0.review(of: company.id) }?.source == .network)
    }

    @Test func `say how much a company is asked, and until when to wait`() throws {
        let today = try #require(LocalDate("2026-11-23"))
        let days = [1, 3, 8].map { today.adding(days: -$0) }
        let full = NetworkPressure(days, days: 30, most: 3)
        #expect(full.isFull && full.waitUntil == today.adding(days: -8 + 31))
        let near = NetworkPressure(Array(days.prefix(2)), days: 30, most: 3)
        #expect(near.isNear && near.waitUntil == nil)
        #expect(NetworkPressure([], days: 30, most: 3).exchanges == 0)
    }

    @Test(arguments: engines) func `are shared together from the list, without anybody’s name`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addSharedSample()
            let owner = try await test.browser(.rbde, in: sample.school)
            let ids = [("id", sample.company.rawValue)]
            #expect(try await owner.post("/entreprises/partage", ids + [("niveau", "contacts")]).status == .badRequest)
            _ = try await owner.post("/entreprises/partage", ids + [("niveau", "standard")])
            let said = try await test.whatLeaks(of: sample.siret)
            #expect(said.contains("accueil@ocre.example") && !said.contains("VERNET"))
            _ = try await owner.post("/entreprises/partage", ids + [("niveau", "rien")])
            #expect(!(try await test.whatLeaks(of: sample.siret)).contains("Ocre"))
        }
    }

    @Test func `are nothing in a base that holds one school`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let bureau = try await test.browser(.rbde)
        #expect(try await bureau.get("/entreprises/partagees").words.contains("Votre lycée est seul dans cette base"))
        #expect(!(try await bureau.get("/entreprises/\(company.id)")).words.contains("autres bureaux"))
        #expect(try await bureau.get("/entreprises/partagees/99988877900017").status == .notFound)
    }

    @Test(arguments: Role.invitable) func `are for those who have the right`(role: Role) async throws {
        let test = try await TestApp.make()
        let sample = try await test.addSharedSample()
        try await test.share(sample, .people)
        let mine = try await test.addCompany("Maison Ocre") { $0.siret = sample.siret }
        let browser = try await test.browser(role)
        let may = role.may(.sharePartners)
        for path in ["partagees", "partagees/\(sample.siret)", "\(mine.id)/partage"] {
            #expect(try await browser.get("/entreprises/" + path).status == (may ? .ok : .forbidden), "\(path)")
        }
        if role.may(.seeCompanies) {
            let page = try await browser.get("/entreprises/\(mine.id)").words
            #expect(
                page.contains("Aussi partenaire de") == may && page.contains("Ce que voient les autres bureaux") == may)
            #expect(!page.contains("VERNET"))
        }
        guard !may else { return }
        for path in ["partage", "partagees/\(sample.siret)", "\(mine.id)/partage", "\(mine.id)/partage/arret"] {
            #expect(try await browser.post("/entreprises/" + path).status == .forbidden, "\(path)")
        }
        await #expect(throws: Forbidden.self) {
            try await test.app.perform(
                ShareCompanies(ids: [mine.id], level: .identity, places: false), by: test.author(role))
        }
    }
}

extension TestApp {
    fileprivate func read<T: Sendable>(
        in place: School, _ body: @escaping @Sendable (SchoolDatabase) throws -> T
    ) async throws -> T {
        try await app.read(author(.rbde, .proviseur, in: place), body)
    }

    fileprivate func readings(of kind: String) async throws -> Int {
        try await read { db in
            try db.count("select count(*) from \(db.table(.readingEntry)) where reading_entry.subject_kind = \(kind)")
        }
    }
}

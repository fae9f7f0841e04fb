import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Segments of companies` {
    @Test(arguments: engines) func `filter by size, last contact, places, label and distance`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let near = try await test.addCompany("Garage proche") {
                ($0.headcount, $0.latitude, $0.longitude) = (4, 43.60, 1.44)
            }
            let far = try await test.addCompany("Garage lointain", town: "ALBI") {
                ($0.headcount, $0.latitude, $0.longitude) = (60, 43.93, 2.15)
            }
            try await test.write { db in
                try db.insertMany(try Talks.make(1, with: near.id, by: "Alix"), into: .interaction)
                try db.insert(HostPlace(id: ID("p"), companyId: far.id, schoolYear: 2026, count: 2), into: .hostPlace)
                try db.insert(
                    CompanyTag(id: ID("t"), companyId: far.id, kind: .network, label: "Club d’Oc"), into: .companyTag)
            }
            let browser = try await test.browser(.rbde)
            for (query, expected) in [
                ("effectif=1-9", near.id), ("effectif=50-249", far.id), ("recent=3", near.id), ("silence=3", far.id),
                ("places=1", far.id), ("reseau=club+d+oc", far.id), ("pres=lycee&rayon=5", near.id),
            ] {
                let page = try await browser.get("/entreprises?\(query)")
                #expect(page.companyKeys == [expected.rawValue], "\(query)")
                #expect(page.text.contains("class=\"chip\""), "\(query)")
                let file = try await browser.get("/entreprises/export/csv?\(query)").text
                #expect(file.contains("Garage proche") == (expected == near.id), "\(query)")
            }
            #expect(try await browser.get("/entreprises?pres=lycee&rayon=100").companyKeys.count == 2)
        }
    }

    @Test(arguments: engines) func `are counted from a learner only for whoever may know where they live`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage proche") { ($0.latitude, $0.longitude) = (43.60, 1.44) }
            let learner = Learner(
                id: ID("eleve-opaque"), familyName: "FICTIF", firstName: "Noémie",
                address: PostalAddress(postalCode: "31000", city: "Toulouse"))
            try await test.write { try $0.insert(learner, into: .learner) }
            let query = "/entreprises?pres=eleve-opaque&rayon=10"
            let page = try await test.browser(.rbde).get(query)
            #expect(page.companyKeys == [company.id.rawValue])
            #expect(page.words.contains("à 10 km de chez l’élève") && !page.words.contains("Noémie"))
            let teacher = try await test.browser(.teacher).get(query)
            #expect(teacher.companyKeys.isEmpty && teacher.words.contains("n’avez pas le droit"))
        }
    }

    @Test(arguments: engines) func `are kept, shared and taken back by their owner alone`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let mine = try await test.browser(.rbde), other = try await test.browser(.ddfpt)
            let form = [("nom", "Mes garages"), ("vue", "q=garage&relation=actif&apres=x"), ("raison", "Pour mars")]
            #expect(try await mine.post("/entreprises/vues/nouvelle", form).status == .seeOther)
            #expect(try await mine.post("/entreprises/vues/nouvelle", form).status == .unprocessableContent)
            let page = try await mine.get("/entreprises/vues")
            #expect(page.words.contains("Mes garages"))
            #expect(page.text.contains("/entreprises?q=garage&amp;relation=actif\""))
            #expect(!(try await other.get("/entreprises/vues")).words.contains("Mes garages"))
            let view = try #require(
                try await test.read { db in
                    try db.rows("select saved_view.id from \(db.table(.savedView))", as: String.self)
                }
                .first)
            #expect(try await other.post("/entreprises/vues/\(view)/partage", [("partage", "1")]).status == .notFound)
            _ = try await mine.post("/entreprises/vues/\(view)/partage", [("partage", "1")])
            #expect(try await other.get("/entreprises/vues").words.contains("Mes garages"))
            #expect(try await other.post("/entreprises/vues/\(view)/retrait").status == .notFound)
            _ = try await mine.post("/entreprises/vues/\(view)/retrait")
            #expect(!(try await mine.get("/entreprises/vues")).words.contains("Mes garages"))
        }
    }

    @Test(arguments: engines) func `come with a reason`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sleepy = try await test.addCompany("Garage endormi") { $0.relation = .active }
            let awake = try await test.addCompany("Garage éveillé") { $0.relation = .active }
            try await test.write { db in
                try db.insertMany(try Talks.make(2, with: awake.id, by: "Alix"), into: .interaction)
                try db.insert(
                    Interaction(
                        id: ID("vieux"), companyId: sleepy.id, kind: .mail, purpose: .placement, outcome: .information,
                        happenedOn: try #require(LocalDate("2024-01-10")), authorName: "Alix"), into: .interaction)
            }
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/entreprises?liste=endormies").companyKeys == [sleepy.id.rawValue])
            #expect(try await browser.get("/entreprises?liste=une-personne").companyKeys == [awake.id.rawValue])
            for list in ReasonedList.allCases {
                #expect(try await browser.get("/entreprises?liste=\(list.rawValue)").status == .ok, "\(list)")
            }
            let reason = ReasonedList.dormant.reason.replacing("\u{A0}", with: " ")
            #expect(try await browser.get("/entreprises/vues").words.contains(reason))
        }
    }

    @Test func `go on paper without those who asked for peace`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Garage proche") { ($0.latitude, $0.longitude) = (43.60, 1.44) }
        try await test.addCompany("Garage muet") { $0.relation = .leaveAlone }
        let browser = try await test.browser(.rbde)
        for path in ["/entreprises/appels", "/entreprises/tournee"] {
            let page = try await browser.get(path).words
            #expect(page.contains("Garage proche") && !page.contains("Garage muet"), "\(path)")
            #expect(page.contains("1 entreprise écartée"), "\(path)")
        }
    }

    @Test func `leave as cards of an address book`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage, Pneus; & Co")
        let contact = Contact(
            id: ID("c"), companyId: company.id, civility: "Mme", familyName: "Inventé", firstName: "Camille",
            function: String(repeating: "é", count: 60), email: "camille@exemple.fr", phone: "+33561300012")
        try await test.write { try $0.insert(contact, into: .contact) }
        let file = try await test.browser(.rbde).get("/entreprises/export/vcf")
        #expect(file.text.contains("FN:Mme Camille Inventé\r\n"))
        #expect(file.text.contains("ORG:Garage\\, Pneus\\; & Co\r\n"))
        #expect(file.text.contains("TEL;VALUE=uri;TYPE=work:tel:+33561300012"))
        #expect(file.text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    }

    @Test func `show near spellings beside what is written so`() async throws {
        let test = try await TestApp.make()
        let exact = try await test.addCompany("Boulangerie Dupont et Fils", town: "COLOMIERS")
        let misspelt = try await test.addCompany("Boulangerie Duppont", town: "BLAGNAC")
        _ = try await test.addCompany("Garage Martin")
        let page = try await test.browser(.rbde).get("/entreprises?q=boulangerie+dupont")
        #expect(page.companyKeys == [exact.id.rawValue])
        #expect(page.words.contains("Noms proches") && page.text.contains(misspelt.id.rawValue))
        #expect(!page.words.contains("Garage Martin"))
    }
}

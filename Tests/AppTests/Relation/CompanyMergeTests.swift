import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Records of one company` {
    @Test(arguments: engines) func `are suspected, compared, merged and separated again`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let kept = try await test.addCompany("Garage des Alizés") { $0.siret = "99988877900017" }
            let double = try await test.addCompany("SARL Garage les Alizés") { $0.phone = "+33199001234" }
            let contact = Contact(id: test.app.newIDs().next(), companyId: double.id, familyName: "Inventé")
            try await test.write { db in
                try db.insert(contact, into: .contact)
                try db.insertMany(try Talks.make(2, with: double.id, by: "Alix"), into: .interaction)
            }
            let browser = try await test.browser(.rbde)
            let list = try await browser.get("/entreprises/doublons")
            #expect(list.words.contains("même nom, même commune"))
            let path = "/entreprises/\(kept.id)/doublon/\(double.id)"
            #expect(try await browser.get(path).words.contains("Est-ce la même entreprise"))
            let wrong = [("garder", double.id.rawValue), ("v1", "1"), ("v2", "1")]
            #expect(try await browser.post(path, wrong).words.contains("c’est elle qui porte le SIRET"))
            let stale = [("garder", kept.id.rawValue), ("v1", "7"), ("v2", "1")]
            #expect(try await browser.post(path, stale).status == .conflict)
            let right = [("garder", kept.id.rawValue), ("v1", "1"), ("v2", "1")]
            #expect(try await browser.post(path, right).status == .seeOther)
            let merged = try await test.company(kept.id)
            #expect(merged.phone == "+33199001234" && merged.siret == "99988877900017")
            #expect(try await test.read { try $0.contacts(of: kept.id) }.map(\.id) == [contact.id])
            #expect(try await test.read { try $0.interactions(of: kept.id) }.count == 2)
            #expect(try await browser.get("/entreprises/\(double.id)").words.contains("Cette fiche a été fusionnée"))
            #expect(try await browser.get("/entreprises?q=alizés").companyKeys == [kept.id.rawValue])
            let merge = try #require(
                try await test.read { db in
                    try db.rows("select company_merge.id from \(db.table(.companyMerge))", as: String.self)
                }.first)
            #expect(try await browser.post("/fusions/\(merge)/annulation").status == .seeOther)
            #expect(try await browser.post("/fusions/\(merge)/annulation").status == .unprocessableContent)
            #expect(try await test.company(kept.id).phone == nil)
            #expect(try await test.company(double.id).archivedOn == nil)
            #expect(try await test.read { try $0.contacts(of: double.id) }.count == 1)
            #expect(try await test.read { try $0.interactions(of: double.id) }.count == 2)
        }
    }

    @Test(arguments: engines) func `keep the agreements that name them`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.insureSchool(test.school)
            let browser = try await test.browser(.rbde)
            let placed = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let agreement = try #require(placed.location?.split(separator: "/").last.map(String.init))
            _ = try await browser.post("/conventions/\(agreement)/envoi")
            let signed = try await test.read { try $0.agreement(ID<Agreement>(agreement)) }
            #expect(signed.state != .draft)
            let host = try await test.company(sample.company)
            let other = try await test.addCompany(host.legalName, town: host.address.city) {
                $0.siret = "99988877900025"
            }
            let merge = MergeCompanies(
                kept: other.id, removed: host.id, isMove: true, keptVersion: 1, removedVersion: host.version)
            try await test.app.perform(merge, by: test.author(.rbde))
            let placement = try await test.read { try $0.placement(signed.placementId) }
            #expect(placement.companyId == host.id)
            #expect(try await test.read { try $0.contact(sample.tutor) }.companyId == host.id)
            let page = try await browser.get("/entreprises/\(other.id)").words
            #expect(page.contains("Accueil de"))
            #expect(try await browser.get("/conventions/\(agreement)").status == .ok)
        }
    }

    @Test func `are left alone once somebody said they are two`() async throws {
        let test = try await TestApp.make()
        let one = try await test.addCompany("Garage des Alizés"), other = try await test.addCompany("Garage les Alizés")
        let browser = try await test.browser(.rbde)
        _ = try await browser.post("/entreprises/\(one.id)/doublon/\(other.id)", [("garder", "deux")])
        #expect(try await browser.get("/entreprises/doublons").words.contains("Aucun doublon soupçonné"))
        let two = MergeCompanies(kept: one.id, removed: one.id, keptVersion: 1, removedVersion: 1)
        await #expect(throws: CompanyMergeRefusal.same) { try await test.app.perform(two, by: test.author(.rbde)) }
        #expect(try await test.browser(.principalTeacher).get("/entreprises/doublons").status == .forbidden)
    }

    @Test func `are warned of while one is created, whatever the spelling`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("SARL Garage des Alizés", town: "TOULOUSE CEDEX")
        let browser = try await test.browser(.rbde)
        let answer = try await browser.post("/entreprises/nouvelle", CompanySample.fields())
        #expect(answer.status == .unprocessableContent && answer.words.contains("existe peut-être déjà"))
        let again = try await browser.post("/entreprises/nouvelle", CompanySample.fields([("creer_quand_meme", "1")]))
        #expect(again.status == .seeOther)
    }

    @Test(arguments: engines) func `may be abroad, hold an emoji and read from right to left`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let fields = [
                ("sans_siret", "etranger"), ("raison_sociale", "מאפייה 🥐 \u{202E}Panadería"),
                ("code_postal", "E-08001"),
                ("commune", "Barcelona"), ("pays", "Espagne"), ("metiers", "Boulanger, vendeuse"), ("reseaux", "Club"),
                ("naf2025", "10.71Y"),
            ]
            for country in ["", "France"] {
                let nowhere = fields.filter { $0.0 != "pays" } + [("pays", country)]
                let refused = try await browser.post("/entreprises/nouvelle", nowhere)
                #expect(refused.status == .unprocessableContent && refused.words.contains("Indiquez le pays"))
            }
            let made = try await browser.post("/entreprises/nouvelle", fields)
            let path = try #require(made.location)
            let page = try await browser.get(path)
            for words in ["🥐", "Espagne", "Boulanger", "10.71Y", "Club"] {
                #expect(page.words.contains(words), "\(words)")
            }
            #expect(!page.text.contains("\u{202E}"))
            #expect(try await browser.get("/entreprises?metier=boulanger").companyKeys.count == 1)
            #expect(try await browser.get("/entreprises?metier=plombier").companyKeys.isEmpty)
        }
    }

    @Test(arguments: engines) func `stand under one legal person`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            for (number, town) in [("00017", "TOULOUSE"), ("00025", "ALBI")] {
                try await test.addCompany("Alizés", town: town) { $0.siret = "999888779" + number }
            }
            let page = try await test.browser(.rbde).get("/entreprises/groupe/999888779")
            #expect(page.words.contains("2 établissements connus") && page.words.contains("ALBI"))
            #expect(try await test.browser(.rbde).get("/entreprises/groupe/123456789").status == .notFound)
        }
    }

    @Test func `with two contacts of one address are told apart by hand`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let browser = try await test.browser(.rbde)
        let path = "/entreprises/\(company.id)/contacts/nouveau"
        _ = try await browser.post(path, [("nom", "Inventé"), ("courriel", "garage@exemple.fr")])
        let twice = try await browser.post(path, [("nom", "Fictif"), ("courriel", "garage@exemple.fr")])
        #expect(twice.status == .unprocessableContent && twice.words.contains("a déjà cette adresse"))
        let both = [("nom", "Fictif"), ("courriel", "garage@exemple.fr"), ("meme_courriel", "1")]
        #expect(try await browser.post(path, both).status == .seeOther)
        #expect(try await browser.get("/entreprises/doublons").words.contains("Contacts qui partagent une adresse"))
    }
}

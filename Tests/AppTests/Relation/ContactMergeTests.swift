import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Two records of one person` {
    private func addPair(to test: TestApp) async throws -> (company: Company, one: Contact, other: Contact) {
        let company = try await test.addCompany("Garage des Alizés")
        let one = Contact(
            id: test.app.newIDs().next(), companyId: company.id, civility: "Mme", familyName: "Inventé",
            email: "camille@exemple.fr", roles: [.manager])
        let other = Contact(
            id: test.app.newIDs().next(), companyId: company.id, familyName: "INVENTE", firstName: "Camille",
            phone: "+33199001234", tutor: true, roles: [.manager, .jury])
        try await test.write { db in
            try db.insertMany([one, other], into: .contact)
            for contact in [one, other] {
                try db.insert(
                    Interaction(
                        id: db.newID(), companyId: company.id, contactId: contact.id, kind: .incomingCall,
                        purpose: .placement, outcome: .information, happenedOn: try #require(LocalDate("2026-11-20")),
                        authorName: "Alix"), into: .interaction)
            }
        }
        return (company, one, other)
    }

    @Test(arguments: engines) func `become one from the page of duplicates, and two again`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (company, one, other) = try await addPair(to: test)
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/entreprises/doublons").words.contains("Contacts notés deux fois"))
            #expect(try await browser.get("/entreprises/\(company.id)").words.contains("se ressemblent"))
            let path = "/contacts/\(one.id)/semblable/\(other.id)"
            #expect(try await browser.get(path).words.contains("Est-ce la même personne"))
            #expect(try await browser.post(path, [("garder", "personne")]).status == .unprocessableContent)
            let stale = [("garder", one.id.rawValue), ("v1", "9"), ("v2", "1")]
            #expect(try await browser.post(path, stale).status == .conflict)
            let right = [("garder", one.id.rawValue), ("v1", "1"), ("v2", "1")]
            #expect(try await browser.post(path, right).location == "/entreprises/\(company.id)")
            let kept = try #require(try await test.read { try $0.contacts(of: company.id) }.first)
            #expect(try await test.read { try $0.contacts(of: company.id) }.count == 1)
            #expect(kept.firstName == "Camille" && kept.phone == "+33199001234" && kept.email == "camille@exemple.fr")
            #expect(kept.tutor && kept.roles == "dirigeant,jury")
            #expect(
                try await test.read { try $0.interactions(of: company.id) }.allSatisfy { $0.contactId == one.id })
            #expect(
                try await browser.post(path, [("garder", one.id.rawValue), ("v1", "2"), ("v2", "2")]).status
                    == .unprocessableContent)
            let merge = try #require(
                try await test.read { db in
                    try db.rows("select contact_merge.id from \(db.table(.contactMerge))", as: String.self)
                }.first)
            #expect(try await browser.get("/entreprises/doublons").words.contains("Contacts réunis"))
            #expect(try await browser.post("/fusions-contacts/\(merge)/annulation").status == .seeOther)
            #expect(try await browser.post("/fusions-contacts/\(merge)/annulation").status == .unprocessableContent)
            let again = try await test.read { try $0.contacts(of: company.id) }
            #expect(again.count == 2 && again.allSatisfy { $0.leftOn == nil })
            #expect(again.first { $0.id == one.id }?.phone == nil)
            #expect(
                Set(try await test.read { try $0.interactions(of: company.id) }.map(\.contactId)) == [one.id, other.id])
        }
    }

    @Test func `of two companies stay two, and teachers do not merge`() async throws {
        let test = try await TestApp.make()
        let (_, one, _) = try await addPair(to: test)
        let elsewhere = try await test.addCompany("Atelier d’à côté")
        let third = Contact(id: test.app.newIDs().next(), companyId: elsewhere.id, familyName: "Inventé")
        try await test.write { try $0.insert(third, into: .contact) }
        let path = "/contacts/\(one.id)/semblable/\(third.id)"
        let form = [("garder", one.id.rawValue), ("v1", "1"), ("v2", "1")]
        #expect(try await test.browser(.rbde).post(path, form).words.contains("dans deux entreprises"))
        #expect(try await test.browser(.teacher).post(path, form).status == .forbidden)
    }

    @Test(arguments: [
        ("Inventé", "Camille", "INVENTE", "camille", true), ("Inventé", "Camille", "Camille", "Inventé", true),
        ("Inventé", "", "Inventé", "Camille", true), ("Inventé", "C", "Inventé", "Camille", true),
        ("Inventée", "Camille", "Inventé", "Camille", true), ("Inventé", "Camille", "Inventé", "Dominique", false),
        ("Roy", "Ève", "Rey", "Ève", false), ("Roy", "Ève", "Martin", "Ève", false),
    ])
    func `are told by their names`(family: String, first: String, other: String, second: String, alike: Bool) {
        let one = Contact(id: ID("a"), companyId: ID("c"), familyName: family, firstName: first)
        let two = Contact(id: ID("b"), companyId: ID("c"), familyName: other, firstName: second)
        #expect(one.reasons(two).isEmpty != alike && two.reasons(one).isEmpty != alike)
    }

    @Test func `are seen while the second is typed, and when it is sent`() async throws {
        let test = try await TestApp.make()
        let (company, _, _) = try await addPair(to: test)
        let browser = try await test.browser(.rbde)
        let fields = [("nom", "Inventé"), ("prenom", "Camille")]
        let live = try await browser.post("/entreprises/\(company.id)/contacts/ressemblances", fields)
        #expect(live.words.contains("Un contact semblable existe déjà") && !live.text.contains("<html"))
        #expect(
            try await browser.post("/entreprises/\(company.id)/contacts/ressemblances", [("nom", "Autre")]).words
                .isEmpty)
        let path = "/entreprises/\(company.id)/contacts/nouveau"
        let refused = try await browser.post(path, fields)
        #expect(refused.status == .unprocessableContent && refused.field("nom") == "Inventé")
        #expect(refused.words.contains("Ajouter quand même cette personne"))
        #expect(try await browser.post(path, fields + [("creer_quand_meme", "1")]).status == .seeOther)
    }

    @Test func `of companies are seen while one is typed, by ear too`() async throws {
        let test = try await TestApp.make()
        try await test.addCompany("Boulangerie Dupont", town: "COLOMIERS") { $0.siret = "99988877900017" }
        let browser = try await test.browser(.rbde)
        let path = "/entreprises/ressemblances"
        let near = try await browser.post(path, [("raison_sociale", "Boulangerie Dupond"), ("commune", "Colomiers")])
        #expect(
            near.words.contains("Une entreprise semblable existe déjà") && near.words.contains("Boulangerie Dupont"))
        let known = try await browser.post(path, [("siret", "999 888 779 00017")])
        #expect(known.words.contains("déjà dans votre base"))
        for fields in [[("raison_sociale", "Garage Roy"), ("commune", "Colomiers")], [("raison_sociale", "B")], []] {
            #expect(try await browser.post(path, fields).words.isEmpty)
        }
        #expect(try await browser.get("/entreprises/nouvelle").text.contains("data-findings=\"\(path)\""))
        #expect(try await test.browser(.teacher).post(path).status == .forbidden)
    }
}

@Suite struct `The page of duplicates` {
    @Test(arguments: engines) func `compares what changed and nothing else`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let one = try await test.addCompany("Garage Roy")
            let other = try await test.addCompany("SARL Garage Roy")
            let duplicates = test.app.companyDuplicates
            #expect(try await test.read { try duplicates.pairs(in: $0).found }.count == 1)
            // Renamed, then back, then put aside: each is seen at once.
            for (name, expected) in [("Menuiserie Blanc", 0), ("Garage Roy", 1)] {
                try await test.write { db in
                    var company = try db.company(other.id)
                    company.legalName = name
                    company.refold()
                    try db.update(company, in: .company)
                }
                #expect(try await test.read { try duplicates.pairs(in: $0).found }.count == expected)
            }
            try await test.app.perform(ArchiveCompanies(ids: [one.id], archived: true), by: test.author(.rbde))
            #expect(try await test.read { try duplicates.pairs(in: $0).found }.isEmpty)
        }
    }
}

extension Comparing {
    /// The pairs of a base small enough to be compared at once.
    var found: [SuspectedPair] {
        switch self {
        case .ready(let pairs): pairs
        case .underWay: []
        }
    }
}

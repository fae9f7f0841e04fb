import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The inbox of requests` {
    @Test(arguments: engines) func `gives each request to the person that the rules name`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let teacher = try await test.addAccount(.teacher)
            let owner = try await test.browser(.rbde)
            let added = try await owner.post(
                "/demandes/aiguillage", [("filiere", "véhicules"), ("personne", teacher.id.rawValue)])
            #expect(added.status == .seeOther)
            let routed = try await test.addRequest()
            #expect(routed.state == .routed && routed.assigneeId == teacher.id)
            #expect(
                try await test.sentMails().contains {
                    $0.recipient == teacher.email && !$0.body.contains("élèves en mars")
                })
            let other = try await test.addRequest([("filiere", "Vente"), ("courriel", "b@exemple.fr")])
            #expect(other.state == .received && other.assigneeId == nil)

            // A teacher sees the requests given to them, and no other.
            let browser = try await test.browser(of: teacher)
            #expect(try await browser.get("/demandes/\(routed.id)").status == .ok)
            #expect(try await browser.get("/demandes/\(other.id)").status == .notFound)
            #expect(!(try await browser.get("/demandes?vue=ouvertes")).words.contains(other.number))
            #expect(try await browser.get("/demandes/delais").status == .forbidden)
            #expect(try await test.browser(.intendance).get("/demandes").status == .forbidden)
        }
    }

    @Test(arguments: engines) func `answers by mail with a template, and measures the promise`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let saved = try await owner.post(
                "/demandes/modeles",
                [("titre", "Accord"), ("texte", "Bonjour {contact}, merci pour {entreprise}."), ("version", "0")])
            #expect(saved.status == .seeOther)
            let request = try await test.addRequest()
            let template = try #require(try await test.read { try $0.answerTemplates() }.first)
            let page = try await owner.get("/demandes/\(request.id)?modele=\(template.id)")
            #expect(page.words.contains("Bonjour Andrea Inventé, merci pour Garage des Alizés."))
            // Three open days later the promise of two is broken.
            test.clock.advance(seconds: 3 * 86_400)
            let later = try await test.browser(.rbde)
            #expect(try await later.get("/demandes").words.contains("Promesse dépassée"))
            _ = try await later.post("/demandes/\(request.id)/messages", [("message", "Enfin !")])
            let mail = try #require(try await test.sentMails().last { $0.recipient == "andrea@exemple.fr" })
            #expect(mail.body.contains("Enfin !") && mail.body.contains("/demande/"))
            let board = try await later.get("/demandes/delais")
            #expect(board.words.contains("0 sur 1"))
            #expect(try await later.get("/demandes/\(request.id)").words.contains("Réponse tardive"))
        }
    }

    @Test(arguments: engines) func `hands a request over with its thread and its link`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            try await test.publishBureau()
            let other = try await test.addSchool()
            let sent = try await test.ask(test.visitor(), [("transmission", "1")])
            let path = try #require(sent.location).replacing("?recue=1", with: "")
            let request = try #require(try await test.requests().first)
            let owner = try await test.browser(.rbde)
            _ = try await owner.post("/demandes/\(request.id)/messages", [("message", "Note secrète"), ("note", "1")])
            _ = try await owner.post("/demandes/\(request.id)/messages", [("message", "Nous cherchons pour vous.")])
            let unknown = try await owner.post("/demandes/\(request.id)/transfert", [("uai", "0310001A")])
            #expect(unknown.status == .unprocessableContent)
            let moved = try await owner.post(
                "/demandes/\(request.id)/transfert", [("uai", other.uai), ("mot", "C’est chez vous.")])
            #expect(moved.status == .seeOther)
            #expect(try await test.requests().first?.state == .handedOver)
            let copies: [CompanyRequest] = try await test.write(in: other) { db in
                try db.rows("select company_request.* from \(db.table(.companyRequest))")
            }
            let copy = try #require(copies.first)
            #expect(copies.count == 1 && copy.state == .received && copy.source == .transfer)
            let there = try await test.browser(.rbde, in: other).get("/demandes/\(copy.id)")
            #expect(there.words.contains("Nous cherchons pour vous.") && there.words.contains("C’est chez vous."))
            #expect(!there.words.contains("Note secrète") && !there.words.contains("accordez-vous"))
            // The word to the colleague is not for the company.
            #expect(!(try await test.visitor().get(path).words.contains("C’est chez vous.")))
            // The company's link leads to the other bureau now.
            #expect(try await test.visitor().get(path).words.contains(other.name))
        }
    }

    @Test func `does not hand over what the company did not allow`() async throws {
        let test = try await TestApp.make()
        let other = try await test.addSchool()
        let request = try await test.addRequest()
        let refused = try await test.browser(.rbde).post("/demandes/\(request.id)/transfert", [("uai", other.uai)])
        #expect(refused.status == .unprocessableContent)
    }

    @Test(arguments: engines) func `tells that another bureau was asked the same, and reunites twins`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            try await test.publishBureau()
            try await test.publishBureau(in: other)
            _ = try await test.ask(test.visitor())
            _ = try await test.ask(test.visitor(), uai: other.uai, [("message", "La même chose ailleurs")])
            _ = try await test.ask(test.visitor(), [("message", "Je relance")])
            let requests = try await test.requests()
            let (first, second) = (try #require(requests.first), try #require(requests.last))
            #expect(requests.count == 2)
            let owner = try await test.browser(.rbde)
            let page = try await owner.get("/demandes/\(first.id)")
            #expect(page.words.contains(other.name) && page.words.contains("accordez-vous"))
            #expect(!page.words.contains("La même chose ailleurs"))
            let merged = try await owner.post("/demandes/\(second.id)/reunion", [("avec", first.id.rawValue)])
            #expect(merged.location == "/demandes/\(first.id)")
            #expect(try await owner.get("/demandes/\(first.id)").words.contains("Je relance"))
            #expect(try await test.requests().last?.outcome == .duplicate)
        }
    }

    @Test(arguments: engines) func `becomes a company, a contact, an exchange and places`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let request = try await test.addRequest()
            let owner = try await test.browser(.rbde)
            let fields = [("contact", "1"), ("echange", "1"), ("places", "2"), ("filiere", "Véhicules")]
            let made = try await owner.post("/demandes/\(request.id)/entreprise", fields)
            let company = try #require(try await test.companies().first)
            #expect(made.location == "/entreprises/\(company.id)" && company.origin == .incomingRequest)
            let page = try await owner.get("/entreprises/\(company.id)")
            for word in ["Andrea Inventé", request.number, "2 places"] { #expect(page.words.contains(word)) }
            // Twice does not make a second company of the same name in the same town.
            let twin = try await test.addRequest([("courriel", "c@exemple.fr")])
            let refused = try await owner.post("/demandes/\(twin.id)/entreprise", fields)
            #expect(refused.status == .unprocessableContent)
            let linked = try await owner.post(
                "/demandes/\(twin.id)/entreprise", fields + [("entreprise", company.id.rawValue)])
            #expect(linked.status == .seeOther)
            #expect(try await test.companies().count == 1)
        }
    }

    @Test func `closes with a reason and opens again`() async throws {
        let test = try await TestApp.make()
        let request = try await test.addRequest()
        let owner = try await test.browser(.cfp)
        let path = "/demandes/\(request.id)/issue"
        #expect(try await owner.post(path, [("geste", "classer")]).status == .unprocessableContent)
        _ = try await owner.post(path, [("geste", "classer"), ("motif", "sans_reponse")])
        #expect(try await test.requests().first?.state == .dropped)
        #expect(try await owner.post(path, [("geste", "satisfaire")]).status == .unprocessableContent)
        _ = try await owner.post(path, [("geste", "rouvrir")])
        #expect(try await test.requests().first?.state == .running)
    }
}

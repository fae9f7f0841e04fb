import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Why companies refuse` {
    @Test(arguments: engines) func `is noted with the call and counted for the year`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let company = try await test.addCompany("Garage des Alizés")
            #expect(try await browser.get("/appel?entreprise=\(company.id)").words.contains("Si elle refuse, pourquoi"))
            for (reason, note) in [("pas_de_tuteur", ""), ("pas_de_tuteur", "Rappeler à la rentrée"), ("distance", "")]
            {
                let noted = try await browser.post(
                    "/appel", [("entreprise", company.id.rawValue), ("motif", reason), ("note", note)])
                #expect(noted.status == .seeOther)
            }
            let exchanges = try await test.read { try $0.interactions(of: company.id) }
            #expect(exchanges.allSatisfy { $0.outcome == .refused })
            #expect(exchanges.contains { $0.note == "Pas de tuteur. Rappeler à la rentrée" })
            let page = try await browser.get("/entreprises/indicateurs")
            #expect(page.words.contains("Pourquoi elles refusent") && page.words.contains("2 sur 3"))
        }
    }

    @Test func `does not go with an agreement`() async throws {
        let test = try await TestApp.make()
        let company = try await test.addCompany("Garage des Alizés")
        let answer = try await test.browser(.rbde).post(
            "/appel", [("entreprise", company.id.rawValue), ("suite_donnee", "accord"), ("motif", "distance")])
        #expect(answer.status == .unprocessableContent && answer.words.contains("va avec un refus"))
    }

    @Test(arguments: engines) func `and how solid a link is, part by part`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let company = try await test.addCompany("Garage des Alizés")
            #expect(try await browser.get("/entreprises/\(company.id)").words.contains("Solidité du lien") == false)
            _ = try await browser.post("/appel", [("entreprise", company.id.rawValue), ("note", "Bonjour")])
            let page = try await browser.get("/entreprises/\(company.id)").words
            // A recent exchange, nothing late; one person only, no place, no learner.
            #expect(page.contains("Solidité du lien : 2 sur 5") && page.contains("1 personne"))
        }
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A partnership agreement` {
    private func prepare(_ test: TestApp, _ browser: TestBrowser, _ changes: [(String, String)] = []) async throws
        -> ID<Partnership>
    {
        let company = try await test.addCompany("Garage des Alizés")
        let usual = [
            ("entreprise", company.id.rawValue), ("objet", "Accueil en PFMP"), ("du", "01/09/2026"),
            ("au", "31/12/2026"), ("version", "0"),
        ]
        let made = try await browser.post(
            "/partenariats/nouveau", usual.filter { field in !changes.contains { $0.0 == field.0 } } + changes)
        return ID(try #require(made.location?.split(separator: "/").last.map(String.init)))
    }

    @Test(arguments: engines) func `lives from draft to renewal, with its commitments and its reviews`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let id = try await prepare(test, owner)
            let path = "/partenariats/\(id)"
            _ = try await owner.post(
                path + "/engagements",
                [("partie", "entreprise"), ("engagement", "accueil_PFMP"), ("prevu", "4"), ("annee", "2026")])
            let commitment = try #require(try await test.read { try $0.commitments(of: id) }.first)
            _ = try await owner.post(path + "/engagements/suivi", [("fait-\(commitment.id)", "3")])
            #expect(try await owner.get("/partenariats").words.contains("3 sur 4"))
            let wrong = try await owner.post(path + "/engagements/suivi", [("fait-\(commitment.id)", "-1")])
            #expect(wrong.status == .unprocessableContent)

            #expect(try await owner.post(path + "/etat", [("geste", "envoyer"), ("version", "1")]).status == .seeOther)
            let stale = try await owner.post(path + "/etat", [("geste", "reprendre"), ("version", "1")])
            #expect(stale.status == .conflict)
            _ = try await owner.post(path + "/etat", [("geste", "signature_entreprise"), ("version", "2")])
            let future = try await owner.post(
                path + "/etat", [("geste", "signature_lycee"), ("jour", "01/01/2027"), ("version", "3")])
            #expect(future.status == .unprocessableContent)
            _ = try await owner.post(path + "/etat", [("geste", "signature_lycee"), ("version", "3")])
            #expect(try await test.read { try $0.partnership(id) }.state == .active)

            // Within ninety days of its end, the job asks for a decision; after it, the agreement expires.
            let moved = try await test.app.perform(AgePartnerships(), by: test.author(.rbde))
            #expect(moved == 1)
            #expect(try await test.read { try $0.partnership(id) }.state == .toRenew)
            #expect(try await owner.get("/").words.contains("partenariat à renouveler"))
            let held = try await owner.post(
                path + "/bilans", [("tenu_le", "20/11/2026"), ("synthese", "Une bonne année")])
            #expect(held.status == .seeOther)
            #expect(try await test.read { try $0.partnership(id) }.reviewOn == LocalDate("2027-11-20"))
            for paper in ["/convention.pdf", "/bilan.pdf"] {
                let file = try await owner.get(path + paper)
                #expect(file.status == .ok && file.bytes.starts(with: Array("%PDF".utf8)))
            }
            test.clock.advance(seconds: 60 * 86_400)
            _ = try await test.app.perform(AgePartnerships(), by: test.author(.rbde))
            #expect(try await test.read { try $0.partnership(id) }.state == .expired)
        }
    }

    @Test(arguments: engines) func `goes on by itself when it says so`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.proviseur)
            let id = try await prepare(test, owner, [("tacite", "1")])
            for (move, version) in [("envoyer", "1"), ("signature_entreprise", "2"), ("signature_lycee", "3")] {
                _ = try await owner.post(
                    "/partenariats/\(id)/etat", [("geste", move), ("version", version)])
            }
            test.clock.advance(seconds: 60 * 86_400)
            _ = try await test.app.perform(AgePartnerships(), by: test.author(.rbde))
            let kept = try await test.read { try $0.partnership(id) }
            #expect(kept.state == .active && kept.endsOn == LocalDate("2027-12-31"))
        }
    }

    @Test func `is refused with an end before its start, and its signed dates stay`() async throws {
        let test = try await TestApp.make()
        let owner = try await test.browser(.rbde)
        let company = try await test.addCompany("Garage")
        let fields = [("entreprise", company.id.rawValue), ("objet", "Essai"), ("version", "0")]
        let wrong = try await owner.post(
            "/partenariats/nouveau", fields + [("du", "01/02/2027"), ("au", "01/01/2027")])
        #expect(wrong.status == .unprocessableContent && wrong.words.contains("vient avant le début"))
        let id = try await prepare(test, owner)
        _ = try await owner.post("/partenariats/\(id)/etat", [("geste", "envoyer"), ("version", "1")])
        let late = try await owner.post(
            "/partenariats/\(id)/modifier",
            [("objet", "Essai"), ("du", "01/09/2026"), ("au", "31/12/2030"), ("version", "2")])
        #expect(late.status == .unprocessableContent && late.words.contains("ne se modifient plus"))
    }

    @Test(arguments: Role.invitable) func `is for those who manage partnerships`(role: Role) async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(role)
        #expect((try await browser.get("/partenariats")).status == (role.may(.seeCompanies) ? .ok : .forbidden))
        let form = try await browser.get("/partenariats/nouveau")
        #expect(form.status == (role.may(.managePartnerships) ? .ok : .forbidden))
    }
}

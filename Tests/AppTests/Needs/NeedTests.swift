import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A need of a company` {
    private let fields = [
        ("origine", "Boulangerie des Essais"), ("public", "recrutement"), ("besoin", "Deux tourneurs"),
        ("nombre", "2"), ("horizon", "un_an"), ("rome", "d 1102"), ("filiere", "Boulangerie"),
        ("motif", "besoins_economiques_locaux"), ("version", "0"),
    ]

    private func add(_ browser: TestBrowser) async throws -> ID<SkillsNeed> {
        let made = try await browser.post("/besoins/nouveau", fields)
        return ID(try #require(made.location?.split(separator: "/").last.map(String.init)))
    }

    @Test(arguments: engines) func `goes to the CFP, who gives receipt of it`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.rbde)
            let id = try await add(owner)
            #expect(try await test.read { try $0.need(id) }.rome == "D1102")
            let account = try await test.addAccount(.cfp)
            // The CFP does not receive what nobody handed over.
            let cfp = try await test.browser(of: account)
            #expect(try await cfp.post("/besoins/\(id)/reception").status == .unprocessableContent)
            let handed = try await owner.post("/besoins/\(id)/transmission", [("personne", account.id.rawValue)])
            #expect(handed.status == .seeOther)
            #expect(
                try await test.sentMails().contains { $0.recipient == account.email && $0.body.contains("/besoins/") })
            #expect(try await owner.post("/besoins/\(id)/reception").status == .forbidden)
            #expect(try await cfp.get("/").words.contains("besoin à recevoir"))
            #expect(try await cfp.post("/besoins/\(id)/reception").status == .seeOther)
            let kept = try await test.read { try $0.need(id) }
            #expect(kept.receivedOn != nil && kept.receivedBy == "Camille ESSAI" && kept.stage == .received)
            let again = try await owner.post("/besoins/\(id)/transmission", [("personne", account.id.rawValue)])
            #expect(again.status == .unprocessableContent)
            let orion = try await cfp.post("/besoins/\(id)/suite", [("issue", "demande_orion")])
            #expect(orion.status == .unprocessableContent)
            _ = try await cfp.post(
                "/besoins/\(id)/suite", [("issue", "formation_montee"), ("reponse", "Stage en mars")])
            #expect(try await test.read { try $0.need(id) }.stage == .settled)
            #expect(try await owner.get("/besoins/export.csv").text.contains("D1102"))
        }
    }

    @Test func `is refused without a description, and with a code that is none`() async throws {
        let test = try await TestApp.make()
        let owner = try await test.browser(.teacher)
        let answer = try await owner.post(
            "/besoins/nouveau", [("origine", "Garage"), ("rome", "Z99"), ("nombre", "0"), ("version", "0")])
        #expect(answer.status == .unprocessableContent)
        for word in ["Décrivez", "code ROME", "nombre entier"] { #expect(answer.words.contains(word), "\(word)") }
        let nobody = try await owner.post("/besoins/nouveau", [("besoin", "Souder"), ("version", "0")])
        #expect(nobody.status == .unprocessableContent)
    }

    @Test(arguments: engines) func `is evidence in the file of its stream, in the order of ORION`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let owner = try await test.browser(.ddfpt)
            _ = try await add(owner)
            let made = try await owner.post(
                "/besoins/dossiers/nouveau",
                [
                    ("filiere", "Boulangerie"), ("type", "ouverture_nette"), ("rentree", "2027"),
                    ("motifs", "besoins_economiques_locaux"), ("motifs", "metiers_2030"), ("partenaire1", "Moulin"),
                    ("cout_equipement", "12 500,50"), ("version", "0"),
                ])
            let path = try #require(made.location)
            let page = try await owner.get(path)
            for word in ["Deux tourneurs", "2 personnes en tout", "Métiers 2030"] {
                #expect(page.words.contains(word), "\(word)")
            }
            let csv = try await owner.get(path + "/orion.csv").text
            let header = try #require(csv.split(whereSeparator: \.isNewline).first)
            let order = ["uai", "cfd", "typeDemande", "motif", "partenaireEconomique1", "nomCmq", "amiCma"]
            let places = order.compactMap { header.range(of: $0)?.lowerBound }
            #expect(places.count == order.count && places == places.sorted())
            #expect(csv.contains("12500,50"))
            #expect(try await owner.get(path + "/dossier.pdf").bytes.starts(with: Array("%PDF".utf8)))
            let wrong = try await owner.post(
                "/besoins/dossiers/nouveau",
                [("filiere", "X"), ("cfd", "123"), ("cout_travaux", "-5"), ("version", "0")])
            #expect(wrong.status == .unprocessableContent)
        }
    }
}

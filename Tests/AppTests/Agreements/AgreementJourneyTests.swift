import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

@Suite struct `The life of an agreement` {
    @Test(arguments: engines) func `goes from the placement to the last of five signatures`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (sample, browser, page) = try await placed(test, minor: true)
            #expect(try await browser.post(page + "/envoi").status == .seeOther)
            for party in ["ORG_ACCUEIL", "TUTEUR", "REP_LEGAL", "ENSEIGNANT_REFERENT"] {
                let answer = try await browser.post(
                    page + "/signatures", [("partie", party), ("signe_le", "2026-11-22")])
                #expect(answer.status == .seeOther)
            }
            #expect(try await browser.get("/conventions?etat=chef").words.contains("FICTIF Noémie"))
            _ = try await browser.post(page + "/signatures", [("partie", "CHEF_ETAB"), ("signe_le", "2026-11-23")])
            let signed = try await browser.get(page)
            #expect(signed.words.contains("5 sur 5"))
            let board = try await browser.get("/pfmp/\(sample.period)?etat=signees")
            #expect(board.words.contains("FICTIF Noémie"))
        }
    }

    @Test func `awaits the legal representative of a minor, not the minor`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await placed(test, minor: true)
            _ = try await browser.post(page + "/envoi")
            for party in ["ORG_ACCUEIL", "TUTEUR", "ELEVE", "ENSEIGNANT_REFERENT", "CHEF_ETAB"] {
                _ = try await browser.post(page + "/signatures", [("partie", party), ("signe_le", "2026-11-22")])
            }
            #expect(try await browser.get(page).words.contains("4 sur 5"))
        }
    }

    @Test func `is not sent while a mandatory mention is missing`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await placed(test, minor: false, ["activites": ""])
            let answer = try await browser.post(page + "/envoi")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("les activités confiées manquent"))
            #expect(try await browser.post(page + "/documents").status == .unprocessableContent)
            #expect(try await browser.get(page + "/projet.pdf").bytes.starts(with: Array("%PDF".utf8)))
        }
    }

    @Test(arguments: [("2026-11-30", "pas encore arrivé"), ("", "jour de la signature")])
    func `refuses a signature dated wrongly`(day: String, sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await placed(test, minor: false)
            _ = try await browser.post(page + "/envoi")
            let answer = try await browser.post(page + "/signatures", [("partie", "TUTEUR"), ("signe_le", day)])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
        }
    }

    @Test func `fixes the terms once it is sent`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser, page) = try await placed(test, minor: false)
            _ = try await browser.post(page + "/envoi")
            let placement = try await test.read { try $0.agreement(ID(page.replacing("/conventions/", with: ""))) }
                .placementId
            let answer = try await browser.post("/placements/\(placement)", sample.form(["version": "1"]))
            #expect(answer.status == .unprocessableContent)
            #expect(try await browser.post(page + "/reprise").status == .seeOther)
            let edited = try await browser.post("/placements/\(placement)", sample.form(["version": "1"]))
            #expect(edited.status == .seeOther)
        }
    }

    @Test func `may be cancelled with a reason, and the learner placed again under the next number`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser, page) = try await placed(test, minor: false)
            #expect(try await browser.post(page + "/annulation").status == .unprocessableContent)
            #expect(try await browser.post(page + "/annulation", [("motif", "Fermeture")]).status == .seeOther)
            #expect(try await browser.get(page).words.contains("Annulée : Fermeture"))
            let again = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            #expect(try await browser.follow(again).words.contains("2026-00002"))
        }
    }

    @Test func `takes a signature noted by mistake away`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await placed(test, minor: false)
            _ = try await browser.post(page + "/envoi")
            _ = try await browser.post(page + "/signatures", [("partie", "TUTEUR"), ("signe_le", "2026-11-22")])
            #expect(try await browser.get(page).words.contains("1 sur 5"))
            _ = try await browser.post(page + "/signatures/TUTEUR/retrait")
            #expect(try await browser.get(page).words.contains("0 sur 5"))
        }
    }

    @Test func `begins and ends with the calendar`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser, page) = try await placed(test, minor: false)
            _ = try await browser.post(page + "/envoi")
            for party in ["ORG_ACCUEIL", "TUTEUR", "ELEVE", "ENSEIGNANT_REFERENT", "CHEF_ETAB"] {
                _ = try await browser.post(page + "/signatures", [("partie", party), ("signe_le", "2026-11-22")])
            }
            let id = ID<Agreement>(page.replacing("/conventions/", with: ""))
            test.clock.advance(seconds: 15 * 86_400)
            _ = try await test.app.perform(AdvanceAgreements(), by: test.author(.rbde, .proviseur))
            #expect(try await test.read { try $0.agreement(id) }.state == .running)
            test.clock.advance(seconds: 15 * 86_400)
            _ = try await test.app.perform(AdvanceAgreements(), by: test.author(.rbde, .proviseur))
            #expect(try await test.read { try $0.agreement(id) }.state == .ended)
        }
    }

    /// A learner placed by the bureau, with the browser of the bureau and the address of the agreement.
    func placed(
        _ test: TestApp, minor: Bool, _ changes: KeyValuePairs<String, String> = [:]
    ) async throws -> (ClassSample, TestBrowser, String) {
        try await test.insureSchool()
        let sample = try await test.addClass()
        let browser = try await test.browser(.rbde)
        let learner = minor ? sample.minor : sample.adult
        let answer = try await browser.post("/pfmp/\(sample.period)/placer/\(learner)", sample.form(changes))
        return (sample, browser, try #require(answer.location))
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The periods of the end-of-terminale path` {
    private static let campaign = [
        ("nom", "Parcours 2027"), ("du", "2027-03-08"), ("au", "2027-03-19"), ("limite", "2027-01-22"),
        ("version", "0"),
        ("option-1", "Deux semaines de PFMP"), ("cle-1", "insertion"), ("entreprise-1", "1"),
        ("option-2", "Préparation aux études"), ("cle-2", "poursuite"),
    ]

    /// A class of terminale: the minor chose to go, the adult to stay.
    private func choose(_ test: TestApp) async throws -> (ClassSample, TestBrowser) {
        let sample = try await test.addClass()
        _ = try await test.write { db in
            try db.change(.schoolClass, set: "mef = \("24731212330")", where: "id = \(sample.classId)")
        }
        let browser = try await test.browser(.ddfpt)
        #expect(try await browser.post("/parcours/campagne", Self.campaign).status == .seeOther)
        _ = try await browser.post("/parcours/eleves/\(sample.minor)/choix", [("parcours", "insertion")])
        _ = try await browser.post("/parcours/eleves/\(sample.adult)/choix", [("parcours", "poursuite")])
        return (sample, browser)
    }

    private func group(_ page: TestAnswer) throws -> String {
        try #require(page.text.firstMatch(of: #/name="groupe-0" value="([^"]+)"/#).map { String($0.1) })
    }

    @Test(arguments: engines) func `are proposed from the choices and concern those who go`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (sample, browser) = try await choose(test)
            #expect(try await browser.get("/parcours").words.contains("Créer les périodes (1)"))
            let proposed = try await browser.get("/parcours/periodes")
            #expect(proposed.words.contains("FICTIF Noémie") && !proposed.words.contains("INVENTÉ"))
            #expect(proposed.text.contains("value=\"2027-03-08\""))
            let form = [
                ("groupe-0", try group(proposed)), ("creer-0", "1"), ("du-0", "2027-03-09"), ("au-0", "2027-03-19"),
            ]
            let made = try await browser.post("/parcours/periodes", form)
            #expect(try await browser.follow(made).words.contains("1 élève inscrit dans sa période"))
            let found = try await test.read { try $0.periods(of: sample.classId) }.first(where: \.pathway)
            let period = try #require(found)
            #expect(!period.certifying && period.startsOn == LocalDate("2027-03-09"))
            let board = try await browser.get("/pfmp/\(period.id)").words
            #expect(board.contains("FICTIF Noémie") && !board.contains("INVENTÉ"))
            let year = try #require(try await test.read { try $0.periods(year: 2026) }.first { $0.id == period.id })
            #expect(year.learnerCount == 1 && year.missing == 1)
            #expect(try await browser.get("/parcours/eleves/\(sample.minor)").words.contains("Sa période"))
            // The same form again changes nothing: everybody is in.
            #expect(try await browser.get("/parcours/periodes").words.contains("Tous les choix ont leur période"))

            let dates: KeyValuePairs = ["du": "2027-03-09", "au": "2027-03-19"]
            let stranger = try await browser.post("/pfmp/\(period.id)/placer/\(sample.adult)", sample.form(dates))
            #expect(stranger.status == .unprocessableContent && stranger.words.contains("n’a pas choisi cette période"))
            let placed = try await browser.post("/pfmp/\(period.id)/placer/\(sample.minor)", sample.form(dates))
            #expect(placed.status == .seeOther)
        }
    }

    @Test func `follow a choice that changes, until somebody has a host`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser) = try await choose(test)
            let form = [
                ("groupe-0", try group(try await browser.get("/parcours/periodes"))), ("creer-0", "1"),
                ("du-0", "2027-03-08"), ("au-0", "2027-03-19"),
            ]
            _ = try await browser.post("/parcours/periodes", form)
            _ = try await browser.post(
                "/parcours/eleves/\(sample.minor)/changement",
                [("parcours", "poursuite"), ("motif", "Dossier pour un BTS")])
            let choice = try #require(
                try await test.read { db in
                    try db.campaign(year: 2026).flatMap { try db.pathwayChoice(of: sample.minor, in: $0.id) }
                })
            let change = try #require(try await test.read { try $0.pathwayChanges(of: choice.id) }.first)
            _ = try await browser.post("/parcours/changements/\(change.id)", [("reponse", "acceptee")])
            let page = try await browser.get("/parcours/periodes")
            #expect(page.words.contains("1 élève a changé de choix"))
            _ = try await browser.post("/parcours/periodes", [("retirer", "1")])
            let periods = try await test.read { db in
                try db.campaign(year: 2026).map { try db.pathwayPeriods(of: sample.minor, in: $0.id) }
            }
            #expect(periods?.isEmpty == true)
        }
    }

    @Test(arguments: [
        ("2026-12-10", "2026-12-20", "est déjà en"), ("2027-03-19", "2027-03-08", "doit suivre"),
        ("2028-03-08", "2028-03-19", "sortent de l’année"), ("", "2027-03-19", "premier jour"),
    ])
    func `refuse dates that cannot be`(start: String, end: String, sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (_, browser) = try await choose(test)
            let key = try group(try await browser.get("/parcours/periodes"))
            let answer = try await browser.post(
                "/parcours/periodes", [("groupe-0", key), ("creer-0", "1"), ("du-0", start), ("au-0", end)])
            #expect(answer.status == .unprocessableContent && answer.words.contains(sentence))
            #expect(answer.text.contains("aria-invalid"))
            #expect(try await browser.post("/parcours/periodes").words.contains("Cochez au moins une classe"))
            #expect(try await test.browser(.cpe).get("/parcours/periodes").status == .forbidden)
        }
    }
}

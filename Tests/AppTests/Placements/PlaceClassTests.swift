import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

@Suite struct `Placing a whole class` {
    private func fields(_ lines: [(ID<Learner>, String, String)]) -> [(String, String)] {
        lines.flatMap { [("hote_\($0.0)", $0.1), ("tuteur_\($0.0)", $0.2)] }
    }

    @Test(arguments: engines) func `saves each line that is right, by the names people type`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let board = try await browser.get("/pfmp/\(sample.period)")
            #expect(board.text.contains("href=\"/pfmp/\(sample.period)/placer\""))
            let page = try await browser.get("/pfmp/\(sample.period)/placer")
            #expect(page.words.contains("FICTIF Noémie") && page.words.contains("INVENTÉ Marco"))
            #expect(!page.words.contains("CONTRAT"))
            let answer = try await browser.post(
                "/pfmp/\(sample.period)/placer",
                fields([
                    (sample.minor, "Garage des Quatre-Vents, TOULOUSE", "DELORME Étienne"),
                    (sample.adult, "garage quatre vents", "Nadia INCONNUE"),
                ]))
            #expect(answer.status == .seeOther)
            let after = try await browser.follow(answer)
            #expect(after.words.contains("2 élèves placés"))
            #expect(after.words.contains("DELORME") && after.words.contains("INCONNUE"))
            #expect(!after.words.contains("Sans lieu"))
        }
    }

    @Test func `keeps what was typed beside what is wrong, and saves the rest`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                "/pfmp/\(sample.period)/placer",
                fields([
                    (sample.minor, "Garage des Quatre-Vents", ""), (sample.adult, "Maison Nulle Part", "ABSENT Luc"),
                ]))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("1 élève placé"))
            #expect(answer.words.contains("Aucune entreprise ne répond"))
            #expect(answer.field("hote_\(sample.adult)") == "Maison Nulle Part")
            #expect(answer.field("tuteur_\(sample.adult)") == "ABSENT Luc")
            #expect(!answer.text.contains("hote_\(sample.minor)"))
        }
    }

    @Test func `asks which company is meant, and what a tutor alone is for`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            try await test.write { db in
                try db.insert(
                    Company(
                        id: db.newID(), legalName: "Garage du Port", address: PostalAddress(city: "SÈTE")),
                    into: .company)
            }
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(sample.period)/placer"
            let vague = try await browser.post(path, fields([(sample.adult, "garage", "")]))
            #expect(vague.words.contains("Plusieurs entreprises répondent"))
            #expect(vague.words.contains("Garage du Port, SÈTE"))
            let alone = try await browser.post(path, fields([(sample.adult, "", "DELORME")]))
            #expect(alone.status == .unprocessableContent && alone.words.contains("Indiquez l’entreprise de ce tuteur"))
            #expect(alone.field("tuteur_\(sample.adult)") == "DELORME")
            let nothing = try await browser.post(path, fields([(sample.adult, "", "")]))
            #expect(nothing.words.contains("Indiquez au moins une entreprise"))
        }
    }

    @Test func `refuses a learner of another class on their line`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let answer = try await browser.post(
                "/pfmp/\(sample.period)/placer", fields([(sample.adult, "Garage des Quatre-Vents", "")]))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Une autre convention couvre déjà ces jours"))
        }
    }

    @Test(arguments: [
        ("DELORME Étienne", "DELORME", "Étienne"), ("Étienne DELORME", "DELORME", "Étienne"),
        ("Étienne Delorme", "Delorme", "Étienne"), ("Delorme", "Delorme", ""),
        ("DE LA TOUR Anne", "DE LA TOUR", "Anne"),
    ])
    func `tells family names from first names`(typed: String, family: String, first: String) {
        let name = HostPerson.split(typed)
        #expect(name.family == family && name.first == first)
    }
}

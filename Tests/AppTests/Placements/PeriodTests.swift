import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Planning periods` {
    @Test(arguments: engines) func `makes one period for each class ticked`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.ddfpt)
            let answer = try await browser.post(
                "/pfmp/nouvelle",
                [("classe", sample.classId.rawValue), ("du", "2027-03-01"), ("au", "2027-03-26"), ("certifiante", "1")])
            #expect(answer.status == .seeOther)
            let board = try await browser.follow(answer)
            #expect(board.words.contains("TMRC, PFMP n° 2"))
            #expect(board.words.contains("4 semaines"))
            // Everybody is there without a placement (F46), and the apprentice is told apart.
            #expect(board.words.contains("FICTIF Noémie"))
            #expect(board.words.contains("Apprenti"))
        }
    }

    @Test(
        arguments: [
            ("2026-12-10", "2027-01-08", "est déjà en"), ("2027-03-26", "2027-03-01", "doit suivre"),
            ("2027-08-20", "2027-09-10", "sortent de l’année scolaire"), ("", "2027-03-01", "premier jour"),
        ])
    func `refuses dates that cannot be`(start: String, end: String, sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.ddfpt).post(
                "/pfmp/nouvelle",
                [("classe", sample.classId.rawValue), ("du", start), ("au", end), ("intitule", "Gardé")])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.field("intitule") == "Gardé")
        }
    }

    @Test func `keeps a period in which somebody was placed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let answer = try await browser.post("/pfmp/\(sample.period)/suppression")
            #expect(answer.status == .unprocessableContent)
            #expect(try await browser.get("/pfmp/\(sample.period)").status == .ok)
        }
    }

    @Test func `warns of holidays inside a period`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                "/pfmp/nouvelle", [("classe", sample.classId.rawValue), ("du", "2027-05-03"), ("au", "2027-05-21")])
            #expect(try await browser.follow(answer).words.contains("Jours fériés dans la période"))
        }
    }
}

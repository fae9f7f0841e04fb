import Domain
import Testing

@testable import App

@Suite struct `A change of class that cuts a PFMP` {
    private func move(_ learner: ID<Learner>, in test: TestApp) async throws {
        try await test.write { db in
            let other = SchoolClass(id: db.newID(), schoolYear: 2026, code: "2ASSP", label: "2de Accompagnement")
            try db.insert(other, into: .schoolClass)
            try db.enrol(learner, in: other.id, year: 2026, on: try #require(LocalDate("2026-11-23")))
        }
    }

    @Test(arguments: engines) func `is said on the agreement, on the learner's page, on the board and at home`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let placed = try await test.app.perform(
                PlaceLearner(period: sample.period, learner: sample.adult, form: try sample.typed()),
                by: test.author(.rbde))
            try await move(sample.adult, in: test)
            let browser = try await test.browser(.rbde)
            let agreement = try await browser.get("/conventions/\(placed.agreement)")
            #expect(agreement.words.contains("Changement de classe pendant une PFMP"))
            #expect(agreement.words.contains("l’élève est en 2ASSP depuis le 23 novembre"))
            let learner = try await browser.get("/apprenants/\(sample.adult)")
            #expect(learner.words.contains("PFMP n° 1 de TMRC"))
            let board = try await browser.get("/pfmp/\(sample.period)")
            #expect(board.words.contains("a quitté la classe"))
            #expect(try await browser.get("/").words.contains("a changé de classe"))
        }
    }

    @Test func `leaves no form for a period of the class that was left`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            try await move(sample.adult, in: test)
            let browser = try await test.browser(.rbde)
            let page = try await browser.get(
                "/pfmp/\(sample.period)/placer/\(sample.adult)?entreprise=\(sample.company)")
            #expect(page.words.contains("n’est pas dans la classe qui part"))
            #expect(!page.text.contains("id=\"placement\""))
        }
    }

    @Test func `says nothing of someone who stays, nor of a period that is over`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            _ = try await test.app.perform(
                PlaceLearner(period: sample.period, learner: sample.adult, form: try sample.typed()),
                by: test.author(.rbde))
            let (today, late) = try (#require(LocalDate("2026-11-23")), #require(LocalDate("2026-12-19")))
            #expect(try await test.read { try $0.cutPlacements(year: 2026, today: today) }.isEmpty)
            try await move(sample.adult, in: test)
            #expect(try await test.read { try $0.cutPlacements(year: 2026, today: late) }.isEmpty)
        }
    }
}

import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Planning a catch-up` {
    private func form(_ sample: ClassSample, _ changes: KeyValuePairs<String, String> = [:]) -> [(String, String)] {
        var values = FormValues([
            ("classe", sample.classId.rawValue), ("eleve", sample.minor.rawValue), ("cause", "L124-15"),
            ("motif", "Absence excusée"), ("jours", "4"), ("du", "2027-03-01"), ("au", "2027-03-05"),
        ])
        for (name, value) in changes { values.set(name, value) }
        return values.pairs.map { ($0.name, $0.value) }
    }

    @Test(arguments: engines) func `makes a period of the chosen learners, and of nobody else`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.ddfpt)
            let answer = try await browser.post("/rattrapages/nouveau", form(sample))
            #expect(answer.status == .seeOther)
            let board = try await browser.follow(answer).words
            #expect(board.contains("FICTIF Noémie") && !board.contains("INVENTÉ"))
            let line = try #require(
                try await test.read { try $0.periods(year: 2026) }.first { $0.kind == .catchUp })
            #expect(line.learnerCount == 1 && line.missing == 1)
            let list = try await browser.get("/rattrapages").words
            #expect(list.contains("FICTIF Noémie") && list.contains("4 jours"))
            let placed = try await browser.post(
                "/pfmp/\(line.id)/placer/\(sample.minor)", sample.form(["du": "2027-03-01", "au": "2027-03-05"]))
            #expect(placed.status == .seeOther)
            let other = try await browser.post(
                "/pfmp/\(line.id)/placer/\(sample.adult)", sample.form(["du": "2027-03-01", "au": "2027-03-05"]))
            #expect(other.status == .unprocessableContent && other.words.contains("Ce rattrapage ne concerne pas"))
        }
    }

    @Test func `may overlap the weeks of the class, and the class may be planned over it`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.ddfpt)
            _ = try await browser.post("/rattrapages/nouveau", form(sample))
            let period = [
                ("classe", sample.classId.rawValue), ("du", "2027-03-01"), ("au", "2027-03-26"), ("certifiante", "1"),
            ]
            #expect(try await browser.post("/pfmp/nouvelle", period).status == .seeOther)
        }
    }

    @Test(
        arguments: [
            (["cause": ""], "Indiquez la cause"), (["motif": ""], "Écrivez le motif"),
            (["jours": "0"], "entre 1 et 200"),
            (["jours": ""], "nombre de jours manqués"), (["eleve": ""], "Choisissez un élève"),
            (["au": "2027-02-26"], "doit suivre le premier"),
            (["du": "2028-03-01", "au": "2028-03-03"], "sortent de l’année"),
            (["du": "2026-12-21", "au": "2026-12-24"], "notez la date de l’accord de la famille"),
        ] as [([String: String], String)])
    func `refuses what cannot be`(changes: [String: String], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            var values = FormValues(form(sample))
            for (name, value) in changes { values.set(name, value) }
            let answer = try await test.browser(.ddfpt).post(
                "/rattrapages/nouveau", values.pairs.map { ($0.name, $0.value) })
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.field("motif") == values["motif"])
        }
    }

    @Test func `in the holidays takes the agreement of the family and of the head`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.ddfpt).post(
                "/rattrapages/nouveau",
                form(
                    sample,
                    ["du": "2026-12-21", "au": "2026-12-24", "famille": "2026-11-20", "direction": "2026-11-20"]))
            #expect(answer.status == .seeOther)
        }
    }

    @Test func `is for those who plan`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            #expect(try await teacher.post("/rattrapages/nouveau", form(sample)).status == .forbidden)
        }
    }
}

import Domain
import HTTPTypes
import Testing

@testable import App

@Suite struct `Noting an absence` {
    @Test(arguments: engines) func `takes the day from what was really done`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.referentTeacher, staff: stay.sample.teacher)
            let answer = try await browser.post(
                stay.path + "/absences", [("sorte", "absence"), ("du", "19/11/2026"), ("cause", "injustifiee")])
            #expect(answer.status == .seeOther)
            let page = try await browser.follow(answer).words
            #expect(page.contains("14 sur 15 jours"))
            #expect(page.contains("Absence le 19 novembre"))
            #expect(page.contains("1 jour"))
        }
    }

    @Test(
        arguments: [
            (["du": ""], "Indiquez le jour"), (["du": "2026-11-30", "au": "2026-11-26"], "doit suivre le premier"),
            (["du": "2026-12-07"], "Le placement va du"), (["du": "2026-11-22"], "pas attendu"),
            (["sorte": "retard", "du": "2026-11-18"], "durée du retard"), (["du": "32/11/2026"], "n’existe pas"),
            (["du": "2026-11-18", "cause": "grippe"], "Choisissez une valeur"),
        ] as [([String: String], String)])
    func `refuses what cannot be, and keeps what was typed`(changes: [String: String], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            var form = FormValues([("sorte", "absence"), ("du", "2026-11-18"), ("note", "Gardé")])
            for (name, value) in changes { form.set(name, value) }
            let answer = try await test.browser(.cpe).post(
                stay.path + "/absences", form.pairs.map { ($0.name, $0.value) })
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
            #expect(answer.field("note") == "Gardé")
        }
    }

    @Test func `is not written twice for the same day`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.cpe)
            _ = try await browser.post(stay.path + "/absences", [("du", "2026-11-18")])
            let second = try await browser.post(stay.path + "/absences", [("du", "2026-11-17"), ("au", "2026-11-19")])
            #expect(second.status == .unprocessableContent)
            #expect(try await test.absences(of: stay).count == 1)
        }
    }

    @Test(arguments: engines) func `is corrected when the cause is known, unless somebody did meanwhile`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.cpe)
            _ = try await browser.post(stay.path + "/absences", [("du", "2026-11-18")])
            let id = try #require(try await test.absences(of: stay).first).id
            let change = [("du", "2026-11-18"), ("cause", "L124_15"), ("evaluees", "oui"), ("justificatif", "1")]
            let done = try await browser.post("/absences/\(id)", change + [("version", "1")])
            #expect(done.status == .seeOther)
            let stale = try await browser.post("/absences/\(id)", change + [("version", "1")])
            #expect(stale.status == .conflict)
            let absence = try #require(try await test.absences(of: stay).first)
            #expect(absence.proofSeen && absence.assessed == true && absence.version == 2)
            #expect(try await browser.post("/absences/\(id)/retrait").status == .seeOther)
            #expect(try await test.absences(of: stay).isEmpty)
        }
    }

    @Test func `is for those who follow the learner`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let form = [("du", "2026-11-18")]
            let stranger = try await test.browser(.teacher, staff: stay.sample.stranger)
            #expect(try await stranger.post(stay.path + "/absences", form).status == .notFound)
            #expect(try await stranger.get(stay.page).status == .notFound)
            for role in [Role.intendance, .cfp] {
                let browser = try await test.browser(role)
                #expect(try await browser.post(stay.path + "/absences", form).status == .forbidden)
                #expect(try await browser.get(stay.page).status == .forbidden)
            }
            let teacher = try await test.browser(.teacher, staff: stay.sample.teacher)
            #expect(try await teacher.get(stay.page).status == .ok)
        }
    }

    @Test func `prints the week for the host`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.rbde)
            for path in [
                stay.path + "/presence.pdf", "/pfmp/\(stay.sample.period)/presence.pdf", stay.path + "/fiche-appel.pdf",
            ] {
                let answer = try await browser.get(path)
                #expect(answer.status == .ok)
                #expect(answer.bytes.starts(with: Array("%PDF".utf8)))
            }
        }
    }
}

@Suite struct `One tap` {
    @Test(arguments: engines) func `notes a call, a visit and who is there`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.referentTeacher, staff: stay.sample.teacher)
            for gesture in ["appel", "visite", "absent"] {
                #expect(try await browser.post(stay.path + "/note", [("geste", gesture)]).status == .seeOther)
            }
            let page = try await browser.get(stay.page).words
            #expect(page.contains("Appel") && page.contains("Visite sur place") && page.contains("Absent aujourd’hui"))
            // A second answer of the day replaces the first.
            _ = try await browser.post(stay.path + "/note", [("geste", "present")])
            #expect(try await test.absences(of: stay).isEmpty)
            #expect(try await browser.post(stay.path + "/note", [("geste", "autre")]).status == .badRequest)
        }
    }

    @Test func `is refused outside the placement`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay(from: "2026-12-07", to: "2026-12-18")
            let answer = try await test.browser(.rbde).post(stay.path + "/note", [("geste", "absent")])
            #expect(answer.status == .unprocessableContent)
        }
    }
}

import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

@Suite struct `Tours of visits` {
    /// Two learners at one company, a third elsewhere, all followed by one teacher.
    private func placed(_ test: TestApp) async throws -> ProposalSample {
        let places = try await test.addPlaces(near: 2, far: 0)
        let browser = try await test.browser(.rbde)
        for learner in [places.sample.minor, places.sample.adult] {
            _ = try await browser.post("/pfmp/\(places.sample.period)/placer/\(learner)", places.sample.form())
        }
        return places
    }

    @Test(arguments: engines) func `go into free half-days, at the hours of the learner, one company once`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await placed(test).sample
            let browser = try await test.browser(.rbde)
            let list = try await browser.get("/tournees")
            #expect(list.words.contains("SANTINI Nadia"))
            let path = "/tournees/\(sample.teacher)"
            let first = try await browser.get(path)
            #expect(first.words.contains("toutes les demi-journées sont supposées libres"))
            let kept = try await browser.post(
                path + "/demi-journees", [("libre", "2-apres-midi"), ("libre", "9-matin")])
            let page = try await browser.follow(kept)
            #expect(page.words.contains("mardi 15 décembre") || page.words.contains("mardi 8 décembre"))
            #expect(page.words.contains("FICTIF Noémie") && page.words.contains("INVENTÉ Marco"))
            #expect(page.words.contains("1 demi-journée"))
            let planned = try await browser.post(path + "/planification")
            #expect(try await browser.follow(planned).words.contains("2 visites planifiées."))
            let diary = try await browser.get(path + "/tournees.ics")
            #expect(diary.text.contains("DTSTART:202612") && diary.text.contains("Garage des Quatre-Vents"))
            let sheet = try await browser.get(path + "/feuille-de-route.pdf")
            #expect(sheet.bytes.starts(with: Array("%PDF".utf8)))
            #expect(try await browser.post(path + "/planification").status == .unprocessableContent)
        }
    }

    @Test func `show a teacher their own and nobody else’s`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await placed(test).sample
            let own = try await test.browser(.referentTeacher, staff: sample.teacher)
            #expect(try await own.get("/tournees/\(sample.teacher)").status == .ok)
            #expect(try await own.get("/tournees").words.contains("SANTINI Nadia"))
            #expect(try await own.get("/tournees/\(sample.stranger)").status == .notFound)
            let other = try await test.browser(.referentTeacher, staff: sample.stranger)
            #expect(try await other.get("/tournees/\(sample.teacher)").status == .notFound)
            #expect(try await !other.get("/tournees").words.contains("SANTINI"))
            let refused = try await other.post("/tournees/\(sample.teacher)/planification")
            #expect(refused.status == .notFound)
        }
    }

    @Test func `ask for at least one half-day`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await placed(test).sample
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post("/tournees/\(sample.teacher)/demi-journees")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Cochez au moins une demi-journée"))
        }
    }
}

@Suite struct `Référents proposed over several classes` {
    @Test(arguments: engines) func `are accepted for those who are ticked`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 2, far: 0)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            for learner in [sample.minor, sample.adult] {
                _ = try await browser.post(
                    "/pfmp/\(sample.period)/placer/\(learner)", sample.form(["referent": ""]))
            }
            let path = "/propositions/referents?periode=\(sample.period)"
            let page = try await browser.get(path)
            #expect(page.words.contains("SANTINI Nadia") && page.words.contains("INVENTÉ Marco"))
            let boxes = page.text.split(separator: "name=\"suivi\" checked value=\"").dropFirst()
                .map { String($0.prefix { $0 != "\"" }) }
            #expect(boxes.count == 2)
            let answer = try await browser.post(
                "/propositions/referents", [("periode", sample.period.rawValue), ("suivi", boxes[0])])
            #expect(try await browser.follow(answer).words.contains("Référent affecté à 1 élève"))
            let none = try await browser.post("/propositions/referents", [("periode", sample.period.rawValue)])
            #expect(none.status == .unprocessableContent && none.words.contains("Cochez les élèves"))
            #expect(try await test.browser(.teacher).get(path).status == .forbidden)
        }
    }
}

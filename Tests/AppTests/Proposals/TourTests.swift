import Domain
import Foundation
import HTTPTypes
import Persistence
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

@Suite struct `Tours that are kept` {
    private func kept(_ test: TestApp, _ browser: TestBrowser) async throws -> (sample: ClassSample, path: String) {
        let places = try await test.addPlaces(near: 2, far: 0)
        for learner in [places.sample.minor, places.sample.adult] {
            _ = try await browser.post("/pfmp/\(places.sample.period)/placer/\(learner)", places.sample.form())
        }
        let answer = try await browser.post(
            "/tournees/\(places.sample.teacher)/planification", [("geste", "garder")])
        return (places.sample, try #require(answer.location))
    }

    @Test(arguments: engines) func `are opened again, compared, planned and undone as a whole`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let (sample, path) = try await kept(test, browser)
            let page = try await browser.get(path)
            #expect(page.words.contains("À planifier") && page.words.contains("FICTIF Noémie"))
            #expect(page.words.contains("fois la ligne droite, à 40 km/h"))
            #expect(try await browser.get("/tournees/\(sample.teacher)").words.contains("2 visites, 0 planifiée"))
            let planned = try await browser.post(path + "/planification", [("geste", "tout")])
            #expect(try await browser.follow(planned).words.contains("2 visites planifiées."))
            #expect(try await browser.get(path).words.contains("Planifiée"))
            let undone = try await browser.post(path + "/annulation")
            #expect(try await browser.follow(undone).words.contains("2 visites ne sont plus planifiées."))
            #expect(try await browser.post(path + "/annulation").status == .unprocessableContent)
            #expect(try await browser.post(path + "/suppression").status == .seeOther)
            #expect(try await browser.get(path).status == .notFound)
        }
    }

    @Test func `plan the half-days that are ticked, and say why a visit was not planned`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let (sample, path) = try await kept(test, browser)
            let none = try await browser.post(path + "/planification", [("geste", "cochees")])
            #expect(try await browser.follow(none).words.contains("Cochez d’abord"))
            // One of the two is planned otherwise meanwhile.
            let placement = try #require(
                try await test.read { db in
                    try db.rows(
                        "select placement.id from \(db.table(.placement)) where placement.learner_id = \(sample.adult)",
                        as: String.self)
                }.first)
            _ = try await browser.post(
                "/placements/\(placement)/contacts", [("moyen", "visite"), ("prevu_le", "2026-12-18")])
            let answer = try await browser.post(path + "/planification", [("geste", "tout")])
            let page = try await browser.follow(answer)
            let visits = try await test.read { db in try db.count("select count(*) from \(db.table(.followUp))") }
            #expect(visits == 2)
            #expect(page.words.contains("autrement : prévue le 18 décembre 2026"))
        }
    }
}

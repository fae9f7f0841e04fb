import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A proposal of référents` {
    /// Two learners placed together, without a référent or with the one who teaches them.
    private func placed(_ test: TestApp, _ browser: TestBrowser, referent: String = "") async throws -> ClassSample {
        let places = try await test.addPlaces(near: 2, far: 0)
        for learner in [places.sample.minor, places.sample.adult] {
            _ = try await browser.post(
                "/pfmp/\(places.sample.period)/placer/\(learner)", places.sample.form(["referent": referent]))
        }
        return places.sample
    }

    private func propose(_ sample: ClassSample, _ browser: TestBrowser) async throws -> String {
        let answer = try await browser.post("/repartitions", [("periode", sample.period.rawValue)])
        return try #require(answer.location)
    }

    private func referents(_ test: TestApp) async throws -> [String?] {
        try await test.read { db in
            let found: [Placement] = try db.rows(
                "select placement.* from \(db.table(.placement)) order by placement.id")
            return found.map(\.referentId?.rawValue)
        }
    }

    private func lines(_ path: String, _ test: TestApp) async throws -> [ReferentLine] {
        let id = ID<ReferentProposal>(path.split(separator: "/").last.map(String.init) ?? "")
        return try await test.read { try $0.lines(of: id) }
    }

    @Test(arguments: engines) func `is kept, accepted for those who are ticked, and undone as a whole`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let sample = try await placed(test, browser)
            let path = try await propose(sample, browser)
            let page = try await browser.get(path)
            for words in ["SANTINI Nadia", "INVENTÉ Marco", "dans la classe", "À affecter"] {
                #expect(page.words.contains(words), "\(words)")
            }
            #expect(page.bytes.count < 50_000)
            let first = try #require(try await lines(path, test).first)
            let answer = try await browser.post(path + "/suivis", [("ligne", first.id.rawValue)])
            #expect(try await browser.follow(answer).words.contains("Référent affecté à 1 élève"))
            #expect(try await referents(test).compactMap(\.self).count == 1)
            #expect(try await browser.get("/repartitions").words.contains("TMRC"))
            let undone = try await browser.post(path + "/annulation")
            #expect(try await browser.follow(undone).words.contains("Référent d’avant remis pour 1 élève"))
            #expect(try await referents(test).compactMap(\.self).isEmpty)
            #expect(try await browser.post(path + "/annulation").status == .unprocessableContent)
            #expect(try await browser.post(path + "/suppression").status == .seeOther)
            #expect(try await browser.get(path).status == .notFound)
        }
    }

    @Test(arguments: engines) func `replaces nobody before somebody says so`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.rbde)
            let sample = try await placed(test, browser)
            try await test.write { db in
                try db.change(
                    .placement, set: "referent_id = \(sample.stranger)", where: "learner_id = \(sample.adult)")
            }
            let path = try await propose(sample, browser)
            let id = ID<ReferentProposal>(path.split(separator: "/").last.map(String.init) ?? "")
            try await test.write { db in
                try db.change(.referentLine, set: "staff_id = \(sample.teacher)", where: "proposal_id = \(id)")
            }
            let asked = try await browser.post(path + "/suivis", [("geste", "tout")])
            #expect(asked.status == .ok && asked.words.contains("Remplacer des référents"))
            #expect(asked.words.contains("INVENTÉ Marco") && asked.words.contains("Affecter seulement"))
            #expect(try await referents(test).filter { $0 == sample.teacher.rawValue }.isEmpty)
            await #expect(throws: ReplacesReferents.self) {
                try await test.app.perform(
                    AcceptReferents(id: id, lines: [], replaces: false), by: test.author(.rbde))
            }
            let done = try await browser.post(path + "/suivis", [("geste", "tout"), ("remplacer", "1")])
            #expect(try await browser.follow(done).words.contains("Référent affecté à 2 élèves"))
            _ = try await browser.post(path + "/annulation")
            #expect(try await referents(test).compactMap(\.self) == [sample.stranger.rawValue])
        }
    }

    @Test func `keeps the choice of people while the rest is proposed anew`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let sample = try await placed(test, browser)
            let path = try await propose(sample, browser)
            let line = try #require(try await lines(path, test).first)
            let page = try await browser.get(path + "/suivis/\(line.id)")
            #expect(page.words.contains("Enseignants de la classe") || page.words.contains("SANTINI Nadia"))
            let staff = try #require(line.staffId)
            _ = try await browser.post(path + "/suivis", [("geste", "garder~\(line.id)~\(staff)")])
            _ = try await browser.post(path + "/reglages", ReferentSettings().values)
            let again = try #require(try await lines(path, test).first { $0.id == line.id })
            #expect(again.locked && again.staffId == staff && again.reason.contains("choisi par vous"))
            _ = try await browser.post(path + "/suivis", [("geste", "liberer~\(line.id)")])
            #expect(try await lines(path, test).allSatisfy { !$0.locked })
        }
    }

    @Test func `asks for lines, and is read in a spreadsheet by who may`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let sample = try await placed(test, browser)
            let path = try await propose(sample, browser)
            let none = try await browser.post(path + "/suivis")
            #expect(none.status == .unprocessableContent && none.words.contains("Cochez les élèves"))
            #expect(try await browser.get(path + "/referents.csv").text.contains("SANTINI"))
            #expect(try await browser.get(path + "/referents.xlsx").bytes.starts(with: [0x50, 0x4B]))
            #expect(try await browser.post("/repartitions").status == .unprocessableContent)
            #expect(try await test.browser(.teacher).get(path).status == .forbidden)
        }
    }
}

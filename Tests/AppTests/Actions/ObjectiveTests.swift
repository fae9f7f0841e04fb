import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The objective of an action` {
    @Test(arguments: engines) func `is chosen in the roadmap of the year, and shown on both sides`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let path = try await test.signedRoadmap()
            let root = try #require(try await test.read { try $0.objectiveChoices(year: 2026).first?.rootId })
            let id = try await test.addAction(sample, .talk)
            let office = try await test.browser(.rbde)
            let form = try await office.get("/actions/\(id)/modifier")
            #expect(form.words.contains("A3.3 Chaque élève a un lieu"))
            let fields = [
                ("genre", "intervention"), ("titre", "Une gérante raconte"), ("jour", "2026-12-01"), ("version", "1"),
            ]
            let foreign = try await office.post("/actions/\(id)/modifier", fields + [("objectif", "inconnu")])
            #expect(foreign.status == .unprocessableContent && foreign.words.contains("n’est pas dans la feuille"))
            let saved = try await office.post("/actions/\(id)/modifier", fields + [("objectif", root.rawValue)])
            #expect(saved.status == .seeOther)

            let page = try await office.get("/actions/\(id)")
            #expect(page.words.contains("Chaque élève a un lieu") && page.text.contains("#objectif-\(root)"))
            let roadmap = try await office.get(path)
            #expect(roadmap.words.contains("Une gérante raconte") && roadmap.text.contains("/actions/\(id)"))
            #expect(try await office.get("/actions?objectif=\(root)").words.contains("Une gérante raconte"))
            #expect(!(try await office.get("/actions?objectif=autre").words.contains("Une gérante raconte")))
            // Who reads no roadmap sees the words, not a link that would be refused.
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let seen = try await teacher.get("/actions/\(id)")
            #expect(seen.words.contains("Chaque élève a un lieu") && !seen.text.contains("#objectif-"))
        }
    }

    @Test(arguments: engines) func `makes the planned line advance once the action is held`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let path = try await test.signedRoadmap()
            let office = try await test.browser(.rbde)
            let root = try #require(try await test.read { try $0.objectiveChoices(year: 2026).first?.rootId })
            let made = try await office.post(
                "/actions/demande",
                [("genre", "visite"), ("classe", sample.classId.rawValue), ("objectif", root.rawValue)])
            let action = try #require(made.location)
            #expect(try await office.get(path).words.contains("0 enregistrée sur 1"))
            _ = try await test.write { db in
                try db.change(.action, set: "state = 'realisee', starts_on = '2026-11-20'", where: "true")
            }
            #expect(try await office.get(path).words.contains("1 enregistrée sur 1"))
            // A new version of the roadmap follows it.
            let roadmap = try #require(try await test.read { try $0.workingRoadmap(year: 2026) })
            let next = try #require(try await office.post("/feuille-de-route/\(roadmap.id)/version").location)
            #expect(try await office.get(next).words.contains("1 enregistrée sur 1"))
            // The same event of another year does not serve an objective that is not promised again.
            let copy = try #require(try await office.post(action + "/reprise").location)
            let copied = try await test.read { db in try db.action(ID(String(copy.dropFirst(9)))) }
            #expect(copied.objectiveId == root)
            let nextYear = try await test.read { try $0.objective(root, goingOnIn: 2027) }
            #expect(nextYear == nil)
        }
    }

    @Test(arguments: engines) func `that leaves its draft is no longer served by anything`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            let path = try #require(try await office.post("/feuille-de-route").location)
            _ = try await office.post(path + "/objectifs", [("mission", "A2.2"), ("libelle", "Sortir de la classe")])
            let root = try #require(try await test.read { try $0.objectiveChoices(year: 2026).first?.rootId })
            let made = try await office.post(
                "/actions/demande",
                [("genre", "visite"), ("classe", sample.classId.rawValue), ("objectif", root.rawValue)])
            let page = try #require(made.location)
            #expect(try await office.get(page).words.contains("Sortir de la classe"))
            _ = try await office.post("/objectifs/\(root)/suppression")
            #expect(!(try await office.get(page).words.contains("Sortir de la classe")))
        }
    }

    @Test func `is not chosen by a teacher who asks`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addClass()
        _ = try await test.signedRoadmap()
        let root = try #require(try await test.read { try $0.objectiveChoices(year: 2026).first?.rootId })
        let teacher = try await test.browser(.teacher, staff: sample.teacher)
        #expect(!(try await teacher.get("/actions/demande").words.contains("Objectif de la feuille")))
        let asked = try await teacher.post(
            "/actions/demande",
            [("genre", "visite"), ("classe", sample.classId.rawValue), ("objectif", root.rawValue)])
        #expect(asked.status == .seeOther)
        #expect(try await test.read { try $0.objectiveActions(year: 2026) }.isEmpty)
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The roadmap in the browser` {
    @Test(arguments: engines) func `is written, validated, signed and presented by whom it should`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let office = try await test.browser(.rbde)
            #expect(
                try await office.get("/feuille-de-route").words.contains("Aucune feuille de route pour cette année"))
            let path = try #require(try await office.post("/feuille-de-route").location)
            #expect(try await office.move(path, "soumettre", version: 1).words.contains("Écrivez un objectif au moins"))
            let added = try await office.post(
                path + "/objectifs",
                [
                    ("mission", "A3.3"), ("libelle", "Chaque élève a un lieu"), ("indicateur", "I3.1"),
                    ("depart", "80"),
                    ("cible", "95 %"), ("echeance", "15/06/2027"),
                ])
            #expect(added.status == .seeOther)
            _ = try await office.post(
                path + "/objectifs", [("mission", "A1.5"), ("libelle", "Écouter les entreprises")])
            let page = try await office.get(path)
            #expect(page.words.contains("Chaque élève a un lieu") && page.words.contains("Sans indicateur"))
            #expect(page.words.contains("1 objectif est sans indicateur"))

            // Nobody signs out of turn, and the office does not validate itself.
            #expect(try await office.move(path, "signer", version: 1).status == .unprocessableContent)
            #expect(try await office.move(path, "soumettre", version: 1).status == .seeOther)
            #expect(try await office.move(path, "valider", version: 2).status == .forbidden)
            let ddfpt = try await test.browser(.ddfpt)
            #expect(try await ddfpt.get("/").words.contains("Lire et valider"))
            #expect(try await ddfpt.move(path, "renvoyer", version: 2).words.contains("Écrivez ce qui est à reprendre"))
            #expect(try await ddfpt.move(path, "valider", version: 2).status == .seeOther)
            #expect(try await ddfpt.move(path, "signer", version: 3).status == .forbidden)
            let deputy = try await test.browser(.adjoint)
            #expect(try await deputy.move(path, "signer", version: 3).status == .forbidden)
            let head = try await test.browser(.proviseur)
            #expect(try await head.get("/").words.contains("Lire et signer"))
            #expect(try await head.move(path, "signer", version: 3).status == .seeOther)
            let late = try await head.post(
                path + "/etat", [("geste", "presenter"), ("version", "4"), ("le", "2026-12-24")])
            #expect(late.words.contains("n’est pas encore arrivé"))
            #expect(
                try await head.post(
                    path + "/etat",
                    [("geste", "presenter"), ("version", "4"), ("le", "2026-11-23"), ("reference", "26-14")]
                ).status == .seeOther)
            #expect(try await head.get(path).words.contains("26-14"))
            let paper = try await head.get(path + "/document.pdf")
            #expect(paper.bytes.starts(with: Array("%PDF".utf8)))
        }
    }

    @Test(arguments: engines) func `closes the version validated before that nobody signed`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let day = try #require(LocalDate("2026-10-01"))
            let versions = try await test.write { db -> [ID<Roadmap>] in
                try (1...2).map { revision in
                    let roadmap = try Roadmap(id: db.newID(), schoolYear: 2026, revision: revision, authorName: "R")
                        .submitted(objectives: 1).validated(by: "D", on: day)
                    try db.insert(roadmap, into: .roadmap)
                    return roadmap.id
                }
            }
            let head = try await test.browser(.proviseur)
            let signed = try await head.move("/feuille-de-route/\(versions[1])", "signer", version: 3)
            #expect(try await head.follow(signed).words.contains("signée par le chef d’établissement"))
            let former = try await test.read { try $0.roadmap(versions[0]) }
            #expect(former.state == .closed)
            #expect(!(try await head.get("/pilotage").words.contains("Lire et signer")))
        }
    }

    @Test(arguments: engines) func `never alters what was validated`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let path = try await test.signedRoadmap()
            let office = try await test.browser(.rbde)
            #expect(try await office.get(path + "/texte").status == .unprocessableContent)
            let refused = try await office.post(path + "/objectifs", [("mission", "A1.1"), ("libelle", "Encore un")])
            #expect(refused.status == .unprocessableContent)
            let next = try #require(try await office.post(path + "/version").location)
            #expect(next != path)
            // Two drafts at once would be two roadmaps.
            #expect(try await office.post(path + "/version").status == .unprocessableContent)
            let objective = try #require(
                try await office.get(next).text.split(separator: "/objectifs/").dropFirst().first.map {
                    String($0.prefix(36))
                })
            _ = try await office.post(
                "/objectifs/" + objective,
                [
                    ("mission", "A3.3"), ("libelle", "Chaque élève a un lieu"), ("indicateur", "I3.1"), ("cible", "97"),
                    ("version", "1"),
                ])
            let difference = try await office.get(next + "/ecarts")
            #expect(difference.words.contains("Cible") && difference.words.contains("97"))
            #expect(!(try await office.get(path).words.contains("97")))

            // Signed, the new version takes the place of the old one.
            _ = try await office.move(next, "soumettre", version: 1)
            _ = try await test.browser(.ddfpt).move(next, "valider", version: 2)
            let head = try await test.browser(.proviseur)
            #expect(try await head.move(next, "signer", version: 3).status == .seeOther)
            #expect(try await head.get(path).words.contains("Close"))
            #expect(try await head.get("/feuille-de-route").words.contains("Version 2"))
        }
    }

    @Test func `keeps what is typed when it is refused`() async throws {
        let test = try await TestApp.make()
        let office = try await test.browser(.rbde)
        let path = try #require(try await office.post("/feuille-de-route").location)
        let refused = try await office.post(
            path + "/objectifs", [("mission", "A2.1"), ("libelle", "Faire venir"), ("cible", "12")])
        #expect(refused.status == .unprocessableContent)
        #expect(refused.words.contains("Choisissez d’abord l’indicateur") && refused.text.contains("Faire venir"))
        let wrong = try await office.post(
            path + "/objectifs",
            [("mission", "A2.1"), ("libelle", "Faire venir"), ("indicateur", "I3.1"), ("cible", "120")])
        #expect(wrong.words.contains("de 0 à 100"))
    }

    @Test func `says when someone changed it meanwhile`() async throws {
        let test = try await TestApp.make()
        let office = try await test.browser(.rbde)
        let path = try #require(try await office.post("/feuille-de-route").location)
        _ = try await office.post(path + "/texte", [("diagnostic", "Un"), ("version", "1")])
        let stale = try await office.post(path + "/texte", [("diagnostic", "Deux"), ("version", "1")])
        #expect(stale.status == .conflict && stale.text.contains("Deux"))
    }

    @Test(arguments: engines) func `goes on the year after with what was not reached`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            _ = try await test.signedRoadmap()
            let before = try #require(try await test.read { try $0.workingRoadmap(year: 2026) })
            let roots = try await test.read { try $0.dossier(of: before).objectives.map(\.rootId) }
            let next = Author(
                accountId: nil, name: "Camille Essai", schoolId: test.school.id, schoolName: test.school.name,
                roles: [.rbde], staffId: nil, currentYear: 2027)
            let id = try await test.app.perform(OpenRoadmap(goesOn: true), by: next)
            let carried = try await test.read { try $0.dossier(of: try $0.roadmap(id)) }
            #expect(carried.roadmap.schoolYear == 2027 && carried.objectives.map(\.rootId) == roots)
            #expect(carried.steps.map(\.label) == ["Suivre la liste chaque lundi"])
            // The old year is as it was.
            #expect(try await test.read { try $0.dossier(of: before).objectives.count } == roots.count)
        }
    }

    @Test func `is not for teachers`() async throws {
        let test = try await TestApp.make()
        let teacher = try await test.browser(.teacher)
        for path in [
            "/feuille-de-route", "/pilotage", "/pilotage/indicateurs", "/lettres-de-mission", "/bureau/moyens",
            "/bureau/temps",
        ] {
            #expect(try await teacher.get(path).status == .forbidden, "\(path)")
        }
        #expect(try await teacher.get("/bureau").status == .ok)
        let home = try await teacher.get("/bureau")
        #expect(!home.text.contains("href=\"/pilotage\"") && !home.text.contains("/bureau/moyens"))
    }
}

extension TestBrowser {
    /// Moves a roadmap or a letter, as its button does.
    func move(_ path: String, _ event: String, version: Int) async throws -> TestAnswer {
        try await post(path + "/etat", [("geste", event), ("version", String(version))])
    }
}

extension TestApp {
    /// A signed roadmap of the year with one objective and one planned action; its address.
    func signedRoadmap() async throws -> String {
        let office = try await browser(.rbde)
        let path = try #require(try await office.post("/feuille-de-route").location)
        _ = try await office.post(
            path + "/objectifs",
            [("mission", "A3.3"), ("libelle", "Chaque élève a un lieu"), ("indicateur", "I3.1"), ("cible", "95")])
        let roadmap = try #require(try await read { try $0.workingRoadmap(year: 2026) })
        let objective = try #require(try await read { try $0.dossier(of: roadmap).objectives.first })
        _ = try await office.post(
            "/objectifs/\(objective.id)/actions", [("libelle", "Suivre la liste chaque lundi"), ("nombre", "1")])
        _ = try await office.move(path, "soumettre", version: 1)
        _ = try await browser(.ddfpt).move(path, "valider", version: 2)
        _ = try await browser(.proviseur).move(path, "signer", version: 3)
        return path
    }
}

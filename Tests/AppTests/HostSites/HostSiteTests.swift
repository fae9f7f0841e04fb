import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A host place` {
    @Test(arguments: engines) func `keeps its states with their reasons, and its sheet`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let owner = try await test.browser(.rbde)
            let path = "/entreprises/\(company.id)"
            for (state, version) in [("qualifie", "0"), ("sous_surveillance", "1")] {
                let decided = try await owner.post(
                    path + "/accueil/etat", [("etat", state), ("motif", "Motif \(state)"), ("version", version)])
                #expect(decided.status == .seeOther)
            }
            _ = try await owner.post(
                path + "/lieu/fiche", [("transport", "Bus 21 🚌"), ("equipements", "Chaussures"), ("version", "0")])
            let stale = try await owner.post(path + "/lieu/fiche", [("transport", "Train"), ("version", "0")])
            #expect(stale.status == .conflict)
            let page = try await owner.get(path + "/lieu")
            for word in ["Motif qualifie", "Motif sous_surveillance", "Bus 21 🚌", "Chaussures"] {
                #expect(page.words.contains(word), "\(word)")
            }
            #expect(try await owner.get(path).text.contains(path + "/lieu"))
        }
    }

    @Test(arguments: engines) func `warns before a declaration of regulated works ends`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Garage des Alizés")
            let owner = try await test.browser(.ddfpt)
            let path = "/entreprises/\(company.id)/lieu/declarations"
            let works = [("metier", "Mécanique"), ("travaux", "Pont élévateur")]
            for wrong in [
                [("declaree_le", "01/01/2027")], [("declaree_le", "01/01/2024"), ("expire_le", "01/01/2030")],
                [("declaree_le", "01/01/2024"), ("expire_le", "31/12/2023")], [("declaree_le", "31/02/2024")],
            ] {
                #expect(try await owner.post(path, works + wrong).status == .unprocessableContent)
            }
            _ = try await owner.post(path, works + [("declaree_le", "15/12/2023")])
            let kept = try #require(try await test.read { try $0.worksDeclarations(of: company.id) }.first)
            #expect(kept.state(on: try #require(LocalDate("2026-11-23"))) == .ending)
            #expect(try await owner.get("/capacite").words.contains("Garage des Alizés"))
            #expect(try await owner.get("/").words.contains("déclaration à refaire"))
            // A new declaration for the same trade silences the old one.
            _ = try await owner.post(path, works + [("declaree_le", "20/11/2026")])
            #expect(!(try await owner.get("/capacite")).words.contains("Garage des Alizés"))
        }
    }

    @Test(arguments: engines) func `counts against the need of its stream and days`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.write { db in
                try db.change(.schoolClass, set: "stream = \("Vente")", where: "id = \(sample.classId)")
                for (stream, count) in [("vente", 1), ("", 1), ("Boulangerie", 9)] {
                    try db.insert(
                        HostPlace(
                            id: db.newID(), companyId: sample.company, schoolYear: 2026, stream: stream, count: count),
                        into: .hostPlace)
                }
            }
            let line = try #require(
                try await test.read { try $0.capacity(year: 2026, from: LocalDate("2026-11-23")!) }.first)
            #expect(line.need == 2 && line.capacity == 1 && line.open == 1 && line.gap == 1 && line.stream == "Vente")
            #expect(try await test.browser(.rbde).get("/capacite").words.contains("Vente"))
            // A suspended host offers nothing.
            _ = try await test.browser(.rbde).post(
                "/entreprises/\(sample.company)/accueil/etat",
                [("etat", "suspendu"), ("motif", "Essai"), ("version", "0")])
            let after = try #require(
                try await test.read { try $0.capacity(year: 2026, from: LocalDate("2026-11-23")!) }.first)
            #expect(after.capacity == 0 && after.open == 0 && after.gap == 2)
        }
    }

    @Test func `shows its ratings on no public page`() async throws {
        let test = try await TestApp.make()
        try await test.publishBureau()
        let company = try await test.addCompany("Garage des Alizés")
        _ = try await test.browser(.rbde).post(
            "/entreprises/\(company.id)/accueil/etat", [("etat", "suspendu"), ("motif", "Danger"), ("version", "0")])
        for path in ["/bureaux", "/bureau/0999001W", "/bureau/0999001W/demande"] {
            let page = try await test.visitor().get(path)
            #expect(!page.words.contains("Garage des Alizés") && !page.words.contains("Danger"))
        }
        let export = try await test.browser(.rbde).get("/entreprises/export/csv").text
        #expect(!export.contains("Danger") && !export.contains("Suspendu"))
    }
}

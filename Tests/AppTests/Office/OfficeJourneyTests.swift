import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The office in the browser` {
    @Test(arguments: engines) func `sees a day without cover in advance`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            let refused = try await office.post("/bureau/horaires", [("debut", "14 h"), ("fin", "9 h")])
            #expect(refused.words.contains("Cochez un jour") && refused.words.contains("La fermeture suit l’ouverture"))
            let week = (1...5).map { ("jour", String($0)) }
            let added = try await office.post(
                "/bureau/horaires",
                week + [("debut", "8 h 30"), ("fin", "12 h"), ("personne", sample.teacher.rawValue)])
            #expect(added.status == .seeOther)
            let clash = try await office.post(
                "/bureau/horaires",
                [("jour", "2"), ("debut", "9 h"), ("fin", "10 h"), ("personne", sample.teacher.rawValue)])
            #expect(clash.words.contains("chevauche"))
            #expect(!(try await office.get("/").words.contains("Personne ne tient le bureau")))

            _ = try await office.post(
                "/bureau/absences", [("personne", sample.teacher.rawValue), ("du", "2026-11-26")])
            #expect(try await office.get("/").words.contains("Personne ne tient le bureau jeudi 26 novembre"))
            #expect(try await office.get("/bureau/horaires").words.contains("Sans relais"))
            let absence = try #require(try await test.read { try $0.absenceLines(from: .monday).first })
            _ = try await office.post(
                "/bureau/absences/\(absence.id)",
                [
                    ("personne", sample.teacher.rawValue), ("du", "2026-11-26"), ("remplace", sample.stranger.rawValue),
                    ("version", "1"),
                ])
            #expect(!(try await office.get("/").words.contains("Personne ne tient le bureau")))
            #expect(try await test.browser(.teacher).get("/bureau").words.contains("8 h 30"))
        }
    }

    @Test(arguments: engines) func `logs time in one click and adds it by axis only`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let office = try await test.browser(.rbde)
            #expect(try await office.post("/bureau/temps", [("axe", "1"), ("rapide", "120")]).status == .seeOther)
            #expect(try await office.post("/bureau/temps", [("axe", "0"), ("duree", "1 h")]).status == .seeOther)
            let refused = try await office.post("/bureau/temps", [("axe", "1"), ("duree", "plus tard")])
            #expect(refused.words.contains("Écrivez une durée"))
            let future = try await office.post("/bureau/temps", [("axe", "1"), ("duree", "1 h"), ("le", "2027-01-04")])
            #expect(future.words.contains("n’est pas encore arrivé"))
            let totals = try await test.read { try $0.timeByAxis(from: .monday, through: .monday) }
            #expect(totals.map(\.minutes) == [60, 120])
            // A colleague sees the totals and none of the lines.
            let assistant = try await test.browser(.ddfptAssistant)
            let page = try await assistant.get("/bureau/temps")
            #expect(!page.words.contains("Ce que vous avez noté"))
            let time = try #require(
                try await test.read { db in
                    try db.row("select office_time.id from \(db.table(.officeTime)) limit 1", as: String.self)
                })
            #expect(try await assistant.post("/bureau/temps/\(time)/suppression").status == .notFound)
        }
    }

    @Test(arguments: engines) func `shows the means of teachers to the head and the DDFPT only`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let head = try await test.browser(.proviseur)
            let saved = try await head.post(
                "/bureau/moyens/nouveau",
                [
                    ("personne", sample.teacher.rawValue), ("nature", "PACTE"), ("prevu", "1,5"),
                    ("mission", "Lien avec les garages"),
                ])
            #expect(saved.status == .seeOther)
            #expect(try await test.browser(.ddfpt).get("/bureau/moyens").words.contains("1,5 part"))
            for role in Role.invitable where role != .proviseur && role != .ddfpt {
                #expect(try await test.browser(role).get("/bureau/moyens").status == .forbidden, "\(role)")
            }
            // The journal says that something was noted, not how much.
            let entries = try await test.read { db in
                try db.rows("select journal_entry.* from \(db.table(.journalEntry))", as: JournalEntry.self)
            }
            #expect(entries.contains { $0.action == "Moyens du bureau notés" })
            #expect(!entries.contains { ($0.afterValue ?? "").contains("garages") })
        }
    }

    @Test(arguments: engines) func `keeps documents whose content is what it says`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let office = try await test.browser(.rbde)
            let fields = [("titre", "Livret du tuteur"), ("nature", "accueil_entreprise"), ("lecteurs", "equipe")]
            let refused = try await office.post(
                "/bureau/documents", fields, files: [("fichier", "livret.pdf", Array("<script>".utf8))])
            #expect(refused.status == .unprocessableContent && refused.words.contains("ni un PDF"))
            #expect(refused.text.contains("Livret du tuteur"))
            let pdf = Array("%PDF-1.7 livret".utf8)
            _ = try await office.post("/bureau/documents", fields, files: [("fichier", "livret.pdf", pdf)])
            _ = try await office.post(
                "/bureau/documents", [("titre", "Notes internes"), ("nature", "autre"), ("lecteurs", "bureau")],
                files: [("fichier", "notes.pdf", pdf)])
            let teacher = try await test.browser(.teacher)
            let page = try await teacher.get("/bureau/documents")
            #expect(page.words.contains("Livret du tuteur") && !page.words.contains("Notes internes"))
            let lines = try await test.read { try $0.officeDocuments(for: test.author(.rbde)) }
            let shared = try #require(lines.first { $0.title == "Livret du tuteur" })
            let inner = try #require(lines.first { $0.title == "Notes internes" })
            #expect(try await teacher.get("/bureau/documents/\(shared.id)").bytes == pdf)
            #expect(try await teacher.get("/bureau/documents/\(inner.id)").status == .notFound)
            let gone = try await office.post("/bureau/documents/\(shared.id)/retrait")
            #expect(try await office.follow(gone).words.contains("Le rétablir"))
            _ = try await office.post("/bureau/documents/\(shared.id)/retour")
            #expect(try await teacher.get("/bureau/documents").words.contains("Livret du tuteur"))
        }
    }

    @Test(arguments: engines) func `looks at its eight key points with the evidence`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let office = try await test.browser(.rbde)
            let bare = try await office.post(
                "/bureau/points-cles", [("point", "1"), ("niveau", "acquis"), ("version", "0")])
            #expect(bare.words.contains("Dites ce qui le montre"))
            let saved = try await office.post(
                "/bureau/points-cles",
                [("point", "1"), ("niveau", "acquis"), ("preuve", "Salle 012"), ("version", "0")])
            #expect(saved.status == .seeOther)
            let page = try await office.get("/bureau/points-cles")
            #expect(page.words.contains("Salle 012") && page.words.contains("1 sur 8 acquis"))
            let stale = try await office.post(
                "/bureau/points-cles", [("point", "1"), ("niveau", "engage"), ("preuve", "Autre"), ("version", "0")])
            #expect(stale.status == .conflict)
        }
    }

    @Test(arguments: engines) func `follows its training up to the twenty-five webinars`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            let path = try #require(
                try await office.post(
                    "/bureau/formation/nouvelle",
                    [
                        ("titre", "Les acteurs"), ("nature", "webinaire"), ("rang", "3"), ("le", "2026-11-20"),
                        ("duree", "1 h 30"), ("mode", "distanciel"), ("niveau", "national"),
                    ]
                ).location)
            let part = [("personne", sample.teacher.rawValue), ("presence", "present"), ("auto", "3")]
            let refused = try await office.post(
                path + "/participants", part, files: [("fichier", "a.exe", [0x4D, 0x5A])])
            #expect(refused.status == .unprocessableContent)
            let kept = try await office.post(
                path + "/participants", part, files: [("fichier", "a.pdf", Array("%PDF-1.4".utf8))])
            #expect(kept.status == .seeOther)
            #expect(try await office.get("/bureau/formation").words.contains("1 sur 25"))
            let file = try await office.get(path + "/attestations/\(sample.teacher)")
            #expect(file.bytes == Array("%PDF-1.4".utf8))
            let late = try #require(
                try await office.post(
                    "/bureau/formation/nouvelle",
                    [("titre", "À venir"), ("nature", "webinaire"), ("rang", "4"), ("le", "2026-12-20")]
                ).location)
            let early = try await office.post(late + "/participants", part)
            #expect(early.words.contains("n’a lieu que le"))
            let wrong = try await office.post(
                "/bureau/formation/nouvelle",
                [("titre", "Pairs"), ("nature", "pairs"), ("rang", "5"), ("le", "2026-11-20")])
            #expect(wrong.words.contains("Seul un webinaire"))
        }
    }

    @Test(arguments: engines) func `carries a letter of mission through its life`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let office = try await test.browser(.rbde)
            let texts = [
                ("nom", "Camille Essai"), ("employeur", "GIP_FCIP"), ("quotite", "50"),
                ("ailleurs", "Lycée voisin, 50 %"),
                ("du", "2026-09-01"), ("au", "2027-08-31"), ("preavis", "2026-12-15"), ("priorites", "La vente"),
                ("objectifs", "Ceux de l’année"), ("responsabilites", "La base"),
            ]
            let path = try #require(try await office.post("/lettres-de-mission/nouvelle", texts).location)
            let ddfpt = try await test.browser(.ddfpt)
            #expect(try await ddfpt.move(path, "viser", version: 1).words.contains("les temps de présence"))
            _ = try await office.post(path + "/modifier", texts + [("presence", "Toute la semaine"), ("version", "1")])
            #expect(try await ddfpt.move(path, "viser", version: 2).status == .seeOther)
            #expect(try await office.get(path + "/modifier").status == .unprocessableContent)
            #expect(try await office.move(path, "signer_chef", version: 3).status == .forbidden)
            let head = try await test.browser(.proviseur)
            _ = try await head.move(path, "signer_chef", version: 3)
            _ = try await office.move(path, "signer_agent", version: 4)
            // The notice is due within the weeks that the school set.
            #expect(try await head.get("/").words.contains("intention de renouvellement à notifier"))
            let interview = try await head.post(
                path + "/entretien", [("tenu", "2026-11-20"), ("compte_rendu", "Bonne année"), ("version", "5")])
            #expect(interview.status == .seeOther)
            #expect(try await office.post(path + "/entretien", [("version", "6")]).status == .forbidden)
            _ = try await head.post(
                path + "/etat", [("geste", "notifier"), ("renouvellement", "oui"), ("version", "6")])
            let next = try #require(try await head.move(path, "renouveler", version: 7).location)
            #expect(next != path)
            #expect(try await head.get(next).words.contains("1er septembre 2027"))
            #expect(try await head.get(path + "/document.pdf").bytes.starts(with: Array("%PDF".utf8)))
            #expect(try await test.browser(.adjoint).get(path).status == .forbidden)
        }
    }
}

extension LocalDate {
    /// The day of the tests.
    fileprivate static let monday = LocalDate("2026-11-23") ?? LocalDate(dayNumber: 0)
}

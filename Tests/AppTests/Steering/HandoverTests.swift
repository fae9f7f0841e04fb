import Domain
import Exchange
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The handover` {
    @Test(arguments: engines) func `gives a successor everything, and no secret`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.signedRoadmap()
            try await test.write { db in
                try db.change(.company, set: "relation = \(RelationStatus.active)", where: "id = \(sample.company)")
                try db.insert(
                    Interaction(
                        id: db.newID(), companyId: sample.company, contactId: sample.tutor, kind: .outgoingCall,
                        purpose: .placement, outcome: .callBack, happenedOn: try #require(LocalDate("2026-11-10")),
                        authorName: "Camille Essai"), into: .interaction)
                try db.insert(
                    PartnerAction(
                        id: db.newID(), companyId: sample.company, label: "Rappeler pour juin",
                        dueOn: try #require(LocalDate("2026-12-01")), createdOn: try #require(LocalDate("2026-11-10")),
                        createdBy: "Camille Essai"), into: .partnerAction)
            }
            let office = try await test.browser(.rbde)
            _ = try await office.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            _ = try await test.addAction(sample, .visit)
            try await test.writeSecrets(sample)
            let answer = try await office.get("/pilotage/passation/dossier.zip")
            #expect(answer.status == .ok)
            let files = try ZipReader.files(
                of: NamedFile(name: "p.zip", bytes: answer.bytes),
                limits: ReadingLimits(maxFileBytes: 1 << 26, maxUnpackedBytes: 1 << 27, maxRatio: 1000, maxEntries: 200)
            )
            let names = files.map { $0.name.split(separator: "/").dropFirst().joined(separator: "/") }
            for wanted in [
                "LISEZ-MOI.txt", "01-a-lire-en-premier.pdf", "02-feuille-de-route.pdf", "03-bilan.pdf",
                "tableaux/partenaires.csv", "donnees/partenaires.json", "tableaux/qui-connait-qui.csv",
                "tableaux/promesses.csv", "tableaux/conventions-de-pfmp-en-cours.csv", "donnees/indicateurs.json",
                "tableaux/calendrier-des-pfmp.csv", "index.html", "page.css", "calendriers/actions.ics",
                "calendriers/pfmp.ics", "tableaux/actions-de-l-annee.csv", "donnees/actions-a-venir.json",
                "tableaux/demandes-ouvertes.csv", "tableaux/documents-du-bureau.csv", "tableaux/lettre-de-mission.csv",
            ] {
                #expect(names.contains(wanted), "\(wanted)")
            }
            let texts = files.filter { !$0.name.hasSuffix(".pdf") }.map { String(decoding: $0.bytes, as: UTF8.self) }
                .joined()
            #expect(texts.contains("Rappeler pour juin") && texts.contains("Garage des Quatre-Vents"))
            #expect(texts.contains("DELORME") && texts.contains("Camille Essai"))
            // The page that opens the folder leads to every file, and to nothing else.
            let index = try #require(files.first { $0.name.hasSuffix("index.html") })
            let page = String(decoding: index.bytes, as: UTF8.self)
            #expect(page.contains("Rappeler pour juin") && page.contains("Visite d’entreprise des essais"))
            let links = page.matches(of: /href="([^"]+)"/).map { String($0.1) }
            #expect(links.count > 20 && links.allSatisfy(names.contains))
            #expect(!page.contains("http") && !page.contains("<script"))
            let calendar = try #require(files.first { $0.name.hasSuffix("actions.ics") })
            #expect(String(decoding: calendar.bytes, as: UTF8.self).contains("DTSTART:20261201T080000Z"))
            for secret in HandoverTests.secrets { #expect(!texts.contains(secret), "\(secret)") }
            for secret in ["INVENTÉ", "FICTIF", "password", TestApp.password] {
                #expect(!texts.contains(secret), "\(secret)")
            }
            for file in files where file.name.hasSuffix(".json") {
                #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(file.bytes)) }
            }
            let actions = try await test.read { db in
                try db.rows("select journal_entry.action from \(db.table(.journalEntry))", as: String.self)
            }
            #expect(actions.contains("Dossier de passation téléchargé"))
        }
    }

    @Test(arguments: engines) func `passes on what is open and nothing that is validated`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.write { db in
                try db.insert(
                    PlacementSearch(
                        id: db.newID(), learnerId: sample.adult, periodId: sample.period, ownerId: sample.teacher,
                        nextAction: "Appeler"), into: .placementSearch)
                try db.insert(
                    OfficeOpening(
                        id: db.newID(), weekday: 1, startsMinute: 480, endsMinute: 720, staffId: sample.teacher),
                    into: .officeOpening)
                let signed = try Roadmap(id: db.newID(), schoolYear: 2026, authorName: "R").submitted(objectives: 1)
                    .validated(by: "D", on: try #require(LocalDate("2026-10-01")))
                try db.insert(signed, into: .roadmap)
                let draft = Roadmap(id: db.newID(), schoolYear: 2026, revision: 2, authorName: "R")
                try db.insert(draft, into: .roadmap)
                for roadmap in [signed.id, draft.id] {
                    try db.insert(
                        RoadmapObjective(
                            id: db.newID(), roadmapId: roadmap, rank: 1, mission: .visits, label: "Visiter",
                            ownerId: sample.teacher), into: .roadmapObjective)
                }
            }
            let head = try await test.browser(.proviseur)
            #expect(try await head.get("/pilotage/passation").words.contains("Nadia SANTINI"))
            let same = try await head.post(
                "/pilotage/passation/reattribution",
                [("de", sample.teacher.rawValue), ("vers", sample.teacher.rawValue)])
            #expect(same.words.contains("Choisissez une autre personne"))
            let done = try await head.post(
                "/pilotage/passation/reattribution",
                [("de", sample.teacher.rawValue), ("vers", sample.stranger.rawValue)])
            #expect(done.status == .seeOther)
            let today = try #require(LocalDate("2026-11-23"))
            let items = try await test.read { try $0.openItems(today: today) }
            #expect(items.map(\.id) == [sample.stranger] && items.first?.total == 3)
            let owners = try await test.read { db in
                try db.rows("select roadmap_objective.owner_id from \(db.table(.roadmapObjective))", as: String.self)
            }
            #expect(Set(owners) == [sample.teacher.rawValue, sample.stranger.rawValue])
        }
    }

    @Test func `keeps apart two documents of the same title, and hands over those of the bureau`() async throws {
        let test = try await TestApp.make()
        let ids = try await test.write { db -> [ID<OfficeDocumentRow>] in
            try [("Guide du tuteur", "equipe"), ("Guide du Tuteur", "bureau"), ("?!", "equipe")].map {
                title, audience in
                let row = OfficeDocumentRow(
                    id: db.newID(), kind: .guide, title: title,
                    audience: try #require(DocumentAudience(rawValue: audience)), stream: "", validUntil: nil,
                    name: "guide.pdf", mediaType: "application/pdf", sha256: "", size: 4, content: Array("%PDF".utf8),
                    addedAt: test.clock.now, addedBy: "Camille Essai", withdrawnOn: nil, version: 1)
                try db.insert(row, into: .officeDocument)
                return row.id
            }
        }
        #expect(ids.count == 3)
        let answer = try await test.browser(.rbde).get("/pilotage/passation/dossier.zip")
        #expect(answer.status == .ok)
        let files = try ZipReader.files(
            of: NamedFile(name: "p.zip", bytes: answer.bytes),
            limits: ReadingLimits(maxFileBytes: 1 << 26, maxUnpackedBytes: 1 << 27, maxRatio: 1000, maxEntries: 200))
        let names = files.map { $0.name.split(separator: "/").dropFirst().joined(separator: "/") }
        #expect(names.filter { $0.hasPrefix("documents/") }.count == 3)
        #expect(names.contains("documents/guide-du-tuteur.pdf") && names.contains("documents/guide-du-tuteur-2.pdf"))
        let index = String(decoding: try #require(files.first { $0.name.hasSuffix("index.html") }).bytes, as: UTF8.self)
        #expect(index.contains("documents/guide-du-tuteur-2.pdf"))
        for sheet in [
            "intervenants-volontaires", "offres-ouvertes", "projets-de-mobilite", "formations", "huit-points-cles",
        ] {
            #expect(names.contains("tableaux/\(sheet).csv"), "\(sheet)")
        }
    }

    @Test func `is for the head, the DDFPT and the bureau`() async throws {
        let test = try await TestApp.make()
        for role in Role.invitable {
            let may = [.proviseur, .ddfpt, .rbde].contains(role)
            let answer = try await test.browser(role).get("/pilotage/passation/dossier.zip")
            #expect(answer.status == (may ? .ok : .forbidden), "\(role)")
        }
    }
}

@Suite struct `The page of steering` {
    @Test(arguments: engines) func `says what was promised, done and decided`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let head = try await test.browser(.proviseur)
            #expect(try await head.get("/pilotage").words.contains("Pas encore de feuille de route"))
            _ = try await test.signedRoadmap()
            _ = try await test.browser(.rbde).post(
                "/reunions/nouvelle",
                [("genre", "comite_pilotage"), ("le", "2026-11-20"), ("decisions", "Priorité à la vente")])
            let page = try await head.get("/pilotage")
            #expect(page.words.contains("Chaque élève a un lieu") && page.words.contains("Priorité à la vente"))
            #expect(page.words.contains("Noter le passage au conseil"))
            #expect(page.bytes.count < 50_000)
        }
    }

    @Test func `of a demonstration school is alive, with its report`() async throws {
        let test = try await TestApp.make(empty: true)
        _ = try await test.app.loadDemo(seed: 1)
        let school = try await test.app.school(uai: "0999001W")
        let head = try await test.browser(of: try await test.account("proviseur@demo.example"))
        let page = try await head.get("/pilotage")
        #expect(page.words.contains("Lire et signer") && page.text.contains("<svg class=\"bars\""))
        let report = try await head.get("/pilotage/bilan.pdf")
        #expect(report.bytes.starts(with: Array("%PDF".utf8)))
        #expect(
            try await test.app.read(.commandLine(for: school)) { try $0.snapshot(year: school.currentYear - 1) } != nil)
    }
}

enum HandoverTests {
    /// What is written of health and money where the program holds it: none of it is handed over.
    static let secrets = ["ALLERGIE-ESSAI", "BLESSURE-ESSAI", "FR7630001007941234567890185", "ENTRETIEN-ESSAI"]
}

extension TestApp {
    /// Health, money and the interview of the person in charge, where each is kept.
    fileprivate func writeSecrets(_ sample: ClassSample) async throws {
        try await write { db in
            let day = try #require(LocalDate("2026-11-10"))
            var letter = MissionLetter(
                id: db.newID(), personName: "Camille Essai", startsOn: day, endsOn: day.adding(days: 300))
            letter.interviewNote = HandoverTests.secrets[3]
            try db.insert(letter, into: .missionLetter)
            _ = try db.change(.missionLetter, set: "state = 'en_vigueur'", where: "true")
            try db.insert(
                Interaction(
                    id: db.newID(), companyId: sample.company, contactId: sample.tutor, kind: .incomingCall,
                    purpose: .placement, outcome: .information, happenedOn: day,
                    note: HandoverTests.secrets.joined(separator: " "), authorName: "Camille Essai"),
                into: .interaction)
        }
    }

    /// An account of the demonstration.
    fileprivate func account(_ email: String) async throws -> Account {
        let found: Account? = try await app.readPlatform { db in
            try db.row("select account.* from account where account.email = \(email)")
        }
        return try #require(found)
    }
}

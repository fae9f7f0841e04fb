import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The list of those without a host` {
    /// PFMP-78 and idea 1: the count is the learners expected, less those placed, less those exempt.
    @Test(arguments: engines) func `counts the learners expected less those placed less those exempt`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.ddfpt)
            func check(placed: Int, exempt: Int) async throws {
                let line = try #require(
                    try await test.read { try $0.periods(year: 2026) }.first { $0.id == sample.period })
                let radar = try await test.read { db in
                    try db.radar(near: #require(LocalDate("2026-11-23")), RadarFilter(query: FormValues()))
                }
                #expect(line.learnerCount == 2)
                #expect(line.placedCount == placed && line.exemptCount == exempt)
                #expect(radar.count == line.learnerCount - placed - exempt && line.missing == radar.count)
                let home = try await test.read { try $0.homeless(near: #require(LocalDate("2026-11-23"))) }
                #expect(home.count == radar.count)
            }
            try await check(placed: 0, exempt: 0)
            let exemption = [("dispense", "semaines_validees"), ("version", "0")]
            let done = try await browser.post(sample.search(of: sample.minor) + "/dispense", exemption)
            #expect(done.status == .seeOther)
            try await check(placed: 0, exempt: 1)
            #expect(
                try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form()).status
                    == .seeOther)
            try await check(placed: 1, exempt: 1)
            #expect(try await browser.get("/pfmp/sans-lieu").words.contains("Tout le monde est placé"))
            _ = try await browser.post(
                sample.search(of: sample.minor) + "/dispense", [("dispense", ""), ("version", "1")])
            try await check(placed: 1, exempt: 0)
        }
    }

    @Test(arguments: engines) func `says who acts next, what was tried and what to try`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.write { db in
                try db.change(.schoolClass, set: "stream = \("Vente")", where: "id = \(sample.classId)")
                try db.insert(
                    HostPlace(id: db.newID(), companyId: sample.company, schoolYear: 2026, stream: "Vente", count: 2),
                    into: .hostPlace)
            }
            let browser = try await test.browser(.rbde)
            let path = sample.search(of: sample.minor)
            let step = [
                ("responsable", sample.teacher.rawValue), ("action", "Appeler le garage"), ("pour_le", "25/11/2026"),
                ("version", "0"),
            ]
            #expect(try await browser.post(path + "/suite", step).status == .seeOther)
            #expect(try await browser.post(path + "/suite", step).status == .conflict)
            _ = try await browser.post(path + "/pistes", [("structure", "Fleuriste"), ("le", "2026-11-20")])
            let page = try await browser.get("/pfmp/sans-lieu").words
            for words in [
                "FICTIF Noémie", "dans 14 jours", "SANTINI", "Appeler le garage", "Fleuriste, en attente",
                "Garage des Quatre-Vents 2 places libres", "INVENTÉ Marco", "aucune piste", "Personne",
            ] {
                #expect(page.contains(words), "\(words)")
            }
            let csv = try await browser.get("/pfmp/sans-lieu/export.csv").text
            #expect(csv.contains("Fleuriste") && csv.contains("Garage des Quatre-Vents (TOULOUSE)"))
            #expect(try await browser.get("/pfmp/sans-lieu/export.xlsx").bytes.starts(with: Array("PK".utf8)))
        }
    }

    @Test func `filters by class, stream, person and delay`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            for (query, isThere) in [
                ("classe=\(sample.classId)", true), ("classe=autre", false), ("filiere=Cuisine", false),
                ("referent=\(sample.teacher)", true), ("referent=\(sample.stranger)", false), ("delai=late", true),
                ("delai=calm", false),
            ] {
                let page = try await browser.get("/pfmp/sans-lieu?\(query)")
                #expect(page.words.contains("FICTIF Noémie") == isThere, "\(query)")
            }
        }
    }

    @Test func `shows a teacher their learners only, and exports to those who may`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            #expect(try await teacher.get("/pfmp/sans-lieu").words.contains("FICTIF"))
            #expect(try await teacher.get("/pfmp/sans-lieu/export.csv").status == .forbidden)
            let stranger = try await test.browser(.teacher, staff: sample.stranger)
            #expect(try await !stranger.get("/pfmp/sans-lieu").words.contains("FICTIF"))
        }
    }

    @Test(
        arguments: [
            ([("dispense", "autre"), ("version", "0")], "Écrivez le motif"),
            ([("dispense", "maladie"), ("version", "0")], "Choisissez une valeur de la liste"),
        ] as [([(String, String)], String)])
    func `an exemption has a reason`(fields: [(String, String)], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let answer = try await test.browser(.ddfpt).post(sample.search(of: sample.minor) + "/dispense", fields)
            #expect(answer.status == .unprocessableContent && answer.words.contains(sentence))
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            #expect(try await teacher.post(sample.search(of: sample.minor) + "/dispense").status == .forbidden)
        }
    }
}

@Suite struct `A host asked too much, on the screens` {
    @Test(arguments: engines) func `is said before anyone calls it, and no longer proposed`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post("/reglages/seuils", [("saturationLearners", "2"), ("saturationExchanges", "1")])
            for learner in [sample.minor, sample.adult] {
                _ = try await browser.post(
                    sample.search(of: learner) + "/pistes",
                    [("structure", "Garage"), ("piste_entreprise", sample.company.rawValue)])
            }
            let search = try await browser.get(sample.search(of: sample.minor)).words
            #expect(search.contains("Très demandée"))
            let placing = "/pfmp/\(sample.period)/placer/\(sample.minor)"
            #expect(try await browser.get(placing + "?mots=garage").words.contains("Très demandée"))
            let chosen = try await browser.get(placing + "?entreprise=\(sample.company)").words
            #expect(chosen.contains("Déjà demandée par 2 élèves en 30 jours."))
            #expect(!chosen.contains("Très sollicitée"))
            _ = try await browser.post(
                "/entreprises/\(sample.company)/echanges",
                [("moyen", "appel_sortant"), ("objet", "suivi_PFMP"), ("suite_donnee", "info")])
            let company = try await browser.get("/entreprises/\(sample.company)").words
            #expect(company.contains("Avant d’appeler") && company.contains("Très sollicitée"))
        }
    }

    @Test(arguments: engines)
    func `counts the trainees of other schools the same weeks, and shows nothing else of them`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let other = try await test.addSchool()
            let day = try #require(LocalDate("2026-12-07"))
            try await test.write(in: other) { db in
                let schoolClass = SchoolClass(id: db.newID(), schoolYear: 2026, code: "SECRET", label: "SECRET")
                try db.insert(schoolClass, into: .schoolClass)
                let period = PFMPPeriod(
                    id: db.newID(), classId: schoolClass.id, schoolYear: 2026, rank: 1, label: "SECRET", startsOn: day,
                    endsOn: day)
                try db.insert(period, into: .pfmpPeriod)
                let company = Company(id: db.newID(), siret: "99988877700019", legalName: "Garage des Quatre-Vents")
                try db.insert(company, into: .company)
                let learner = Learner(id: db.newID(), familyName: "SECRET", firstName: "Sacha")
                try db.insert(learner, into: .learner)
                try db.insert(
                    Placement(
                        id: db.newID(), learnerId: learner.id, periodId: period.id, companyId: company.id,
                        startsOn: day, endsOn: day), into: .placement)
            }
            let page = try await test.browser(.rbde).get(
                "/pfmp/\(sample.period)/placer/\(sample.minor)?entreprise=\(sample.company)")
            #expect(page.words.contains("1 autre établissement y a 1 stagiaire ces semaines-là."))
            #expect(!page.words.contains("SECRET") && !page.words.contains(other.name))
        }
    }

    @Test func `counts the learners of the whole school, even for a teacher who sees one of them`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            _ = try await test.browser(.rbde).post("/reglages/seuils", [("saturationLearners", "1")])
            _ = try await test.browser(.rbde).post(
                sample.search(of: sample.minor) + "/pistes",
                [("structure", "Garage"), ("piste_entreprise", sample.company.rawValue)])
            let pressures = try await test.app.read(test.author(.teacher, staff: sample.stranger)) { db in
                let day = try #require(LocalDate("2026-12-07"))
                return try db.pressures(
                    from: day, through: day, stream: "", level: nil, year: 2026,
                    today: #require(LocalDate("2026-11-23")))
            }
            #expect(pressures.byCompany[sample.company]?.learners == 1)
        }
    }
}

@Suite struct `Places declared` {
    @Test(arguments: engines) func `are open to their stream, level and weeks, less those taken`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.write { db in
                try db.change(
                    .schoolClass, set: "stream = \("Vente"), mef = \("24731212330")", where: "id = \(sample.classId)")
            }
            let browser = try await test.browser(.rbde)
            let form = [("nombre", "2"), ("filiere", "Vente"), ("niveau", "terminale")]
            #expect(
                try await browser.post("/entreprises/\(sample.company)/places", form).status == .seeOther)
            let page = try await browser.get("/pfmp/\(sample.period)/places")
            #expect(page.words.contains("Places ouvertes, TMRC 2"))
            #expect(page.words.contains("Terminale professionnelle"))
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            #expect(try await browser.get("/pfmp/\(sample.period)/places").words.contains("Places ouvertes, TMRC 1"))
            #expect(
                try await browser.get("/entreprises/\(sample.company)").words.contains("1 prise, 1 libre"))
            let others = [
                ("niveau", "seconde", "Vente", "", ""), ("niveau", "", "Cuisine", "", ""),
                ("niveau", "", "Vente", "2027-01-04", "2027-01-29"),
            ]
            for (_, level, stream, start, end) in others {
                _ = try await browser.post(
                    "/entreprises/\(sample.company)/places",
                    [("nombre", "9"), ("filiere", stream), ("niveau", level), ("du", start), ("au", end)])
            }
            let open = try await test.read {
                try $0.openPlaces(for: sample.period, today: #require(LocalDate("2026-11-23")))
            }
            #expect(open.places.map(\.count) == [2] && open.total == 1)
        }
    }
}

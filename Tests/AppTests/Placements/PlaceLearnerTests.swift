import Domain
import Foundation
import HTTPTypes
import Testing

@testable import App

@Suite struct `Placing a learner` {
    @Test(arguments: engines) func `opens the agreement with the placement`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            #expect(answer.status == .seeOther)
            let page = try await browser.follow(answer)
            #expect(page.words.contains("Convention de Marco INVENTÉ"))
            #expect(page.words.contains("2026-00001"))
            let board = try await browser.get("/pfmp/\(sample.period)")
            #expect(board.words.contains("Garage des Quatre-Vents"))
            #expect(board.words.contains("DELORME"))
        }
    }

    @Test func `asks for the host first, then shows the whole form`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let first = try await browser.get("/pfmp/\(sample.period)/placer/\(sample.minor)")
            #expect(first.words.contains("Entreprise d’accueil"))
            let second = try await browser.get(
                "/pfmp/\(sample.period)/placer/\(sample.minor)?entreprise=\(sample.company)")
            #expect(second.words.contains("Étienne DELORME"))
            #expect(second.field("du") == "2026-12-07")
        }
    }

    @Test func `refuses two hosts on the same days and keeps what was typed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let second = try await browser.post(
                "/pfmp/\(sample.period)/placer/\(sample.adult)",
                sample.form(["du": "2026-12-18", "au": "2026-12-23", "repas": "Panier"]))
            #expect(second.status == .unprocessableContent)
            #expect(second.words.contains("Une autre convention couvre déjà ces jours"))
            #expect(second.field("repas") == "Panier")
        }
    }

    @Test(
        arguments: [
            (["du": "2026-12-18", "au": "2026-12-07"], "doit suivre"),
            (["du": "2026-12-14", "au": "2027-09-20"], "sortent de l’année scolaire"),
            (["du": "2027-01-11", "au": "2027-01-15"], "ne touchent pas"),
            (["lundi-1": "12:00", "lundi-2": "08:00"], "commence avant la fin du matin"),
            (["lundi-4": "09:00"], "dépassent vingt-quatre heures"),
            (["lundi-2": ""], "heure de fin"), (["lundi-3": "11:00"], "commence avant la fin du matin"),
            (["entreprise": ""], "Choisissez l’entreprise"),
        ] as [([String: String], String)])
    func `refuses what cannot be`(changes: [String: String], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            var form = FormValues(sample.form())
            for (name, value) in changes { form.set(name, value) }
            let answer = try await test.browser(.rbde).post(
                "/pfmp/\(sample.period)/placer/\(sample.adult)", form.pairs.map { ($0.name, $0.value) })
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
        }
    }

    @Test func `saves long days of a minor, and says that they block the agreement`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                "/pfmp/\(sample.period)/placer/\(sample.minor)", sample.form(["lundi-4": "20:30"]))
            #expect(answer.status == .seeOther)
            #expect(try await browser.follow(answer).words.contains("Bloquant"))
        }
    }

    @Test(arguments: engines) func `keeps the hours of each week where weeks differ`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let typed = sample.form(["semaines": "2", "s2-lundi-1": "22:00", "s2-lundi-2": "06:00"])
            let answer = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", typed)
            let page = try await browser.follow(answer)
            #expect(page.words.contains("de 8 h à 35 h par semaine, 2 semaines en alternance"))
            let placement = try await test.read { db in
                let day = try #require(LocalDate("2026-12-07"))
                return try #require(try db.standingPlacements(from: day, through: day).first).id
            }
            let form = try await browser.get("/placements/\(placement)")
            // A single span that begins after noon is one of the afternoon.
            #expect(form.field("s2-lundi-4") == "06:00")
            #expect(form.field("mardi-1") == "08:30")
        }
    }

    @Test func `says that a week with hours is not counted instead of losing it`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                "/pfmp/\(sample.period)/placer/\(sample.adult)",
                sample.form(["semaines": "1", "s3-lundi-1": "09:00", "s3-lundi-2": "12:00"]))
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("La semaine 3 a des horaires"))
            #expect(answer.field("s3-lundi-1") == "09:00")
        }
    }

    @Test(arguments: engines) func `says that a tutor is under eighteen, and notes it on the record`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let place = "/pfmp/\(sample.period)/placer/\(sample.adult)"
            let unknown = try await browser.post(place + "/constats", sample.form())
            #expect(unknown.words.contains("majorité du tuteur"))
            #expect(!unknown.words.contains("Le tuteur est mineur"))
            let minor = try await browser.post(place + "/constats", sample.form(["tuteur_majeur": "non"]))
            #expect(minor.words.contains("Le tuteur est mineur au premier jour"))
            _ = try await browser.post(place, sample.form(["tuteur_majeur": "non"]))
            #expect(try await test.read { try $0.contact(sample.tutor).adult } == false)
            let record = try await browser.get("/contacts/\(sample.tutor)/modifier")
            #expect(record.text.contains("<option value=\"non\" selected>"))
        }
    }

    @Test func `leaves the age of a tutor alone when nothing is said of it`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            #expect(try await test.read { try $0.contact(sample.tutor).adult } == nil)
        }
    }

    @Test func `explains why an apprentice has no agreement`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let path = "/pfmp/\(sample.period)/placer/\(sample.apprentice)"
            #expect(try await browser.get(path).words.contains("contrat d’apprentissage"))
            #expect(try await browser.post(path, sample.form()).status == .unprocessableContent)
        }
    }

    @Test func `is for the teachers of the class, not for the others`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let path = "/pfmp/\(sample.period)/placer/\(sample.adult)"
            let stranger = try await test.browser(.referentTeacher, staff: sample.stranger)
            #expect(try await stranger.post(path, sample.form()).status == .notFound)
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            #expect(try await teacher.post(path, sample.form()).status == .seeOther)
            #expect(try await test.browser(.cpe).post(path, sample.form()).status == .forbidden)
        }
    }

    @Test func `happens once when the form is sent twice`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let form = sample.form(["_cle": "une-cle-de-formulaire-assez-longue"])
            let first = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", form)
            let second = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", form)
            #expect(first.location == second.location)
            let placements = try await test.read { try $0.placementCount(of: sample.period) }
            #expect(placements == 1)
        }
    }

    @Test func `refuses a stale form`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let author = test.author(.rbde)
            let placed = try await test.app.perform(
                PlaceLearner(period: sample.period, learner: sample.adult, form: try sample.typed()), by: author)
            let browser = try await test.browser(.rbde)
            let path = "/placements/\(placed.placement)"
            #expect(try await browser.post(path, sample.form(["version": "1", "repas": "A"])).status == .seeOther)
            let stale = try await browser.post(path, sample.form(["version": "1", "repas": "B"]))
            #expect(stale.status == .conflict)
            #expect(stale.field("repas") == "B")
        }
    }

    @Test func `keeps what two people changed in the same placement`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let author = test.author(.rbde)
            let placed = try await test.app.perform(
                PlaceLearner(period: sample.period, learner: sample.adult, form: try sample.typed()), by: author)
            let browser = try await test.browser(.rbde)
            let path = "/placements/\(placed.placement)"
            _ = try await browser.post(path, sample.form(["version": "1", "repas": "Restaurant d’entreprise"]))
            let second = try await browser.post(path, sample.form(["version": "1", "transport": "Covoiturage"]))
            #expect(second.status == .conflict)
            #expect(second.field("repas") == "Restaurant d’entreprise")
            #expect(second.field("transport") == "Covoiturage")
            #expect(second.field("version") == "2")
            #expect(second.words.contains("Repris tel quel"))
        }
    }

    @Test func `adds a tutor nobody had written before`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            _ = try await browser.post(
                "/pfmp/\(sample.period)/placer/\(sample.adult)",
                sample.form(["tuteur": "", "tuteur_nom": "NOUVEAU", "tuteur_prenom": "Lise"]))
            #expect(try await browser.get("/pfmp/\(sample.period)").words.contains("NOUVEAU"))
            #expect(try await browser.get("/entreprises/\(sample.company)").words.contains("Lise NOUVEAU"))
        }
    }

    @Test func `shows the placement on the learner's page`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/apprenants/\(sample.adult)").words.contains("Placer"))
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            #expect(try await browser.get("/apprenants/\(sample.adult)").words.contains("Garage des Quatre-Vents"))
        }
    }

    @Test func `gives a référent to several learners at once`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let author = test.author(.rbde)
            var placements: [(String, String)] = []
            for learner in [sample.adult, sample.minor] {
                let placed = try await test.app.perform(
                    PlaceLearner(period: sample.period, learner: learner, form: try sample.typed(["referent": ""])),
                    by: author)
                placements.append(("placement", placed.placement.rawValue))
            }
            let browser = try await test.browser(.rbde)
            let answer = try await browser.post(
                "/pfmp/\(sample.period)/referents", placements + [("referent", sample.stranger.rawValue)])
            #expect(
                try await browser.follow(answer).text.components(separatedBy: "<td data-label=\"Référent\">HADDAD")
                    .count == 3)
        }
    }
}

extension ClassSample {
    /// The form as the operation receives it.
    func typed(_ changes: KeyValuePairs<String, String> = [:]) throws -> PlacementForm {
        var reader = FormReader(FormValues(form(changes)))
        let typed = PlacementForm(reading: &reader)
        try #require(reader.problems.isEmpty)
        return typed
    }
}

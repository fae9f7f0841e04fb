import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The board of steps` {
    @Test(arguments: engines) func `shows everyone in the step awaited, and notes one`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let life = try await LifeSample.make(test)
            let board = "/pfmp/\(life.sample.period)/etapes"
            let page = try await life.browser.get(board)
            #expect(page.status == .ok)
            #expect(page.words.contains("FICTIF Noémie") && page.words.contains("INVENTÉ Marco"))
            // Leaving on 7 December, the place was to be found by 30 October.
            #expect(page.words.contains("jours de retard"))

            let placement = try await life.placement().id.rawValue
            let noted = try await life.browser.post(board, [("noter", "\(placement)~negociation~~remis")])
            #expect(noted.status == .seeOther)
            #expect(try await life.browser.get(board).words.contains("Remis"))
        }
    }

    @Test func `tells the second of two people that the first noted it`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let placement = try await life.placement().id.rawValue
            let form = [("etape", "negociation"), ("vu", ""), ("etat", "remis")]
            #expect(try await life.browser.post("/placements/\(placement)/etapes", form).status == .seeOther)
            #expect(try await life.browser.post("/placements/\(placement)/etapes", form).status == .conflict)
        }
    }

    @Test func `sends back with a reason, and keeps what was typed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let steps = "/placements/\(try await life.placement().id)/etapes"
            _ = try await life.browser.post(steps, [("etape", "negociation"), ("vu", ""), ("etat", "remis")])
            let without = try await life.browser.post(
                steps, [("etape", "negociation"), ("vu", "remis"), ("etat", "a_corriger")])
            #expect(without.status == .unprocessableContent)
            _ = try await life.browser.post(
                steps,
                [
                    ("etape", "negociation"), ("vu", "remis"), ("etat", "a_corriger"),
                    ("motif-negociation", "Cachet absent"),
                ])
            let page = try await life.browser.get(steps)
            #expect(page.words.contains("À corriger") && page.words.contains("Cachet absent"))
            let unknown = try await life.browser.post(steps, [("etape", "rien"), ("vu", ""), ("etat", "fait")])
            #expect(unknown.status == .unprocessableContent)
        }
    }

    @Test func `filters by référent and by delay`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let board = "/pfmp/\(life.sample.period)/etapes"
            let mine = try await life.browser.get(board + "?referent=\(life.sample.teacher)").words
            #expect(mine.contains("FICTIF Noémie") && !mine.contains("INVENTÉ Marco"))
            #expect(try await life.browser.get(board + "?referent=x").words.contains("Personne dans cette sélection"))
            #expect(try await life.browser.get(board + "?retard=1").status == .ok)
        }
    }

    @Test func `is light for a full class`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            let sample = life.sample
            try await test.write { db in
                for number in 0..<36 {
                    let learner = Learner(
                        id: db.newID(), familyName: "ÉLÈVE-AU-NOM-ASSEZ-LONG-\(number)", firstName: "Marie-Dominique",
                        learnerPublic: .pupil)
                    try db.insert(learner, into: .learner)
                    try db.insert(
                        Enrolment(id: db.newID(), learnerId: learner.id, classId: sample.classId, schoolYear: 2026),
                        into: .enrolment)
                    try db.insert(
                        Placement(
                            id: db.newID(), learnerId: learner.id, periodId: sample.period, companyId: sample.company,
                            startsOn: try #require(LocalDate("2026-12-07")),
                            endsOn: try #require(LocalDate("2026-12-18"))),
                        into: .placement)
                }
            }
            let page = try await life.browser.get("/pfmp/\(sample.period)/etapes")
            #expect(page.bytes.count < 50_000)
        }
    }

    @Test func `of the school leads to each class and to the learners one follows`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let life = try await LifeSample.make(test)
            #expect(try await life.browser.get("/pfmp/etapes").words.contains("TMRC"))
            let teacher = try await test.browser(.referentTeacher, staff: life.sample.teacher)
            #expect(try await teacher.get("/pfmp/etapes?suivi=1").words.contains("FICTIF Noémie"))
            let stranger = try await test.browser(.referentTeacher, staff: life.sample.stranger)
            #expect(try await !stranger.get("/pfmp/etapes?suivi=1").words.contains("FICTIF"))
            #expect(try await stranger.get("/placements/\(try await life.placement().id)/etapes").status == .notFound)
            #expect(try await test.browser(.cpe).post("/placements/x/etapes").status == .forbidden)
        }
    }
}

@Suite struct `The steps of a school` {
    /// The form as the page sends it, changed as told.
    static func fields(_ version: String, _ changes: KeyValuePairs<String, String> = [:]) -> [(String, String)] {
        var values = FormState(WorkflowStep.usual, version: Int(version) ?? 0).values
        for (name, value) in changes { values.set(name, value) }
        return values.pairs.map { ($0.name, $0.value) }
    }

    @Test(arguments: engines) func `are reordered, switched off and added to`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let browser = try await test.browser(.ddfpt)
            let page = try await browser.get("/reglages/conventions/etapes")
            #expect(page.words.contains("Étapes et délais"))
            let count = WorkflowStep.usual.count
            let answer = try await browser.post(
                "/reglages/conventions/etapes",
                Self.fields(
                    "0",
                    [
                        "rang-1": "1", "rang-0": "2", "suivi-2": "", "libelle-\(count)": "Réunion",
                        "jours-\(count)": "-5",
                    ]))
            #expect(answer.status == .seeOther)
            let workflow = try await test.read { try $0.workflow() }
            #expect(workflow.steps.prefix(2).map(\.code) == ["negociation", "lieu"])
            #expect(workflow.step("preconvention") == nil)
            #expect(workflow.steps.last?.code == "reunion" && workflow.steps.last?.days == -5)
        }
    }

    @Test func `say what is wrong, and who was first`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let wrong = try await browser.post(
                "/reglages/conventions/etapes", Self.fields("0", ["jours-1": "beaucoup"]))
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("value=\"beaucoup\""))
            _ = try await browser.post("/reglages/conventions/etapes", Self.fields("0"))
            let late = try await browser.post("/reglages/conventions/etapes", Self.fields("0", ["libelle-0": "Autre"]))
            #expect(late.status == .conflict)
            #expect(late.field("version") == "1")
            #expect(try await test.browser(.teacher).get("/reglages/conventions/etapes").status == .forbidden)
        }
    }

    @Test func `the order of signatures and the reminders too`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.proviseur)
            let first = [("version", "0"), ("rang-CHEF_ETAB", "1"), ("rang-ORG_ACCUEIL", "2")]
            #expect(try await browser.post("/reglages/conventions/signatures", first).status == .seeOther)
            #expect(try await test.read { try $0.signingOrder() }.parties.first == .head)
            let rules = [("version", "0"), ("delai", "3"), ("nombre", "2")]
            #expect(try await browser.post("/reglages/conventions/relances", rules).status == .seeOther)
            let kept = try await test.read { try $0.agreementSetting(.reminders, usual: ReminderRules.usual).value }
            #expect(kept == ReminderRules(cooldownDays: 3, most: 2, afterStart: false))
            #expect(
                try await browser.post("/reglages/conventions/relances", [("version", "1"), ("delai", "0")]).status
                    == .unprocessableContent)
        }
    }

    @Test func `mails keep their link and name marks that exist`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let browser = try await test.browser(.rbde)
            let form = [
                ("version", "0"), ("envoi_objet", "A"), ("envoi_texte", "Sans adresse"), ("relance_objet", "B"),
                ("relance_texte", "{lien} {prenom}"),
            ]
            let answer = try await browser.post("/reglages/conventions/courriels", form)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains("Gardez {lien}") && answer.words.contains("{prenom} n’existe pas"))
        }
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `An incident` {
    private func report(_ stay: StaySample, _ browser: TestBrowser, kind: String = "conditions_accueil") async throws
        -> TestAnswer
    {
        try await browser.post(
            stay.path + "/incidents",
            [
                ("sorte", kind), ("gravite", "serieux"), ("jour", "2026-11-20"), ("heure", "16:00"),
                ("faits", "Faits très précis"),
            ])
    }

    private func incident(_ test: TestApp, _ stay: StaySample) async throws -> ID<Incident> {
        let author = test.author(.proviseur)
        return try #require(
            try await test.app.read(author) { try $0.incidents(for: author, of: stay.placement) }.first
        ).id
    }

    @Test(arguments: engines) func `is told by a teacher, who does not read it afterwards`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let teacher = try await test.browser(.teacher, staff: stay.sample.teacher)
            let answer = try await report(stay, teacher)
            #expect(answer.location == stay.page)
            let id = try await incident(test, stay)
            #expect(try await teacher.get("/incidents/\(id)").status == .forbidden)
            #expect(!(try await teacher.get(stay.page).words.contains("Faits très précis")))
        }
    }

    // PFMP-103 and PFMP-100: who reads what.
    @Test(arguments: [
        (Role.proviseur, true, true), (.adjoint, true, true), (.ddfpt, true, true), (.cpe, true, true),
        (.rbde, true, false), (.ddfptAssistant, false, false), (.referentTeacher, false, false),
        (.intendance, false, false), (.cfp, false, false),
    ])
    func `is read by few, an alert by fewer`(role: Role, reads: Bool, readsAlerts: Bool) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let cpe = try await test.browser(.cpe)
            _ = try await report(stay, cpe)
            let plain = try await incident(test, stay)
            _ = try await report(stay, cpe, kind: "violence")
            let author = test.author(.proviseur)
            let alert = try #require(
                try await test.app.read(author) { try $0.incidents(for: author) }.first { $0.kind == .violence })
            let browser = try await test.browser(role, staff: stay.sample.teacher)
            #expect(try await browser.get("/incidents/\(plain)").status == (reads ? .ok : .forbidden))
            #expect(
                try await browser.get("/incidents/\(alert.id)").status
                    == (readsAlerts ? .ok : reads ? .notFound : .forbidden))
            let list = try await browser.get("/suivi/incidents")
            #expect(list.words.contains("Violence") == readsAlerts)
            #expect(!list.words.contains("Faits très précis"))
            let home = try await browser.get("/").words
            #expect(!home.contains("Faits") && !home.contains("Violence"))
        }
    }

    @Test(arguments: engines) func `of violence suspends the host, which takes nobody until it is looked at`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            _ = try await report(stay, try await test.browser(.cpe), kind: "violence")
            let rbde = try await test.browser(.rbde)
            let refused = try await rbde.post(
                "/pfmp/\(stay.sample.period)/placer/\(stay.sample.minor)", stay.sample.form())
            #expect(refused.status == .unprocessableContent)
            #expect(refused.words.contains("suspendu"))
            let page = try await rbde.get("/entreprises/\(stay.sample.company)/accueil").words
            #expect(page.contains("Suspendu") && !page.contains("Violence"))
            // Whoever does not know why does not lift it.
            let path = "/entreprises/\(stay.sample.company)/accueil/etat"
            let lift = [("etat", "qualifie"), ("motif", "Revu"), ("version", "1")]
            #expect(try await rbde.post(path, lift).status == .forbidden)
            #expect(try await test.browser(.proviseur).post(path, lift).status == .seeOther)
            let placed = try await rbde.post(
                "/pfmp/\(stay.sample.period)/placer/\(stay.sample.minor)", stay.sample.form())
            #expect(placed.status == .seeOther)
        }
    }

    @Test(arguments: engines) func `of an accident shows its deadline, and its record to few`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let head = try await test.browser(.proviseur)
            // Friday 20 November 2026 at 16:00: 48 hours without Sunday end on Monday 23 at 16:00.
            let page = try await head.follow(try await report(stay, head, kind: "accident"))
            #expect(page.words.contains("lundi 23 novembre 2026 à 16 h 00"))
            let id = try await incident(test, stay)
            let record = [("lesions", "Poignet"), ("declarant", "entreprise"), ("version", "0")]
            #expect(try await head.post("/incidents/\(id)/accident", record).status == .seeOther)
            #expect(try await head.post("/incidents/\(id)/accident", record).status == .conflict)
            let rbde = try await test.browser(.rbde)
            #expect(!(try await rbde.get("/incidents/\(id)").words.contains("Poignet")))
            #expect(try await rbde.post("/incidents/\(id)/accident", record).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `is followed, closed with a word, and reopened`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let head = try await test.browser(.adjoint)
            _ = try await report(stay, head)
            let path = "/incidents/\(try await incident(test, stay))"
            #expect(try await head.post(path + "/suites", [("geste", "escalade")]).status == .unprocessableContent)
            _ = try await head.post(path + "/suites", [("geste", "escalade"), ("qui", "DSDEN")])
            #expect(try await head.get(path).words.contains("DSDEN"))
            #expect(try await head.post(path + "/cloture").status == .unprocessableContent)
            #expect(try await head.post(path + "/cloture", [("fin", "Avenant signé")]).status == .seeOther)
            #expect(try await head.post(path + "/suites", [("qui", "Encore")]).status == .unprocessableContent)
            #expect(try await head.post(path + "/reouverture").status == .seeOther)
            // Each reading is noted, and the journal says nothing of the facts.
            let (readings, journal) = try await test.read { db in
                (
                    try db.count(
                        "select count(*) from \(db.table(.readingEntry)) where reading_entry.subject_kind = 'incident'"),
                    try db.rows(
                        "select journal_entry.* from \(db.table(.journalEntry)) where journal_entry.subject_kind = 'incident'",
                        as: JournalEntry.self)
                )
            }
            #expect(readings > 0)
            #expect(journal.count >= 4)
            #expect(
                journal.allSatisfy { $0.beforeValue == nil && $0.afterValue == nil && !$0.action.contains("Faits") })
        }
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The rules of a school` {
    @Test func `are listed by chapter, word and what was changed, under 50 kB a page`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.ddfpt)
        let all = try await browser.get("/reglages/regles")
        #expect(all.words.contains("PFMP-01") && all.words.contains("40 sur 123 règles"))
        #expect(all.bytes.count < 50_000)
        #expect(try await browser.get("/reglages/regles?apres=40").words.contains("PFMP-41"))
        let hours = try await browser.get("/reglages/regles?chapitre=temps-de-travail&mots=nuit")
        #expect(hours.words.contains("PFMP-50") && !hours.words.contains("PFMP-42"))
        #expect(try await browser.get("/reglages/regles?mots=3164").words.contains("PFMP-47"))
        #expect(try await browser.get("/reglages/regles?modifiees=1").words.contains("Aucune règle modifiée"))
        #expect(try await browser.get("/reglages/regles/PFMP-42").words.contains("que personne ne peut passer"))
        #expect(try await browser.get("/reglages/regles/PFMP-124").status == .notFound)
        #expect(try await browser.get("/reglages/regles/PFMP-7").status == .notFound)
    }

    @Test(arguments: engines) func `are raised and lowered, and hold at once`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let (sample, browser, page) = try await `The life of an agreement`().placed(test, minor: true)
            try await test.write { db in
                try db.change(.company, set: "insurer = null", where: "id = \(sample.company)")
            }
            #expect(try await browser.get(page).reasonField(101) != nil)
            let head = try await test.browser(.proviseur)
            let rule = "/reglages/regles/PFMP-101"
            let raised = try await head.post(
                rule, [("severite", "block"), ("note", "Décision du 20 novembre"), ("version", "0")])
            #expect(raised.location == rule)
            #expect(try await browser.get(page).words.contains("Bloquant : L’assureur de l’organisme"))
            #expect(try await browser.post(page + "/envoi").status == .unprocessableContent)
            let list = try await head.get("/reglages/regles?modifiees=1")
            #expect(list.words.contains("PFMP-101") && list.words.contains("1 règle") == false)
            #expect(try await head.get(rule).words.contains("Sévérité de la règle PFMP-101 : « bloquant »"))

            let lowered = try await head.post(
                rule, [("severite", "info"), ("note", "Vérifié chaque année"), ("version", "1")])
            #expect(lowered.status == .seeOther)
            #expect(try await browser.post(page + "/envoi").status == .seeOther)
            let back = try await head.post(rule, [("severite", ""), ("note", ""), ("version", "2")])
            #expect(back.status == .seeOther)
            #expect(try await test.read { try $0.severitySettings() }.isEmpty)
        }
    }

    @Test func `stop the head from signing what they stop`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let (sample, browser, page) = try await `The life of an agreement`().placed(test, minor: true)
            #expect(try await browser.post(page + "/envoi").status == .seeOther)
            try await test.write { db in
                try db.change(.company, set: "insurer = null", where: "id = \(sample.company)")
                let kept = RuleSeverity(
                    id: db.newID(), rule: 101, severity: .block, note: "Essai", changedAt: test.clock.now,
                    changedBy: "Camille Essai", version: 1)
                try db.insert(kept, into: .ruleSeverity)
            }
            let tutor = try await browser.post(
                page + "/signatures", [("partie", "TUTEUR"), ("signe_le", "2026-11-22")])
            #expect(tutor.status == .seeOther)
            let head = try await browser.post(
                page + "/signatures", [("partie", "CHEF_ETAB"), ("signe_le", "2026-11-22")])
            #expect(head.status == .unprocessableContent && head.words.contains("n’est pas nommé"))
        }
    }

    @Test func `tell a stale form apart and keep what was typed`() async throws {
        let test = try await TestApp.make()
        let (first, second) = (try await test.browser(.proviseur), try await test.browser(.ddfpt))
        let rule = "/reglages/regles/PFMP-62"
        let fields = [("severite", "block"), ("note", "La première"), ("version", "0")]
        _ = try await first.post(rule, fields)
        let late = try await second.post(rule, [("severite", "info"), ("note", "La seconde"), ("version", "0")])
        #expect(late.status == .conflict)
        #expect(late.words.contains("a changé cette règle") && late.words.contains("La première"))
        #expect(late.words.contains("La seconde"))
        let version = try #require(late.field("version"))
        let again = try await second.post(rule, [("severite", "info"), ("note", "La seconde"), ("version", version)])
        #expect(again.status == .seeOther)
    }

    @Test(arguments: [
        ("PFMP-42", "warning", "Essai", "ne se baisse pas"), ("PFMP-62", "block", "", "Dites pourquoi"),
        ("PFMP-62", "to-check", "Essai", "ne se choisit pas"), ("PFMP-62", "lourd", "Essai", "valeur de la liste"),
    ])
    func `are not set otherwise than they may`(
        rule: String, severity: String, note: String, sentence: String
    ) async throws {
        let test = try await TestApp.make()
        let answer = try await test.browser(.rbde).post(
            "/reglages/regles/\(rule)", [("severite", severity), ("note", note), ("version", "0")])
        #expect(answer.status == .unprocessableContent && answer.words.contains(sentence))
        #expect(try await test.read { try $0.ruleSeverities() }.isEmpty)
    }

    @Test func `are seen by those who lead, changed by those who manage the school`() async throws {
        let test = try await TestApp.make()
        let fields = [("severite", "block"), ("note", "Essai"), ("version", "0")]
        for role in Role.invitable {
            let browser = try await test.browser(role)
            let seen = try await browser.get("/reglages/regles/PFMP-62")
            #expect(seen.status == (role.may(.seeRules) ? .ok : .forbidden), "\(role)")
            #expect(seen.words.contains("Enregistrer la règle") == role.may(.manageSchool), "\(role)")
            guard !role.may(.manageSchool) else { continue }
            #expect(try await browser.post("/reglages/regles/PFMP-62", fields).status == .forbidden, "\(role)")
        }
        #expect(Role.adjoint.may(.seeRules) && !Role.adjoint.may(.manageSchool))
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The area of a company` {
    @Test(arguments: engines) func `shows what awaits, trainees by a short name, papers and the bureau`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            let answer = try await test.visitor().get(path)
            #expect(answer.status == .ok && answer.headers[.init("X-Robots-Tag")!] == "noindex")
            let words = answer.words
            for said in ["Atelier Zora", "EvaZora S.", "TomZora S.", "Convention", "Accord Zora", "Accueillerez-vous"] {
                #expect(words.contains(said), "\(said)")
            }
            for silent in ["SECRET", "2010", "3 février"] { #expect(!words.contains(silent), "\(silent)") }
            #expect(!path.contains(host.boss.rawValue) && !path.contains("Zora"))
            let stored = try #require(try await test.read { try $0.spaceLink(of: host.boss) })
            #expect(!path.contains(stored.tokenHash) && stored.visits == 1 && stored.lastUsedAt == test.clock.now)
            _ = try await test.visitor().get(path)
            test.clock.advance(seconds: 3600)
            _ = try await test.visitor().head(path)
            #expect(try await test.read { try $0.spaceLink(of: host.boss) }?.visits == 1, "one visit is one visit")
        }
    }

    @Test(arguments: engines) func `shows a tutor their own trainees and nothing of the rest of the site`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let tutor = test.visitor()
            let path = try await test.openSpace(host.tutor)
            let words = try await tutor.get(path).words
            #expect(words.contains("EvaZora S.") && words.contains("Dire qui est là"))
            for silent in ["TomZora", "Accord Zora", "Taxe", "AutreZora", "Accueillerez-vous"] {
                #expect(!words.contains(silent), "\(silent)")
            }
            #expect(try await tutor.get(path + "/documents/convention/\(host.agreement)").status == .ok)
            for foreign in ["partenariat/\(host.partnership)", "remerciement/\(host.gift)"] {
                #expect(try await tutor.get(path + "/documents/" + foreign).status == .notFound)
            }
            #expect(try await tutor.get(path + "/annee").status == .notFound)
            #expect(
                try await tutor.post(path + "/annee", [("reponse", "non")]).status == .notFound)
            let accountant = try await tutor.get(try await test.openSpace(host.accountant)).words
            #expect(accountant.contains("Taxe d’apprentissage 2026") && !accountant.contains("Zora S."))
            let jury = try await tutor.get(try await test.openSpace(host.jury)).words
            #expect(!jury.contains("Zora S.") && !jury.contains("Vos documents") && jury.contains("Votre fiche"))
        }
    }

    @Test(arguments: engines) func `gives its papers, and notes each that names a learner`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            let browser = test.visitor()
            let paper = try await browser.get(path + "/documents/convention/\(host.agreement)")
            #expect(paper.status == .ok && paper.text.contains("%PDF-Zora-EvaZora"))
            for made in ["partenariat/\(host.partnership)", "remerciement/\(host.gift)"] {
                let answer = try await browser.get(path + "/documents/" + made)
                #expect(answer.status == .ok && answer.bytes.starts(with: Array("%PDF".utf8)), "\(made)")
            }
            let readings: [ReadingEntry] = try await test.read { db in
                try db.rows("select reading_entry.* from \(db.table(.readingEntry))")
            }
            #expect(readings.map(\.subjectId) == [host.placement.rawValue])
            #expect(readings.first?.authorName.contains("BossZora") == true)
            #expect(try await browser.get(path + "/documents").words.contains("Chaque ouverture"))
            let access = try await test.browser(.rbde).get("/entreprises/\(host.company)/espace")
            #expect(access.words.contains("Documents ouverts") && access.text.contains("/placements/\(host.placement)"))
            // A draft is not given out, nor a paper of what came to nothing.
            for state in [Agreement.State.draft, .refused, .cancelled] {
                try await test.write { db in
                    try db.change(.agreement, set: "state = \(state)", where: "id = \(host.agreement)")
                }
                let gone = try await browser.get(path + "/documents/convention/\(host.agreement)")
                #expect(gone.status == .notFound, "\(state)")
            }
        }
    }

    @Test(arguments: engines) func `forgets the trainees of long ago, as the school set it`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            try await test.write { db in
                try db.change(
                    .placement, set: "starts_on = \("2024-11-01"), ends_on = \("2024-11-20")",
                    where: "id = \(host.placement)")
            }
            #expect(try await test.visitor().get(path).words.contains("EvaZora S."))
            try await test.write { db in
                try db.insert(
                    OwnThreshold(id: db.newID(), name: .spacePastYears, value: 2, version: 1), into: .schoolThreshold)
            }
            let later = try await test.visitor().get(path)
            #expect(!later.words.contains("EvaZora") && later.words.contains("TomZora S."))
            #expect(
                try await test.visitor().get(path + "/documents/convention/\(host.agreement)").status == .notFound)
        }
    }

    @Test(arguments: engines) func `leads the tutor to the page of the day, beside the link of the mail`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.tutor)
            let mailed = try await test.app.perform(
                CreateFollowUpLink(placement: host.placement, purpose: .presence, token: "jeton-du-courriel"),
                by: test.author(.rbde))
            let tutor = test.visitor()
            let sent = try await tutor.post(
                path + "/suivi", [("usage", "presence"), ("periode", host.placement.rawValue)])
            #expect(sent.location?.hasPrefix("/lien/") == true)
            #expect(try await tutor.follow(sent).words.contains("est là aujourd’hui"))
            #expect(try await tutor.get("/lien/jeton-du-courriel").status == .ok && mailed.revokedAt == nil)
            for wrong in [
                ("presence", host.otherPlacement.rawValue), ("bilan", host.placement.rawValue),
                ("evaluation", host.placement.rawValue),
            ] {
                let refused = try await tutor.post(path + "/suivi", [("usage", wrong.0), ("periode", wrong.1)])
                #expect(refused.status == .notFound, "\(wrong)")
            }
            #expect(try await tutor.post(path + "/suivi", [("usage", "rien")]).status == .badRequest)
            test.clock.advance(seconds: 10 * 86_400)
            #expect(try await tutor.get(path).words.contains("Évaluation de EvaZora S."))
            let evaluate = try await tutor.post(
                path + "/suivi", [("usage", "evaluation"), ("periode", host.placement.rawValue)])
            #expect(try await tutor.follow(evaluate).status == .ok)
        }
    }

    @Test(arguments: engines) func `takes the answer of the year, asked or not`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            let browser = test.visitor()
            let empty = try await browser.post(path + "/annee", [("raison", "Travaux")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Travaux"))
            _ = try await browser.post(path + "/annee", [("reponse", "non"), ("raison", "Travaux jusqu’en mai")])
            let answer = try #require(try await test.read { try $0.appetite(of: host.company, year: 2026) })
            #expect(answer.answer == .no && answer.reason == "Travaux jusqu’en mai")
            let page = try await browser.get(path).words
            #expect(page.contains("Pas cette année") && page.contains("Changer ma réponse"))
            let journal = try await test.read { try $0.journal(of: Subject("company", host.company)) }
            #expect(journal.contains { $0.authorName.contains("BossZora") && $0.action == "Réponse de l’année" })
        }
    }

    @Test(arguments: engines) func `takes the sheet of a stay to come, which the bureau carries over`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            try await test.write { db in
                try db.change(
                    .placement, set: "starts_on = \("2026-12-07"), ends_on = \("2026-12-18")",
                    where: "id in (\(list: [host.placement, host.otherPlacement]))")
                try db.change(.agreement, set: "state = \(Agreement.State.draft)", where: "true")
            }
            let path = try await test.openSpace(host.tutor)
            let tutor = test.visitor()
            #expect(try await tutor.get(path).words.contains("Fiche d’accueil de EvaZora S."))
            let page = path + "/accueil/\(host.placement)"
            let empty = try await tutor.post(page, [("conditions", "Bruit"), ("version", "0")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Bruit"))
            let form = [("autres", "Accueillir"), ("horaires", "9 h à 17 h"), ("version", "0")]
            #expect(try await tutor.post(page, form).location == path)
            #expect(try await tutor.post(page, form).status == .conflict)
            let sheet = try #require(try await test.read { try $0.hostSheet(of: host.placement) })
            #expect(sheet.activities == "Accueillir" && sheet.remarks.contains("9 h à 17 h"))
            #expect(sheet.notedBy.contains("TuteurZora"))
            #expect(!(try await tutor.get(path).words.contains("Fiche d’accueil de EvaZora")))
            #expect(try await tutor.get(path + "/accueil/\(host.otherPlacement)").status == .notFound)
            #expect(try await tutor.post(path + "/accueil/\(host.otherPlacement)", form).status == .notFound)
            // Once it is to be signed, the sheet is closed.
            try await test.write { db in
                try db.change(.agreement, set: "state = \(Agreement.State.toSign)", where: "true")
            }
            #expect(try await tutor.get(page).status == .notFound)
            #expect(try await tutor.get(path).words.contains("Convention de EvaZora S. à signer"))
        }
    }

    @Test(arguments: engines) func `sends corrections to the bureau, and changes nothing itself`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            let browser = test.visitor()
            let form = [
                ("nom", "Atelier Zora"), ("adresse", "1 rue Zora"), ("code_postal", "31000"), ("commune", "TOULOUSE"),
                ("effectif", "14"), ("telephone", "0199000042"), ("contacts", "Sacha Nouveau arrive en janvier"),
            ]
            let bad = try await browser.post(path + "/fiche", form + [("courriel", "pas une adresse")])
            #expect(bad.status == .unprocessableContent && bad.text.contains("Sacha Nouveau"))
            #expect(try await browser.post(path + "/fiche", form).location == path)
            _ = try await browser.post(path + "/fiche", form)
            let request = try #require(try await test.requests().first)
            #expect(try await test.requests().count == 1, "the same words twice are one request")
            #expect(request.companyId == host.company && request.kind == .other)
            #expect(request.message.contains("Effectif\u{A0}: 12 → 14") && request.message.contains("Sacha Nouveau"))
            #expect(!request.message.contains("Adresse"))
            #expect(try await test.company(host.company).headcount == 12)
            #expect(try await test.read { try $0.spaceLink(of: host.boss) }?.confirmedOn != nil)
            #expect(!(try await browser.get(path).words.contains("Relire votre fiche")))
        }
    }

    @Test(arguments: engines) func `lets the company ask, once, and read the answer`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            let browser = test.visitor()
            #expect(try await browser.get(path + "/demande?besoin=taxe_apprentissage").text.contains("selected"))
            let empty = try await browser.post(path + "/demande", [("besoin", "intervenir")])
            #expect(empty.status == .unprocessableContent)
            let form = [("besoin", "intervenir"), ("message", "Nous viendrions parler du métier."), ("nombre", "2")]
            let sent = try await browser.post(path + "/demande", form)
            #expect(sent.location?.hasPrefix("/demande/") == true)
            #expect(try await browser.post(path + "/demande", form).location == sent.location)
            let request = try #require(try await test.requests().first)
            #expect(request.companyId == host.company && request.volume == 2 && request.number == "D2026-0001")
            let answer = RequestMessageForm.sample("Merci, disons jeudi.")
            _ = try await test.app.perform(
                AnswerRequest(id: request.id, form: answer, mailer: RequestMailer(test.app)), by: test.author(.rbde))
            let page = try await browser.get(path)
            #expect(page.words.contains("a répondu à votre demande D2026-0001"))
            #expect(page.text.contains(try #require(sent.location?.split(separator: "?").first.map(String.init))))
            // A tutor does not see what the boss asked.
            #expect(!(try await browser.get(try await test.openSpace(host.tutor)).words.contains("D2026-0001")))
        }
    }

    @Test func `stops and takes up the mails of campaigns`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            let browser = test.visitor()
            _ = try await browser.post(path + "/courriels", [("geste", "arreter")])
            #expect(try await test.read { try $0.hasOptedOut("boss.zora@exemple.fr") })
            #expect(try await browser.get(path).words.contains("Les recevoir de nouveau"))
            _ = try await browser.post(path + "/courriels", [("geste", "reprendre")])
            #expect(!(try await test.read { try $0.hasOptedOut("boss.zora@exemple.fr") }))
        }
    }
}

extension RequestMessageForm {
    fileprivate static func sample(_ text: String) -> RequestMessageForm {
        var reader = FormReader(FormValues([("message", text)]))
        return RequestMessageForm(reading: &reader)
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The link of an area` {
    @Test(arguments: engines) func `serves until it expires, is closed, or its holder goes`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let visitor = test.visitor()
            #expect(try await visitor.get("/espace/" + String(repeating: "0", count: 64)).status == .gone)
            let path = try await test.openSpace(host.boss)
            #expect(try await test.openSpace(host.boss) == path, "one link a person")
            #expect(try await visitor.get(path).status == .ok)
            try await test.app.perform(CloseCompanySpace(contact: host.boss), by: test.author(.rbde))
            let closed = try await visitor.get(path)
            #expect(closed.status == .gone && closed.words.contains("adresse professionnelle"))
            #expect(try await visitor.post(path + "/fiche", [("geste", "exacte")]).status == .gone)
            let second = try await test.openSpace(host.boss)
            #expect(second != path)
            #expect(try await visitor.get(path).status == .gone)
            try await test.write { db in
                try db.change(.contact, set: "left_on = \("2026-11-20")", where: "id = \(host.boss)")
            }
            #expect(try await visitor.get(second).status == .gone)
            let tutor = try await test.openSpace(host.tutor)
            try await test.write { db in
                try db.change(.company, set: "archived_on = \("2026-11-20")", where: "id = \(host.company)")
            }
            #expect(try await visitor.get(tutor).status == .gone)
            try await test.write { db in
                try db.change(.company, set: "archived_on = null", where: "id = \(host.company)")
            }
            #expect(try await visitor.get(tutor).status == .ok)
            test.clock.advance(seconds: 365 * 86_400)
            #expect(try await visitor.get(tutor).status == .gone)
        }
    }

    @Test(arguments: engines) func `leaves by mail, without a name of a learner, to who may be written to`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let browser = try await test.browser(.rbde)
            let path = "/contacts/\(host.boss)/espace/envoi"
            #expect(try await browser.post(path).location == "/entreprises/\(host.company)/espace")
            let mail = try #require(try await test.sentMails().first)
            #expect(mail.recipient == "Boss.Zora@exemple.fr" && mail.body.contains("/espace/"))
            #expect(!mail.body.contains("EvaZora") && mail.body.contains("23 novembre 2027"))
            #expect(try await test.read { try $0.spaceLink(of: host.boss) }?.sentAt != nil)
            let journal = try await test.read { try $0.journal(of: Subject("company", host.company)) }
            #expect(journal.first?.action.contains("lien envoyé") == true)
            let without = { (set: SQL, table: SchoolTable, id: String) in
                try await test.write { db in try db.change(table, set: set, where: "id = \(id)") }
            }
            _ = try await without("email = null", .contact, host.tutor.rawValue)
            #expect(try await browser.post("/contacts/\(host.tutor)/espace/envoi").status == .unprocessableContent)
            _ = try await without("relation = \(RelationStatus.leaveAlone)", .company, host.company.rawValue)
            #expect(try await browser.post(path).status == .unprocessableContent)
            _ = try await without("left_on = \("2026-11-01")", .contact, host.jury.rawValue)
            #expect(try await browser.post("/contacts/\(host.jury)/espace/lien").status == .unprocessableContent)
            #expect(try await test.sentMails().count == 1)
        }
    }

    @Test(arguments: engines) func `is asked for again by its address, and nothing is told to a stranger`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            _ = try await test.openSpace(host.boss)
            _ = try await test.openSpace(host.tutor)
            // Two people share an address, and the tutor is nobody’s business any more.
            try await test.write { db in
                try db.change(.contact, set: "email = \("boss.zora@Exemple.fr")", where: "id = \(host.accountant)")
            }
            _ = try await test.openSpace(host.accountant)
            try await test.app.perform(CloseCompanySpace(contact: host.tutor), by: test.author(.rbde))
            test.clock.advance(seconds: 400 * 86_400)
            let visitor = test.visitor()
            var answers: [TestAnswer] = []
            for email in [
                "BOSS.zora@exemple.fr", "personne@exemple.fr", "Tuteur.Zora@exemple.fr", "Jury.Zora@exemple.fr",
            ] {
                let sent = try await visitor.post("/espace", [("courriel", email)])
                answers.append(try await visitor.follow(sent))
                #expect(sent.status == .seeOther && sent.location == "/espace?envoye=1")
            }
            #expect(Set(answers.map(\.words)).count == 1)
            let mails = try await test.sentMails()
            #expect(mails.map(\.recipient) == ["BOSS.zora@exemple.fr"])
            let body = try #require(mails.first?.body)
            #expect(body.contains("BossZora") && body.contains("ComptaZora"))
            let link = try #require(body.split(separator: "/espace/").dropFirst().first?.prefix(64))
            #expect(try await visitor.get("/espace/" + link).status == .ok)
            #expect(
                try await visitor.post("/espace", [("courriel", "pas une adresse")]).status == .unprocessableContent)
            #expect(try await visitor.post("/espace", [("courriel", "")]).status == .unprocessableContent)
        }
    }

    @Test func `is not asked for without end`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            _ = try await test.openSpace(host.boss)
            let visitor = test.visitor()
            for _ in 0..<8 {
                #expect(
                    try await visitor.post("/espace", [("courriel", "Boss.Zora@exemple.fr")]).location
                        == "/espace?envoye=1")
            }
            #expect(try await test.sentMails().count == Throttle.Limit.mailsToOne.tries)
            for _ in 0..<12 { _ = try await visitor.post("/espace", [("courriel", "autre@exemple.fr")]) }
            #expect(
                try await visitor.post("/espace", [("courriel", "autre@exemple.fr")]).status == .tooManyRequests)
            test.clock.advance(seconds: 3600)
            // A robot is thanked, and nothing is kept.
            let robot = try await visitor.post(
                "/espace", [("courriel", "Boss.Zora@exemple.fr"), (EntryGuard.trap, "x")])
            #expect(robot.location == "/espace?envoye=1")
        }
    }

    @Test(arguments: engines) func `follows two records that become one person`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.tutor)
            try await test.app.perform(
                MergeContacts(kept: host.otherTutor, removed: host.tutor, keptVersion: 1, removedVersion: 1),
                by: test.author(.rbde))
            let words = try await test.visitor().get(path).words
            #expect(words.contains("AutreZora") && words.contains("EvaZora S.") && words.contains("TomZora S."))
            let kept = try await test.addCompany("Atelier qui reste")
            try await test.merge(host.company, into: kept.id)
            let after = try await test.visitor().get(path)
            #expect(after.status == .ok && after.words.contains("EvaZora S."))
        }
    }

    @Test(arguments: engines) func `is shown to the office, by use, and to nobody else`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            let path = try await test.openSpace(host.boss)
            _ = try await test.openSpace(host.tutor)
            _ = try await test.visitor().get(path)
            let browser = try await test.browser(.rbde)
            let company = try await browser.get("/entreprises/\(host.company)").words
            #expect(company.contains("Espace de l’entreprise") && company.contains("jamais ouvert"))
            let access = try await browser.get("/entreprises/\(host.company)/espace").words
            #expect(access.contains("1 visite") && access.contains("ses élèves") && access.contains("Aucun accès"))
            let list = try await browser.get("/entreprises/espaces").words
            #expect(list.contains("BossZora") && list.contains("TuteurZora"))
            let unused = try await browser.get("/entreprises/espaces?vue=jamais").words
            #expect(!unused.contains("BossZora") && unused.contains("TuteurZora"))
            #expect(try await browser.get("/entreprises/espaces?vue=expires").words.contains("Aucun lien expiré"))
            let preview = try await browser.get("/contacts/\(host.tutor)/espace")
            #expect(preview.words.contains("EvaZora S.") && !preview.words.contains("TomZora"))
            #expect(!preview.text.contains("/espace/0") && !preview.words.contains("Dire qui est là"))
            let shown = try await browser.post("/contacts/\(host.boss)/espace/lien")
            #expect(shown.text.contains(path))
            for role in [Role.teacher, .cpe, .intendance] {
                let other = try await test.browser(role)
                for address in [
                    "/entreprises/espaces", "/entreprises/\(host.company)/espace", "/contacts/\(host.boss)/espace",
                ] {
                    #expect(try await other.get(address).status == .forbidden, "\(role) \(address)")
                }
                let page = try await other.get("/entreprises/\(host.company)").words
                #expect(!page.contains("Espace de l’entreprise"))
            }
        }
    }

    @Test(arguments: engines) func `goes with a campaign that holds it`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let host = try await test.addHost("Zora", try await test.addClass())
            var reader = FormReader(
                FormValues([
                    ("nom", "Espaces"), ("objet", "Votre espace"), ("texte", "{bonjour}\n{lien_espace}"), ("vue", ""),
                ]))
            let form = MailCampaignForm(reading: &reader)
            #expect(reader.problems.isEmpty)
            let id = try await test.app.perform(
                SaveMailCampaign(id: nil, form: form, segment: "", file: nil), by: test.author(.rbde))
            let author = test.author(.rbde)
            let day = test.app.now(for: author).day
            _ = try await test.app.perform(
                StartCampaign(id: id) { try $0.companyFilter(FormValues(), for: author, today: day) }, by: author)
            _ = try await test.app.perform(
                AdvanceCampaign(id: id, site: "https://bureau.example", spaces: test.spaces), by: author)
            let mail = try #require(try await test.sentMails().first { $0.recipient == "boss.zora@exemple.fr" })
            let link = try #require(mail.body.split(separator: "/espace/").dropFirst().first?.prefix(64))
            #expect(try await test.visitor().get("/espace/" + link).words.contains("BossZora"))
            #expect(try await test.read { try $0.spaceLink(of: host.boss) }?.sentAt != nil)
        }
    }
}

/// Whatever the people of several companies open, nothing of another company appears.
@Suite struct `Areas side by side` {
    /// Every page and paper that a person reaches from their area.
    private func everything(from path: String, _ browser: TestBrowser) async throws -> [String: String] {
        var seen: [String: String] = [:]
        var waiting = [path]
        while let next = waiting.popLast() {
            guard seen[next] == nil else { continue }
            let answer = try await browser.get(next)
            #expect(answer.status == .ok, "\(next) \(answer.status)")
            seen[next] = answer.text
            for piece in answer.text.split(separator: "href=\"").dropFirst() {
                let link = String(piece.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
                if link.hasPrefix(path) { waiting.append(link) }
            }
        }
        return seen
    }

    @Test(arguments: engines) func `never show anything of another company or of another school`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let (mine, theirs) = (try await test.addClass(), try await test.addClass(in: other))
            var hosts: [(mark: String, host: HostSample, place: School)] = []
            for mark in ["Zora", "Yvon", "Xena"] {
                hosts.append((mark, try await test.addHost(mark, mine), test.school))
            }
            hosts.append(("Walt", try await test.addHost("Walt", theirs, in: other), other))
            // A tutor of one company whose name stands, by mistake, on a stay of another.
            let (stray, owner) = (hosts[1].host.placement, hosts[0].host.otherTutor)
            try await test.write { db in
                try db.change(.placement, set: "tutor_id = \(owner)", where: "id = \(stray)")
            }
            for (mark, host, place) in hosts {
                let others = hosts.filter { $0.mark != mark }
                for person in host.people {
                    let browser = test.visitor()
                    let path = try await test.openSpace(person, in: place)
                    let pages = try await everything(from: path, browser)
                    #expect(pages.count >= 3)
                    for (address, text) in pages {
                        for foreign in others {
                            #expect(!text.contains(foreign.mark), "\(mark) \(address) shows \(foreign.mark)")
                        }
                    }
                    for foreign in others {
                        for paper in [
                            "convention/\(foreign.host.agreement)", "attestation/\(foreign.host.placement)",
                            "partenariat/\(foreign.host.partnership)", "remerciement/\(foreign.host.gift)",
                        ] {
                            #expect(try await browser.get(path + "/documents/" + paper).status == .notFound)
                        }
                        let stay = try await browser.post(
                            path + "/suivi", [("usage", "presence"), ("periode", foreign.host.placement.rawValue)])
                        #expect(stay.status == .notFound)
                    }
                }
            }
        }
    }
}

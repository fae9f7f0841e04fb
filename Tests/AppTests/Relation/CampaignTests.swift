import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A campaign` {
    private func addPartners(to test: TestApp) async throws {
        for (name, email, relation) in [
            ("Un", "un@exemple.fr", RelationStatus.active), ("Deux", "DEUX@exemple.fr", .active),
            ("Deux bis", "deux@exemple.fr", .active), ("Muet", "muet@exemple.fr", .leaveAlone), ("Sans", nil, .active),
            ("Trois", "trois@exemple.fr", .active),
        ] as [(String, String?, RelationStatus)] {
            try await test.addCompany("Atelier \(name)") { ($0.email, $0.relation) = (email, relation) }
        }
    }

    private let text = [
        ("nom", "Rentrée"), ("objet", "Bonjour {entreprise}"), ("texte", "{bonjour}\n{lien_reponse}\n{signature}"),
        ("par_jour", "2"), ("vue", "q=atelier"),
    ]

    @Test(arguments: engines) func `writes once to each address, within the day, and never to who refused`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await addPartners(to: test)
            let account = try await test.addAccount(.rbde)
            let browser = try await test.browser(of: account)
            let made = try await browser.post("/campagnes/nouvelle", text)
            let path = try #require(made.location)
            let draft = try await browser.get(path).words
            #expect(draft.contains("Destinataires (3)") && draft.contains("1 à ne plus solliciter"))
            #expect(draft.contains("Bonjour Atelier"))
            let start = [("_cle", "cle-d-essai-0123456789")]
            for _ in 1...2 { #expect(try await browser.post(path + "/lancement", start).status == .seeOther) }
            #expect(try await browser.post(path + "/lancement").status == .unprocessableContent)
            for _ in 1...3 { _ = try await Job.campaigns.run(test.app) }
            let first = try await test.outbox()
            #expect(first.count == 2)
            #expect(Set(first.map(\.recipient)).count == 2)
            #expect(first.allSatisfy { $0.body.contains("/desinscription/") && $0.body.contains("/reponse/") })
            // One of those that wait says no before their turn.
            let left = Set(["un@exemple.fr", "deux@exemple.fr", "trois@exemple.fr"]).subtracting(first.map(\.recipient))
            let author = test.author(.rbde)
            try await test.app.perform(RefuseMail(email: try #require(left.first)), by: author)
            test.clock.advance(seconds: 86_400)
            for _ in 1...3 { _ = try await Job.campaigns.run(test.app) }
            #expect(try await test.outbox().count == 2)
            // The session ended in the night.
            let later = try await test.browser(of: account)
            let end = try await later.get(path).words
            #expect(end.contains("Terminée") && end.contains("A demandé à ne plus être sollicité"))
            #expect(try await later.get("/entreprises?q=atelier+un").status == .ok)
        }
    }

    @Test(arguments: engines) func `names everybody who reads the address that it writes to once`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let (one, two) = (try await test.addCompany("Atelier Un"), try await test.addCompany("Atelier Deux"))
            try await test.write { db in
                for (company, civility, name, email) in [
                    (one.id, "Mme", "UNIQUE", "Compta@exemple.fr"), (one.id, "M.", "SECOND", "compta@exemple.fr"),
                    (two.id, "Mme", "TIERCE", "compta@Exemple.fr"),
                ] {
                    try db.insert(
                        Contact(
                            id: db.newID(), companyId: company, civility: civility, familyName: name, firstName: "Alix",
                            email: email, signatory: name == "UNIQUE"), into: .contact)
                }
            }
            let browser = try await test.browser(.rbde)
            let path = try #require(try await browser.post("/campagnes/nouvelle", text).location)
            let draft = try await browser.get(path).words
            #expect(draft.contains("Destinataires (1)") && draft.contains("Lue aussi par"))
            #expect(draft.contains("adresse déjà dans la liste"))
            #expect(draft.contains("Madame TIERCE, Monsieur SECOND, Madame UNIQUE,"))
            _ = try await browser.post(path + "/lancement")
            for _ in 1...2 { _ = try await Job.campaigns.run(test.app) }
            let mails = try await test.outbox()
            #expect(mails.count == 1)
            for name in ["UNIQUE", "SECOND", "TIERCE"] { #expect(mails.first?.body.contains(name) == true, "\(name)") }
        }
    }

    @Test(arguments: engines) func `meets one address twice in the form, whatever its capitals`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Atelier Un")
            let browser = try await test.browser(.rbde)
            let path = "/entreprises/\(company.id)/contacts/nouveau"
            _ = try await browser.post(path, [("nom", "UNIQUE"), ("courriel", "Compta@exemple.fr")])
            let second = [("nom", "SECOND"), ("courriel", "compta@Exemple.fr")]
            let refused = try await browser.post(path, second)
            #expect(refused.status == .unprocessableContent && refused.words.contains("a déjà cette adresse"))
            #expect(try await browser.post(path, second + [("meme_courriel", "1")]).status == .seeOther)
            #expect(try await test.read { try $0.contacts(of: company.id) }.count == 2)
        }
    }

    @Test(arguments: engines) func `leaves out companies that closed, and names those without address`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await addPartners(to: test)
            try await test.addCompany("Atelier Fermé") { company in
                (company.siret, company.email) = ("99988877900017", "ferme@exemple.fr")
            }
            try await test.app.performPlatform(CloseAtSirene(siret: "99988877900017"))
            let browser = try await test.browser(.rbde)
            let path = try #require(try await browser.post("/campagnes/nouvelle", text).location)
            let draft = try await browser.get(path)
            #expect(draft.words.contains("Destinataires (3)") && draft.words.contains("1 fermée au répertoire Sirene"))
            #expect(draft.words.contains("Sans adresse : à compléter") && draft.words.contains("Atelier Sans"))
            #expect(!draft.words.contains("ferme@exemple.fr"))
        }
    }

    @Test(arguments: engines) func `ends by a link, without account, and begins again by the same`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.addCompany("Atelier Un") { $0.email = "un@exemple.fr" }
            let browser = try await test.browser(.rbde)
            let path = try #require(try await browser.post("/campagnes/nouvelle", text).location)
            _ = try await browser.post(path + "/lancement")
            _ = try await Job.campaigns.run(test.app)
            let mail = try #require(try await test.outbox().first)
            let link = try #require(mail.unsubscribe?.split(separator: "/").last.map { "/desinscription/\($0)" })
            let visitor = test.visitor()
            #expect(try await visitor.get(link).words.contains("Ne plus recevoir"))
            // Looking at the page changes nothing: readers of mail open links by themselves.
            #expect(try await test.read { try $0.hasOptedOut("un@exemple.fr") } == false)
            _ = try await visitor.post(link)
            #expect(try await test.read { try $0.hasOptedOut("UN@exemple.fr") })
            #expect(try await visitor.get(link).words.contains("C’est noté"))
            _ = try await visitor.post(link, [("geste", "reprendre")])
            #expect(try await test.read { try $0.hasOptedOut("un@exemple.fr") } == false)
            #expect(try await visitor.get("/desinscription/inconnu").status == .gone)
        }
    }

    @Test func `shows what the mail server said to each`() async throws {
        let server = try StandInServer.mail(refusing: "deux@exemple.fr")
        let test = try await TestApp.make(environment: ["BUREAU_SMTP": "smtp://127.0.0.1:\(server.port)"])
        try await addPartners(to: test)
        let account = try await test.addAccount(.rbde)
        let browser = try await test.browser(of: account)
        let bounded = text.filter { $0.0 != "par_jour" } + [("par_jour", "50")]
        let path = try #require(
            try await browser.post(
                "/campagnes/nouvelle", bounded, files: [("piece", "plan.pdf", Array("%PDF-1.7 essai".utf8))]
            ).location)
        _ = try await browser.post(path + "/lancement")
        _ = try await Job.campaigns.run(test.app)
        _ = try await Job.mail.run(test.app)
        let page = try await browser.get(path).words
        #expect(page.contains("2 envoyés") && page.contains("Nouvel essai prévu") && page.contains("1 essai"))
        #expect(server.lines.contains { $0.contains("multipart/mixed") && $0.contains("List-Unsubscribe: <") })
        for _ in 1...8 {
            test.clock.advance(seconds: 86_400)
            _ = try await Job.mail.run(test.app)
        }
        // The session ended meanwhile.
        let later = try await test.browser(of: account)
        #expect(try await later.get(path).words.contains("Refusé"))
        #expect(try await later.post(path + "/relance").status == .seeOther)
        #expect(try await later.get(path).words.contains("Confié au serveur"))
        #expect(server.lines.count { $0.hasPrefix("DATA") } == 2)
    }

    @Test func `does not wait for ever on a server that stalls`() async throws {
        let server = try StandInServer(greeting: nil) { _ in "" }
        let mail = OutgoingMail(
            id: ID("m"), schoolId: nil, recipient: "un@exemple.fr", subject: "Essai", body: "Essai",
            createdAt: Moment(millisecondsSince1970: 0), attempts: 0, nextAttemptAt: Moment(millisecondsSince1970: 0),
            sentAt: nil, lastError: nil)
        var smtp = SMTP(address: "smtp://127.0.0.1:\(server.port)", sender: "bureau@exemple.fr")
        smtp.seconds = 1
        guard case .silent = await smtp.send(mail) else {
            Issue.record("nothing was handed over: it is tried again")
            return
        }
    }

    @Test func `is refused with a variable that does not exist, and nothing typed is lost`() async throws {
        let test = try await TestApp.make()
        let browser = try await test.browser(.rbde)
        let wrong = text.filter { $0.0 != "texte" } + [("texte", "Bonjour {prenom_du_chat}")]
        let answer = try await browser.post("/campagnes/nouvelle", wrong)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.words.contains("« {prenom_du_chat} » n’existe pas") && answer.field("nom") == "Rentrée")
        let path = try #require(try await browser.post("/campagnes/nouvelle", text).location)
        #expect(try await browser.post(path + "/lancement").words.contains("Personne ne recevrait"))
        let heavy = try await browser.post(
            "/campagnes/nouvelle", text, files: [("piece", "x.exe", Array("MZ".utf8))])
        #expect(heavy.status == .unprocessableContent && heavy.words.contains("fichier PDF"))
    }

    @Test(arguments: engines) func `asks what the year will be, answered in one click`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let company = try await test.addCompany("Atelier Un") { $0.email = "un@exemple.fr" }
            let browser = try await test.browser(.rbde)
            let path = try #require(try await browser.post("/campagnes/nouvelle", text).location)
            _ = try await browser.post(path + "/lancement")
            _ = try await Job.campaigns.run(test.app)
            let body = try #require(try await test.outbox().first?.body)
            let token = try #require(body.split(separator: "/reponse/").dropFirst().first?.prefix { $0.isHexDigit })
            let visitor = test.visitor()
            #expect(try await visitor.get("/reponse/\(token)").words.contains("Nous cherchons un élève"))
            #expect(try await visitor.post("/reponse/\(token)").status == .unprocessableContent)
            let answer = [("reponse", "cherche"), ("places", "2"), ("metiers", "Menuisier")]
            #expect(try await visitor.post("/reponse/\(token)", answer).location == "/reponse/\(token)/merci")
            #expect(try await visitor.get("/reponse/\(token)/merci").words.contains("Cherche"))
            let kept = try await test.company(company.id)
            #expect(kept.relation == .interested)
            #expect(try await browser.get("/entreprises?reponse=cherche").companyKeys == [company.id.rawValue])
            let page = try await browser.get("/entreprises/\(company.id)").words
            #expect(page.contains("Réponse pour 2026-2027 : Cherche") && page.contains("Rappeler : elle a répondu"))
            #expect(try await visitor.get("/reponse/inconnu").status == .gone)
        }
    }
}

private struct RefuseMail: App.Operation {
    let email: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try db.setOptOut(true, of: email, by: author, at: now)
    }
}

@Suite struct `The indicators of partners` {
    @Test(arguments: engines) func `say their numerator and their denominator`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            _ = try await test.addClass()
            let active = try await test.addCompany("Garage actif") { $0.relation = .active }
            let silent = try await test.addCompany("Garage perdu")
            try await test.write { db in
                try db.insertMany(try Talks.make(3, with: active.id, by: "Alix"), into: .interaction)
                try db.insert(
                    Interaction(
                        id: ID("vieux"), companyId: silent.id, kind: .siteVisit, purpose: .placement,
                        outcome: .information, happenedOn: try #require(LocalDate("2025-10-10")), authorName: "Alix"),
                    into: .interaction)
            }
            let span = IndicatorSpan(year: 2026, today: try #require(LocalDate("2026-11-23")), academie: nil)
            let figures = try await test.read { db in try PartnerIndicators.sources.map { try $0.read(db, span) } }
            func figure(_ code: String) throws -> PartnerIndicator { try #require(figures.first { $0.code == code }) }
            #expect(try figure("I1.1").value == 1)
            #expect(try figure("I1.1").before == 1)
            #expect(try figure("I1.2").value == 1)
            #expect(try figure("I1.3").value == 0 && figure("I1.3").denominator == 1)
            #expect(try figure("I1.5").value == 3)
            #expect(try figure("I1.6").value == 0)
            let browser = try await test.browser(.rbde)
            let page = try await browser.get("/entreprises/indicateurs").words
            #expect(page.contains("Où sont nos manques") && page.contains("Couverture des filières"))
            #expect(try await browser.get("/entreprises/indicateurs/export.csv").text.contains("I1.10"))
            #expect(try await test.browser(.teacher).get("/entreprises/indicateurs/export.csv").status == .forbidden)
        }
    }

    @Test(arguments: engines) func `are told stream by stream too`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let active = try await test.addCompany("Garage actif") {
                $0.relation = .active
                $0.streams = "vente, Boulangerie"
            }
            try await test.addCompany("Garage d’ailleurs") { $0.streams = "Aventure" }
            try await test.write { db in
                try db.change(.schoolClass, set: "stream = \("Vente")", where: "id = \(sample.classId)")
                try db.insertMany(try Talks.make(3, with: active.id, by: "Alix"), into: .interaction)
                let day = try #require(LocalDate("2026-10-01"))
                try db.insert(
                    Partnership(
                        id: db.newID(), companyId: active.id, title: "Essai", streams: "VENTE", startsOn: day,
                        endsOn: day.adding(years: 1), state: .active), into: .partnership)
            }
            _ = try await test.addRequest([("filiere", "vente")])
            let span = IndicatorSpan(year: 2026, today: try #require(LocalDate("2026-11-23")), academie: nil)
            let rows = try await test.read { try $0.streamIndicators(span) }
            #expect(rows.map(\.stream) == ["Vente"])
            let figures = try #require(rows.first?.figures)
            #expect(Set(figures.keys) == Set(StreamIndicators.codes))
            #expect(figures["I1.1"]?.value == 1 && figures["I1.2"]?.value == 1 && figures["I1.5"]?.value == 3)
            #expect(figures["I1.4"]?.value == 1 && figures["I1.7"]?.text == "0\u{A0}/\u{A0}1")
            #expect(figures["I1.10"] == .init(value: 1, denominator: 5))
            let browser = try await test.browser(.rbde)
            #expect(try await browser.get("/entreprises/indicateurs").words.contains("Filière par filière"))
            #expect(try await browser.get("/entreprises/indicateurs/export.csv").text.contains("Vente"))
        }
    }
}

/// The register says that a place closed.
private struct CloseAtSirene: PlatformOperation {
    let siret: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run(
            """
            insert into sirene_establishment (siret, active, since, partial, head_office, own_name, unit_name,
            unit_active, category, size, headcount, unit_headcount, naf, naf2025, complement, street, postal_code, town,
            commune_code, department, seen_at)
            values (\(siret), false, '2026-01-31', false, true, 'ATELIER', '', true, '', '', '', '', '', '', '', '',
            '31000', 'TOULOUSE', '31555', '31', \(now.moment.description))
            """)
    }
}

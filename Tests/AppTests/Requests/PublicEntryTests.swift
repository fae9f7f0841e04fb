import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The public page of a bureau` {
    @Test(arguments: engines) func `is unknown until the school publishes it, and shows no learner`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let visitor = test.visitor()
            #expect(try await visitor.get("/bureau/0999001W").status == .notFound)
            #expect(try await visitor.get("/bureau/0999001W/demande").status == .notFound)
            #expect(!(try await visitor.get("/bureaux")).words.contains("Alizés"))
            let sample = try await test.addClass()
            let owner = try await test.browser(.rbde)
            let saved = try await owner.post(
                "/demandes/page",
                [
                    ("publiee", "1"), ("formulaire", "1"), ("formations", "1"), ("calendrier", "1"), ("promesse", "3"),
                    ("presentation", "Bienvenue <b>ici</b>"), ("metiers", "Vendeuse\nVendeur"), ("version", "0"),
                ])
            #expect(saved.status == .seeOther)
            let page = try await visitor.get("/bureau/0999001w")
            #expect(page.status == .ok && page.text.contains("&lt;b&gt;ici"))
            #expect(page.words.contains("sous 3 jours ouvrés") && page.words.contains("Vendeuse"))
            #expect(!page.words.contains("FICTIF") && !page.words.contains("TMRC"))
            #expect(try await visitor.get("/bureaux?q=toulouse").words.contains("Alizés"))
            // A class without pupils' names is all that leaves: the class itself is not named.
            #expect(!page.text.contains(sample.classId.rawValue))
        }
    }

    @Test(arguments: Role.invitable) func `is written by those who answer for the bureau`(role: Role) async throws {
        let test = try await TestApp.make()
        let answer = try await test.browser(role).post("/demandes/page", [("promesse", "2"), ("version", "0")])
        #expect((answer.status == .forbidden) == !role.may(.manageEntry))
    }
}

@Suite struct `The public form` {
    @Test(arguments: engines) func `takes a request, acknowledges it and gives a link that follows it`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.publishBureau()
            let company = test.visitor()
            let sent = try await test.ask(company)
            #expect(sent.status == .seeOther)
            let request = try #require(try await test.requests().first)
            #expect(request.number == "D2026-0001" && request.state == .received && request.city == "Colomiers")
            let path = try #require(sent.location).replacing("?recue=1", with: "")
            #expect(path.hasPrefix("/demande/") && !path.contains(request.id.rawValue))
            let mail = try #require(try await test.sentMails().first { $0.recipient == "andrea@exemple.fr" })
            #expect(mail.body.contains(path) && mail.subject.contains("D2026-0001"))

            let followed = try await test.visitor().get(path)
            #expect(followed.words.contains("Nous pouvons prendre deux élèves en mars."))
            #expect(try await test.visitor().get("/demande/inconnu").status == .notFound)

            let answered = try await test.browser(.rbde).post(
                "/demandes/\(request.id)/messages", [("message", "Avec plaisir, appelons-nous.")])
            #expect(answered.status == .seeOther)
            _ = try await test.browser(.rbde).post(
                "/demandes/\(request.id)/messages", [("message", "Client difficile"), ("note", "1")])
            let thread = try await test.visitor().get(path)
            #expect(thread.words.contains("Avec plaisir") && !thread.words.contains("difficile"))
            let reply = try await company.post(path, [("message", "Merci, lundi\u{202E} ?")])
            #expect(reply.location == path)
            let after = try #require(try await test.requests().first)
            #expect(after.state == .running && after.awaitsAnswer && after.firstAnsweredOn != nil)
        }
    }

    @Test func `says everything that is missing and loses nothing typed`() async throws {
        let test = try await TestApp.make()
        try await test.publishBureau()
        let answer = try await test.ask(
            test.visitor(), [("courriel", "pas une adresse"), ("accord", ""), ("siret", "123"), ("rome", "ZZZ")])
        #expect(answer.status == .unprocessableContent)
        for word in ["adresse électronique", "Cochez", "SIRET", "code ROME", "deux élèves en mars"] {
            #expect(answer.words.contains(word), "\(word)")
        }
        #expect(try await test.requests().isEmpty)
    }

    @Test func `takes an emoji and a name from right to left`() async throws {
        let test = try await TestApp.make()
        try await test.publishBureau()
        let sent = try await test.ask(test.visitor(), [("entreprise", "מאפייה 🥐"), ("contact", "علي")])
        let shown = try await test.visitor().get(try #require(sent.location))
        #expect(shown.status == .ok)
        #expect(try await test.requests().first?.companyName == "מאפייה 🥐")
    }

    @Test func `refuses what is sent too fast, too late, elsewhere or twice`() async throws {
        let test = try await TestApp.make()
        try await test.publishBureau()
        let robot = test.visitor()
        let fast = try await test.ask(robot, wait: 1)
        #expect(fast.status == .unprocessableContent && fast.words.contains("trop vite"))
        let late = try await test.ask(robot, wait: 13 * 3600)
        #expect(late.status == .unprocessableContent && late.words.contains("trop longtemps"))
        let forged = try await robot.post(
            "/bureau/0999001W/demande", EntrySample.fields([(EntryGuard.stamp, "1790000000000.00")]))
        #expect(forged.status == .unprocessableContent)
        #expect(try await test.requests().isEmpty)
        #expect(try await test.sentMails().isEmpty)

        let form = try await robot.get("/bureau/0999001W/demande")
        let stamp = try #require(form.field(EntryGuard.stamp))
        test.clock.advance(seconds: 30)
        for message in ["Un", "Deux"] {
            _ = try await robot.post(
                "/bureau/0999001W/demande", EntrySample.fields([(EntryGuard.stamp, stamp), ("message", message)]))
        }
        #expect(try await test.requests().map(\.message) == ["Un"])
        // Another visitor cannot use the stamp of the first.
        let other = test.visitor()
        _ = try await other.get("/bureau/0999001W/demande")
        let stolen = try await other.post(
            "/bureau/0999001W/demande", EntrySample.fields([(EntryGuard.stamp, stamp), ("message", "Trois")]))
        #expect(stolen.status == .unprocessableContent)
    }

    @Test func `thanks a robot that fills in the hidden field, and keeps nothing`() async throws {
        let test = try await TestApp.make()
        try await test.publishBureau()
        let sent = try await test.ask(test.visitor(), [(EntryGuard.trap, "http://exemple.fr")])
        #expect(sent.location == "/bureau/0999001W/merci")
        #expect(try await test.requests().isEmpty)
        #expect(try await test.sentMails().isEmpty)
    }

    @Test func `filled in 1 000 times by one robot makes a handful of requests and mails`() async throws {
        let test = try await TestApp.make()
        try await test.publishBureau()
        let robot = test.visitor()
        let form = try await robot.get("/bureau/0999001W/demande")
        for index in 0..<1000 {
            // The robot is patient and reads the form each time.
            let page = index == 0 ? form : try await robot.get("/bureau/0999001W/demande")
            test.clock.advance(seconds: 5)
            _ = try await robot.post(
                "/bureau/0999001W/demande",
                EntrySample.fields([
                    (EntryGuard.stamp, page.field(EntryGuard.stamp) ?? ""), ("message", "Texte \(index)"),
                    ("courriel", "cible\(index % 7)@exemple.fr"),
                ]))
        }
        // 5 000 seconds went by: two hours at most of what one client may send.
        #expect(try await test.requests().count <= 2 * EntryGuard.byClient.tries)
        #expect(try await test.sentMails().count <= 2 * EntryGuard.byClient.tries)
    }

    @Test(arguments: engines) func `sent by 1 000 robots at once fills neither the inbox nor the mailboxes`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.publishBureau()
            var refused = 0
            for index in 0..<200 {
                var reader = FormReader(
                    FormValues(EntrySample.fields([("message", "Texte \(index)"), ("courriel", "cible@exemple.fr")])))
                let form = RequestForm(reading: &reader)
                do {
                    _ = try await test.app.performPlatform(
                        ReceiveRequest(
                            uai: "0999001W", form: form, stamp: "s\(index)", mailer: RequestMailer(test.app)))
                } catch is EntryRefusal {
                    refused += 1
                }
            }
            #expect(try await test.requests().count == EntryGuard.schoolHourly)
            #expect(refused == 200 - EntryGuard.schoolHourly)
            let mails = try await test.sentMails()
            #expect(mails.count { $0.recipient == "cible@exemple.fr" } == EntryGuard.mailsPerAddress)
        }
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The mails of an action that leave by themselves` {
    @Test(arguments: engines) func `remind guests and team once, some days before`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            _ = try await test.write { db in
                try db.change(.staffMember, set: "email = 'santini@lycee.example'", where: "id = \(sample.teacher)")
            }
            let id = try await test.addAction(sample, .talk, on: "2026-12-03", asker: sample.teacher)
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            let office = try await test.browser(.rbde)
            _ = try await office.post("/actions/\(id)/envoi", [("courriel", "invitation")])
            let visitor = test.visitor()
            _ = try await visitor.post(
                try await test.linkPath(inMailTo: "delorme@exemple.fr"), [("reponse", "oui")])
            let before = try await test.outbox().count
            #expect(try await test.sendActionMails() == 0)
            #expect(try await office.get("/actions/\(id)").words.contains("Le 26 novembre"))

            // Seven days before.
            test.clock.advance(seconds: 3 * 86_400)
            #expect(try await test.sendActionMails() == 3)
            let mails = try await test.outbox().dropFirst(before)
            let recipients = Set(mails.map(\.recipient))
            #expect(recipients == ["delorme@exemple.fr", "gerant@exemple.fr", "santini@lycee.example"])
            let toGuest = try #require(mails.first { $0.recipient == "delorme@exemple.fr" })
            #expect(toGuest.subject.contains("À bientôt") && toGuest.body.contains("/participation/"))
            let silent = try #require(mails.first { $0.recipient == "gerant@exemple.fr" })
            #expect(silent.body.contains("pas encore votre réponse"))
            let team = try #require(mails.first { $0.recipient == "santini@lycee.example" })
            #expect(team.body.contains("1 professionnel a dit oui, 1 sans réponse"))
            for name in ["FICTIF", "INVENTÉ"] { #expect(!team.body.contains(name)) }

            // Once only; another date is another reminder.
            #expect(try await test.sendActionMails() == 0)
            test.clock.advance(seconds: 86_400)
            #expect(try await test.sendActionMails() == 0)
            #expect(try await office.get("/actions/\(id)").words.contains("3 partis"))
            _ = try await test.write { db in
                try db.change(.action, set: "starts_on = '2026-12-10'", where: "id = \(id)")
            }
            test.clock.advance(seconds: 8 * 86_400)
            #expect(try await test.sendActionMails() == 3)
        }
    }

    @Test(arguments: engines) func `thank who came, once, some days after`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let id = try await test.addAction(sample, .talk, .confirmed, on: "2026-11-23")
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            let office = try await test.browser(.rbde)
            let guests = try await test.guests(of: id)
            let came = try #require(guests.first { $0.email == "delorme@exemple.fr" })
            let missed = try #require(guests.first { $0.email == "gerant@exemple.fr" })
            _ = try await office.post("/actions/\(id)/invites/reponse", [("reponse", "\(came.id)~present")])
            _ = try await office.post("/actions/\(id)/invites/reponse", [("reponse", "\(missed.id)~absent")])
            _ = try await office.post("/actions/\(id)/etat", [("geste", "noter_realisee"), ("version", "1")])
            test.clock.advance(seconds: 86_400)
            #expect(try await test.sendActionMails() == 0)
            test.clock.advance(seconds: 86_400)
            #expect(try await test.sendActionMails() == 1)
            let mail = try #require(try await test.outbox().last)
            #expect(mail.recipient == "delorme@exemple.fr" && mail.subject.contains("Merci"))
            #expect(try await test.sendActionMails() == 0)
            // The link of the mail asks the question, and the page no longer offers to send it by hand.
            let page = try await test.visitor().get(try await test.linkPath(inMailTo: "delorme@exemple.fr"))
            #expect(page.words.contains("referiez-vous"))
            let action = try await office.get("/actions/\(id)").words
            #expect(action.contains("1 parti") && !action.contains("Remercier et demander un avis"))
        }
    }

    @Test(arguments: engines) func `stay away where they are switched off, refused or too late`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let id = try await test.addAction(sample, .talk, on: "2026-11-28")
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            _ = try await test.write { db in
                try db.change(.actionGuest, set: "state = 'accepte'", where: "true")
            }
            let office = try await test.browser(.rbde)
            let off = try await office.post("/actions/\(id)/courriels", [("genre", "rappel"), ("part", "non")])
            #expect(off.status == .seeOther)
            #expect(try await office.get("/actions/\(id)").words.contains("Ne part pas seul"))
            #expect(try await test.sendActionMails() == 0)
            _ = try await office.post("/actions/\(id)/courriels", [("genre", "rappel"), ("part", "oui")])
            let monday = try #require(LocalDate("2026-11-23"))
            // One asked for no mail at all, the other takes back their consent to be invited.
            try await test.write { db in
                try db.insert(
                    MailOptOut(
                        id: db.newID(), email: "delorme@exemple.fr", notedAt: test.clock.now, origin: .link,
                        authorName: ""), into: .mailOptOut)
                try db.insert(
                    ContactRefusal(
                        id: db.newID(), contactId: sample.signatory, refusedOn: monday, means: "téléphone"),
                    into: .contactRefusal)
            }
            #expect(try await test.sendActionMails() == 0)
            #expect(try await test.outbox().isEmpty)
            // An action that is only prepared, or cancelled, reminds nobody.
            _ = try await test.write { db in
                try db.delete(from: .mailOptOut, where: "true")
                return try db.change(.action, set: "state = 'en_preparation'", where: "true")
            }
            #expect(try await test.sendActionMails() == 0)
            // Thanks long after the day would surprise: they no longer leave by themselves.
            _ = try await test.write { db in
                try db.change(.actionGuest, set: "state = 'present'", where: "true")
                return try db.change(.action, set: "state = 'close', starts_on = '2026-10-01'", where: "true")
            }
            #expect(try await test.sendActionMails() == 0)
            let bad = try await office.post("/actions/\(id)/courriels", [("genre", "publicite"), ("part", "oui")])
            #expect(bad.status == .badRequest)
        }
    }

    @Test func `leave on the days the school sets`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addClass()
        try await test.giveMails(sample)
        let id = try await test.addAction(sample, .talk, on: "2026-12-03")
        try await test.addGuest(\.tutor, sample, to: id)
        _ = try await test.write { db in try db.change(.actionGuest, set: "state = 'accepte'", where: "true") }
        #expect(try await test.sendActionMails() == 0)
        let head = try await test.browser(.proviseur)
        _ = try await head.post("/reglages/seuils", [("actionReminderDays", "12")])
        #expect(try await test.sendActionMails() == 1)
    }
}

extension TestApp {
    /// One round of the job, for the school of the tests.
    func sendActionMails() async throws -> Int {
        let secrets = app.secrets
        return try await app.perform(
            SendActionMails(
                site: "https://bureau.example", token: { secrets.seal("invite" + $0.rawValue, for: .personalLink) }),
            by: .commandLine(for: school))
    }
}

import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `An action` {
    @Test(arguments: engines) func `is asked for in two choices by a teacher, then prepared by the office`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            #expect(try await teacher.get("/actions/demande").words.contains("TMRC"))
            let asked = try await teacher.post(
                "/actions/demande", [("genre", "visite"), ("classe", sample.classId.rawValue)])
            let path = try #require(asked.location)
            let page = try await teacher.get(path).words
            #expect(
                page.contains("Demandée") && page.contains("Visite d’entreprise, TMRC") && !page.contains("Accepter"))
            let office = try await test.browser(.rbde)
            #expect(try await office.get("/actions").words.contains("À accepter ou à dater"))
            #expect(
                try await office.post(path + "/etat", [("geste", "accepter"), ("version", "1")]).status == .seeOther)
            let again = try await office.post(path + "/etat", [("geste", "accepter"), ("version", "1")])
            #expect(again.status == .conflict)
            let undated = try await office.post(path + "/etat", [("geste", "confirmer"), ("version", "2")])
            #expect(undated.status == .unprocessableContent && undated.words.contains("Fixez d’abord la date"))
            let edited = try await office.post(
                path + "/modifier",
                [
                    ("genre", "visite"), ("titre", "Visite du garage"), ("jour", "01/12/2026"), ("debut", "9h"),
                    ("heure_fin", "12h"), ("classe", sample.classId.rawValue), ("autorisation", "1"),
                    ("enseignant", sample.teacher.rawValue), ("version", "2"),
                ])
            #expect(edited.status == .seeOther)
            #expect(
                try await office.post(path + "/etat", [("geste", "confirmer"), ("version", "3")]).status == .seeOther)
            let ready = try await teacher.get(path).words
            #expect(ready.contains("Confirmée") && ready.contains("1 autorisation de parents à recevoir"))
            #expect(try await teacher.get("/actions/calendrier").words.contains("Visite du garage"))
            let ics = try await teacher.get("/actions/calendrier.ics").text
            // Nine o’clock in Paris in winter.
            #expect(ics.contains("DTSTART:20261201T080000Z") && ics.contains("DTEND:20261201T110000Z"))
            #expect(
                try await teacher.get("/classes/\(sample.classId)/calendrier.ics").text.contains("Visite du garage"))
        }
    }

    @Test func `of another class is not seen by a teacher, nor asked for by them`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addClass()
        let id = try await test.addAction(sample)
        let stranger = try await test.browser(.teacher, staff: sample.stranger)
        #expect(try await stranger.get("/actions/\(id)").status == .notFound)
        #expect(!(try await stranger.get("/actions").words.contains("des essais")))
        let asked = try await stranger.post(
            "/actions/demande", [("genre", "visite"), ("classe", sample.classId.rawValue)])
        #expect(asked.status == .notFound)
        #expect(try await stranger.get("/actions/\(id)/presence").status == .notFound)
    }

    @Test(arguments: engines) func `that is cancelled tells those invited, and not those who had said no`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let id = try await test.addAction(sample, .talk)
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            let office = try await test.browser(.rbde)
            _ = try await office.post("/actions/\(id)/envoi", [("courriel", "invitation")])
            let visitor = test.visitor()
            let path = try await test.linkPath(inMailTo: "delorme@exemple.fr")
            #expect(try await visitor.post(path, [("reponse", "oui")]).status == .seeOther)
            let third = try await test.addAction(sample, .jury, on: "2026-12-02")
            test.clock.advance(seconds: 60)
            try await test.addGuest(\.signatory, sample, to: third)
            _ = try await office.post("/actions/\(third)/envoi", [("courriel", "invitation")])
            _ = try await visitor.post(try await test.linkPath(inMailTo: "gerant@exemple.fr"), [("reponse", "non")])
            _ = try await office.post(
                "/actions/\(third)/etat", [("geste", "annuler"), ("motif", "Salle prise"), ("version", "1")])
            let before = try await test.outbox().count
            let nothing = try await office.post("/actions/\(id)/etat", [("geste", "annuler"), ("version", "1")])
            #expect(nothing.status == .unprocessableContent && nothing.words.contains("Dites pourquoi"))
            let cancelled = try await office.post(
                "/actions/\(id)/etat", [("geste", "annuler"), ("motif", "Grève des transports"), ("version", "1")])
            #expect(cancelled.status == .seeOther)
            #expect(try await test.outbox().count == before + 2)
            let mails = try await test.outbox().filter { $0.subject.hasPrefix("Annulation") }
            #expect(Set(mails.map(\.recipient)) == ["delorme@exemple.fr", "gerant@exemple.fr"] && mails.count == 2)
            #expect(mails.first?.body.contains("Grève des transports") == true)
            let page = try await visitor.get(path).words
            #expect(page.contains("annulée") && !page.contains("Oui, je viens"))
            let late = try await visitor.post(path, [("reponse", "non")])
            #expect(late.status == .unprocessableContent && late.words.contains("annulée"))
        }
    }

    @Test(arguments: engines) func `cannot share its room or its class with another at the same time`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            #expect(
                try await office.post("/actions/salles", [("nom", "Salle polyvalente"), ("places", "1")]).status
                    == .seeOther)
            #expect(
                try await office.post("/actions/salles", [("nom", "Salle polyvalente")]).status == .unprocessableContent
            )
            let room = try #require(try await test.read { try $0.rooms() }.first?.id)
            let first = try await test.addAction(sample, .talk, room: room)
            let second = try await test.write { db in
                let action = Action(id: db.newID(), kind: .conference, schoolYear: 2026, title: "Conférence")
                try db.insert(action, into: .action)
                return action.id
            }
            var form = [
                ("genre", "conference"), ("titre", "Conférence"), ("jour", "2026-12-01"), ("debut", "11:00"),
                ("heure_fin", "13:00"), ("salle", room.rawValue), ("version", "1"),
            ]
            let taken = try await office.post("/actions/\(second)/modifier", form)
            #expect(
                taken.status == .unprocessableContent && taken.words.contains("« Salle polyvalente » est déjà prise"))
            #expect(taken.field("titre") == "Conférence")
            form[5] = ("salle", "")
            let double = try await office.post(
                "/actions/\(second)/modifier", form + [("classe", sample.classId.rawValue)])
            #expect(double.status == .unprocessableContent && double.words.contains("TMRC est déjà"))
            form[3] = ("debut", "12:00")
            form[5] = ("salle", room.rawValue)
            #expect(try await office.post("/actions/\(second)/modifier", form).status == .seeOther)
            #expect(try await office.get("/actions/\(first)").words.contains("a 1 places, pour 3"))
            let used = try await office.post("/actions/salles/\(room)/retrait")
            #expect(used.status == .unprocessableContent && used.words.contains("attend encore 2 actions"))
        }
    }

    @Test(arguments: engines) func `of a year that ended while it ran is carried over, or told to the office`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let id = try await test.addAction(sample, .forum, .confirmed, on: "2026-06-20", year: 2025)
            let office = try await test.browser(.rbde)
            let list = try await office.get("/actions").words
            #expect(list.contains("1 action d’une année finie attend une décision"))
            #expect(try await office.get("/actions/\(id)").words.contains("Passer à l’année en cours"))
            #expect(
                try await office.post("/actions/\(id)/etat", [("geste", "reporter_annee"), ("version", "1")]).status
                    == .seeOther)
            let action = try await test.read { try $0.action(id) }
            #expect(action.schoolYear == 2026 && action.startsOn == nil && action.state == .preparing)
            #expect(!(try await office.get("/actions").words.contains("d’une année finie")))
        }
    }

    @Test func `keeps its dates inside its school year`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addClass()
        let id = try await test.addAction(sample, .forum, .preparing)
        let answer = try await test.browser(.rbde).post(
            "/actions/\(id)/modifier",
            [("genre", "forum"), ("titre", "Forum"), ("jour", "2028-02-01"), ("version", "1")])
        #expect(answer.status == .unprocessableContent && answer.words.contains("sort de l’année scolaire"))
    }

    @Test(arguments: engines) func `ends with presence, thanks, opinions and effects, and serves next year`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let id = try await test.addAction(sample, .talk, on: "2026-11-23", asker: sample.teacher)
            let office = try await test.browser(.rbde)
            let path = "/actions/\(id)"
            try await test.addGuest(\.tutor, sample, to: id)
            let guest = try #require(try await test.guests(of: id).first)
            #expect(
                try await office.post("/actions/\(id)/invites/reponse", [("reponse", "\(guest.id)~accepte")]).status
                    == .seeOther)
            let teacher = try await test.browser(.teacher, staff: sample.teacher)
            let sheet = try await teacher.get(path + "/presence").text
            #expect(sheet.contains("FICTIF") && sheet.contains("etat-"))
            let lines = try await test.read { try $0.actionLearners(of: id) }
            let saved = try await teacher.post(
                path + "/presence", lines.map { ("etat-\($0.id)", $0.familyName == "FICTIF" ? "absent" : "present") })
            #expect(saved.status == .seeOther)
            let key = try #require(lines.first { $0.familyName == "FICTIF" }).id.rawValue
            let back = try await teacher.post(path + "/autorisations", [("ligne", key), ("autorise", key)])
            #expect(try await teacher.follow(back).words.contains("reçue le 23 novembre"))
            for file in ["emargement.pdf", "autorisations.pdf"] {
                #expect(try await teacher.get(path + "/" + file).headers[.contentType] == "application/pdf")
            }
            #expect(
                try await office.post(path + "/etat", [("geste", "noter_realisee"), ("version", "1")]).status
                    == .seeOther)
            _ = try await office.post("/actions/\(id)/invites/reponse", [("reponse", "\(guest.id)~present")])
            #expect(try await office.post(path + "/envoi", [("courriel", "merci")]).status == .seeOther)
            let met = try await test.read { try $0.interactions(of: sample.company) }
            #expect(met.contains { $0.kind == .event && $0.contactId == sample.tutor })
            let link = try await test.linkPath(inMailTo: "delorme@exemple.fr")
            let visitor = test.visitor()
            #expect(try await visitor.post(link + "/avis", [("note", "9")]).status == .unprocessableContent)
            #expect(
                try await visitor.post(link + "/avis", [("note", "4"), ("remarque", "Élèves curieux")]).status
                    == .seeOther)
            #expect(try await visitor.post(link + "/avis", [("note", "3")]).status == .seeOther)
            #expect(try await office.post(path + "/liens", [("usage", "avis"), ("ouvert", "oui")]).status == .seeOther)
            let page = try await office.get(path)
            let start = try #require(page.text.range(of: "/avis/"))
            let token = String(page.text[start.upperBound...].prefix(64))
            for _ in 0..<2 { #expect(try await visitor.post("/avis/\(token)", [("note", "2")]).status == .seeOther) }
            #expect(try await visitor.post("/avis/\(token)", [("note", "2")]).status == .unprocessableContent)
            let effect = [("effet", "stage"), ("nombre", "2"), ("entreprise", sample.company.rawValue)]
            #expect(try await office.post(path + "/effets", effect).status == .seeOther)
            let empty = try await office.post(path + "/etat", [("geste", "clore"), ("version", "3")])
            #expect(empty.status == .unprocessableContent)
            let closed = [("geste", "clore"), ("bilan", "À refaire en février"), ("version", "3")]
            #expect(try await office.post(path + "/etat", closed).status == .seeOther)
            let words = try await office.get(path).words
            #expect(words.contains("Entreprises : 3,0 sur 4") && words.contains("Apprenants : 2,0 sur 4"))
            #expect(words.contains("Lieux de stage : 2") && words.contains("À refaire en février"))
            let copy = try await office.post(path + "/reprise")
            let next = try await office.follow(copy).words
            #expect(next.contains("En préparation") && next.contains("À inviter") && next.contains("date à fixer"))
        }
    }
}

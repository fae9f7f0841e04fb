import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A professional` {
    @Test(arguments: engines) func `who said they were willing is proposed first, then chooses a slot by link`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let office = try await test.browser(.rbde)
            let wills = "/contacts/\(sample.tutor)/accords"
            #expect(try await office.post(wills, [("genre", "intervention"), ("genre", "jury")]).status == .seeOther)
            #expect(try await office.get("/actions/intervenants?genre=jury").words.contains("DELORME"))
            let id = try await test.addAction(sample, .talk)
            #expect(try await office.get("/actions/\(id)/invites").words.contains("Étienne DELORME, Garage"))
            try await test.addGuest(\.tutor, sample, to: id)
            try await test.addGuest(\.signatory, sample, to: id)
            let slots = [("de", "9h"), ("a", "11h"), ("duree", "60")]
            #expect(try await office.post("/actions/\(id)/creneaux", slots).status == .seeOther)
            #expect(try await office.post("/actions/\(id)/envoi", [("courriel", "invitation")]).status == .seeOther)
            let times = try await test.read { try $0.slots(of: id) }
            #expect(times.count == 2)
            let visitor = test.visitor()
            let path = try await test.linkPath(inMailTo: "delorme@exemple.fr")
            #expect(try await visitor.get(path).words.contains("Intervention"))
            let vague = try await visitor.post(path, [("reponse", "oui")])
            #expect(vague.status == .unprocessableContent && vague.words.contains("Choisissez un créneau"))
            let yes = [("reponse", "oui"), ("creneau", times[0].id.rawValue), ("message", "Avec un apprenti")]
            #expect(try await visitor.post(path, yes).status == .seeOther)
            let other = try await test.linkPath(inMailTo: "gerant@exemple.fr")
            let taken = try await visitor.post(other, [("reponse", "oui"), ("creneau", times[0].id.rawValue)])
            #expect(taken.status == .unprocessableContent && taken.words.contains("vient d’être pris"))
            #expect(try await visitor.post(other, [("reponse", "non")]).status == .seeOther)
            let words = try await office.get("/actions/\(id)").words
            #expect(words.contains("A accepté") && words.contains("A décliné") && words.contains("Avec un apprenti"))
            #expect(try await visitor.get("/participation/\(String(repeating: "0", count: 64))").status == .gone)
        }
    }

    @Test(arguments: engines) func `who withdraws their consent is invited no more, anywhere`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.giveMails(sample)
            let office = try await test.browser(.rbde)
            _ = try await office.post("/contacts/\(sample.tutor)/accords", [("genre", "intervention")])
            let first = try await test.addAction(sample, .talk)
            let second = try await test.addAction(sample, .talk, on: "2026-12-15")
            try await test.addGuest(\.tutor, sample, to: first)
            try await test.addGuest(\.tutor, sample, to: second)
            _ = try await office.post("/actions/\(first)/envoi", [("courriel", "invitation")])
            let path = try await test.linkPath(inMailTo: "delorme@exemple.fr")
            let visitor = test.visitor()
            #expect(try await visitor.post(path + "/retrait").status == .seeOther)
            #expect(try await test.guests(of: first).map(\.state) == [.withdrawn])
            #expect(try await test.guests(of: second).map(\.state) == [.withdrawn])
            let will = try await test.read { try $0.wills(of: sample.tutor) }
            #expect(will.first?.withdrawnOn == LocalDate("2026-11-23"))
            #expect(!(try await office.get("/actions/intervenants?genre=intervention").words.contains("DELORME")))
            let before = try await test.outbox().count
            _ = try await office.post("/actions/\(second)/envoi", [("courriel", "invitation")])
            #expect(try await test.outbox().count == before)
            let third = try await test.addAction(sample, .talk, on: "2026-12-16")
            let refused = try await office.post("/actions/\(third)/invites", [("contact", sample.tutor.rawValue)])
            #expect(refused.status == .unprocessableContent && refused.words.contains("ne plus être invité"))
            let late = try await visitor.post(path, [("reponse", "oui")])
            #expect(late.status == .unprocessableContent)
            #expect(try await visitor.get(path).words.contains("ne plus recevoir d’invitation"))
        }
    }

    @Test func `without a mail is named, not forgotten`() async throws {
        let test = try await TestApp.make()
        let sample = try await test.addClass()
        let id = try await test.addAction(sample, .talk)
        try await test.addGuest(\.tutor, sample, to: id)
        let office = try await test.browser(.rbde)
        let answer = try await office.post("/actions/\(id)/envoi", [("courriel", "invitation")])
        #expect(try await office.follow(answer).words.contains("Sans courriel, ou n’en veulent plus : Étienne DELORME"))
        #expect(try await test.guests(of: id).map(\.state) == [.toInvite])
    }
}

@Suite struct `A job dating` {
    @Test(arguments: engines) func `shares its interviews fairly and prints them`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let id = try await test.addAction(sample, .jobDating, .preparing)
            let office = try await test.browser(.rbde)
            let path = "/actions/\(id)"
            let early = try await office.post(path + "/repartition")
            #expect(early.status == .unprocessableContent && early.words.contains("Il faut au moins une entreprise"))
            for contact in [\ClassSample.tutor, \ClassSample.signatory] {
                try await test.addGuest(contact, sample, to: id)
            }
            for guest in try await test.guests(of: id) {
                _ = try await office.post("/actions/\(id)/invites/reponse", [("reponse", "\(guest.id)~accepte")])
            }
            _ = try await office.post(
                path + "/creneaux", [("de", "9h"), ("a", "10h"), ("duree", "15"), ("pause", "5")])
            let lines = try await test.read { try $0.actionLearners(of: id) }
            let wished = try #require(try await test.guests(of: id).last)
            let wish = try #require(lines.first)
            #expect(try await office.get(path + "/souhaits/\(wish.id)").status == .ok)
            _ = try await office.post(path + "/souhaits", [("souhait-\(wish.id)", wished.id.rawValue)])
            #expect(try await office.post(path + "/repartition", [("maximum", "1")]).status == .seeOther)
            let meetings = try await test.read { try $0.meetings(of: id) }
            #expect(meetings.count == lines.count)
            #expect(meetings.contains { $0.learnerId == wish.learnerId && $0.guestId == wished.id })
            #expect(try await office.get(path + "/rendez-vous").words.contains("1 rendez-vous par élève"))
            for file in ["entreprises.pdf", "convocations.pdf"] {
                #expect(try await office.get(path + "/" + file).headers[.contentType] == "application/pdf")
            }
            _ = try await office.post(path + "/rendez-vous", [("suite-\(meetings[0].id)", "contrat")])
            #expect(try await test.read { try $0.meetings(of: id) }.contains { $0.outcome == .contract })
        }
    }
}

@Suite struct `A discovery for collèges` {
    @Test(arguments: engines) func `is booked by a public link, within its places, and given back`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let id = try await test.addAction(sample, .discovery)
            let office = try await test.browser(.rbde)
            let path = "/actions/\(id)"
            _ = try await office.post(
                path + "/creneaux", [("de", "9h"), ("a", "12h"), ("atelier", "Cuisine"), ("places", "20")])
            _ = try await office.post(path + "/liens", [("usage", "reservation"), ("ouvert", "oui")])
            let page = try await office.get(path).text
            let start = try #require(page.range(of: "/reservation/"))
            let address = "/reservation/" + page[start.upperBound...].prefix(64)
            let visitor = test.visitor()
            #expect(try await visitor.get(address).words.contains("Cuisine – 20 places"))
            let slot = try #require(try await test.read { try $0.slots(of: id) }.first?.id.rawValue)
            var form = [
                ("creneau", slot), ("college", "Collège des Essais"), ("personne", "Sacha Fictif"),
                ("courriel", "college@exemple.fr"), ("eleves", "25"),
            ]
            let many = try await visitor.post(address, form)
            #expect(many.status == .unprocessableContent && many.words.contains("Il reste 20 places"))
            form[4] = ("eleves", "18")
            let booked = try await visitor.post(address, form)
            let own = try #require(booked.location)
            #expect(try await test.outbox().last?.recipient == "college@exemple.fr")
            form[4] = ("eleves", "3")
            #expect(try await visitor.post(address, form).status == .unprocessableContent)
            let booking = try #require(try await test.read { try $0.bookings(of: id) }.first)
            _ = try await office.post(
                path + "/colleges", [("venus-\(booking.id)", "17"), ("autorise", booking.id.rawValue)])
            #expect(try await test.read { try $0.bookings(of: id) }.first?.attended == 17)
            #expect(try await visitor.post(own + "/annulation").status == .seeOther)
            #expect(try await visitor.get(address).words.contains("20 places"))
            _ = try await office.post(path + "/liens", [("usage", "reservation"), ("ouvert", "non")])
            #expect(try await visitor.get(address).status == .gone)
        }
    }
}

import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A proposal of placement` {
    @Test(arguments: engines) func `says who could go where, and becomes placements when accepted`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 1, far: 1)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let board = try await browser.get("/pfmp/\(sample.period)")
            #expect(board.text.contains("/propositions/nouvelle?periode=\(sample.period)"))
            let form = try await browser.get("/propositions/nouvelle?periode=\(sample.period)")
            #expect(form.text.contains("value=\"\(sample.period)\" checked"))
            let made = try await browser.post("/propositions/nouvelle", [("periode", sample.period.rawValue)])
            let location = try #require(made.location)
            let page = try await browser.follow(made)
            for words in [
                "FICTIF Noémie", "INVENTÉ Marco", "Garage des Quatre-Vents", "Boutique Lointaine",
                "est demandée par 1 autre élève", "5 min", "c’est vérifié", "ni santé, ni handicap",
            ] {
                #expect(page.words.contains(words), "\(words)")
            }
            #expect(page.bytes.count < 50_000)
            let accepted = try await browser.post(location + "/lignes", [("geste", "tout")])
            #expect(try await browser.follow(accepted).words.contains("2 placements acceptés"))
            let after = try await browser.get("/pfmp/\(sample.period)")
            #expect(after.words.contains("Boutique Lointaine") && !after.words.contains("Sans lieu"))
        }
    }

    @Test(arguments: engines) func `is undone while nobody signed, and no further`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let places = try await test.addPlaces(near: 2, far: 0)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([sample.period])
            _ = try await browser.post("/propositions/\(id)/lignes", [("geste", "tout")])
            let placement = try #require(try await test.lines(of: id)[sample.adult]?.placementId)
            let agreement = try #require(try await test.read { try $0.agreement(of: placement) })
            try await test.write { db in
                try db.change(.agreement, set: "state = \(Agreement.State.signed)", where: "id = \(agreement.id)")
            }
            let undone = try await browser.post("/propositions/\(id)/annulation")
            let said = try await browser.follow(undone).words
            #expect(said.contains("1 placement annulé.") && said.contains("1 placement reste"))
            let lines = try await test.lines(of: id)
            #expect(lines[sample.adult]?.placementId == placement)
            #expect(lines[sample.minor]?.placementId == nil)
            #expect(try await browser.post("/propositions/\(id)/annulation").status == .unprocessableContent)
            // The learner is free again: the next proposal counts them.
            _ = try await browser.post("/propositions/\(id)/reglages", ProposalSettings().values)
            #expect(try await test.outcome(of: id).learners == 1)
        }
    }

    @Test func `gives the only place to the one who has no network`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 1, far: 0)
            let sample = places.sample
            // An interview, somewhere that has no place: a network all the same, and a wish elsewhere is worth nothing.
            try await test.addLead(sample.adult, places.near, .interview, in: sample.period)
            let id = try await test.propose([sample.period])
            let lines = try await test.lines(of: id)
            #expect(lines[sample.minor]?.companyId == places.near)
            #expect(lines[sample.adult]?.companyId == nil)
            #expect(lines[sample.adult]?.reason.contains("n’a qu’elle") == true)
            let outcome = try await test.outcome(of: id)
            #expect(outcome.placed == 1 && outcome.withoutNetworkPlaced == 1 && outcome.isCertified)
            #expect(outcome.shortages == [.init(stream: "Commerce", town: "TOULOUSE", missing: 1)])
            // Without that rule, the one who is expected there goes.
            let other = try await test.propose([sample.period]) { $0.networkFirst = false }
            #expect(try await test.lines(of: other)[sample.adult]?.companyId == places.near)
            let browser = try await test.browser(.rbde)
            let comparison = try await browser.get("/propositions/comparaison?a=\(id)&b=\(other)")
            #expect(comparison.words.contains("2 élèves changent de lieu"))
        }
    }

    @Test func `names those whose locks contradict each other, and keeps what it was`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 1, far: 1)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([sample.period])
            let before = try await test.lines(of: id)
            let minor = try #require(before[sample.minor]?.id)
            let locked = try await browser.post(
                "/propositions/\(id)/lignes", [("geste", "garder~\(minor)~\(places.near)")])
            #expect(locked.status == .seeOther)
            let adult = try #require(try await test.lines(of: id)[sample.adult]?.id)
            let refused = try await browser.post(
                "/propositions/\(id)/lignes", [("geste", "garder~\(adult)~\(places.near)")])
            #expect(refused.status == .unprocessableContent)
            for words in ["Garage des Quatre-Vents", "1 place libre", "FICTIF Noémie", "INVENTÉ Marco"] {
                #expect(refused.words.contains(words), "\(words)")
            }
            let after = try await test.lines(of: id)
            #expect(after[sample.minor]?.locked == true && after[sample.minor]?.companyId == places.near)
            #expect(after[sample.adult]?.companyId == places.far)
        }
    }

    @Test func `never brings back a pair that was put aside, until it is allowed again`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 2, far: 2)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([sample.period])
            #expect(try await test.lines(of: id)[sample.minor]?.companyId == places.near)
            let line = try #require(try await test.lines(of: id)[sample.minor]?.id)
            _ = try await browser.post("/propositions/\(id)/lignes", [("geste", "ecarter~\(line)")])
            #expect(try await test.lines(of: id)[sample.minor]?.companyId == places.far)
            _ = try await browser.post("/propositions/\(id)/reglages", ProposalSettings().values)
            #expect(try await test.lines(of: id)[sample.minor]?.companyId == places.far)
            let again = try #require(try await test.lines(of: id)[sample.minor]?.id)
            let choices = try await browser.get("/propositions/\(id)/lignes/\(again)")
            #expect(choices.words.contains("écarté") && choices.words.contains("Garage des Quatre-Vents"))
            _ = try await browser.post(
                "/propositions/\(id)/lignes", [("geste", "liberer~\(again)~\(places.near)")])
            _ = try await browser.post(
                "/propositions/\(id)/reglages", ProposalSettings(change: 0).values)
            #expect(try await test.lines(of: id)[sample.minor]?.companyId == places.near)
        }
    }

    @Test func `holds the quota of the legal person and what its tutors can follow`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 9, far: 0)
            let sample = places.sample
            try await test.write { db in
                for number in 0..<5 {
                    let learner = Learner(
                        id: db.newID(), familyName: "ESSAI", firstName: "N\(number)",
                        address: PostalAddress(city: "TOULOUSE"))
                    try db.insert(learner, into: .learner)
                    try db.insert(
                        Enrolment(
                            id: db.newID(), learnerId: learner.id, classId: sample.classId, schoolYear: 2026),
                        into: .enrolment)
                }
            }
            // Below twenty people: three trainees in a week, and one tutor who follows three.
            let id = try await test.propose([sample.period])
            #expect(try await test.outcome(of: id).placed == 3)
            try await test.write { db in
                try db.change(.company, set: "headcount = \(100)", where: "id = \(places.near)")
            }
            let more = try await test.propose([sample.period])
            #expect(try await test.outcome(of: more).placed == 3)
            try await test.write { db in
                try db.change(.contact, set: "tutor = \(true)", where: "company_id = \(places.near)")
            }
            let most = try await test.propose([sample.period])
            #expect(try await test.outcome(of: most).placed == 6)
        }
    }

    @Test func `says on its line why a pair could not be accepted, and accepts the others`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 2, far: 0)
            let sample = places.sample
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([sample.period])
            _ = try await browser.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let answer = try await browser.post("/propositions/\(id)/lignes", [("geste", "tout")])
            let page = try await browser.follow(answer)
            #expect(page.words.contains("1 placement accepté"))
            #expect(page.words.contains("Une autre convention couvre déjà ces jours"))
            let lines = try await test.lines(of: id)
            #expect(lines[sample.minor]?.placementId != nil && lines[sample.adult]?.placementId == nil)
        }
    }

    @Test func `leaves out those who need no host, hosts that said no, and hosts that are closed`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 2, far: 2)
            let sample = places.sample
            try await test.addLead(sample.minor, places.near, .refused, in: sample.period)
            try await test.write { db in
                try db.insert(
                    PlacementSearch(
                        id: db.newID(), learnerId: sample.adult, periodId: sample.period, exemption: .abroad),
                    into: .placementSearch)
            }
            let id = try await test.propose([sample.period])
            let lines = try await test.lines(of: id)
            #expect(lines.count == 1 && lines[sample.minor]?.companyId == places.far)
        }
    }

    @Test func `counts a host that agreed to a learner, though it declared no place`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 0, far: 0)
            let sample = places.sample
            try await test.addLead(sample.minor, places.near, .agreed, in: sample.period)
            let id = try await test.propose([sample.period])
            let lines = try await test.lines(of: id)
            #expect(lines[sample.minor]?.companyId == places.near)
            #expect(lines[sample.minor]?.reason.contains("l’entreprise a donné son accord") == true)
            #expect(lines[sample.adult]?.companyId == nil)
            #expect(lines[sample.adult]?.reason.contains("aucune place ouverte pour Commerce") == true)
        }
    }

    @Test func `says when a travel is not known, and how far the nearest place is beyond the limit`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 0, far: 3)
            let sample = places.sample
            try await test.write { db in
                try db.change(.learner, set: "address_city = \("AILLEURS")", where: "id = \(sample.adult)")
            }
            let id = try await test.propose([sample.period]) { $0.longest = 10 }
            let lines = try await test.lines(of: id)
            #expect(lines[sample.minor]?.companyId == nil)
            #expect(lines[sample.minor]?.reason.contains("au-delà de 10\u{A0}min") == true)
            #expect(lines[sample.adult]?.companyId == places.far && lines[sample.adult]?.minutes == nil)
            #expect(lines[sample.adult]?.reason.contains("trajet inconnu") == true)
        }
    }

    @Test(arguments: Role.invitable) func `is for those who place a whole class only`(role: Role) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 1, far: 0)
            let id = try await test.propose([places.sample.period])
            let browser = try await test.browser(role, staff: places.sample.teacher)
            let expected: HTTPResponse.Status = role.may(.proposePlacements) ? .ok : .forbidden
            #expect(try await browser.get("/propositions/\(id)").status == expected)
            #expect(
                [.rbde, .ddfpt, .ddfptAssistant, .proviseur, .adjoint].contains(role) == role.may(.proposePlacements))
            let board = try await browser.get("/pfmp/\(places.sample.period)")
            if board.status == .ok {
                #expect(board.text.contains("/propositions/") == role.may(.proposePlacements))
            }
        }
    }

    @Test(
        arguments: [
            ([("trajet", "999")], "Écrivez un nombre entier"), ([("plus_long", "deux")], "Écrivez un nombre entier"),
            ([], "Cochez au moins une période"),
        ] as [([(String, String)], String)])
    func `refuses settings and choices that make no sense`(
        fields: [(String, String)], sentence: String
    ) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 1, far: 0)
            let browser = try await test.browser(.rbde)
            let period = fields.isEmpty ? [] : [("periode", places.sample.period.rawValue)]
            let answer = try await browser.post("/propositions/nouvelle", fields + period)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.words.contains(sentence))
        }
    }

    @Test func `is thrown away without touching the placements it made`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let places = try await test.addPlaces(near: 2, far: 0)
            let browser = try await test.browser(.rbde)
            let id = try await test.propose([places.sample.period])
            _ = try await browser.post("/propositions/\(id)/lignes", [("geste", "tout")])
            #expect(try await browser.post("/propositions/\(id)/suppression").status == .seeOther)
            #expect(try await browser.get("/propositions/\(id)").status == .notFound)
            #expect(try await browser.get("/pfmp/\(places.sample.period)").words.contains("Garage des Quatre-Vents"))
        }
    }
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `A visit` {
    @Test(arguments: engines) func `is planned, has its mission order, then its report`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.referentTeacher, staff: stay.sample.teacher)
            let planned = try await browser.post(
                stay.path + "/contacts",
                [
                    ("moyen", "visite"), ("prevu_le", "2026-11-25"), ("prevu_a", "14h30"),
                    ("qui", stay.sample.teacher.rawValue),
                ])
            #expect(planned.status == .seeOther)
            let visit = try #require(try await test.read { try $0.followUps(of: stay.placement) }.first)
            let path = "/contacts-pfmp/\(visit.id)"
            let order = try await browser.get(path + "/ordre-de-mission.pdf")
            #expect(order.bytes.starts(with: Array("%PDF".utf8)))
            let report = try await browser.post(
                path,
                [
                    ("moyen", "visite"), ("fait_le", "2026-11-23"), ("conditions", "Bien accueilli"),
                    ("suite", "Rappeler"), ("attention", "1"), ("version", "1"),
                ])
            #expect(try await browser.follow(report).words.contains("Bien accueilli"))
            // What was done stays.
            #expect(try await browser.post(path + "/retrait").status == .unprocessableContent)
            let board = try await test.browser(.rbde).get("/suivi?vue=alertes").words
            #expect(board.contains("INVENTÉ Marco"))
        }
    }

    @Test func `keeps what was typed when it cannot be`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.rbde)
            let cases: [([(String, String)], String)] = [
                ([("fait_le", "2026-12-25")], "pas encore venu"), ([], "Indiquez le jour"),
                ([("fait_le", "2026-11-20"), ("prevu_a", "25:00")], "14:30"),
            ]
            for (fields, sentence) in cases {
                let answer = try await browser.post(
                    stay.path + "/contacts", fields + [("rencontre", "Mme Témoin")])
                #expect(answer.status == .unprocessableContent)
                #expect(answer.words.contains(sentence))
                #expect(answer.field("rencontre") == "Mme Témoin")
            }
        }
    }

    @Test(arguments: engines) func `is asked for on the board until it is done`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay()
            let browser = try await test.browser(.rbde)
            // A week has passed without a call: the first one is still to make.
            #expect(try await browser.get("/suivi?vue=premiere-semaine").words.contains("INVENTÉ Marco"))
            _ = try await browser.post(stay.path + "/note", [("geste", "appel")])
            #expect(!(try await browser.get("/suivi?vue=premiere-semaine").words.contains("INVENTÉ Marco")))
            #expect(try await browser.get("/suivi?vue=en-entreprise").words.contains("INVENTÉ Marco"))
            #expect(try await browser.get("/suivi/visites").words.contains("SANTINI Nadia"))
        }
    }

    @Test func `a teacher sees their own learners first, with the tutor’s telephone`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            try await test.write { db in
                try db.change(.contact, set: "phone = \("+33199000011")", where: "id = \(stay.sample.tutor)")
            }
            let page = try await test.browser(.teacher, staff: stay.sample.teacher).get("/suivi")
            #expect(page.text.contains("href=\"tel:+33199000011\""))
            #expect(page.words.contains("Les élèves que vous suivez"))
            let home = try await test.browser(.teacher, staff: stay.sample.teacher).get("/")
            #expect(home.words.contains("Suivi en entreprise"))
            #expect(try await test.browser(.cfp).get("/suivi").status == .forbidden)
        }
    }
}

@Suite struct `The distribution of a class` {
    @Test(arguments: engines) func `keeps the hours and gives everybody a référent`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let stay = try await test.addStay(from: "2026-12-07", to: "2026-12-18", referent: \.stranger)
            let other = try await test.addStay(
                stay.sample, of: \.minor, from: "2026-12-07", to: "2026-12-18", referent: \.stranger)
            let path = "/pfmp/\(stay.sample.period)/repartition"
            let browser = try await test.browser(.ddfpt)
            #expect(try await browser.get(path).words.contains("SANTINI Nadia"))
            let hours = [("heures_\(stay.sample.teacher)", "6,5"), ("heures_\(stay.sample.stranger)", "0")]
            let again = try await browser.post(path, hours + [("geste", "proposer")])
            #expect(again.location == path)
            #expect(try await browser.get(path).field("heures_\(stay.sample.teacher)") == "6,5")
            let choices = [stay, other].map { ("eleve_\($0.placement)", stay.sample.teacher.rawValue) }
            let done = try await browser.post(path, hours + choices + [("geste", "accepter")])
            #expect(done.status == .seeOther)
            let referents = try await test.read { db in
                try [stay, other].map { try db.placement($0.placement).referentId }
            }
            #expect(referents == [stay.sample.teacher, stay.sample.teacher])
        }
    }

    @Test func `refuses hours that are none, and whoever may not place`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay()
            let path = "/pfmp/\(stay.sample.period)/repartition"
            let answer = try await test.browser(.rbde).post(path, [("heures_\(stay.sample.teacher)", "beaucoup")])
            #expect(answer.status == .unprocessableContent)
            #expect(try await test.browser(.cpe).get(path).status == .forbidden)
        }
    }

    @Test func `stops at sixteen, and the head goes past it with a reason`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let stay = try await test.addStay(from: "2026-12-07", to: "2026-12-18", referent: \.stranger)
            try await test.write { db in
                for number in 0..<16 {
                    let learner = Learner(id: db.newID(), familyName: "AUTRE\(number)", firstName: "Sacha")
                    try db.insert(learner, into: .learner)
                    try db.insert(
                        Placement(
                            id: db.newID(), learnerId: learner.id, periodId: stay.sample.period,
                            companyId: stay.sample.company, startsOn: try #require(LocalDate("2026-12-07")),
                            endsOn: try #require(LocalDate("2026-12-18")), referentId: stay.sample.teacher),
                        into: .placement)
                }
            }
            let path = "/pfmp/\(stay.sample.period)/repartition"
            let form = [("eleve_\(stay.placement)", stay.sample.teacher.rawValue), ("geste", "accepter")]
            let refused = try await test.browser(.rbde).post(path, form + [("motif", "Absence d’un collègue")])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.words.contains("Seule la direction"))
            let head = try await test.browser(.proviseur)
            #expect(try await head.post(path, form).status == .unprocessableContent)
            #expect(try await head.post(path, form + [("motif", "Absence d’un collègue")]).status == .seeOther)
        }
    }
}

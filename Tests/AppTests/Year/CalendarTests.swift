import Domain
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The calendar of the year` {
    @Test(arguments: engines) func `is a project until the board adopts it`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.ddfpt)
            let before = try await browser.get("/calendrier")
            #expect(before.words.contains("projet : pas encore adopté"))
            #expect(before.text.contains("class=\"p projet\""))
            let future = try await browser.post(
                "/calendrier/decision", [("date", "2026-12-01"), ("reference", "7"), ("version", "0")])
            #expect(future.status == .unprocessableContent && future.words.contains("n’a pas encore eu lieu"))
            let fields = [("date", "2026-11-20"), ("reference", "2026-7"), ("version", "0")]
            #expect(try await browser.post("/calendrier/decision", fields).status == .seeOther)
            #expect(try await browser.post("/calendrier/decision", fields).status == .conflict)
            let after = try await browser.get("/calendrier")
            #expect(after.words.contains("adopté par le CA le 20 novembre 2026, acte 2026-7"))
            #expect(!after.text.contains("class=\"p projet\""))
            let period = try await test.read { try $0.period(sample.period) }
            #expect(period.boardOn?.description == "2026-11-20" && period.version == 2)
        }
    }

    @Test(arguments: engines) func `takes the vacations that a school types where its académie publishes none here`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            try await test.app.performPlatform(MoveToGuiana())
            let browser = try await test.browser(.ddfpt)
            let before = try await browser.get("/calendrier").words
            #expect(before.contains("Calendrier propre à l’académie de Guyane, à saisir"))
            #expect(before.contains("Ajouter une fermeture"))
            #expect(try await browser.get("/calendrier/dates/nouvelle?genre=fermeture").text.contains("selected"))
            let closure = [
                ("genre", "fermeture"), ("intitule", "Vacances de Noël"), ("du", "2026-12-14"), ("au", "2027-01-03"),
            ]
            #expect(try await browser.post("/calendrier/dates/nouvelle", closure).status == .seeOther)
            let after = try await browser.get("/calendrier").words
            #expect(!after.contains("aucune date n’est fournie"))
            let board = try await browser.get("/pfmp/\(sample.period)").words
            #expect(board.contains("Vacances de Noël : du 14 décembre 2026 au 3 janvier 2027"))
        }
    }

    @Test func `is the same as a wall and as a list`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            _ = try await test.addClass()
            let browser = try await test.browser(.cpe)
            let wall = try await browser.get("/calendrier")
            #expect(wall.words.contains("TMRC"))
            #expect(wall.text.contains("colspan=\"2\"><a href=\"/pfmp/"))
            let list = try await browser.get("/calendrier?vue=liste")
            #expect(list.words.contains("PFMP n° 1 , du 7 décembre au 18 décembre"))
            #expect(!list.text.contains("class=\"wall\""))
        }
    }

    @Test(arguments: engines) func `holds exams, closures and events, and says when an exam falls in a period`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let exam = [
                ("genre", "CCF"), ("intitule", "CCF de vente"), ("du", "2026-12-10"),
                ("classe", sample.classId.rawValue),
            ]
            #expect(try await browser.post("/calendrier/dates/nouvelle", exam).status == .seeOther)
            let page = try await browser.get("/calendrier").words
            #expect(page.contains("TMRC, PFMP n° 1 : CCF de vente le 10 décembre pendant la période."))
            let event = try #require(try await test.read { try $0.schoolEvents(year: 2026) }.first)
            let moved = exam.map { $0.0 == "du" ? ("du", "2027-01-10") : $0 } + [("version", "1")]
            #expect(try await browser.post("/calendrier/dates/\(event.id)", moved).status == .seeOther)
            #expect(try await browser.post("/calendrier/dates/\(event.id)", moved).status == .conflict)
            #expect(try await !browser.get("/calendrier").words.contains("pendant la période"))
            #expect(try await browser.post("/calendrier/dates/\(event.id)/suppression").status == .seeOther)
            #expect(try await test.read { try $0.schoolEvents(year: 2026) }.isEmpty)
        }
    }

    @Test(
        arguments: [
            ([("intitule", ""), ("du", "2026-12-10")], "Donnez un intitulé"),
            ([("intitule", "Oral"), ("du", "")], "Indiquez le premier jour"),
            ([("intitule", "Oral"), ("du", "2026-12-10"), ("au", "2026-12-09")], "doit suivre le premier"),
            ([("intitule", "Oral"), ("du", "2028-12-10")], "sort de l’année scolaire"),
            (
                [("intitule", "Oral"), ("du", "2026-12-10"), ("classe", "x"), ("filiere", "Vente")],
                "une classe ou une filière, pas les deux"
            ),
        ] as [([(String, String)], String)])
    func `refuses a date that cannot be`(fields: [(String, String)], sentence: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let answer = try await test.browser(.rbde).post("/calendrier/dates/nouvelle", fields)
            #expect(answer.status == .unprocessableContent && answer.words.contains(sentence))
        }
    }

    @Test(arguments: engines) func `holds the total of each speciality, from the year it is typed`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.write { db in
                try db.change(.schoolClass, set: "mef = \("24731212330")", where: "id = \(sample.classId)")
            }
            let browser = try await test.browser(.ddfpt)
            let training = "24731212"
            func fields(_ weeks: String) -> [(String, String)] {
                [("specialite", training), ("semaines-\(training)", weeks), ("source-\(training)", "Arrêté de 2018")]
            }
            #expect(try await browser.get("/calendrier/durees").words.contains("TMRC"))
            #expect(try await browser.post("/calendrier/durees", fields("18")).status == .seeOther)
            #expect(try await browser.post("/calendrier/durees", fields("20")).status == .seeOther)
            let known = try await test.read { try $0.trainingDurations() }
            #expect(known.map(\.weeks) == [20] && known.map(\.version) == [2] && known.map(\.fromYear) == [2026])
            let wrong = try await browser.post("/calendrier/durees", fields("99"))
            #expect(wrong.status == .unprocessableContent && wrong.words.contains("entre 1 et 60"))
            #expect(try await browser.post("/calendrier/durees", fields("")).status == .seeOther)
            #expect(try await test.read { try $0.trainingDurations() }.isEmpty)
        }
    }

    @Test func `columns run from September to July, holidays hatched`() throws {
        let calendar = try SchoolCalendar(
            academie: #require(Academie(named: "Toulouse")), year: #require(SchoolYear(start: 2025)))
        let weeks = WallWeek.all(of: calendar)
        #expect(weeks.first?.monday.description == "2025-09-01" && weeks.last?.monday.description == "2026-06-29")
        #expect(weeks.count { $0.holiday != nil } == 8)
        #expect(weeks.allSatisfy { $0.monday.weekday == 1 })
    }
}

@Suite struct `A calendar to follow` {
    /// The secret address that the page shows once.
    private func secret(_ answer: TestAnswer) throws -> String {
        let part = try #require(answer.text.split(separator: "<code class=\"secret\">").dropFirst().first)
        let address = String(part.prefix { $0 != "<" })
        return String(try #require(address.firstRange(of: "/ics/").map { address[$0.lowerBound...] }))
    }

    @Test(arguments: engines) func `of a class answers without signing in until it is withdrawn`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let browser = try await test.browser(.rbde)
            let made = try await browser.post("/calendrier/liens", [("classe", sample.classId.rawValue)])
            #expect(made.status == .ok)
            let path = try secret(made)
            let file = try await test.visitor().get(path)
            #expect(file.status == .ok)
            #expect(file.headers[.contentType] == "text/calendar; charset=utf-8")
            #expect(file.text.contains("SUMMARY:TMRC\u{A0}: PFMP n° 1 (projet)"))
            #expect(
                file.text.contains("DTSTART;VALUE=DATE:20261207") && file.text.contains("DTEND;VALUE=DATE:20261219"))
            #expect(!file.text.contains("FICTIF") && !file.text.contains("Noémie"))
            let list = try await browser.get("/calendrier/liens")
            #expect(list.words.contains("Classe TMRC") && !list.text.contains(path))
            let hash = try await test.read { db in
                try db.rows("select calendar_feed.token_hash from \(db.table(.calendarFeed))", as: String.self)
            }
            #expect(hash.count == 1 && !path.contains(hash[0]))
            let feed = try #require(
                try await test.app.read(test.author(.rbde)) { try $0.feeds(for: test.author(.rbde)) }.first)
            #expect(try await browser.post("/calendrier/liens/\(feed.id)/retrait").status == .seeOther)
            #expect(try await test.visitor().get(path).status == .notFound)
        }
    }

    @Test func `of a teacher names those followed by a first name and an initial`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            _ = try await test.browser(.rbde).post("/pfmp/\(sample.period)/placer/\(sample.minor)", sample.form())
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            let path = try secret(try await teacher.post("/calendrier/liens", [("pour", "moi")]))
            let file = try await test.visitor().get(path).text
            #expect(file.contains("Suivi de Noémie F.\\, Garage des Quatre-Vents") && !file.contains("FICTIF"))
            #expect(try await teacher.get("/calendrier/mes-eleves.ics").text.contains("Suivi de Noémie F."))
            let stranger = try await test.browser(.referentTeacher, staff: sample.stranger)
            let empty = try secret(try await stranger.post("/calendrier/liens", [("pour", "moi")]))
            #expect(try await !test.visitor().get(empty).text.contains("Noémie"))
        }
    }

    @Test func `of a learner is made by their teachers only`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            let sample = try await test.addClass()
            let form = [("eleve", sample.minor.rawValue)]
            let stranger = try await test.browser(.referentTeacher, staff: sample.stranger)
            #expect(try await stranger.post("/calendrier/liens", form).status == .notFound)
            let teacher = try await test.browser(.referentTeacher, staff: sample.teacher)
            let path = try secret(try await teacher.post("/calendrier/liens", form))
            _ = try await teacher.post("/pfmp/\(sample.period)/placer/\(sample.minor)", sample.form())
            #expect(try await test.visitor().get(path).text.contains("En entreprise : Garage des Quatre-Vents"))
            #expect(try await test.browser(.cpe).post("/calendrier/liens", form).status == .forbidden)
        }
    }

    @Test(arguments: ["/ics/x", "/ics/" + String(repeating: "0", count: 64), "/ics/%00.ics"])
    func `does not answer a secret it does not know`(path: String) async throws {
        try await TestApp.run(on: .sqlite) { test in
            let answer = try await test.visitor().get(path)
            #expect(answer.status == .notFound)
        }
    }
}

private struct MoveToGuiana: PlatformOperation {
    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run("update school set academie = 'Guyane'")
    }
}

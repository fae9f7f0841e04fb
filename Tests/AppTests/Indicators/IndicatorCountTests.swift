import Domain
import Exchange
import Foundation
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The indicators of a year` {
    @Test(arguments: engines) func `are counted from what is recorded`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let first = try await test.indicator("I3.3")
            #expect(first.numerator == 2)
            let office = try await test.browser(.rbde)
            _ = try await office.post(
                "/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form(["origine": "bureau"]))
            let missing = try await test.indicator("I3.3")
            #expect(missing.numerator == 1)
            // J − 21 was on 16 November: nobody had a place. The class leaves on 7 December: nothing to say of that day.
            let placed = try await test.indicator("I3.1")
            #expect(placed.denominator == 0 && placed.figure == nil)
            #expect(placed.parts.map(\.label) == ["J − 35", "J − 21", "J − 11", "Jour du départ"])
            #expect(placed.parts.map(\.numerator) == [0, 0, 0, 0] && placed.parts.map(\.denominator) == [2, 2, 0, 0])
            let found = try await test.indicator("I3.4")
            #expect(found.numerator == 1 && found.denominator == 1)

            test.clock.advance(seconds: 15 * 86_400)
            let departed = try await test.indicator("I3.1", on: "2026-12-08")
            #expect(departed.numerator == 1 && departed.denominator == 2 && departed.figure == 50)
            #expect(departed.parts.map(\.numerator) == [0, 0, 1, 1])
            let signed = try await test.indicator("I3.2", on: "2026-12-08")
            #expect(signed.numerator == 0 && signed.denominator == 1)
        }
    }

    @Test(arguments: engines) func `are the same kept and counted again, whatever is written`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            #expect(try await test.app.verifyIndicators(uai: nil).isEmpty)
            _ = try await office.get("/pilotage")
            let check = try #require(try await test.app.verifyIndicators(uai: nil).first)
            #expect(check.state == .equal && check.equal == Indicator.all.count && check.doubtful.isEmpty)
            #expect(check.keptOn == "2026-11-23")

            // Every write that may count makes what is kept doubtful, and the next page makes it sure again.
            let week: [(String, String)] = [("jour", "1"), ("jour", "2"), ("debut", "8 h"), ("fin", "12 h")]
            let writes: [(String, [(String, String)])] = [
                ("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form()),
                ("/bureau/temps", [("axe", "3"), ("rapide", "60")]), ("/bureau/horaires", week),
                (
                    "/entreprises/\(sample.company)/echanges",
                    [("genre", "appel_sortant"), ("objet", "prospection"), ("suite", "info"), ("le", "2026-11-20")]
                ),
                ("/feuille-de-route", []),
            ]
            for (path, fields) in writes {
                let answer = try await office.post(path, fields)
                let states = try await test.app.verifyIndicators(uai: nil).map(\.state)
                #expect(answer.status != .seeOther || states == [.stale], "\(path)")
                _ = try await office.get("/pilotage/indicateurs")
                #expect(try await test.app.verifyIndicators(uai: nil).map(\.state) == [.equal], "\(path)")
            }
            // A page that writes nothing leaves them as they are.
            _ = try await office.get("/pilotage")
            #expect(try await test.app.verifyIndicators(uai: nil).map(\.state) == [.equal])
        }
    }

    @Test(arguments: engines) func `betray a counter that someone altered`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.app.keepIndicators(uai: nil)
            let forged = try IndicatorContent.text([IndicatorValue("I3.3", 99)])
            try await test.write { db in
                _ = try db.change(.indicatorTally, set: "content = \(forged)", where: "school_year = 2026")
            }
            let check = try #require(try await test.app.verifyIndicators(uai: "0999001W").first)
            #expect(check.state == .different)
            #expect(check.differences.contains { $0.code == "I3.3" && $0.kept == "99" })
        }
    }

    @Test(arguments: engines) func `are counted anew on another day`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            try await test.app.keepIndicators(uai: nil)
            test.clock.advance(seconds: 86_400)
            #expect(try await test.app.verifyIndicators(uai: nil).map(\.state) == [.stale])
        }
    }

    @Test(arguments: engines) func `hide small groups on the page, in the file and in the report`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            _ = try await office.post(
                "/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form(["origine": "bureau"]))
            let page = try await office.get("/pilotage/indicateur?code=I3.4")
            #expect(page.words.contains("moins de 5") && page.words.contains("permettrait de les reconnaître"))
            #expect(!page.words.contains("100 %"))
            let csv = try await office.get("/pilotage/indicateurs.csv").text
            #expect(csv.contains("masqué") && csv.contains("0999001W"))
            #expect(csv.split(separator: "\r\n").count == 2)
            for word in ["FICTIF", "INVENTÉ", "SANTINI"] { #expect(!csv.contains(word)) }
            #expect(try await office.get("/pilotage/indicateur?code=I9.9").status == .notFound)
        }
    }

    @Test(arguments: engines) func `of a frozen year no longer move`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            let saved = try await office.post(
                "/pilotage/bilan",
                [
                    ("annee", "2026"), ("commentaire", "Une bonne année"), ("propositions", "Un job dating"),
                    ("version", "0"),
                ])
            #expect(saved.status == .seeOther)
            _ = try await office.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let snapshot = try #require(try await test.read { try $0.snapshot(year: 2026) })
            let frozen = try IndicatorContent.values(snapshot.content).first { $0.code == "I3.3" }
            #expect(frozen?.numerator == 2)
            #expect(try await test.indicator("I3.3").numerator == 1)
            #expect(try await office.get("/pilotage/bilan").words.contains("Une bonne année"))
            let report = try await office.get("/pilotage/bilan.pdf")
            #expect(report.bytes.starts(with: Array("%PDF".utf8)))
            // Writing the comment again leaves the figures; the board makes it final.
            let again = [("annee", "2026"), ("commentaire", "Relu"), ("ca", "2026-11-23"), ("version", "1")]
            #expect(try await office.post("/pilotage/bilan", again).status == .seeOther)
            let kept = try #require(try await test.read { try $0.snapshot(year: 2026) })
            #expect(kept.content == snapshot.content && kept.comment == "Relu")
            let late = try await office.post(
                "/pilotage/bilan", [("annee", "2026"), ("commentaire", "Non"), ("version", "2")])
            #expect(late.status == .unprocessableContent && late.words.contains("il ne change plus"))
            // Next year it is what the year is compared with.
            let board = try await test.read {
                try $0.indicatorBoard(year: 2027, today: try #require(LocalDate("2027-10-01")))
            }
            #expect(board.before["I3.3"]?.figure == 2)
        }
    }

    @Test(arguments: engines) func `of a post shared by two schools count nothing twice`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let account = try await test.addAccount(.rbde)
            try await test.addMembership(of: account, .rbde, in: other)
            for place in [test.school, other] {
                let sample = try await test.addClass(in: place)
                try await test.write(in: place) { db in
                    try db.insert(
                        Interaction(
                            id: db.newID(), companyId: sample.company, kind: .outgoingCall, purpose: .prospecting,
                            outcome: .agreed, happenedOn: try #require(LocalDate("2026-11-10")), authorName: "Camille"),
                        into: .interaction)
                    let session = TrainingSession(
                        id: db.newID(), schoolYear: 2026, title: "Webinaire", kind: .webinar,
                        heldOn: try #require(LocalDate("2026-11-10")), webinar: 1)
                    try db.insert(session, into: .trainingSession)
                    try db.insert(
                        TrainingPart(
                            id: db.newID(), sessionId: session.id, staffId: sample.teacher, attendance: .present),
                        into: .trainingPart)
                }
            }
            let today = try #require(LocalDate("2026-11-23"))
            var boards: [SharedBoard] = []
            for place in [test.school, other] {
                boards.append(
                    try await test.app.read(test.author(.rbde, in: place)) { db in
                        SharedBoard(
                            school: place, board: try db.indicatorBoard(year: 2026, today: today),
                            partners: try db.activePartnerKeys(on: today))
                    })
            }
            let totals = SharedTotals(boards)
            // The same garage, by its SIRET, is one partner of the post; the same person followed one webinar.
            #expect(boards.map(\.partners.count) == [1, 1])
            // A learner of both schools, far from their host in both, is one; so are the garage met and the people.
            let people = ["I3.10": Set(["ine 0000000000A", "ine 0000000000B"]), "I2.2": ["mail a@exemple.fr"]]
            let met = try #require(LocalDate("2026-11-10"))
            let long = try #require(LocalDate("2025-11-10"))
            func shared(_ firstOn: LocalDate, _ board: SharedBoard) -> SharedBoard {
                SharedBoard(
                    school: board.school, board: board.board, partners: board.partners,
                    people: SharedPeople(
                        byCode: people, firstMet: ["siret": firstOn], first: LocalDate("2026-09-01"), until: today))
            }
            let both = SharedTotals([shared(met, boards[0]), shared(met, boards[1])])
            #expect(both.value(try #require(Indicator.of("I2.2")))?.numerator == 1)
            #expect(both.value(try #require(Indicator.of("I1.2")))?.numerator == 1)
            // Met last year by the other school: not new for the post.
            let known = SharedTotals([shared(met, boards[0]), shared(long, boards[1])])
            #expect(known.value(try #require(Indicator.of("I1.2")))?.numerator == 0)
            for board in boards { #expect(board.board.values["I1.1"]?.numerator == board.partners.count) }
            #expect(totals.value(try #require(Indicator.of("I5.4")))?.numerator == 1)
            #expect(totals.value(try #require(Indicator.of("I3.3")))?.numerator == 4)
            #expect(totals.value(try #require(Indicator.of("I3.6"))) == nil)
            let page = try await test.browser(of: account).get("/pilotage/etablissements")
            #expect(page.words.contains("Lycée polyvalent Hélène-Inventée") && page.words.contains("Ensemble"))
        }
    }

    @Test func `are read as they were kept, and not counted again`() async throws {
        let test = try await TestApp.make(empty: true)
        _ = try await test.app.loadDemo(seed: 1)
        let school = try await test.app.school(uai: "0999001W")
        try await test.app.keepIndicators(uai: school.uai)
        let today = Now(test.app.clock()).day
        let author = Author.commandLine(for: school)
        _ = try await test.app.read(author) { try $0.indicatorBoard(year: school.currentYear, today: today) }
        let board = try await test.app.read(author) { try $0.indicatorBoard(year: school.currentYear, today: today) }
        #expect(!board.wasCounted && board.measured.count > 10)
        #expect(try await test.app.verifyIndicators(uai: school.uai).map(\.state) == [.equal])
    }
}

extension TestApp {
    fileprivate func indicator(_ code: String, on day: String = "2026-11-23") async throws -> IndicatorValue {
        let today = try #require(LocalDate(day))
        let values = try await read { try $0.countIndicators(year: 2026, today: today) }
        return try #require(values.first { $0.code == code })
    }
}

@Suite struct `A learner of two schools` {
    @Test(arguments: engines) func `who is far from their hosts counts once in the total of a shared post`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let today = try #require(LocalDate("2026-12-08"))
            var boards: [SharedBoard] = []
            for place in [test.school, other] {
                let sample = try await test.addClass(in: place)
                try await test.write(in: place) { db in
                    _ = try db.change(
                        .learner, set: "address_city = 'LOIN-BOURG', ine = '0123456789A'", where: "id = \(sample.adult)"
                    )
                    _ = try db.change(
                        .company, set: "latitude = 43.6, longitude = 1.4", where: "id = \(sample.company)")
                    // A company of the town of the learner tells where it is.
                    try db.insert(
                        Company(
                            id: db.newID(), legalName: "Atelier du Loin",
                            address: PostalAddress(line1: "1 rue Haute", postalCode: "46000", city: "LOIN-BOURG"),
                            latitude: 44.6, longitude: 1.4), into: .company)
                }
                let office = try await test.browser(.rbde, in: place)
                let placed = try await office.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
                #expect(placed.status == .seeOther)
                boards.append(
                    try await test.app.read(test.author(.rbde, in: place)) { db in
                        SharedBoard(
                            school: place, board: try db.indicatorBoard(year: 2026, today: today),
                            partners: try db.activePartnerKeys(on: today),
                            people: try db.sharedPeople(year: 2026, today: today))
                    })
            }
            #expect(boards.map { $0.board.values["I3.10"]?.numerator } == [1, 1])
            let total = SharedTotals(boards).value(try #require(Indicator.of("I3.10")))
            #expect(total?.numerator == 1)
        }
    }
}

@Suite struct `The formulas of the catalogue` {
    @Test(arguments: engines) func `count what they say, and nothing beside`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let day = try #require(LocalDate("2026-11-10"))
            try await test.write { db in
                // Help to one person counts; a workshop of AvenirPro does not.
                for kind in [PathSession.Kind.cv, .interview, .firstWorkshop, .adviser] {
                    try db.insert(
                        PathSession(
                            id: db.newID(), learnerId: sample.adult, kind: kind, heldOn: day, notedBy: "Camille Essai"),
                        into: .pathSession)
                }
                // A pair that is only proposed did not start.
                for state in [Mentoring.State.proposed, .running] {
                    try db.insert(
                        Mentoring(
                            id: db.newID(), learnerId: sample.adult, mentorName: "Mentor", startsOn: day, state: state),
                        into: .mentoring)
                }
                // Two people followed each half of a webinar list: the pathway is that of one.
                for (number, staff) in [(1, sample.teacher), (2, sample.teacher), (3, sample.stranger)] {
                    let session = TrainingSession(
                        id: db.newID(), schoolYear: 2026, title: "Webinaire", kind: .webinar, heldOn: day,
                        webinar: number)
                    try db.insert(session, into: .trainingSession)
                    try db.insert(
                        TrainingPart(id: db.newID(), sessionId: session.id, staffId: staff, attendance: .present),
                        into: .trainingPart)
                }
                // Friday to Tuesday in a company: three days of work.
                let stay = Action(
                    id: db.newID(), kind: .teacherPlacement, schoolYear: 2026, title: "Immersion", state: .closed,
                    startsOn: LocalDate("2026-11-06"), endsOn: day)
                try db.insert(stay, into: .action)
                try db.insert(
                    ActionStaff(id: db.newID(), actionId: stay.id, staffId: sample.teacher), into: .actionStaff)
                let project = MobilityProject(
                    id: db.newID(), schoolYear: 2026, title: "Séville", country: "Espagne",
                    startsOn: LocalDate("2026-11-02"), endsOn: LocalDate("2026-11-13"), places: 3)
                try db.insert(project, into: .mobilityProject)
                for (learner, state) in [(sample.adult, MobilityTraveller.State.back), (sample.minor, .withdrawn)] {
                    try db.insert(
                        MobilityTraveller(id: db.newID(), projectId: project.id, learnerId: learner, state: state),
                        into: .mobilityTraveller)
                }
            }
            let today = try #require(LocalDate("2026-11-23"))
            let values = try await test.read { try $0.countIndicators(year: 2026, today: today) }
            func value(_ code: String) throws -> IndicatorValue { try #require(values.first { $0.code == code }) }
            #expect(try value("I2.7").numerator == 2)
            #expect(try value("I2.6").numerator == 1 && value("I2.6").parts.first?.numerator == 0)
            #expect(try value("I5.4").numerator == 2)
            #expect(try value("I2.4").numerator == 1 && value("I2.4").parts.first?.numerator == 3)
            #expect(try value("I3.11").numerator == 1 && value("I3.11").parts.first?.numerator == 2)
        }
    }

    @Test(arguments: engines) func `of satisfaction say how many answered of those asked`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let id = try await test.addAction(sample, .talk, .closed, on: "2026-11-10")
            try await test.write { db in
                for (contact, state) in [(sample.tutor, ActionGuest.State.present), (sample.signatory, .present)] {
                    try db.insert(
                        ActionGuest(
                            id: db.newID(), actionId: id, companyId: sample.company, contactId: contact, state: state),
                        into: .actionGuest)
                }
                try db.insert(
                    ActionFeedback(
                        id: db.newID(), actionId: id, givenBy: .company, rating: 4,
                        givenOn: try #require(LocalDate("2026-11-12"))), into: .actionFeedback)
            }
            let today = try #require(LocalDate("2026-11-23"))
            let values = try await test.read { try $0.countIndicators(year: 2026, today: today) }
            let value = try #require(values.first { $0.code == "I2.8" })
            #expect(value.figure == 40 && value.parts.map(\.label).contains("Entreprises, réponses sur 2 sollicités"))
        }
    }
}

@Suite struct `Actions in the indicators` {
    @Test(arguments: engines) func `are counted once, for the objective they serve, in the year they are held`(
        engine: TestEngine
    ) async throws {
        try await TestApp.run(on: engine) { test in
            _ = try await test.signedRoadmap()
            let roadmap = try #require(try await test.read { try $0.workingRoadmap(year: 2026) })
            let objective = try #require(try await test.read { try $0.dossier(of: roadmap).objectives.first })
            let office = try await test.browser(.rbde)
            // The action names the objective of the first version; a new version follows it all the same.
            let next = try #require(try await office.post("/feuille-de-route/\(roadmap.id)/version").location)
            try await test.write { db in
                for (state, year) in [
                    ("realisee", 2026), ("close", 2026), ("confirmee", 2026), ("annulee", 2026), ("realisee", 2025),
                ] {
                    try db.insert(
                        TestAction(id: db.newID(), schoolYear: year, state: state, objectiveId: objective.id),
                        into: .action)
                }
            }
            let counts = try await test.read { try $0.actionCounts(year: 2026) }
            #expect(counts.done(objective.rootId, kind: "") == 2 && counts.done(objective.rootId, kind: "visite") == 2)
            #expect(counts.coming(objective.rootId, kind: "") == 1 && counts.done(objective.rootId, kind: "jury") == 0)
            let today = try #require(LocalDate("2026-11-23"))
            let values = try await test.read { try $0.countIndicators(year: 2026, today: today) }
            #expect(values.first { $0.code == "I2.1" }?.numerator == 2)
            #expect(values.first { $0.code == "I5.2" }?.parts.last?.numerator == 1)
            #expect(try await office.get(next).words.contains("2 enregistrées sur 1"))

            // The year ends while one is still to be held: carried over, it counts in the new year and only there.
            try await test.write { db in
                _ = try db.change(
                    .action, set: "school_year = 2027, state = \("realisee")", where: "state = \("confirmee")")
            }
            #expect(try await test.read { try $0.actionCounts(year: 2026) }.done(objective.rootId, kind: "") == 2)
            #expect(try await test.read { try $0.actionCounts(year: 2027) }.done(objective.rootId, kind: "") == 1)
        }
    }
}

/// An action as it is stored.
private struct TestAction: Codable {
    let id: ID<Action>
    var kind = "visite"
    var axis = 2
    var mission = "A2.2"
    let schoolYear: Int
    var title = "Visite"
    let state: String
    var place = ""
    var purpose = ""
    var programme = ""
    var preparation = ""
    var followUp = ""
    var report = ""
    var riskNote = ""
    var authorisation = false
    var photoConsent = false
    var requesterName = ""
    var organiser = ""
    let objectiveId: ID<RoadmapObjective>
    var reason = ""
    var version = 1
}

import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `The sources of indicators` {
    @Test func `make the whole catalogue, each code once`() {
        let codes = IndicatorSources.all.flatMap(\.codes) + [IndicatorSources.roadmapCode]
        #expect(codes.sorted() == Indicator.all.map(\.code).sorted())
    }

    /// What a source reads and does not name would leave a stale figure after a write.
    @Test(arguments: IndicatorSources.all.map(\.codes)) func `name every table they read`(codes: [String]) async throws
    {
        let test = try await TestApp.make()
        _ = try await test.addClass()
        _ = try await test.signedRoadmap()
        let source = try #require(IndicatorSources.all.first { $0.codes == codes })
        let today = try #require(LocalDate("2027-05-03"))
        let read = try await test.read { db -> Set<String> in
            var tables: Set<String> = []
            let span = try db.indicatorYear(2026, today: today)
            db.database.inspect = { tables.formUnion(tablesRead(by: $0)) }
            _ = try source.count(db.whole, span)
            db.database.inspect = nil
            return tables
        }
        let unnamed = read.subtracting(source.tables.map(\.rawValue))
        #expect(unnamed.isEmpty, "\(codes) reads \(unnamed.sorted())")
    }

    @Test func `of the roadmap name every table they read`() async throws {
        let test = try await TestApp.make()
        _ = try await test.signedRoadmap()
        let today = try #require(LocalDate("2026-11-23"))
        let read = try await test.read { db -> Set<String> in
            var tables: Set<String> = []
            let span = try db.indicatorYear(2026, today: today)
            db.database.inspect = { tables.formUnion(tablesRead(by: $0)) }
            _ = try db.whole.roadmapIndicator(span, [])
            db.database.inspect = nil
            return tables
        }
        #expect(read.isSubset(of: IndicatorSources.roadmapTables.map(\.rawValue)), "\(read.sorted())")
    }

    @Test(arguments: engines) func `are counted again only where something was written`(engine: TestEngine)
        async throws
    {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            _ = try await test.signedRoadmap()
            let office = try await test.browser(.rbde)
            _ = try await office.get("/pilotage/indicateurs")
            #expect(try await test.tally().staleCodes.isEmpty)

            // Time of the bureau changes one figure, and what the roadmap makes of all.
            _ = try await office.post("/bureau/temps", [("axe", "3"), ("rapide", "60")])
            #expect(try await test.tally().staleCodes == ["I5.1", "I5.2"])
            _ = try await office.get("/pilotage")
            #expect(try await test.tally().staleCodes.isEmpty)

            // A call touches several: the page counts those it shows and leaves the others for who asks.
            _ = try await office.post(
                "/entreprises/\(sample.company)/echanges",
                [("genre", "appel_sortant"), ("objet", "prospection"), ("suite", "info"), ("le", "2026-11-20")])
            #expect(try await test.tally().staleCodes.isSuperset(of: ["I1.1", "I1.2", "I1.3", "I1.5"]))
            let page = try await office.get("/pilotage")
            #expect(page.status == .ok)
            let left = try await test.tally().staleCodes
            #expect(left.contains("I1.5") && left.isDisjoint(with: ["I1.1", "I1.3", "I5.2"]))
            #expect(try await test.app.verifyIndicators(uai: nil).map(\.state) == [.stale])
            let today = try #require(LocalDate("2026-11-23"))
            let (board, counted) = try await test.read { db in
                (try db.indicatorBoard(year: 2026, today: today), try db.countIndicators(year: 2026, today: today))
            }
            for value in counted { #expect(board.values[value.code] == value, "\(value.code)") }
            _ = try await office.get("/pilotage/indicateurs")
            #expect(try await test.app.verifyIndicators(uai: nil).map(\.state) == [.equal])
        }
    }

    @Test func `of a whole demonstration school give the same figures kept and counted again`() async throws {
        let test = try await TestApp.make(empty: true)
        _ = try await test.app.loadDemo(seed: 1)
        let school = try await test.app.school(uai: "0999001W")
        let author = Author.commandLine(for: school)
        let today = test.app.now(for: author).day
        try await test.app.keepIndicators(uai: school.uai)
        // Rows of every kind change hands, dates and states; what is kept follows each time.
        let writes: [(SchoolTable, SQL, SQL)] = [
            (.interaction, "purpose = 'prospection'", "happened_on > '2026-10-01'"),
            (.placement, "origin = 'bureau'", "starts_on > '2026-10-01'"),
            (.agreement, "state = 'annulee'", "state = 'brouillon'"),
            (.action, "state = 'annulee'", "state = 'close'"), (.actionGuest, "minutes = 60", "state = 'present'"),
            (.officeTime, "axis = 2", "axis = 0"), (.officeOpening, "valid_until = '2026-10-15'", "weekday = 1"),
            (.alumnus, "withdrawn_on = '2026-11-01'", "left_year = 2026"),
            (.insertionAnswer, "situation = 'emploi'", "true"), (.learner, "left_on = '2026-11-02'", "sex = 'F'"),
        ]
        for (table, change, condition) in writes {
            try await test.app.perform(TouchRows(table: table, change: change, condition: condition), by: author)
            let refreshed = try await test.app.read(author) {
                try $0.refreshedIndicators(year: school.currentYear, today: today, needing: nil)
            }
            let counted = try await test.app.read(author) {
                try $0.countIndicators(year: school.currentYear, today: today)
            }
            #expect(refreshed.stale.isEmpty)
            let known = Dictionary(refreshed.values.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
            for value in counted { #expect(known[value.code] == value, "\(value.code) after \(table)") }
        }
    }
}

@Suite struct `Figures of the office, by date` {
    @Test(arguments: engines) func `count each day with the hours it had`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let today = try #require(LocalDate("2026-11-23"))
            func open() async throws -> IndicatorValue {
                let values = try await test.read { try $0.countIndicators(year: 2026, today: today) }
                return try #require(values.first { $0.code == "I5.3" })
            }
            let office = try await test.browser(.rbde)
            let week = (1...5).map { ("jour", String($0)) }
            _ = try await office.post(
                "/bureau/horaires", week + [("debut", "8 h 30"), ("fin", "12 h"), ("depuis", "2026-09-01")])
            let whole = try await open()
            let days = try #require(whole.denominator)
            #expect(whole.numerator == days && days > 40)

            // The week changes: the days gone by keep their hours.
            test.clock.advance(seconds: 86_400)
            let tuesday = try #require(try await test.read { try $0.openings() }.first { $0.weekday == 2 })
            _ = try await office.post("/bureau/horaires/\(tuesday.id)/suppression")
            #expect(try await open().numerator == days)
            let kept = try await test.read { try $0.openings() }.first { $0.id == tuesday.id }
            #expect(kept?.validUntil?.description == "2026-11-23")
            #expect(try await office.get("/bureau/horaires").words.contains("Fermé"))

            // Hours that hold since a day do not count before it.
            _ = try await test.write { db in
                try db.change(.officeOpening, set: "valid_from = '2026-11-16', valid_until = null", where: "true")
            }
            #expect(try await open().numerator == 6)
        }
    }

    @Test(arguments: engines) func `tell who has a long way to go`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let sample = try await test.addClass()
            let office = try await test.browser(.rbde)
            _ = try await office.post("/pfmp/\(sample.period)/placer/\(sample.adult)", sample.form())
            let today = try #require(LocalDate("2026-12-10"))
            func far() async throws -> IndicatorValue {
                let values = try await test.read { try $0.countIndicators(year: 2026, today: today) }
                return try #require(values.first { $0.code == "I3.10" })
            }
            _ = try await test.write { db in
                try db.change(.learner, set: "address_city = 'Villefictive'", where: "true")
                try db.change(
                    .company, set: "address_city = 'Loinbourg', latitude = 45.0, longitude = 3.0", where: "true")
            }
            #expect(try await far().numerator == nil)
            // Another company tells where the town of the learner is, some 111 kilometres away.
            try await test.write { db in
                let near = Company(
                    id: db.newID(), legalName: "Boulangerie des Essais",
                    address: PostalAddress(postalCode: "99000", city: "Villefictive"), latitude: 44.0, longitude: 3.0)
                try db.insert(near, into: .company)
            }
            let found = try await far()
            #expect(found.numerator == 1 && found.parts.first?.denominator == 1)
            _ = try await test.write { db in
                try db.change(.learner, set: "address_city = 'Loinbourg'", where: "true")
            }
            #expect(try await far().numerator == 0)
        }
    }
}

/// The tables that a statement names through the handle of a school.
private func tablesRead(by statement: String) -> Set<String> {
    Set(statement.matches(of: /\(select \* from ([a-z_]+) where school_id/).map { String($0.1) })
}

private struct TouchRows: Operation {
    let table: SchoolTable
    let change: SQL
    let condition: SQL

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try db.change(table, set: change, where: condition)
    }
}

extension TestApp {
    fileprivate func tally() async throws -> IndicatorTally {
        try #require(try await read { try $0.tally(year: 2026) })
    }
}

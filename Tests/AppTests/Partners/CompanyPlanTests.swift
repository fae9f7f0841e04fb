import Domain
import HTTPTypes
import Persistence
import Testing

@testable import App

@Suite struct `Reading the list of companies` {
    @Test(arguments: [
        ("", "company_sort"), ("departement=31", "company_department"), ("naf=45", "company_division"),
        ("departement=31&naf=45", "company_department_division"), ("tri=commune", "company_town"),
        ("tri=relation", "company_relation"), ("relation=actif", "company_relation"),
        ("archivees=1", "company_archived"), ("q=garage", "company_word"),
        ("departement=31&apres=garage%7Cid", "company_department"),
    ])
    func `goes through an index that fits, and never through every company`(query: String, index: String) async throws {
        let test = try await TestApp.make()
        try await test.write { db in try db.insertMany(RandomCompanies.make(40), into: .company) }
        let filter = CompanyFilter(query: FormValues(urlEncoded: query), today: LocalDate(dayNumber: 20_000))
        let plan = try await test.read { db in
            // A plan is no statement of the program: the guard knows nothing of it.
            db.database.inspect = nil
            let asked = try db.companyQuery(filter)
            var steps: [String] = []
            try db.eachRow(
                """
                explain query plan select company.id from \(asked.source) where \(asked.condition) and \(filter.beyond)
                order by \(filter.order) limit 51
                """
            ) { steps.append($0.text(3)) }
            return steps
        }
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN company") }, "\(plan)")
        if !query.hasPrefix("q=") { #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)") }
    }

    @Test func `starts from the rarest word`() async throws {
        let test = try await TestApp.make()
        for number in 1...6 { try await test.addCompany("Garage \(number)") }
        try await test.addCompany("Garage Singulier")
        let rarest = try await test.read { db in
            (
                try db.rarest(of: ["garage", "singulier"], under: 100), try db.rarest(of: ["garage"], under: 3),
                try db.rarest(of: ["garage", "absent"], under: 100)
            )
        }
        #expect(rarest.0 == "singulier")
        #expect(rarest.1 == nil)
        #expect(rarest.2 == "absent")
    }

    @Test func `gives the same rows from a common word as from a rare one`() async throws {
        let test = try await TestApp.make()
        try await test.write { db in try db.insertMany(RandomCompanies.make(60), into: .company) }
        let (walked, started) = try await test.read { db in
            var filter = CompanyFilter()
            filter.words = ["atelier"]
            let rare = try db.companyQuery(filter)
            let common = CompanyQuery(
                filter: filter, source: db.table(.company),
                condition: "company.archived_on is null and \(db.companyHolds("atelier"))", counted: nil)
            return (
                try db.companies(common, limit: 100, year: 2026).map(\.id),
                try db.companies(rare, limit: 100, year: 2026).map(\.id)
            )
        }
        #expect(walked == started)
        #expect(!walked.isEmpty)
    }

    @Test(arguments: engines) func `offers the départements in use`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            for code in ["31", "09", "2A", "09"] {
                try await test.addCompany("Atelier \(code)") { $0.department = code }
            }
            try await test.addCompany("Atelier ancien") {
                $0.department = "75"
                $0.archivedOn = LocalDate(dayNumber: 20_000)
            }
            let choices = try await test.read { try $0.companyChoices(year: 2026) }
            #expect(choices.departments.map(\.label) == ["09 Ariège", "2A Corse-du-Sud", "31 Haute-Garonne"])
        }
    }
}

@Suite struct `What was read a moment ago` {
    @Test func `is read once, until a write or a few seconds`() async throws {
        let recent = RecentReads()
        let start = Moment(millisecondsSince1970: 0)
        func read(_ value: Int, after seconds: Int = 0) async throws -> Int {
            try await recent.value("a", at: start.adding(seconds: seconds)) { value }
        }
        #expect(try await read(1) == 1)
        #expect(try await read(2) == 1)
        #expect(try await read(3, after: RecentReads.seconds) == 3)
        recent.forget()
        #expect(try await read(4) == 4)
    }

    @Test func `is not kept when something was written meanwhile`() async throws {
        let recent = RecentReads()
        let now = Moment(millisecondsSince1970: 0)
        let old = try await recent.value("a", at: now) {
            recent.forget()
            return 1
        }
        #expect(old == 1)
        #expect(try await recent.value("a", at: now) { 2 } == 2)
    }

    @Test func `keep lists apart, and fewer of them`() async throws {
        let recent = RecentReads()
        let now = Moment(millisecondsSince1970: 0)
        _ = try await recent.value("a", at: now) { 1 }
        for number in 0...RecentReads.Shelf.lists.most {
            _ = try await recent.value("\(number)", on: .lists, at: now) { number }
        }
        #expect(try await recent.value("0", on: .lists, at: now) { -1 } == -1)
        #expect(try await recent.value("a", on: .lists, at: now) { 2 } == 2)
        #expect(try await recent.value("a", at: now) { 3 } == 1)
    }

    @Test func `does not outlive a session that is closed`() async throws {
        let test = try await TestApp.make()
        let account = try await test.addAccount(.rbde)
        let browser = try await test.browser(of: account)
        #expect(try await browser.get("/entreprises").status == .ok)
        try await test.app.performPlatform(CloseSessions(which: .all(of: account.id)))
        #expect(try await browser.get("/entreprises").status == .seeOther)
    }
}

import Domain
import Persistence
import Testing

@testable import App

@Suite struct `Separation of schools` {
    @Test(arguments: engines) func `a handle shows the rows of its school only`(engine: TestEngine) async throws {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            for place in [test.school, other] {
                let company = Company(id: test.app.newIDs().next(), legalName: "Atelier de \(place.name)")
                try await test.app.perform(Insert(company: company), by: test.author(.rbde, in: place))
            }

            let names = try await test.app.read(test.author(.rbde, in: other)) { db in
                try db.rows("select company.legal_name from \(db.table(.company))", as: String.self)
            }

            #expect(names == ["Atelier de \(other.name)"])
        }
    }

    @Test(arguments: engines.filter { $0 == .postgreSQL })
    func `PostgreSQL itself hides the other schools from a statement that forgets them`(engine: TestEngine) async throws
    {
        try await TestApp.run(on: engine) { test in
            let other = try await test.addSchool()
            let company = Company(id: test.app.newIDs().next(), legalName: "Atelier d’à côté")
            try await test.app.perform(Insert(company: company), by: test.author(.rbde, in: other))

            let seen = try await test.app.read(test.author(.rbde)) { db in
                db.database.inspect = nil
                return try db.database.row("select count(*) from company", as: Int.self)
            }

            #expect(seen == 0)
        }
    }

    @Test func `a statement that names a school's table alone is refused`() async throws {
        try await TestApp.run(on: .sqlite) { test in
            await #expect(throws: ScopeGuard.UnscopedStatement.self) {
                try await test.app.read(test.author(.rbde)) { db in
                    try db.rows("select company.legal_name from company", as: String.self)
                }
            }
        }
    }
}

private struct Insert: Operation {
    let company: Company

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try db.insert(company, into: .company)
    }
}

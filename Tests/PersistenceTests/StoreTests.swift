import Persistence
import Testing

enum Level: String, Codable, SQLBindable { case low, high }
struct Span: Codable, Equatable, Sendable { var startsOn: String; var endsOn: String? }
struct Visit: Codable, Equatable, Sendable {
    var id: String
    var level: Level
    var homeUAI: String?
    var period: Span
    var minutes: Int
    var paid: Bool
    var share: Double
    var content: [UInt8]
}

extension Visit {
    static let table: SQL = """
        create table visit (id text primary key not null, level text not null, home_uai text,
            period_starts_on text not null, period_ends_on text, minutes bigint not null,
            paid boolean not null check (paid in (false, true)), share double precision not null, content bytea not null)
        """

    static func sample(_ id: String, minutes: Int = 30) -> Visit {
        Visit(
            id: id, level: .high, homeUAI: nil, period: Span(startsOn: "2027-03-01", endsOn: nil), minutes: minutes,
            paid: true, share: 0.1, content: [0, 255, 7])
    }
}

@Suite struct `A store` {
    @Test func `gives back what was written`() async throws {
        let store = try Store.openSQLiteInMemory()
        let visits = (1...20).map { Visit.sample("v\($0)", minutes: $0) }
        try await store.write { db in
            try db.run(Visit.table)
            try db.insertMany(visits, into: "visit")
        }
        let read = try await store.read { db in
            try db.rows("select * from visit order by minutes", as: Visit.self)
        }
        #expect(read == visits)
    }
}

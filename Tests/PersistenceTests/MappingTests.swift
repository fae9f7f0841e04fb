import Persistence
import Testing

@Suite struct `Values and rows` {
    @Test(arguments: TestEngine.atHand)
    func `a value comes back as it was written`(engine: TestEngine) async throws {
        var full = Visit.sample("full")
        full.previousLevel = .low
        full.period.endsOn = Day("2027-04-01")
        full.signature = []
        full.share = -1.0 / 3
        full.minutes = Int(Int64.max)
        full.homeUAI = "« l’été » d'Œuvre ? $1 % \\ \n 𝄞"
        full.content = Array(0...255)
        let visits = [Visit.sample("bare", minutes: 0), full]
        try await engine.withStore { store in
            try await store.write { db in
                try db.run(Visit.table)
                for visit in visits { try db.insert(visit, into: "visit") }
            }
            let read = try await store.read { db in try db.visits() }
            #expect(read == visits)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `thousands of rows are written in one go`(engine: TestEngine) async throws {
        let visits = (0..<1234).map { number in
            var visit = Visit.sample("v\(number)", minutes: number)
            visit.homeUAI = number.isMultiple(of: 3) ? nil : "uai \(number)"
            visit.signature = number.isMultiple(of: 7) ? [UInt8(number % 256)] : nil
            return visit
        }
        try await engine.withStore { store in
            try await store.write { db in
                try db.run(Visit.table)
                try db.insertMany(visits, into: "visit")
                try db.insertMany([Visit](), into: "visit")
            }
            let read = try await store.read { db in try db.visits() }
            #expect(read == visits)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `update writes every column, absent values too`(engine: TestEngine) async throws {
        var visit = Visit.sample("a")
        try await engine.withStore { store in
            try await store.write { db in
                try db.run(Visit.table)
                try db.insert(Visit.sample("a"), into: "visit")
                try db.insert(Visit.sample("b"), into: "visit")
            }
            visit.homeUAI = nil
            visit.minutes = 45
            let changed = try await store.write { [visit] db in
                let stale = try db.update(visit, in: "visit", where: "minutes = \(31)")
                let fresh = try db.update(visit, in: "visit", where: "minutes = \(30) or minutes = \(29)")
                return [stale, fresh]
            }
            #expect(changed == [0, 1])
            let read = try await store.read { db in try db.visits() }
            #expect(read == [Visit.sample("b"), visit])
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `upsert inserts, then replaces, unless the condition says no`(engine: TestEngine) async throws {
        let first = Visit.sample("a")
        let second = Visit.sample("a", minutes: 60)
        try await engine.withStore { store in
            let counts = try await store.write { db in
                try db.run(Visit.table)
                return [
                    try db.upsert(first, into: "visit", onConflict: ["id"]),
                    try db.upsert(second, into: "visit", onConflict: ["id"], where: "visit.minutes = \(30)"),
                    try db.upsert(first, into: "visit", onConflict: ["id"], where: "visit.minutes = \(30)"),
                ]
            }
            #expect(counts == [1, 1, 0])
            #expect(try await store.read { db in try db.visits() } == [second])
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `single values are read from the only column`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await store.read { db throws in
                #expect(try db.row("select \(7)", as: Int.self) == 7)
                #expect(try db.row("select \("a")", as: String.self) == "a")
                #expect(try db.row("select \(true)", as: Bool.self) == true)
                #expect(try db.row("select \(0.1)", as: Double.self) == 0.1)
                #expect(try db.row("select \([1, 2, 255] as [UInt8])", as: [UInt8].self) == [1, 2, 255])
                #expect(try db.row("select \(Level.low)", as: Level.self) == .low)
                #expect(try db.row("select \(Day("2027-03-01"))", as: Day.self) == Day("2027-03-01"))
                #expect(try db.rows("select cast(null as text)", as: String?.self) == [nil])
                #expect(try db.row("select 1 where false", as: Int.self) == nil)
            }
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `long lists are read by column number`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            let lines = try await store.read { db in
                var lines: [String] = []
                let sql: SQL = "select \("é"), \(3), \(true), \(0.5), \([9] as [UInt8]), cast(null as text), 4"
                try db.eachRow(sql) { row in
                    lines.append("\(row.text(0)) \(row.int(1)) \(row.bool(2)) \(row.double(3)) \(row.bytes(4))")
                    lines.append(
                        "\(row.optionalText(5) ?? "-") \(row.optionalInt(6) ?? 0) \(row.isNull(5)) \(row.count)")
                }
                return lines
            }
            #expect(lines == ["é 3 true 0.5 [9]", "- 4 true 7"])
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `a row of another shape is an error that names the column`(engine: TestEngine) async throws {
        let cases: [(SQL, String)] = [
            ("select 'a' as id", "no column named minutes"),
            ("select cast(null as text) as id, 1 as minutes", "column id: null is not a text"),
            ("select 'a' as id, 'many' as minutes", "column minutes: its value is not a integer"),
            ("select 'a' as id, 'b' as id, 1 as minutes", "two columns are named id"),
        ]
        try await engine.withStore { store in
            for (sql, detail) in cases {
                let found = await failure { try await store.read { db in try db.rows(sql, as: Brief.self) } }
                #expect(found == .unreadableRow(detail))
            }
            let misread = await failure {
                try await store.read { db in try db.eachRow("select 'many' as minutes") { _ = $0.int(0) } }
            }
            #expect(misread == .unreadableRow("column minutes is not what the program expects"))
        }
    }

    @Test func `a list and a number too large are refused before anything is written`() async throws {
        struct Listed: Encodable, Sendable { let words: [String] }
        struct Large: Encodable, Sendable { let count: UInt64 }
        let store = try Store.openSQLiteInMemory()
        let listed = await failure { try await store.write { try $0.insert(Listed(words: ["a"]), into: "visit") } }
        #expect(listed == .unwritableValue("a list has no column: write it as text"))
        let large = await failure { try await store.write { try $0.insert(Large(count: .max), into: "visit") } }
        #expect(large == .unwritableValue("18446744073709551615 is larger than a 64-bit integer"))
    }

    @Test(arguments: [
        ("id", "id"), ("startsOn", "starts_on"), ("homeUAI", "home_uai"), ("uaiCode", "uai_code"),
        ("UAICode", "uai_code"), ("line2", "line2"), ("searchKey", "search_key"),
    ])
    func `a property has the column of its name`(property: String, column: String) async throws {
        let store = try Store.openSQLiteInMemory()
        let names = try await store.write { db in
            try db.run(SQL(unsafe: "create table named (\(column) bigint)"))
            try db.insert(Named(property: property), into: "named")
            return try db.rows("select \(SQL(unsafe: column)) from named", as: Int.self)
        }
        #expect(names == [1])
    }
}

private struct Brief: Decodable, Sendable {
    let id: String
    let minutes: Int
}

/// A value with one property of a given name.
private struct Named: Encodable {
    let property: String

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(1, forKey: Key(stringValue: property))
    }

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

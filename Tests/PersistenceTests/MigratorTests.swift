import Persistence
import Testing

@Suite struct `Migrations` {
    private static let first = Migration(
        number: 1, name: "items",
        sql: """
            create table item (id text primary key not null, paid boolean not null); -- two statements
            create index item_paid on item (paid);
            """)
    private static let second = Migration(number: 2, name: "names", sql: "alter table item add column name text")

    @Test(arguments: TestEngine.atHand)
    func `run once, in order`(engine: TestEngine) async throws {
        let migrator = Migrator(migrations: [Self.second, Self.first])
        try await engine.withStore { store in
            #expect(try await migrator.pending(store).map(\.number) == [1, 2])
            #expect(try await migrator.migrate(store).map(\.number) == [1, 2])
            #expect(try await migrator.migrate(store).isEmpty)
            #expect(try await migrator.pending(store).isEmpty)
            let count = try await store.write { db in
                try db.run("insert into item (id, paid, name) values ('a', true, 'x')")
            }
            #expect(count == 1)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `run once when two programs start together`(engine: TestEngine) async throws {
        let migrator = Migrator(migrations: [Self.first, Self.second])
        try await engine.withStore { store in
            let ran = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 { group.addTask { try await migrator.migrate(store).count } }
                return try await group.reduce(0, +)
            }
            #expect(ran == 2)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `that fail leave the database as it was`(engine: TestEngine) async throws {
        let broken = Migration(number: 2, name: "broken", sql: "create table other (n bigint); create tabel wrong (n)")
        try await engine.withStore { store async throws in
            await #expect(throws: PersistenceFailure.self) {
                try await Migrator(migrations: [Self.first, broken]).migrate(store)
            }
            #expect(try await Migrator(migrations: [Self.first, Self.second]).pending(store) == [Self.second])
            let other = Migration(number: 2, name: "other", sql: "create table other (n bigint)")
            #expect(try await Migrator(migrations: [Self.first, other]).migrate(store) == [other])
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `that were edited since they ran are refused`(engine: TestEngine) async throws {
        try await engine.withStore { store async throws in
            try await Migrator(migrations: [Self.first]).migrate(store)
            let edited = Migration(number: 1, name: "items", sql: "create table item (id text)")
            let found = await failure { try await Migrator(migrations: [edited]).migrate(store) }
            #expect(found == .editedMigration(number: 1, name: "items"))
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `of a newer program are refused`(engine: TestEngine) async throws {
        try await engine.withStore { store in
            try await Migrator(migrations: [Self.first, Self.second]).migrate(store)
            let found = await failure { try await Migrator(migrations: [Self.first]).migrate(store) }
            #expect(found == .newerDatabase(found: 2, known: 1))
            #expect(found?.message.contains("version 2") == true)
        }
    }

    @Test func `with a number missing are refused`() async throws {
        let store = try Store.openSQLiteInMemory()
        let found = await failure { try await Migrator(migrations: [Self.second]).migrate(store) }
        #expect(found == .disorderedMigrations(number: 2))
    }

    @Test(arguments: TestEngine.atHand)
    func `may differ by engine`(engine: TestEngine) async throws {
        let migration = Migration(
            number: 1, name: "engines", sql: "", sqliteSQL: "create table lite (n bigint)",
            postgreSQLSQL: "create table server (n bigint)")
        try await engine.withStore { store in
            try await Migrator(migrations: [migration]).migrate(store)
            let rows = try await store.write { db in
                try db.run(
                    db.dialect == .sqlite ? "insert into lite (n) values (1)" : "insert into server (n) values (1)")
            }
            #expect(rows == 1)
        }
    }

    @Test(arguments: TestEngine.atHand)
    func `that change a table under a running program are seen`(engine: TestEngine) async throws {
        struct Wide: Decodable, Equatable, Sendable {
            let id: String
            let paid: Bool
            let name: String?
        }
        try await engine.withStore { store in
            try await Migrator(migrations: [Self.first]).migrate(store)
            try await store.write { db in _ = try db.run("insert into item (id, paid) values ('a', false)") }
            let missing = await failure { try await store.read { try $0.rows("select * from item", as: Wide.self) } }
            #expect(missing == .unreadableRow("no column named name"))
            try await Migrator(migrations: [Self.first, Self.second]).migrate(store)
            let rows = try await store.read { try $0.rows("select * from item", as: Wide.self) }
            #expect(rows == [Wide(id: "a", paid: false, name: nil)])
        }
    }
}

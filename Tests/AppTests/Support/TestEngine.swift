import Foundation
import Persistence
import Testing

@testable import App

/// The database engines at hand: SQLite always, PostgreSQL when `BUREAU_TEST_POSTGRESQL` holds the address of a server.
///
/// Records and operations are tested on each: `@Test(arguments: engines)`.
enum TestEngine: String, Sendable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgreSQL = "PostgreSQL"

    static let atHand: [TestEngine] = serverAddress == nil ? [.sqlite] : [.sqlite, .postgreSQL]

    private static let serverAddress = ProcessInfo.processInfo.environment["BUREAU_TEST_POSTGRESQL"]

    var testDescription: String { rawValue }

    /// A migrated and empty database of its own.
    func openDatabase() async throws -> TestDatabase {
        switch self {
        case .sqlite:
            return TestDatabase(store: try await TestEngine.template.value.copyInMemory(), schema: nil)
        case .postgreSQL:
            let used = await TestEngine.emptied.take()
            let schema = used ?? "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
            let store = try Store.open(
                .postgreSQL(TestEngine.serverAddress ?? "", connections: 2, schema: schema), patience: 60)
            if used == nil { try await Migrator(migrations: Migrations.all()).migrate(store) }
            return TestDatabase(store: store, schema: schema)
        }
    }

    /// Migrated once, copied for each test.
    private static let template = Task {
        let store = try Store.openSQLiteInMemory()
        try await Migrator(migrations: Migrations.all()).migrate(store)
        return store
    }

    /// Schemas that a test has done with: migrating one takes a second, emptying it a moment.
    fileprivate static let emptied = EmptiedSchemas()
}

let engines = TestEngine.atHand

/// The database of one test.
struct TestDatabase: Sendable {
    let store: Store
    fileprivate let schema: String?

    /// Leaves nothing behind: the next test finds the schema as new.
    func giveBack() async throws {
        guard let schema else { return await store.close() }
        do {
            try await store.write { db in
                // The youngest first: a table refers to older ones.
                let filled: [String] = try db.rows(
                    """
                    select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'
                    and relname <> 'migration' and pg_relation_size(oid) > 0 order by oid desc
                    """)
                for table in filled { try db.run("delete from \(SQL(unsafe: table))") }
            }
        } catch {
            // Two tables that refer to each other: the next test takes a new schema.
            try await store.dropSchema()
            return await store.close()
        }
        await store.close()
        await TestEngine.emptied.giveBack(schema)
    }
}

private actor EmptiedSchemas {
    private var names: [String] = []

    func take() -> String? { names.popLast() }

    func giveBack(_ name: String) { names.append(name) }
}

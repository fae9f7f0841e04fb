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
    func openStore() async throws -> Store {
        switch self {
        case .sqlite:
            return try await TestEngine.template.value.copyInMemory()
        case .postgreSQL:
            let schema = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
            let store = try Store.open(
                .postgreSQL(TestEngine.serverAddress ?? "", connections: 2, schema: schema), patience: 60)
            try await Migrator(migrations: Migrations.all()).migrate(store)
            return store
        }
    }

    /// Migrated once, copied for each test.
    private static let template = Task {
        let store = try Store.openSQLiteInMemory()
        try await Migrator(migrations: Migrations.all()).migrate(store)
        return store
    }
}

let engines = TestEngine.atHand

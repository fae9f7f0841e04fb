import Foundation
import Persistence
import Synchronization
import Testing

/// The engines at hand: SQLite always, PostgreSQL when `BUREAU_TEST_POSTGRESQL` says where a server is.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
    case sqliteInMemory, sqliteFile, postgreSQL

    static let server: String? = ProcessInfo.processInfo.environment["BUREAU_TEST_POSTGRESQL"]
    static let atHand = allCases.filter { $0 != .postgreSQL || server != nil }
    private static let counter = Mutex(0)

    var testDescription: String { rawValue }

    /// A name that no other test of this run or of another one has.
    static func uniqueName() -> String {
        let number = counter.withLock { counter in
            counter += 1
            return counter
        }
        return "t_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    }

    static func uniquePath() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent(uniqueName() + ".sqlite").path
    }

    func location() -> StoreLocation {
        switch self {
        case .sqliteInMemory: .sqliteInMemory
        case .sqliteFile: .sqlite(TestEngine.uniquePath())
        case .postgreSQL: .postgreSQL(TestEngine.server ?? "", connections: 4, schema: TestEngine.uniqueName())
        }
    }

    /// Opens an empty database, and removes it afterwards.
    func withStore<Value>(_ body: (Store) async throws -> Value) async throws -> Value {
        let location = location()
        return try await withDatabase(at: location) {
            // A busy machine answers late: only tests about waiting ask for less patience.
            let store = try Store.open(location, patience: 60)
            do {
                let value = try await body(store)
                await store.close()
                return value
            } catch {
                await store.close()
                throw error
            }
        }
    }
}

/// Runs the body, then removes the file or the schema.
func withDatabase<Value>(at location: StoreLocation, _ body: () async throws -> Value) async throws -> Value {
    let result: Result<Value, any Error>
    do {
        result = .success(try await body())
    } catch {
        result = .failure(error)
    }
    switch location {
    case .sqlite(let path):
        for suffix in ["", "-wal", "-shm", ".partial"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    case .postgreSQL:
        let store = try Store.open(location)
        try await store.dropSchema()
        await store.close()
    case .sqliteInMemory: break
    }
    return try result.get()
}

/// The failure a piece of work ends with, `nil` when it succeeds.
func failure(of work: () async throws -> some Any) async -> PersistenceFailure? {
    do {
        _ = try await work()
        return nil
    } catch {
        return error as? PersistenceFailure
    }
}

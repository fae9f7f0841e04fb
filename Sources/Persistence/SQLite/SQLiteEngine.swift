import Dispatch
import Foundation
import GRDB
import Synchronization

/// SQLite through GRDB: one writer and several readers that do not wait for each other (WAL).
final class SQLiteEngine: Engine {
    private let database: any DatabaseWriter
    private let memories = ConnectionMemories()
    private let gate = Gate()

    var dialect: Dialect { .sqlite }
    var warnings: [StoreWarning] { [] }

    /// A file, with its folder, made when it does not exist; nobody but the account of the service may read it.
    init(path: String, readOnly: Bool, patience: Double, memory: StoreMemory = .ample) throws {
        do {
            if !readOnly { try SQLiteEngine.makeFile(path) }
            var configuration = SQLiteEngine.configuration(patience, memory)
            configuration.readonly = readOnly
            let pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL, which may lose the last transactions when the power fails.
            if !readOnly { try pool.writeWithoutTransaction { try $0.execute(sql: "pragma synchronous = full") } }
            database = pool
        } catch {
            throw PersistenceFailure.translating(error)
        }
    }

    /// A database in memory.
    init(patience: Double) throws {
        do {
            database = try DatabaseQueue(configuration: SQLiteEngine.configuration(patience))
        } catch {
            throw PersistenceFailure.translating(error)
        }
    }

    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await passing {
            try await database.read { [memories] in try body(memories.handle($0)) }
        }
    }

    func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await passing {
            try await database.write { [memories] connection in
                let handle = memories.handle(connection)
                let value = try body(handle)
                if let failure = handle.connection.failure { throw failure }
                return value
            }
        }
    }

    /// SQLite has one writer, whatever the program: an ordinary write is alone.
    func writeAlone<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await write(body)
    }

    func close() async {
        guard await gate.close() else { return }
        // GRDB closes its readers last, and a reader cannot bring the journal back into the file: it is done before.
        // When another program reads meanwhile the journal stays beside the file, as complete as it was.
        if let pool = database as? DatabasePool, !pool.configuration.readonly {
            _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        // What could fail is a statement still open, and every request has ended.
        try? database.close()
    }

    func backup(to path: String) async throws {
        let unfinished = path + ".partial"
        do {
            try await onThread { [database] in
                try? FileManager.default.removeItem(atPath: unfinished)
                try SQLiteEngine.makeFile(unfinished)
                let copy = try DatabaseQueue(path: unfinished)
                try database.backup(to: copy)
                try copy.close()
                try SQLiteEngine.move(unfinished, to: path)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
    }

    func copyInMemory() async throws -> any Engine {
        let copy = try SQLiteEngine(patience: 5)
        try await onThread { [database] in try database.backup(to: copy.database) }
        return copy
    }

    func checkIntegrity() async throws -> [String] {
        try await read { db in
            var problems = try db.rows("pragma integrity_check(100)", as: String.self).filter { $0 != "ok" }
            try db.eachRow("pragma foreign_key_check") { row in
                problems.append("\(row.text(0)) \(row.optionalInt(1) ?? 0) -> \(row.text(2))")
            }
            return problems
        }
    }

    func dropSchema() async throws {}

    /// A sample of each index is enough to choose between them: a few milliseconds whatever the size. Readers learn the
    /// figures when they open.
    func refreshStatistics() async throws {
        try await write { try $0.connection.script("pragma analysis_limit = 400; analyze") }
        guard let pool = database as? DatabasePool else { return }
        pool.invalidateReadOnlyConnections()
        memories.forget()
    }

    private static func configuration(_ patience: Double, _ memory: StoreMemory = .ample) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience)
        configuration.maximumReaderCount = 8
        configuration.label = "bureau"
        let size =
            switch memory {
            case .ample: "pragma cache_size = -8000; pragma mmap_size = 268435456; pragma temp_store = memory"
            case .sparing: "pragma cache_size = -2000; pragma mmap_size = 0; pragma temp_store = file"
            }
        configuration.prepareDatabase { db in
            try db.execute(sql: "\(size); pragma journal_size_limit = 67108864")
        }
        return configuration
    }

    private static func makeFile(_ path: String) throws {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw PersistenceFailure.unreachable("the folder \(folder.path) cannot be made")
        }
        guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw PersistenceFailure.unreachable("the file \(path) cannot be made")
        }
    }

    private static func move(_ source: String, to target: String) throws {
        guard rename(source, target) == 0 else {
            throw PersistenceFailure.unreachable("the file \(target) cannot be written")
        }
    }

    private func passing<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await gate.pass(work)
        } catch {
            throw PersistenceFailure.translating(error)
        }
    }

    /// Long work that blocks goes to a thread of its own kind, never to those of Swift's tasks.
    private func onThread(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await passing {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                DispatchQueue.global().async {
                    continuation.resume(with: Result(catching: work))
                }
            }
        }
    }
}

/// The memory of each connection of the pool.
private final class ConnectionMemories: Sendable {
    /// Unchecked because the compiler cannot see that GRDB gives a connection to one closure at a time, and that the
    /// memory of a connection is used only inside such a closure.
    private struct Kept: @unchecked Sendable {
        let memory: StatementMemory
    }

    private let kept = Mutex<[ObjectIdentifier: Kept]>([:])

    /// Forgets the connections: those that are closed must not keep their memory, the others make theirs again.
    func forget() {
        kept.withLock { $0.removeAll() }
    }

    func handle(_ connection: GRDB.Database) -> Database {
        let memory = kept.withLock { kept in
            if let found = kept[ObjectIdentifier(connection)] { return found }
            let made = Kept(memory: StatementMemory())
            kept[ObjectIdentifier(connection)] = made
            return made
        }
        return Database(SQLiteStoreConnection(connection, memory.memory))
    }
}

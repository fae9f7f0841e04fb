/// How much of the database a program keeps in memory (SQLite; PostgreSQL sees to its own).
public enum StoreMemory: Sendable {
    /// The file is mapped, up to 256 MB of it: pages are answered from memory.
    case ample
    /// A few megabytes, whatever the file: for one pass over much data.
    case sparing
}

/// The door to the database: asynchronous at the door, plain synchronous code inside.
public struct Store: Sendable {
    let engine: any Engine

    init(_ engine: any Engine) {
        self.engine = engine
    }

    /// Opens the database, and makes it when it is a file or a schema that does not exist.
    /// - Parameters:
    ///   - readOnly: every write is refused (SQLite).
    ///   - patience: how long a request waits for the database or a connection, in seconds.
    ///   - memory: how much of the database may stay in memory.
    /// - Throws: `PersistenceFailure`.
    public static func open(
        _ location: StoreLocation, readOnly: Bool = false, patience: Double = 5, memory: StoreMemory = .ample
    ) throws -> Store {
        switch location {
        case .sqlite(let path):
            Store(try SQLiteEngine(path: path, readOnly: readOnly, patience: patience, memory: memory))
        case .sqliteInMemory: Store(try SQLiteEngine(patience: patience))
        case .postgreSQL(let address, let connections, let schema):
            try openPostgreSQL(address, connections: connections, schema: schema, patience: patience)
        }
    }

    /// A fresh database in memory, for tests and demonstrations.
    public static func openSQLiteInMemory() throws -> Store {
        try open(.sqliteInMemory)
    }

    /// The engine behind the door.
    public var dialect: Dialect { engine.dialect }

    /// What the administrator should know about the database as it is set up.
    public var warnings: [StoreWarning] { engine.warnings }

    /// Reads in one transaction: everything read belongs to one moment.
    public func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await engine.read(body)
    }

    /// Writes in one serializable transaction: everything or nothing.
    ///
    /// The closure may run again when others changed the same data meanwhile: nothing but the database inside it.
    /// - Throws: what the closure throws, after which nothing is written, or `PersistenceFailure`.
    public func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await engine.write(body)
    }

    /// Closes the connections once the requests under way have ended.
    public func close() async {
        await engine.close()
    }

    /// Copies the database into a file while it is in use (SQLite). The file appears once it is complete.
    /// - Throws: `PersistenceFailure.backupByServerTools` on PostgreSQL.
    public func backup(to path: String) async throws {
        try await engine.backup(to: path)
    }

    /// A copy in memory, independent of this one: a prepared database is copied faster than it is made (SQLite).
    /// - Throws: `PersistenceFailure.backupByServerTools` on PostgreSQL.
    public func copyInMemory() async throws -> Store {
        Store(try await engine.copyInMemory())
    }

    /// What is damaged in the database, in the words of the engine; empty when it is sound.
    public func checkIntegrity() async throws -> [String] {
        try await engine.checkIntegrity()
    }

    /// Counts again what the engine must know of its tables to read them by the right index: after a load, and now and
    /// then. Without it SQLite takes a school for a handful of rows and walks through all of them. PostgreSQL counts by
    /// itself.
    public func refreshStatistics() async throws {
        try await engine.refreshStatistics()
    }

    /// Deletes the schema this store made for itself and everything in it; nothing happens when it has none.
    public func dropSchema() async throws {
        try await engine.dropSchema()
    }

    private static func openPostgreSQL(
        _ address: String, connections: Int, schema: String?, patience: Double
    ) throws -> Store {
        #if PostgreSQL
            Store(
                try PostgreSQLEngine(address: address, connections: connections, schema: schema, patience: patience))
        #else
            throw PersistenceFailure.builtWithoutPostgreSQL
        #endif
    }
}

/// Something the administrator should know about the database.
public enum StoreWarning: Hashable, Sendable {
    /// The server sorts by the rules of a language: lists would differ from those of SQLite.
    case collation(String)

    /// What is wrong and how to put it right.
    public var message: String {
        switch self {
        case .collation(let name):
            "La base PostgreSQL trie selon « \(name) » : créez-la avec « LC_COLLATE 'C' » pour que les listes "
                + "soient dans le bon ordre."
        }
    }
}

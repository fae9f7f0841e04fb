#if PostgreSQL
    import Foundation
    import NIOPosix
    import Synchronization

    /// PostgreSQL through libpq: as many threads as connections, apart from those that serve requests.
    final class PostgreSQLEngine: Engine {
        /// How many times a transaction runs again when others changed the same data.
        private static let retries = 3

        let warnings: [StoreWarning]
        private let connections: [PostgreSQLConnection]
        private let pool: ConnectionPool
        private let threads: NIOThreadPool
        private let turns = WriteTurns()
        private let schema: String?
        private let patience: Double

        var dialect: Dialect { .postgreSQL }

        /// Opens one connection at once, so that a wrong address is known at start; the others open when needed.
        init(address: String, connections count: Int, schema: String?, patience: Double) throws {
            if let schema, !SQLName.isValid(schema) { throw PersistenceFailure.badLocation(schema) }
            let setup = PostgreSQLEngine.setup(schema: schema, patience: patience)
            let first = PostgreSQLConnection(number: 0, address: address, setup: setup)
            warnings = try PostgreSQLEngine.warnings(first)
            connections =
                [first]
                + (1..<max(count, 1)).map { number in
                    PostgreSQLConnection(number: number, address: address, setup: setup)
                }
            pool = ConnectionPool(connections)
            threads = NIOThreadPool(numberOfThreads: connections.count)
            threads.start()
            self.schema = schema
            self.patience = patience
        }

        deinit {
            threads.shutdownGracefully { _ in }
        }

        func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
            try await perform { connection in
                let beginning = "begin isolation level repeatable read read only"
                do {
                    return try PostgreSQLEngine.transaction(connection, beginning, body)
                } catch {
                    guard let refusal = connection.refusal, refusal.isStalePlan else { throw error }
                    try connection.forgetStatements()
                    return try PostgreSQLEngine.transaction(connection, beginning, body)
                }
            }
        }

        func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
            try await perform { connection in
                try retrying(connection) {
                    try PostgreSQLEngine.transaction(connection, "begin isolation level serializable", body)
                }
            }
        }

        /// The lock is taken before the transaction, whose view of the database begins with its first statement.
        func writeAlone<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
            let lock = Migration(number: 0, name: "", sql: schema ?? "").checksum(for: .postgreSQL)
            let setup = PostgreSQLEngine.setup(schema: schema, patience: patience)
            return try await perform { connection in
                try connection.begin("set statement_timeout = 0; set lock_timeout = 0")
                try connection.script("select pg_advisory_lock(x'\(lock)'::bit(64)::bigint)")
                defer {
                    // A link that was lost has given up its lock; the next request opens another.
                    do {
                        try connection.script("select pg_advisory_unlock_all()")
                        try connection.script(setup)
                    } catch {
                        connection.disconnect()
                    }
                }
                return try retrying(connection) {
                    try PostgreSQLEngine.transaction(connection, "begin isolation level serializable", body)
                }
            }
        }

        func close() async {
            pool.close()
            // Waits for the requests under way; a pool that is closed already has nothing left to wait for.
            try? await threads.shutdownGracefully()
            for connection in connections { connection.disconnect() }
        }

        func backup(to path: String) async throws { throw PersistenceFailure.backupByServerTools }

        func copyInMemory() async throws -> any Engine { throw PersistenceFailure.backupByServerTools }

        /// Constraints that were never checked on old rows, and indexes left half-built.
        func checkIntegrity() async throws -> [String] {
            try await read { db in
                try db.rows(
                    """
                    select conrelid::regclass::text || ' ' || conname from pg_constraint
                    where not convalidated and connamespace = current_schema()::regnamespace
                    union all
                    select indexrelid::regclass::text from pg_index
                    join pg_class on pg_class.oid = indexrelid
                    where not indisvalid and relnamespace = current_schema()::regnamespace
                    """, as: String.self)
            }
        }

        /// The server counts by itself.
        func refreshStatistics() async throws {}

        func dropSchema() async throws {
            guard let schema else { return }
            try await write { db in
                try db.connection.script("drop schema if exists \(schema) cascade")
            }
        }

        private static func setup(schema: String?, patience: Double) -> String {
            let place = schema.map { "create schema if not exists \($0); set search_path to \($0);" } ?? ""
            return """
                set standard_conforming_strings = on; set bytea_output = hex; set time zone 'UTC';
                set datestyle = iso; set extra_float_digits = 1; set client_min_messages = warning;
                set statement_timeout = '30s'; set lock_timeout = \(Int(patience * 1000));
                set idle_in_transaction_session_timeout = '60s'; \(place)
                """
        }

        private static func warnings(_ connection: PostgreSQLConnection) throws -> [StoreWarning] {
            try transaction(connection, "begin read only") { db in
                let collation = try db.row(
                    "select datcollate from pg_database where datname = current_database()", as: String.self)
                guard let collation, !["C", "POSIX", "C.UTF-8", "C.utf8"].contains(collation) else { return [] }
                return [.collation(collation)]
            }
        }

        private func perform<Value: Sendable>(
            _ work: @Sendable (PostgreSQLConnection) throws -> Value
        ) async throws -> Value {
            let connection = try await pool.lend(patience: patience)
            defer { pool.giveBack(connection) }
            connection.cancellation.start()
            defer { connection.cancellation.stop() }
            do {
                let value = try await withTaskCancellationHandler {
                    try await withoutActuallyEscaping(work) { work in
                        // A thread may keep what it ran a little longer than the request lives: it is given a box,
                        // and the box is empty by then.
                        let box = Box(work)
                        defer { box.empty() }
                        return try await threads.runIfActive { try box.empty()?(connection) }
                    }
                } onCancel: {
                    connection.cancellation.request()
                }
                guard let value else { throw PersistenceFailure.closed }
                return value
            } catch PersistenceFailure.tooSlow where connection.cancellation.wasRequested {
                // The server says the same thing of a statement that was given up and of one that was too slow.
                throw PersistenceFailure.cancelled
            } catch is CancellationError {
                throw PersistenceFailure.cancelled
            } catch is NIOThreadPoolError.ThreadPoolInactive {
                throw PersistenceFailure.closed
            }
        }

        /// Runs again when others changed the same data; the last time, with no other write of this program beside it.
        private func retrying<Value>(
            _ connection: PostgreSQLConnection, _ work: () throws -> Value
        ) throws -> Value {
            for attempt in 0..<PostgreSQLEngine.retries {
                do {
                    return try turns.together(work)
                } catch {
                    guard let refusal = connection.refusal else { throw error }
                    if refusal.isStalePlan {
                        try connection.forgetStatements()
                    } else if refusal.isConflict {
                        Thread.sleep(forTimeInterval: Double(attempt * (connection.number + 1)) * 0.002)
                    } else {
                        throw error
                    }
                }
            }
            return try turns.alone(work)
        }

        private static func transaction<Value>(
            _ connection: PostgreSQLConnection, _ beginning: String, _ body: (Database) throws -> Value
        ) throws -> Value {
            try connection.begin(beginning)
            do {
                let value = try body(Database(connection))
                try connection.commit()
                return value
            } catch {
                connection.rollback()
                throw error
            }
        }
    }

    /// Work that can be taken out once.
    private final class Box<Value>: Sendable {
        private let work: Mutex<(@Sendable (PostgreSQLConnection) throws -> Value)?>

        init(_ work: @escaping @Sendable (PostgreSQLConnection) throws -> Value) {
            self.work = Mutex(work)
        }

        @discardableResult
        func empty() -> (@Sendable (PostgreSQLConnection) throws -> Value)? {
            work.withLock { work in
                defer { work = nil }
                return work
            }
        }
    }
#endif

import GRDB
import GRDBSQLite

/// A connection of GRDB in the hands of one transaction. Statements are GRDB's, prepared once a connection; binding and
/// reading go straight to SQLite, which costs a third of GRDB's rows.
final class SQLiteStoreConnection: Connection {
    private let connection: GRDB.Database
    let memory: StatementMemory
    private(set) var failure: PersistenceFailure?

    init(_ connection: GRDB.Database, _ memory: StatementMemory) {
        self.connection = connection
        self.memory = memory
    }

    var dialect: Dialect { .sqlite }

    func query(_ sql: SQL, _ body: (any Cells) throws -> Bool) throws {
        let statement = try prepared(sql)
        defer { finish(statement) }
        let cells = SQLiteCells(statement.sqliteStatement)
        while try step(statement, sql) {
            guard try body(cells) else { return }
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let before = sqlite3_total_changes(connection.sqliteConnection)
        let statement = try prepared(sql)
        defer { finish(statement) }
        while try step(statement, sql) {}
        let after = sqlite3_total_changes(connection.sqliteConnection)
        return before == after ? 0 : Int(sqlite3_changes(connection.sqliteConnection))
    }

    func script(_ text: String) throws {
        do {
            try connection.execute(sql: text)
        } catch {
            throw noted(PersistenceFailure.translating(error))
        }
    }

    /// The statement with its arguments. One that is still being read (a query inside its own loop) is not disturbed.
    private func prepared(_ sql: SQL) throws -> Statement {
        do {
            var statement = try connection.cachedStatement(sql: sql.literalText)
            if sqlite3_stmt_busy(statement.sqliteStatement) != 0 {
                statement = try connection.makeStatement(sql: sql.literalText)
            }
            try bind(sql, to: statement.sqliteStatement)
            return statement
        } catch {
            throw noted(PersistenceFailure.translating(error))
        }
    }

    private func bind(_ sql: SQL, to statement: SQLiteStatement) throws {
        guard Int(sqlite3_bind_parameter_count(statement)) == sql.arguments.count else {
            throw PersistenceFailure.statement("a `?` was written by hand", sql: sql.literalText)
        }
        for (index, value) in sql.arguments.enumerated() {
            let code = try bind(value, at: Int32(index + 1), to: statement)
            guard code == SQLITE_OK else { throw refused(code, sql) }
        }
    }

    private func bind(_ value: SQLValue, at place: Int32, to statement: SQLiteStatement) throws -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let value): return sqlite3_bind_int64(statement, place, value)
        case .real(let value): return sqlite3_bind_double(statement, place, value)
        case .boolean(let value): return sqlite3_bind_int(statement, place, value ? 1 : 0)
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(statement, place, $0.baseAddress, UInt64($0.count), SQLiteStoreConnection.copied)
            }
        case .text(var text):
            return try text.withUTF8 { bytes in
                guard !bytes.contains(0) else { throw PersistenceFailure.nulCharacter }
                return bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), SQLiteStoreConnection.copied)
                }
            }
        }
    }

    private func step(_ statement: Statement, _ sql: SQL) throws -> Bool {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw noted(refused(code, sql))
        }
    }

    private func finish(_ statement: Statement) {
        sqlite3_reset(statement.sqliteStatement)
    }

    private func noted(_ error: any Error) -> any Error {
        if failure == nil { failure = error as? PersistenceFailure }
        return error
    }

    private func refused(_ code: Int32, _ sql: SQL) -> PersistenceFailure {
        let connection = connection.sqliteConnection
        let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
        return PersistenceFailure(sqlite: code, message, sql: sql.literalText)
    }

    /// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}

import Foundation
import GRDB
import GRDBSQLite

/// The row on which a statement of SQLite stands.
final class SQLiteCells: Cells {
    private let statement: SQLiteStatement

    init(_ statement: SQLiteStatement) {
        self.statement = statement
    }

    /// Asked each time: SQLite prepares a statement again, on its first step, when a table has changed.
    var count: Int { Int(sqlite3_column_count(statement)) }

    func name(_ column: Int) -> String {
        sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? ""
    }

    func hasName(_ column: Int, _ name: String) -> Bool {
        guard let found = sqlite3_column_name(statement, Int32(column)) else { return false }
        return name.withCString { strcmp($0, found) == 0 }
    }

    func isNull(_ column: Int) -> Bool { type(column) == SQLITE_NULL }

    func text(_ column: Int) -> String? {
        guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func integer(_ column: Int) -> Int64? {
        switch type(column) {
        case SQLITE_INTEGER: sqlite3_column_int64(statement, Int32(column))
        case SQLITE_FLOAT: Int64(exactly: sqlite3_column_double(statement, Int32(column)))
        case SQLITE_TEXT: text(column).flatMap { Int64($0) }
        default: nil
        }
    }

    func real(_ column: Int) -> Double? {
        switch type(column) {
        case SQLITE_INTEGER, SQLITE_FLOAT: sqlite3_column_double(statement, Int32(column))
        case SQLITE_TEXT: text(column).flatMap { Double($0) }
        default: nil
        }
    }

    func boolean(_ column: Int) -> Bool? {
        switch integer(column) {
        case 0: false
        case 1: true
        default: nil
        }
    }

    func bytes(_ column: Int) -> [UInt8]? {
        guard !isNull(column) else { return nil }
        let start = sqlite3_column_blob(statement, Int32(column))
        let count = Int(sqlite3_column_bytes(statement, Int32(column)))
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    private func type(_ column: Int) -> Int32 { sqlite3_column_type(statement, Int32(column)) }
}

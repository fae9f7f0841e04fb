import GRDB
import GRDBSQLite

extension PersistenceFailure {
    /// The failure behind a result code of SQLite.
    init(sqlite code: Int32, _ message: String, sql: String) {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT: self = .init(constraint: code, message)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
        case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_PERM: self = .unreachable(message)
        case SQLITE_INTERRUPT: self = .cancelled
        default: self = .statement(message, sql: sql)
        }
    }

    private init(constraint code: Int32, _ message: String) {
        // « UNIQUE constraint failed: learner.school_id, learner.ine »
        let name = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        switch code {
        case SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 10 << 8: self = .unique(name)
        case SQLITE_CONSTRAINT | 3 << 8, SQLITE_CONSTRAINT | 7 << 8: self = .foreignKey(nil)
        case SQLITE_CONSTRAINT | 5 << 8: self = .notNull(name)
        default: self = .check(name)
        }
    }

    /// Any error of GRDB in our words; other errors as they are.
    static func translating(_ error: any Error) -> any Error {
        if error is CancellationError { return PersistenceFailure.cancelled }
        guard let error = error as? DatabaseError else { return error }
        return PersistenceFailure(
            sqlite: error.extendedResultCode.rawValue, error.message ?? "", sql: error.sql ?? "")
    }
}

import Domain
import Persistence

/// A write that someone asks for. The only door for writes: browser, command line, imports and jobs pass here.
///
/// `run` may be called twice when the database asks for it: it touches nothing but the handle.
protocol Operation: Sendable {
    associatedtype Output: Sendable

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Output
}

/// A write on what no school owns: accounts, sessions, establishments, directories.
protocol PlatformOperation: Sendable {
    associatedtype Output: Sendable

    func run(in db: PlatformDatabase, at now: Now) throws -> Output
}

/// The tables that belong to the platform. A school's handle is obtained from here by membership or by the command line.
struct PlatformDatabase {
    let database: Database
    let ids: IDSource

    func rows<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
        try database.rows(sql, as: type)
    }

    func row<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try database.row(sql, as: type)
    }

    @discardableResult
    func run(_ sql: SQL) throws -> Int {
        try database.run(sql)
    }

    func insert<T: Encodable>(_ value: T, into table: SQLName, also: [String: SQLValue] = [:]) throws {
        try database.insert(value, into: table, also: also)
    }

    func newID<Subject>(_: Subject.Type = Subject.self) -> ID<Subject> {
        ids.next()
    }

    /// The handle of one school with no limit on its learners: for set-up, imports and the command line.
    func school(_ id: ID<School>) -> SchoolDatabase {
        SchoolDatabase(database: database, schoolId: id, scope: .all, ids: ids)
    }
}

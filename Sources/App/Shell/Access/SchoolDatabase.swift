import Domain
import Persistence

/// One school's rows, and nobody else's. Records are methods of this handle; it is obtained from a membership only.
///
/// Tables are named through `table(_:)`, which binds the school and, for teachers, their learners; `insert`, `update`
/// and `delete` write the school themselves. `ScopeGuard` refuses any statement that names a school's table otherwise.
struct SchoolDatabase {
    let database: Database
    let schoolId: ID<School>
    let scope: LearnerScope
    let ids: IDSource
    private let memory: ReadMemory?

    /// The handle of a person in their school. On PostgreSQL the server is told which school is at work, and holds its
    /// own guard over the rows of the others until the transaction ends.
    /// - Parameter isReading: nothing is written, so that what was read once need not be read again.
    init(_ database: Database, for author: Author, ids: IDSource, isReading: Bool = false) throws {
        self.init(
            database: database, schoolId: author.schoolId, scope: author.learnerScope, ids: ids, isReading: isReading)
        database.inspect = ScopeGuard.inspect
        try tellServer(school: schoolId.rawValue)
    }

    /// Says to PostgreSQL for which school the rest of the transaction works; empty for the platform.
    private func tellServer(school: String) throws {
        guard database.dialect == .postgreSQL else { return }
        _ = try database.row("select set_config('bureau.school', \(school), true)", as: String.self)
    }

    /// What the server was told: nothing where the platform itself works through the handle of a school.
    private func toldSchool() throws -> String {
        guard database.dialect == .postgreSQL else { return "" }
        return try database.row("select coalesce(current_setting('bureau.school', true), '')", as: String.self) ?? ""
    }

    init(database: Database, schoolId: ID<School>, scope: LearnerScope, ids: IDSource, isReading: Bool = false) {
        self.database = database
        self.schoolId = schoolId
        self.scope = scope
        self.ids = ids
        memory = isReading ? ReadMemory() : nil
    }

    // MARK: Reading

    /// `(select * from learner where school_id = …) as learner`: to be written after `from` and `join`.
    func table(_ table: SchoolTable) -> SQL {
        self.table(table, as: table.rawValue)
    }

    /// The same under another name, for a table that a statement needs twice.
    func table(_ table: SchoolTable, as alias: String) -> SQL {
        let name = SQL(unsafe: table.rawValue)
        return """
            (select * from \(name) where school_id = \(schoolId.rawValue)\(learnerFilter(of: table))) \
            as \(SQL(unsafe: alias))
            """
    }

    func rows<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
        try database.rows(sql, as: type)
    }

    func row<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try database.row(sql, as: type)
    }

    func eachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try database.eachRow(sql, body)
    }

    func count(_ sql: SQL) throws -> Int {
        try database.row(sql, as: Int.self) ?? 0
    }

    /// The record of a key, or `NotFound`.
    func find<T: Decodable>(_ key: ID<T>, in table: SchoolTable, _ what: String) throws -> T {
        let alias = SQL(unsafe: table.rawValue)
        let found: T? = try row("select \(alias).* from \(self.table(table)) where \(alias).id = \(key.rawValue)")
        guard let found else { throw NotFound(what) }
        return found
    }

    /// The record of the school of this handle.
    func ownSchool() throws -> School {
        try once("school") {
            let found: School? = try row("select school.* from school where school.id = \(schoolId)")
            guard let found else { throw NotFound("Cet établissement") }
            return found
        }
    }

    /// What the parts of one page all ask for is read once: the school, its thresholds, its days off. A transaction that
    /// writes reads each time.
    func once<T>(_ name: String, read: () throws -> T) throws -> T {
        if let known = memory?.values[name] as? T { return known }
        let value = try read()
        memory?.values[name] = value
        return value
    }

    // MARK: Writing

    func insert<T: Encodable>(_ value: T, into table: SchoolTable, also: [String: SQLValue] = [:]) throws {
        try database.insert(value, into: table.name, also: also.merging(owner) { _, owner in owner })
        try follow(value, isNew: true)
        try noteWrite(to: table)
    }

    func insertMany<T: Encodable>(_ values: [T], into table: SchoolTable, also: [String: SQLValue] = [:]) throws {
        try database.insertMany(values, into: table.name, also: also.merging(owner) { _, owner in owner })
        if let followed = T.self as? any FollowedRecord.Type { try follow(values, as: followed) }
        try noteWrite(to: table)
    }

    /// Writes a record over its former self; a record that is not this school's is `NotFound`.
    func update(_ value: some Encodable, in table: SchoolTable, and condition: SQL = "true") throws {
        let mine: SQL = "school_id = \(schoolId)\(learnerFilter(of: table)) and (\(condition))"
        guard try database.update(value, in: table.name, where: mine) == 1 else { throw NotFound("Cette fiche") }
        try follow(value, isNew: false)
        try noteWrite(to: table)
    }

    /// Writes a record that carries a version, if it still is the one the person saw; else `Conflict`.
    ///
    /// The value holds the next version; the row must hold the one before.
    func update(_ value: some Encodable, in table: SchoolTable, replacing version: Int) throws {
        let mine: SQL = "school_id = \(schoolId)\(learnerFilter(of: table)) and version = \(version)"
        guard try database.update(value, in: table.name, where: mine) == 1 else { throw Conflict() }
        try follow(value, isNew: false)
        try noteWrite(to: table)
    }

    /// Changes some columns of the rows that a condition names.
    @discardableResult
    func change(_ table: SchoolTable, set: SQL, where condition: SQL) throws -> Int {
        try noteChanges(throughout: table)
        try noteWrite(to: table)
        let name = SQL(unsafe: table.rawValue)
        return try database.run(
            "update \(name) set \(set) where school_id = \(schoolId.rawValue)\(learnerFilter(of: table)) and (\(condition))"
        )
    }

    @discardableResult
    func delete(from table: SchoolTable, where condition: SQL) throws -> Int {
        try noteChanges(throughout: table)
        try noteWrite(to: table)
        let name = SQL(unsafe: table.rawValue)
        return try database.run(
            "delete from \(name) where school_id = \(schoolId.rawValue)\(learnerFilter(of: table)) and (\(condition))")
    }

    func newID<Subject>(_: Subject.Type = Subject.self) -> ID<Subject> {
        ids.next()
    }

    // MARK: Rows that follow others

    private func follow(_ value: some Encodable, isNew: Bool) throws {
        if let record = value as? any FollowedRecord { try record.follow(in: self, isNew: isNew) }
    }

    private func follow<T: Encodable, Record: FollowedRecord>(_ values: [T], as _: Record.Type) throws {
        if let records = values as? [Record] { try Record.follow(records, in: self, areNew: true) }
    }

    // MARK: Scope

    private var owner: [String: SQLValue] { ["school_id": .text(schoolId.rawValue)] }

    /// What a teacher's handle adds to the tables of learners: theirs only.
    private func learnerFilter(of table: SchoolTable) -> SQL {
        guard scope != .all, let link = table.learnerLink else { return "" }
        guard let learners = visibleLearners else { return " and 1 = 0" }
        switch link {
        case .column(let column):
            return " and \(SQL(unsafe: column)) in (\(learners))"
        case .through(let column, let other, let key, let learner):
            return """
                 and \(SQL(unsafe: column)) in (select \(SQL(unsafe: key)) from \(SQL(unsafe: other)) \
                where school_id = \(schoolId.rawValue) and \(SQL(unsafe: learner)) in (\(learners)))
                """
        case .throughAgreement:
            return """
                 and agreement_id in (select agreement.id from agreement where school_id = \(schoolId.rawValue)\
                \(learnerFilter(of: .agreement)))
                """
        }
    }

    /// The learners of the classes of a teacher, and those the teacher follows.
    private var visibleLearners: SQL? {
        guard case .followed(let staff) = scope else { return nil }
        return """
            select enrolment.learner_id from enrolment \
            join teaching on teaching.class_id = enrolment.class_id \
            where enrolment.school_id = \(schoolId.rawValue) and teaching.school_id = \(schoolId.rawValue) \
            and teaching.staff_id = \(staff.rawValue) and enrolment.ends_on is null \
            union select placement.learner_id from placement \
            where placement.school_id = \(schoolId.rawValue) and placement.referent_id = \(staff.rawValue)
            """
    }
}

extension SchoolDatabase {
    /// Reads and writes, in the same transaction, what no school owns: accounts, one-time links, the school itself.
    ///
    /// Inside, the check on statements is lifted: the caller names what it needs of other schools, and gives none of it
    /// away (« this person works elsewhere » and no more).
    @discardableResult
    func onPlatform<T>(_ body: (PlatformDatabase) throws -> T) throws -> T {
        let check = database.inspect
        database.inspect = nil
        defer { database.inspect = check }
        let told = try toldSchool()
        try tellServer(school: "")
        let result = try body(PlatformDatabase(database: database, ids: ids))
        // After an error the transaction ends, and what was told with it.
        try tellServer(school: told)
        return result
    }
}

extension SchoolDatabase {
    /// Reads what the schools of the database share of their partners, and nothing else.
    ///
    /// Inside, a statement may name the shared views alone; PostgreSQL is told of a reader who sees, and never writes, the
    /// rows that these views are made of.
    func onShared<T>(_ body: (SharedReader) throws -> T) throws -> T {
        let told = try toldSchool()
        try tellServer(school: SharedReader.name)
        let check = database.inspect
        database.inspect = SharedReader.inspect
        let result: T
        do {
            defer { database.inspect = check }
            result = try body(SharedReader(database: database))
        }
        // After an error the transaction ends, and what was told with it.
        try tellServer(school: told)
        return result
    }
}

/// A record that other rows are made from: whichever way it is written, they are written again.
protocol FollowedRecord: Encodable {
    /// - Parameter areNew: nothing was made from these records yet.
    static func follow(_ records: [Self], in db: SchoolDatabase, areNew: Bool) throws
}

extension FollowedRecord {
    fileprivate func follow(in db: SchoolDatabase, isNew: Bool) throws {
        try Self.follow([self], in: db, areNew: isNew)
    }
}

/// What one reading transaction read already.
private final class ReadMemory {
    var values: [String: Any] = [:]
}

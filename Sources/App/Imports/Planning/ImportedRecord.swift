import Domain

/// A record that imports write, and whose former state they keep so as to be undone.
protocol ImportedRecord: Codable, Equatable, Sendable {
    static var table: SchoolTable { get }
    /// The key as stored.
    var key: String { get }
}

extension SchoolClass: ImportedRecord {
    static var table: SchoolTable { .schoolClass }
    var key: String { id.rawValue }
}

extension Learner: ImportedRecord {
    static var table: SchoolTable { .learner }
    var key: String { id.rawValue }
}

extension Enrolment: ImportedRecord {
    static var table: SchoolTable { .enrolment }
    var key: String { id.rawValue }
}

extension Guardian: ImportedRecord {
    static var table: SchoolTable { .guardian }
    var key: String { id.rawValue }
}

extension Guardianship: ImportedRecord {
    static var table: SchoolTable { .guardianship }
    var key: String { id.rawValue }
}

extension StaffMember: ImportedRecord {
    static var table: SchoolTable { .staffMember }
    var key: String { id.rawValue }
}

extension Teaching: ImportedRecord {
    static var table: SchoolTable { .teaching }
    var key: String { id.rawValue }
}

extension Company: ImportedRecord {
    static var table: SchoolTable { .company }
    var key: String { id.rawValue }
}

extension SchoolVacation: ImportedRecord {
    static var table: SchoolTable { .schoolVacation }
    var key: String { id.rawValue }
}

extension Contact: ImportedRecord {
    static var table: SchoolTable { .contact }
    var key: String { id.rawValue }
}

/// One row that an import writes: created when there is nothing before, deleted when there is nothing after.
struct RowChange<Record: ImportedRecord>: Sendable {
    let before: Record?
    let after: Record?

    static func created(_ record: Record) -> RowChange { RowChange(before: nil, after: record) }
    static func changed(_ before: Record, _ after: Record) -> RowChange { RowChange(before: before, after: after) }
    static func deleted(_ record: Record) -> RowChange { RowChange(before: record, after: nil) }
}

/// Every row that an import writes, by table, in the order of the tables.
struct RowChanges: Sendable {
    var classes: [RowChange<SchoolClass>] = []
    var learners: [RowChange<Learner>] = []
    var enrolments: [RowChange<Enrolment>] = []
    var guardians: [RowChange<Guardian>] = []
    var guardianships: [RowChange<Guardianship>] = []
    var staff: [RowChange<StaffMember>] = []
    var teachings: [RowChange<Teaching>] = []
    var companies: [RowChange<Company>] = []
    var contacts: [RowChange<Contact>] = []
    var vacations: [RowChange<SchoolVacation>] = []
    /// The establishment itself, which every school's handle stands on.
    var school: (before: School, after: School)?
    /// What the files say of each record, where it differs from what they said before.
    var sayings: [FileSaying] = []
}

/// What a file says of a record: kept to tell a field that people typed from a field that the file changed.
struct FileSaying: Sendable, Equatable {
    let recordKey: String
    /// By name of field; fields on which the file is silent are absent.
    let values: [String: String]
}

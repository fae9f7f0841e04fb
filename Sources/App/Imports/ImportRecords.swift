import Domain
import Exchange
import Foundation
import Persistence

extension ImportKind: SQLBindable {}
extension ImportState: SQLBindable {}

/// One row that an import wrote, with its columns before and after as JSON.
struct ImportChangeRow: Codable, Sendable {
    let id: ID<ImportChangeRow>
    let importId: ID<ImportRun>
    let rank: Int
    let tableName: String
    let rowId: String
    let beforeRow: String?
    let afterRow: String?

    /// The name under which the sayings of files are kept among the changes: they are no row of a table.
    static let sayingName = "said"
    /// The establishment is no row of a school's tables.
    static let schoolName = "school"
}

/// A file that waits between preview and confirmation.
struct ImportFileRow: Codable, Sendable {
    let id: ID<ImportFileRow>
    let importId: ID<ImportRun>
    let name: String
    let content: [UInt8]
}

extension SchoolDatabase {
    func importRun(_ id: ID<ImportRun>) throws -> ImportRun {
        try find(id, in: .importRun, "Cet import")
    }

    /// Past imports, latest first.
    func importRuns(limit: Int = 100) throws -> [ImportRunLine] {
        try rows(
            """
            select import_run.id, import_run.kind, import_run.files, import_run.state, import_run.created_count,
            import_run.changed_count, import_run.unchanged_count, import_run.left_count, import_run.refused_count,
            import_run.started_at, import_run.author_name
            from \(table(.importRun)) order by import_run.started_at desc, import_run.id desc limit \(limit)
            """)
    }

    /// The files of a preview, in the order given.
    func importFiles(of run: ID<ImportRun>) throws -> [NamedFile] {
        let found: [ImportFileRow] = try rows(
            "select import_file.* from \(table(.importFile)) where import_file.import_id = \(run) order by import_file.id"
        )
        return found.map { NamedFile(name: $0.name, bytes: $0.content) }
    }

    func importChanges(of run: ID<ImportRun>) throws -> [ImportChangeRow] {
        try rows(
            """
            select import_change.* from \(table(.importChange)) where import_change.import_id = \(run)
            order by import_change.rank
            """)
    }

    /// Forgets previews that nobody confirmed, with their files.
    @discardableResult
    func purgePreviews(startedBefore moment: Moment) throws -> Int {
        let old: [String] = try rows(
            """
            select import_run.id from \(table(.importRun))
            where import_run.state = \(ImportState.preview) and import_run.started_at < \(moment)
            """)
        try delete(from: .importFile, where: "import_id in (\(list: old))")
        return try delete(from: .importRun, where: "id in (\(list: old))")
    }

    // MARK: What the school holds

    func thisSchool() throws -> School {
        let found: School? = try row("select school.* from school where school.id = \(schoolId)")
        guard let found else { throw NotFound("Cet établissement") }
        return found
    }

    /// Everything that planning an import of people compares files with.
    func snapshot(for kind: ImportKind, year: Int?) throws -> SchoolSnapshot {
        let school = try thisSchool()
        var snapshot = SchoolSnapshot(school: school)
        snapshot.classes = try rows("select school_class.* from \(table(.schoolClass)) order by school_class.id")
        snapshot.learners = try rows("select learner.* from \(table(.learner)) order by learner.id")
        snapshot.openEnrolments = try rows(
            "select enrolment.* from \(table(.enrolment)) where enrolment.ends_on is null order by enrolment.id")
        snapshot.guardians = try rows("select guardian.* from \(table(.guardian)) order by guardian.id")
        snapshot.guardianships = try rows("select guardianship.* from \(table(.guardianship)) order by guardianship.id")
        snapshot.staff = try rows("select staff_member.* from \(table(.staffMember)) order by staff_member.id")
        snapshot.teachings = try rows(
            """
            select teaching.* from \(table(.teaching)) join \(table(.schoolClass)) on school_class.id = teaching.class_id
            where school_class.school_year = \(year ?? school.currentYear) order by teaching.id
            """)
        (snapshot.said, snapshot.imported) = try sayings(of: kind)
        return snapshot
    }

    /// Everything that planning an import of companies compares a sheet with.
    func partnerSnapshot(for kind: ImportKind) throws -> PartnerSnapshot {
        PartnerSnapshot(
            companies: try rows("select company.* from \(table(.company)) order by company.id"),
            contacts: try rows("select contact.* from \(table(.contact)) order by contact.id"),
            said: try sayings(of: kind).said)
    }

    /// What the last import of a kind said of each record, and the records that imports of any kind brought.
    func sayings(of kind: ImportKind) throws -> (said: [String: [String: String]], imported: Set<String>) {
        var said: [String: [String: String]] = [:]
        var imported: Set<String> = []
        let decoder = JSONDecoder()
        try eachRow(
            """
            select import_change.row_id, import_run.kind, import_change.after_row from \(table(.importChange))
            join \(table(.importRun)) on import_run.id = import_change.import_id
            where import_change.table_name = \(ImportChangeRow.sayingName) and import_run.state = \(ImportState.applied)
            order by import_run.applied_at, import_change.import_id, import_change.rank
            """
        ) { row in
            let key = row.text(0)
            imported.insert(key)
            guard row.text(1) == kind.rawValue, let text = row.optionalText(2) else { return }
            said[key] = try decoder.decode([String: String].self, from: Data(text.utf8))
        }
        return (said, imported)
    }
}

extension Array {
    /// Slices of a bounded size: a statement takes a limited number of arguments.
    func inChunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}

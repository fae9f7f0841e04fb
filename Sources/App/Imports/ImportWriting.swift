import Domain
import Foundation
import Persistence

/// Writes the rows of a plan, and their former state beside them. Lives for one transaction.
struct ImportWriting {
    let db: SchoolDatabase
    let run: ID<ImportRun>
    private var written: [ImportChangeRow] = []
    private let encoder = JSONEncoder()

    init(_ db: SchoolDatabase, run: ID<ImportRun>) {
        self.db = db
        self.run = run
        encoder.outputFormatting = [.withoutEscapingSlashes]
    }

    /// Writes everything, tables in the order of their references.
    static func write(
        _ plan: ImportPlan, of importRun: ImportRun, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws {
        let rows = plan.rows
        var writing = ImportWriting(db, run: importRun.id)
        if let school = rows.school { try writing.write(school.before, school.after) }
        try writing.write(rows.classes)
        try writing.write(rows.learners)
        try writing.write(rows.enrolments)
        try writing.write(rows.guardians)
        try writing.write(rows.guardianships)
        try writing.write(rows.staff)
        try writing.write(rows.teachings)
        try writing.write(rows.companies)
        let arrived = rows.companies.filter { $0.before == nil }.compactMap(\.after)
        try db.note(CompanyOrigin(source: .file), of: arrived, by: author, at: now)
        try writing.write(rows.contacts)
        try writing.write(rows.vacations)
        try writing.note(rows.sayings)
        try writing.write(plan.directory)
        try db.insertMany(writing.written, into: .importChange)
        try writing.journal(importRun.kind, by: author, at: now)
    }

    /// A line in the life of each record that people open.
    private func journal(_ kind: ImportKind, by author: Author, at now: Now) throws {
        let told = Set([SchoolTable.learner, .staffMember, .company].map(\.rawValue))
        let entries = written.filter { told.contains($0.tableName) }.map { row in
            JournalEntry(
                id: db.newID(), happenedAt: now.moment, accountId: author.accountId, authorName: author.name,
                action: (row.beforeRow == nil ? "Fiche créée par import : " : "Fiche mise à jour par import : ")
                    + kind.label, subjectKind: row.tableName, subjectId: row.rowId, beforeValue: row.beforeRow,
                afterValue: row.beforeRow == nil ? nil : row.afterRow)
        }
        try db.insertMany(entries, into: .journalEntry)
    }

    private mutating func write(_ directory: DirectoryChanges) throws {
        let former = try db.write(directory)
        for row in former { try note(row.table.rawValue, row.uai, row.before, nil) }
    }

    /// Changes and deletions first, so that what they free can be taken by what is created.
    private mutating func write<Record: ImportedRecord>(_ changes: [RowChange<Record>]) throws {
        for change in changes {
            guard let before = change.before else { continue }
            if let after = change.after {
                try db.update(after, in: Record.table)
            } else {
                try db.delete(from: Record.table, where: "id = \(before.key)")
            }
            try note(change)
        }
        let created = changes.filter { $0.before == nil }
        try db.insertMany(created.compactMap(\.after), into: Record.table)
        for change in created { try note(change) }
    }

    private mutating func write(_ before: School, _ after: School) throws {
        try db.write(after)
        try note(ImportChangeRow.schoolName, after.id.rawValue, try json(before), try json(after))
    }

    private mutating func note<Record: ImportedRecord>(_ change: RowChange<Record>) throws {
        guard let key = (change.after ?? change.before)?.key else { return }
        try note(
            Record.table.rawValue, key, try change.before.map { try json($0) }, try change.after.map { try json($0) })
    }

    private mutating func note(_ sayings: [FileSaying]) throws {
        for saying in sayings {
            try note(ImportChangeRow.sayingName, saying.recordKey, nil, try json(saying.values))
        }
    }

    private mutating func note(_ table: String, _ key: String, _ before: String?, _ after: String?) throws {
        written.append(
            ImportChangeRow(
                id: db.newID(), importId: run, rank: written.count, tableName: table, rowId: key, beforeRow: before,
                afterRow: after))
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

extension SchoolDatabase {
    /// Writes the establishment of this handle over its former self.
    func write(_ school: School) throws {
        guard school.id == schoolId, try database.update(school, in: "school") == 1 else {
            throw NotFound("Cet établissement")
        }
    }
}

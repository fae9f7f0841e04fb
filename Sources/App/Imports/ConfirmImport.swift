import Domain
import Exchange
import Persistence

/// Someone confirms a preview: everything it announced is written at once, or nothing.
struct ConfirmImport: Operation {
    enum Outcome: Sendable, Equatable {
        case done(ImportCounts)
        /// Records changed since the preview: the new one must be read first.
        case changedSince
    }

    let run: ID<ImportRun>
    /// The same files, read again outside the transaction.
    let facts: ImportFacts
    /// Someone agreed to open the school year of the files.
    var opensYear = false

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Outcome {
        try author.require(.importFiles)

        var importRun = try db.importRun(run)
        guard importRun.state == .preview else { throw ImportRefusal.notWaiting }
        let plan = try db.plan(facts, kind: importRun.kind, today: now.day)
        if let year = plan.report.opensYear, !opensYear { throw ImportRefusal.yearNotOpened(year) }
        guard try ImportReport(json: importRun.report).fingerprint == plan.report.fingerprint else {
            try importRun.take(plan.report)
            try db.update(importRun, in: .importRun)
            return .changedSince
        }
        try importRun.take(plan.report)
        importRun.state = .applied
        importRun.appliedAt = now.moment
        try db.update(importRun, in: .importRun)
        try db.delete(from: .importFile, where: "import_id = \(run)")
        try ImportWriting.write(plan, of: importRun, in: db, by: author, at: now)
        try db.journal(
            "Import fait : " + importRun.kind.label, Subject("import_run", run), after: importRun.counts, by: author,
            at: now)
        return .done(importRun.counts)
    }
}

/// Someone gives up a preview: the files are forgotten, nothing was written.
struct AbandonImport: Operation {
    let run: ID<ImportRun>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.importFiles)

        guard try db.importRun(run).state == .preview else { throw ImportRefusal.notWaiting }
        try db.delete(from: .importFile, where: "import_id = \(run)")
        try db.delete(from: .importRun, where: "id = \(run)")
    }
}

/// Someone undoes an import as a whole: every record is put back as it was, when nobody touched it since.
struct UndoImport: Operation {
    let run: ID<ImportRun>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.importFiles)

        var importRun = try db.importRun(run)
        guard importRun.state == .applied else { throw ImportRefusal.notApplied }
        var undoing = try ImportUndoing(run, in: db)
        try undoing.lookForObstacles()
        guard undoing.obstacles.isEmpty else { throw ImportRefusal.obstacles(undoing.obstacles) }
        try undoing.putBack()
        importRun.state = .undone
        importRun.undoneAt = now.moment
        try db.update(importRun, in: .importRun)
        try db.journal(
            "Import annulé : " + importRun.kind.label, Subject("import_run", run), before: importRun.counts, by: author,
            at: now)
    }
}

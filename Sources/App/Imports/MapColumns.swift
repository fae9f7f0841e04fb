import Domain
import Exchange
import Persistence

/// Someone says which column of a sheet is what: the school remembers it, and the preview is worked out.
struct MapColumns: Operation {
    let run: ID<ImportRun>
    let mapping: ColumnMapping
    let header: [String]
    let facts: ImportFacts

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.importFiles)

        var importRun = try db.importRun(run)
        guard importRun.state == .preview else { throw ImportRefusal.notWaiting }
        try db.remember(mapping, header: header)
        try importRun.take(try db.plan(facts, kind: importRun.kind, today: now.day).report)
        try db.update(importRun, in: .importRun)
        try db.journal("Colonnes d’une liste indiquées", Subject("import_run", run), by: author, at: now)
    }
}

/// Someone says that a sheet lists companies rather than learners, or the reverse.
struct ChangeImportKind: Operation {
    let run: ID<ImportRun>
    let kind: ImportKind

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.importFiles)

        let importRun = try db.importRun(run)
        guard importRun.state == .preview, importRun.kind.tableKind != nil, kind.tableKind != nil else {
            throw ImportRefusal.notWaiting
        }
        try db.change(.importRun, set: "kind = \(kind)", where: "id = \(run)")
    }
}

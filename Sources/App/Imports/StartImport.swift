import Domain
import Exchange

/// Someone gives files: what they would change is worked out and shown, and they wait for a confirmation.
struct StartImport: Operation {
    let kind: ImportKind
    /// The files that wait for the confirmation; none when it follows at once.
    let files: [NamedFile]
    let fileNames: [String]
    let facts: ImportFacts

    init(kind: ImportKind, files: [NamedFile], facts: ImportFacts) {
        self.init(kind: kind, files: files, fileNames: files.map(\.name), facts: facts)
    }

    init(kind: ImportKind, files: [NamedFile], fileNames: [String], facts: ImportFacts) {
        self.kind = kind
        self.files = files
        self.fileNames = fileNames
        self.facts = facts
    }

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<ImportRun> {
        try author.require(.importFiles)

        let report = try db.plan(facts, kind: kind, today: now.day).report
        let run = try ImportRun(
            id: db.newID(), kind: kind, files: fileNames.joined(separator: "\n"), report: report,
            startedAt: now.moment, authorName: author.name)
        try db.insert(run, into: .importRun)
        for file in files {
            try db.insert(
                ImportFileRow(id: db.newID(), importId: run.id, name: file.name, content: file.bytes),
                into: .importFile)
        }
        return run.id
    }
}

/// A sheet is kept before its columns are known: the next page asks for them.
struct KeepSheet: Operation {
    let kind: ImportKind
    let file: NamedFile

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<ImportRun> {
        try author.require(.importFiles)

        let run = try ImportRun(
            id: db.newID(), kind: kind, files: file.name, report: ImportReport(), startedAt: now.moment,
            authorName: author.name)
        try db.insert(run, into: .importRun)
        try db.insert(
            ImportFileRow(id: db.newID(), importId: run.id, name: file.name, content: file.bytes), into: .importFile)
        return run.id
    }
}

extension ImportRun {
    init(
        id: ID<ImportRun>, kind: ImportKind, files: String, report: ImportReport, startedAt: Moment,
        authorName: String
    ) throws {
        self.init(
            id: id, kind: kind, files: files, state: .preview, createdCount: 0, changedCount: 0, unchangedCount: 0,
            leftCount: 0, refusedCount: 0, report: "", startedAt: startedAt, appliedAt: nil, undoneAt: nil,
            authorName: authorName)
        try take(report)
    }

    /// Writes a report and the counts that go with it.
    mutating func take(_ report: ImportReport) throws {
        let total = report.total
        createdCount = total.created
        changedCount = total.changed
        unchangedCount = total.unchanged
        leftCount = total.left
        refusedCount = report.refused.count
        self.report = try report.json()
    }
}

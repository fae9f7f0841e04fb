import Domain
import Exchange

/// What is to be done with files just given.
enum PreparedImport: Sendable {
    /// They can be previewed.
    case preview(StartImport)
    /// They are a sheet whose columns nobody has named yet.
    case columns(KeepSheet)
}

/// The way of files from a person to a preview, and from a preview to the database: shared by browser and command line.
extension Application {
    /// How much is read of a file: what the server accepts to receive.
    func readingLimits(for kind: ImportKind) -> ReadingLimits {
        var limits = kind.isDirectory ? ReadingLimits.directory : .standard
        if !kind.isDirectory { limits.maxFileBytes = settings.maxUploadBytes }
        return limits
    }

    /// Reads files and prepares the operation that plans what they change.
    /// - Throws: `ExchangeFailure` and `ImportRefusal` when the files cannot be imported.
    func prepareImport(
        _ files: [NamedFile], kind: ImportKind? = nil, by author: Author
    ) async throws -> PreparedImport {
        try author.require(.importFiles)
        let kind = try kind ?? ImportRecognition.kind(of: files)
        let found = try await mapping(of: files, kind: kind, by: author)
        if let found, !found.isRemembered, let file = files.first {
            return .columns(KeepSheet(kind: kind, file: file))
        }
        return .preview(
            StartImport(kind: kind, files: files, facts: try facts(files, kind, found?.mapping, author)))
    }

    /// Reads again the files of a preview and prepares the operation that carries it out.
    func prepareConfirmation(
        _ id: ID<ImportRun>, opensYear: Bool, by author: Author
    ) async throws -> ConfirmImport {
        try author.require(.importFiles)
        let (run, files) = try await read(author) { db in (try db.importRun(id), try db.importFiles(of: id)) }
        guard run.state == .preview else { throw ImportRefusal.notWaiting }
        let mapping = try await mapping(of: files, kind: run.kind, by: author)?.mapping
        return ConfirmImport(run: id, facts: try facts(files, run.kind, mapping, author), opensYear: opensYear)
    }

    /// Reads again the sheet of a preview under a mapping that a person chose.
    func mapColumns(_ id: ID<ImportRun>, _ mapping: ColumnMapping, by author: Author) async throws -> MapColumns {
        let (run, files) = try await read(author) { db in (try db.importRun(id), try db.importFiles(of: id)) }
        guard run.state == .preview, let file = files.first else { throw ImportRefusal.notWaiting }
        try mapping.check()
        let header = try TableReading.read(file, limits: readingLimits(for: run.kind)).header
        return MapColumns(
            run: id, mapping: mapping, header: header, facts: try facts(files, run.kind, mapping, author))
    }

    private func facts(
        _ files: [NamedFile], _ kind: ImportKind, _ mapping: ColumnMapping?, _ author: Author
    ) throws -> ImportFacts {
        try ImportFacts.read(
            files, as: kind, mapping: mapping, limits: readingLimits(for: kind), today: now(for: author).day)
    }

    /// Which column of a sheet is what, and whether a person of the school once said so; `nil` for other files.
    func mapping(
        of files: [NamedFile], kind: ImportKind, by author: Author
    ) async throws -> (mapping: ColumnMapping, isRemembered: Bool, table: Table)? {
        guard let tableKind = kind.tableKind, let file = files.first else { return nil }
        let table = try TableReading.read(file, limits: readingLimits(for: kind))
        let remembered = try await read(author) { db in
            try db.rememberedMapping(kind: tableKind, header: table.header)
        }
        let mapping = remembered ?? ColumnMapping(kind: tableKind, header: table.header)
        return (mapping, remembered != nil, table)
    }
}

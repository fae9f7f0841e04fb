import Domain
import Exchange

/// An import asked for on the command line: the same reading, planning and writing as in the browser.
public struct CommandLineImport: Sendable {
    /// What the files are said to be.
    public enum Kind: String, Sendable, CaseIterable { case siecle, learners, companies, directory, calendar }

    /// The steps that a progress bar shows.
    public enum Step: Int, Sendable, CaseIterable {
        case reading, comparing, writing

        /// In French, for people who wait.
        public var label: String {
            switch self {
            case .reading: "Lecture des fichiers"
            case .comparing: "Comparaison avec la base"
            case .writing: "Écriture"
            }
        }
    }

    public var kind: Kind
    public var files: [NamedFile]
    /// The UAI of the school; may be left out when the database holds one.
    public var uai: String?
    /// First civil year of the files; to open the next school year it must be given.
    public var year: Int?

    public init(kind: Kind, files: [NamedFile], uai: String? = nil, year: Int? = nil) {
        self.kind = kind
        self.files = files
        self.uai = uai
        self.year = year
    }
}

/// What an import does or did, for people and for programs.
public struct ImportSummary: Codable, Sendable {
    /// Counts of one kind of record.
    public struct Counts: Codable, Sendable {
        public let created: Int
        public let changed: Int
        public let unchanged: Int
        public let left: Int
    }

    /// One field of one record before and after.
    public struct Change: Codable, Sendable {
        public let record: String
        public let outcome: String
        public let field: String
        public let before: String
        public let after: String
    }

    /// The key of the import, to find it again in the browser; `nil` when nothing was written.
    public let id: String?
    public let kind: String
    public let applied: Bool
    public let schoolYear: Int?
    public let opensYear: Int?
    public let counts: Counts
    public let refused: Int
    /// By kind of record, under the name people read.
    public let detail: [String: Counts]
    public let changes: [Change]
    public let problems: [ImportProblem]
}

extension Application {
    /// Works out what files would change; nothing is written.
    /// - Throws: `Refusal` with the place and the remedy.
    public func previewImport(
        _ request: CommandLineImport, _ progress: @Sendable (CommandLineImport.Step) -> Void = { _ in }
    ) async throws -> ImportSummary {
        let (author, kind, facts) = try await readImport(request, progress)
        progress(.comparing)
        let report = try await explainingStore {
            try await read(author) { db in
                try db.plan(facts, kind: kind, today: now(for: author).day).report
            }
        }
        try request.check(report)
        return ImportSummary(report, kind: kind, run: nil)
    }

    /// Carries an import out.
    /// - Throws: `Refusal` with the place and the remedy; nothing is written then.
    public func applyImport(
        _ request: CommandLineImport, _ progress: @Sendable (CommandLineImport.Step) -> Void = { _ in }
    ) async throws -> ImportSummary {
        let (author, kind, facts) = try await readImport(request, progress)
        progress(.comparing)
        let id = try await explainingStore {
            try await perform(
                StartImport(kind: kind, files: [], fileNames: request.files.map(\.name), facts: facts), by: author)
        }
        let report = try ImportReport(json: try await read(author) { try $0.importRun(id) }.report)
        do {
            try request.check(report)
            progress(.writing)
            let confirmation = ConfirmImport(run: id, facts: facts, opensYear: report.opensYear != nil)
            _ = try await explainingStore { try await perform(confirmation, by: author) }
        } catch {
            // The preview would only clutter the list; what went wrong matters more than a failure to forget it.
            try? await perform(AbandonImport(run: id), by: author)
            throw error
        }
        return ImportSummary(report, kind: kind, run: id)
    }

    private func readImport(
        _ request: CommandLineImport, _ progress: @Sendable (CommandLineImport.Step) -> Void
    ) async throws -> (Author, ImportKind, ImportFacts) {
        progress(.reading)
        let author = Author.commandLine(for: try await school(of: request))
        let kind = try request.importKind()
        let today = now(for: author).day
        guard let found = try await mapping(of: request.files, kind: kind, by: author) else {
            return (
                author, kind,
                try ImportFacts.read(request.files, as: kind, limits: readingLimits(for: kind), today: today)
            )
        }
        let facts = try ImportFacts.read(
            request.files, as: kind, mapping: found.mapping, limits: readingLimits(for: kind), today: today)
        return (author, kind, facts)
    }

    /// The school that a command names, or else the one that its SIECLE files say they come from.
    private func school(of request: CommandLineImport) async throws -> School {
        guard request.uai == nil, request.kind == .siecle, try await readPlatform({ try $0.schools() }).count > 1 else {
            return try await school(uai: request.uai)
        }
        let files = try SchoolFiles.read(request.files, limits: readingLimits(for: .siecle))
        let named = Set(files.parts.compactMap(\.uai))
        return try await school(uai: named.count == 1 ? named.first : nil)
    }

    /// The school that a command names; the only one of the database when it names none.
    /// - Throws: a refusal that says how to name it.
    public func school(uai: String?) async throws -> School {
        let schools = try await readPlatform { try $0.schools() }
        guard let uai else {
            guard schools.count <= 1 else {
                throw BadRequest(
                    message: "Plusieurs établissements sont dans la base : indiquez lequel avec --school UAI ("
                        + schools.map(\.uai).joined(separator: ", ") + ").")
            }
            guard let only = schools.first else {
                throw BadRequest(
                    message: "La base ne contient aucun établissement : créez-le d’abord avec « bureau serve »."
                )
            }
            return only
        }
        guard let school = schools.first(where: { $0.uai == uai.uppercased() }) else {
            throw BadRequest(message: "Aucun établissement \(uai) dans la base. Vérifiez le code après --school.")
        }
        return school
    }
}

extension CommandLineImport {
    fileprivate func importKind() throws -> ImportKind {
        switch kind {
        case .siecle: .siecle
        case .learners: .learners
        case .companies: .companies
        case .directory: try directoryKind()
        case .calendar: .calendar
        }
    }

    private func directoryKind() throws -> ImportKind {
        let kind = try ImportRecognition.kind(of: files)
        guard kind.isDirectory else { throw ImportRefusal.notRecognised(file: files.first?.name ?? "") }
        return kind
    }

    /// The year that people announce must be the one of the files, and opening a year must be announced.
    fileprivate func check(_ report: ImportReport) throws {
        if let year, let found = report.schoolYear, year != found {
            throw BadRequest(
                message:
                    "Les fichiers sont de l’année \(found)-\(found + 1), alors que --year indique \(year)-\(year + 1). "
                    + "Refaites l’export, ou corrigez --year.")
        }
        if let opened = report.opensYear, year == nil {
            throw BadRequest(
                message: ImportRefusal.yearNotOpened(opened).message + " Ajoutez --year \(opened).")
        }
    }
}

extension ImportSummary {
    init(_ report: ImportReport, kind: ImportKind, run: ID<ImportRun>?) {
        id = run?.rawValue
        self.kind = kind.rawValue
        applied = run != nil
        schoolYear = report.schoolYear
        opensYear = report.opensYear
        counts = Counts(report.total)
        refused = report.refused.count
        detail = Dictionary(
            report.counts.map { ($0.key.label, Counts($0.value)) }, uniquingKeysWith: { first, _ in first })
        changes = report.lines.flatMap { line in
            line.changes.map {
                Change(
                    record: line.name, outcome: line.outcome.rawValue, field: $0.field, before: $0.before,
                    after: $0.after)
            }
        }
        problems = report.problems
    }
}

extension ImportSummary.Counts {
    init(_ counts: ImportCounts) {
        created = counts.created
        changed = counts.changed
        unchanged = counts.unchanged
        left = counts.left
    }
}

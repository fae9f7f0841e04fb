import Domain
import Exchange
import Persistence
import Testing

@testable import App

/// The gestures of an import, as a person of the bureau makes them.
extension TestApp {
    /// Reads files and keeps the preview.
    func preview(_ files: NamedFile..., by author: Author? = nil) async throws -> ImportRun {
        try await preview(files, by: author)
    }

    func preview(_ files: [NamedFile], by someone: Author? = nil) async throws -> ImportRun {
        let current = try await currentAuthor()
        let author = someone ?? current
        guard case .preview(let operation) = try await app.prepareImport(files, by: author) else {
            throw BadRequest(message: "the columns are asked for")
        }
        let id = try await app.perform(operation, by: author)
        return try await read { try $0.importRun(id) }
    }

    /// Reads files and carries the import out.
    @discardableResult
    func importing(_ files: NamedFile..., opensYear: Bool = false) async throws -> ImportRun {
        let run = try await preview(files)
        return try await confirm(run, opensYear: opensYear)
    }

    @discardableResult
    func confirm(_ run: ImportRun, opensYear: Bool = false) async throws -> ImportRun {
        clock.advance(seconds: 60)
        let author = try await currentAuthor()
        let operation = try await app.prepareConfirmation(run.id, opensYear: opensYear, by: author)
        _ = try await app.perform(operation, by: author)
        return try await read { try $0.importRun(run.id) }
    }

    func undo(_ run: ImportRun) async throws {
        try await app.perform(UndoImport(run: run.id), by: try await currentAuthor())
    }

    /// A person of the bureau in the year the school is in now.
    func currentAuthor() async throws -> Author {
        author(.rbde, in: try await read { try $0.thisSchool() })
    }

    func learners() async throws -> [Learner] {
        try await read { db in try db.rows("select learner.* from \(db.table(.learner)) order by learner.search_key") }
    }

    func learner(named name: String) async throws -> Learner {
        try #require(try await learners().first { $0.familyName == name })
    }

    func guardians() async throws -> [Guardian] {
        try await read { db in try db.rows("select guardian.* from \(db.table(.guardian)) order by guardian.search_key")
        }
    }

    func rowCount(_ tables: SchoolTable...) async throws -> [Int] {
        try await read { db in
            try tables.map { try db.count("select count(*) from \(db.table($0))") }
        }
    }

    /// The code of the class of a learner now.
    func classCode(of learner: Learner, year: Int = 2026) async throws -> String? {
        try await read { try $0.classOf(learner.id, year: year)?.code }
    }

    /// Someone changes a record by hand.
    func edit(_ learner: Learner, _ change: (inout Learner) -> Void) async throws {
        var edited = learner
        change(&edited)
        edited.version += 1
        let after = edited
        try await write { try $0.update(after, in: .learner) }
    }
}

extension NamedFile {
    init(_ name: String, _ text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }
}

extension String {
    /// With no-break spaces, as numbers are shown.
    var unbroken: String { replacing(" ", with: "\u{A0}") }
}

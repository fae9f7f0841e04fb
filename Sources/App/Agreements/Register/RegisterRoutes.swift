import Domain
import Exchange

extension Link {
    static let register = Link("/conventions/registre")

    static func printRun(_ id: ID<PrintRun>) -> Link { Link("/conventions/lots", [id.rawValue]) }
}

/// The numbered register, the archive of the year and the long prints.
enum RegisterRoutes {
    static func add(to site: Site) {
        site.get("/conventions/registre", .members(.exportData), list)
        site.get("/conventions/registre.csv", .members(.exportData), export)
        site.post("/conventions/lots", .members(.exportData), start)
        site.get("/conventions/lots/:id", .members(.exportData), progress)
        site.get("/conventions/lots/:id/avancement", .members(.exportData), state)
        site.get("/conventions/lots/:id/archive.zip", .members(.exportData), archive)
        site.get("/conventions/lots/:id/:rang", .members(.exportData), file)
    }

    private static let pageSize = 50

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let year = Int(visit.query["annee"]) ?? author.currentYear
        let after = visit.query["apres"]
        let view = try await visit.read { db in
            RegisterView(
                year: year, currentYear: author.currentYear,
                lines: try db.register(year: year, after: after, limit: pageSize + 1),
                count: try db.registerCount(year: year), after: after, size: pageSize, runs: try db.printRuns())
        }
        return .page(registerPage(view, visit))
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        let current = try visit.author.currentYear
        let year = Int(visit.query["annee"]) ?? current
        let lines = try await visit.read { try $0.register(year: year, limit: 20_000) }
        return .file(
            FileAnswer(
                name: "registre-conventions-\(year).csv", type: "text/csv; charset=utf-8",
                bytes: CSVWriter.bytes(Sheet.register(lines, year: year))))
    }

    // MARK: Long prints

    @Sendable static func start(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let author = try visit.author
        guard let kind = PrintRun.Kind(rawValue: values["genre"]) else {
            throw BadRequest(message: "Choisissez ce qu’il faut préparer.")
        }
        let year = Int(values["annee"]) ?? author.currentYear
        var reader = FormReader(values)
        let reason = reader.text(TypedReasons.wholeField, max: TypedReasons.longest)
        if let problem = reader.problems.first { throw BadRequest(message: problem.message) }
        let run = try await visit.perform(OpenPrintRun(kind: kind, year: year), for: values) { .printRun($0) }
        let work = PrintRunner(app: visit.app, author: author, run: run, kind: kind, year: year, reason: reason)
        Task.detached(priority: .background) { await work.finish() }
        return .redirect(.printRun(run))
    }

    @Sendable static func progress(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PrintRun.self)
        let (run, files) = try await visit.read { db in (try db.printRun(id), try db.printFiles(of: id)) }
        return .page(printRunPage(run, files, isStuck: run.isStuck(at: visit.now.moment), visit))
    }

    /// What the page asks while it waits: an honest number, and nothing else.
    @Sendable static func state(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PrintRun.self)
        let run = try await visit.read { try $0.printRun(id) }
        let text = "{\"fait\":\(run.done),\"total\":\(run.total),\"fini\":\(run.state != .running)}"
        return .json(Array(text.utf8))
    }

    @Sendable static func file(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PrintRun.self)
        guard let rank = Int(try visit.piece("rang")) else { throw NotFound("Ce fichier") }
        let file = try await visit.read { try $0.printFile(rank, of: id) }
        return .file(
            FileAnswer(name: file.name, type: "application/pdf", bytes: file.content, inline: true))
    }

    @Sendable static func archive(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PrintRun.self)
        let now = visit.now
        let (run, files) = try await visit.read { db in (try db.printRun(id), try db.printFilesWithContent(of: id)) }
        let bytes = try ZipWriter.bytes(
            files.map { NamedFile(name: $0.name, bytes: $0.content) }, at: now.moment,
            storing: Set(files.map(\.name)))
        return .file(FileAnswer(name: "\(run.kind.fileName)-\(run.label).zip", type: "application/zip", bytes: bytes))
    }
}

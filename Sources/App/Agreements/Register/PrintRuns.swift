import Domain
import Persistence

/// A long print or archive done in the background.
struct PrintRun: Codable, Sendable {
    enum Kind: String, Codable, Sendable, SQLBindable {
        /// Every agreement of the year that is ready, one PDF a class.
        case year = "annee"
        /// Every printed version of the year, and the register.
        case archive

        var label: String {
            switch self {
            case .year: "Impression de toutes les conventions"
            case .archive: "Archive de l’année"
            }
        }

        var fileName: String {
            switch self {
            case .year: "conventions"
            case .archive: "archive-conventions"
            }
        }
    }

    enum State: String, Codable, Sendable, SQLBindable {
        case running = "en_cours"
        case finished = "termine"
        case failed = "echec"
    }

    let id: ID<PrintRun>
    let kind: Kind
    /// « 2026-2027 »
    let label: String
    let state: State
    let total: Int
    let done: Int
    /// What was left out and why, a line each.
    let leftOut: String
    let startedAt: Moment
    let endedAt: Moment?
    let authorName: String

    /// A server that stopped in the middle leaves a print that never ends.
    func isStuck(at now: Moment) -> Bool { state == .running && startedAt.seconds(until: now) > 1800 }
}

/// A file of a long print.
struct PrintFile: Codable, Sendable {
    let id: ID<PrintFile>
    let runId: ID<PrintRun>
    let rank: Int
    let name: String
    let content: [UInt8]
}

/// A file of a long print, without its bytes.
struct PrintFileLine: Codable, Sendable {
    let rank: Int
    let name: String
}

extension SchoolDatabase {
    func printRun(_ id: ID<PrintRun>) throws -> PrintRun { try find(id, in: .printRun, "Cette préparation") }

    /// The last long prints.
    func printRuns() throws -> [PrintRun] {
        try rows(
            """
            select print_run.* from \(table(.printRun)) order by print_run.started_at desc, print_run.id desc limit 5
            """)
    }

    /// How many agreements of a year stand.
    func standingCount(year: Int) throws -> Int {
        try count(
            """
            select count(*) from \(table(.placement)) \(latestAgreement)
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            where pfmp_period.school_year = \(year) and agreement.id is not null and \(stands)
            """)
    }

    func printFiles(of run: ID<PrintRun>) throws -> [PrintFileLine] {
        try rows(
            """
            select print_file.rank, print_file.name from \(table(.printFile)) where print_file.run_id = \(run)
            order by print_file.rank
            """)
    }

    func printFilesWithContent(of run: ID<PrintRun>) throws -> [PrintFile] {
        try rows(
            "select print_file.* from \(table(.printFile)) where print_file.run_id = \(run) order by print_file.rank")
    }

    func printFile(_ rank: Int, of run: ID<PrintRun>) throws -> PrintFile {
        let found: PrintFile? = try row(
            "select print_file.* from \(table(.printFile)) where print_file.run_id = \(run) and print_file.rank = \(rank)"
        )
        guard let found else { throw NotFound("Ce fichier") }
        return found
    }
}

/// Opens a long print; those of more than a week ago are cleared away, they can be made again.
struct OpenPrintRun: Operation {
    let kind: PrintRun.Kind
    let year: Int

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<PrintRun> {
        try author.require(.exportData)

        let old = now.moment.adding(seconds: -7 * 86_400)
        let runs: [ID<PrintRun>] = try db.rows(
            "select print_run.id from \(db.table(.printRun)) where print_run.started_at < \(old)")
        for id in runs {
            try db.delete(from: .printFile, where: "run_id = \(id)")
            try db.delete(from: .printRun, where: "id = \(id)")
        }
        let run = PrintRun(
            id: db.newID(), kind: kind, label: SchoolYear(start: year)?.rawValue ?? String(year), state: .running,
            total: try kind == .year ? db.standingCount(year: year) : db.registerCount(year: year), done: 0,
            leftOut: "", startedAt: now.moment, endedAt: nil,
            authorName: author.name)
        try db.insert(run, into: .printRun)
        try db.journal("\(kind.label), \(run.label)", Subject("school", db.schoolId), by: author, at: now)
        return run.id
    }
}

/// Adds a finished file to a long print and moves its count.
struct KeepPrintFile: Operation {
    let run: ID<PrintRun>
    let rank: Int
    let name: String
    let bytes: [UInt8]?
    let agreements: Int
    let leftOut: [String]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.exportData)

        if let bytes {
            try db.insert(
                PrintFile(id: db.newID(), runId: run, rank: rank, name: name, content: bytes), into: .printFile)
        }
        let lines = leftOut.map { $0 + "\n" }.joined()
        try db.change(
            .printRun, set: "done = done + \(agreements), left_out = left_out || \(lines)", where: "id = \(run)")
    }
}

/// The end of a long print.
struct ClosePrintRun: Operation {
    let run: ID<PrintRun>
    let state: PrintRun.State

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try db.change(
            .printRun, set: "state = \(state), ended_at = \(now.moment)", where: "id = \(run)")
    }
}

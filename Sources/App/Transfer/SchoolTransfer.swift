import Domain
import Exchange
import Foundation
import Persistence

/// What a whole export or reload holds, for people.
public struct SchoolTransferSummary: Codable, Equatable, Sendable {
    public let uai: String
    public let school: String
    /// Rows by table.
    public let rows: [String: Int]

    init(_ manifest: SchoolArchive.Manifest) {
        uai = manifest.uai
        school = manifest.school
        rows = Dictionary(manifest.tables.map { ($0.name, $0.rows) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Application {
    /// Writes a whole school in a file that another installation reloads as it was (F137). Passwords, second factors
    /// and sessions stay here.
    public func exportSchool(uai: String?, to path: String) async throws -> SchoolTransferSummary {
        let archive = try await schoolArchive(of: try await school(uai: uai))
        try ZipWriter.write(try archive.files(), to: path, at: archive.manifest.exportedAt)
        return SchoolTransferSummary(archive.manifest)
    }

    /// Reloads a school into an empty database, with the same keys. Its people choose new passwords.
    /// - Parameter dryRun: checks the file and the database, writes nothing.
    /// - Throws: `SchoolArchiveRefusal` or `ExchangeFailure`; nothing is written then.
    public func reloadSchool(_ file: NamedFile, dryRun: Bool = false) async throws -> SchoolTransferSummary {
        let archive = try SchoolArchive(file, knownSchema: try Migrations.all().count)
        if let known = try await readPlatform({ try $0.schools() }).first {
            throw SchoolArchiveRefusal.notEmpty(school: known.name)
        }
        if !dryRun { try await performPlatform(ReloadSchoolArchive(archive: archive)) }
        return SchoolTransferSummary(archive.manifest)
    }

    func schoolArchive(of school: School) async throws -> SchoolArchive {
        let schema = try Migrations.all().count
        let moment = clock()
        return try await read(Author.commandLine(for: school)) { db in
            try db.archive(of: school, schema: schema, at: moment)
        }
    }
}

extension SchoolTable {
    /// The tables of a whole export, in an order where each row comes after those it names. Forms already received
    /// concern browsers still open, and prints can be made again.
    static var transferred: [SchoolTable] { allCases.filter { ![.submission, .printRun, .printFile].contains($0) } }

    /// The columns that put the rows in one order.
    fileprivate var transferOrder: SQL {
        switch self {
        case .companyWord: "company_word.word, company_word.company_id"
        case .numberSeries: "number_series.name"
        default: "\(SQL(unsafe: rawValue)).id"
        }
    }
}

extension SchoolDatabase {
    fileprivate func archive(of school: School, schema: Int, at moment: Moment) throws -> SchoolArchive {
        var files: [(name: String, lines: TransferLines)] = [
            ("school", try onPlatform { try $0.lines(of: school) }),
            ("account", try onPlatform { try $0.accountLines(of: school) }),
        ]
        for table in SchoolTable.transferred {
            files.append((table.rawValue, try lines(of: table)))
        }
        let tables = files.map {
            SchoolArchive.Manifest.Table(
                name: $0.name, rows: $0.lines.count, sha256: SchoolArchive.sha256($0.lines.bytes))
        }
        return SchoolArchive(
            manifest: SchoolArchive.Manifest(
                format: SchoolArchive.format, version: SchoolArchive.version, schema: schema, program: Bureau.version,
                uai: school.uai, school: school.name, exportedAt: moment, tables: tables),
            tables: Dictionary(files.map { ($0.name, $0.lines.bytes) }, uniquingKeysWith: { first, _ in first }))
    }

    private func lines(of table: SchoolTable) throws -> TransferLines {
        let columns = try onPlatform { try $0.columns(of: table.rawValue) }.filter { $0.name != "school_id" }
        let alias = SQL(unsafe: table.rawValue)
        let names = SQL.joined(columns.map { "\(alias).\(SQL(unsafe: $0.name))" }, by: ", ")
        var lines = TransferLines()
        try eachRow("select \(names) from \(self.table(table)) order by \(table.transferOrder)") { row in
            try lines.append(row, columns)
        }
        return lines
    }
}

extension PlatformDatabase {
    /// The columns of a table as the engine tells them, by name.
    func columns(of table: String) throws -> [TransferColumn] {
        let found: [ColumnRow] =
            switch database.dialect {
            case .sqlite: try rows("select name, lower(type) as kind from pragma_table_info(\(table)) order by name")
            case .postgreSQL:
                try rows(
                    """
                    select column_name as name, data_type as kind from information_schema.columns
                    where table_schema = current_schema() and table_name = \(table) order by column_name
                    """)
            }
        return found.map { TransferColumn(name: $0.name, kind: TransferKind(rawValue: $0.kind) ?? .text) }
    }

    fileprivate func lines(of school: School) throws -> TransferLines {
        try lines(of: "school", columns(of: "school"), where: "school.id = \(school.id)")
    }

    /// The accounts of the people of a school, without what lets anyone sign in.
    fileprivate func accountLines(of school: School) throws -> TransferLines {
        let kept = try columns(of: "account").filter { !PlatformDatabase.secretColumns.contains($0.name) }
        return try lines(
            of: "account", kept,
            where: """
                account.id in (select membership.account_id from membership where membership.school_id = \(school.id))
                """)
    }

    private static let secretColumns: Set<String> = [
        "password_hash", "totp_secret", "totp_last_step", "oidc_issuer", "oidc_subject",
    ]

    private func lines(of table: String, _ columns: [TransferColumn], where condition: SQL) throws -> TransferLines {
        let names = SQL.joined(columns.map { SQL(unsafe: table + "." + $0.name) }, by: ", ")
        var lines = TransferLines()
        let statement: SQL = """
            select \(names) from \(SQL(unsafe: table)) where \(condition) order by \(SQL(unsafe: table)).id
            """
        try database.eachRow(statement) { row in try lines.append(row, columns) }
        return lines
    }
}

private struct ColumnRow: Codable {
    let name: String
    let kind: String
}

/// The rows of a table as JSON lines, their keys in alphabetical order.
struct TransferLines {
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0
    private let encoder = JSONEncoder()

    init() {
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    mutating func append(_ row: Row, _ columns: [TransferColumn]) throws {
        var cells: [String: TransferValue] = [:]
        for (index, column) in columns.enumerated() { cells[column.name] = column.kind.value(of: row, index) }
        bytes += try encoder.encode(cells)
        bytes.append(0x0A)
        count += 1
    }
}

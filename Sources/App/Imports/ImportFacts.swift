import Crypto
import Domain
import Exchange
import Foundation

/// What a set of files says, ready to be compared with the database.
enum ImportFacts: Sendable {
    case people(FileFacts)
    case companies(CompanyFacts)
    case directory(DirectoryFacts)
    case calendar(SchoolCalendarFile)

    /// Reads files of a known kind. Long enough to be done outside any transaction.
    /// - Parameter mapping: which column is what, for sheets.
    /// - Throws: `ExchangeFailure`, `ImportRefusal`.
    static func read(
        _ files: [NamedFile], as kind: ImportKind, mapping: ColumnMapping? = nil, limits: ReadingLimits,
        today: LocalDate
    ) throws -> ImportFacts {
        switch kind {
        case .siecle:
            return .people(FileFacts(siecle: try SchoolFiles.read(files, limits: limits), today: today))
        case .learners, .companies:
            guard let file = files.first else { throw ExchangeFailure(file: "", cause: .noFile) }
            return try table(try TableReading.read(file, limits: limits), mapping, kind, limits, today)
        case .schoolDirectory, .bureauDirectory:
            guard let file = files.first else { throw ExchangeFailure(file: "", cause: .noFile) }
            return .directory(try DirectoryFacts(file, as: kind, limits: limits, today: today))
        case .calendar:
            guard let file = files.first else { throw ExchangeFailure(file: "", cause: .noFile) }
            return .calendar(try SchoolCalendarFile(reading: file, limits: limits))
        }
    }

    private static func table(
        _ table: Table, _ mapping: ColumnMapping?, _ kind: ImportKind, _ limits: ReadingLimits, _ today: LocalDate
    ) throws -> ImportFacts {
        let tableKind = kind.tableKind ?? .learners
        let mapping = mapping ?? ColumnMapping(kind: tableKind, header: table.header)
        try mapping.check()
        let rows = mapping.rows(of: table, limits: limits)
        return tableKind == .companies
            ? .companies(CompanyFacts(rows: rows, of: table))
            : .people(FileFacts(rows: rows, of: table, today: today))
    }
}

extension ColumnMapping {
    /// Refuses a mapping under which rows say nothing, or say a thing twice.
    func check() throws(ImportRefusal) {
        let missing = missing.map { $0.map { "« \($0.label) »" }.joined(separator: " ou ") }
        guard missing.isEmpty else { throw .columnsMissing(missing) }
        let repeated = repeated.map { "« \($0.label) »" }
        guard repeated.isEmpty else { throw .columnsRepeated(repeated) }
    }
}

extension ImportReport {
    /// Tells whether what is carried out is what was shown.
    var fingerprint: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // An array of plain values always encodes.
        let bytes = (try? encoder.encode(lines)) ?? Data()
        return SHA256.hash(data: bytes).map { String($0, radix: 16) }.joined()
    }

    /// The stored form.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(json: String) throws {
        self = try JSONDecoder().decode(ImportReport.self, from: Data(json.utf8))
    }
}

extension SchoolDatabase {
    /// Compares what files say with what the school holds.
    /// - Throws: `ImportRefusal` for the files of another school or year.
    func plan(_ facts: ImportFacts, kind: ImportKind, today: LocalDate) throws -> ImportPlan {
        let context = PlanningContext(today: today, ids: ids)
        switch facts {
        case .people(let people):
            let school = try thisSchool()
            try people.check(against: school)
            return SchoolPlanner.plan(people, on: try snapshot(for: kind, year: people.schoolYear), context)
        case .companies(let companies):
            return CompanyPlanner.plan(companies, on: try partnerSnapshot(for: kind), context)
        case .directory(let directory):
            return try plan(directory)
        case .calendar(let calendar):
            return try plan(calendar)
        }
    }
}

import Domain
import Foundation
import Persistence

/// Writes a whole school as it was exported, all of it or nothing. Its journal comes with it and nothing is added: an
/// export of what was reloaded is the export that was reloaded.
struct ReloadSchoolArchive: PlatformOperation {
    let archive: SchoolArchive

    func run(in db: PlatformDatabase, at now: Now) throws {
        let schools = try rows(of: "school", in: db)
        guard let cells = schools.first?.cells, schools.count == 1,
            case .text(let key)? = cells.first(where: { $0.column == "id" })?.value
        else { throw SchoolArchiveRefusal.notASchool }
        try db.database.insertMany(schools, into: "school")
        try db.database.insertMany(try rows(of: "account", in: db), into: "account")
        let school = db.school(ID(key))
        for table in SchoolTable.transferred {
            try school.insertMany(try rows(of: table.rawValue, in: db), into: table)
        }
    }

    /// The rows of a table; columns that this database does not have are an error, those it added take their default.
    private func rows(of table: String, in db: PlatformDatabase) throws -> [TransferRow] {
        guard let bytes = archive.tables[table] else { return [] }
        let kinds = Dictionary(
            try db.columns(of: table).map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
        let decoder = JSONDecoder()
        return try bytes.split(separator: 0x0A).enumerated().map { index, line in
            let refusal = SchoolArchiveRefusal.unreadable(file: table + ".jsonl", line: index + 1)
            guard let cells = try? decoder.decode([String: TransferValue].self, from: Data(line)) else { throw refusal }
            return TransferRow(
                cells: try cells.sorted { $0.key < $1.key }.map { name, value in
                    guard name != "school_id", let stored = kinds[name]?.stored(value) else { throw refusal }
                    return (name, stored)
                })
        }
    }
}

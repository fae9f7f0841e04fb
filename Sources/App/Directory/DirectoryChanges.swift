import Domain
import Exchange
import Foundation
import Persistence

/// The two tables of the national directories.
enum DirectoryTable: String, CaseIterable, Sendable {
    case school = "directory_school"
    case bureau = "directory_bureau"

    var name: SQLName {
        switch self {
        case .school: "directory_school"
        case .bureau: "directory_bureau"
        }
    }
}

/// Rows of the directories that a file creates or changes.
struct DirectoryChanges: Sendable {
    var schools: [(before: DirectorySchool?, after: DirectorySchool)] = []
    var bureaux: [(before: DirectoryBureau?, after: DirectoryBureau)] = []
}

/// A row of a directory before an import, to be put back.
struct FormerDirectoryRow: Sendable {
    let table: DirectoryTable
    let uai: String
    /// As JSON; `nil` when the import created it.
    let before: String?
}

extension SchoolDatabase {
    /// Compares a directory file with the directory.
    func plan(_ facts: DirectoryFacts) throws -> ImportPlan {
        var plan = ImportPlan()
        plan.report.problems = facts.problems
        let schools: [DirectorySchool] = try rows("select directory_school.* from directory_school")
        let bureaux: [DirectoryBureau] = try rows("select directory_bureau.* from directory_bureau")
        plan.directory.schools = plan.compare(facts.schools, schools, \.uai, \.name) { $0.completed(from: $1) }
        plan.directory.bureaux = plan.compare(facts.bureaux, bureaux, \.uai, \.name) { $0.completed(from: $1) }
        return plan
    }

    /// Writes directory rows and gives back what stood there.
    func write(_ changes: DirectoryChanges) throws -> [FormerDirectoryRow] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        var former: [FormerDirectoryRow] = []
        func note(_ table: DirectoryTable, _ uai: String, _ before: (some Encodable)?) throws {
            let json = try before.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
            former.append(FormerDirectoryRow(table: table, uai: uai, before: json))
        }
        for (before, after) in changes.schools {
            if before != nil { try database.update(after, in: "directory_school", key: "uai") }
            try note(.school, after.uai, before)
        }
        for (before, after) in changes.bureaux {
            if before != nil { try database.update(after, in: "directory_bureau", key: "uai") }
            try note(.bureau, after.uai, before)
        }
        try database.insertMany(
            changes.schools.filter { $0.before == nil }.map(\.after), into: "directory_school")
        try database.insertMany(
            changes.bureaux.filter { $0.before == nil }.map(\.after), into: "directory_bureau")
        return former
    }

    /// Whether a later file than that of an import wrote rows of the directory.
    func isDirectoryNewer(_ directory: DirectoryTable, than changes: [ImportChangeRow]) throws -> Bool {
        guard let run = changes.first?.importId else { return false }
        let later = try count(
            """
            select count(*) from \(table(.importChange, as: "later"))
            join \(table(.importRun)) on import_run.id = later.import_id
            where later.table_name = \(directory.rawValue) and import_run.state = \(ImportState.applied)
            and import_run.applied_at > (select mine.applied_at from \(table(.importRun, as: "mine")) where mine.id = \(run))
            """)
        return later > 0
    }

    /// Puts rows of a directory back as they were before an import.
    func putBack(_ changes: [ImportChangeRow], in directory: DirectoryTable) throws {
        let decoder = JSONDecoder()
        let created = changes.filter { $0.beforeRow == nil }.map(\.rowId)
        for chunk in created.inChunks(of: 500) {
            try database.run("delete from \(directory.name) where uai in (\(list: chunk))")
        }
        for change in changes {
            guard let json = change.beforeRow.map({ Data($0.utf8) }) else { continue }
            switch directory {
            case .school:
                try database.update(
                    try decoder.decode(DirectorySchool.self, from: json), in: directory.name, key: "uai")
            case .bureau:
                try database.update(
                    try decoder.decode(DirectoryBureau.self, from: json), in: directory.name, key: "uai")
            }
        }
    }
}

extension ImportPlan {
    /// Rows new and changed; a file that is silent on a field empties nothing.
    fileprivate mutating func compare<Row: Equatable>(
        _ said: [Row], _ known: [Row], _ key: (Row) -> String, _ name: (Row) -> String,
        completed: (Row, Row) -> Row
    ) -> [(before: Row?, after: Row)] {
        let former = Dictionary(known.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        var changes: [(before: Row?, after: Row)] = []
        for row in said {
            guard let before = former[key(row)] else {
                changes.append((nil, row))
                note(.created, name(row))
                continue
            }
            let after = completed(row, before)
            if after == before {
                report.counts[.school, default: ImportCounts()].unchanged += 1
            } else {
                changes.append((before, after))
                note(.changed, name(row))
            }
        }
        return changes
    }

    /// The nation has tens of thousands of schools: the first names are enough to see what the file is.
    private mutating func note(_ outcome: ImportReport.Outcome, _ name: String) {
        if outcome == .created {
            report.counts[.school, default: ImportCounts()].created += 1
        } else {
            report.counts[.school, default: ImportCounts()].changed += 1
        }
        guard report.lines.count < 500 else { return }
        report.lines.append(ImportReport.Line(subject: .school, outcome: outcome, name: name))
    }
}

extension String {
    fileprivate func or(_ former: String) -> String { isEmpty ? former : self }
}

extension DirectorySchool {
    /// This row, with what it does not say taken from the former one. The date changes only when something else does.
    fileprivate func completed(from former: DirectorySchool) -> DirectorySchool {
        var row = self
        row.kind = kind.or(former.kind)
        row.status = status.or(former.status)
        if address.isEmpty { row.address = former.address }
        row.department = department.or(former.department)
        row.academie = academie.or(former.academie)
        row.region = region.or(former.region)
        row.phone = phone ?? former.phone
        row.email = email ?? former.email
        row.website = website ?? former.website
        row.siret = siret ?? former.siret
        row.latitude = latitude ?? former.latitude
        row.longitude = longitude ?? former.longitude
        var sameDay = row
        sameDay.fileDate = former.fileDate
        return sameDay == former ? former : row
    }
}

extension DirectoryBureau {
    /// This row, with what it does not say taken from the former one. The date changes only when something else does.
    fileprivate func completed(from former: DirectoryBureau) -> DirectoryBureau {
        var row = self
        row.addressLine1 = addressLine1.or(former.addressLine1)
        row.addressPostalCode = addressPostalCode.or(former.addressPostalCode)
        row.addressCity = addressCity.or(former.addressCity)
        row.department = department.or(former.department)
        row.region = region.or(former.region)
        row.academie = academie.or(former.academie)
        row.emails = emails.or(former.emails)
        row.phone = phone ?? former.phone
        row.website = website ?? former.website
        row.sector = sector.or(former.sector)
        row.trades = trades.or(former.trades)
        row.diplomas = diplomas.or(former.diplomas)
        row.romeCodes = romeCodes.or(former.romeCodes)
        row.latitude = latitude ?? former.latitude
        row.longitude = longitude ?? former.longitude
        var sameDay = row
        sameDay.fileDate = former.fileDate
        return sameDay == former ? former : row
    }
}

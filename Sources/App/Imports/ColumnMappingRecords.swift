import Domain
import Exchange
import Foundation
import Persistence

/// What a school said of the columns of a sheet.
private struct ColumnMappingRow: Codable {
    let id: ID<ColumnMappingRow>
    let kind: String
    let headerKey: String
    /// Raw value of the target by title; empty for a column that is not taken.
    let mapping: String
}

extension SchoolDatabase {
    /// What a person of the school said of these titles, in whatever order they stand; `nil` when nobody did.
    func rememberedMapping(kind: TableKind, header: [String]) throws -> ColumnMapping? {
        let titles = HeaderTitles(header)
        let found: String? = try row(
            """
            select column_mapping.mapping from \(table(.columnMapping))
            where column_mapping.kind = \(kind.rawValue) and column_mapping.header_key = \(titles.signature)
            """)
        guard let found else { return nil }
        let kept = try JSONDecoder().decode([String: String].self, from: Data(found.utf8))
        var columns: [Int: ColumnTarget] = [:]
        for (index, title) in titles.keys.enumerated() {
            columns[index] = kept[title].flatMap { ColumnTarget(rawValue: $0) }
        }
        return ColumnMapping(kind: kind, columns: columns)
    }

    func remember(_ mapping: ColumnMapping, header: [String]) throws {
        let titles = HeaderTitles(header)
        var kept: [String: String] = [:]
        for (index, title) in titles.keys.enumerated() { kept[title] = mapping.columns[index]?.rawValue ?? "" }
        try delete(
            from: .columnMapping, where: "kind = \(mapping.kind.rawValue) and header_key = \(titles.signature)")
        let json = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
        try insert(
            ColumnMappingRow(id: newID(), kind: mapping.kind.rawValue, headerKey: titles.signature, mapping: json),
            into: .columnMapping)
    }
}

/// The titles of a sheet, folded, and told apart when two are the same.
private struct HeaderTitles {
    let keys: [String]

    init(_ header: [String]) {
        var seen: [String: Int] = [:]
        keys = header.map { title in
            let key = SearchKey(title).rawValue
            let rank = seen[key, default: 0]
            seen[key] = rank + 1
            return rank == 0 ? key : "\(key) #\(rank + 1)"
        }
    }

    var signature: String { keys.sorted().joined(separator: "|") }
}

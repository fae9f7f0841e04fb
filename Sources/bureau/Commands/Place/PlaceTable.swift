import Domain
import Exchange
import Foundation

/// One table with its columns found by title; every value refused says its line and its column.
struct PlaceTable {
    let table: Table
    private let column: [String: Int]
    private(set) var problems: [String] = []

    init(_ table: Table, required: [String]) {
        self.table = table
        var column: [String: Int] = [:]
        for (index, title) in table.header.enumerated() {
            let key = SearchKey(title).rawValue
            if column[key] == nil { column[key] = index }
        }
        self.column = column
        for title in required where column[SearchKey(title).rawValue] == nil {
            problems.append("\(table.file)\u{A0}: la colonne «\u{A0}\(title)\u{A0}» manque.")
        }
    }

    func text(_ title: String, _ row: TableRow) -> String {
        guard let index = column[SearchKey(title).rawValue], row.cells.indices.contains(index) else { return "" }
        return row.cells[index].trimmingCharacters(in: .whitespaces)
    }

    /// The names of a cell, separated by `|`.
    func names(_ title: String, _ row: TableRow) -> [String] {
        text(title, row).split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    mutating func required(_ title: String, _ row: TableRow) -> String {
        let value = text(title, row)
        if value.isEmpty { refuse(row, title, "rien n’est écrit") }
        return value
    }

    mutating func count(_ title: String, _ row: TableRow, usual: Int32?) -> Int32? {
        let value = text(title, row)
        if value.isEmpty { return usual }
        guard let number = Int32(value), number >= 0, number <= 10_000 else {
            refuse(row, title, "«\u{A0}\(value)\u{A0}» n’est pas un nombre entier de 0 à 10\u{202F}000")
            return usual
        }
        return number
    }

    mutating func flag(_ title: String, _ row: TableRow) -> Bool {
        switch SearchKey(text(title, row)).rawValue {
        case "", "non", "n", "0", "false": return false
        case "oui", "o", "1", "x", "true": return true
        default:
            refuse(row, title, "écrivez oui ou non")
            return false
        }
    }

    /// Latitude and longitude in degrees, both or none.
    mutating func position(_ row: TableRow) -> (latitude: Double, longitude: Double)? {
        let latitude = degrees("latitude", row, 90)
        let longitude = degrees("longitude", row, 180)
        if (latitude == nil) != (longitude == nil), text("latitude", row).isEmpty || text("longitude", row).isEmpty {
            refuse(row, latitude == nil ? "latitude" : "longitude", "il faut les deux, ou aucune")
        }
        guard let latitude, let longitude else { return nil }
        return (latitude, longitude)
    }

    private mutating func degrees(_ title: String, _ row: TableRow, _ limit: Double) -> Double? {
        let value = text(title, row)
        if value.isEmpty { return nil }
        guard let number = Double(value.replacing(",", with: ".")), abs(number) <= limit else {
            refuse(row, title, "«\u{A0}\(value)\u{A0}» n’est pas un nombre de degrés")
            return nil
        }
        return number
    }

    mutating func refuse(_ row: TableRow, _ title: String, _ reason: String) {
        problems.append("\(table.file), ligne \(row.line), colonne «\u{A0}\(title)\u{A0}»\u{A0}: \(reason).")
    }
}

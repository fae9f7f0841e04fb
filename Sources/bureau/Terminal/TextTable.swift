/// Columns of text, aligned for a terminal.
struct TextTable {
    let titles: [String]
    let rows: [[String]]

    init(_ titles: [String], _ rows: [[String]]) {
        self.titles = titles
        self.rows = rows.map { $0.map(TextTable.visible) }
    }

    var text: String {
        let widths = titles.indices.map { column in
            ([titles] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([titles, widths.map { String(repeating: "─", count: $0) }] + rows)
            .map { line($0, widths) }.joined(separator: "\n")
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (cell, width) in zip(cells, widths) {
            line += cell + String(repeating: " ", count: width - cell.count + 2)
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// A cell on one line, without the characters that would move the cursor of the terminal.
    private static func visible(_ cell: String) -> String {
        let safe = cell.unicodeScalars.map { scalar -> Character in
            scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                ? "\u{FFFD}" : Character(scalar)
        }
        return safe.count > 120 ? String(safe.prefix(119)) + "…" : String(safe)
    }
}

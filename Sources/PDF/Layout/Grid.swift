/// A table as it is drawn: cells in rows, columns in shares of the width.
struct Grid {
    enum Role {
        case columnHeader, rowHeader, data
    }

    struct Cell {
        let text: PDFText
        let role: Role
        let style: TextStyle
        let align: PDFAlignment
    }

    /// Shares of the width, which sum to 1.
    let shares: [Double]
    let headers: [[Cell]]
    let rows: [[Cell]]
    let caption: PDFText?

    /// The table people asked for.
    init(_ table: PDFTable) {
        let columns = table.columns.isEmpty ? [PDFColumn()] : table.columns
        let total = columns.reduce(0) { $0 + max($1.width, 0.01) }
        shares = columns.map { max($0.width, 0.01) / total }
        let titled = columns.contains { !$0.title.spans.isEmpty }
        let headerRows = table.headerRows.isEmpty && titled ? [columns.map(\.title)] : table.headerRows
        headers = headerRows.map { row in
            columns.indices.map { index in
                Cell(
                    text: index < row.count ? row[index] : "", role: .columnHeader, style: .headerCell,
                    align: columns[index].align == .justified ? .left : columns[index].align)
            }
        }
        rows = table.rows.map { row in
            columns.indices.map { index in
                let isHeader = index == 0 && table.rowHeaders
                return Cell(
                    text: index < row.count ? row[index] : "", role: isHeader ? .rowHeader : .data,
                    style: isHeader ? .headerCell : .cell, align: columns[index].align)
            }
        }
        caption = table.caption
    }

    /// Labels and values, one or two pairs a line.
    init(pairs: [(label: String, value: String)], columns: Int) {
        let perLine = columns >= 2 ? 2 : 1
        shares = perLine == 2 ? [0.2, 0.3, 0.2, 0.3] : [0.3, 0.7]
        headers = []
        caption = nil
        rows = stride(from: 0, to: pairs.count, by: perLine).map { start in
            (start..<start + perLine).flatMap { index in
                guard index < pairs.count else { return [Self.empty, Self.empty] }
                return [
                    Cell(text: PDFText(pairs[index].label), role: .rowHeader, style: .label, align: .left),
                    Cell(text: PDFText(pairs[index].value), role: .data, style: .value, align: .left),
                ]
            }
        }
    }

    private static let empty = Cell(text: "", role: .data, style: .value, align: .left)

    /// Space around the text of a cell.
    static let paddingX = 5.0
    static let paddingY = 3.0
}

/// A row whose texts are set.
struct SetRow {
    let cells: [(cell: Grid.Cell, text: SetParagraph)]
    let height: Double

    init(cells: [(cell: Grid.Cell, text: SetParagraph)]) {
        self.cells = cells
        let tallest = cells.map { max($0.text.height, $0.cell.style.leading) }.max() ?? 0
        height = tallest + 2 * Grid.paddingY
    }
}

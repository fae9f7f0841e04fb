extension Composer {
    /// Draws a table over as many pages as it needs; its header rows come back on each page, as decoration.
    func flow(_ grid: Grid, in element: Int) throws(PDFFailure) {
        guard !grid.headers.isEmpty || !grid.rows.isEmpty else { return }
        try require(min(leadingHeight(of: grid), pageHeight))
        let table = tree.add(.table, to: element)
        if let caption = grid.caption, !caption.spans.isEmpty {
            let text = set(caption, .caption, width: frame.width)
            try flowLines(text, tag: .caption, element: tree.add(.caption, to: table), x: frame.x)
            y += Grid.paddingY
        }
        let headers = grid.headers.map { setRow($0, of: grid) }
        let headerHeight = headers.reduce(0) { $0 + $1.height }
        var fragment = GridFragment(top: y)
        for row in headers { try drawRow(row, of: grid, in: table, fragment: &fragment) }
        for cells in grid.rows {
            let row = setRow(cells, of: grid)
            if !fits(row.height), fragment.rows > headers.count || row.height <= pageHeight - headerHeight {
                try turnPage(of: grid, headers: headers, fragment: &fragment)
            }
            if fits(row.height) {
                try drawRow(row, of: grid, in: table, fragment: &fragment)
            } else {
                try drawTallRow(row, of: grid, headers: headers, in: table, fragment: &fragment)
            }
        }
        drawLines(of: grid, fragment: fragment)
    }

    /// The height of a table on one page.
    func height(of grid: Grid) -> Double {
        captionHeight(of: grid) + (grid.headers + grid.rows).reduce(0) { $0 + setRow($1, of: grid).height }
    }

    /// The height of what must stay together at the start of a table: caption, headers, first row.
    func leadingHeight(of grid: Grid) -> Double {
        let rows = grid.headers + grid.rows.prefix(1)
        return captionHeight(of: grid) + rows.reduce(0) { $0 + setRow($1, of: grid).height }
    }

    private func captionHeight(of grid: Grid) -> Double {
        guard let caption = grid.caption, !caption.spans.isEmpty else { return 0 }
        return set(caption, .caption, width: frame.width).height + Grid.paddingY
    }

    private func setRow(_ cells: [Grid.Cell], of grid: Grid) -> SetRow {
        SetRow(
            cells: zip(cells, grid.shares).map { cell, share in
                let width = max(share * frame.width - 2 * Grid.paddingX, cell.style.size)
                return (cell, set(cell.text, cell.style, width: width, align: cell.align))
            })
    }

    private func drawRow(
        _ row: SetRow, of grid: Grid, in table: Int, fragment: inout GridFragment
    ) throws(PDFFailure) {
        let elements = addElements(of: row, in: table)
        drawTint(of: row, grid: grid, height: row.height)
        var x = frame.x
        for (index, (cell, text)) in row.cells.enumerated() {
            draw(
                text, lines: text.lines.indices, x: x + Grid.paddingX, top: y + Grid.paddingY, tag: tag(of: cell),
                element: elements[index])
            x += grid.shares[index] * frame.width
        }
        advance(row.height)
        fragment.add(boundary: y)
    }

    /// A row taller than a page is cut between lines.
    private func drawTallRow(
        _ row: SetRow, of grid: Grid, headers: [SetRow], in table: Int, fragment: inout GridFragment
    ) throws(PDFFailure) {
        let elements = addElements(of: row, in: table)
        var done = row.cells.map { _ in 0 }
        while true {
            let room = max(PageGeometry.bottom - y - 2 * Grid.paddingY, 0)
            let parts = row.cells.indices.map { index in
                let text = row.cells[index].text
                let fitting = max(Int((room + 0.01) / text.style.leading), 1)
                return done[index]..<min(done[index] + fitting, text.lines.count)
            }
            let heights = parts.indices.map { Double(parts[$0].count) * row.cells[$0].text.style.leading }
            let height = (heights.max() ?? 0) + 2 * Grid.paddingY
            drawTint(of: row, grid: grid, height: height)
            var x = frame.x
            for (index, (cell, text)) in row.cells.enumerated() {
                draw(
                    text, lines: parts[index], x: x + Grid.paddingX, top: y + Grid.paddingY, tag: tag(of: cell),
                    element: elements[index])
                x += grid.shares[index] * frame.width
                done[index] = parts[index].upperBound
            }
            advance(height)
            fragment.add(boundary: y)
            if row.cells.indices.allSatisfy({ done[$0] >= row.cells[$0].text.lines.count }) { return }
            try turnPage(of: grid, headers: headers, fragment: &fragment)
        }
    }

    private func addElements(of row: SetRow, in table: Int) -> [Int] {
        let element = tree.add(.row, to: table)
        return row.cells.map { cell, _ in
            let attribute: StructureTree.Attribute =
                switch cell.role {
                case .columnHeader: .columnHeader
                case .rowHeader: .rowHeader
                case .data: .none
                }
            return tree.add(tag(of: cell), to: element, attribute: attribute)
        }
    }

    private func tag(of cell: Grid.Cell) -> StructureTree.Tag {
        cell.role == .data ? .dataCell : .headerCell
    }

    /// Ends the part of the table on this page and repeats the header rows on the next one.
    private func turnPage(of grid: Grid, headers: [SetRow], fragment: inout GridFragment) throws(PDFFailure) {
        drawLines(of: grid, fragment: fragment)
        try newPage()
        fragment = GridFragment(top: y)
        let headerHeight = headers.reduce(0) { $0 + $1.height }
        guard headerHeight < pageHeight / 2 else { return }
        for row in headers {
            drawTint(of: row, grid: grid, height: row.height)
            let top = y + Grid.paddingY
            var x = frame.x
            canvas.pagination("") { canvas in
                for (index, (_, text)) in row.cells.enumerated() {
                    drawPlain(text, x: x + Grid.paddingX, top: top, on: &canvas)
                    x += grid.shares[index] * frame.width
                }
            }
            advance(row.height)
            fragment.add(boundary: y)
        }
    }

    /// Fills the header cells of a row, neighbours in one go.
    private func drawTint(of row: SetRow, grid: Grid, height: Double) {
        var boxes: [(x: Double, width: Double, color: Color)] = []
        var x = frame.x
        for (index, (cell, _)) in row.cells.enumerated() {
            let width = grid.shares[index] * frame.width
            defer { x += width }
            guard cell.role != .data else { continue }
            let color: Color = cell.role == .columnHeader ? .tint : .mist
            if let last = boxes.last, last.color == color, abs(last.x + last.width - x) < 0.01 {
                boxes[boxes.count - 1].width += width
            } else {
                boxes.append((x, width, color))
            }
        }
        guard !boxes.isEmpty else { return }
        let top = y
        canvas.artifact { canvas in
            for box in boxes {
                canvas.rectangle(x: box.x, top: top, width: box.width, height: height, color: box.color)
            }
        }
    }

    /// The thin lines around the rows and between the columns.
    private func drawLines(of grid: Grid, fragment: GridFragment) {
        guard let bottom = fragment.boundaries.last, fragment.rows > 0 else { return }
        let (left, right, top) = (frame.x, frame.x + frame.width, fragment.boundaries[0])
        var segments = fragment.boundaries.map { (x: left, top: $0, toX: right, toTop: $0) }
        var x = left
        for share in [0] + grid.shares {
            x += share * frame.width
            segments.append((x, top, x, bottom))
        }
        canvas.artifact { $0.lines(segments) }
    }
}

/// The part of a table on one page: where its rows begin and end.
private struct GridFragment {
    private(set) var boundaries: [Double]

    init(top: Double) {
        boundaries = [top]
    }

    var rows: Int { boundaries.count - 1 }

    mutating func add(boundary: Double) {
        boundaries.append(boundary)
    }
}

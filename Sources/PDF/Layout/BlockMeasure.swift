extension Composer {
    /// The height of blocks placed one below the other, without the space before the first and after the last.
    func height(of blocks: ArraySlice<PDFBlock>) -> Double {
        var total = 0.0
        var after = 0.0
        for (index, block) in blocks.enumerated() {
            let spacing = BlockSpacing(block)
            if index > 0 { total += max(after, spacing.before) }
            total += height(of: block)
            after = spacing.after
        }
        return total
    }

    private func height(of block: PDFBlock) -> Double {
        switch block {
        case .heading(let level, let text):
            set(text, TextStyle(headingLevel: level), width: frame.width).height
        case .paragraph(let text, let style, let align):
            set(text, TextStyle(style), width: frame.width, align: align).height
        case .list(let items, let ordered): height(ofList: items, ordered: ordered)
        case .keyValues(let pairs, let columns): height(of: Grid(pairs: pairs, columns: columns))
        case .table(let table): height(of: Grid(table))
        case .signatures(let boxes): height(of: boxes)
        case .columns(let columns): height(ofColumns: columns) ?? 0
        case .space(let height): max(height, 0)
        case .rule: 0.5
        case .pageBreak: 0
        case .callout(let text):
            set(text, .body, width: frame.width - 2 * Callout.inset).height + 2 * Callout.padding
        case .image(let image): prepared(image)?.height ?? 0
        case .keepTogether(let blocks): height(of: blocks[...])
        }
    }

    private func height(ofList items: [PDFText], ordered: Bool) -> Double {
        let width = frame.width - ListGeometry(count: items.count, ordered: ordered).indent
        let heights = items.map { max(set($0, .body, width: width).height, TextStyle.body.leading) }
        return heights.reduce(0, +) + ListGeometry.gap * Double(max(items.count - 1, 0))
    }

    /// The height of the tallest column; nil without column.
    func height(ofColumns columns: [[PDFBlock]]) -> Double? {
        let whole = frame
        frame = Frame(x: whole.x, width: columnWidth(max(columns.count, 1)))
        defer { frame = whole }
        return columns.map { height(of: $0[...]) }.max()
    }

    /// The height a heading needs to stay with the beginning of what follows.
    func leadingHeight(of blocks: ArraySlice<PDFBlock>) -> Double {
        guard let block = blocks.first else { return 0 }
        let rest = blocks.dropFirst()
        switch block {
        case .heading, .space, .rule:
            guard let next = rest.first else { return height(of: block) }
            let gap = max(BlockSpacing(block).after, BlockSpacing(next).before)
            return min(height(of: block) + gap + leadingHeight(of: rest), pageHeight)
        case .paragraph(let text, let style, let align):
            return leadingHeight(of: set(text, TextStyle(style), width: frame.width, align: align))
        case .list(let items, let ordered):
            let width = frame.width - ListGeometry(count: items.count, ordered: ordered).indent
            return items.first.map { leadingHeight(of: set($0, .body, width: width)) } ?? 0
        case .keyValues(let pairs, let columns):
            return leadingHeight(of: Grid(pairs: pairs, columns: columns))
        case .table(let table):
            return leadingHeight(of: Grid(table))
        case .signatures(let boxes):
            return height(of: Array(boxes.prefix(SignatureGeometry.columns(boxes.count))))
        case .pageBreak:
            return 0
        case .columns, .callout, .image, .keepTogether:
            return min(height(of: block), pageHeight)
        }
    }

    /// The height of the lines of a paragraph that may not stand alone at the bottom of a page.
    func leadingHeight(of paragraph: SetParagraph) -> Double {
        let lines = paragraph.lines.count <= 3 ? paragraph.lines.count : 2
        return Double(lines) * paragraph.style.leading
    }
}

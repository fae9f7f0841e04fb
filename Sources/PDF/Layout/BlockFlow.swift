extension Composer {
    /// Places blocks one below the other as children of an element.
    func flow(_ blocks: [PDFBlock], in element: Int) throws(PDFFailure) {
        for index in blocks.indices {
            let block = blocks[index]
            let spacing = BlockSpacing(block)
            // Blocks kept together leave their own space, once it is known where they stand.
            if !block.isGroup { leaveSpace(before: spacing.before) }
            if case .heading = block { try require(leadingHeight(of: blocks[index...])) }
            try place(block, in: element)
            spaceAfter = max(spaceAfter, spacing.after)
        }
    }

    private func place(_ block: PDFBlock, in element: Int) throws(PDFFailure) {
        switch block {
        case .heading(let level, let text): try placeHeading(min(max(level, 1), 3), text, in: element)
        case .paragraph(let text, let style, let align):
            let paragraph = set(text, TextStyle(style), width: frame.width, align: align)
            try flowLines(paragraph, tag: .paragraph, element: tree.add(.paragraph, to: element), x: frame.x)
        case .list(let items, let ordered): try placeList(items, ordered: ordered, in: element)
        case .keyValues(let pairs, let columns): try flow(Grid(pairs: pairs, columns: columns), in: element)
        case .table(let table): try flow(Grid(table), in: element)
        case .signatures(let boxes): try placeSignatures(boxes, in: element)
        case .columns(let columns): try placeColumns(columns, in: element)
        case .space(let height): y = min(y + max(height, 0), PageGeometry.bottom)
        case .rule: placeRule()
        case .pageBreak: if !isFresh { try newPage() }
        case .callout(let text): try placeCallout(text, in: element)
        case .image(let image): try placeImage(image, in: element)
        case .keepTogether(let blocks):
            let height = height(of: blocks[...])
            if height <= pageHeight { try require(height + BlockSpacing(block).before) }
            try flow(blocks, in: element)
        }
    }

    private func placeHeading(_ level: Int, _ text: PDFText, in element: Int) throws(PDFFailure) {
        if level > headingLevel + 1 { warn(.headingLevelSkipped(from: headingLevel, to: level)) }
        headingLevel = level
        let paragraph = set(text, TextStyle(headingLevel: level), width: frame.width)
        outline.addHeading(text.plain, level: level, page: pages.count, top: PageGeometry.height - y + 4)
        let tag: StructureTree.Tag = level == 1 ? .h1 : level == 2 ? .h2 : .h3
        try flowLines(paragraph, tag: tag, element: tree.add(tag, to: element), x: frame.x)
    }

    /// Draws a paragraph over as many pages as it needs, with at least two lines on each side of a break.
    func flowLines(
        _ paragraph: SetParagraph, tag: StructureTree.Tag, element: Int, x: Double
    ) throws(PDFFailure) {
        let leading = paragraph.style.leading
        var line = 0
        while line < paragraph.lines.count {
            let fitting = linesThatFit(paragraph, from: line, height: PageGeometry.bottom - y)
            if fitting == 0 {
                try newPage()
                continue
            }
            draw(paragraph, lines: line..<line + fitting, x: x, top: y, tag: tag, element: element)
            advance(Double(fitting) * leading)
            line += fitting
            if line < paragraph.lines.count { try newPage() }
        }
    }

    /// How many lines to draw in a height; 0 asks for a new page.
    func linesThatFit(_ paragraph: SetParagraph, from line: Int, height: Double) -> Int {
        let rest = paragraph.lines.count - line
        var fitting = Int((height + 0.01) / paragraph.style.leading)
        if fitting >= rest { return rest }
        if fitting == rest - 1 { fitting -= 1 }
        if fitting >= 2 { return fitting }
        return isFresh ? max(fitting, 1) : 0
    }

    private func placeList(_ items: [PDFText], ordered: Bool, in element: Int) throws(PDFFailure) {
        guard !items.isEmpty else { return }
        let list = tree.add(.list, to: element, attribute: ordered ? .numbers : .bullets)
        let geometry = ListGeometry(count: items.count, ordered: ordered)
        for (index, text) in items.enumerated() {
            if index > 0 { leaveSpace(before: ListGeometry.gap) }
            let body = set(text, .body, width: frame.width - geometry.indent, align: .left)
            try require(leadingHeight(of: body))
            let item = tree.add(.item, to: list)
            let label = set(geometry.label(index), .body, width: geometry.indent)
            draw(
                label, lines: label.lines.indices, x: frame.x + geometry.inset, top: y, tag: .label,
                element: tree.add(.label, to: item))
            let itemBody = tree.add(.itemBody, to: item)
            try flowLines(body, tag: .itemBody, element: itemBody, x: frame.x + geometry.indent)
            if body.lines.isEmpty { advance(body.style.leading) }
        }
    }

    private func placeColumns(_ columns: [[PDFBlock]], in element: Int) throws(PDFFailure) {
        let whole = frame
        guard !columns.isEmpty, let height = height(ofColumns: columns), height <= pageHeight else {
            return try flow(columns.flatMap { $0 }, in: element)
        }
        try require(height)
        let top = y
        let width = columnWidth(columns.count)
        for (index, blocks) in columns.enumerated() {
            frame = Frame(x: whole.x + Double(index) * (width + Self.columnGap), width: width)
            y = top
            isFresh = true
            spaceAfter = 0
            try flow(blocks, in: tree.add(.division, to: element))
        }
        frame = whole
        y = top
        advance(height)
        spaceAfter = 0
    }

    static var columnGap: Double { 16 }

    func columnWidth(_ count: Int) -> Double {
        (frame.width - Double(count - 1) * Self.columnGap) / Double(count)
    }

    private func placeRule() {
        let (left, right, top) = (frame.x, frame.x + frame.width, y)
        canvas.artifact { $0.lines([(left, top, right, top)]) }
        advance(0.5)
    }

    private func placeCallout(_ text: PDFText, in element: Int) throws(PDFFailure) {
        let paragraph = set(text, .body, width: frame.width - 2 * Callout.inset, align: .left)
        let height = paragraph.height + 2 * Callout.padding
        if height <= pageHeight { try require(height) }
        let tagged = tree.add(.paragraph, to: element)
        var line = 0
        while line < paragraph.lines.count {
            let room = PageGeometry.bottom - y - 2 * Callout.padding
            let fitting = linesThatFit(paragraph, from: line, height: room)
            if fitting > 0 { drawCallout(paragraph, lines: line..<line + fitting, element: tagged) }
            line += fitting
            if line < paragraph.lines.count { try newPage() }
        }
    }

    private func drawCallout(_ paragraph: SetParagraph, lines: Range<Int>, element: Int) {
        let (left, width, top) = (frame.x, frame.width, y)
        let height = Double(lines.count) * paragraph.style.leading + 2 * Callout.padding
        canvas.artifact { canvas in
            canvas.rectangle(x: left, top: top, width: width, height: height, color: .mist)
            canvas.rectangle(x: left, top: top, width: 2.5, height: height, color: .accent)
        }
        draw(
            paragraph, lines: lines, x: left + Callout.inset, top: top + Callout.padding, tag: .paragraph,
            element: element)
        advance(height)
    }
}

/// Measures of a boxed paragraph.
enum Callout {
    static let inset = 12.0
    static let padding = 8.0
}

/// Measures and labels of a list.
struct ListGeometry {
    static let gap = 2.0
    let indent: Double
    let inset: Double
    private let ordered: Bool

    init(count: Int, ordered: Bool) {
        self.ordered = ordered
        inset = ordered ? 0 : 4
        indent = ordered ? 9 + 6 * Double(String(count).count) : 14
    }

    func label(_ index: Int) -> PDFText {
        ordered ? PDFText("\(index + 1).") : "•"
    }
}

extension PDFBlock {
    fileprivate var isGroup: Bool {
        if case .keepTogether = self { return true }
        return false
    }
}

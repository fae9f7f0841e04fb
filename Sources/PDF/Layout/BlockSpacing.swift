/// The space a block wants above and below itself, in points; between two blocks the larger one counts.
struct BlockSpacing {
    let before: Double
    let after: Double

    init(before: Double, after: Double) {
        self.before = before
        self.after = after
    }

    init(_ block: PDFBlock) {
        switch block {
        case .heading(let level, _):
            self = Self.heading(level)
        case .paragraph(_, let style, _):
            self.init(before: 0, after: style == .lead ? 8 : style == .body ? 5 : 4)
        case .list: self.init(before: 0, after: 6)
        case .keyValues, .table: self.init(before: 4, after: 9)
        case .signatures, .callout: self.init(before: 6, after: 9)
        case .rule, .image: self.init(before: 6, after: 6)
        case .columns(let columns): self = Self.around(columns.flatMap { $0.prefix(1) })
        case .keepTogether(let blocks): self = Self.around(blocks)
        case .space, .pageBreak: self.init(before: 0, after: 0)
        }
    }

    private static func heading(_ level: Int) -> BlockSpacing {
        switch level {
        case ...1: BlockSpacing(before: 16, after: 8)
        case 2: BlockSpacing(before: 13, after: 4)
        default: BlockSpacing(before: 9, after: 3)
        }
    }

    private static func around(_ blocks: [PDFBlock]) -> BlockSpacing {
        guard let first = blocks.first, let last = blocks.last else { return BlockSpacing(before: 0, after: 0) }
        return BlockSpacing(before: BlockSpacing(first).before, after: BlockSpacing(last).after)
    }
}

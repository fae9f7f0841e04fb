/// Writes broken lines as the operators of a content stream.
struct ParagraphEncoder {
    private let text: ShapedText
    private let style: TextStyle
    private let width: Int
    private let align: PDFAlignment
    private var writer = ByteWriter()
    private var face: FaceID
    private var open = false
    private var lines: [SetParagraph.Line] = []
    private var segments: [SetParagraph.Segment] = []
    private var areas: [SetParagraph.LinkArea] = []
    private var used = [GlyphSet](repeating: GlyphSet(), count: FaceID.allCases.count)
    private var segmentStart = 0
    private var link: Int?

    init(text: ShapedText, style: TextStyle, width: Int, align: PDFAlignment) {
        self.text = text
        self.style = style
        self.width = width
        self.align = align
        face = text.glyphs.first?.face ?? .regular
        link = text.glyphs.first?.link
    }

    mutating func encode(_ broken: [ArraySlice<ShapedText.Word>]) -> SetParagraph {
        for line in broken { encode(line) }
        if !text.links.isEmpty { endSegment() }
        return SetParagraph(
            style: style, bytes: writer.bytes, lines: lines, segments: segments, areas: areas, links: text.links,
            glyphs: FaceID.allCases.compactMap { id in
                let glyphs = used[Int(id.rawValue)]
                return glyphs.isEmpty ? nil : (id, glyphs)
            },
            warnings: text.warnings)
    }

    private mutating func encode(_ line: ArraySlice<ShapedText.Word>) {
        guard let last = line.last else { return }
        let natural = line.reduce(0) { $0 + $1.width + $1.gap } - last.gap
        let slack = width - natural
        let offset = points(align == .right ? slack : align == .center ? slack / 2 : 0)
        move(to: offset)
        let start = writer.count
        let faceAtStart = face
        let ragged = last.ending == .end || last.ending == .newline
        var stretch = Stretch(slack: align == .justified && !(ragged && slack > 0) ? slack : 0, line: line)
        var position = offset
        if text.turns {
            encodeTurned(line, &stretch, at: &position)
        } else {
            for word in line {
                let isLast = word.glyphs == last.glyphs
                for index in word.glyphs { show(text.glyphs[index], at: &position) }
                guard word.gap > 0 else { continue }
                let space = text.glyphs[word.glyphs.upperBound]
                show(space, extra: isLast ? 0 : stretch.next(), clickable: !isLast, at: &position)
            }
        }
        close()
        lines.append(SetParagraph.Line(operators: start..<writer.count, offset: offset, face: faceAtStart))
    }

    /// A line that holds something read from right to left: its glyphs are drawn in the order of the eye.
    private mutating func encodeTurned(
        _ line: ArraySlice<ShapedText.Word>, _ stretch: inout Stretch, at position: inout Double
    ) {
        var drawn: [(glyph: Int, isGap: Bool)] = []
        for word in line {
            drawn += word.glyphs.map { ($0, false) }
            if word.gap > 0 { drawn.append((word.glyphs.upperBound, true)) }
        }
        let lastGap = drawn.last?.isGap == true ? drawn.count - 1 : nil
        for index in ReadingOrder.visual(drawn.map { text.glyphs[$0.glyph].reading }) {
            let isLast = index == lastGap
            let extra = drawn[index].isGap && !isLast ? stretch.next() : 0
            show(text.glyphs[drawn[index].glyph], extra: extra, clickable: !isLast, at: &position)
        }
    }

    /// The move from the line before.
    private mutating func move(to offset: Double) {
        guard let before = lines.last else { return }
        if before.offset == offset {
            writer.ascii("T*")
        } else {
            writer.decimal(offset - before.offset)
            writer.byte(32)
            writer.decimal(-style.leading)
            writer.ascii(" Td")
        }
    }

    private mutating func show(
        _ glyph: ShapedText.Glyph, extra: Int = 0, clickable: Bool = true, at position: inout Double
    ) {
        if glyph.face != face {
            close()
            face = glyph.face
            writer.ascii("/F")
            writer.integer(Int(face.rawValue))
            writer.byte(32)
            writer.decimal(style.size)
            writer.ascii(" Tf")
        }
        if glyph.link != link {
            close()
            endSegment()
            link = glyph.link
        }
        if !open {
            writer.ascii("[(")
            open = true
        }
        writer.escaped(UInt8(glyph.id >> 8))
        writer.escaped(UInt8(glyph.id & 255))
        used[Int(face.rawValue)].insert(glyph.id)
        let advance = glyph.advance + extra
        if advance != glyph.nominal {
            writer.ascii(")")
            writer.integer(glyph.nominal - advance)
            writer.ascii("(")
        }
        let width = points(advance)
        if clickable, let link = glyph.link { grow(link, from: position, to: position + width) }
        position += width
    }

    private mutating func grow(_ link: Int, from: Double, to end: Double) {
        let line = lines.count
        if let last = areas.last, last.line == line, last.link == link, abs(last.to - from) < 0.01 {
            areas[areas.count - 1] = SetParagraph.LinkArea(line: line, from: last.from, to: end, link: link)
        } else {
            areas.append(SetParagraph.LinkArea(line: line, from: from, to: end, link: link))
        }
    }

    private mutating func close() {
        if open { writer.ascii(")]TJ\n") }
        open = false
    }

    private mutating func endSegment() {
        if writer.count > segmentStart {
            segments.append(SetParagraph.Segment(operators: segmentStart..<writer.count, link: link))
        }
        segmentStart = writer.count
    }

    private func points(_ thousandths: Int) -> Double {
        Double(thousandths) * style.size / 1000
    }
}

/// Shares the slack of a line among its spaces, to the last thousandth.
private struct Stretch {
    private let each: Int
    private var rest: Int
    private let step: Int

    init(slack: Int, line: ArraySlice<ShapedText.Word>) {
        let gaps = line.dropLast().count { $0.ending == .space }
        each = gaps > 0 ? slack / gaps : 0
        rest = gaps > 0 ? slack % gaps : 0
        step = slack < 0 ? -1 : 1
    }

    mutating func next() -> Int {
        guard rest != 0 else { return each }
        rest -= step
        return each + step
    }
}

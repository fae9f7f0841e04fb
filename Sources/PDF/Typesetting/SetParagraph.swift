/// A text broken into lines for one width and encoded, so that any of its lines can be drawn anywhere.
final class SetParagraph: Sendable {
    /// One line: its operators in `bytes` and where it starts.
    struct Line: Sendable {
        /// Operators of the line, without the move that leads to it.
        let operators: Range<Int>
        /// Distance from the left edge, in points.
        let offset: Double
        /// Face in force when the line starts.
        let face: FaceID
    }

    /// Operators that belong to one link, or to none.
    struct Segment: Sendable {
        let operators: Range<Int>
        let link: Int?
    }

    /// Where a link can be clicked: its line and its horizontal extent in points.
    struct LinkArea: Sendable {
        let line: Int
        let from: Double
        let to: Double
        let link: Int
    }

    let style: TextStyle
    let bytes: [UInt8]
    let lines: [Line]
    /// Empty when the text has no link.
    let segments: [Segment]
    let areas: [LinkArea]
    let links: [String]
    let glyphs: [(face: FaceID, glyphs: GlyphSet)]
    let warnings: [PDFWarning]

    init(
        style: TextStyle, bytes: [UInt8], lines: [Line], segments: [Segment], areas: [LinkArea], links: [String],
        glyphs: [(face: FaceID, glyphs: GlyphSet)], warnings: [PDFWarning]
    ) {
        self.style = style
        self.bytes = bytes
        self.lines = lines
        self.segments = segments
        self.areas = areas
        self.links = links
        self.glyphs = glyphs
        self.warnings = warnings
    }

    var height: Double { Double(lines.count) * style.leading }

    /// Bytes held in memory, about.
    var weight: Int { bytes.count + 32 * lines.count + 100 * glyphs.count + 200 }
}

/// What a set paragraph depends on.
struct ParagraphKey: Hashable, Sendable {
    let text: PDFText
    let style: TextStyle
    let width: Double
    let align: PDFAlignment
    private let fingerprint: Fingerprint

    init(text: PDFText, style: TextStyle, width: Double, align: PDFAlignment) {
        self.text = text
        self.style = style
        self.width = width
        self.align = align
        var fingerprint = Fingerprint()
        for span in text.spans { fingerprint.add(span.text) }
        fingerprint.add(Int(width * 100))
        fingerprint.add(Int(style.size * 100))
        self.fingerprint = fingerprint
    }

    /// Texts are hashed by their bytes: the usual hash of a `String` normalises each character first.
    func hash(into hasher: inout Hasher) {
        hasher.combine(fingerprint)
    }

    /// Bytes held in memory, about.
    var weight: Int { text.spans.reduce(100) { $0 + $1.text.utf8.count + 40 } }
}

/// Lays a book out on pages, in one pass, and writes the file. Confined to one rendering.
final class Composer {
    let book: PDFBook
    let shelf: FontShelf
    let typesetter: Typesetter
    let deflater: Deflater
    var file = ObjectFile(reserved: FixedObject.allCases.count)
    var tree = StructureTree()
    var outline = Outline()
    var pages: [ComposedPage] = []
    var images: [ObjectIdentifier: (object: Int, image: PreparedImage)] = [:]
    var annotations: [LinkAnnotation] = []
    var canvas = Canvas()
    /// Where the next block goes and how wide it may be.
    var frame = Frame(x: PageGeometry.margin, width: PageGeometry.textWidth)
    var y = PageGeometry.top
    /// Whether nothing stands yet above the place where the next block goes.
    var isFresh = true
    /// Space the last block wants after itself.
    var spaceAfter = 0.0
    var pageTop = PageGeometry.top
    var headingLevel = 0
    private(set) var warnings: [PDFWarning] = []
    private var warned: Set<PDFWarning> = []
    private var glyphs = [GlyphSet](repeating: GlyphSet(), count: FaceID.allCases.count)
    private var pageAnnotations: [Int] = []
    private var streams: [ObjectIdentifier: (object: Int, stream: PackedStream)] = [:]

    init(book: PDFBook, shelf: FontShelf) throws(PDFFailure) {
        self.book = book
        self.shelf = shelf
        typesetter = Typesetter(shelf: shelf)
        deflater = try Deflater(level: 2)
    }

    func compose() throws(PDFFailure) -> PDFRendering {
        let document = tree.add(.document, to: -1)
        for section in book.sections { try compose(section, in: document) }
        if book.sections.isEmpty { try finishPage() }
        return PDFRendering(bytes: try finishFile(), pages: pages.count, warnings: warnings)
    }

    private func compose(_ section: PDFSection, in document: Int) throws(PDFFailure) {
        let first = pages.count
        pageTop = section.header == nil ? PageGeometry.top : PageGeometry.topBelowHeader
        startPage()
        let element = tree.add(.section, to: document)
        if !section.title.isEmpty {
            tree.title(section.title, of: element)
            outline.addSection(section.title, page: first, top: PageGeometry.height)
        }
        try flow(section.blocks, in: element)
        try finishPage()
        for page in first..<pages.count {
            pages[page].running = try runningLines(of: section, page: page - first + 1, of: pages.count - first)
        }
    }

    // MARK: Pages

    func newPage() throws(PDFFailure) {
        try finishPage()
        startPage()
    }

    private func startPage() {
        canvas.clear()
        y = pageTop
        isFresh = true
        spaceAfter = 0
    }

    private func finishPage() throws(PDFFailure) {
        let content = try streamObject(canvas.writer.bytes)
        pages.append(ComposedPage(content: content, owners: canvas.owners, annotations: pageAnnotations))
        pageAnnotations = []
        canvas.clear()
    }

    /// A content stream; equal streams of a file are one object.
    func streamObject(_ raw: [UInt8]) throws(PDFFailure) -> Int {
        let stream = try shelf.packed(raw, with: deflater)
        if let known = streams[ObjectIdentifier(stream)] { return known.object }
        let object = file.allocate()
        file.stream(object, packed: stream.packed)
        streams[ObjectIdentifier(stream)] = (object, stream)
        return object
    }

    // MARK: Places

    /// Leaves the space between the last block and the next one.
    func leaveSpace(before: Double) {
        if !isFresh { y += max(spaceAfter, before) }
        spaceAfter = 0
    }

    /// Whether a height still fits on the page.
    func fits(_ height: Double) -> Bool {
        y + height <= PageGeometry.bottom + 0.01
    }

    /// Starts a new page when the height does not fit on this one, unless the page is still empty.
    func require(_ height: Double) throws(PDFFailure) {
        if !fits(height), !isFresh { try newPage() }
    }

    /// The height a page offers.
    var pageHeight: Double { PageGeometry.bottom - pageTop }

    /// Moves down below something drawn.
    func advance(_ height: Double) {
        y += height
        isFresh = false
    }

    func warn(_ warning: PDFWarning) {
        if warned.insert(warning).inserted { warnings.append(warning) }
    }

    // MARK: Text

    func set(_ text: PDFText, _ style: TextStyle, width: Double, align: PDFAlignment = .left) -> SetParagraph {
        typesetter.set(text, style: style, width: width, align: align)
    }

    /// Draws some lines of a paragraph as content of an element.
    func draw(
        _ paragraph: SetParagraph, lines: Range<Int>, x: Double, top: Double, tag: StructureTree.Tag, element: Int
    ) {
        guard !lines.isEmpty else { return }
        note(paragraph)
        canvas.beginText(paragraph, from: lines.lowerBound, x: x, top: top)
        if paragraph.segments.isEmpty {
            drawMarked(paragraph.bytes[range(of: lines, in: paragraph)], tag: tag, element: element)
            canvas.endText()
        } else {
            let links = drawSegments(paragraph, lines: lines, tag: tag, element: element)
            canvas.endText()
            addAnnotations(paragraph, lines: lines, x: x, top: top, links: links)
        }
    }

    /// Draws a paragraph that is no content: a running line, a repeated header.
    func drawPlain(_ paragraph: SetParagraph, x: Double, top: Double, on canvas: inout Canvas) {
        guard !paragraph.lines.isEmpty else { return }
        note(paragraph)
        canvas.beginText(paragraph, from: 0, x: x, top: top)
        canvas.operators(paragraph.bytes[range(of: paragraph.lines.indices, in: paragraph)])
        canvas.endText()
    }

    private func note(_ paragraph: SetParagraph) {
        for used in paragraph.glyphs { glyphs[Int(used.face.rawValue)].formUnion(used.glyphs) }
        for warning in paragraph.warnings { warn(warning) }
    }

    private func range(of lines: Range<Int>, in paragraph: SetParagraph) -> Range<Int> {
        let start = paragraph.lines[lines.lowerBound].operators.lowerBound
        return start..<paragraph.lines[lines.upperBound - 1].operators.upperBound
    }

    private func drawMarked(_ operators: ArraySlice<UInt8>, tag: StructureTree.Tag, element: Int) {
        let mark = canvas.mark(for: element)
        tree.addContent(mark, onPage: pages.count, to: element)
        canvas.beginMark(mark, tag: tag)
        canvas.operators(operators)
        canvas.endMark()
    }

    /// Draws passages one by one, links under elements of their own, which it returns by their number.
    private func drawSegments(
        _ paragraph: SetParagraph, lines: Range<Int>, tag: StructureTree.Tag, element: Int
    ) -> [Int: Int] {
        let range = range(of: lines, in: paragraph)
        var elements: [Int: Int] = [:]
        for segment in paragraph.segments {
            let part = segment.operators.clamped(to: range)
            guard !part.isEmpty else { continue }
            guard let link = segment.link else {
                canvas.setFill(paragraph.style.color)
                drawMarked(paragraph.bytes[part], tag: tag, element: element)
                continue
            }
            let linkElement = elements[link] ?? tree.add(.link, to: element)
            elements[link] = linkElement
            canvas.setFill(.accent)
            drawMarked(paragraph.bytes[part], tag: .link, element: linkElement)
        }
        return elements
    }

    private func addAnnotations(
        _ paragraph: SetParagraph, lines: Range<Int>, x: Double, top: Double, links: [Int: Int]
    ) {
        for area in paragraph.areas where lines.contains(area.line) {
            guard let element = links[area.link] else { continue }
            let lineTop = top + Double(area.line - lines.lowerBound) * paragraph.style.leading
            let bottom = lineTop + paragraph.style.leading
            canvas.artifact { canvas in
                canvas.lines([(x + area.from, bottom - 1.5, x + area.to, bottom - 1.5)])
            }
            let object = file.allocate()
            tree.addAnnotation(object, onPage: pages.count, to: element)
            pageAnnotations.append(object)
            annotations.append(
                LinkAnnotation(
                    object: object, element: element, address: paragraph.links[area.link],
                    box: [
                        x + area.from, PageGeometry.height - bottom, x + area.to, PageGeometry.height - lineTop,
                    ]))
        }
    }

    /// The glyphs the file shows in a face.
    func usedGlyphs(_ face: FaceID) -> GlyphSet {
        glyphs[Int(face.rawValue)]
    }
}

/// A page that is laid out.
struct ComposedPage {
    let content: Int
    /// Stream of the running lines; the page has none in a book without section.
    var running: Int?
    /// The structure element of each mark.
    let owners: [Int]
    let annotations: [Int]

    init(content: Int, owners: [Int], annotations: [Int]) {
        self.content = content
        self.owners = owners
        self.annotations = annotations
    }
}

/// A column of the page.
struct Frame {
    let x: Double
    let width: Double
}

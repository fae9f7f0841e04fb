/// The content of one page: operators, marks and what they belong to. Places are measured from the top left corner.
struct Canvas {
    private(set) var writer = ByteWriter()
    /// The structure element of each mark of the page.
    private(set) var owners: [Int] = []
    private var fill: Color?

    mutating func clear() {
        writer.clear()
        owners.removeAll(keepingCapacity: true)
        fill = nil
    }

    /// The number of a new mark that belongs to an element.
    mutating func mark(for element: Int) -> Int {
        owners.append(element)
        return owners.count - 1
    }

    mutating func beginMark(_ mark: Int, tag: StructureTree.Tag) {
        writer.ascii("/")
        writer.ascii(tag.name)
        writer.ascii("<</MCID ")
        writer.integer(mark)
        writer.ascii(">>BDC\n")
    }

    mutating func endMark() {
        writer.ascii("EMC\n")
    }

    /// Starts a text object for some lines of a paragraph whose first line has its top there.
    mutating func beginText(_ paragraph: SetParagraph, from line: Int, x: Double, top: Double) {
        let style = paragraph.style
        writer.ascii("BT")
        setFill(style.color)
        writer.ascii("/F")
        writer.integer(Int(paragraph.lines[line].face.rawValue))
        writer.byte(32)
        writer.decimal(style.size)
        writer.ascii(" Tf ")
        if paragraph.lines.count > 1 {
            writer.decimal(style.leading)
            writer.ascii(" TL ")
        }
        writer.ascii("1 0 0 1 ")
        writer.decimal(x + paragraph.lines[line].offset)
        writer.byte(32)
        writer.decimal(PageGeometry.height - top - style.baseline)
        writer.ascii(" Tm")
    }

    mutating func endText() {
        writer.ascii("ET\n")
    }

    mutating func operators(_ bytes: ArraySlice<UInt8>) {
        writer.raw(bytes)
    }

    /// Colours what follows; says nothing when the colour is in force already.
    mutating func setFill(_ color: Color) {
        if fill == color { return writer.byte(32) }
        fill = color
        writer.byte(32)
        write(color)
        writer.ascii(" rg")
    }

    /// A decoration: not part of what the page says.
    mutating func artifact(_ draw: (inout Canvas) -> Void) {
        writer.ascii("/Artifact<</Type/Layout>>BDC\n")
        draw(&self)
        writer.ascii("EMC\n")
    }

    /// A running line or a repeated header row.
    mutating func pagination(_ subtype: StaticString, _ draw: (inout Canvas) -> Void) {
        writer.ascii("/Artifact<</Type/Pagination")
        writer.ascii(subtype)
        writer.ascii(">>BDC\n")
        draw(&self)
        writer.ascii("EMC\n")
    }

    mutating func rectangle(x: Double, top: Double, width: Double, height: Double, color: Color) {
        setFill(color)
        writer.byte(32)
        path(x, PageGeometry.height - top - height, width, height)
        writer.ascii(" re f\n")
    }

    /// The outline of a box.
    mutating func frame(x: Double, top: Double, width: Double, height: Double) {
        stroke()
        path(x, PageGeometry.height - top - height, width, height)
        writer.ascii(" re S\n")
    }

    /// Thin lines, each from one point to another.
    mutating func lines(_ segments: [(x: Double, top: Double, toX: Double, toTop: Double)]) {
        stroke()
        for segment in segments {
            writer.decimal(segment.x)
            writer.byte(32)
            writer.decimal(PageGeometry.height - segment.top)
            writer.ascii(" m ")
            writer.decimal(segment.toX)
            writer.byte(32)
            writer.decimal(PageGeometry.height - segment.toTop)
            writer.ascii(" l\n")
        }
        writer.ascii("S\n")
    }

    mutating func image(_ object: Int, x: Double, top: Double, width: Double, height: Double) {
        writer.ascii("q ")
        path(width, 0, 0, height)
        writer.byte(32)
        writer.decimal(x)
        writer.byte(32)
        writer.decimal(PageGeometry.height - top - height)
        writer.ascii(" cm/I")
        writer.integer(object)
        writer.ascii(" Do Q\n")
    }

    private mutating func stroke() {
        write(.line)
        writer.ascii(" RG 0.5 w\n")
    }

    private mutating func write(_ color: Color) {
        writer.decimal(color.red)
        writer.byte(32)
        writer.decimal(color.green)
        writer.byte(32)
        writer.decimal(color.blue)
    }

    private mutating func path(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
        writer.decimal(a)
        for number in [b, c, d] {
            writer.byte(32)
            writer.decimal(number)
        }
    }
}

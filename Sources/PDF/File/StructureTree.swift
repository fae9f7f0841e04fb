/// The logical structure of a document: what each piece of a page is, for readers that do not see it.
struct StructureTree {
    /// Standard structure types.
    enum Tag: UInt8, CaseIterable {
        case document, section, division, h1, h2, h3, paragraph, list, item, label, itemBody
        case table, row, headerCell, dataCell, caption, figure, link

        var name: StaticString {
            switch self {
            case .document: "Document"
            case .section: "Sect"
            case .division: "Div"
            case .h1: "H1"
            case .h2: "H2"
            case .h3: "H3"
            case .paragraph: "P"
            case .list: "L"
            case .item: "LI"
            case .label: "Lbl"
            case .itemBody: "LBody"
            case .table: "Table"
            case .row: "TR"
            case .headerCell: "TH"
            case .dataCell: "TD"
            case .caption: "Caption"
            case .figure: "Figure"
            case .link: "Link"
            }
        }
    }

    /// What an element says beyond its type.
    enum Attribute {
        case none, columnHeader, rowHeader, bullets, numbers
        /// Box of a figure on its page: left, bottom, right, top.
        case box([Double])

        fileprivate var entry: StaticString? {
            switch self {
            case .none, .box: nil
            case .columnHeader: "/A<</O/Table/Scope/Column>>"
            case .rowHeader: "/A<</O/Table/Scope/Row>>"
            case .bullets: "/A<</O/List/ListNumbering/Disc>>"
            case .numbers: "/A<</O/List/ListNumbering/Decimal>>"
            }
        }
    }

    private enum Kid {
        case element(Int)
        case content(page: Int, mark: Int)
        case annotation(page: Int, object: Int)
    }

    private struct Element {
        let tag: Tag
        let parent: Int
        let attribute: Attribute
        var firstKid = -1
        var lastKid = -1
    }

    private var elements: [Element] = []
    private var kids: [(kid: Kid, next: Int)] = []
    private var titles: [Int: String] = [:]
    private var alternatives: [Int: String] = [:]

    /// Number of elements.
    var count: Int { elements.count }

    /// Adds an element at the end of its parent; -1 is the root of the tree.
    mutating func add(_ tag: Tag, to parent: Int, attribute: Attribute = .none) -> Int {
        elements.append(Element(tag: tag, parent: parent, attribute: attribute))
        let element = elements.count - 1
        if parent >= 0 { append(.element(element), to: parent) }
        return element
    }

    mutating func title(_ text: String, of element: Int) {
        titles[element] = text
    }

    mutating func alternative(_ text: String, of element: Int) {
        alternatives[element] = text
    }

    mutating func addContent(_ mark: Int, onPage page: Int, to element: Int) {
        append(.content(page: page, mark: mark), to: element)
    }

    mutating func addAnnotation(_ object: Int, onPage page: Int, to element: Int) {
        append(.annotation(page: page, object: object), to: element)
    }

    private mutating func append(_ kid: Kid, to element: Int) {
        kids.append((kid, -1))
        let index = kids.count - 1
        if elements[element].firstKid < 0 {
            elements[element].firstKid = index
        } else {
            kids[elements[element].lastKid].next = index
        }
        elements[element].lastKid = index
    }

    /// Writes every element as an object; `first` is the object of element 0, `pages` the objects of the pages.
    func write(to file: inout ObjectFile, first: Int, root: Int, pages: [Int]) {
        for index in elements.indices {
            let element = elements[index]
            file.begin(first + index)
            file.writer.ascii("<</S/")
            file.writer.ascii(element.tag.name)
            file.writer.ascii("/P ")
            file.writer.reference(element.parent < 0 ? root : first + element.parent)
            if let entry = element.attribute.entry { file.writer.ascii(entry) }
            if case .box(let box) = element.attribute { writeBox(box, to: &file.writer) }
            writeText(of: index, to: &file.writer)
            writeKids(of: element, to: &file.writer, first: first, pages: pages)
            file.writer.ascii(">>")
            file.end()
        }
    }

    private func writeBox(_ box: [Double], to writer: inout ByteWriter) {
        writer.ascii("/A<</O/Layout/Placement/Block/BBox[")
        for number in box {
            writer.decimal(number)
            writer.byte(32)
        }
        writer.ascii("]>>")
    }

    private func writeText(of index: Int, to writer: inout ByteWriter) {
        if let title = titles[index] {
            writer.ascii("/T")
            writer.string(title)
        }
        if let alternative = alternatives[index] {
            writer.ascii("/Alt")
            writer.string(alternative)
        }
    }

    private func writeKids(of element: Element, to writer: inout ByteWriter, first: Int, pages: [Int]) {
        var index = element.firstKid
        guard index >= 0 else { return }
        var own = -1
        if case .content(let page, _) = kids[index].kid {
            own = page
            writer.ascii("/Pg ")
            writer.reference(pages[page])
        }
        writer.ascii("/K[")
        while index >= 0 {
            switch kids[index].kid {
            case .element(let child):
                writer.reference(first + child)
            case .content(let page, let mark) where page == own:
                writer.integer(mark)
            case .content(let page, let mark):
                writer.ascii("<</Type/MCR/Pg ")
                writer.reference(pages[page])
                writer.ascii("/MCID ")
                writer.integer(mark)
                writer.ascii(">>")
            case .annotation(let page, let object):
                writer.ascii("<</Type/OBJR/Pg ")
                writer.reference(pages[page])
                writer.ascii("/Obj ")
                writer.reference(object)
                writer.ascii(">>")
            }
            index = kids[index].next
            if index >= 0 { writer.byte(32) }
        }
        writer.ascii("]")
    }
}

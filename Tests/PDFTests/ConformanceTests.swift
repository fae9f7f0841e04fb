import PDF
import Testing

@Suite struct `A file for every reader` {
    static let blocks: [(String, [PDFBlock])] = [
        ("nothing", []),
        ("one of everything", Sample.everything),
        ("long table", [.table(Sample.table(rows: 200))]),
        ("table without rows", [.table(PDFTable(columns: [PDFColumn("Vide")], rows: []))]),
        (
            "table of empty cells",
            [.table(PDFTable(columns: [PDFColumn(), PDFColumn()], rows: [[], [""], ["", ""]]))]
        ),
        ("table without columns", [.table(PDFTable(columns: [], rows: [["seule"]]))]),
        (
            "row taller than a page",
            [.table(Sample.table(rows: 2, text: PDFText([String](repeating: Sample.sentence, count: 90).joined())))]
        ),
        ("very long word", [.paragraph(PDFText(String(repeating: "anticonstitutionnellement", count: 80)))]),
        ("long word in a narrow cell", [.keyValues([("Adresse", String(repeating: "x", count: 900))], columns: 2)]),
        ("many paragraphs", (0..<60).map { Sample.paragraph($0 % 6 + 1) }),
        ("long list", [.list((0..<150).map { PDFText("point \($0)") }, ordered: true)]),
        (
            "link over a page break",
            (0..<40).map { _ in .paragraph(PDFText.link(Sample.sentence, to: "https://exemple.fr")) }
        ),
        (
            "empty texts",
            [.paragraph(""), .heading(level: 1, ""), .callout(""), .list([]), .signatures([]), .keyValues([])]
        ),
        ("columns taller than a page", [.columns([(0..<50).map { _ in Sample.paragraph(1) }, [.rule]])]),
        ("kept blocks taller than a page", [.keepTogether((0..<40).map { _ in Sample.paragraph(2) })]),
        ("tall callout", [.callout(PDFText([String](repeating: Sample.sentence, count: 40).joined(separator: " ")))]),
        ("huge space", [.space(5000), .paragraph("fin"), .space(-3)]),
        ("page breaks", [.pageBreak, .paragraph("a"), .pageBreak, .pageBreak, .paragraph("b"), .pageBreak]),
        ("twelve signatures", [.signatures((0..<12).map { PDFSignatureBox(role: "Partie \($0)") })]),
        ("line feeds", [.paragraph("un\n\ndeux\n")]),
    ]

    @Test(arguments: blocks) func `is sound in its structure`(name: String, blocks: [PDFBlock]) throws {
        let bytes = try Sample.book(blocks).render(with: Sample.fonts())
        #expect(Conformance(file: PDFFile(bytes)).problems.isEmpty)
    }

    @Test(.enabled(if: Tool.isInstalled("qpdf")), arguments: blocks)
    func `passes the check of qpdf`(name: String, blocks: [PDFBlock]) throws {
        let bytes = try Sample.book(blocks).render(with: Sample.fonts())
        let check = try Tool.run("qpdf", ["--check", "{}"], on: bytes)
        #expect(check.status == 0, "\(check.output)")
    }

    @Test func `without section is one blank page`() throws {
        let rendering = try PDFBook(title: "Vide", sections: []).renderReporting(with: Sample.fonts())
        #expect(rendering.pages == 1)
        #expect(Conformance(file: PDFFile(rendering.bytes)).problems.isEmpty)
    }

    @Test func `tags each kind of block as what it is`() throws {
        let file = PDFFile(try Sample.book(Sample.everything).render(with: Sample.fonts()))
        let expected = [
            "Document": 1, "Sect": 1, "H1": 1, "H2": 1, "H3": 1, "L": 2, "LI": 5, "Lbl": 5, "LBody": 5, "Table": 3,
            "Caption": 1, "Figure": 2, "Link": 1,
        ]
        for (tag, count) in expected { #expect(file.count(of: tag) == count, "\(tag)") }
        #expect(file.count(of: "TH") == 3 + 1 + 3 + 5)
    }

    @Test func `states scopes, list numbering and texts of pictures`() throws {
        let texts = PDFFile(try Sample.book(Sample.everything).render(with: Sample.fonts())).elements.values.map(\.text)
        #expect(texts.count { $0.contains("/Scope/Column") } == 3)
        #expect(texts.count { $0.contains("/Scope/Row") } == 9)
        #expect(texts.count { $0.contains("/ListNumbering/Decimal") } == 1)
        #expect(texts.contains { $0.contains("/Alt(Logo)") })
    }

    @Test func `tags the header of a long table once, and paints it on each page`() throws {
        let rendering = try Sample.book([.table(Sample.table(rows: 150))]).renderReporting(with: Sample.fonts())
        let file = PDFFile(rendering.bytes)
        #expect(rendering.pages > 2)
        #expect(file.count(of: "Table") == 1)
        #expect(file.elements.values.count { $0.text.contains("/Scope/Column") } == 3)
        guard Tool.isInstalled("pdftotext") else { return }
        let pages = try Tool.text(of: rendering.bytes).split(separator: "\u{C}")
        #expect(pages.prefix(rendering.pages).allSatisfy { $0.contains("Horaire") && $0.contains("Heures") })
    }

    @Test(.enabled(if: Tool.isInstalled("pdffonts"))) func `embeds subsets of its fonts`() throws {
        let fonts = try Tool.run("pdffonts", ["{}"], on: Sample.book(Sample.everything).render(with: Sample.fonts()))
        let rows = fonts.output.split(separator: "\n").dropFirst(2)
        #expect(rows.count >= 3)
        #expect(rows.allSatisfy { $0.contains("yes yes yes") && $0.contains("+") })
    }
}

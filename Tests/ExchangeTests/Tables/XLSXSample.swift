import Exchange

/// Builds the smallest workbook that holds what a test needs.
struct XLSXSample {
    /// The `<row>` elements of the first sheet.
    var rows: String
    var shared: [String] = []
    /// `<numFmt>` and `<xf>` elements.
    var formats = ""
    var styles = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"49\"/>"
    var startsIn1904 = false
    var sheets = "<sheet name=\"Élèves\" sheetId=\"1\" r:id=\"rId1\"/>"
    var extra: [NamedFile] = []
    var prolog = ""

    func file(_ name: String = "classeur.xlsx") throws -> NamedFile {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"\(office)\""
        let texts = shared.map { $0.hasPrefix("<") ? "<si>\($0)</si>" : "<si><t>\($0)</t></si>" }.joined()
        return try ZipSample.pack(
            name,
            [
                NamedFile("[Content_Types].xml", "<Types/>"),
                NamedFile(
                    "xl/workbook.xml",
                    "<workbook \(main)><workbookPr date1904=\"\(startsIn1904 ? 1 : 0)\"/><sheets>\(sheets)</sheets></workbook>"
                ),
                NamedFile(
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
                NamedFile("xl/sharedStrings.xml", "<sst \(main)>\(texts)</sst>"),
                NamedFile(
                    "xl/styles.xml",
                    "<styleSheet \(main)><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                        + "<cellXfs>\(styles)</cellXfs></styleSheet>"),
                NamedFile(
                    "xl/worksheets/sheet1.xml",
                    "\(prolog)<worksheet \(main)><sheetData>\(rows)</sheetData></worksheet>"),
            ] + extra)
    }

    /// A workbook with titles `A`, `B`, `C` and one row of given cells.
    static func row(_ cells: String) -> XLSXSample {
        let titles = ["A", "B", "C"].map { "<c r=\"\($0)1\" t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
        return XLSXSample(rows: "<row r=\"1\">\(titles)</row><row r=\"2\">\(cells)</row>")
    }
}

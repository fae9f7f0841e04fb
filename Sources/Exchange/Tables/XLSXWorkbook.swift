/// What the cells of a workbook refer to: the sheet to read, shared texts, styles that make numbers dates.
struct XLSXWorkbook {
    private(set) var sheetName = ""
    private(set) var sheetPath = ""
    private(set) var visibleSheets = 0
    private var startsIn1904 = false
    private var texts: [String] = []
    /// For each cell style, whether it shows a date.
    private var isDate: [Bool] = []

    init(parts: [String: NamedFile], file: String) throws {
        try readWorkbook(parts, file)
        if let shared = parts["xl/sharedStrings.xml"] { texts = try XLSXWorkbook.sharedTexts(shared, file) }
        if let styles = parts["xl/styles.xml"] { isDate = try XLSXWorkbook.dateStyles(styles, file) }
    }

    private mutating func readWorkbook(_ parts: [String: NamedFile], _ file: String) throws {
        guard let workbook = parts["xl/workbook.xml"], let links = parts["xl/_rels/workbook.xml.rels"] else {
            throw ExchangeFailure(file: file, cause: .brokenWorkbook("sommaire absent"))
        }
        var sheets: [XMLElement] = []
        var isFrom1904 = false
        try XLSXPart.read(
            workbook, of: file, isRecord: { parent, name in parent == "sheets" || name == "workbookPr" }
        ) { record, _ in
            if record.name == "sheet" { sheets.append(record) }
            if record.name == "workbookPr" { isFrom1904 = ["1", "true"].contains(record.attributes["date1904"]) }
        }
        let visible = sheets.filter { ($0.attributes["state"] ?? "visible") == "visible" }
        guard let sheet = visible.first ?? sheets.first else {
            throw ExchangeFailure(file: file, cause: .brokenWorkbook("aucune feuille"))
        }
        var targets: [String: String] = [:]
        try XLSXPart.read(links, of: file, isRecord: { _, name in name == "Relationship" }) { record, _ in
            if let id = record.attributes["Id"], let target = record.attributes["Target"] { targets[id] = target }
        }
        guard let target = sheet.attributes["id"].flatMap({ targets[$0] }) else {
            throw ExchangeFailure(file: file, cause: .brokenWorkbook("feuille introuvable"))
        }
        sheetName = sheet.attributes["name"] ?? ""
        sheetPath = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        visibleSheets = visible.count
        startsIn1904 = isFrom1904
    }

    private static func sharedTexts(_ part: NamedFile, _ file: String) throws -> [String] {
        var texts: [String] = []
        try XLSXPart.read(part, of: file, isRecord: { parent, _ in parent == "sst" }) { record, _ in
            texts.append(XLSXCell.richText(record))
        }
        return texts
    }

    private static func dateStyles(_ part: NamedFile, _ file: String) throws -> [Bool] {
        var formats: [Int: String] = [:]
        var styles: [Int] = []
        try XLSXPart.read(part, of: file, isRecord: { parent, _ in parent == "numFmts" || parent == "cellXfs" }) {
            record, path in
            let id = record.attributes["numFmtId"].flatMap(Int.init) ?? 0
            if path.last == "numFmts" { formats[id] = record.attributes["formatCode"] } else { styles.append(id) }
        }
        return styles.map { XLSXCell.isDateFormat($0, code: formats[$0]) }
    }

    /// The text of a cell, as a person reads it.
    func value(of cell: XMLElement) -> (text: String, isError: Bool) {
        let raw = cell["v"] ?? ""
        switch cell.attributes["t"] ?? "n" {
        case "s": return (Int(raw).flatMap { texts.indices.contains($0) ? texts[$0] : nil } ?? "", false)
        case "inlineStr": return (cell.child("is").map(XLSXCell.richText) ?? "", false)
        case "str": return (XLSXCell.unescaped(cell.child("v")?.text ?? ""), false)
        case "b": return (raw == "1" || raw == "true" ? "VRAI" : raw.isEmpty ? "" : "FAUX", false)
        case "e": return (raw, true)
        case "d": return (String(raw.prefix(10)), false)
        default:
            let style = cell.attributes["s"].flatMap(Int.init) ?? 0
            if isDate.indices.contains(style), isDate[style], let serial = Double(raw),
                let date = XLSXCell.date(serial: serial, startsIn1904: startsIn1904)
            {
                return (date, false)
            }
            return (XLSXCell.number(raw), false)
        }
    }
}

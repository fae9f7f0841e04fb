/// Reads the first visible sheet of an Office Open XML workbook (ECMA-376) as text.
struct XLSXReader {
    let file: NamedFile
    let limits: ReadingLimits

    func read() throws -> Table {
        let contents = try ZipArchive.unpack(file, limits: limits) { name in
            name.hasPrefix("xl/") && (name.hasSuffix(".xml") || name.hasSuffix(".rels"))
                && !name.hasPrefix("xl/drawings/")
        }
        try check(contents.names)
        let parts = Dictionary(contents.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let workbook = try XLSXWorkbook(parts: parts, file: file.name)
        guard let part = parts[workbook.sheetPath] else {
            throw ExchangeFailure(file: file.name, cause: .brokenWorkbook("feuille absente"))
        }
        var builder = TableBuilder(file: file.name, format: .xlsx, limits: limits)
        builder.describe { $0.sheet = workbook.sheetName }
        if workbook.visibleSheets > 1 {
            builder.problem(
                nil, nil, workbook.sheetName,
                "le classeur a \(workbook.visibleSheets) feuilles : seule la première a été lue.", .warning)
        }
        try readRows(part, workbook, into: &builder)
        return try builder.finished()
    }

    private func check(_ names: [String]) throws {
        if names.contains("xl/vbaProject.bin") || file.fileExtension == "xlsm" {
            throw ExchangeFailure(file: file.name, cause: .macros)
        }
        if names.contains(where: { $0.hasPrefix("xl/externalLinks/") }) {
            throw ExchangeFailure(file: file.name, cause: .externalLinks)
        }
        if names.contains("EncryptedPackage") { throw ExchangeFailure(file: file.name, cause: .encrypted) }
        guard names.contains("xl/workbook.xml") else { throw ExchangeFailure(file: file.name, cause: .unknownKind) }
    }

    private func readRows(_ part: NamedFile, _ workbook: XLSXWorkbook, into builder: inout TableBuilder) throws {
        var previous = 0
        var result = builder
        try XLSXPart.read(part, of: file.name, isRecord: { parent, _ in parent == "sheetData" }) { row, _ in
            let number = row.attributes["r"].flatMap(Int.init) ?? previous + 1
            previous = number
            var cells: [String] = []
            for cell in row.children where cell.name == "c" {
                let column = cell.attributes["r"].flatMap(XLSXCell.column) ?? cells.count
                let value = workbook.value(of: cell)
                if value.isError {
                    result.problem(
                        number, nil, value.text, "la formule donne une erreur : cellule lue comme vide.", .warning)
                }
                guard !value.isError, !value.text.isEmpty else { continue }
                guard column < limits.maxColumns * 2 else {
                    throw ExchangeFailure(file: file.name, cause: .tooManyColumns(limit: limits.maxColumns))
                }
                if column >= cells.count { cells += repeatElement("", count: column + 1 - cells.count) }
                cells[column] = value.text
            }
            try result.append(TableRow(line: number, cells: cells))
        }
        builder = result
    }
}

/// One XML part of a workbook. Office writes UTF-8 without DTD; anything else is refused.
enum XLSXPart {
    static func read(
        _ part: NamedFile, of file: String, isRecord: @escaping (String, String) -> Bool,
        receive: @escaping (XMLElement, [String]) throws -> Void
    ) throws {
        do {
            var utf8 = try TextDecoding.decodeXML(part).utf8
            _ = try XMLProlog.root(of: &utf8, file: part.name)
            try XMLRecords.read(utf8, file: part.name, isRecord: isRecord, receive: receive)
        } catch let failure as ExchangeFailure where failure.failures.first?.file == part.name {
            throw ExchangeFailure(file: file, cause: .brokenWorkbook("\(part.name) : \(failure.causes[0].message)"))
        }
    }
}

/// The XML tables of Index-Education (EDT, PRONOTE): `<TABLE nom="…">`, one element a row, one child a column.
enum XMLTableReader {
    static func read(_ file: NamedFile, limits: ReadingLimits) throws -> Table {
        let text = try TextDecoding.decodeXML(file)
        var utf8 = text.utf8
        let root = try XMLProlog.root(of: &utf8, file: file.name)
        if SchoolFilePart.Kind(rawValue: root) != nil {
            throw ExchangeFailure(file: file.name, cause: .notForThisImport("un export de SIECLE ou de STS-web"))
        }
        guard root == "TABLE" else { throw ExchangeFailure(file: file.name, cause: .unknownRoot(root)) }
        var header: [String] = []
        var records: [(line: Int, cells: [String: String])] = []
        try XMLRecords.read(utf8, file: file.name, isRecord: { parent, _ in parent == "TABLE" }) { record, _ in
            guard records.count < limits.maxRows else {
                throw ExchangeFailure(file: file.name, cause: .tooManyRows(limit: limits.maxRows))
            }
            var cells: [String: String] = [:]
            for child in record.children where cells[child.name] == nil {
                cells[child.name] = child.text.trimmed
                if !header.contains(child.name) { header.append(child.name) }
            }
            guard header.count <= limits.maxColumns else {
                throw ExchangeFailure(file: file.name, cause: .tooManyColumns(limit: limits.maxColumns))
            }
            records.append((record.line, cells))
        }
        guard !header.isEmpty else { throw ExchangeFailure(file: file.name, cause: .noHeader) }
        var builder = TableBuilder(file: file.name, format: .xml, limits: limits)
        builder.describe { table in
            table.encoding = text.encoding
            table.problems = text.problems
        }
        builder.setHeader(header)
        for record in records {
            try builder.append(TableRow(line: record.line, cells: header.map { record.cells[$0] ?? "" }))
        }
        return try builder.finished()
    }
}

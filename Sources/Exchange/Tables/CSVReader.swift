/// Reads delimited text in any of the encodings and separators that French tools write.
enum CSVReader {
    static func read(_ file: NamedFile, limits: ReadingLimits) throws -> Table {
        let text = try TextDecoding.decode(file)
        var builder = TableBuilder(file: file.name, format: .csv, limits: limits)
        var cursor = cursor(over: text.utf8)
        builder.describe { table in
            table.separator = String(UnicodeScalar(cursor.separator))
            table.encoding = text.encoding
            table.problems = text.problems
        }
        try rows(&cursor, file: file.name) { cursor in
            guard cursor.fields.count <= limits.maxColumns * 2 else {
                throw ExchangeFailure(file: file.name, cause: .tooManyColumns(limit: limits.maxColumns))
            }
            try builder.append(TableRow(line: cursor.line, cells: cursor.fields.map(cursor.text)))
        }
        return try builder.finished()
    }

    /// Calls back at each row.
    static func rows(_ cursor: inout CSVCursor, file: String, _ receive: (CSVCursor) throws -> Void) throws {
        do {
            while try cursor.advance() { try receive(cursor) }
        } catch let quote as CSVCursor.UnclosedQuote {
            throw ExchangeFailure(file: file, cause: .unclosedQuote(line: quote.line))
        }
    }

    /// A cursor at the first row, with the separator that the text uses or announces (`sep=;`, as Excel writes).
    static func cursor(over utf8: [UInt8]) -> CSVCursor {
        let announced = utf8.prefix { $0 != 0x0A && $0 != 0x0D }
        if announced.count == 5, announced.starts(with: "sep=".utf8), let separator = announced.last {
            var next = announced.endIndex
            if next < utf8.count, utf8[next] == 0x0D { next += 1 }
            if next < utf8.count, utf8[next] == 0x0A { next += 1 }
            return CSVCursor(utf8: utf8, separator: separator, from: next, line: 2)
        }
        return CSVCursor(utf8: utf8, separator: separator(of: utf8))
    }

    /// The candidate most frequent outside quotes on the first line that has any.
    private static func separator(of utf8: [UInt8]) -> UInt8 {
        let candidates: [UInt8] = [0x3B, 0x09, 0x2C, 0x7C]
        var counts = [0, 0, 0, 0]
        var isInside = false
        for byte in utf8.prefix(100_000) {
            if byte == 0x22 { isInside.toggle() }
            guard !isInside else { continue }
            if byte == 0x0A || byte == 0x0D, counts.contains(where: { $0 > 0 }) { break }
            if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
        }
        let best = counts.max() ?? 0
        return candidates[counts.firstIndex(of: best) ?? 0]
    }
}

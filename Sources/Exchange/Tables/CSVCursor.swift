/// Walks through delimited text (RFC 4180) row by row without copying it. Accepts LF, CRLF and the old Mac CR.
struct CSVCursor {
    /// One cell: a range of the text, quotes excluded.
    struct Field {
        var range: Range<Int>
        var isQuoted = false
        /// Holds doubled quotes, or text after its closing quote.
        var isIrregular = false
    }

    let utf8: [UInt8]
    let separator: UInt8
    /// The cells of the current row.
    private(set) var fields: [Field] = []
    /// The line where the current row begins.
    private(set) var line = 0
    private var position: Int
    private var nextLine: Int

    init(utf8: [UInt8], separator: UInt8, from position: Int = 0, line: Int = 1) {
        self.utf8 = utf8
        self.separator = separator
        self.position = position
        nextLine = line
    }

    /// Moves to the next row; `false` at the end.
    /// - Throws: the line of a quote that is never closed.
    mutating func advance() throws(UnclosedQuote) -> Bool {
        guard position < utf8.count else { return false }
        fields.removeAll(keepingCapacity: true)
        line = nextLine
        while true {
            let isQuoted = position < utf8.count && utf8[position] == 0x22
            fields.append(isQuoted ? try quoted() : plain(from: position))
            guard position < utf8.count else { return true }
            let end = utf8[position]
            position += 1
            if end == separator { continue }
            if end == 0x0D, position < utf8.count, utf8[position] == 0x0A { position += 1 }
            nextLine += 1
            return true
        }
    }

    /// The text of one cell of the current row.
    func text(_ field: Field) -> String {
        let bytes = utf8[field.range]
        guard field.isIrregular else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var isInside = true
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x22, isInside {
                let isDoubled = index + 1 < bytes.endIndex && bytes[index + 1] == 0x22
                if isDoubled { plain.append(0x22); index += 1 } else { isInside = false }
            } else {
                plain.append(bytes[index])
            }
            index += 1
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private mutating func plain(from start: Int) -> Field {
        while position < utf8.count {
            let byte = utf8[position]
            if byte == separator || byte == 0x0A || byte == 0x0D { break }
            position += 1
        }
        return Field(range: start..<position)
    }

    private mutating func quoted() throws(UnclosedQuote) -> Field {
        let opening = nextLine
        position += 1
        let start = position
        var isIrregular = false
        while position < utf8.count {
            let byte = utf8[position]
            if byte == 0x22 {
                guard position + 1 < utf8.count, utf8[position + 1] == 0x22 else { break }
                isIrregular = true
                position += 1
            } else if byte == 0x0A || byte == 0x0D && (position + 1 == utf8.count || utf8[position + 1] != 0x0A) {
                nextLine += 1
            }
            position += 1
        }
        guard position < utf8.count else { throw UnclosedQuote(line: opening) }
        let end = position
        position += 1
        let rest = plain(from: start)
        if rest.range.upperBound == end + 1 {
            return Field(range: start..<end, isQuoted: true, isIrregular: isIrregular)
        }
        return Field(range: rest.range, isQuoted: true, isIrregular: true)
    }

    /// A quote opened on a line and never closed.
    struct UnclosedQuote: Error {
        let line: Int
    }
}

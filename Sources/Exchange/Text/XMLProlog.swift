/// What stands before the root of an XML document, read without a parser so that nothing in it is ever executed.
enum XMLProlog {
    /// The `encoding` of the XML declaration, when there is one in the first bytes.
    static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        let start = String(decoding: bytes.prefix(300), as: UTF8.self)
        guard start.hasPrefix("<?xml"), let end = start.firstRange(of: "?>") else { return nil }
        let declaration = start[..<end.lowerBound]
        guard let name = declaration.firstRange(of: "encoding") else { return nil }
        let rest = declaration[name.upperBound...].drop { $0 == " " || $0 == "=" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        return String(rest.dropFirst().prefix { $0 != quote })
    }

    /// Finds the root element, and blanks the declaration so that the parser takes the text as the UTF-8 it now is.
    /// Lines and columns stay where they were.
    /// - Throws: `ExchangeFailure` when a DOCTYPE is declared, or when there is no root.
    static func root(of utf8: inout [UInt8], file: String) throws -> String {
        var index = 0
        while index < utf8.count {
            if isBlank(utf8[index]) { index += 1; continue }
            if has("<?", utf8, index) {
                let end = try skip(to: "?>", utf8, index, file)
                if has("<?xml", utf8, index) { blank(&utf8, index..<end) }
                index = end
            } else if has("<!--", utf8, index) {
                index = try skip(to: "-->", utf8, index, file)
            } else if has("<!", utf8, index) {
                throw ExchangeFailure(file: file, cause: .forbiddenDTD(line: line(of: index, utf8)))
            } else if utf8[index] == 0x3C {
                return rootName(utf8, index + 1)
            } else {
                throw broken(utf8, index, file, "du texte précède la première balise")
            }
        }
        throw broken(utf8, utf8.count, file, "aucune balise")
    }

    private static func rootName(_ utf8: [UInt8], _ start: Int) -> String {
        let name = utf8[start...].prefix { !isBlank($0) && $0 != 0x3E && $0 != 0x2F }.prefix(100)
        return String(decoding: name, as: UTF8.self).split(separator: ":").last.map(String.init) ?? ""
    }

    private static func blank(_ utf8: inout [UInt8], _ range: Range<Int>) {
        for index in range where !isBlank(utf8[index]) { utf8[index] = 0x20 }
    }

    private static func skip(to mark: String, _ utf8: [UInt8], _ start: Int, _ file: String) throws -> Int {
        var index = start
        while index < utf8.count {
            if has(mark, utf8, index) { return index + mark.utf8.count }
            index += 1
        }
        throw broken(utf8, start, file, "instruction ou commentaire jamais refermé")
    }

    private static func broken(_ utf8: [UInt8], _ index: Int, _ file: String, _ detail: String) -> ExchangeFailure {
        ExchangeFailure(file: file, cause: .brokenXML(line: line(of: index, utf8), column: 1, detail: detail))
    }

    private static func has(_ mark: String, _ utf8: [UInt8], _ index: Int) -> Bool {
        utf8[index...].starts(with: mark.utf8)
    }

    private static func line(of index: Int, _ utf8: [UInt8]) -> Int {
        1 + utf8[..<index].count { $0 == 0x0A }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

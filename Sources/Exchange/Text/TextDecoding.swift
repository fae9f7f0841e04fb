/// Text of a file once decoded: UTF-8, without byte-order mark, without control characters.
public struct DecodedText: Sendable, Equatable {
    /// The text, valid UTF-8.
    public let utf8: [UInt8]
    /// How its text is written.
    public let encoding: TextEncoding
    /// Doubtful encodings and control characters that were replaced by spaces.
    public let problems: [ImportProblem]

    /// The same as a string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }
}

/// Bytes to text without trusting what the file says of itself.
public enum TextDecoding {
    /// Text of a table or a JSON file: byte-order mark, else strict UTF-8, else Windows-1252.
    /// - Throws: `ExchangeFailure` for NUL bytes.
    public static func decode(_ file: NamedFile) throws -> DecodedText {
        if let marked = try marked(file) { return marked }
        if isUTF8(file.bytes) { return try cleaned(file.bytes, .utf8, file.name, []) }
        return try cleaned(singleByte(file.bytes, .windows1252), .windows1252, file.name, [])
    }

    /// Text of an XML file: byte-order mark, else what the declaration says when the bytes agree with it.
    ///
    /// A declaration that the bytes contradict is not followed, and a warning says so.
    /// - Throws: `ExchangeFailure` for NUL bytes.
    public static func decodeXML(_ file: NamedFile) throws -> DecodedText {
        if let marked = try marked(file) { return marked }
        let label = XMLProlog.declaredEncoding(file.bytes)
        let declared = label.flatMap(TextEncoding.init(label:))
        let actual = actualEncoding(file.bytes, declared: declared)
        var problems: [ImportProblem] = []
        if let label, actual != declared, !(actual == .utf8 && isASCII(file.bytes)) {
            let reason = "le fichier annonce « \(label) » mais il est écrit en \(actual.rawValue) : "
            problems.append(
                ImportProblem(
                    file: file.name, line: 1, column: "encoding", value: label,
                    reason: reason + "vérifiez les lettres accentuées des noms.", severity: .warning))
        }
        let bytes = actual == .utf8 ? file.bytes : singleByte(file.bytes, actual)
        return try cleaned(bytes, actual, file.name, problems)
    }

    private static func actualEncoding(_ bytes: [UInt8], declared: TextEncoding?) -> TextEncoding {
        if isUTF8(bytes) { return isASCII(bytes) ? declared.flatMap { $0.isSingleByte ? $0 : nil } ?? .utf8 : .utf8 }
        if let declared, declared.isSingleByte { return declared }
        return bytes.contains { (0x80...0x9F).contains($0) } ? .windows1252 : .iso8859part15
    }

    // MARK: Encodings

    private static func marked(_ file: NamedFile) throws -> DecodedText? {
        let bytes = file.bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let rest = Array(bytes.dropFirst(3))
            if isUTF8(rest) { return try cleaned(rest, .utf8, file.name, []) }
            let problem = ImportProblem(
                file: file.name, line: 1,
                reason: "le fichier annonce UTF-8 mais il est écrit en Windows-1252 : vérifiez les lettres accentuées.",
                severity: .warning)
            return try cleaned(singleByte(rest, .windows1252), .windows1252, file.name, [problem])
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return try utf16(bytes.dropFirst(2), .utf16LittleEndian, file.name) }
        if bytes.starts(with: [0xFE, 0xFF]) { return try utf16(bytes.dropFirst(2), .utf16BigEndian, file.name) }
        guard bytes.count >= 4, bytes.count.isMultiple(of: 2) else { return nil }
        let start = bytes.prefix(200)
        let zeros = start.enumerated().filter { $0.element == 0 }
        guard zeros.count * 5 > start.count * 2 else { return nil }
        if zeros.allSatisfy({ !$0.offset.isMultiple(of: 2) }) {
            return try utf16(bytes[...], .utf16LittleEndian, file.name)
        }
        if zeros.allSatisfy({ $0.offset.isMultiple(of: 2) }) {
            return try utf16(bytes[...], .utf16BigEndian, file.name)
        }
        return nil
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding, _ name: String) throws
        -> DecodedText
    {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second)
            index += 2
        }
        return try cleaned(Array(String(decoding: units, as: UTF16.self).utf8), encoding, name, [])
    }

    private static func singleByte(_ bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { utf8.append(byte); continue }
            let scalar = encoding.scalar(byte)
            if scalar < 0x800 {
                utf8.append(0xC0 | UInt8(scalar >> 6))
            } else {
                utf8.append(0xE0 | UInt8(scalar >> 12))
                utf8.append(0x80 | UInt8(scalar >> 6 & 0x3F))
            }
            utf8.append(0x80 | UInt8(scalar & 0x3F))
        }
        return utf8
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    // MARK: Control characters

    private static func cleaned(
        _ utf8: [UInt8], _ encoding: TextEncoding, _ name: String, _ problems: [ImportProblem]
    ) throws -> DecodedText {
        guard utf8.contains(where: isSuspect) else {
            return DecodedText(utf8: utf8, encoding: encoding, problems: problems)
        }
        var (clean, problems, line, reported) = (utf8, problems, 1, 0)
        for (index, byte) in utf8.enumerated() {
            if byte == 0x0A || byte == 0x0D && (index + 1 == utf8.count || utf8[index + 1] != 0x0A) { line += 1 }
            if byte == 0 { throw ExchangeFailure(file: name, cause: .nulBytes(line: line)) }
            let isHigh = byte == 0xC2 && index + 1 < utf8.count && (0x80...0x9F).contains(utf8[index + 1])
            guard isControl(byte) || isHigh else { continue }
            clean[index] = 0x20
            if isHigh { clean[index + 1] = 0x20 }
            guard line != reported else { continue }
            reported = line
            problems.append(
                ImportProblem(
                    file: name, line: line,
                    reason: "caractère de contrôle remplacé par une espace : vérifiez cette ligne.",
                    severity: .warning))
        }
        return DecodedText(utf8: clean, encoding: encoding, problems: problems)
    }

    private static func isSuspect(_ byte: UInt8) -> Bool { isControl(byte) || byte == 0xC2 }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D || byte == 0x7F
    }
}

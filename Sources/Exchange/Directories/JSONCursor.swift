/// Walks through JSON (RFC 8259) value by value without building a tree: directories of the nation are large and flat.
struct JSONCursor {
    private let utf8: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ utf8: [UInt8]) {
        self.utf8 = utf8
    }

    /// What is wrong, with the place.
    struct Problem: Error {
        let detail: String
    }

    /// The next byte that is not blank; `nil` at the end.
    mutating func peek() -> UInt8? {
        while position < utf8.count, [0x20, 0x0A, 0x0D, 0x09].contains(utf8[position]) { position += 1 }
        return position < utf8.count ? utf8[position] : nil
    }

    /// Reads `{"key": value, …}`; `receive` must read the value of each key.
    mutating func object(_ receive: (ArraySlice<UInt8>, inout JSONCursor) throws -> Void) throws {
        try list(from: 0x7B, to: 0x7D) { cursor in
            let key = try cursor.rawString()
            guard cursor.peek() == 0x3A else { throw cursor.broken() }
            cursor.position += 1
            try receive(key, &cursor)
        }
    }

    /// Reads `[value, …]`; `receive` must read each value.
    mutating func array(_ receive: (inout JSONCursor) throws -> Void) throws {
        try list(from: 0x5B, to: 0x5D, receive)
    }

    private mutating func list(from start: UInt8, to end: UInt8, _ receive: (inout JSONCursor) throws -> Void) throws {
        guard peek() == start, depth < 64 else { throw broken() }
        position += 1
        depth += 1
        defer { depth -= 1 }
        if peek() == end { position += 1; return }
        while true {
            try receive(&self)
            let next = peek()
            position += 1
            if next == end { return }
            guard next == 0x2C else { position -= 1; throw broken() }
        }
    }

    /// The next value as texts: none for null, one for a scalar, all for a list, latitude and longitude for a place.
    mutating func texts() throws -> [String] {
        switch peek() {
        case 0x22: return [text(try rawString())]
        case 0x5B:
            var texts: [String] = []
            try array { texts += try $0.texts() }
            return texts
        case 0x7B:
            var place: [String: String] = [:]
            try object { key, cursor in place[cursor.text(key)] = try cursor.texts().first }
            return [place["lat"], place["lon"]].compactMap(\.self)
        default: return try word()
        }
    }

    /// Passes over the next value.
    mutating func skip() throws {
        switch peek() {
        case 0x22: _ = try rawString()
        case 0x5B: try array { try $0.skip() }
        case 0x7B: try object { _, cursor in try cursor.skip() }
        default: _ = try word()
        }
    }

    /// The text of a string between its quotes, escapes read.
    func text(_ raw: ArraySlice<UInt8>) -> String {
        guard raw.contains(0x5C) else { return String(decoding: raw, as: UTF8.self) }
        var units: [UInt16] = []
        var rest = String(decoding: raw, as: UTF8.self).utf16[...]
        while let unit = rest.popFirst() {
            guard unit == 0x5C, let escape = rest.popFirst() else { units.append(unit); continue }
            switch escape {
            case 0x6E: units.append(0x0A)
            case 0x74: units.append(0x09)
            case 0x72: units.append(0x0D)
            case 0x62, 0x66: units.append(0x20)
            case 0x75:
                units.append(UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) ?? 0xFFFD)
                rest = rest.dropFirst(4)
            default: units.append(escape)
            }
        }
        return String(decoding: units.map { $0 == 0 ? 0x20 : $0 }, as: UTF16.self)
    }

    private mutating func rawString() throws -> ArraySlice<UInt8> {
        guard peek() == 0x22 else { throw broken() }
        position += 1
        let start = position
        while position < utf8.count, utf8[position] != 0x22 { position += utf8[position] == 0x5C ? 2 : 1 }
        guard position < utf8.count else { throw broken() }
        position += 1
        return utf8[start..<(position - 1)]
    }

    /// A number, `true`, `false` or `null`.
    private mutating func word() throws -> [String] {
        let start = position
        while position < utf8.count, ![0x2C, 0x5D, 0x7D, 0x20, 0x0A, 0x0D, 0x09].contains(utf8[position]) {
            position += 1
        }
        let word = String(decoding: utf8[start..<position], as: UTF8.self)
        switch word {
        case "null": return []
        case "true": return ["1"]
        case "false": return ["0"]
        default:
            guard Double(word) != nil else { throw broken() }
            return [word]
        }
    }

    func broken() -> Problem {
        let end = min(position, utf8.count)
        guard end < utf8.count else { return Problem(detail: "le fichier est coupé") }
        return Problem(detail: "syntaxe incorrecte à la ligne \(1 + utf8[..<end].count { $0 == 0x0A })")
    }
}

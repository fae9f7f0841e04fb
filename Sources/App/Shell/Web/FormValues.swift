import Exchange

/// What a form or an address sent: names with their values in order, and files.
struct FormValues: Sendable {
    private(set) var pairs: [(name: String, value: String)] = []
    var files: [(field: String, file: NamedFile)] = []

    init() {}

    init(_ pairs: [(String, String)]) {
        self.pairs = pairs.map { (name: $0.0, value: $0.1) }
    }

    /// Reads `a=1&b=caf%C3%A9+noir`, as in an address or a plain form.
    init(urlEncoded text: some StringProtocol) {
        for part in text.split(separator: "&", omittingEmptySubsequences: true) {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = FormValues.decoded(sides[0])
            let value = sides.count > 1 ? FormValues.decoded(sides[1]) : ""
            pairs.append((name, value))
        }
    }

    /// The first value sent under a name, trimmed; empty when absent.
    subscript(_ name: String) -> String {
        (pairs.first { $0.name == name }?.value ?? "").trimmedText
    }

    func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value.trimmedText)
    }

    func has(_ name: String) -> Bool {
        pairs.contains { $0.name == name }
    }

    mutating func append(_ name: String, _ value: String) {
        pairs.append((name, value))
    }

    mutating func set(_ name: String, _ value: String) {
        pairs.removeAll { $0.name == name }
        pairs.append((name, value))
    }

    /// Sets several values; what is absent stays empty.
    mutating func fill(_ fields: KeyValuePairs<String, String?>) {
        for (name, value) in fields {
            if let value { set(name, value) }
        }
    }

    /// For addresses: every pair but those named.
    func query(without names: String...) -> [(String, String)] {
        pairs.filter { !names.contains($0.name) && !$0.value.isEmpty }.map { ($0.name, $0.value) }
    }

    static func decoded(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next(), let low = rest.next(), let first = digit(high), let second = digit(low)
                else { return String(decoding: bytes, as: UTF8.self) }
                bytes.append(first << 4 | second)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}

extension String {
    /// Without blanks at both ends (no-break spaces included) and without control characters but line breaks.
    var trimmedText: String {
        if utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) { return self }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace || first.value < 32 { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace || last.value < 32 { scalars.removeLast() }
        guard scalars.contains(where: { $0.value < 32 && $0.value != 10 }) else { return String(scalars) }
        return String(String.UnicodeScalarView(scalars.filter { $0.value >= 32 || $0.value == 10 }))
    }
}

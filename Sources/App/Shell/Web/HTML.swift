/// Markup as a value: what is interpolated is escaped, unless it is markup itself.
///
/// An interpolated `String` can never open a tag, so a page cannot be injected into. Arrays of markup join, `nil`
/// writes nothing, links and numbers write themselves.
public struct HTML: Sendable, ExpressibleByStringInterpolation {
    var bytes: [UInt8]

    public init() {
        bytes = []
    }

    public init(stringLiteral value: String) {
        bytes = Array(value.utf8)
    }

    public init(stringInterpolation: Interpolation) {
        bytes = stringInterpolation.bytes
    }

    /// Text that a person typed or a record holds, escaped.
    public init(text: String) {
        bytes = []
        HTML.escape(text, into: &bytes)
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The markup as text, for tests and mails.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum.bytes += right.bytes
        return sum
    }

    public static func += (left: inout HTML, right: HTML) {
        left.bytes += right.bytes
    }

    /// Paragraph text that keeps the line breaks people typed.
    public static func lines(_ text: String) -> HTML {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map { HTML(text: String($0)) }
        return HTML.joined(parts, by: "<br>")
    }

    public static func joined(_ parts: [HTML], by separator: HTML = "") -> HTML {
        var whole = HTML()
        for (index, part) in parts.enumerated() {
            if index > 0 { whole += separator }
            whole += part
        }
        return whole
    }

    /// Copies the runs between the bytes that must not pass as they are: most text is one run.
    static func escape(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count {
                // Most bytes stand as they are: one comparison tells most of those, a bit of a mask the others.
                let byte = utf8[index]
                guard byte < 64, unsafe >> UInt64(byte) & 1 == 1 else { continue }
                guard let written = replacement(of: byte) else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                bytes.append(contentsOf: written.utf8)
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
    }

    /// The bytes below 64 that `replacement` changes, a bit each.
    private static let unsafe: UInt64 = (0..<64).reduce(0) { mask, byte in
        replacement(of: UInt8(byte)) == nil ? mask : mask | 1 << UInt64(byte)
    }

    /// What is written instead of a byte: nothing for control characters; `nil` when it may stand.
    @inline(__always)
    private static func replacement(of byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0..<9, 11, 12, 14..<32: ""
        default: nil
        }
    }

    public struct Interpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        public mutating func appendLiteral(_ literal: String) {
            var literal = literal
            literal.withUTF8 { bytes.append(contentsOf: $0) }
        }

        public mutating func appendInterpolation(_ text: String) {
            HTML.escape(text, into: &bytes)
        }

        public mutating func appendInterpolation(_ text: String?) {
            if let text { HTML.escape(text, into: &bytes) }
        }

        public mutating func appendInterpolation(_ number: Int) {
            bytes += String(number).utf8
        }

        public mutating func appendInterpolation(_ html: HTML) {
            bytes += html.bytes
        }

        public mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes += html.bytes }
        }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes += part.bytes }
        }

        public mutating func appendInterpolation(_ link: Link) {
            HTML.escape(link.path, into: &bytes)
        }
    }
}

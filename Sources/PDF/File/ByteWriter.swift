/// Bytes of a file or of a page under construction, written without Foundation.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    var count: Int { bytes.count }

    mutating func reserve(_ capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func byte(_ value: UInt8) {
        bytes.append(value)
    }

    mutating func ascii(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func text(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func raw(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    mutating func raw(_ more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
    }

    mutating func integer(_ value: Int) {
        guard value >= 10 || value < 0 else { return bytes.append(48 + UInt8(value)) }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let start = bytes.count
        repeat {
            bytes.append(48 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    /// A length with at most two decimals.
    mutating func decimal(_ value: Double) {
        let hundredths = Int((value * 100).rounded())
        if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = abs(hundredths)
        integer(magnitude / 100)
        let rest = magnitude % 100
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(48 + UInt8(rest / 10))
        if rest % 10 > 0 { bytes.append(48 + UInt8(rest % 10)) }
    }

    mutating func hexadecimal(_ value: Int, digits: Int) {
        for shift in stride(from: 4 * (digits - 1), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: value >> shift & 15)
            bytes.append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    /// A number padded with zeros on the left.
    mutating func padded(_ value: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(48 + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// `12 0 R`.
    mutating func reference(_ object: Int) {
        integer(object)
        ascii(" 0 R")
    }

    /// A string object: literal when plain ASCII, otherwise UTF-16 in hexadecimal.
    mutating func string(_ value: String) {
        if value.utf8.allSatisfy({ (32...126).contains($0) }) {
            byte(UInt8(ascii: "("))
            for unit in value.utf8 { escaped(unit) }
            byte(UInt8(ascii: ")"))
        } else {
            ascii("<feff")
            for unit in value.utf16 { hexadecimal(Int(unit), digits: 4) }
            ascii(">")
        }
    }

    /// One byte inside a literal string.
    mutating func escaped(_ unit: UInt8) {
        switch unit {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(unit)
        case 13:
            ascii("\\r")
        default:
            bytes.append(unit)
        }
    }

    /// A text inside an XML element or attribute; control characters, which XML refuses, are left out.
    mutating func xml(_ value: String) {
        for scalar in value.unicodeScalars {
            switch scalar {
            case "<": ascii("&lt;")
            case ">": ascii("&gt;")
            case "&": ascii("&amp;")
            case "\"": ascii("&quot;")
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": byte(32)
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}

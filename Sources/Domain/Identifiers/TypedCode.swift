/// A code as people type it or as a spreadsheet mangled it, without the blanks and separators that mean nothing.
struct TypedCode {
    /// ASCII letters in upper case, without blanks, dots and hyphens of any kind.
    let text: String
    /// The number was turned into `9,99889E+13` by a spreadsheet: its digits are lost.
    let isScientific: Bool

    init(_ input: String) {
        var kept = String.UnicodeScalarView()
        for scalar in input.unicodeScalars where !TypedCode.isSeparator(scalar) {
            // Only a to z: « ß » in upper case would become two good letters.
            kept.append(("a"..."z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) - 32) : scalar)
        }
        text = String(kept)
        isScientific = TypedCode.looksScientific(input)
    }

    var isEmpty: Bool { text.isEmpty }
    var isDigits: Bool { text.utf8.allSatisfy(ASCII.isDigit) }
    var isAlphanumeric: Bool { text.utf8.allSatisfy { ASCII.isDigit($0) || ASCII.isUpper($0) } }
    var count: Int { text.utf8.count }

    /// Digits first, upper-case letters next, nothing else.
    func hasForm(digits: Int, letters: Int) -> Bool {
        let bytes = text.utf8
        return bytes.count == digits + letters && bytes.prefix(digits).allSatisfy(ASCII.isDigit)
            && bytes.suffix(letters).allSatisfy(ASCII.isUpper)
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0xAD, 0x2010...0x2015, 0x2212, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: true
        default: scalar.properties.isWhitespace
        }
    }

    /// `9,99889E+13`, `9.99889E+13`, `1E13`
    private static func looksScientific(_ input: String) -> Bool {
        let plain = input.filter { !$0.isWhitespace }.uppercased()
        let parts = plain.split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2, let lead = parts[0].first, lead.isASCII, lead.isNumber else { return false }
        let exponent = parts[1].drop { $0 == "+" }
        let mantissa = parts[0].split(whereSeparator: { $0 == "," || $0 == "." })
        return (1...2).contains(exponent.count) && exponent.utf8.allSatisfy(ASCII.isDigit) && mantissa.count <= 2
            && mantissa[0].count == 1 && mantissa.allSatisfy { $0.utf8.allSatisfy(ASCII.isDigit) }
    }
}

/// Bytes of plain text, tested without the tables of Unicode.
enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    /// The value of decimal digits; meaningful for at most 18 of them.
    static func number(_ digits: some Sequence<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }
}

extension String {
    /// `999 888 779 00017`: the text cut in groups; what is left over follows in a last group.
    func grouped(by sizes: [Int], separator: String = "\u{A0}") -> String {
        var rest = self[...]
        var groups: [Substring] = []
        for size in sizes where !rest.isEmpty {
            groups.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        if !rest.isEmpty { groups.append(rest) }
        return groups.joined(separator: separator)
    }
}

/// The ways of writing text that French school files use.
public enum TextEncoding: String, Sendable, Codable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "Windows-1252"
    case iso8859part15 = "ISO-8859-15"

    /// What an XML declaration or a person calls it; `nil` when unknown here.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
        case "utf-16", "utf-16le": self = .utf16LittleEndian
        case "utf-16be": self = .utf16BigEndian
        case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin-9", "latin9", "l9": self = .iso8859part15
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252":
            self = .windows1252
        default: return nil
        }
    }

    var isSingleByte: Bool { self == .windows1252 || self == .iso8859part15 }

    /// The scalar of one byte of a single-byte encoding. Bytes 80 to 9F are always read as Windows wrote them:
    /// ISO-8859-15 has only control characters there, which no name holds.
    func scalar(_ byte: UInt8) -> UInt32 {
        switch byte {
        case 0x80...0x9F: TextEncoding.windowsHigh[Int(byte - 0x80)]
        case 0xA0... where self == .iso8859part15: TextEncoding.latin9Differences[byte] ?? UInt32(byte)
        default: UInt32(byte)
        }
    }

    private static let windowsHigh: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D,
        0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
        0x153, 0x9D, 0x17E, 0x178,
    ]

    /// The eight places where ISO-8859-15 differs from ISO-8859-1.
    private static let latin9Differences: [UInt8: UInt32] = [
        0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
    ]
}

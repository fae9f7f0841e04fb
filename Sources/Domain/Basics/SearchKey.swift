import Foundation

/// Text folded for search and sorting: lower case, no accents, ligatures opened, punctuation as single spaces.
///
/// `SearchKey("L’Œuvre-d’Été")` is `l oeuvre d ete`. Databases sort and compare these keys byte by byte, so that both
/// engines give the same order.
public struct SearchKey: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// Folded text: words separated by single spaces.
    public let rawValue: String

    /// Takes a key already folded, as read from a row.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Folds texts and joins them with a space.
    public init(_ texts: String...) {
        self.init(joining: texts)
    }

    /// Folds texts and joins them with a space; empty ones leave no trace.
    public init(joining texts: [String]) {
        var folded: [UInt8] = []
        for text in texts {
            if !folded.isEmpty { SearchKey.space(&folded) }
            SearchKey.append(text, to: &folded)
        }
        while folded.last == 0x20 { folded.removeLast() }
        rawValue = String(decoding: folded, as: UTF8.self)
    }

    /// The words of the key.
    public var words: [String] { rawValue.split(separator: " ").map(String.init) }

    /// Byte by byte, as databases do.
    public static func < (left: SearchKey, right: SearchKey) -> Bool {
        left.rawValue < right.rawValue
    }

    private static func space(_ folded: inout [UInt8]) {
        if let last = folded.last, last != 0x20 { folded.append(0x20) }
    }

    private static func append(_ text: String, to folded: inout [UInt8]) {
        let plain =
            text.utf8.allSatisfy({ $0 < 0x80 })
            ? text : text.precomposedStringWithCompatibilityMapping.decomposedStringWithCanonicalMapping
        for scalar in plain.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: folded.append(UInt8(scalar.value))
            case 0x41...0x5A: folded.append(UInt8(scalar.value) + 32)
            case 0x300...0x36F, 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF: continue
            case 0x2B0...0x2FF: space(&folded)
            case 0xE6, 0xC6: folded += Array("ae".utf8)
            case 0x153, 0x152: folded += Array("oe".utf8)
            case 0xDF, 0x1E9E: folded += Array("ss".utf8)
            case 0x131: folded.append(0x69)
            case 0xF8, 0xD8: folded.append(0x6F)
            case 0x142, 0x141: folded.append(0x6C)
            case 0x111, 0x110: folded.append(0x64)
            default:
                if scalar.value > 0x7F, scalar.properties.isAlphabetic {
                    folded += Array(String(scalar).lowercased().utf8)
                } else {
                    space(&folded)
                }
            }
        }
    }
}

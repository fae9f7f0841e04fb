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
        let start = folded.count
        guard !appendFrench(text, to: &folded) else { return }
        folded.removeSubrange(start...)
        let plain = text.precomposedStringWithCompatibilityMapping.decomposedStringWithCanonicalMapping
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

    /// The same without normalisation, for the letters that French is written with.
    /// - Returns: whether the text holds nothing else; what was appended otherwise is not to be kept.
    private static func appendFrench(_ text: String, to folded: inout [UInt8]) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x61...0x7A: folded.append(UInt8(scalar.value))
            case 0x41...0x5A: folded.append(UInt8(scalar.value) + 32)
            case 0...0x7F, 0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2019: space(&folded)
            case 0xC0...0xC5, 0xE0...0xE5: folded.append(0x61)
            case 0xC7, 0xE7: folded.append(0x63)
            case 0xC8...0xCB, 0xE8...0xEB: folded.append(0x65)
            case 0xCC...0xCF, 0xEC...0xEF: folded.append(0x69)
            case 0xD1, 0xF1: folded.append(0x6E)
            case 0xD2...0xD6, 0xF2...0xF6, 0xD8, 0xF8: folded.append(0x6F)
            case 0xD9...0xDC, 0xF9...0xFC: folded.append(0x75)
            case 0xDD, 0xFD, 0xFF: folded.append(0x79)
            case 0xC6, 0xE6: folded += [0x61, 0x65]
            case 0x152, 0x153: folded += [0x6F, 0x65]
            default: return false
            }
        }
        return true
    }
}

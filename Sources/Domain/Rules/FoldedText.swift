/// A text folded once, then searched for many phrases.
struct FoldedText {
    private let bytes: [UInt8]
    /// Where each word begins.
    private let words: [Int]
    /// The first bytes of the words, one bit each, so that most phrases are told apart at once.
    private let firsts: Set256

    init(_ text: String) {
        let bytes = Array(SearchKey(text).rawValue.utf8)
        self.bytes = bytes
        words = bytes.isEmpty ? [] : [0] + bytes.indices.filter { bytes[$0] == 0x20 }.map { $0 + 1 }
        firsts = Set256(words.filter { $0 < bytes.count }.map { bytes[$0] })
    }

    /// Whether a word, or words that follow each other, begin like a folded phrase.
    func mentions(_ phrase: String) -> Bool {
        let wanted = phrase.utf8
        guard let first = wanted.first, firsts.contains(first) else { return false }
        return words.contains { start in
            start < bytes.count && bytes[start] == first && bytes[start...].starts(with: wanted)
        }
    }
}

/// A set of bytes.
private struct Set256 {
    private var parts: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init(_ bytes: [UInt8]) {
        for byte in bytes {
            let bit: UInt64 = 1 << UInt64(byte & 63)
            switch byte >> 6 {
            case 0: parts.0 |= bit
            case 1: parts.1 |= bit
            case 2: parts.2 |= bit
            default: parts.3 |= bit
            }
        }
    }

    func contains(_ byte: UInt8) -> Bool {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        return switch byte >> 6 {
        case 0: parts.0 & bit != 0
        case 1: parts.1 & bit != 0
        case 2: parts.2 & bit != 0
        default: parts.3 & bit != 0
        }
    }
}

/// A text folded once, then searched for many phrases.
struct FoldedText {
    private let bytes: [UInt8]
    /// Where each word begins.
    private let words: [Int]

    init(_ text: String) {
        let bytes = Array(SearchKey(text).rawValue.utf8)
        self.bytes = bytes
        words = [0] + bytes.indices.filter { bytes[$0] == 0x20 }.map { $0 + 1 }
    }

    /// Whether a word, or words that follow each other, begin like a folded phrase.
    func mentions(_ phrase: String) -> Bool {
        let wanted = phrase.utf8
        return words.contains { start in bytes[start...].starts(with: wanted) }
    }
}

/// What was typed, as words and one number, ready to be looked for.
struct TypedQuery {
    var words: [TypedWord] = []
    var number: NumberTable.Packed?

    /// Enough was typed for a name that begins so to be the one.
    var isLong: Bool { words.count > 1 && (words.last?.bytes.count ?? 0) >= 4 }

    /// More words than that add nothing but time: the first ones are kept.
    static let mostWords = 8
    private static let mostScalars = 400

    init(_ text: String) {
        let folded = FoldedText(text, most: TypedQuery.mostScalars)
        let isInternational = text.utf8.contains(0x2B)
        var figures: [UInt8] = []
        for index in folded.words.indices {
            let word = folded[index]
            if word.allSatisfy({ (0x30...0x39).contains($0) }), index == 0 || !figures.isEmpty || word.count >= 2 {
                figures += word
                continue
            }
            close(&figures, isInternational)
            if words.count < TypedQuery.mostWords { words.append(TypedWord(word)) }
        }
        close(&figures, isInternational)
    }

    /// Figures in a row are one number when they are many enough, a word otherwise.
    private mutating func close(_ figures: inout [UInt8], _ isInternational: Bool) {
        guard !figures.isEmpty else { return }
        let text = String(decoding: figures, as: UTF8.self)
        if figures.count >= NumberTable.shortest, let packed = NumberTable.packed(isInternational ? "+" + text : text) {
            number = packed
        } else if words.count < TypedQuery.mostWords {
            words.append(TypedWord(figures[...]))
        }
        figures.removeAll()
    }
}

/// One word typed, and the words of the index that may be meant by it.
struct TypedWord {
    let pattern: WordPattern
    let bytes: [UInt8]
    /// The words found, with how well they answer, from 1 to 255.
    var matches: [(word: Int, quality: UInt8)] = []
    /// How much the word counts among the others: rare ones count more.
    var weight: Float = 1
    /// How many records its matches lead to.
    var reach = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = Array(bytes)
        pattern = WordPattern(bytes)
    }

    /// Errors that a hand makes in a word of this length.
    var usualErrors: Int {
        switch bytes.count {
        case ...2: 0
        case ...5: 1
        default: 2
        }
    }
}

/// How well the words of an index answer the words typed: found by word, in constant time.
struct MatchTable {
    private var known: [UInt64]
    private var keys: [UInt32]
    private var values: [SIMD8<UInt8>]
    private let mask: Int

    init(_ words: [TypedWord], wordCount: Int) {
        known = Array(repeating: 0, count: wordCount / 64 + 1)
        var size = 64
        let needed = words.reduce(0) { $0 + $1.matches.count }
        while size < needed * 2 { size *= 2 }
        keys = Array(repeating: .max, count: size)
        values = Array(repeating: .zero, count: size)
        mask = size - 1
        for (index, typed) in words.enumerated() {
            for match in typed.matches { put(match.word, index, match.quality) }
        }
    }

    private mutating func put(_ word: Int, _ index: Int, _ quality: UInt8) {
        known[word >> 6] |= 1 << UInt64(word & 63)
        var place = MatchTable.scattered(word) & mask
        while keys[place] != .max, keys[place] != word { place = (place + 1) & mask }
        keys[place] = UInt32(word)
        values[place][index] = max(values[place][index], quality)
    }

    private static func scattered(_ word: Int) -> Int { Int((UInt32(truncatingIfNeeded: word) &* 0x9E37_79B1) >> 8) }

    /// For each word typed, how well this one answers it; `nil` when it answers none.
    @inline(__always)
    subscript(word: Int) -> SIMD8<UInt8>? {
        guard known[word >> 6] & 1 << UInt64(word & 63) != 0 else { return nil }
        var place = MatchTable.scattered(word) & mask
        while keys[place] != UInt32(truncatingIfNeeded: word) { place = (place + 1) & mask }
        return values[place]
    }
}

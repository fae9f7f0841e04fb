/// A set of glyphs of one face, as bits.
struct GlyphSet: Hashable, Sendable {
    private(set) var words: [UInt64] = []

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    mutating func insert(_ glyph: UInt16) {
        let index = Int(glyph) / 64
        if index >= words.count { words.append(contentsOf: repeatElement(0, count: index + 1 - words.count)) }
        words[index] |= 1 << UInt64(glyph % 64)
    }

    func contains(_ glyph: UInt16) -> Bool {
        let index = Int(glyph) / 64
        return index < words.count && words[index] & (1 << UInt64(glyph % 64)) != 0
    }

    mutating func formUnion(_ other: GlyphSet) {
        if other.words.count > words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        for index in other.words.indices { words[index] |= other.words[index] }
    }

    func isSubset(of other: GlyphSet) -> Bool {
        words.indices.allSatisfy { index in
            words[index] & ~(index < other.words.count ? other.words[index] : 0) == 0
        }
    }

    /// The glyphs in order.
    var sorted: [UInt16] {
        words.indices.flatMap { index in
            (0..<64).filter { words[index] & (1 << UInt64($0)) != 0 }.map { UInt16(64 * index + $0) }
        }
    }
}

/// A record and how well it answers.
struct RowScore: Sendable {
    let slot: Int
    let score: Float
    /// How far the name is what was typed, letter for letter.
    let start: NameStart
}

/// What was typed and the beginning of a name.
enum NameStart: Sendable {
    /// They differ.
    case other
    /// The name goes on.
    case beginning
    /// The name is all that was typed.
    case whole
}

/// Scores one record against the words typed.
struct RowScorer {
    private let table: MatchTable
    private let shares: SIMD8<Float>
    private let count: Int

    /// What the right order adds.
    static let bonus: Float = 0.03
    /// What other words in the name take away, at most.
    private static let dilution: Float = 0.22

    init(_ words: [TypedWord], _ table: MatchTable) {
        self.table = table
        count = words.count
        var shares = SIMD8<Float>.zero
        for (index, word) in words.enumerated() { shares[index] = word.weight }
        let total = max(shares.sum(), 1)
        self.shares = shares / total
    }

    /// What a word typed adds to a score when it is met so well.
    func share(_ index: Int, _ quality: UInt8) -> Float { shares[index] * Float(quality) / 255 }

    /// The most that a word typed adds to a score.
    func most(of index: Int, _ word: TypedWord) -> Float { share(index, word.matches.first?.quality ?? 0) }

    /// `nil` when the record does not reach the bar, or was already read by an earlier word.
    @inline(__always)
    func score(_ slot: Int, in index: borrowing LookupIndex, skipping done: [Int], atLeast bar: Float) -> RowScore? {
        var best = SIMD8<UInt8>.zero
        for place in index.places(slot) {
            let entry = index.entries[place]
            guard var quality = table[Int(entry >> 3)] else { continue }
            if entry & 7 > 1 { quality = quality.replacing(with: quality &- 8, where: quality .> 8) }
            best.replace(with: quality, where: quality .> best)
        }
        for word in done where best[word] > 0 { return nil }
        let met = (SIMD8<Float>(best) * shares).sum() / 255
        guard met + RowScorer.bonus >= bar else { return nil }
        return finish(slot, met, best, index)
    }

    /// Counts the name's other words and the order against what was met.
    private func finish(
        _ slot: Int, _ met: Float, _ best: SIMD8<UInt8>, _ index: borrowing LookupIndex
    ) -> RowScore {
        let name = cover(slot, .name, index), brand = cover(slot, .brand, index)
        let share = max(name.share, brand.share)
        let isInOrder = max(name.inOrder, brand.inOrder) == count
        let score = met * (1 - RowScorer.dilution * (1 - share)) + (isInOrder ? RowScorer.bonus : 0)
        let isWhole = max(name.exact, brand.exact) == count && share == 1
        let start: NameStart = !isInOrder ? .other : isWhole ? .whole : .beginning
        return RowScore(slot: slot, score: score, start: start)
    }

    /// How much of the letters of a field was typed, and how many of its first words are the words typed, in order.
    private func cover(
        _ slot: Int, _ field: LookupField, _ index: borrowing LookupIndex
    ) -> (share: Float, inOrder: Int, exact: Int) {
        var met = 0, total = 0, position = 0, inOrder = 0, exact = 0
        for place in index.places(slot) {
            let entry = index.entries[place]
            guard entry & 7 == UInt32(field.rawValue) else { continue }
            let length = index.spellings.length(Int(entry >> 3))
            total += length
            if let quality = table[Int(entry >> 3)] {
                met += length
                if position < count, inOrder == position {
                    let here = quality[position]
                    if here >= 240 { inOrder += 1 }
                    if here == 255 { exact += 1 }
                }
            }
            position += 1
        }
        return total == 0 ? (0, 0, 0) : (Float(met) / Float(total), inOrder, exact)
    }
}

/// The best records met so far, best first.
struct BestRows {
    private(set) var rows: [RowScore] = []
    private let limit: Int

    init(_ limit: Int) {
        self.limit = limit
    }

    var isFull: Bool { rows.count == limit }

    /// The score of the first one.
    var top: Float { rows.first?.score ?? 0 }

    /// The score of the last one.
    var least: Float { rows.last?.score ?? 0 }

    /// What a record must reach to enter: what is far below the best is no answer.
    var bar: Float {
        let decent = max(BestRows.floor, top * BestRows.relativeFloor)
        return isFull ? max(least, decent) : decent
    }

    /// Below that share of what was typed, a record is no answer.
    private static let floor: Float = 0.42
    private static let relativeFloor: Float = 0.62

    /// Whether one of them is exactly what was typed.
    var hasWholeName: Bool { rows.contains { $0.start == .whole } }

    /// Whether one of them begins with what was typed.
    var hasBeginning: Bool { rows.contains { $0.start != .other } }

    mutating func offer(_ row: RowScore, _ slot: Int, in index: borrowing LookupIndex) {
        if isFull, let last = rows.last, !BestRows.isBetter(row, last, index) { return }
        guard !rows.contains(where: { $0.slot == slot }) else { return }
        var place = rows.count
        while place > 0, BestRows.isBetter(row, rows[place - 1], index) { place -= 1 }
        rows.insert(row, at: place)
        if rows.count > limit { rows.removeLast() }
    }

    private static func isBetter(_ one: RowScore, _ other: RowScore, _ index: borrowing LookupIndex) -> Bool {
        if one.score != other.score { return one.score > other.score }
        return one.slot != other.slot && index.comesBefore(one.slot, other.slot)
    }
}

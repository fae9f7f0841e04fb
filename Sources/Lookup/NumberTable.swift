/// Phone numbers and SIRETs, sorted: the beginning of one finds its records, and one wrong figure is forgiven.
struct NumberTable: Sendable {
    /// Figures packed four bits each from the left, up to fifteen, and how many there are in the last four bits.
    typealias Packed = UInt64

    private var entries: [Entry] = []
    private var isSorted = true

    private struct Entry: Sendable, Comparable {
        var packed: Packed
        var slot: UInt32

        static func < (left: Entry, right: Entry) -> Bool { (left.packed, left.slot) < (right.packed, right.slot) }
    }

    /// The least figures that are taken for a number rather than for a word.
    static let shortest = 6
    private static let longest = 15

    /// The figures of a text, packed; `nil` when they are too few or too many. `+33` and `0033` are a leading zero.
    static func packed(_ text: String) -> Packed? {
        var figures = text.utf8.filter { (0x30...0x39).contains($0) }
        if text.utf8.first == 0x2B || figures.starts(with: [0x30, 0x30]), figures.count >= 11 {
            let country = figures.starts(with: [0x30, 0x30]) ? 2 : 0
            if figures.dropFirst(country).starts(with: [0x33, 0x33]) {
                figures = [0x30] + figures.dropFirst(country + 2)
            }
        }
        return packed(figures[...])
    }

    static func packed(_ figures: ArraySlice<UInt8>) -> Packed? {
        guard (shortest...longest).contains(figures.count) else { return nil }
        var packed: Packed = 0
        for (index, figure) in figures.enumerated() {
            packed |= Packed(figure & 0xF) << Packed(60 - 4 * index)
        }
        return packed | Packed(figures.count)
    }

    static func text(_ packed: Packed) -> String {
        var text = ""
        for index in 0..<Int(packed & 0xF) { text += String(packed >> Packed(60 - 4 * index) & 0xF) }
        return text
    }

    // MARK: Changing

    mutating func insert(_ packed: Packed, slot: Int) {
        let entry = Entry(packed: packed, slot: UInt32(slot))
        if let last = entries.last, entry < last { isSorted = false }
        entries.append(entry)
    }

    /// Sorts what was added; looking for a number needs it.
    mutating func settle() {
        guard !isSorted else { return }
        entries.sort()
        isSorted = true
    }

    mutating func remove(slots: Set<UInt32>) {
        entries.removeAll { slots.contains($0.slot) }
    }

    mutating func renumber(_ newSlots: [UInt32]) {
        for index in entries.indices { entries[index].slot = newSlots[Int(entries[index].slot)] }
        isSorted = false
        settle()
    }

    // MARK: Looking

    /// The slots whose number begins so; when none does, those one figure away from a whole number.
    func find(_ wanted: Packed) -> [(slot: Int, number: Packed)] {
        let width = wanted & 0xF
        let low = wanted & ~0xF
        let high = low | (Packed.max >> (4 * width))
        var index = firstIndex(atLeast: low)
        var found: [(slot: Int, number: Packed)] = []
        while index < entries.count, entries[index].packed <= high {
            if entries[index].packed & 0xF >= width { found.append((Int(entries[index].slot), entries[index].packed)) }
            index += 1
        }
        return found.isEmpty ? near(wanted) : found
    }

    private func near(_ wanted: Packed) -> [(slot: Int, number: Packed)] {
        guard wanted & 0xF >= 9 else { return [] }
        var found: [(slot: Int, number: Packed)] = []
        for entry in entries where NumberTable.areOneErrorApart(entry.packed, wanted) {
            found.append((Int(entry.slot), entry.packed))
            if found.count == 100 { break }
        }
        return found
    }

    /// The same length, and one figure that differs or two neighbours swapped.
    private static func areOneErrorApart(_ one: Packed, _ other: Packed) -> Bool {
        let difference = one ^ other
        guard difference & 0xF == 0, difference != 0 else { return false }
        let shift = difference.trailingZeroBitCount & ~3
        let width = 64 - difference.leadingZeroBitCount - shift
        guard width > 4 else { return true }
        guard width <= 8 else { return false }
        let here = one >> Packed(shift) & 0xFF, there = other >> Packed(shift) & 0xFF
        return here >> 4 == there & 0xF && here & 0xF == there >> 4
    }

    private func firstIndex(atLeast packed: Packed) -> Int {
        var low = 0, high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].packed < packed { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

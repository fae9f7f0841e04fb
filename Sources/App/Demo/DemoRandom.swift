import Domain

/// The chance of the demonstration (SplitMix64): the same seed gives the same school, on every machine.
struct DemoRandom: Sendable {
    private var state: UInt64

    /// - Parameter stream: one number for each part of a school, so that a change in one part leaves the others alone.
    init(seed: UInt64, school: Int, stream: UInt64) {
        state = seed
        state = next() ^ UInt64(truncatingIfNeeded: school) &* 0xA076_1D64_78BD_642F
        state = next() ^ stream &* 0xE703_7ED1_A0B4_28DB
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// 0 to `limit - 1`.
    mutating func below(_ limit: Int) -> Int {
        Int(next() >> 1) % max(1, limit)
    }

    mutating func between(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True as often as the percentage says.
    mutating func chance(_ percent: Int) -> Bool {
        below(100) < percent
    }

    /// One of a list that has at least one item.
    mutating func pick<Item>(_ items: [Item]) -> Item {
        items[below(items.count)]
    }

    /// One of a list that has at least one item, as often as its weight says.
    mutating func weighted<Item>(_ items: [(item: Item, weight: Int)]) -> Item {
        var rest = below(items.reduce(0) { $0 + $1.weight })
        for (item, weight) in items {
            if rest < weight { return item }
            rest -= weight
        }
        return items[0].item
    }

    mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
        var items = items
        for index in items.indices.reversed() {
            items.swapAt(index, below(index + 1))
        }
        return items
    }

    /// Some of a list, in its order.
    mutating func some<Item>(_ count: Int, of items: [Item]) -> [Item] {
        shuffled(Array(items.indices)).prefix(count).sorted().map { items[$0] }
    }
}

/// Gives the keys of the demonstration: they sort by the day they are given for, then by the order they were asked in.
struct DemoIDs: Sendable {
    private var random: DemoRandom
    private var count: Int64 = 0

    init(seed: UInt64, school: Int) {
        random = DemoRandom(seed: seed, school: school, stream: 0)
    }

    mutating func next<Subject>(on day: LocalDate) -> ID<Subject> {
        count += 1
        let morning = Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 25_200_000 + count)
        return ID(UUIDv7.text(at: morning, random: (random.next(), random.next())))
    }
}

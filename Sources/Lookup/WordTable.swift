/// The distinct words of an index, each with a number: found by spelling, by beginning, or nearly.
struct WordTable: Sendable {
    /// The bytes of all words, one after the other.
    private(set) var bytes: [UInt8] = []
    private var starts: [UInt32] = [0]
    private var hashes: [UInt32] = []
    /// The first eight bytes of each word, most significant first.
    private var heads: [UInt64] = []
    /// Open addressing: word + 1, or 0 for a free place.
    private var places: [UInt32] = Array(repeating: 0, count: 64)
    /// By length, what near words are looked for in.
    private var shelves: [Shelf] = Array(repeating: Shelf(), count: FoldedText.longestWord + 1)

    /// The words of one length.
    private struct Shelf: Sendable {
        var signatures: [UInt64] = []
        var words: [UInt32] = []
    }

    /// How many words there are.
    var count: Int { hashes.count }

    func range(_ word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) }

    func length(_ word: Int) -> Int { Int(starts[word + 1] - starts[word]) }

    subscript(word: Int) -> ArraySlice<UInt8> { bytes[range(word)] }

    /// The first byte, to see whether two words begin alike.
    func first(_ word: Int) -> UInt8 { UInt8(truncatingIfNeeded: heads[word] >> 56) }

    func text(_ word: Int) -> String { String(decoding: self[word], as: UTF8.self) }

    // MARK: Exact

    func find(_ word: ArraySlice<UInt8>) -> Int? {
        let place = place(of: word, WordTable.hash(word))
        return places[place] == 0 ? nil : Int(places[place]) - 1
    }

    /// The number of a word, given now when it is new.
    mutating func intern(_ word: ArraySlice<UInt8>) -> Int {
        let hash = WordTable.hash(word)
        let place = place(of: word, hash)
        if places[place] != 0 { return Int(places[place]) - 1 }
        let number = count
        places[place] = UInt32(number + 1)
        bytes.append(contentsOf: word)
        starts.append(UInt32(bytes.count))
        hashes.append(hash)
        heads.append(WordTable.head(word))
        shelves[word.count].signatures.append(WordPattern.signature(of: word))
        shelves[word.count].words.append(UInt32(number))
        if count * 2 > places.count { grow() }
        return number
    }

    private func place(of word: ArraySlice<UInt8>, _ hash: UInt32) -> Int {
        let mask = places.count - 1
        var place = Int(hash) & mask
        while places[place] != 0 {
            let other = Int(places[place]) - 1
            if hashes[other] == hash, self[other] == word { return place }
            place = (place + 1) & mask
        }
        return place
    }

    private mutating func grow() {
        places = Array(repeating: 0, count: places.count * 2)
        let mask = places.count - 1
        for (word, hash) in hashes.enumerated() {
            var place = Int(hash) & mask
            while places[place] != 0 { place = (place + 1) & mask }
            places[place] = UInt32(word + 1)
        }
    }

    private static func hash(_ word: ArraySlice<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    private static func head(_ word: ArraySlice<UInt8>) -> UInt64 {
        var head: UInt64 = 0
        for (index, byte) in word.prefix(8).enumerated() { head |= UInt64(byte) << UInt64(56 - 8 * index) }
        return head
    }

    // MARK: Nearly

    /// Longer words that begin so.
    func continuations(of word: ArraySlice<UInt8>, _ found: (Int) -> Void) {
        let seen = min(8, word.count)
        guard seen > 0 else { return }
        let mask = UInt64.max << UInt64(64 - 8 * seen)
        let head = WordTable.head(word)
        for (index, other) in heads.enumerated() where other & mask == head {
            guard length(index) > word.count else { continue }
            if word.count <= 8 || self[index].starts(with: word) { found(index) }
        }
    }

    /// Words at most so many errors away, with the errors of each.
    func near(_ pattern: WordPattern, errors limit: Int, _ found: (Int, Int) -> Void) {
        let lengths = max(1, pattern.length - limit)...min(FoldedText.longestWord, pattern.length + limit)
        for length in lengths {
            scan(shelves[length], pattern, limit, bothWays: true) { word in
                let errors = pattern.errors(in: bytes, range(word)).whole
                if errors <= limit { found(word, errors) }
            }
        }
    }

    /// Longer words whose beginning is at most so many errors away.
    func nearContinuations(of pattern: WordPattern, errors limit: Int, _ found: (Int, Int) -> Void) {
        guard pattern.length < FoldedText.longestWord else { return }
        for length in pattern.length...FoldedText.longestWord {
            scan(shelves[length], pattern, limit, bothWays: false) { word in
                let errors = pattern.errors(in: bytes, range(word)).beginning
                if errors <= limit { found(word, errors) }
            }
        }
    }

    /// Words whose letters may be so few errors away: cheap, and never wrong by leaving a word out.
    @inline(__always)
    private func scan(
        _ shelf: borrowing Shelf, _ pattern: WordPattern, _ limit: Int, bothWays: Bool, _ candidate: (Int) -> Void
    ) {
        let mine = pattern.signature
        for index in shelf.signatures.indices {
            let its = shelf.signatures[index]
            var missing = mine & ~its
            var excess = bothWays ? its & ~mine : 0
            for _ in 0..<limit {
                missing &= missing &- 1
                excess &= excess &- 1
            }
            if missing | excess == 0 { candidate(Int(shelf.words[index])) }
        }
    }
}

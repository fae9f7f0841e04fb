/// Records found by what people type: with errors, without accents, in any order, half a word, or as one hears it.
///
/// A value: a copy is a picture of that moment, and costs nothing until one of the two changes. Words are kept once, by
/// spelling and by sound; each has the records that hold it, shortest names first, so that reading may stop early.
public struct LookupIndex: Sendable {
    var spellings = WordTable()
    var sounds = WordTable()
    /// The sound of each spelling, `noSound` when it has none.
    var soundOf: [UInt32] = []
    /// The spellings of each sound.
    var spellingsOf: [[UInt32]] = []
    /// For each spelling, the slots of the records that hold it, ascending.
    var postings: [[UInt32]] = []
    /// By slot: each record in its place.
    var rows: [Row] = []
    /// By slot, where its words begin; one more for the end of the last.
    var starts: [UInt32] = [0]
    /// The words of the records: spelling × 8 + field.
    var entries: [UInt32] = []
    var numbers = NumberTable()
    /// The slot of each record by its number, `noSlot` when it is not here.
    private var slotOf: [UInt32] = []
    private var unusedRows = 0

    static let noSound = UInt32.max
    private static let noSlot = UInt32.max

    /// What orders equals.
    struct Row: Sendable {
        var nameLength: UInt32
        var fame: Int32
        /// Negative once removed.
        var number: Int32
    }

    /// An index without records.
    public init() {}

    /// An index of records; a number that comes twice keeps the last one.
    public init(_ records: [LookupRecord]) {
        rows.reserveCapacity(records.count)
        entries.reserveCapacity(records.count * 5)
        var folded = FoldedText()
        for record in records { add(record, &folded) }
        settle()
    }

    /// How many records there are.
    public var count: Int { rows.count - unusedRows }

    /// How many different words they hold.
    public var wordCount: Int { spellings.count }

    /// Whether a record of this number is here.
    public func contains(_ number: Int) -> Bool { slot(of: number) != nil }

    // MARK: Changing

    /// Adds a record, in place of the one of the same number.
    public mutating func insert(_ record: LookupRecord) {
        var folded = FoldedText()
        add(record, &folded)
        numbers.settle()
        if unusedRows > 1024, unusedRows > count { settle() }
    }

    /// Takes a record out; nothing happens when it is not here.
    public mutating func remove(_ number: Int) {
        guard let slot = slot(of: number) else { return }
        for place in places(slot) { forget(slot, Int(entries[place] >> 3)) }
        numbers.remove(slots: [UInt32(slot)])
        rows[slot].number = -1
        slotOf[number] = LookupIndex.noSlot
        unusedRows += 1
    }

    private func slot(of number: Int) -> Int? {
        guard slotOf.indices.contains(number), slotOf[number] != LookupIndex.noSlot else { return nil }
        return Int(slotOf[number])
    }

    private mutating func forget(_ slot: Int, _ word: Int) {
        let place = postings[word].firstPlace(atLeast: UInt32(slot))
        if place < postings[word].count, postings[word][place] == slot { postings[word].remove(at: place) }
    }

    private mutating func add(_ record: LookupRecord, _ folded: inout FoldedText) {
        guard record.number >= 0, record.number < Int(Int32.max) else { return }
        remove(record.number)
        let slot = rows.count
        let nameLength = append(record.name, .name, slot, &folded)
        append(record.brand, .brand, slot, &folded)
        append(record.town, .town, slot, &folded)
        for contact in record.contacts { append(contact, .contact, slot, &folded) }
        append(record.keywords, .keyword, slot, &folded)
        for number in record.numbers {
            if let packed = NumberTable.packed(number) { numbers.insert(packed, slot: slot) }
        }
        rows.append(
            Row(
                nameLength: UInt32(nameLength), fame: Int32(clamping: record.fame), number: Int32(record.number)))
        starts.append(UInt32(entries.count))
        while slotOf.count <= record.number { slotOf.append(LookupIndex.noSlot) }
        slotOf[record.number] = UInt32(slot)
    }

    /// Adds the words of one field; answers how many bytes they are. A record holds 4 000 words at most.
    @discardableResult
    private mutating func append(
        _ text: String, _ field: LookupField, _ slot: Int, _ folded: inout FoldedText
    ) -> Int {
        guard !text.isEmpty else { return 0 }
        folded.removeAll()
        folded.append(text)
        for index in folded.words.indices.prefix(600) {
            let word = intern(folded[index])
            entries.append(UInt32(word) << 3 | UInt32(field.rawValue))
            if postings[word].last != UInt32(slot) { postings[word].append(UInt32(slot)) }
        }
        return folded.bytes.count + max(0, folded.words.count - 1)
    }

    private mutating func intern(_ word: ArraySlice<UInt8>) -> Int {
        let number = spellings.intern(word)
        guard number == postings.count else { return number }
        postings.append([])
        guard let sound = FrenchSound.of(word) else {
            soundOf.append(LookupIndex.noSound)
            return number
        }
        let heard = sounds.intern(sound[...])
        if heard == spellingsOf.count { spellingsOf.append([]) }
        spellingsOf[heard].append(UInt32(number))
        soundOf.append(UInt32(heard))
        return number
    }

    /// Where the words of a record are among all.
    @inline(__always)
    func places(_ slot: Int) -> Range<Int> { Int(starts[slot])..<Int(starts[slot + 1]) }

    // MARK: Order

    /// Puts the records in the order of equals, so that the first ones of each word are its best, and drops what was
    /// removed.
    private mutating func settle() {
        let order = rows.indices.filter { rows[$0].number >= 0 }.sorted { comesBefore($0, $1) }
        var newSlots = [UInt32](repeating: 0, count: rows.count)
        var newRows: [Row] = []
        var newEntries: [UInt32] = []
        var newStarts: [UInt32] = [0]
        newRows.reserveCapacity(order.count)
        newEntries.reserveCapacity(entries.count)
        for (new, old) in order.enumerated() {
            newSlots[old] = UInt32(new)
            slotOf[Int(rows[old].number)] = UInt32(new)
            newEntries.append(contentsOf: entries[places(old)])
            newStarts.append(UInt32(newEntries.count))
            newRows.append(rows[old])
        }
        rows = newRows
        starts = newStarts
        entries = newEntries
        unusedRows = 0
        for word in postings.indices { postings[word].removeAll(keepingCapacity: true) }
        for slot in rows.indices {
            for place in places(slot) {
                let word = Int(entries[place] >> 3)
                if postings[word].last != UInt32(slot) { postings[word].append(UInt32(slot)) }
            }
        }
        numbers.renumber(newSlots)
    }

    /// Among equals: shorter names, then better known ones, then the order of numbers.
    func comesBefore(_ one: Int, _ other: Int) -> Bool {
        let left = rows[one], right = rows[other]
        return (left.nameLength, right.fame, left.number) < (right.nameLength, left.fame, right.number)
    }
}

extension Array where Element == UInt32 {
    /// In an ascending list, the place of the first element that is not below.
    func firstPlace(atLeast value: UInt32) -> Int {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

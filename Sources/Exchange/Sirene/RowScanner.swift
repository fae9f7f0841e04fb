/// Reads comma-separated rows from a stream, in memory that does not grow: one buffer, one row at a time.
///
/// Sixty-four bytes at a time become three masks (commas, line feeds, quotes), eight by eight in plain 64-bit words; a
/// running parity of the quotes tells which commas and line feeds count. Rows may be cut anywhere by what the source gives.
struct RowScanner {
    /// Fills a buffer and says how many bytes were put there; 0 at the end.
    typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

    /// One row, valid while it is being received.
    struct Row {
        let bytes: UnsafeRawBufferPointer
        let start: Int
        let ends: UnsafeBufferPointer<Int>
        /// How many columns the row has; those beyond the first ones have no place in `ends`.
        let count: Int
        /// Line of the file where the row begins; 1 is the first.
        let line: Int

        /// Where a column is, quotes included.
        @inline(__always)
        func range(_ column: Int) -> Range<Int> {
            let low = column == 0 ? start : ends[column - 1] + 1
            var high = ends[column]
            if column == count - 1, high > low, bytes[high - 1] == 0x0D { high -= 1 }
            return low..<high
        }

        /// The text of a column, without its quotes.
        func text(_ column: Int) -> String {
            let range = range(column)
            guard range.count >= 2, bytes[range.lowerBound] == 0x22, bytes[range.upperBound - 1] == 0x22 else {
                return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
            }
            var plain: [UInt8] = []
            var isSecond = false
            for byte in bytes[(range.lowerBound + 1)..<(range.upperBound - 1)] {
                isSecond = byte == 0x22 && !isSecond
                if byte != 0x22 || !isSecond { plain.append(byte) }
            }
            return String(decoding: plain, as: UTF8.self)
        }
    }

    /// A row that is longer than the buffer: most often a quote that is never closed.
    struct Overlong: Error {
        let line: Int
    }

    private var buffer: [UInt8]
    private var used = 0
    private var line = 1
    private var isAtStart = true
    private var ends: [Int]
    private let capacity: Int

    /// - Parameters:
    ///   - columns: how many columns of a row are given; others are counted only.
    ///   - capacity: bytes of the buffer; no row may be longer.
    init(columns: Int = 256, capacity: Int = 1 << 18) {
        self.capacity = capacity
        buffer = Array(repeating: 0, count: capacity + 64)
        ends = Array(repeating: 0, count: columns)
    }

    /// Gives every row of the source.
    mutating func read(_ source: Source, row receive: (Row) throws -> Void) throws {
        while try advance(source, row: receive) {}
    }

    /// Fills the buffer and gives the rows that are complete; `false` once the last one was given.
    mutating func advance(_ source: Source, row receive: (Row) throws -> Void) throws -> Bool {
        try fill(source)
        if isAtStart { skipByteOrderMark() }
        isAtStart = false
        let isLast = used < capacity
        let done = try scan(isLast: isLast, receive)
        if isLast { return false }
        guard done > 0 else { throw Overlong(line: line) }
        drop(done)
        return true
    }

    private mutating func fill(_ source: Source) throws {
        try buffer.withUnsafeMutableBytes { bytes in
            while used < capacity {
                let count = try source(UnsafeMutableRawBufferPointer(rebasing: bytes[used..<capacity]))
                guard count > 0 else { break }
                used += count
            }
        }
    }

    private mutating func skipByteOrderMark() {
        guard used >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF else { return }
        drop(3)
    }

    /// Moves what is left to the beginning of the buffer.
    private mutating func drop(_ count: Int) {
        buffer.withUnsafeMutableBytes { bytes in
            bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[count..<used]))
        }
        used -= count
    }

    // MARK: Masks

    /// Receives the complete rows of the buffer; answers where the first incomplete one begins.
    private mutating func scan(isLast: Bool, _ receive: (Row) throws -> Void) throws -> Int {
        let used = used
        var line = line
        defer { self.line = line }
        return try buffer.withUnsafeBytes { bytes in
            try ends.withUnsafeMutableBufferPointer { ends in
                var start = 0, column = 0, first = line, position = 0
                var inside: UInt64 = 0
                while position < used {
                    var (commas, feeds, quotes) = RowScanner.masks(bytes, position)
                    if used - position < 64 {
                        let valid = ((1 as UInt64) << UInt64(used - position)) &- 1
                        commas &= valid
                        feeds &= valid
                        quotes &= valid
                    }
                    var hidden: UInt64 = 0
                    if quotes | inside != 0 {
                        let covered = RowScanner.parity(quotes) ^ inside
                        inside = covered >> 63 == 1 ? .max : 0
                        hidden = feeds & covered
                        commas &= ~covered
                        feeds &= ~covered
                    }
                    var marks = commas | feeds
                    while marks != 0 {
                        let bit = marks.trailingZeroBitCount
                        let end = position + bit
                        if column < ends.count { ends[column] = end }
                        column += 1
                        if feeds >> UInt64(bit) & 1 == 1 {
                            if hidden != 0 {
                                let before = ((1 as UInt64) << UInt64(bit)) &- 1
                                line += (hidden & before).nonzeroBitCount
                                hidden &= ~before
                            }
                            line += 1
                            try RowScanner.give(bytes, start, ends, column, first, receive)
                            start = end + 1
                            column = 0
                            first = line
                        }
                        marks &= marks &- 1
                    }
                    line += hidden.nonzeroBitCount
                    position += 64
                }
                if isLast {
                    guard inside == 0 else { throw Overlong(line: first) }
                    if start < used {
                        if column < ends.count { ends[column] = used }
                        try RowScanner.give(bytes, start, ends, column + 1, first, receive)
                    }
                } else {
                    line = first
                }
                return start
            }
        }
    }

    @inline(__always)
    private static func give(
        _ bytes: UnsafeRawBufferPointer, _ start: Int, _ ends: UnsafeMutableBufferPointer<Int>, _ count: Int,
        _ line: Int, _ receive: (Row) throws -> Void
    ) throws {
        let isBlank = count == 1 && ends[0] - start <= 1 && (ends[0] == start || bytes[start] == 0x0D)
        guard !isBlank else { return }
        try receive(Row(bytes: bytes, start: start, ends: UnsafeBufferPointer(ends), count: count, line: line))
    }

    /// Which of sixty-four bytes are commas, line feeds and quotes. The buffer has 64 bytes to spare at its end.
    @inline(__always)
    private static func masks(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> (UInt64, UInt64, UInt64) {
        var commas: UInt64 = 0, feeds: UInt64 = 0, quotes: UInt64 = 0
        for index in 0..<8 {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position + index * 8, as: UInt64.self))
            let shift = UInt64(index * 8)
            commas |= equal(word, 0x2C) << shift
            feeds |= equal(word, 0x0A) << shift
            quotes |= equal(word, 0x22) << shift
        }
        return (commas, feeds, quotes)
    }

    /// Eight bits: which of the eight bytes of a word are a given one.
    @inline(__always)
    private static func equal(_ word: UInt64, _ byte: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let difference = word ^ (byte &* 0x0101_0101_0101_0101)
        let zeros = ~((difference & low) &+ low | difference | low)
        return ((zeros >> 7) &* 0x0102_0408_1020_4080) >> 56
    }

    /// Each bit tells whether the quotes up to it are odd in number.
    @inline(__always)
    private static func parity(_ quotes: UInt64) -> UInt64 {
        var bits = quotes
        bits ^= bits << 1
        bits ^= bits << 2
        bits ^= bits << 4
        bits ^= bits << 8
        bits ^= bits << 16
        bits ^= bits << 32
        return bits
    }
}

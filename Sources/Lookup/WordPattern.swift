/// A word that others are compared with, ready for the bit-parallel count of typing errors.
///
/// Hyyrö's algorithm: one column of the table of edit distances in two machine words, swapped neighbours counted as one
/// error. A word has 60 bytes at most.
struct WordPattern {
    /// How many bytes the word has.
    let length: Int
    /// Which letters it has, once and twice.
    let signature: UInt64
    private let masks: [UInt64]

    init(_ word: ArraySlice<UInt8>) {
        var masks = [UInt64](repeating: 0, count: 256)
        for (index, byte) in word.enumerated() { masks[Int(byte)] |= 1 << UInt64(index) }
        self.masks = masks
        length = word.count
        signature = WordPattern.signature(of: word)
    }

    /// A bit for each letter and figure, a second one for a letter met twice: an error changes one bit at most each way.
    static func signature(of word: ArraySlice<UInt8>) -> UInt64 {
        var once: UInt64 = 0, twice: UInt64 = 0
        for byte in word {
            let bit: UInt64
            switch byte {
            case 0x61...0x7A: bit = 1 << UInt64(byte - 0x61)
            case 0x30...0x39: bit = 1 << UInt64(52 + byte - 0x30)
            default: bit = 1 << 62
            }
            twice |= once & bit
            once |= bit
        }
        return once | (twice & 0x3FF_FFFF) << 26
    }

    /// Errors between the word and another one, and the least between the word and a beginning of the other one.
    func errors(in bytes: borrowing [UInt8], _ range: Range<Int>) -> (whole: Int, beginning: Int) {
        guard length > 0 else { return (range.count, 0) }
        var positive = ~0 as UInt64, negative: UInt64 = 0, diagonal: UInt64 = 0, former: UInt64 = 0
        let last: UInt64 = 1 << UInt64(length - 1)
        var score = length, least = length
        for index in range {
            let mask = masks[Int(bytes[index])]
            let swapped = ((~diagonal & mask) << 1) & former
            diagonal = swapped | (((mask & positive) &+ positive) ^ positive) | mask | negative
            let rising = negative | ~(diagonal | positive)
            let falling = diagonal & positive
            if rising & last != 0 { score += 1 } else if falling & last != 0 { score -= 1 }
            let shifted = rising << 1 | 1
            positive = falling << 1 | ~(diagonal | shifted)
            negative = diagonal & shifted
            former = mask
            least = min(least, score)
        }
        return (score, least)
    }
}

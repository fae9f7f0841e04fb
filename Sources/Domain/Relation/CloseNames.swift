/// Names of companies that differ by a few letters, found without comparing every name with every other.
enum CloseNames {
    /// Shorter names are close only when they are the same.
    private static let leastBytes = 8
    /// A letter in so many may be wrong.
    private static let bytesPerError = 8

    /// « Atelier 12 » is not a wrong spelling of « Atelier 13 ».
    static func areClose(_ one: String, _ other: String) -> Bool {
        let (mine, theirs) = (Array(one.utf8), Array(other.utf8))
        let longest = max(mine.count, theirs.count)
        guard longest >= leastBytes, digits(mine) == digits(theirs) else { return false }
        return Spelling.isWithin(longest / bytesPerError, mine, theirs)
    }

    /// What a name is kept under: it is cut in one piece more than it may have errors, so that of two close names one has
    /// a whole piece of the other, at nearly the same place.
    static func kept(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        guard bytes.count >= leastBytes - 1 else { return [] }
        let tail = numbers(bytes)
        return pieces(of: bytes.count).enumerated().map { rank, piece in
            key(bytes.count, rank, bytes[piece], tail)
        }
    }

    /// What names close to this one may be kept under.
    static func asked(_ name: String) -> Set<String> {
        let bytes = Array(name.utf8)
        guard bytes.count >= leastBytes - 1 else { return [] }
        let tail = numbers(bytes)
        let most = mostErrors(bytes.count)
        var keys: Set<String> = []
        for length in max(leastBytes - 1, bytes.count - most)...(bytes.count + most) {
            let shift = bytes.count - length
            let errors = mostErrors(length)
            for (rank, piece) in pieces(of: length).enumerated() {
                // An error before the piece moves it, and so does one behind it: both windows hold.
                let left = errors - rank
                let least = max(-rank, shift - left), greatest = min(rank, shift + left)
                guard least <= greatest else { continue }
                for move in least...greatest {
                    let (start, end) = (piece.lowerBound + move, piece.upperBound + move)
                    guard start >= 0, end <= bytes.count else { continue }
                    keys.insert(key(length, rank, bytes[start..<end], tail))
                }
            }
        }
        return keys
    }

    /// Errors between a name of so many bytes and one that is at most so much longer.
    private static func mostErrors(_ count: Int) -> Int { count / (bytesPerError - 1) }

    /// Where the pieces of a name of so many bytes lie.
    private static func pieces(of count: Int) -> [Range<Int>] {
        let parts = mostErrors(count) + 1
        return (0..<parts).map { count * $0 / parts..<count * ($0 + 1) / parts }
    }

    private static func key(_ count: Int, _ rank: Int, _ piece: ArraySlice<UInt8>, _ tail: String) -> String {
        "\(count).\(rank).\(tail)." + String(decoding: piece, as: UTF8.self)
    }

    private static func numbers(_ bytes: [UInt8]) -> String {
        String(decoding: digits(bytes), as: UTF8.self)
    }

    private static func digits(_ bytes: [UInt8]) -> [UInt8] {
        bytes.filter { (0x30...0x39).contains($0) }
    }
}

/// Distances between spellings.
public enum Spelling {
    /// Whether two words differ by so many letters at most (insertions, deletions, changes).
    public static func isWithin(_ most: Int, _ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard abs(one.count - other.count) <= most else { return false }
        var row = Array(0...other.count)
        var line = 0
        while line < one.count {
            let letter = one[line]
            var corner = row[0]
            row[0] = line + 1
            var least = row[0]
            var column = 0
            while column < other.count {
                var value = letter == other[column] ? corner : corner + 1
                if row[column] + 1 < value { value = row[column] + 1 }
                if row[column + 1] + 1 < value { value = row[column + 1] + 1 }
                corner = row[column + 1]
                row[column + 1] = value
                if value < least { least = value }
                column += 1
            }
            if least > most { return false }
            line += 1
        }
        return row[other.count] <= most
    }
}

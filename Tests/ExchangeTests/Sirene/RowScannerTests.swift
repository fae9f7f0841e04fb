import Testing

@testable import Exchange

@Suite struct `Scanning rows` {
    static let text = "a,b,c\r\n\"x, \"\"y\"\"\",,z\n\n1,\"deux\nlignes\",3\n,,\nfin,de,fichier"
    static let rows = [
        ["a", "b", "c"], ["x, \"y\"", "", "z"], ["1", "deux\nlignes", "3"], ["", "", ""], ["fin", "de", "fichier"],
    ]

    @Test(arguments: [1, 2, 3, 5, 7, 31, 63, 64, 65, 4096])
    func `gives the same rows wherever the blocks are cut`(size: Int) throws {
        var scanner = RowScanner(capacity: 64)
        #expect(try Self.read(&scanner, Array(Self.text.utf8), by: size).rows == Self.rows)
    }

    @Test func `counts lines inside quotes too`() throws {
        var scanner = RowScanner(capacity: 64)
        #expect(try Self.read(&scanner, Array(Self.text.utf8), by: 9).lines == [1, 2, 4, 6, 7])
    }

    @Test func `agrees with the plain reader on random text`() throws {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = ["a", "é", "", "12", "\"q,\"", "\"l\n\"", "\"\"\"\"", "long texte sans fin"]
        for _ in 0..<300 {
            let rows = (0..<next(8) + 1).map { _ in
                (0..<next(6) + 2).map { _ in pieces[next(pieces.count)] }.joined(separator: ",")
            }
            let bytes = Array(rows.joined(separator: "\n").utf8)
            var cursor = CSVCursor(utf8: bytes, separator: 0x2C), expected: [[String]] = []
            while try cursor.advance() { expected.append(cursor.fields.map(cursor.text)) }
            var scanner = RowScanner(capacity: 512)
            #expect(try Self.read(&scanner, bytes, by: next(80) + 1).rows == expected)
        }
    }

    @Test func `counts columns beyond those it gives`() throws {
        var scanner = RowScanner(columns: 2, capacity: 256), counts: [Int] = []
        var bytes = Array("a,b,c,d\ne,f\n".utf8)
        try scanner.read { buffer in
            defer { bytes = [] }
            buffer.copyBytes(from: bytes)
            return bytes.count
        } row: {
            counts.append($0.count)
        }
        #expect(counts == [4, 2])
    }

    @Test func `refuses a row longer than its memory`() {
        var scanner = RowScanner(capacity: 64)
        let bytes = Array("a,b\n\"".utf8) + Array(repeating: 0x61, count: 200)
        #expect(throws: RowScanner.Overlong.self) { try Self.read(&scanner, bytes, by: 50) }
    }

    /// Forty million rows are a matter of time, not of memory: half a million are enough to see every row counted.
    @Test func `counts the rows of a stream that repeats`() throws {
        let block = Array("a,bb,ccc,\"d,d\",e\n".utf8)
        var left = block.count * 500_000, rows = 0, whole = 0
        var scanner = RowScanner(capacity: 1 << 16)
        try scanner.read { buffer in
            let count = min(buffer.count, left)
            for index in 0..<count { buffer[index] = block[(block.count * 500_000 - left + index) % block.count] }
            left -= count
            return count
        } row: { row in
            rows += 1
            whole += row.count == 5 && row.line == rows ? 1 : 0
        }
        #expect(rows == 500_000 && whole == rows)
    }

    static func read(
        _ scanner: inout RowScanner, _ bytes: [UInt8], by size: Int
    ) throws -> (rows: [[String]], lines: [Int]) {
        var rows: [[String]] = [], lines: [Int] = [], position = 0
        try scanner.read { buffer in
            let count = min(size, buffer.count, bytes.count - position)
            buffer.copyBytes(from: bytes[position..<(position + count)])
            position += count
            return count
        } row: { row in
            rows.append((0..<row.count).map(row.text))
            lines.append(row.line)
        }
        return (rows, lines)
    }
}

/// Big-endian numbers in the bytes of a font file; what lies outside the file reads as zero.
struct FontReader: Sendable {
    let bytes: [UInt8]

    func byte(_ offset: Int) -> Int {
        bytes.indices.contains(offset) ? Int(bytes[offset]) : 0
    }

    func unsigned16(_ offset: Int) -> Int {
        byte(offset) << 8 | byte(offset + 1)
    }

    func signed16(_ offset: Int) -> Int {
        Int(Int16(truncatingIfNeeded: unsigned16(offset)))
    }

    func unsigned32(_ offset: Int) -> Int {
        unsigned16(offset) << 16 | unsigned16(offset + 2)
    }

    /// The tables of a TrueType file by tag, or nil when the file is none or a table lies outside it.
    func tables() -> [String: Range<Int>]? {
        guard unsigned32(0) == 0x0001_0000 || unsigned32(0) == 0x7472_7565 else { return nil }
        var tables: [String: Range<Int>] = [:]
        for index in 0..<unsigned16(4) {
            let record = 12 + 16 * index
            let start = unsigned32(record + 8)
            let end = start + unsigned32(record + 12)
            guard record + 16 <= bytes.count, end <= bytes.count else { return nil }
            tables[String(decoding: bytes[record..<record + 4], as: UTF8.self)] = start..<end
        }
        return tables
    }
}

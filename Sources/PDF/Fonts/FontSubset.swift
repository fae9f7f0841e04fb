/// A smaller font file that keeps the outlines of some glyphs under their numbers, without their hinting.
struct FontSubset {
    private let face: FontFace
    private let kept: [Bool]

    init(face: FontFace, glyphs: GlyphSet) {
        self.face = face
        var wanted = glyphs
        wanted.insert(0)
        var pending = wanted.sorted
        while let glyph = pending.popLast() {
            for part in Self.components(of: Int(glyph), in: face) where !wanted.contains(part) {
                wanted.insert(part)
                pending.append(part)
            }
        }
        let last = Int(wanted.sorted.last ?? 0)
        kept = (0...last).map { wanted.contains(UInt16($0)) }
    }

    /// The bytes of the font file.
    func file() -> [UInt8] {
        var outlines = ByteWriter()
        var locations = ByteWriter()
        var widths = ByteWriter()
        for glyph in kept.indices {
            locations.big32(outlines.count)
            widths.big16(kept[glyph] ? width(glyph) : 0)
            widths.big16(kept[glyph] ? bearing(glyph) : 0)
            guard kept[glyph] else { continue }
            outlines.raw(unhinted(glyph))
            while outlines.count % 4 != 0 { outlines.byte(0) }
        }
        locations.big32(outlines.count)
        return assembled([
            ("glyf", outlines.bytes), ("head", patched("head", [(8, 0), (10, 0), (50, 1)])),
            ("hhea", patched("hhea", [(34, kept.count)])), ("hmtx", widths.bytes), ("loca", locations.bytes),
            ("maxp", patched("maxp", [(4, kept.count)])),
        ])
    }

    private func width(_ glyph: Int) -> Int {
        face.reader.unsigned16(metric(glyph))
    }

    private func bearing(_ glyph: Int) -> Int {
        face.reader.unsigned16(metric(glyph) + 2)
    }

    private func metric(_ glyph: Int) -> Int {
        guard let hhea = face.tables["hhea"], let hmtx = face.tables["hmtx"] else { return 0 }
        return hmtx.lowerBound + 4 * min(glyph, face.reader.unsigned16(hhea.lowerBound + 34) - 1)
    }

    /// A table with some of its 16-bit numbers replaced.
    private func patched(_ tag: String, _ changes: [(offset: Int, value: Int)]) -> [UInt8] {
        guard let range = face.tables[tag] else { return [] }
        var table = Array(face.reader.bytes[range])
        for change in changes where change.offset + 1 < table.count {
            table[change.offset] = UInt8(truncatingIfNeeded: change.value >> 8)
            table[change.offset + 1] = UInt8(truncatingIfNeeded: change.value)
        }
        return table
    }

    /// The outline of a glyph without its instructions, which readers on screens of today ignore.
    private func unhinted(_ glyph: Int) -> [UInt8] {
        let range = face.outline(glyph)
        guard !range.isEmpty else { return [] }
        let contours = face.reader.signed16(range.lowerBound)
        guard contours >= 0 else { return unhintedComposite(range) }
        let instructions = range.lowerBound + 10 + 2 * contours
        let rest = instructions + 2 + face.reader.unsigned16(instructions)
        guard rest <= range.upperBound else { return [] }
        return face.reader.bytes[range.lowerBound..<instructions] + [0, 0] + face.reader.bytes[rest..<range.upperBound]
    }

    private func unhintedComposite(_ range: Range<Int>) -> [UInt8] {
        var outline = Array(face.reader.bytes[range])
        var end = 10
        for part in Self.parts(at: range, in: face) {
            outline[part.offset - range.lowerBound] &= 0xFE  // « instructions follow » is bit 8 of the flags
            end = part.end - range.lowerBound
        }
        return Array(outline.prefix(end))
    }

    private static func components(of glyph: Int, in face: FontFace) -> [UInt16] {
        let range = face.outline(glyph)
        guard !range.isEmpty, face.reader.signed16(range.lowerBound) < 0 else { return [] }
        return parts(at: range, in: face).map(\.glyph)
    }

    /// The parts of a composite glyph: where each starts and ends in the file, and the glyph it shows.
    private static func parts(at range: Range<Int>, in face: FontFace) -> [(offset: Int, end: Int, glyph: UInt16)] {
        var parts: [(offset: Int, end: Int, glyph: UInt16)] = []
        var offset = range.lowerBound + 10
        while offset + 4 <= range.upperBound {
            let flags = face.reader.unsigned16(offset)
            let scale = flags & 0x08 != 0 ? 2 : flags & 0x40 != 0 ? 4 : flags & 0x80 != 0 ? 8 : 0
            let end = offset + 4 + (flags & 0x01 != 0 ? 4 : 2) + scale
            guard end <= range.upperBound else { break }
            parts.append((offset, end, UInt16(truncatingIfNeeded: face.reader.unsigned16(offset + 2))))
            guard flags & 0x20 != 0 else { break }
            offset = end
        }
        return parts
    }

    private func assembled(_ tables: [(tag: String, bytes: [UInt8])]) -> [UInt8] {
        var file = ByteWriter()
        file.big32(0x0001_0000)
        for number in [tables.count, 64, 2, tables.count * 16 - 64] { file.big16(number) }
        var offset = 12 + 16 * tables.count
        for table in tables {
            file.text(table.tag)
            file.big32(checksum(table.bytes))
            file.big32(offset)
            file.big32(table.bytes.count)
            offset += (table.bytes.count + 3) & ~3
        }
        for table in tables {
            file.raw(table.bytes)
            while file.count % 4 != 0 { file.byte(0) }
        }
        return file.bytes
    }

    private func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for index in stride(from: 0, to: bytes.count, by: 4) {
            var word: UInt32 = 0
            for step in 0..<4 { word = word << 8 | (index + step < bytes.count ? UInt32(bytes[index + step]) : 0) }
            sum &+= word
        }
        return Int(sum)
    }
}

extension ByteWriter {
    fileprivate mutating func big16(_ value: Int) {
        byte(UInt8(truncatingIfNeeded: value >> 8))
        byte(UInt8(truncatingIfNeeded: value))
    }

    fileprivate mutating func big32(_ value: Int) {
        big16(value >> 16)
        big16(value)
    }
}

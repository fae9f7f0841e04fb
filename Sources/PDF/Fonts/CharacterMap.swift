/// Which glyph shows which character: the `cmap` table of a font.
struct CharacterMap: Sendable {
    /// Glyphs of U+0000 to U+FFFF; 0 is « none ».
    private var basic = [UInt16](repeating: 0, count: 0x10000)
    /// Runs above U+FFFF, sorted.
    private var supplementary: [(scalars: ClosedRange<UInt32>, glyph: UInt32)] = []

    init(reader: FontReader, table: Range<Int>) {
        for index in 0..<reader.unsigned16(table.lowerBound + 2) {
            let record = table.lowerBound + 4 + 8 * index
            guard [0, 3].contains(reader.unsigned16(record)) else { continue }
            let start = table.lowerBound + reader.unsigned32(record + 4)
            switch reader.unsigned16(start) {
            case 4: readSegments(reader, at: start)
            case 12 where supplementary.isEmpty: readGroups(reader, at: start)
            default: break
            }
        }
    }

    /// The glyph of a character, 0 when the font has none.
    func glyph(of scalar: UInt32) -> UInt16 {
        if scalar < 0x10000 { return basic[Int(scalar)] }
        let run = supplementary.first { $0.scalars.contains(scalar) }
        return run.map { UInt16(truncatingIfNeeded: $0.glyph + scalar - $0.scalars.lowerBound) } ?? 0
    }

    /// The character of each glyph, the smallest when several share it; 0 when none does.
    func scalars(glyphs: Int) -> [UInt32] {
        var scalars = [UInt32](repeating: 0, count: glyphs)
        for run in supplementary.reversed() {
            for scalar in run.scalars.reversed() {
                let glyph = Int(glyph(of: scalar))
                if glyph < glyphs { scalars[glyph] = scalar }
            }
        }
        for scalar in basic.indices.reversed() where basic[scalar] > 0 && Int(basic[scalar]) < glyphs {
            scalars[Int(basic[scalar])] = UInt32(scalar)
        }
        return scalars
    }

    private mutating func readSegments(_ reader: FontReader, at start: Int) {
        let length = reader.unsigned16(start + 6)
        for segment in stride(from: 0, to: length, by: 2) {
            let last = reader.unsigned16(start + 14 + segment)
            let first = reader.unsigned16(start + 16 + length + segment)
            let delta = reader.unsigned16(start + 16 + 2 * length + segment)
            let offsetAt = start + 16 + 3 * length + segment
            let offset = reader.unsigned16(offsetAt)
            guard first <= last else { continue }
            for scalar in first...last where scalar != 0xFFFF {
                var glyph = scalar
                if offset > 0 { glyph = reader.unsigned16(offsetAt + offset + 2 * (scalar - first)) }
                if offset > 0, glyph == 0 { continue }
                basic[scalar] = UInt16(truncatingIfNeeded: glyph + delta)
            }
        }
    }

    private mutating func readGroups(_ reader: FontReader, at start: Int) {
        for index in 0..<min(reader.unsigned32(start + 12), 10_000) {
            let group = start + 16 + 12 * index
            let first = reader.unsigned32(group)
            let last = reader.unsigned32(group + 4)
            guard first >= 0x10000, first <= last, last <= 0x10FFFF else { continue }
            supplementary.append((UInt32(first)...UInt32(last), UInt32(reader.unsigned32(group + 8))))
        }
    }
}

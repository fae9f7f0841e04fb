/// Pairs of glyphs that stand closer or farther than their widths say: the `kern` table of a font.
struct Kerning: Sendable {
    private var pairs: [UInt32] = []
    private var values: [Int16] = []
    /// Whether a glyph starts any pair, to answer most questions at once.
    private var starts: [Bool]

    init(reader: FontReader, table: Range<Int>?, glyphs: Int, unitsPerEm: Int) {
        starts = [Bool](repeating: false, count: glyphs)
        guard let table, reader.unsigned16(table.lowerBound) == 0 else { return }
        let start = table.lowerBound + 4
        guard reader.unsigned16(start + 4) & 0xFF07 == 1 else { return }  // horizontal pairs, format 0
        let count = min(reader.unsigned16(start + 6), table.count / 6)
        for pair in (0..<count).map({ start + 14 + 6 * $0 }) {
            let left = reader.unsigned16(pair)
            let value = reader.signed16(pair + 4) * 1000 / unitsPerEm
            guard left < glyphs, value != 0 else { continue }
            starts[left] = true
            pairs.append(UInt32(reader.unsigned32(pair)))
            values.append(Int16(truncatingIfNeeded: value))
        }
    }

    /// What to add to the width of `left` before `right`, in thousandths of the size.
    func adjustment(_ left: UInt16, _ right: UInt16) -> Int {
        guard Int(left) < starts.count, starts[Int(left)] else { return 0 }
        let wanted = UInt32(left) << 16 | UInt32(right)
        var low = 0
        var high = pairs.count
        while low < high {
            let middle = (low + high) / 2
            if pairs[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < pairs.count && pairs[low] == wanted ? Int(values[low]) : 0
    }
}

import Foundation

/// One TrueType font file, read once: its glyphs, their widths and what a PDF must say of it.
final class FontFace: Sendable {
    let name: String
    let reader: FontReader
    let tables: [String: Range<Int>]
    let glyphCount: Int
    let characters: CharacterMap
    let kerning: Kerning
    let metrics: FontMetrics
    /// Widths of the glyphs in thousandths of the size, as the PDF states them.
    private let advances: [UInt16]
    private let offsets: [Int]

    init(path: String) throws(PDFFailure) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .fontUnreadable(path: path) }
        let reader = FontReader(bytes: [UInt8](data))
        guard let tables = reader.tables(),
            let head = tables["head"], let hhea = tables["hhea"], let maxp = tables["maxp"],
            let cmap = tables["cmap"], let hmtx = tables["hmtx"], let loca = tables["loca"], tables["glyf"] != nil
        else { throw .fontUnreadable(path: path) }
        let unitsPerEm = reader.unsigned16(head.lowerBound + 18)
        let glyphCount = reader.unsigned16(maxp.lowerBound + 4)
        let widths = reader.unsigned16(hhea.lowerBound + 34)
        guard unitsPerEm > 0, glyphCount > 0, widths > 0 else { throw .fontUnreadable(path: path) }

        self.reader = reader
        self.tables = tables
        self.glyphCount = glyphCount
        name = String(URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent.filter { $0 != " " })
        characters = CharacterMap(reader: reader, table: cmap)
        kerning = Kerning(
            reader: reader, table: tables["kern"], glyphs: glyphCount, unitsPerEm: unitsPerEm)
        metrics = FontMetrics(reader: reader, tables: tables, head: head, hhea: hhea, unitsPerEm: unitsPerEm)
        advances = (0..<glyphCount).map { glyph in
            let width = reader.unsigned16(hmtx.lowerBound + 4 * min(glyph, widths - 1))
            return UInt16(truncatingIfNeeded: (width * 1000 + unitsPerEm / 2) / unitsPerEm)
        }
        let long = reader.unsigned16(head.lowerBound + 50) == 1
        offsets = (0...glyphCount).map { glyph in
            long ? reader.unsigned32(loca.lowerBound + 4 * glyph) : 2 * reader.unsigned16(loca.lowerBound + 2 * glyph)
        }
    }

    /// The width of a glyph in thousandths of the size.
    func advance(_ glyph: UInt16) -> Int {
        Int(glyph) < advances.count ? Int(advances[Int(glyph)]) : 0
    }

    /// Where the outline of a glyph lies in the file; empty for a blank.
    func outline(_ glyph: Int) -> Range<Int> {
        guard glyph + 1 < offsets.count, let table = tables["glyf"] else { return 0..<0 }
        let start = table.lowerBound + offsets[glyph]
        let end = table.lowerBound + offsets[glyph + 1]
        return start < end && end <= table.upperBound ? start..<end : 0..<0
    }
}

/// Sizes a font descriptor states, in thousandths of the size.
struct FontMetrics: Sendable {
    let box: [Int]
    let ascent: Int
    let descent: Int
    let capHeight: Int
    let italicAngle: Int
    let weight: Int

    init(
        reader: FontReader, tables: [String: Range<Int>], head: Range<Int>, hhea: Range<Int>, unitsPerEm: Int
    ) {
        let scaled = { (offset: Int) in reader.signed16(offset) * 1000 / unitsPerEm }
        box = (0..<4).map { scaled(head.lowerBound + 36 + 2 * $0) }
        ascent = scaled(hhea.lowerBound + 4)
        descent = scaled(hhea.lowerBound + 6)
        italicAngle = tables["post"].map { reader.signed16($0.lowerBound + 4) } ?? 0
        let os2 = tables["OS/2"]
        weight = os2.map { reader.unsigned16($0.lowerBound + 4) } ?? 400
        capHeight = os2.flatMap { $0.count >= 90 ? scaled($0.lowerBound + 88) : nil } ?? 720
    }
}

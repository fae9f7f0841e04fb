import Foundation

/// A subset of a face as a PDF file carries it: font program, character map for readers, widths.
final class EmbeddedFace: Sendable {
    let face: FontFace
    /// Name with the six letters that mark a subset.
    let name: String
    let programLength: Int
    let program: [UInt8]
    let toUnicode: [UInt8]
    let widths: [UInt8]

    init(face: FontFace, glyphs: GlyphSet) throws(PDFFailure) {
        let deflater = try Deflater(level: 9)
        let file = FontSubset(face: face, glyphs: glyphs).file()
        let shown = glyphs.sorted.filter { $0 != 0 }
        self.face = face
        name = Self.tag(of: file) + "+" + face.name
        programLength = file.count
        program = try deflater.compress(file)
        toUnicode = try deflater.compress(Self.characterMap(shown, in: face))
        widths = Self.widths(shown, in: face)
    }

    /// Bytes held in memory, about.
    var weight: Int { program.count + toUnicode.count + widths.count + 200 }

    private static func tag(of file: [UInt8]) -> String {
        String(Fingerprint(file).bytes.prefix(6).map { Character(Unicode.Scalar(65 + $0 % 26)) })
    }

    /// `36 [667 667 722] 40 [611]`: widths of runs of glyphs.
    private static func widths(_ glyphs: [UInt16], in face: FontFace) -> [UInt8] {
        var writer = ByteWriter()
        var previous: UInt16?
        for glyph in glyphs {
            if let last = previous, last + 1 == glyph {
                writer.byte(32)
            } else {
                if previous != nil { writer.ascii("]") }
                writer.integer(Int(glyph))
                writer.ascii("[")
            }
            writer.integer(face.advance(glyph))
            previous = glyph
        }
        if previous != nil { writer.ascii("]") }
        return writer.bytes
    }

    /// What a reader copies: the letter itself for a joined form of it. Two letters in one sign stay that sign: readers turn
    /// the text around sign by sign.
    private static func readable(_ value: UInt32) -> String {
        let text = String(Unicode.Scalar(value).map(Character.init) ?? "?")
        return (0xFE70...0xFEF4).contains(value) ? text.precomposedStringWithCompatibilityMapping : text
    }

    private static func characterMap(_ glyphs: [UInt16], in face: FontFace) -> [UInt8] {
        let scalars = face.characters.scalars(glyphs: face.glyphCount)
        let known = glyphs.filter { scalars[Int($0)] != 0 }
        var writer = ByteWriter()
        writer.ascii("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n")
        writer.ascii("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n")
        writer.ascii("/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n")
        writer.ascii("1 begincodespacerange<0000><ffff>endcodespacerange\n")
        for start in stride(from: 0, to: known.count, by: 100) {
            let chunk = known[start..<min(start + 100, known.count)]
            writer.integer(chunk.count)
            writer.ascii(" beginbfchar\n")
            for glyph in chunk {
                writer.ascii("<")
                writer.hexadecimal(Int(glyph), digits: 4)
                writer.ascii("><")
                for unit in readable(scalars[Int(glyph)]).utf16 {
                    writer.hexadecimal(Int(unit), digits: 4)
                }
                writer.ascii(">\n")
            }
            writer.ascii("endbfchar\n")
        }
        writer.ascii("endcmap CMapName currentdict/CMap defineresource pop end end")
        return writer.bytes
    }
}

extension FontFace {
    /// Western French text first, then all Latin names of Europe: few different subsets, so each is made once.
    private static let repertoires: [[ClosedRange<UInt32>]] = [
        [
            0x20...0x7E, 0xA0...0xFF, 0x152...0x153, 0x178...0x178, 0x2010...0x2014, 0x2018...0x201E,
            0x2020...0x2022, 0x2026...0x2026, 0x202F...0x202F, 0x20AC...0x20AC,
        ],
        [0x100...0x17F, 0x218...0x21B, 0x1E80...0x1E85, 0x2192...0x2192, 0x2260...0x2265],
    ]

    /// The glyphs completed to a usual repertoire, so that documents share their subsets.
    func roundedUp(_ glyphs: GlyphSet) -> GlyphSet {
        var kept = GlyphSet()
        for repertoire in Self.repertoires {
            for scalar in repertoire.joined() {
                let glyph = characters.glyph(of: scalar)
                if glyph != 0 { kept.insert(glyph) }
            }
            if glyphs.isSubset(of: kept) { return kept }
        }
        kept.formUnion(glyphs)
        return kept
    }
}

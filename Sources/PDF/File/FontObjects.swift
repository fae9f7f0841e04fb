extension ObjectFile {
    /// Writes a composite font over a TrueType subset and returns its object.
    mutating func addFont(_ font: EmbeddedFace) -> Int {
        let first = allocate(5)
        writeComposite(font, first)
        writeDescendant(font, first + 1)
        writeDescriptor(font, first + 2)
        stream(first + 3, packed: font.program) { writer in
            writer.ascii("/Length1 ")
            writer.integer(font.programLength)
        }
        stream(first + 4, packed: font.toUnicode)
        return first
    }

    private mutating func writeComposite(_ font: EmbeddedFace, _ object: Int) {
        begin(object)
        writer.ascii("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/")
        writer.text(font.name)
        writer.ascii("/DescendantFonts[")
        writer.reference(object + 1)
        writer.ascii("]/ToUnicode ")
        writer.reference(object + 4)
        writer.ascii(">>")
        end()
    }

    private mutating func writeDescendant(_ font: EmbeddedFace, _ object: Int) {
        begin(object)
        writer.ascii("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/BaseFont/")
        writer.text(font.name)
        writer.ascii("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
        writer.reference(object + 1)
        writer.ascii("/DW ")
        writer.integer(font.face.advance(0))
        writer.ascii("/W[")
        writer.raw(font.widths)
        writer.ascii("]>>")
        end()
    }

    private mutating func writeDescriptor(_ font: EmbeddedFace, _ object: Int) {
        let metrics = font.face.metrics
        begin(object)
        writer.ascii("<</Type/FontDescriptor/FontName/")
        writer.text(font.name)
        writer.ascii("/Flags ")
        writer.integer(metrics.italicAngle == 0 ? 4 : 68)  // symbolic, so that no encoding is guessed; italic
        writer.ascii("/FontBBox[")
        for number in metrics.box {
            writer.integer(number)
            writer.byte(32)
        }
        writer.ascii("]/ItalicAngle ")
        writer.integer(metrics.italicAngle)
        writer.ascii("/Ascent ")
        writer.integer(metrics.ascent)
        writer.ascii("/Descent ")
        writer.integer(metrics.descent)
        writer.ascii("/CapHeight ")
        writer.integer(metrics.capHeight)
        writer.ascii("/StemV ")
        writer.integer(metrics.weight >= 600 ? 140 : 85)
        writer.ascii("/FontFile2 ")
        writer.reference(object + 1)
        writer.ascii(">>")
        end()
    }
}

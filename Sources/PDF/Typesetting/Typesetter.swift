/// Sets texts for a width: shapes, breaks and encodes them, or finds them on the shelf.
struct Typesetter {
    let shelf: FontShelf

    func set(_ text: PDFText, style: TextStyle, width: Double, align: PDFAlignment) -> SetParagraph {
        let key = ParagraphKey(text: text, style: style, width: width, align: align)
        return shelf.paragraph(key) {
            let units = max(Int(width * 1000 / style.size), 1)
            guard let shaped = Shaper.shape(text, style: style, shelf: shelf) else { return .empty(style) }
            let lines = LineBreaker(text: shaped, width: units).lines(justified: align == .justified)
            var encoder = ParagraphEncoder(text: shaped, style: style, width: units, align: align)
            return encoder.encode(lines)
        }
    }

    /// One line of text, shortened with « … » when it is too long.
    func setLine(_ text: String, style: TextStyle, width: Double, align: PDFAlignment) -> SetParagraph {
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let whole = set(PDFText(flat), style: style, width: width, align: align)
        guard whole.lines.count > 1 else { return whole }
        var shortest = 0
        var longest = flat.count
        while longest - shortest > 1 {
            let middle = (shortest + longest) / 2
            let tried = set(PDFText(flat.prefix(middle) + "…"), style: style, width: width, align: align)
            if tried.lines.count > 1 { longest = middle } else { shortest = middle }
        }
        return set(PDFText(flat.prefix(shortest) + "…"), style: style, width: width, align: align)
    }
}

extension SetParagraph {
    fileprivate static func empty(_ style: TextStyle) -> SetParagraph {
        SetParagraph(
            style: style, bytes: [], lines: [], segments: [], areas: [], links: [], glyphs: [], warnings: [])
    }
}

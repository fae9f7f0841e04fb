import Foundation

/// Turns characters into glyphs and finds where lines may end.
struct Shaper {
    private let shelf: FontShelf
    private var shaped = ShapedText()
    private var wordStart = 0
    private var wordWidth = 0
    private var face = FaceID.regular
    private var font: FontFace
    private var link: Int?

    /// The shaped text, or nil when the shelf has no regular face.
    static func shape(_ text: PDFText, style: TextStyle, shelf: FontShelf) -> ShapedText? {
        guard let font = shelf.face(.regular) else { return nil }
        var shaper = Shaper(shelf: shelf, font: font)
        shaper.run(text, style: style)
        return shaper.shaped
    }

    private init(shelf: FontShelf, font: FontFace) {
        self.shelf = shelf
        self.font = font
    }

    private mutating func run(_ text: PDFText, style: TextStyle) {
        for span in text.spans {
            face = shelf.available(FaceID(bold: style.bold || span.bold, italic: style.italic || span.italic))
            font = shelf.face(face) ?? font
            link = nil
            if let address = span.link { link = linkIndex(address) }
            add(composed(span.text))
        }
        endWord(.end)
        if shaped.words.count > 1, shaped.words[shaped.words.count - 1].glyphs.isEmpty { shaped.words.removeLast() }
        if !shaped.words.isEmpty { shaped.words[shaped.words.count - 1].ending = .end }
    }

    private mutating func linkIndex(_ address: String) -> Int {
        if let known = shaped.links.firstIndex(of: address) { return known }
        shaped.links.append(address)
        return shaped.links.count - 1
    }

    /// Accents written after their letter join it, as the fonts have one glyph for both.
    private func composed(_ text: String) -> String {
        var text = text
        if text.unicodeScalars.contains(where: { (0x300...0x36F).contains($0.value) }) {
            text = text.precomposedStringWithCanonicalMapping
        }
        let isArabic = text.unicodeScalars.contains { (0x621...0x64A).contains($0.value) }
        // Only where the fonts have the forms of joined letters.
        guard isArabic, let other = fallbackFace(), other.font.characters.glyph(of: 0xFEFC) != 0 else { return text }
        return ArabicJoining.joined(text)
    }

    private mutating func add(_ text: String) {
        var previous: Unicode.Scalar = " "
        var scalars = text.unicodeScalars.makeIterator()
        var next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            switch scalar {
            case "\n", "\u{2028}", "\u{2029}":
                endWord(.newline)
            case " ", "\t":
                if sticks(after: previous, before: next) { add(scalar: "\u{A0}") } else { endWord(.space) }
            case "\u{200B}":
                endWord(.joint)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{AD}", "\u{200C}"..."\u{200F}", "\u{202A}"..."\u{202E}",
                "\u{2060}"..."\u{2069}", "\u{FE00}"..."\u{FE0F}", "\u{FEFF}":
                break
            default:
                add(scalar: scalar)
                if isHyphen(scalar), previous.properties.isAlphabetic, next?.properties.isAlphabetic == true {
                    endWord(.joint)
                }
                // A mail address too wide for its cell is cut before its domain, not in the middle of a word.
                if scalar == "@", next?.properties.isAlphabetic == true { endWord(.joint) }
            }
            previous = scalar
        }
    }

    /// Whether a plain space stands where French typography wants a no-break space.
    private func sticks(after previous: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        if previous == "«" { return true }
        guard let next, previous != " " else { return false }
        return [":", ";", "!", "?", "»", "%"].contains(next)
    }

    private func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "\u{2010}"
    }

    private mutating func add(scalar: Unicode.Scalar) {
        let direct = font.characters.glyph(of: scalar.value)
        if direct != 0 {
            add(direct, of: scalar, shownIn: face, font: font)
        } else {
            let (id, shownIn, font) = otherGlyph(for: scalar)
            add(id, of: scalar, shownIn: shownIn, font: font)
        }
    }

    private mutating func add(_ id: UInt16, of scalar: Unicode.Scalar, shownIn: FaceID, font: FontFace) {
        let nominal = font.advance(id)
        let advance = scalar == "\u{202F}" ? min(nominal, 200) : nominal
        if let last = shaped.glyphs.indices.last, last >= wordStart, shaped.glyphs[last].face == shownIn {
            let kerning = font.kerning.adjustment(shaped.glyphs[last].id, id)
            shaped.glyphs[last].advance += kerning
            wordWidth += kerning
        }
        var glyph = ShapedText.Glyph(id: id, face: shownIn, advance: advance, nominal: nominal, link: link)
        if scalar.value >= 0x30 { glyph.reading = reading(of: scalar) }
        shaped.glyphs.append(glyph)
        wordWidth += advance
    }

    /// Latin letters, most of what is set, are told at once.
    private mutating func reading(of scalar: Unicode.Scalar) -> Reading {
        if (0x41...0x24F).contains(scalar.value) { return .leftToRight }
        let reading = Reading(scalar)
        if reading == .rightToLeft { shaped.turns = true }
        return reading
    }

    /// The glyph of a character that the face lacks: a look-alike, the glyph of a fall-back face, a mark.
    private mutating func otherGlyph(for scalar: Unicode.Scalar) -> (id: UInt16, face: FaceID, font: FontFace) {
        if let substitute = Self.substitutes[scalar] {
            let glyph = font.characters.glyph(of: substitute.value)
            if glyph != 0 { return (glyph, face, font) }
        }
        if isUnshaped(scalar) { warnOfScript(scalar) }
        let fallback = fallbackFace()
        if let fallback, case let glyph = fallback.font.characters.glyph(of: scalar.value), glyph != 0 {
            return (glyph, fallback.face, fallback.font)
        }
        warn(.missingCharacter(scalar))
        if let fallback, case let glyph = fallback.font.characters.glyph(of: 0xFFFD), glyph != 0 {
            return (glyph, fallback.face, fallback.font)
        }
        return (font.characters.glyph(of: 0x3F), face, font)
    }

    private func fallbackFace() -> (face: FaceID, font: FontFace)? {
        if face.isBold, let bold = shelf.face(.fallbackBold) { return (.fallbackBold, bold) }
        return shelf.face(.fallback).map { (.fallback, $0) }
    }

    private func isUnshaped(_ scalar: Unicode.Scalar) -> Bool {
        // Hebrew letters do not join, and Arabic ones were joined before, where the fonts can.
        (0x600...0x109F).contains(scalar.value) && !(0xE00...0xE7F).contains(scalar.value)
    }

    /// Says once in a text that a script is shown letter by letter.
    private mutating func warnOfScript(_ scalar: Unicode.Scalar) {
        let said = shaped.warnings.contains { warning in
            if case .unshapedScript = warning { true } else { false }
        }
        if !said { shaped.warnings.append(.unshapedScript(scalar)) }
    }

    private mutating func warn(_ warning: PDFWarning) {
        if !shaped.warnings.contains(warning) { shaped.warnings.append(warning) }
    }

    private mutating func endWord(_ ending: ShapedText.Ending) {
        let empty = wordStart == shaped.glyphs.count
        if empty, ending == .space || ending == .joint { return }  // spaces in a row count once
        var word = ShapedText.Word(
            glyphs: wordStart..<shaped.glyphs.count, width: wordWidth, ending: ending, gap: 0)
        if ending == .space || ending == .newline {  // a space after a forced break keeps extracted words apart
            let space = font.characters.glyph(of: 32)
            word.gap = font.advance(space)
            shaped.glyphs.append(
                ShapedText.Glyph(id: space, face: face, advance: word.gap, nominal: word.gap, link: link))
        }
        shaped.words.append(word)
        wordStart = shaped.glyphs.count
        wordWidth = 0
    }

    /// Characters that look like another one the fonts have.
    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{202F}": " ", "\u{A0}": " ", "\u{2000}": " ", "\u{2001}": " ", "\u{2002}": " ", "\u{2003}": " ",
        "\u{2004}": " ", "\u{2005}": " ", "\u{2006}": " ", "\u{2007}": " ", "\u{2008}": " ", "\u{2009}": " ",
        "\u{200A}": " ", "\u{205F}": " ", "\u{3000}": " ", "\u{2010}": "-", "\u{2011}": "-", "\u{2212}": "–",
        "\u{2015}": "—", "\u{2BC}": "’", "\u{2032}": "’",
    ]
}

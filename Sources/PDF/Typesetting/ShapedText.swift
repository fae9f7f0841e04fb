/// A text as glyphs with their widths, cut into words. Widths are in thousandths of the size.
struct ShapedText {
    /// One glyph to show.
    struct Glyph {
        let id: UInt16
        let face: FaceID
        /// Width to leave for it, kerning included.
        var advance: Int
        /// Width the font states.
        let nominal: Int
        /// Index of the link it belongs to.
        let link: Int?
        /// Which way it is read.
        var reading = Reading.either
    }

    /// What follows a word.
    enum Ending {
        /// A space.
        case space
        /// A place where the line may end without space, after a hyphen for example.
        case joint
        /// A forced end of line.
        case newline
        /// The end of the text.
        case end
    }

    /// Glyphs that stay together.
    struct Word {
        var glyphs: Range<Int>
        var width: Int
        var ending: Ending
        /// Width of the space, when one is the glyph after the word; otherwise 0.
        var gap: Int
    }

    var glyphs: [Glyph] = []
    var words: [Word] = []
    var links: [String] = []
    var warnings: [PDFWarning] = []
    /// Whether some of it is read from right to left.
    var turns = false
}

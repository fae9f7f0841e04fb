/// One block of a section, stacked from top to bottom.
public enum PDFBlock: Sendable {
    /// A heading of level 1 to 3 (other levels are brought into that range); it stays with the block that follows.
    case heading(level: Int, PDFText)
    /// A paragraph, broken into lines and over pages with at least two lines on each side.
    case paragraph(PDFText, style: PDFStyle = .body, align: PDFAlignment = .justified)
    /// A list with bullets or numbers.
    case list([PDFText], ordered: Bool = false)
    /// Labels and their values, one or two pairs a line, read as a table whose labels are row headers.
    case keyValues([(label: String, value: String)], columns: Int = 1)
    /// A table.
    case table(PDFTable)
    /// Boxes to sign in, two or three a line, never cut by a page break.
    case signatures([PDFSignatureBox])
    /// Columns of equal width side by side; one below the other when they are taller than a page.
    case columns([[PDFBlock]])
    /// Empty height in points.
    case space(Double)
    /// A thin line over the whole width.
    case rule
    /// What follows starts on a new page.
    case pageBreak
    /// A paragraph in a light grey box.
    case callout(PDFText)
    /// A picture.
    case image(PDFImage)
    /// Blocks kept on one page, unless they are taller than a page.
    case keepTogether([PDFBlock])

    /// A heading from a plain string.
    public static func heading(level: Int, _ text: String) -> PDFBlock {
        .heading(level: level, PDFText(text))
    }
}

/// What a paragraph is in its page; size and colour follow.
public enum PDFStyle: Sendable, CaseIterable {
    /// Running text, 10 points.
    case body
    /// Smaller running text, 8.5 points.
    case small
    /// Opening words, 11.5 points.
    case lead
    /// A remark in small italics.
    case note
}

/// How the lines of a text stand between its margins.
public enum PDFAlignment: Sendable, CaseIterable {
    /// Both edges straight, except the last line.
    case justified
    /// Left edge straight.
    case left
    /// Each line in the middle.
    case center
    /// Right edge straight.
    case right
}

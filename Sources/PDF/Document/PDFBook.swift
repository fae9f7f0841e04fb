/// A whole document, ready to be turned into the bytes of one accessible PDF file.
///
/// The same value rendered with the same fonts always gives the same bytes.
public struct PDFBook: Sendable {
    /// Title shown by the reader instead of the file name, plain text.
    public var title: String
    /// Language of the text, as a BCP 47 tag.
    public var language: String
    /// Person or body that signs the document.
    public var author: String?
    /// One sentence that says what the document is about.
    public var subject: String?
    /// Instant written as the creation date; without it the file carries none.
    public var created: PDFDate?
    /// Parts of the book, each starting on a page of its own.
    public var sections: [PDFSection]

    /// A book of the given sections. A book without section is one blank page.
    public init(
        title: String, language: String = "fr-FR", author: String? = nil, subject: String? = nil,
        created: PDFDate? = nil, sections: [PDFSection]
    ) {
        self.title = title
        self.language = language
        self.author = author
        self.subject = subject
        self.created = created
        self.sections = sections
    }

    /// The bytes of the PDF file (PDF 1.7, tagged to PDF/UA-1).
    public func render(with fonts: PDFFonts) throws(PDFFailure) -> [UInt8] {
        try renderReporting(with: fonts).bytes
    }

    /// The bytes of the PDF file with everything that could not be shown as asked.
    public func renderReporting(with fonts: PDFFonts) throws(PDFFailure) -> PDFRendering {
        let composer = try Composer(book: self, shelf: fonts.shelf)
        return try composer.compose()
    }
}

/// A part of a book: a bookmark, running lines and pages numbered from one (« page n / N »).
public struct PDFSection: Sendable {
    /// Name of the bookmark.
    public var title: String
    /// Small line at the top of each page.
    public var header: String?
    /// Small line at the bottom left of each page, beside the page number.
    public var footer: String?
    /// What the section says, in reading order.
    public var blocks: [PDFBlock]

    /// A section that starts on a new page.
    public init(title: String, header: String? = nil, footer: String? = nil, blocks: [PDFBlock]) {
        self.title = title
        self.header = header
        self.footer = footer
        self.blocks = blocks
    }
}

/// A rendered book: the file and what a person should know about it.
public struct PDFRendering: Sendable {
    /// Bytes of the PDF file.
    public let bytes: [UInt8]
    /// Number of pages of the file.
    public let pages: Int
    /// What could not be shown as asked, each once, in order of appearance.
    public let warnings: [PDFWarning]
}

/// A table with header rows that come back at the top of each page.
public struct PDFTable: Sendable {
    /// Names, widths and alignment of the columns.
    public var columns: [PDFColumn]
    /// Header rows; when empty, one row with the titles of the columns, if any has one.
    public var headerRows: [[PDFText]]
    /// Body rows. A short row is completed with empty cells, a long one is cut.
    public var rows: [[PDFText]]
    /// Whether the first cell of each body row is its header.
    public var rowHeaders: Bool
    /// Title of the table, above it.
    public var caption: PDFText?

    /// A table of the given columns and rows.
    public init(
        columns: [PDFColumn], headerRows: [[PDFText]] = [], rows: [[PDFText]], rowHeaders: Bool = false,
        caption: PDFText? = nil
    ) {
        self.columns = columns
        self.headerRows = headerRows
        self.rows = rows
        self.rowHeaders = rowHeaders
        self.caption = caption
    }
}

/// A column of a table.
public struct PDFColumn: Sendable {
    /// Header of the column.
    public var title: PDFText
    /// Share of the width, relative to the other columns.
    public var width: Double
    /// How its cells are aligned; numbers go right.
    public var align: PDFAlignment

    /// A column, as wide as the others and aligned left unless said otherwise.
    public init(_ title: PDFText = "", width: Double = 1, align: PDFAlignment = .left) {
        self.title = title
        self.width = width
        self.align = align
    }
}

/// A box where one person signs.
public struct PDFSignatureBox: Sendable {
    /// In which capacity the person signs.
    public var role: String
    /// The name of the person, when known.
    public var name: String?
    /// The place of « Fait à … »; dots when absent.
    public var place: String?
    /// The day of « le … », already spelled; dots when absent.
    public var date: String?
    /// A remark under the name.
    public var note: String?
    /// Blank height to sign in, in points.
    public var height: Double

    /// A box for one signature.
    public init(
        role: String, name: String? = nil, place: String? = nil, date: String? = nil, note: String? = nil,
        height: Double = 56
    ) {
        self.role = role
        self.name = name
        self.place = place
        self.date = date
        self.note = note
        self.height = height
    }
}

/// A picture: JPEG, or PNG without interlacing.
public struct PDFImage: Sendable {
    /// Bytes of the JPEG or PNG file.
    public var bytes: [UInt8]
    /// What the picture shows, for those who do not see it; empty for a mere decoration.
    public var alternative: String
    /// Width on the page, in points; the height follows.
    public var width: Double
    /// Where it stands; justified means left.
    public var align: PDFAlignment

    /// A picture of the given width in points.
    public init(bytes: [UInt8], alternative: String, width: Double, align: PDFAlignment = .left) {
        self.bytes = bytes
        self.alternative = alternative
        self.width = width
        self.align = align
    }
}

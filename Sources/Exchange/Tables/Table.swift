/// A sheet read as text, whatever the file was: titles, then rows that all have as many cells as titles.
public struct Table: Sendable, Equatable, Codable {
    /// What kind of file a table came from.
    public enum Format: String, Sendable, Codable, CaseIterable { case csv, xlsx, xml }

    /// Name of the file.
    public var file: String
    /// What the file was.
    public var format: Format
    /// `;`, `,`, tab or `|` of a text file.
    public var separator: String?
    /// Of a text or XML file.
    public var encoding: TextEncoding?
    /// Name of the sheet of a workbook.
    public var sheet: String?
    /// One title a column, never empty.
    public var header: [String] = []
    /// Without the empty ones.
    public var rows: [TableRow] = []
    /// Every record refused and every remark.
    public var problems: [ImportProblem] = []
}

/// One row of a table.
public struct TableRow: Sendable, Equatable, Codable {
    /// Line of the text file where the row begins, or row number of the sheet.
    public var line: Int
    /// As many as titles, as text.
    public var cells: [String]

    /// A row.
    public init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }
}

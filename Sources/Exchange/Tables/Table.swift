/// A sheet read as text, whatever the file was: titles, then rows that all have as many cells as titles.
public struct Table: Sendable, Equatable, Codable {
    /// What kind of file a table came from.
    public enum Format: String, Sendable, Codable, CaseIterable { case csv, xlsx, xml }

    public var file: String
    public var format: Format
    /// `;`, `,`, tab or `|` of a text file.
    public var separator: String?
    /// Of a text or XML file.
    public var encoding: TextEncoding?
    /// Name of the sheet of a workbook.
    public var sheet: String?
    public var header: [String] = []
    public var rows: [TableRow] = []
    public var problems: [ImportProblem] = []
}

/// One row of a table.
public struct TableRow: Sendable, Equatable, Codable {
    /// Line of the text file where the row begins, or row number of the sheet.
    public var line: Int
    public var cells: [String]

    public init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }
}

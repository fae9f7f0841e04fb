import Domain

/// A sheet to write: titles, then rows of typed cells.
public struct Sheet: Sendable, Equatable {
    /// Shown on the tab of a workbook; made acceptable if it is not.
    public var name: String
    /// In order.
    public var columns: [SheetColumn]
    /// In order.
    public var rows: [[CellValue]]

    /// A sheet of columns and rows; short rows leave the last columns empty.
    public init(name: String, columns: [SheetColumn], rows: [[CellValue]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }
}

/// A column of a sheet to write.
public struct SheetColumn: Sendable, Equatable {
    /// First cell of the column.
    public var title: String
    /// In characters; `nil` fits what the column holds.
    public var width: Int?

    /// A column; without width it fits its cells.
    public init(_ title: String, width: Int? = nil) {
        self.title = title
        self.width = width
    }
}

/// One cell to write.
public enum CellValue: Sendable, Equatable {
    case empty
    case text(String)
    /// SIRET, UAI, INE, postal code, phone: digits that are not a number.
    case identifier(String)
    case integer(Int)
    case decimal(Double)
    case amount(Cents)
    case date(LocalDate)
    case flag(Bool)

    /// A text, or nothing.
    public static func optional(_ text: String?) -> CellValue { text.map(CellValue.text) ?? .empty }
    /// A day, or nothing.
    public static func optional(_ date: LocalDate?) -> CellValue { date.map(CellValue.date) ?? .empty }
}

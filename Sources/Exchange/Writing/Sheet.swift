import Domain

/// A sheet to write: titles, then rows of typed cells.
public struct Sheet: Sendable, Equatable {
    public var name: String
    public var columns: [SheetColumn]
    public var rows: [[CellValue]]

    public init(name: String, columns: [SheetColumn], rows: [[CellValue]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }
}

/// A column of a sheet to write.
public struct SheetColumn: Sendable, Equatable {
    public var title: String
    /// In characters; `nil` fits what the column holds.
    public var width: Int?

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

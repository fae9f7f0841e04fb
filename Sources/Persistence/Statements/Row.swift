/// The current row of `Database.eachRow`, read by column number from 0, for long lists where every microsecond counts.
///
/// Reading `null` or a value of another kind through a method that cannot answer `nil` makes `eachRow` throw once the
/// body returns; the value given meanwhile (`""`, `0`, `false`) goes nowhere.
public struct Row {
    private let cells: any Cells
    private let misread: Misread

    init(_ cells: any Cells, _ misread: Misread) {
        self.cells = cells
        self.misread = misread
    }

    /// How many columns there are.
    public var count: Int { cells.count }

    /// Whether the column is `null`.
    public func isNull(_ column: Int) -> Bool { cells.isNull(column) }

    /// The text of a column.
    public func text(_ column: Int) -> String { cells.text(column) ?? missed(column, "") }

    /// The text of a column that may be `null`.
    public func optionalText(_ column: Int) -> String? { cells.text(column) }

    /// The integer of a column.
    public func int(_ column: Int) -> Int { cells.integer(column).map { Int($0) } ?? missed(column, 0) }

    /// The integer of a column that may be `null`.
    public func optionalInt(_ column: Int) -> Int? { optional(column, cells.integer(column).map { Int($0) }) }

    /// The floating-point number of a column.
    public func double(_ column: Int) -> Double { cells.real(column) ?? missed(column, 0) }

    /// The floating-point number of a column that may be `null`.
    public func optionalDouble(_ column: Int) -> Double? { optional(column, cells.real(column)) }

    /// The boolean of a column.
    public func bool(_ column: Int) -> Bool { cells.boolean(column) ?? missed(column, false) }

    /// The boolean of a column that may be `null`.
    public func optionalBool(_ column: Int) -> Bool? { optional(column, cells.boolean(column)) }

    /// The bytes of a column.
    public func bytes(_ column: Int) -> [UInt8] { cells.bytes(column) ?? missed(column, []) }

    /// The bytes of a column that may be `null`.
    public func optionalBytes(_ column: Int) -> [UInt8]? { optional(column, cells.bytes(column)) }

    private func optional<Value>(_ column: Int, _ value: Value?) -> Value? {
        if value == nil, !cells.isNull(column) { misread.column = column }
        return value
    }

    private func missed<Value>(_ column: Int, _ value: Value) -> Value {
        misread.column = column
        return value
    }
}

/// The first column of a row that could not be read as asked.
final class Misread {
    var column: Int?
}

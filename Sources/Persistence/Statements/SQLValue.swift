/// One value as both engines store it.
public enum SQLValue: Hashable, Sendable {
    case null
    case text(String)
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case blob([UInt8])
}

/// What can be interpolated in a `SQL` literal as an argument.
///
/// A type with a bindable raw value needs no more than `extension Level: SQLBindable {}`.
public protocol SQLBindable {
    /// The value that is bound to the statement.
    var sqlValue: SQLValue { get }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    /// The raw value, bound.
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLValue: SQLBindable {
    /// Itself.
    public var sqlValue: SQLValue { self }
}

extension String: SQLBindable {
    /// A text.
    public var sqlValue: SQLValue { .text(self) }
}

extension Substring: SQLBindable {
    /// A text.
    public var sqlValue: SQLValue { .text(String(self)) }
}

extension Int: SQLBindable {
    /// A 64-bit integer.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
    /// A 64-bit integer.
    public var sqlValue: SQLValue { .integer(self) }
}

extension Double: SQLBindable {
    /// A floating-point number.
    public var sqlValue: SQLValue { .real(self) }
}

extension Bool: SQLBindable {
    /// A boolean: `0` or `1` on SQLite, `false` or `true` on PostgreSQL.
    public var sqlValue: SQLValue { .boolean(self) }
}

extension [UInt8]: SQLBindable {
    /// Bytes.
    public var sqlValue: SQLValue { .blob(self) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    /// The value, or `null`. Compare with `is [not] distinct from`, never with `=`.
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

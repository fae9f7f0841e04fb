/// A statement, or a part of one, in which values cannot be taken for text.
///
/// ```swift
/// var matching: SQL = "state = \(Agreement.State.sent)"      // the value becomes an argument
/// if let day { matching = "\(matching) and starts_on < \(day)" }   // a fragment nests
/// try db.rows("select * from agreement where \(matching)", as: Agreement.self)
/// ```
///
/// The text holds one `?` for each argument, which SQLite takes as it is; PostgreSQL's `$1, $2…` are written once, when
/// a statement is prepared. Nobody writes `?` or `$1` by hand.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text without arguments, `?` in place of each: what a check on the tables named may read.
    public var literalText: String { String(decoding: text, as: UTF8.self) }
    /// The same as bytes of UTF-8: fragments are joined by the dozen in each statement, so joining is a copy of bytes.
    private(set) var text: [UInt8]
    /// The arguments in the order of the `?`.
    private(set) var arguments: [SQLValue]
    /// Where each `?` stands in the text, in bytes of UTF-8.
    private(set) var places: [Int]

    /// A statement without argument, from a literal of the source.
    public init(stringLiteral literal: StaticString) {
        self.init(unsafe: "")
        append(literal)
    }

    /// A statement with arguments, from a literal of the source.
    public init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    /// Text that does not come from a literal: migrations and checked names only.
    public init(unsafe text: String) {
        self.text = Array(text.utf8)
        arguments = []
        places = []
    }

    /// Whether there is nothing to run.
    public var isEmpty: Bool { text.isEmpty }

    /// The parts one after the other, with a separator between two: conditions by `" and "`, columns by `", "`.
    public static func joined(_ parts: [SQL], by separator: SQL) -> SQL {
        var sql = SQL(unsafe: "")
        for (index, part) in parts.enumerated() {
            if index > 0 { sql.append(separator) }
            sql.append(part)
        }
        return sql
    }

    mutating func append(_ text: String) {
        self.text += text.utf8
    }

    mutating func append(_ literal: StaticString) {
        // A literal of one character is no pointer.
        guard literal.hasPointerRepresentation else { return append(literal.description) }
        literal.withUTF8Buffer { text.append(contentsOf: $0) }
    }

    mutating func append(_ value: SQLValue) {
        places.append(text.count)
        arguments.append(value)
        text.append(UInt8(ascii: "?"))
    }

    mutating func append(_ other: SQL) {
        let offset = text.count
        text += other.text
        guard !other.arguments.isEmpty else { return }
        arguments += other.arguments
        for place in other.places { places.append(place + offset) }
    }

    /// Arguments separated by commas, their number rounded up to a power of two by repeating the last: long lists of
    /// many lengths then share few prepared statements.
    fileprivate mutating func append(list values: [SQLValue]) {
        guard let last = values.last else { return append("null") }
        var count = 1
        while count < values.count { count *= 2 }
        if count > 16_384 { count = values.count }
        for index in 0..<count {
            if index > 0 { append(", ") }
            append(index < values.count ? values[index] : last)
        }
    }
}

extension SQL {
    /// What a `SQL` literal accepts between `\(` and `)`.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(unsafe: "")

        /// An empty statement.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount * 2)
            sql.arguments.reserveCapacity(interpolationCount)
            sql.places.reserveCapacity(interpolationCount)
        }

        /// The text of the source.
        public mutating func appendLiteral(_ literal: StaticString) {
            sql.append(literal)
        }

        /// A value, bound as an argument.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            sql.append(value.sqlValue)
        }

        /// A value that may be absent, bound as an argument: compare with `is [not] distinct from`, never with `=`.
        public mutating func appendInterpolation(_ value: (some SQLBindable)?) {
            sql.append(value?.sqlValue ?? .null)
        }

        /// A fragment, with its arguments.
        public mutating func appendInterpolation(_ fragment: SQL) {
            sql.append(fragment)
        }

        /// A fragment, or nothing.
        public mutating func appendInterpolation(_ fragment: SQL?) {
            if let fragment { sql.append(fragment) }
        }

        /// The name of a table or a column.
        public mutating func appendInterpolation(_ name: SQLName) {
            sql.append(name.text)
        }

        /// The values of `in (\(list: ids))`. An empty list finds nothing; do not put one after `not in`. The last
        /// value may be bound several times, so that this is for `in` only.
        public mutating func appendInterpolation(list values: some Sequence<some SQLBindable>) {
            sql.append(list: values.map(\.sqlValue))
        }
    }
}

/// The name of a table or a column, written in the source of the program: lower-case letters, digits and `_`.
public struct SQLName: ExpressibleByStringLiteral, Hashable, Sendable, CustomStringConvertible {
    /// The name as it stands in statements.
    public let text: String

    /// A name from a literal: only the source can name a table, never something typed by a person.
    public init(stringLiteral literal: StaticString) {
        let text = literal.description
        precondition(SQLName.isValid(text), "not a name of table or column: \(text)")
        self.text = text
    }

    /// The name as it stands in statements.
    public var description: String { text }

    static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F || isDigit($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

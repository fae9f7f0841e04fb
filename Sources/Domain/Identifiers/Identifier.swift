/// A code that some authority gives to a person, a place or a thing, in its normal form: a value of such a type has
/// passed every check that needs no network.
///
/// Stored and encoded as its normal form, a single string.
public protocol Identifier: RawRepresentable<String>, Codable, Hashable, Sendable, CustomStringConvertible {
    /// Reads what people type and what files hold: blanks, separators and lower case are tolerated.
    /// - Throws: `IdentifierRefusal`, in French, with a correction where one is likely.
    init(_ text: String) throws(IdentifierRefusal)

    /// The form people read, with its groups.
    var display: String { get }

    /// What is unusual about an accepted value, as a French sentence; `nil` most of the time.
    var remark: String? { get }
}

extension Identifier {
    /// Revives a stored value; `nil` when the text is not exactly a normal form.
    public init?(rawValue: String) {
        // The refusal is dropped on purpose: a stored value is right or wrong, nobody reads the reason.
        guard let value = try? Self(rawValue), value.rawValue == rawValue else { return nil }
        self = value
    }

    /// Decodes a normal form. The error does not repeat the value: it may be personal data.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a normal form of \(Self.self)")
        }
        self = value
    }

    /// The form people read.
    public var display: String { rawValue }
    /// Nothing unusual.
    public var remark: String? { nil }
    /// The normal form.
    public var description: String { rawValue }
}

/// Why a text is not the identifier it should be.
public struct IdentifierRefusal: Refusal, Equatable {
    /// A French sentence that says what is wrong and what to do.
    public let message: String
    /// The value that was probably meant: to be confirmed by a person, never taken silently.
    public let suggestion: String?

    init(_ message: String, suggestion: String? = nil) {
        self.message = message
        self.suggestion = suggestion
    }
}

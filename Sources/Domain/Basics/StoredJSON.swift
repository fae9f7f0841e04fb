import Foundation

/// A value kept in one column of text, as JSON.
public struct StoredJSON<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    public var value: Value

    public init(_ value: Value) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        value = try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    public func encode(to encoder: any Encoder) throws {
        let writer = JSONEncoder()
        writer.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var container = encoder.singleValueContainer()
        try container.encode(String(decoding: try writer.encode(value), as: UTF8.self))
    }
}

import Foundation

/// A line of the palette or of a field that suggests.
struct Suggestion: Codable, Sendable, Equatable {
    /// `learner`, `company`, `contact`, `class`, `page`, `action`: decides the icon.
    let kind: String
    let label: String
    var detail = ""
    let url: String
    /// The key of the record, for fields.
    var value = ""
}

extension Answer {
    static func suggestions(_ lines: [Suggestion]) throws -> Answer {
        .json([UInt8](try JSONEncoder().encode(lines)))
    }
}

import Foundation
import Persistence

/// The second net: refuses, the first time it runs, a statement that names a school's table without its school.
enum ScopeGuard {
    struct UnscopedStatement: Error, CustomStringConvertible {
        let table: String
        let statement: String
        var description: String { "table \(table) is named without its school in: \(statement)" }
    }

    /// - Parameter statement: the text as sent to the engine.
    static func inspect(_ statement: String) throws {
        let text = statement.lowercased()
        guard !text.hasPrefix("create"), !text.hasPrefix("drop"), !text.hasPrefix("alter"), !text.hasPrefix("pragma")
        else { return }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "(" || $0 == ")" || $0 == "," })
        for (index, word) in words.enumerated() where introducers.contains(String(word)) {
            guard index + 1 < words.count, let table = schoolTables[String(words[index + 1])] else { continue }
            guard isScoped(word: String(word), after: words[(index + 2)...]) else {
                throw UnscopedStatement(table: table, statement: statement)
            }
        }
    }

    private static let introducers: Set<String> = ["from", "join", "into", "update"]

    private static let schoolTables: [String: String] = Dictionary(
        uniqueKeysWithValues: SchoolTable.allCases.map { ($0.rawValue, $0.rawValue) })

    /// A scoped read goes on with `where school_id =`; the sub-select of a teacher's learners binds it further on.
    private static func isScoped(word: String, after rest: ArraySlice<Substring>) -> Bool {
        switch word {
        case "into": return rest.contains("school_id")
        case "update": return rest.contains("school_id")
        default:
            return rest.prefix(24).contains { $0 == "school_id" || $0.hasSuffix(".school_id") }
        }
    }
}

import Persistence

/// The reader of the network: it reads the three views that hold what schools share, and may name nothing else.
struct SharedReader {
    private let database: Database

    init(database: Database) {
        self.database = database
    }

    func rows<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> [T] {
        try database.rows(sql, as: type)
    }

    func row<T: Decodable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try database.row(sql, as: type)
    }

    /// How PostgreSQL knows the reader; no school has such a key.
    static let name = "~partage"

    /// All that leaves a school.
    static let views: Set<String> = ["shared_company", "shared_contact", "shared_place"]

    /// A statement that reads something else than what is shared.
    struct NotShared: Error, CustomStringConvertible {
        let statement: String
        var description: String { "the reader of the network may not run: \(statement)" }
    }

    /// Refuses, the first time it runs, a statement that is no reading or names another table.
    ///
    /// Each `from` and each `join` is followed by a shared view or by a reading between parentheses; a comma in a list of
    /// tables is refused.
    static func inspect(_ statement: String) throws {
        let words = words(of: statement)
        guard words.first == "select", !words.contains(where: writes.contains) else {
            throw NotShared(statement: statement)
        }
        var isListing = false
        for (index, word) in words.enumerated() {
            if ends.contains(word) { isListing = false }
            if isListing, word == "," { throw NotShared(statement: statement) }
            guard word == "from" || word == "join" else { continue }
            isListing = true
            let next = index + 1 < words.count ? words[index + 1] : ""
            guard next == "(" || views.contains(next) else { throw NotShared(statement: statement) }
        }
    }

    private static let writes: Set<String> = ["insert", "update", "delete", "create", "drop", "alter", "with", ";"]
    private static let ends: Set<String> = ["where", "on", "order", "group", "limit", "(", ")", "select"]

    private static func words(of statement: String) -> [String] {
        var words: [String] = []
        var word = ""
        func close() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in statement.lowercased() {
            if "(),;".contains(character) {
                close()
                words.append(String(character))
            } else if character.isWhitespace || character == "\"" {
                close()
            } else {
                word.append(character)
            }
        }
        close()
        return words
    }
}

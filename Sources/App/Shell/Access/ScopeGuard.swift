import Foundation
import Persistence

/// The second net under `SchoolDatabase`: refuses, the first time it runs, a statement that names a school's table
/// without binding it to a school.
///
/// It reads the statement as levels of parentheses. Wherever a school's table is named, the same level must hold
/// `school_id = ?` (of that table, when the level names several) among its conditions, and no `or` beside it. An
/// insertion must write the column, a replacement on conflict must compare it, and no update may change it.
enum ScopeGuard {
    struct UnscopedStatement: Error, CustomStringConvertible {
        let table: String
        let statement: String
        var description: String { "table \(table) is named without its school in: \(statement)" }
    }

    /// - Parameter statement: the text as sent to the engine, without its arguments.
    static func inspect(_ statement: String) throws {
        var words = SQLWords(statement)
        guard let verb = words.all.first, verbs.contains(verb) else {
            throw UnscopedStatement(table: "?", statement: statement)
        }
        let level = words.readLevel()
        if let table = level.unscopedTable { throw UnscopedStatement(table: table, statement: statement) }
    }

    private static let verbs: Set<String> = ["select", "with", "insert", "update", "delete", "values"]

    static let tables = Set(SchoolTable.allCases.map(\.rawValue))
}

/// The words of a statement, in lower case; signs that matter are words of their own, texts between quotes are one word.
private struct SQLWords {
    private(set) var all: [String] = []
    private var position = 0

    init(_ statement: String) {
        var word = ""
        var quote: Character?
        for character in statement.lowercased() {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" {
                quote = character
                word += "'"
            } else if "(),=;<>|+".contains(character) {
                close(&word)
                all.append(String(character))
            } else if character.isWhitespace || character == "\"" {
                close(&word)
            } else {
                word.append(character)
            }
        }
        close(&word)
    }

    private mutating func close(_ word: inout String) {
        if !word.isEmpty { all.append(word) }
        word = ""
    }

    /// Reads up to the parenthesis that closes, each parenthesis inside as one level.
    mutating func readLevel() -> SQLLevel {
        var level = SQLLevel()
        while position < all.count {
            let word = all[position]
            position += 1
            if word == ")" { break }
            level.parts.append(word == "(" ? .level(readLevel()) : .word(word))
        }
        return level
    }
}

/// What stands between two parentheses: words and inner levels.
private struct SQLLevel {
    enum Part {
        case word(String)
        case level(SQLLevel)
    }

    var parts: [Part] = []

    /// A table of a school that no condition binds, here or inside.
    var unscopedTable: String? {
        for query in queries {
            if let table = query.unscopedHere { return table }
        }
        for case .level(let inner) in parts {
            if let table = inner.unscopedTable { return table }
        }
        return nil
    }

    /// The parts between `union`, `except` and `intersect`.
    private var queries: [SQLLevel] {
        parts.split { part in
            guard case .word(let word) = part else { return false }
            return ["union", "except", "intersect", ";"].contains(word)
        }.map { SQLLevel(parts: Array($0)) }
    }

    private var unscopedHere: String? {
        let named = namedTables
        let joined = named.count + innerSources
        for named in named where !isBound(named, alone: joined == 1) { return named.table }
        return nil
    }

    // MARK: Tables

    private struct NamedTable {
        enum Use { case read, insert, update }
        let table: String
        let alias: String
        let use: Use
        let position: Int
    }

    /// The tables of schools named at this level, each with the name its columns bear.
    private var namedTables: [NamedTable] {
        var found: [NamedTable] = []
        var inSources = false
        for (index, part) in parts.enumerated() {
            guard case .word(let word) = part else { continue }
            switch word {
            case "from", "join": inSources = true
            case "where", "on", "set", "group", "order", "limit", "values", "using": inSources = false
            default: break
            }
            guard let use = use(before: index, inSources: inSources) else { continue }
            let table = String(word.split(separator: ".").last ?? "")
            guard ScopeGuard.tables.contains(table) else { continue }
            found.append(NamedTable(table: table, alias: alias(after: index) ?? table, use: use, position: index))
        }
        return found
    }

    private func use(before index: Int, inSources: Bool) -> NamedTable.Use? {
        switch word(index - 1) {
        case "from", "join": .read
        case "only" where inSources: .read
        case ",": inSources ? .read : nil
        case "into": .insert
        case "update" where word(index - 2) != "do" && word(index) != "set": .update
        default: nil
        }
    }

    /// `learner as l` and `learner l`.
    private func alias(after index: Int) -> String? {
        guard let next = word(index + 1) else { return nil }
        if next == "as" { return word(index + 2) }
        return SQLLevel.afterTable.contains(next) ? nil : next
    }

    private static let afterTable: Set<String> = [
        "where", "on", "join", "left", "right", "inner", "cross", "full", "natural", "set", "group", "order", "limit",
        "values", "using", "returning", "select", "default", ",", "=",
    ]

    /// Sub-selects that stand among the sources: `from (select …) as learner`.
    private var innerSources: Int {
        var count = 0
        for (index, part) in parts.enumerated() {
            if case .level = part, ["from", "join"].contains(word(index - 1)) { count += 1 }
        }
        return count
    }

    // MARK: Conditions

    private func isBound(_ named: NamedTable, alone: Bool) -> Bool {
        switch named.use {
        case .insert:
            guard case .level(let columns)? = part(named.position + 1), columns.hasWord("school_id") else {
                return false
            }
            return !replacesOnConflict || binds(named.alias, alone: false)
        case .update:
            return !changesSchool && binds(named.alias, alone: alone)
        case .read:
            return binds(named.alias, alone: alone)
        }
    }

    private var replacesOnConflict: Bool {
        parts.indices.contains { word($0) == "do" && word($0 + 1) == "update" }
    }

    /// `set school_id = …` would give the row to another school.
    private var changesSchool: Bool {
        guard let start = parts.indices.first(where: { word($0) == "set" }) else { return false }
        let end = parts.indices.first { $0 > start && word($0) == "where" } ?? parts.count
        return (start..<end).contains { word($0) == "school_id" && word($0 + 1) == "=" }
    }

    /// Whether the conditions of this level hold `school_id = ?`, and no `or` that would let other rows in.
    private func binds(_ alias: String, alone: Bool) -> Bool {
        let names = alone ? [alias + ".school_id", "school_id"] : [alias + ".school_id"]
        guard let start = parts.indices.first(where: { word($0) == "where" || word($0) == "on" }) else { return false }
        return SQLLevel(parts: Array(parts[start...])).requires(names)
    }

    private func requires(_ names: [String]) -> Bool {
        guard !hasWord("or") else { return false }
        for (index, part) in parts.enumerated() {
            switch part {
            case .word(let name):
                guard names.contains(name), ["and", "where", "on", nil].contains(word(index - 1)) else { continue }
                if word(index + 1) == "=", word(index + 2) == "?" { return true }
            case .level(let inner):
                // A plain group of conditions; a sub-select has conditions of its own.
                if ["and", "where", "on", nil].contains(word(index - 1)), inner.word(0) != "select",
                    inner.requires(names)
                {
                    return true
                }
            }
        }
        return false
    }

    private func hasWord(_ word: String) -> Bool {
        parts.indices.contains { self.word($0) == word }
    }

    private func part(_ index: Int) -> Part? {
        parts.indices.contains(index) ? parts[index] : nil
    }

    private func word(_ index: Int) -> String? {
        guard case .word(let word)? = part(index) else { return nil }
        return word
    }
}

import Domain
import Foundation

/// How values are kept in a column: a line each, fields between tabs. Quick to read, for each page of steering does.
enum IndicatorContent {
    private static let tab = UInt8(ascii: "\t")
    private static let newline = UInt8(ascii: "\n")

    static func text(_ values: [IndicatorValue]) throws -> String {
        values.map(line).joined(separator: "\n")
    }

    /// Reads what `text` wrote, and the JSON of the first databases.
    static func values(_ text: String) throws -> [IndicatorValue] {
        if text.hasPrefix("[") { return try JSONDecoder().decode([IndicatorValue].self, from: Data(text.utf8)) }
        return text.utf8.split(separator: newline).compactMap { value($0) }
    }

    private static func line(_ value: IndicatorValue) -> String {
        var fields = [
            value.code, number(value.numerator), number(value.denominator), value.partsAddUp ? "1" : "0",
            plain(value.partsLabel),
        ]
        for part in value.parts { fields += [plain(part.label), String(part.numerator), number(part.denominator)] }
        return fields.joined(separator: "\t")
    }

    private static func number(_ value: Int?) -> String { value.map { String($0) } ?? "" }

    /// A label cannot end its field: signs that are not printed become blanks.
    private static func plain(_ text: String) -> String {
        text.contains { $0 == "\t" || $0.isNewline }
            ? String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 }) : text
    }

    private static func value(_ line: Substring.UTF8View) -> IndicatorValue? {
        let fields = line.split(separator: tab, omittingEmptySubsequences: false)
        guard fields.count >= 5 else { return nil }
        let parts = stride(from: 5, to: fields.count - 2, by: 3).map { index in
            IndicatorValue.Part(
                String(Substring(fields[index])), whole(fields[index + 1]) ?? 0, of: whole(fields[index + 2]))
        }
        return IndicatorValue(
            String(Substring(fields[0])), whole(fields[1]), of: whole(fields[2]), parts: parts,
            partsLabel: String(Substring(fields[4])), partsAddUp: fields[3].first == UInt8(ascii: "1"))
    }

    private static func whole(_ digits: Substring.UTF8View) -> Int? { Int(Substring(digits)) }
}

import Domain
import Foundation

/// One field that a line of the journal changed.
struct JournalChange: Equatable, Sendable {
    let label: String
    let before: String
    let after: String
}

extension JournalEntry {
    /// The fields that differ between before and after, as people say them.
    var changes: [JournalChange] { changes(JournalNames()) }

    /// - Parameter names: what the keys of records stand for; a key without a name is left out.
    func changes(_ names: JournalNames) -> [JournalChange] {
        let words = JournalWords(kind: subjectKind, names: names)
        let before = JournalValue.fields(of: beforeValue)
        let after = JournalValue.fields(of: afterValue)
        var seen: Set<String> = []
        return Set(before.keys).union(after.keys).filter { !JournalFields.known.isSilent($0) }.sorted()
            .compactMap { name in
                guard before[name] != after[name] else { return nil }
                var (old, new) = (words.shown(before[name], of: name), words.shown(after[name], of: name))
                // Both are kept as one text that people do not read: that it changed is all there is to say.
                if old == JournalWords.changed, new == old { old = "" }
                let change = JournalChange(label: JournalFields.known.label(of: name), before: old, after: new)
                guard old != new, seen.insert("\(change)").inserted else { return nil }
                return change
            }
    }

    /// The keys of other records among the values.
    var keys: [String] {
        [beforeValue, afterValue].flatMap { JournalValue.fields(of: $0).values.flatMap(\.texts) }
    }
}

/// Says values as people do.
private struct JournalWords {
    let kind: String
    let names: JournalNames

    static let changed = "modifié"

    func shown(_ value: JournalValue?, of field: String) -> String {
        switch value {
        case .text(let text): shown(text, field)
        case .number(let number): shown(number, field)
        case .flag(let flag): flag ? "oui" : "non"
        case .list(let list):
            list.map { shown($0, of: field) }.filter { !$0.isEmpty }.joined(separator: ", ")
        case .fields(let fields):
            fields.sorted { $0.key < $1.key }.map { shown($0.value, of: $0.key) }.filter { !$0.isEmpty }
                .joined(separator: " ")
        case .nothing, nil: ""
        }
    }

    private func shown(_ text: String, _ field: String) -> String {
        guard !text.isEmpty else { return "" }
        if JournalNames.isKey(text) { return names[text] ?? "" }
        if text.hasPrefix("{") || text.hasPrefix("[") {
            return JournalWords.isStored(text) ? JournalWords.changed : text
        }
        if let day = LocalDate(text) { return day.long }
        if text.utf8.count > 16, let moment = Moment(text) { return moment.french(in: .paris) }
        let name = field.split(separator: ".").last.map(String.init) ?? field
        if let word = JournalCodes.known.label(of: text, in: kind, field: name) { return word }
        return text
    }

    private func shown(_ number: Double, _ field: String) -> String {
        let name = field.split(separator: ".").last.map(String.init) ?? field
        let whole = number == number.rounded() && abs(number) < 1e15
        if name.hasSuffix("Cents") || JournalWords.amounts.contains(name), whole {
            return Cents(rawValue: Int(number)).french
        }
        if name.hasSuffix("Tenths"), whole { return (number / 10).formatted(.number.locale(Locale(identifier: "fr"))) }
        if name.hasSuffix("Minute"), whole, (0..<1_440).contains(number) { return HourSpan.clock(Int(number)) }
        if name == "schoolYear" || name == "currentYear", whole { return "\(Int(number))-\(Int(number) + 1)" }
        return whole ? String(Int(number)) : String(number)
    }

    private static let amounts: Set<String> = ["amount", "daily", "due", "paid", "cap", "deduction", "gratification"]

    /// A value kept as JSON in one column.
    private static func isStored(_ text: String) -> Bool {
        (try? JSONDecoder().decode(JournalValue.self, from: Data(text.utf8))) != nil
    }
}

/// A value of the journal, whatever its shape.
private enum JournalValue: Decodable, Equatable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([JournalValue])
    case fields([String: JournalValue])
    case nothing

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JournalValue].self) {
            self = .list(list)
        } else {
            self = .fields(try container.decode([String: JournalValue].self))
        }
    }

    /// The fields of a record in JSON, those of parts as `address.city`.
    static func fields(of json: String?) -> [String: JournalValue] {
        // A line that an older program wrote in another form shows its action without its fields.
        guard let json, let value = try? JSONDecoder().decode(JournalValue.self, from: Data(json.utf8)) else {
            return [:]
        }
        var fields: [String: JournalValue] = [:]
        value.collect(into: &fields, under: "")
        return fields
    }

    private func collect(into fields: inout [String: JournalValue], under name: String) {
        if case .fields(let parts) = self {
            for (part, value) in parts { value.collect(into: &fields, under: name.isEmpty ? part : name + "." + part) }
        } else if self != .nothing {
            fields[name.isEmpty ? "valeur" : name] = self
        }
    }

    /// Every text inside.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let list): list.flatMap(\.texts)
        case .fields(let fields): fields.values.flatMap(\.texts)
        case .number, .flag, .nothing: []
        }
    }
}

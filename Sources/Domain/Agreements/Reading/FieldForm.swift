/// How a value is written in the JSON form of an agreement.
struct FieldForm<Value>: Sendable {
    /// « date », « nombre entier »: for the documentation.
    let name: String
    /// What to write instead, with an example.
    let hint: String
    let parse: @Sendable (JSONTree) -> Value?
}

extension FieldForm where Value == String {
    static let text = FieldForm(name: "texte", hint: "Écrivez un texte entre guillemets.") { tree in
        if case .text(let text) = tree { text } else { nil }
    }
}

extension FieldForm where Value == Bool {
    static let flag = FieldForm(name: "oui ou non", hint: "Écrivez true ou false, sans guillemets.") { tree in
        if case .flag(let flag) = tree { flag } else { nil }
    }
}

extension FieldForm where Value == LocalDate {
    static let date = FieldForm(name: "date", hint: "Écrivez une date qui existe, comme \"2026-01-05\".") { tree in
        if case .text(let text) = tree { LocalDate(text) } else { nil }
    }
}

extension FieldForm where Value == Int {
    static let count = FieldForm(name: "nombre entier", hint: "Écrivez un nombre entier, comme 12.") {
        FieldForm.scaled($0, by: 1)
    }
    static let tenths = FieldForm(name: "nombre, au dixième", hint: "Écrivez un nombre, comme 13.5.") {
        FieldForm.scaled($0, by: 10)
    }
    static let hundredths = FieldForm(name: "nombre, au centième", hint: "Écrivez un nombre, comme 21.4.") {
        FieldForm.scaled($0, by: 100)
    }
    static let clock = FieldForm(name: "heure", hint: "Écrivez une heure, comme \"08:30\".") { tree in
        if case .text(let text) = tree { HourSpan.minutes(parsing: text) } else { nil }
    }
    static let duration = FieldForm(
        name: "durée", hint: "Écrivez des heures, comme 35, ou des heures et minutes, comme \"34:30\"."
    ) { tree in
        switch tree {
        case .number: return scaled(tree, by: 60)
        case .text(let text):
            let parts = text.split(separator: ":").map { Int($0) }
            guard parts.count == 2, let hours = parts[0], let minutes = parts[1], (0...9999).contains(hours),
                (0..<60).contains(minutes)
            else { return nil }
            return hours * 60 + minutes
        default: return nil
        }
    }

    /// A number that is whole once multiplied, within what any count may be.
    fileprivate static func scaled(_ tree: JSONTree, by factor: Double) -> Int? {
        guard case .number(let number) = tree else { return nil }
        let value = number * factor
        guard value >= 0, value <= 100_000_000, abs(value - value.rounded()) < 0.000_001 else { return nil }
        return Int(value.rounded())
    }
}

extension FieldForm where Value == Cents {
    static let euros = FieldForm(name: "montant en euros", hint: "Écrivez un montant, comme 4.50.") { tree in
        FieldForm<Int>.scaled(tree, by: 100).map { Cents(rawValue: $0) }
    }
}

extension FieldForm where Value == Mention {
    static let mention = FieldForm(name: "numéro de mention, 1 à 15", hint: "Écrivez un numéro de 1 à 15.") { tree in
        FieldForm<Int>.count.parse(tree).flatMap(Mention.init)
    }
}

extension FieldForm where Value == DaySchedule {
    static let day = FieldForm(
        name: "heures d’un jour",
        hint:
            "Écrivez des plages qui ne se recouvrent pas, 24 h au plus, comme \"08:00-12:00, 13:00-17:00\"\u{A0}; "
            + "\"\" pour "
            + "un jour libre."
    ) { tree in
        if case .text(let text) = tree { DaySchedule(clocks: text) } else { nil }
    }
}

extension FieldForm where Value: RawRepresentable & CaseIterable & SendableMetatype, Value.RawValue == String {
    static var choice: FieldForm {
        let values = Value.allCases.map(\.rawValue)
        return FieldForm(
            name: "l’un de\u{A0}: " + values.joined(separator: ", "),
            hint: "Choisissez parmi\u{A0}: " + values.joined(separator: ", ") + "."
        ) { tree in
            if case .text(let text) = tree { Value(rawValue: text) } else { nil }
        }
    }
}

extension DaySchedule {
    /// Reads `08:00-12:00, 13:00-17:00`; an end before its start crosses midnight. `nil` when a span is wrong, when two
    /// share a minute, or when the day is longer than 24 h.
    init?(clocks text: String) {
        var spans: [HourSpan] = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-").map { HourSpan.minutes(parsing: $0) }
            guard ends.count == 2, let from = ends[0], let to = ends[1], from != to else { return nil }
            spans.append(HourSpan(from: from, to: to))
        }
        spans.sort { $0.from < $1.from }
        for (span, next) in zip(spans, spans.dropFirst()) where span.from + span.minutes > next.from { return nil }
        guard let first = spans.first else { self.init(); return }
        guard spans.last.map({ $0.from + $0.minutes <= first.from + 1440 }) == true else { return nil }
        let startsAfterNoon = spans.count == 1 && first.from >= HourSpan.noon
        self =
            startsAfterNoon
            ? DaySchedule(afternoon: first)
            : DaySchedule(
                morning: first, afternoon: spans.dropFirst().first, others: Array(spans.dropFirst(2)))
    }
}

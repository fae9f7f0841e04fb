import Domain

/// A typed form: what may come in, parsed once. Problems are collected, never the first only.
protocol FormInput: Sendable {
    init(reading form: inout FormReader)
}

/// What is wrong with one field of a form, or with the whole when `field` is empty.
struct FieldProblem: Equatable, Sendable {
    let field: String
    let message: String
}

/// Reads fields one by one and remembers what is wrong with them.
struct FormReader: Sendable {
    let values: FormValues
    private(set) var problems: [FieldProblem] = []

    init(_ values: FormValues) {
        self.values = values
    }

    mutating func refuse(_ field: String, _ message: String) {
        problems.append(FieldProblem(field: field, message: message))
    }

    /// Text that must be there.
    mutating func required(_ field: String, _ missing: String, max: Int = 200) -> String {
        let text = values[field]
        if text.isEmpty { refuse(field, missing) }
        return limited(text, field, max)
    }

    /// Text that may be empty.
    mutating func text(_ field: String, max: Int = 200) -> String {
        limited(values[field], field, max)
    }

    /// Text, or `nil` when empty.
    mutating func optional(_ field: String, max: Int = 200) -> String? {
        let text = limited(values[field], field, max)
        return text.isEmpty ? nil : text
    }

    /// A day typed by hand or picked; `nil` when empty.
    mutating func date(_ field: String) -> LocalDate? {
        let text = values[field]
        guard !text.isEmpty else { return nil }
        guard let date = LocalDate(french: text) else {
            refuse(field, "Cette date n’existe pas. Écrivez-la sous la forme 31/12/2026.")
            return nil
        }
        return date
    }

    /// A day that must be there. The value returned beside a problem is never used.
    mutating func requiredDate(_ field: String, _ missing: String) -> LocalDate {
        if let date = date(field) { return date }
        if values[field].isEmpty { refuse(field, missing) }
        return LocalDate(dayNumber: 0)
    }

    mutating func number(_ field: String, in range: ClosedRange<Int>) -> Int? {
        let text = values[field].filter { !$0.isWhitespace }
        guard !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            refuse(field, "Écrivez un nombre entier entre \(range.lowerBound) et \(range.upperBound).")
            return nil
        }
        return number
    }

    func flag(_ field: String) -> Bool {
        ["1", "on", "oui", "true"].contains(values[field])
    }

    /// One value of a list of choices.
    mutating func choice<Choice: RawRepresentable<String>>(_ field: String, or fallback: Choice) -> Choice {
        let text = values[field]
        guard !text.isEmpty else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            refuse(field, "Choisissez une valeur de la liste.")
            return fallback
        }
        return choice
    }

    func key<Subject>(_ field: String, of: Subject.Type = Subject.self) -> ID<Subject>? {
        let text = values[field]
        return text.isEmpty ? nil : ID(text)
    }

    /// Text that a parser turns into a value, its own sentence beside the field when it cannot; `nil` when empty.
    mutating func parsed<Value>(_ field: String, _ parse: (String) throws -> Value) -> Value? {
        let text = values[field]
        guard !text.isEmpty else { return nil }
        do {
            return try parse(text)
        } catch let refusal as any Refusal {
            refuse(field, refusal.message)
        } catch {
            refuse(field, "Cette valeur n’est pas valable.")
        }
        return nil
    }

    private mutating func limited(_ text: String, _ field: String, _ max: Int) -> String {
        guard text.count > max else { return text }
        refuse(field, "Ce texte est trop long : \(max) caractères au plus, vous en avez écrit \(text.count).")
        return text
    }
}

/// What a form shows: values to fill in and problems to explain. Nothing typed is lost.
struct FormState: Sendable {
    var values = FormValues()
    var problems: [FieldProblem] = []

    init(_ pairs: [(String, String)] = []) {
        values = FormValues(pairs)
    }

    init(values: FormValues, problems: [FieldProblem]) {
        self.values = values
        self.problems = problems
    }

    subscript(_ field: String) -> String { values[field] }

    func problem(_ field: String) -> String? {
        problems.first { $0.field == field }?.message
    }
}

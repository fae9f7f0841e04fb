/// An amount of money in euro cents.
public struct Cents: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// Cents; negative for a debt.
    public let rawValue: Int

    /// An amount in cents.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The smaller amount first.
    public static func < (left: Cents, right: Cents) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The sum.
    public static func + (left: Cents, right: Cents) -> Cents {
        Cents(rawValue: left.rawValue + right.rawValue)
    }

    /// `1 890,00 €`, with no-break spaces.
    public var french: String {
        let value = rawValue.magnitude
        let units = FrenchNumber.grouped(Int(value / 100))
        return (rawValue < 0 ? "−" : "") + units + "," + LocalDate.padded(Int(value % 100), 2) + "\u{A0}€"
    }
}

extension Cents {
    /// `1 890 €` where no cent is left over, `1 890,50 €` else: for lists and large figures.
    public var short: String {
        guard rawValue.isMultiple(of: 100) else { return french }
        return (rawValue < 0 ? "−" : "") + FrenchNumber.grouped(Int(rawValue.magnitude / 100)) + "\u{A0}€"
    }
}

/// Whole numbers as French readers expect them.
public enum FrenchNumber {
    /// `12 649`, grouped by three with narrow no-break spaces.
    public static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append("\u{202F}") }
            text.append(digit)
        }
        return text
    }

    /// `1 élève`, `12 élèves`: French takes the plural from two.
    public static func counted(_ value: Int, _ singular: String, _ plural: String) -> String {
        grouped(value) + "\u{A0}" + (value.magnitude < 2 ? singular : plural)
    }
}

/// The figure of an indicator: its numerator, its denominator when it is a rate, and the parts it is made of.
public struct IndicatorValue: Codable, Equatable, Sendable {
    /// A share of the whole: a kind of action, a stream, a day before departure.
    public struct Part: Codable, Equatable, Sendable {
        public let label: String
        public let numerator: Int
        public let denominator: Int?

        public init(_ label: String, _ numerator: Int, of denominator: Int? = nil) {
            self.label = label
            self.numerator = numerator
            self.denominator = denominator
        }
    }

    public let code: String
    /// `nil` when nothing measures it yet.
    public let numerator: Int?
    public let denominator: Int?
    public let parts: [Part]
    /// What the parts are: « par filière ».
    public let partsLabel: String
    /// Whether the parts add up to the whole, so that one hidden alone could be told from the rest.
    public let partsAddUp: Bool

    public init(
        _ code: String, _ numerator: Int?, of denominator: Int? = nil, parts: [Part] = [], partsLabel: String = "",
        partsAddUp: Bool = false
    ) {
        self.code = code
        self.numerator = numerator
        self.denominator = denominator
        self.parts = parts
        self.partsLabel = partsLabel
        self.partsAddUp = partsAddUp
    }

    /// The figure in the unit of the indicator; `nil` without measure, or when the denominator of a rate is zero.
    public var figure: Int? {
        guard let numerator else { return nil }
        switch Indicator.of(code)?.unit ?? .count {
        case .count, .minutes, .euros: return numerator
        case .percent: return IndicatorValue.rate(numerator, of: denominator, times: 100)
        case .mean: return IndicatorValue.rate(numerator, of: denominator, times: 10)
        }
    }

    static func rate(_ numerator: Int, of denominator: Int?, times factor: Int) -> Int? {
        guard let denominator, denominator > 0 else { return nil }
        return (numerator * factor * 2 + denominator) / (denominator * 2)
    }
}

extension IndicatorValue.Part {
    /// The figure of the part in a unit.
    public func figure(in unit: IndicatorUnit) -> Int? {
        switch unit {
        case .percent: denominator == nil ? numerator : IndicatorValue.rate(numerator, of: denominator, times: 100)
        case .mean: denominator == nil ? numerator : IndicatorValue.rate(numerator, of: denominator, times: 10)
        case .count, .minutes, .euros: numerator
        }
    }
}

/// What may be shown of an indicator: small groups of people are hidden, and what would give them away (idea I16).
public struct ShownIndicator: Equatable, Sendable {
    /// A part, without its figures when it is hidden.
    public struct Part: Equatable, Sendable {
        public let label: String
        public let numerator: Int?
        public let denominator: Int?
        public let figure: Int?

        public var isHidden: Bool { numerator == nil }
    }

    public let indicator: Indicator
    public let numerator: Int?
    public let denominator: Int?
    public let figure: Int?
    /// The group is too small to be told of.
    public let isHidden: Bool
    public let parts: [Part]
    public let partsLabel: String

    public var isMeasured: Bool { isHidden || numerator != nil }

    /// - Parameter threshold: the least number of people a figure may speak of.
    public init(_ value: IndicatorValue, _ indicator: Indicator, threshold: Int) {
        self.indicator = indicator
        partsLabel = value.partsLabel
        let size = value.denominator ?? value.numerator
        let isSmall = indicator.isPersonal && SmallGroups.isSmall(size, threshold)
        isHidden = isSmall
        numerator = isSmall ? nil : value.numerator
        denominator = isSmall ? nil : value.denominator
        figure = isSmall ? nil : value.figure
        let hidden =
            isSmall
            ? Set(value.parts.indices)
            : indicator.isPersonal ? SmallGroups.hidden(value.parts, threshold: threshold, addUp: value.partsAddUp) : []
        parts = value.parts.enumerated().map { index, part in
            hidden.contains(index)
                ? Part(label: part.label, numerator: nil, denominator: nil, figure: nil)
                : Part(
                    label: part.label, numerator: part.numerator, denominator: part.denominator,
                    figure: part.figure(in: indicator.unit))
        }
    }
}

/// Which groups are too small to be told of.
public enum SmallGroups {
    /// Some people, and fewer than the threshold: nobody is not a group.
    public static func isSmall(_ size: Int?, _ threshold: Int) -> Bool {
        guard let size else { return false }
        return size > 0 && size < threshold
    }

    /// The parts to hide. When they add up to a whole that is shown, one hidden alone is the whole less the others:
    /// the smallest of the others is then hidden too.
    public static func hidden(_ parts: [IndicatorValue.Part], threshold: Int, addUp: Bool) -> Set<Int> {
        func size(_ index: Int) -> Int { parts[index].denominator ?? parts[index].numerator }
        var hidden = Set(parts.indices.filter { isSmall(size($0), threshold) })
        guard addUp, !hidden.isEmpty else { return hidden }
        // What is hidden together must be large enough not to be told from the whole.
        while hidden.count == 1 || hidden.reduce(0, { $0 + size($1) }) < threshold {
            let others = parts.indices.filter { !hidden.contains($0) && size($0) > 0 }
            guard let next = others.min(by: { (size($0), $0) < (size($1), $1) }) else { break }
            hidden.insert(next)
        }
        return hidden
    }
}

/// An indicator beside the same of the year before.
public struct IndicatorTrend: Equatable, Sendable {
    public enum Direction: Equatable, Sendable { case better, worse, same, unknown }

    public let before: Int?
    public let after: Int?
    public let direction: Direction

    public init(_ shown: ShownIndicator, before: ShownIndicator?) {
        self.before = before?.figure
        after = shown.figure
        guard let now = shown.figure, let then = before?.figure else {
            direction = .unknown
            return
        }
        if now == then {
            direction = .same
        } else {
            direction = (now > then) != shown.indicator.lowerIsBetter ? .better : .worse
        }
    }
}

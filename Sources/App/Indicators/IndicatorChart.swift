import Domain

/// One bar of a chart, with the same of the year before.
struct ChartBar: Sendable {
    let label: String
    let value: Int
    var before: Int?
    let written: String
    var tone: Tone = .neutral
}

/// Horizontal bars drawn by the server; their table stands beside them.
/// - Parameter narrow: for a side panel: short labels, shorter bars.
func barChart(_ title: String, _ bars: [ChartBar], narrow: Bool = false) -> HTML {
    guard !bars.isEmpty else { return "" }
    let (label, usualRoom, width) = narrow ? (80, 120, 280) : (202, 320, 640)
    let start = label + 8
    // The longest value has its place to the right of the longest bar.
    let words = bars.map(\.written.count).max() ?? 0
    let room = max(40, min(usualRoom, width - start - 16 - words * 7))
    let most = max(1, bars.flatMap { [$0.value, $0.before ?? 0] }.max() ?? 1)
    let height = bars.count * 34 + 6
    let rows = bars.enumerated().map { index, bar -> HTML in
        let top = index * 34 + 6
        let length = max(1, bar.value * room / most)
        let tone: HTML? = bar.tone == .neutral ? nil : " class=\"\(bar.tone.rawValue)\""
        let before: HTML? = bar.before.map { value in
            "<rect class=\"before\" x=\"\(start)\" y=\"\(top + 17)\" width=\"\(max(1, value * room / most))\" height=\"5\"/>"
        }
        return """
            <text x="\(label)" y="\(top + 12)" text-anchor="end">\(ChartText.short(bar.label))</text>\
            <rect\(tone) x="\(start)" y="\(top)" width="\(length)" height="15"/>\(before)\
            <text x="\(start + 8 + length)" y="\(top + 12)">\(bar.written)</text>
            """
    }
    return """
        <svg class="bars" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(title). Le tableau donne les mêmes valeurs.">\
        \(rows)<path class="axis" d="M\(start) 0v\(height)"/></svg>
        """
}

private enum ChartText {
    /// What fits beside a bar; the table says it whole.
    static func short(_ text: String) -> String {
        text.count > 32 ? text.prefix(31) + "…" : text
    }
}

extension ShownIndicator {
    /// `87 %`, `—` without measure, `moins de 5` when it is hidden.
    func written(threshold: Int) -> String {
        if isHidden { return "moins de \(threshold)" }
        return figure.map(indicator.unit.written) ?? (numerator == nil ? "pas mesuré" : "—")
    }

    /// « 47 sur 52 »; empty for what is no rate.
    var fraction: String {
        guard let numerator, let denominator else { return "" }
        switch indicator.unit {
        case .percent where indicator.code == "I5.1":
            return "\(HourSpan.duration(numerator)) sur \(HourSpan.duration(denominator))"
        case .percent: return "\(FrenchNumber.grouped(numerator)) sur \(FrenchNumber.grouped(denominator))"
        case .mean: return FrenchNumber.counted(denominator, "réponse", "réponses")
        case .count, .minutes, .euros: return ""
        }
    }
}

extension ShownIndicator.Part {
    /// `87 % (20 sur 23)`, `3,2 (34 réponses)`, `12 sur 40`, `12`; `masqué` when it is hidden.
    func written(in unit: IndicatorUnit) -> String {
        guard let figure, let numerator else { return "masqué" }
        guard let denominator else { return FrenchNumber.grouped(numerator) }
        let fraction = "\(FrenchNumber.grouped(numerator)) sur \(FrenchNumber.grouped(denominator))"
        switch unit {
        case .percent: return "\(figure)\u{A0}% (\(fraction))"
        case .mean:
            return "\(unit.written(figure)) (\(FrenchNumber.counted(denominator, "réponse", "réponses")))"
        case .count, .minutes, .euros:
            let rate = denominator == 0 ? "" : " (\((numerator * 200 + denominator) / (denominator * 2))\u{A0}%)"
            return fraction + rate
        }
    }

    /// The same; times are told as such.
    func written(of indicator: Indicator) -> String {
        guard indicator.code == "I5.1", let figure, let numerator, let denominator else {
            return written(in: indicator.unit)
        }
        return "\(figure)\u{A0}% (\(HourSpan.duration(numerator)) sur \(HourSpan.duration(denominator)))"
    }
}

extension IndicatorTrend {
    /// « +4 points », with the word that says whether it is better.
    func mark(_ unit: IndicatorUnit) -> HTML? {
        guard let before, let after else { return nil }
        switch direction {
        case .unknown: return nil
        case .same: return "<span class=\"muted\">comme l’an passé</span>"
        case .better, .worse:
            let tone: Tone = direction == .better ? .done : .soon
            let sign = after > before ? "+" : "−"
            let gap = abs(after - before)
            let written = unit == .percent ? FrenchNumber.counted(gap, "point", "points") : unit.written(gap)
            return badge("\(sign)\(written)", tone)
        }
    }
}

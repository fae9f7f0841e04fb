/// Days of a placement with somebody, both included.
public struct PlacementDays: Equatable, Sendable {
    /// First day.
    public let startsOn: LocalDate
    /// Last day, included.
    public let endsOn: LocalDate
    /// Name of the host.
    public let host: String

    /// The days of one placement.
    public init(startsOn: LocalDate, endsOn: LocalDate, host: String) {
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.host = host
    }
}

extension PlacementDays {
    /// PFMP-29. Two agreements of one learner never share a day.
    public func overlaps(with others: [PlacementDays]) -> [Finding] {
        others.compactMap { other in
            let first = max(startsOn, other.startsOn)
            let last = min(endsOn, other.endsOn)
            guard first <= last else { return nil }
            let days = first == last ? "le \(first.long)" : "du \(first.long) au \(last.long)"
            return Finding(
                rule: 29, severity: .block,
                message: "Une autre convention couvre déjà ces jours (\(days), \(other.host)).",
                source: "Règles de l’allocation de stage (décret n°\u{A0}2023-765)",
                remedy: "Changez les dates de l’une des deux.")
        }
    }
}

/// What the attestation of the end of a stay says (D.124-9, PFMP-38).
public struct AttestationContent: Equatable, Sendable {
    /// One line: its heading and its value, empty when it is not known.
    public struct Line: Equatable, Sendable {
        public let heading: String
        public let value: String
    }

    /// The lines, in the order of the paper.
    public let lines: [Line]

    /// Headings whose value is missing: the paper is not complete.
    public var missing: [String] { lines.filter(\.value.isEmpty).map(\.heading) }

    /// - Parameter trainee: the name of the learner, which the rules do not know.
    public init(trainee: String, _ facts: AgreementCase) {
        let paper = facts.attestation
        let days = paper.dayTenths.flatMap { tenths -> String? in
            guard case .days(let whole) = WholeDays.read(tenths: tenths) else { return nil }
            return FrenchNumber.counted(whole, "jour", "jours")
        }
        let dates = facts.period.days.map { "du \($0.lowerBound.long) au \($0.upperBound.long)" }
        let values: [(String, String?)] = [
            ("Organisme d’accueil", facts.host.name), ("Stagiaire", trainee), ("Formation", facts.training.title),
            ("Période", dates), ("Durée effective, en jours", days),
            ("Durée effective, en heures", paper.minutes.map(HourSpan.duration)),
            ("Gratification totale", (paper.gratification ?? Cents(rawValue: 0)).french),
            ("Signée par", paper.signedBy), ("Signée le", paper.signedOn?.long),
        ]
        lines = values.map { Line(heading: $0.0, value: $0.1 ?? "") }
    }
}

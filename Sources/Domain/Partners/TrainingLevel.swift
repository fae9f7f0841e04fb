/// The year of a course, as a host says which learners it takes.
public enum TrainingLevel: String, Codable, CaseIterable, Sendable {
    case seconde, premiere, terminale, cap1, cap2, cap3, bts1, bts2, other = "autre"

    /// « CAP, 1re année »
    public var label: String {
        switch self {
        case .seconde: "Seconde professionnelle"
        case .premiere: "Première professionnelle"
        case .terminale: "Terminale professionnelle"
        case .cap1: "CAP, 1re année"
        case .cap2: "CAP, 2e année"
        case .cap3: "CAP, 3e année"
        case .bts1: "BTS, 1re année"
        case .bts2: "BTS, 2e année"
        case .other: "Autre formation"
        }
    }

    /// « CAP 1 », for charts and cards.
    public var short: String {
        switch self {
        case .seconde: "2de"
        case .premiere: "1re"
        case .terminale: "Tle"
        case .cap1: "CAP 1"
        case .cap2: "CAP 2"
        case .cap3: "CAP 3"
        case .bts1: "BTS 1"
        case .bts2: "BTS 2"
        case .other: "autre"
        }
    }

    /// The level of a MEF; `nil` when the code is empty or damaged.
    public init?(mef text: String) {
        // An empty or damaged code has no level: nothing else is to be said about it here.
        guard let mef = try? MEF(text) else { return nil }
        let byYear: [TrainingLevel] =
            switch mef.dispositif {
            case "247", "276": [.seconde, .premiere, .terminale]
            case "240", "241", "242", "271": [.cap1, .cap2, .cap3]
            case "311", "310": [.bts1, .bts2]
            default: []
            }
        guard let year = mef.year, (1...max(1, byYear.count)).contains(year), !byYear.isEmpty else {
            self = .other
            return
        }
        self = byYear[year - 1]
    }
}

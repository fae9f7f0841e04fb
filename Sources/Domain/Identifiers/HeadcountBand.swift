/// How many people an employer has, in the bands of the register Sirene (`trancheEffectifs`).
public enum HeadcountBand: String, CaseIterable, Codable, Sendable {
    case unknown = "NN"
    case none = "00"
    case from1 = "01"
    case from3 = "02"
    case from6 = "03"
    case from10 = "11"
    case from20 = "12"
    case from50 = "21"
    case from100 = "22"
    case from200 = "31"
    case from250 = "32"
    case from500 = "41"
    case from1000 = "42"
    case from2000 = "51"
    case from5000 = "52"
    case from10000 = "53"

    /// Fewest people of the band; `nil` when unknown.
    public var lower: Int? {
        switch self {
        case .unknown: nil
        case .none: 0
        case .from1: 1
        case .from3: 3
        case .from6: 6
        case .from10: 10
        case .from20: 20
        case .from50: 50
        case .from100: 100
        case .from200: 200
        case .from250: 250
        case .from500: 500
        case .from1000: 1000
        case .from2000: 2000
        case .from5000: 5000
        case .from10000: 10_000
        }
    }

    /// Most people of the band; `nil` when unknown or without limit.
    public var upper: Int? {
        guard let lower, let index = Self.allCases.firstIndex(of: self), index + 1 < Self.allCases.count else {
            return nil
        }
        return max(lower, (Self.allCases[index + 1].lower ?? lower) - 1)
    }

    /// « 10 à 19 salariés »
    public var label: String {
        switch (lower, upper) {
        case (nil, _): "effectif inconnu"
        case (0, _): "aucun salarié"
        case (let lower?, let upper?):
            "\(FrenchNumber.grouped(lower)) à \(FrenchNumber.counted(upper, "salarié", "salariés"))"
        case (let lower?, nil): "\(FrenchNumber.counted(lower, "salarié", "salariés")) et plus"
        }
    }
}

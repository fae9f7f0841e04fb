/// Where a set of public holidays applies.
public enum Territory: String, CaseIterable, Codable, Sendable {
    case metropole
    case alsaceMoselle = "alsace-moselle"
    case guadeloupe
    case martinique
    case guyane
    case laReunion = "la-reunion"
    case mayotte
    case saintMartin = "saint-martin"
    case saintBarthelemy = "saint-barthelemy"
    case saintPierreEtMiquelon = "saint-pierre-et-miquelon"

    /// « La Réunion »
    public var label: String {
        switch self {
        case .metropole: "Métropole"
        case .alsaceMoselle: "Alsace-Moselle"
        case .guadeloupe: "Guadeloupe"
        case .martinique: "Martinique"
        case .guyane: "Guyane"
        case .laReunion: "La Réunion"
        case .mayotte: "Mayotte"
        case .saintMartin: "Saint-Martin"
        case .saintBarthelemy: "Saint-Barthélemy"
        case .saintPierreEtMiquelon: "Saint-Pierre-et-Miquelon"
        }
    }

    /// Month and day of the abolition of slavery (loi n° 83-550), where it is a public holiday.
    var abolition: (month: Int, day: Int)? {
        switch self {
        case .guadeloupe: (5, 27)
        case .martinique: (5, 22)
        case .guyane: (6, 10)
        case .laReunion: (12, 20)
        case .mayotte: (4, 27)
        case .saintMartin: (5, 28)
        case .saintBarthelemy: (10, 9)
        case .metropole, .alsaceMoselle, .saintPierreEtMiquelon: nil
        }
    }
}

/// A département, or an overseas collectivity with a code of its own.
public struct Departement: Hashable, Sendable {
    /// `31`, `2A`, `971`.
    public let code: String
    /// `Haute-Garonne`
    public let name: String
    /// INSEE code of the région; `nil` for overseas collectivities.
    public let regionCode: String?
    private let academieCode: String

    fileprivate init(_ code: String, _ name: String, region: String?, academie: String) {
        self.code = code
        self.name = name
        regionCode = region
        academieCode = academie
    }

    /// Accepts the forms of public files: `31`, `031`, `2A`, `02A`, `2a`, `69D`, `69M`, `1`.
    public init?(code text: String) {
        var code = TypedCode(text).text
        if code == "69D" || code == "69M" { code = "69" }
        if code.utf8.count == 3, code.hasPrefix("0") { code.removeFirst() }
        if code.utf8.count == 1 { code = "0" + code }
        guard let known = Departement.byCode[code] else { return nil }
        self = known
    }

    /// The académie whose schools these are.
    public var academie: Academie? { Academie(code: academieCode) }

    /// Name of the région; `nil` for overseas collectivities.
    public var regionName: String? { regionCode.flatMap { Departement.regions[$0] } }

    /// Whose public holidays apply; `nil` in the Pacific, which has rules of its own.
    public var territory: Territory? {
        switch code {
        case "57", "67", "68": .alsaceMoselle
        case "971": .guadeloupe
        case "972": .martinique
        case "973": .guyane
        case "974": .laReunion
        case "975": .saintPierreEtMiquelon
        case "976": .mayotte
        case "977": .saintBarthelemy
        case "978": .saintMartin
        case "986", "987", "988": nil
        default: .metropole
        }
    }
}

extension Departement: Codable {
    /// Reads the code.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let known = Departement.byCode[code] else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no département \(code)")
        }
        self = known
    }

    /// Writes the code.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

extension Departement {
    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    private static let regions = [
        "01": "Guadeloupe", "02": "Martinique", "03": "Guyane", "04": "La Réunion", "06": "Mayotte",
        "11": "Île-de-France", "24": "Centre-Val de Loire", "27": "Bourgogne-Franche-Comté", "28": "Normandie",
        "32": "Hauts-de-France", "44": "Grand Est", "52": "Pays de la Loire", "53": "Bretagne",
        "75": "Nouvelle-Aquitaine", "76": "Occitanie", "84": "Auvergne-Rhône-Alpes",
        "93": "Provence-Alpes-Côte d’Azur", "94": "Corse",
    ]

    /// In the order of their codes, collectivities last.
    public static let all: [Departement] = [
        Departement("01", "Ain", region: "84", academie: "10"),
        Departement("02", "Aisne", region: "32", academie: "20"),
        Departement("03", "Allier", region: "84", academie: "06"),
        Departement("04", "Alpes-de-Haute-Provence", region: "93", academie: "02"),
        Departement("05", "Hautes-Alpes", region: "93", academie: "02"),
        Departement("06", "Alpes-Maritimes", region: "93", academie: "23"),
        Departement("07", "Ardèche", region: "84", academie: "08"),
        Departement("08", "Ardennes", region: "44", academie: "19"),
        Departement("09", "Ariège", region: "76", academie: "16"),
        Departement("10", "Aube", region: "44", academie: "19"),
        Departement("11", "Aude", region: "76", academie: "11"),
        Departement("12", "Aveyron", region: "76", academie: "16"),
        Departement("13", "Bouches-du-Rhône", region: "93", academie: "02"),
        Departement("14", "Calvados", region: "28", academie: "70"),
        Departement("15", "Cantal", region: "84", academie: "06"),
        Departement("16", "Charente", region: "75", academie: "13"),
        Departement("17", "Charente-Maritime", region: "75", academie: "13"),
        Departement("18", "Cher", region: "24", academie: "18"),
        Departement("19", "Corrèze", region: "75", academie: "22"),
        Departement("21", "Côte-d’Or", region: "27", academie: "07"),
        Departement("22", "Côtes-d’Armor", region: "53", academie: "14"),
        Departement("23", "Creuse", region: "75", academie: "22"),
        Departement("24", "Dordogne", region: "75", academie: "04"),
        Departement("25", "Doubs", region: "27", academie: "03"),
        Departement("26", "Drôme", region: "84", academie: "08"),
        Departement("27", "Eure", region: "28", academie: "70"),
        Departement("28", "Eure-et-Loir", region: "24", academie: "18"),
        Departement("29", "Finistère", region: "53", academie: "14"),
        Departement("2A", "Corse-du-Sud", region: "94", academie: "27"),
        Departement("2B", "Haute-Corse", region: "94", academie: "27"),
        Departement("30", "Gard", region: "76", academie: "11"),
        Departement("31", "Haute-Garonne", region: "76", academie: "16"),
        Departement("32", "Gers", region: "76", academie: "16"),
        Departement("33", "Gironde", region: "75", academie: "04"),
        Departement("34", "Hérault", region: "76", academie: "11"),
        Departement("35", "Ille-et-Vilaine", region: "53", academie: "14"),
        Departement("36", "Indre", region: "24", academie: "18"),
        Departement("37", "Indre-et-Loire", region: "24", academie: "18"),
        Departement("38", "Isère", region: "84", academie: "08"),
        Departement("39", "Jura", region: "27", academie: "03"),
        Departement("40", "Landes", region: "75", academie: "04"),
        Departement("41", "Loir-et-Cher", region: "24", academie: "18"),
        Departement("42", "Loire", region: "84", academie: "10"),
        Departement("43", "Haute-Loire", region: "84", academie: "06"),
        Departement("44", "Loire-Atlantique", region: "52", academie: "17"),
        Departement("45", "Loiret", region: "24", academie: "18"),
        Departement("46", "Lot", region: "76", academie: "16"),
        Departement("47", "Lot-et-Garonne", region: "75", academie: "04"),
        Departement("48", "Lozère", region: "76", academie: "11"),
        Departement("49", "Maine-et-Loire", region: "52", academie: "17"),
        Departement("50", "Manche", region: "28", academie: "70"),
        Departement("51", "Marne", region: "44", academie: "19"),
        Departement("52", "Haute-Marne", region: "44", academie: "19"),
        Departement("53", "Mayenne", region: "52", academie: "17"),
        Departement("54", "Meurthe-et-Moselle", region: "44", academie: "12"),
        Departement("55", "Meuse", region: "44", academie: "12"),
        Departement("56", "Morbihan", region: "53", academie: "14"),
        Departement("57", "Moselle", region: "44", academie: "12"),
        Departement("58", "Nièvre", region: "27", academie: "07"),
        Departement("59", "Nord", region: "32", academie: "09"),
        Departement("60", "Oise", region: "32", academie: "20"),
        Departement("61", "Orne", region: "28", academie: "70"),
        Departement("62", "Pas-de-Calais", region: "32", academie: "09"),
        Departement("63", "Puy-de-Dôme", region: "84", academie: "06"),
        Departement("64", "Pyrénées-Atlantiques", region: "75", academie: "04"),
        Departement("65", "Hautes-Pyrénées", region: "76", academie: "16"),
        Departement("66", "Pyrénées-Orientales", region: "76", academie: "11"),
        Departement("67", "Bas-Rhin", region: "44", academie: "15"),
        Departement("68", "Haut-Rhin", region: "44", academie: "15"),
        Departement("69", "Rhône", region: "84", academie: "10"),
        Departement("70", "Haute-Saône", region: "27", academie: "03"),
        Departement("71", "Saône-et-Loire", region: "27", academie: "07"),
        Departement("72", "Sarthe", region: "52", academie: "17"),
        Departement("73", "Savoie", region: "84", academie: "08"),
        Departement("74", "Haute-Savoie", region: "84", academie: "08"),
        Departement("75", "Paris", region: "11", academie: "01"),
        Departement("76", "Seine-Maritime", region: "28", academie: "70"),
        Departement("77", "Seine-et-Marne", region: "11", academie: "24"),
        Departement("78", "Yvelines", region: "11", academie: "25"),
        Departement("79", "Deux-Sèvres", region: "75", academie: "13"),
        Departement("80", "Somme", region: "32", academie: "20"),
        Departement("81", "Tarn", region: "76", academie: "16"),
        Departement("82", "Tarn-et-Garonne", region: "76", academie: "16"),
        Departement("83", "Var", region: "93", academie: "23"),
        Departement("84", "Vaucluse", region: "93", academie: "02"),
        Departement("85", "Vendée", region: "52", academie: "17"),
        Departement("86", "Vienne", region: "75", academie: "13"),
        Departement("87", "Haute-Vienne", region: "75", academie: "22"),
        Departement("88", "Vosges", region: "44", academie: "12"),
        Departement("89", "Yonne", region: "27", academie: "07"),
        Departement("90", "Territoire de Belfort", region: "27", academie: "03"),
        Departement("91", "Essonne", region: "11", academie: "25"),
        Departement("92", "Hauts-de-Seine", region: "11", academie: "25"),
        Departement("93", "Seine-Saint-Denis", region: "11", academie: "24"),
        Departement("94", "Val-de-Marne", region: "11", academie: "24"),
        Departement("95", "Val-d’Oise", region: "11", academie: "25"),
        Departement("971", "Guadeloupe", region: "01", academie: "32"),
        Departement("972", "Martinique", region: "02", academie: "31"),
        Departement("973", "Guyane", region: "03", academie: "33"),
        Departement("974", "La Réunion", region: "04", academie: "28"),
        Departement("976", "Mayotte", region: "06", academie: "43"),
        Departement("975", "Saint-Pierre-et-Miquelon", region: nil, academie: "44"),
        Departement("977", "Saint-Barthélemy", region: nil, academie: "32"),
        Departement("978", "Saint-Martin", region: nil, academie: "32"),
        Departement("986", "Wallis-et-Futuna", region: nil, academie: "42"),
        Departement("987", "Polynésie française", region: nil, academie: "41"),
        Departement("988", "Nouvelle-Calédonie", region: nil, academie: "40"),
    ]
}

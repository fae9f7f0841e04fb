import Foundation

/// An académie: the schools under one recteur.
public struct Academie: Hashable, Sendable {
    /// Which national school calendar applies.
    public enum Zone: String, Codable, CaseIterable, Sendable {
        case a = "A"
        case b = "B"
        case c = "C"
        /// Corsica and overseas: the recteur sets the dates.
        case own = "-"
    }

    /// Two digits: `16`.
    public let code: String
    /// `Aix-Marseille`
    public let name: String
    /// The zone of its school holidays.
    public let zone: Zone
    /// « académie de Toulouse »
    public let title: String
    private let zoneOfTime: String

    private init(_ code: String, _ name: String, _ zone: Zone, title: String? = nil, time: String = "Europe/Paris") {
        self.code = code
        self.name = name
        self.zone = zone
        self.title = "académie " + (title ?? "de " + name)
        zoneOfTime = time
    }

    /// Accepts `16` and `1` for Paris; 05 (Caen) and 21 (Rouen) are Normandie since 2020.
    public init?(code text: String) {
        var code = TypedCode(text).text
        if code.utf8.count == 1 { code = "0" + code }
        guard let known = Academie.byCode[Academie.former[code] ?? code] else { return nil }
        self = known
    }

    /// Accepts any case, accents or not, hyphens or not, « académie de », and the code.
    public init?(named text: String) {
        let words = SearchKey(text).words.filter { !Academie.smallWords.contains($0) }
        if words.count == 1, let known = Academie(code: words[0]) { self = known; return }
        guard let known = Academie.byKey[words.joined(separator: " ")] else { return nil }
        self = known
    }

    /// The territory whose public holidays apply in all of the académie but a few départements: prefer
    /// `Departement.territory` where the département is known. `nil` in the Pacific.
    public var territory: Territory? {
        switch code {
        case "15": .alsaceMoselle
        case "28": .laReunion
        case "31": .martinique
        case "32": .guadeloupe
        case "33": .guyane
        case "43": .mayotte
        case "44": .saintPierreEtMiquelon
        case "40", "41", "42": nil
        default: .metropole
        }
    }

    /// The clock of its schools.
    public var timeZone: TimeZone { TimeZone(identifier: zoneOfTime) ?? .paris }

    /// Its départements, in the order of their codes.
    public var departements: [Departement] { Departement.all.filter { $0.academie == self } }
}

extension Academie: Codable {
    /// Reads the code.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let known = Academie(code: code) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no académie \(code)")
        }
        self = known
    }

    /// Writes the code.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

extension Academie {
    private static let former = ["05": "70", "21": "70"]
    private static let smallWords: Set<String> = ["academie", "academies", "de", "des", "d", "du", "la", "et"]
    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    private static let byKey: [String: Academie] = {
        var table: [String: Academie] = [:]
        for academie in all {
            let words = SearchKey(academie.name).words.filter { !smallWords.contains($0) }
            table[words.joined(separator: " ")] = academie
        }
        table["caen"] = byCode["70"]
        table["rouen"] = byCode["70"]
        return table
    }()

    /// In the order of their codes.
    public static let all: [Academie] = [
        Academie("01", "Paris", .c),
        Academie("02", "Aix-Marseille", .b, title: "d’Aix-Marseille"),
        Academie("03", "Besançon", .a),
        Academie("04", "Bordeaux", .a),
        Academie("06", "Clermont-Ferrand", .a),
        Academie("07", "Dijon", .a),
        Academie("08", "Grenoble", .a),
        Academie("09", "Lille", .b),
        Academie("10", "Lyon", .a),
        Academie("11", "Montpellier", .c),
        Academie("12", "Nancy-Metz", .b),
        Academie("13", "Poitiers", .a),
        Academie("14", "Rennes", .b),
        Academie("15", "Strasbourg", .b),
        Academie("16", "Toulouse", .c),
        Academie("17", "Nantes", .b),
        Academie("18", "Orléans-Tours", .b, title: "d’Orléans-Tours"),
        Academie("19", "Reims", .b),
        Academie("20", "Amiens", .b, title: "d’Amiens"),
        Academie("22", "Limoges", .a),
        Academie("23", "Nice", .b),
        Academie("24", "Créteil", .c),
        Academie("25", "Versailles", .c),
        Academie("27", "Corse", .own),
        Academie("28", "La Réunion", .own, time: "Indian/Reunion"),
        Academie("31", "Martinique", .own, time: "America/Martinique"),
        Academie("32", "Guadeloupe", .own, time: "America/Guadeloupe"),
        Academie("33", "Guyane", .own, time: "America/Cayenne"),
        Academie("40", "Nouvelle-Calédonie", .own, time: "Pacific/Noumea"),
        Academie("41", "Polynésie française", .own, time: "Pacific/Tahiti"),
        Academie("42", "Wallis-et-Futuna", .own, time: "Pacific/Wallis"),
        Academie("43", "Mayotte", .own, time: "Indian/Mayotte"),
        Academie("44", "Saint-Pierre-et-Miquelon", .own, time: "America/Miquelon"),
        Academie("70", "Normandie", .b),
    ]
}

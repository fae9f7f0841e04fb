/// The columns of the Sirene files, by name: their place in the file does not count.
enum SireneColumns {
    static let mandatoryEstablishment = [
        "siren", "siret", "etatAdministratifEtablissement", "codeCommuneEtablissement",
        "libelleCommuneEtablissement", "activitePrincipaleEtablissement",
    ]

    static let mandatoryUnit = ["siren", "etatAdministratifUniteLegale", "denominationUniteLegale", "nomUniteLegale"]

    /// Columns without their common ending that are known and left aside, or read.
    private static let known: Set<String> = [
        "siren", "nic", "siret", "dateDebut", "longitude", "latitude", "geo_score", "geo_type", "geo_adresse", "geo_id",
        "geo_ligne", "geo_l4", "geo_l5", "etablissementSiege", "categorieEntreprise", "anneeCategorieEntreprise",
    ]

    /// Names that no version of the files had: worth a remark.
    static func unknown(_ header: [String]) -> [String] {
        header.filter { name in
            !known.contains(name) && !name.hasSuffix("Etablissement") && !name.hasSuffix("UniteLegale")
        }
    }

    /// Which file the header is of.
    static func kind(_ header: [String], file: String) throws(SireneFailure) -> SireneFile.Kind {
        let names = Set(header)
        if names.contains("dateFin"), names.contains("changementEtatAdministratifEtablissement") {
            throw SireneFailure(file: file, cause: .history)
        }
        if header.count == 1, let only = header.first {
            for separator in [";", "\t", "|"] where only.contains(separator) {
                throw SireneFailure(file: file, cause: .wrongSeparator(separator == "\t" ? "tabulation" : separator))
            }
        }
        let isUnit = header.contains { $0.hasSuffix("UniteLegale") }
        let isPlace = names.contains("siret") || header.contains { $0.hasSuffix("Etablissement") }
        guard isUnit || isPlace else { throw SireneFailure(file: file, cause: .unknownKind) }
        let kind: SireneFile.Kind = isPlace ? .establishments : .legalUnits
        let missing = (isPlace ? mandatoryEstablishment : mandatoryUnit).filter { !names.contains($0) }
        guard missing.isEmpty else { throw SireneFailure(file: file, cause: .missingColumns(missing)) }
        return kind
    }
}

/// The columns of one file by name.
struct ColumnPlaces {
    private let places: [String: Int]

    init(_ header: [String]) {
        places = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(_ name: String) -> Int? { places[name] }

    /// Where each field of a list stands, by its rank in the list.
    func places<Field: SireneField>(of fields: Field.Type) -> [Int?] { Field.allCases.map { places[$0.column] } }
}

/// A column that is read, whichever its place.
protocol SireneField: RawRepresentable<Int>, CaseIterable {
    /// Its name in the file.
    var column: String { get }
}

extension RowScanner.Row {
    /// The text of a column, empty when the file has none or hides it (`[ND]`).
    func shown(_ column: Int?) -> String {
        guard let column, column < count else { return "" }
        let range = range(column)
        if range.isEmpty { return "" }
        let isHidden = range.count == 4 && bytes[range.lowerBound] == 0x5B && bytes[range.upperBound - 1] == 0x5D
        return isHidden ? "" : text(column)
    }

    /// Whether a column is so many figures.
    @inline(__always)
    func isNumber(_ column: Int, digits: Int) -> Bool {
        let range = range(column)
        return range.count == digits && bytes[range].allSatisfy { (0x30...0x39).contains($0) }
    }
}

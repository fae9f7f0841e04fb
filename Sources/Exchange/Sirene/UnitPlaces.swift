import Domain

/// The columns of StockUniteLegale that are read, where they stand in one file.
struct UnitPlaces {
    private enum Field: Int, SireneField {
        case siren, etatAdministratif, statutDiffusion, categorieJuridique, categorieEntreprise, trancheEffectifs
        case activitePrincipale, nomenclatureActivitePrincipale, activitePrincipaleNAF25
        case denomination, denominationUsuelle1, denominationUsuelle2, denominationUsuelle3, sigle
        case prenomUsuel, prenom1, nomUsage, nom

        var column: String {
            switch self {
            case .siren, .categorieEntreprise: "\(self)"
            default: "\(self)UniteLegale"
            }
        }
    }

    private let places: [Int?]
    private let siren: Int

    init?(_ columns: ColumnPlaces) {
        places = columns.places(of: Field.self)
        guard let siren = places[Field.siren.rawValue] else { return nil }
        self.siren = siren
    }

    /// The SIREN as a number; `nil` when it is not one.
    @inline(__always)
    func number(_ row: RowScanner.Row) -> Int? {
        guard row.isNumber(siren, digits: 9) else { return nil }
        return row.bytes[row.range(siren)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// What is said of a row whose SIREN is not one.
    func problem(_ row: RowScanner.Row, file: String) -> ImportProblem {
        ImportProblem(
            file: file, line: row.line, column: "siren", value: row.text(siren),
            reason: "9 chiffres attendus\u{A0}: ligne laissée.", severity: .refused)
    }

    func unit(_ row: RowScanner.Row) -> SireneLegalUnit {
        var unit = SireneLegalUnit()
        unit.siren = row.text(siren)
        unit.isActive = of(row, .etatAdministratif) == "A"
        let diffusion = of(row, .statutDiffusion)
        unit.isPartial = diffusion == "P" || diffusion == "N"
        unit.category = of(row, .categorieJuridique)
        unit.size = of(row, .categorieEntreprise)
        unit.headcount = HeadcountBand(rawValue: of(row, .trancheEffectifs))
        unit.naf = of(row, .activitePrincipale)
        unit.nomenclature = of(row, .nomenclatureActivitePrincipale)
        unit.naf2025 = of(row, .activitePrincipaleNAF25)
        unit.name = name(row, isPartial: unit.isPartial)
        guard !unit.isPartial else { return unit }
        unit.usualName = first(row, .denominationUsuelle1, .denominationUsuelle2, .denominationUsuelle3)
        unit.acronym = of(row, .sigle)
        return unit
    }

    /// A company's name may be shown even when the rest is hidden; a person's never is.
    private func name(_ row: RowScanner.Row, isPartial: Bool) -> String {
        let company = of(row, .denomination)
        guard company.isEmpty, !isPartial else { return company }
        let parts = [first(row, .prenomUsuel, .prenom1), first(row, .nomUsage, .nom)]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func first(_ row: RowScanner.Row, _ fields: Field...) -> String {
        for field in fields {
            let text = of(row, field)
            if !text.isEmpty { return text }
        }
        return ""
    }

    private func of(_ row: RowScanner.Row, _ field: Field) -> String { row.shown(places[field.rawValue]) }
}

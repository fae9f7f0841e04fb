import Domain

/// The columns of StockEtablissement that are read, where they stand in one file.
struct EstablishmentPlaces {
    private enum Field: Int, SireneField {
        case siret, etatAdministratif, dateDebut, statutDiffusion, etablissementSiege, trancheEffectifs, anneeEffectifs
        case enseigne1, enseigne2, enseigne3, denominationUsuelle
        case activitePrincipale, nomenclatureActivitePrincipale, activitePrincipaleNAF25
        case complementAdresse, numeroVoie, indiceRepetition, typeVoie, libelleVoie, codePostal, libelleCommune
        case libelleCommuneEtranger, codeCommune, codeCedex, libelleCedex, libellePaysEtranger
        case coordonneeLambertAbscisse, coordonneeLambertOrdonnee

        var column: String {
            switch self {
            case .siret, .dateDebut, .etablissementSiege: "\(self)"
            default: "\(self)Etablissement"
            }
        }
    }

    private let places: [Int?]
    private let siret: Int
    private let state: Int

    init?(_ columns: ColumnPlaces) {
        places = columns.places(of: Field.self)
        guard let siret = places[Field.siret.rawValue], let state = places[Field.etatAdministratif.rawValue] else {
            return nil
        }
        (self.siret, self.state) = (siret, state)
    }

    /// What makes a row unusable.
    func problem(_ row: RowScanner.Row, file: String) -> ImportProblem? {
        guard row.isNumber(siret, digits: 14) else {
            return ImportProblem(
                file: file, line: row.line, column: "siret", value: row.text(siret),
                reason: "14 chiffres attendus\u{A0}: ligne laissée.", severity: .refused)
        }
        let range = row.range(state)
        guard range.count == 1, row.bytes[range.lowerBound] == 0x41 || row.bytes[range.lowerBound] == 0x46 else {
            return ImportProblem(
                file: file, line: row.line, column: "etatAdministratifEtablissement", value: row.text(state),
                reason: "A (actif) ou F (fermé) attendu\u{A0}: ligne laissée.", severity: .refused)
        }
        return nil
    }

    func establishment(_ row: RowScanner.Row) -> SireneEstablishment {
        var place = SireneEstablishment()
        place.siret = row.text(siret)
        place.isActive = row.bytes[row.range(state).lowerBound] == 0x41
        place.since = of(row, .dateDebut)
        let diffusion = of(row, .statutDiffusion)
        place.isPartial = diffusion == "P" || diffusion == "N"
        place.isHeadOffice = of(row, .etablissementSiege) == "true"
        place.headcount = HeadcountBand(rawValue: of(row, .trancheEffectifs))
        place.headcountYear = of(row, .anneeEffectifs)
        readNames(row, &place)
        readAddress(row, &place)
        guard !place.isPartial else { return place }
        place.lambertX = Double(of(row, .coordonneeLambertAbscisse))
        place.lambertY = Double(of(row, .coordonneeLambertOrdonnee))
        return place
    }

    private func readNames(_ row: RowScanner.Row, _ place: inout SireneEstablishment) {
        place.naf = of(row, .activitePrincipale)
        place.nomenclature = of(row, .nomenclatureActivitePrincipale)
        place.naf2025 = of(row, .activitePrincipaleNAF25)
        guard !place.isPartial else { return }
        for field in [Field.enseigne1, .enseigne2, .enseigne3] {
            let sign = of(row, field)
            if !sign.isEmpty { place.signs.append(sign) }
        }
        place.usualName = of(row, .denominationUsuelle)
    }

    /// Of a hidden place the town stays, when the file gives it, and the street goes.
    private func readAddress(_ row: RowScanner.Row, _ place: inout SireneEstablishment) {
        place.postalCode = of(row, .codePostal)
        place.communeCode = of(row, .codeCommune)
        place.town = of(row, .libelleCommune)
        let foreign = of(row, .libelleCommuneEtranger)
        if !foreign.isEmpty { place.town = foreign }
        place.country = of(row, .libellePaysEtranger)
        guard !place.isPartial else { return }
        place.complement = of(row, .complementAdresse)
        place.cedex = joined(of(row, .codeCedex), of(row, .libelleCedex))
        place.street = joined(
            of(row, .numeroVoie), of(row, .indiceRepetition), StreetKind.spelled(of(row, .typeVoie)),
            of(row, .libelleVoie))
    }

    private func joined(_ parts: String...) -> String {
        var text = ""
        for part in parts where !part.isEmpty {
            if !text.isEmpty { text += " " }
            text += part
        }
        return text
    }

    @inline(__always)
    private func of(_ row: RowScanner.Row, _ field: Field) -> String { row.shown(places[field.rawValue]) }
}

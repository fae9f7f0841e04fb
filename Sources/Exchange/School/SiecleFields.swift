import Domain

extension XMLElement {
    /// `1`/`0`, `O`/`N`, `true`/`false`.
    func flag(_ field: String) -> Bool? {
        switch self[field]?.lowercased() {
        case "1", "o", "oui", "true": true
        case "0", "n", "non", "false": false
        default: nil
        }
    }

    var phones: SieclePhones {
        SieclePhones(
            personal: self["TEL_PERSONNEL"], mobile: self["TEL_PORTABLE"], work: self["TEL_PROFESSIONNEL"])
    }

    var addressLines: [String] {
        (1...4).compactMap { self["LIGNE\($0)_ADRESSE"] }
    }
}

extension SchoolFilesMerger {
    /// `PARAMETRES` of any SIECLE file.
    func receiveParameters(_ record: XMLElement) {
        describe { part in
            part.uai = record["UAJ"]?.uppercased() ?? record.child("UAJ")?["CODE"]?.uppercased()
            part.schoolYear = record["ANNEE_SCOLAIRE"].flatMap { Int($0.prefix(4)) }
            part.exportedAt = record["HORODATAGE"] ?? record["DATE_EXPORT"]
        }
    }

    /// `ADRESSES/ADRESSE`.
    func receiveAddress(_ record: XMLElement) {
        guard let id = record["ADRESSE_ID"], isAcceptable(record) else { return }
        add(
            SiecleAddress(
                addressId: id, lines: record.addressLines, postalCode: record["CODE_POSTAL"],
                city: record["LIBELLE_POSTAL"] ?? record["COMMUNE_ETRANGERE"],
                departmentCode: record["CODE_DEPARTEMENT"], country: record["LL_PAYS"]))
    }
}

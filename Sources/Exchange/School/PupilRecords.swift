import Domain

/// The records of `ElevesSansAdresses.xml` and `ElevesAvecAdresses.xml`.
final class PupilRecords: SchoolRecordReader {
    private let merger: SchoolFilesMerger
    private var pupils: [SieclePupil] = []
    private var divisions: [String: [String]] = [:]
    private var groups: [String: [String]] = [:]
    private var hasStructures = false

    init(merger: SchoolFilesMerger) {
        self.merger = merger
    }

    func isRecord(parent: String, name: String) -> Bool {
        name == "PARAMETRES" || ["ELEVES", "STRUCTURES", "OPTIONS", "ADRESSES"].contains(parent)
    }

    func receive(_ record: XMLElement, under parent: String) {
        switch parent {
        case "ELEVES": receivePupil(record)
        case "STRUCTURES": receiveStructures(record)
        case "ADRESSES": merger.receiveAddress(record)
        case "OPTIONS": break
        default: merger.receiveParameters(record)
        }
    }

    private func receivePupil(_ record: XMLElement) {
        guard merger.isAcceptable(record) else { return }
        guard let eleveId = record["ELEVE_ID"] else { return refuse(record, "ELEVE_ID") }
        guard let name = record["NOM_DE_FAMILLE"] ?? record["NOM"] else { return refuse(record, "NOM_DE_FAMILLE") }
        guard let firstName = record["PRENOM"] else { return refuse(record, "PRENOM") }
        var pupil = SieclePupil(
            eleveId: eleveId, familyName: name, firstName: firstName, file: merger.file, line: record.line)
        readIdentity(record, &pupil)
        readSchooling(record, &pupil)
        if pupil.birthDate == nil, record["DATE_NAISS"] == nil {
            merger.warn(
                merger.file, line: record.line, column: "DATE_NAISS",
                "\(firstName) \(name) n’a pas de date de naissance : son âge ne pourra pas être vérifié.")
        }
        pupils.append(pupil)
    }

    private func refuse(_ record: XMLElement, _ field: String) {
        merger.refuse(
            line: record.line, column: field, value: nil, "élément absent ou vide : l’élève n’est pas repris.")
    }

    private func readIdentity(_ record: XMLElement, _ pupil: inout SieclePupil) {
        pupil.elenoet = record["ELENOET"]
        pupil.ine = (record["ID_NATIONAL"] ?? record["INE_BEA"])?.uppercased()
        pupil.usageName = record["NOM_USAGE"]
        pupil.firstName2 = record["PRENOM2"]
        pupil.firstName3 = record["PRENOM3"]
        pupil.birthDate = merger.day(record, "DATE_NAISS")
        pupil.sex = record["CODE_SEXE"].flatMap(SieclePupil.Sex.init)
        pupil.birthCountryCode = record["CODE_PAYS"]
        pupil.birthDepartmentCode = record["CODE_DEPARTEMENT_NAISS"]
        pupil.birthCommuneCode = record["CODE_COMMUNE_INSEE_NAISS"]
        pupil.birthPlace = record["VILLE_NAISS"]
        pupil.phones = record.phones
        pupil.mail = record["MEL"]
        pupil.addressId = record["ADRESSE_ID"]
    }

    private func readSchooling(_ record: XMLElement, _ pupil: inout SieclePupil) {
        pupil.regimeCode = record["CODE_REGIME"]
        pupil.mef = record["CODE_MEF"]
        pupil.statusCode = record["CODE_STATUT"]
        pupil.entryDate = merger.day(record, "DATE_ENTREE")
        pupil.exitDate = merger.day(record, "DATE_SORTIE")
        pupil.exitReasonCode = record["CODE_MOTIF_SORTIE"]
        pupil.isRepeating = record.flag("DOUBLEMENT")
    }

    private func receiveStructures(_ record: XMLElement) {
        hasStructures = true
        guard let eleveId = record["ELEVE_ID"], merger.isAcceptable(record) else { return }
        for structure in record.children {
            guard let code = structure["CODE_STRUCTURE"] else { continue }
            if structure["TYPE_STRUCTURE"] == "D" {
                divisions[eleveId, default: []].append(code)
            } else {
                groups[eleveId, default: []].append(code)
            }
        }
    }

    // MARK: End of the file

    func finish() {
        let refused = refuseDuplicates()
        for var pupil in pupils where !refused.contains(pupil.line) {
            pupil.division = divisions[pupil.eleveId]?.first
            pupil.groups = groups[pupil.eleveId] ?? []
            reportDivision(of: pupil)
            merger.add(pupil)
        }
    }

    /// Two learners cannot share an INE or a number: neither is taken, since nobody knows which is right.
    private func refuseDuplicates() -> Set<Int> {
        var refused: Set<Int> = []
        for (field, key) in [("ID_NATIONAL", \SieclePupil.ine), ("ELEVE_ID", \SieclePupil.optionalId)] {
            let withKey = pupils.filter { $0[keyPath: key] != nil }
            let same = Dictionary(grouping: withKey) { $0[keyPath: key] ?? "" }.filter { $0.value.count > 1 }
            for pupil in withKey {
                guard let value = pupil[keyPath: key], let twins = same[value] else { continue }
                refused.insert(pupil.line)
                let others = twins.filter { $0.line != pupil.line }.map {
                    "\($0.firstName) \($0.familyName), ligne \($0.line)"
                }
                let list = others.isEmpty ? "même ligne" : others.joined(separator: " ; ")
                merger.refuse(
                    line: pupil.line, column: field, value: value,
                    "identifiant en double dans le fichier (\(list)) : corrigez-le dans SIECLE puis refaites l’export.")
            }
        }
        return refused
    }

    private func reportDivision(of pupil: SieclePupil) {
        guard hasStructures else { return }
        let name = "\(pupil.firstName) \(pupil.familyName)"
        if pupil.division == nil, pupil.exitDate == nil {
            merger.warn(
                pupil.file, line: pupil.line, column: "CODE_STRUCTURE", "\(name) n’est affecté à aucune classe.")
        }
        if let several = divisions[pupil.eleveId], Set(several).count > 1 {
            merger.warn(
                pupil.file, line: pupil.line, column: "CODE_STRUCTURE", value: several.joined(separator: ", "),
                "\(name) est affecté à plusieurs classes : la première est retenue.")
        }
    }
}

extension SieclePupil {
    fileprivate var optionalId: String? { eleveId }
}

/// The records of `Nomenclature.xml`, `Structures.xml` and `Communs.xml`, which share their way of listing.
final class NomenclatureRecords: SchoolRecordReader {
    private let merger: SchoolFilesMerger

    init(merger: SchoolFilesMerger) {
        self.merger = merger
    }

    func isRecord(parent: String, name: String) -> Bool {
        switch parent {
        case "MEFS", "MATIERES", "DIVISIONS", "GROUPES": true
        case "DONNEES": name == "UAJ" || name == "ANNEE_SCOLAIRE"
        default: name == "PARAMETRES"
        }
    }

    func receive(_ record: XMLElement, under parent: String) {
        guard merger.isAcceptable(record) else { return }
        switch (parent, record.name) {
        case ("MEFS", _): receiveMEF(record)
        case ("MATIERES", _): merger.receiveSubject(record)
        case ("DIVISIONS", _): receiveDivision(record)
        case ("GROUPES", _): receiveGroup(record)
        case ("DONNEES", "UAJ"): receiveSchool(record)
        case ("DONNEES", _):
            merger.describeYear(
                starts: merger.day(record, "DATE_DEBUT_ELEVE"), ends: merger.day(record, "DATE_FIN_ELEVE"))
        default: merger.receiveParameters(record)
        }
    }

    private func receiveMEF(_ record: XMLElement) {
        guard let code = record["CODE_MEF"] else { return }
        merger.add(
            SiecleMEF(
                code: code, formation: record["FORMATION"], longLabel: record["LIBELLE_LONG"],
                editionLabel: record["LIBELLE_EDITION"], attachedCode: record["MEF_RATTACHEMENT"],
                mefstat: record["CODE_MEFSTAT"]))
    }

    private func receiveDivision(_ record: XMLElement) {
        guard let code = record["CODE_STRUCTURE"] ?? record["CODE_DIVISION"] ?? record["CODE"] else { return }
        merger.add(SiecleDivision(code: code, label: record.structureLabel, mefs: record.mefCodes))
    }

    private func receiveGroup(_ record: XMLElement) {
        guard let code = record["CODE_STRUCTURE"] ?? record["CODE_GROUPE"] ?? record["CODE"] else { return }
        let divisions = record.descendants("DIVISION_APPARTENANCE") + record.descendants("DIVISION")
        merger.add(
            SiecleGroup(
                code: code, label: record.structureLabel,
                divisions: divisions.compactMap { $0["CODE_STRUCTURE"] ?? $0["CODE"] }))
    }

    private func receiveSchool(_ record: XMLElement) {
        merger.describeSchool { school in
            school.name = record["DENOM_PRINC"]
            school.headName = record["NOM_RESP"]
            school.headQuality = record["QUAL_RESP"]
            school.addressLines = record.addressLines
            school.postalCode = record["CODE_POSTAL"]
            school.communeCode = record["CODE_COMMUNE_INSEE"]
            school.city = record["LL_COMMUNE_INSEE"] ?? record["LIBELLE_POSTAL"] ?? record["COMMUNE_ETRANGERE"]
            school.phone = record["TELEPHONE"]
            school.mail = record["MEL_1"] ?? record["MEL"]
        }
    }

    func finish() {
        guard let uai = merger.reading.parts.last?.uai, merger.reading.school != nil else { return }
        merger.describeSchool { $0.uai = $0.uai ?? uai }
    }
}

extension XMLElement {
    var structureLabel: String? { self["LIBELLE_LONG"] ?? self["LIBELLE_COURT"] ?? self["LIBELLE"] }

    /// The course years of a class, under whatever element the file lists them.
    var mefCodes: [String] {
        let listed = descendants("MEF").compactMap { $0["CODE_MEF"] ?? $0["CODE"] }
        return listed.isEmpty ? [self["CODE_MEF"]].compactMap(\.self) : listed
    }
}

extension SchoolFilesMerger {
    /// `MATIERES/MATIERE` of Nomenclature and of STS.
    func receiveSubject(_ record: XMLElement) {
        guard let code = record["CODE_MATIERE"] ?? record["CODE"] else { return }
        add(
            SiecleSubject(
                code: code, shortCode: record["CODE_GESTION"], label: record["LIBELLE_COURT"],
                longLabel: record["LIBELLE_EDITION"] ?? record["LIBELLE_LONG"]))
    }
}

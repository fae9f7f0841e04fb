import Domain

/// The records of `sts_emp_<UAI>_<year>.xml`: staff, and who teaches whom.
final class StaffRecords: SchoolRecordReader {
    private let merger: SchoolFilesMerger

    init(merger: SchoolFilesMerger) {
        self.merger = merger
    }

    func isRecord(parent: String, name: String) -> Bool {
        name == "PARAMETRES" || ["MATIERES", "MEFS", "INDIVIDUS", "DIVISIONS", "GROUPES"].contains(parent)
    }

    func receive(_ record: XMLElement, under parent: String) {
        guard merger.isAcceptable(record) else { return }
        switch parent {
        case "MATIERES": merger.receiveSubject(record)
        case "MEFS": receiveMEF(record)
        case "INDIVIDUS": receivePerson(record)
        case "DIVISIONS": receiveDivision(record)
        case "GROUPES": receiveGroup(record)
        default: receiveParameters(record)
        }
    }

    private func receiveParameters(_ record: XMLElement) {
        let school = record.child("UAJ")
        let year = record.child("ANNEE_SCOLAIRE")
        merger.describe { part in
            part.uai = school?.attributes["CODE"]?.trimmedOrNil?.uppercased()
            part.schoolYear = year?.attributes["ANNEE"].flatMap { Int($0.trimmed) }
            part.exportedAt = record["HORODATAGE"] ?? record["DATE_EXPORT"]
        }
        if let year {
            merger.describeYear(starts: merger.day(year, "DATE_DEBUT"), ends: merger.day(year, "DATE_FIN"))
        }
        guard let school else { return }
        merger.describeSchool { known in
            known.uai = known.uai ?? school.attributes["CODE"]?.trimmedOrNil?.uppercased()
            known.name = known.name ?? school["DENOM_PRINC"]
            known.academieCode = known.academieCode ?? school.child("ACADEMIE")?["CODE"]
            known.academie = known.academie ?? school.child("ACADEMIE")?["LIBELLE"]
        }
    }

    private func receiveMEF(_ record: XMLElement) {
        guard let code = record["CODE"] ?? record["CODE_MEF"] else { return }
        merger.add(
            SiecleMEF(
                code: code, formation: record["LIBELLE_COURT"] ?? record["FORMATION"],
                longLabel: record["LIBELLE_LONG"], editionLabel: record["LIBELLE_EDITION"]))
    }

    private func receivePerson(_ record: XMLElement) {
        guard let id = record["ID"] else { return refuse(record, "ID") }
        guard let name = record["NOM_USAGE"] ?? record["NOM_PATRONYMIQUE"] else { return refuse(record, "NOM_USAGE") }
        let civilities = ["1": "M.", "2": "Mme", "3": "Mme"]
        merger.add(
            SiecleStaff(
                key: SiecleStaffKey(type: record["TYPE"] ?? "epp", id: id),
                civility: record["CIVILITE"].flatMap { civilities[$0] }, usageName: name,
                birthName: record["NOM_PATRONYMIQUE"], firstName: record["PRENOM"], functionCode: record["FONCTION"],
                mainTeacherDivisions: record.list("PROFS_PRINC").compactMap { $0["CODE_STRUCTURE"] },
                disciplines: record.list("DISCIPLINES").compactMap {
                    $0["LIBELLE_COURT"] ?? $0["LIBELLE_LONG"] ?? $0["CODE"]
                },
                file: merger.file, line: record.line))
    }

    private func refuse(_ record: XMLElement, _ field: String) {
        merger.refuse(
            line: record.line, column: field, value: nil, "élément absent ou vide : la personne n’est pas reprise.")
    }

    private func receiveDivision(_ record: XMLElement) {
        guard let code = record["CODE"] ?? record["CODE_STRUCTURE"] else { return }
        merger.add(SiecleDivision(code: code, label: record.structureLabel, mefs: record.mefCodes))
        receiveServices(record, of: code, isGroup: false)
    }

    private func receiveGroup(_ record: XMLElement) {
        guard let code = record["CODE"] ?? record["CODE_STRUCTURE"] else { return }
        merger.add(
            SiecleGroup(
                code: code, label: record.structureLabel,
                divisions: record.list("DIVISIONS_APPARTENANCE").compactMap { $0["CODE"] }))
        receiveServices(record, of: code, isGroup: true)
    }

    private func receiveServices(_ record: XMLElement, of code: String, isGroup: Bool) {
        for service in record.list("SERVICES") {
            guard let subject = service["CODE_MATIERE"] else { continue }
            let teachers = service.list("ENSEIGNANTS").compactMap { teacher in
                teacher["ID"].map { SiecleStaffKey(type: teacher["TYPE"] ?? "epp", id: $0) }
            }
            let hours = service["HORAIRE"] ?? service["DUREE"]
            merger.add(
                SiecleService(
                    structureCode: code, isGroup: isGroup, subjectCode: subject, teachers: teachers,
                    weeklyMinutes: hours.flatMap(minutes)))
        }
    }

    /// `3.50`, `3,5` or `3H30`.
    private func minutes(_ text: String) -> Int? {
        let parts = text.lowercased().split(separator: "h", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let hours = Int(parts[0].trimmingBlanks),
                let rest = parts[1].isEmpty ? 0 : Int(parts[1].trimmingBlanks),
                (0...60).contains(hours), (0..<60).contains(rest)
            else { return nil }
            return hours * 60 + rest
        }
        guard let hours = Double(text.replacing(",", with: ".")), hours >= 0, hours <= 60 else { return nil }
        return Int((hours * 60).rounded())
    }

    func finish() {}
}

extension Substring {
    var trimmingBlanks: String { String(self).trimmed }
}

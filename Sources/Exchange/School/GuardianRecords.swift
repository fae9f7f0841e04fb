/// The records of `ResponsablesAvecAdresses.xml`.
final class GuardianRecords: SchoolRecordReader {
    private let merger: SchoolFilesMerger

    init(merger: SchoolFilesMerger) {
        self.merger = merger
    }

    func isRecord(parent: String, name: String) -> Bool {
        name == "PARAMETRES" || ["PERSONNES", "RESPONSABLES", "ADRESSES"].contains(parent)
    }

    func receive(_ record: XMLElement, under parent: String) {
        switch parent {
        case "PERSONNES": receivePerson(record)
        case "RESPONSABLES": receiveLink(record)
        case "ADRESSES": merger.receiveAddress(record)
        default: merger.receiveParameters(record)
        }
    }

    private func receivePerson(_ record: XMLElement) {
        guard merger.isAcceptable(record) else { return }
        guard let personId = record["PERSONNE_ID"] else { return refuse(record, "PERSONNE_ID") }
        guard let name = record["NOM_DE_FAMILLE"] ?? record["NOM"] ?? record["NOM_USAGE"] else {
            return refuse(record, "NOM_DE_FAMILLE")
        }
        merger.add(
            SiecleGuardian(
                personId: personId, civility: record["LC_CIVILITE"], familyName: name, usageName: record["NOM_USAGE"],
                firstName: record["PRENOM"], phones: record.phones, mail: record["MEL"],
                acceptsSms: record.flag("ACCEPTE_SMS"), addressId: record["ADRESSE_ID"], file: merger.file,
                line: record.line))
    }

    /// The element is named in several ways: only what it holds counts.
    private func receiveLink(_ record: XMLElement) {
        guard merger.isAcceptable(record) else { return }
        guard let eleveId = record["ELEVE_ID"] else { return refuse(record, "ELEVE_ID") }
        guard let personId = record["PERSONNE_ID"] else { return refuse(record, "PERSONNE_ID") }
        merger.add(
            SiecleLink(
                eleveId: eleveId, personId: personId, legalRank: record["RESP_LEGAL"].flatMap(Int.init),
                relationCode: record["CODE_PARENTE"],
                responsibilityLevel: record["NIVEAU_RESPONSABILITE"].flatMap(Int.init),
                paysFees: record.flag("PAIE_FRAIS_SCOLAIRES") ?? record.flag("RESP_FINANCIER"),
                isContact: record.flag("PERS_CONTACT"), line: record.line))
    }

    private func refuse(_ record: XMLElement, _ field: String) {
        merger.refuse(
            line: record.line, column: field, value: nil, "élément absent ou vide : la fiche n’est pas reprise.")
    }

    func finish() {}
}

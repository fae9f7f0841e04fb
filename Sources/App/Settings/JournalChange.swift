import Foundation

/// One field that a line of the journal changed.
struct JournalChange: Equatable, Sendable {
    let label: String
    let before: String
    let after: String
}

extension JournalEntry {
    /// The fields that differ between before and after, in French where the program knows their name.
    var changes: [JournalChange] {
        let before = JournalValue.fields(of: beforeValue)
        let after = JournalValue.fields(of: afterValue)
        return Set(before.keys).union(after.keys).subtracting(JournalEntry.silent).sorted().compactMap { name in
            let (old, new) = (before[name] ?? "", after[name] ?? "")
            guard old != new else { return nil }
            return JournalChange(label: JournalEntry.labels[name] ?? name, before: old, after: new)
        }
    }

    /// What only the program needs.
    private static let silent: Set<String> = ["id", "version", "searchKey", "sortKey", "schoolId"]

    private static let labels = [
        "academie": "Académie", "activity": "Activité", "address.city": "Commune", "address.line1": "Voie",
        "address.line2": "Complément d’adresse", "address.postalCode": "Code postal", "birthDate": "Date de naissance",
        "bureauEmail": "Adresse du bureau", "bureauName": "Responsable du bureau", "bureauPhone": "Téléphone du bureau",
        "certifying": "Évaluée pour le diplôme", "civility": "Civilité", "classId": "Classe", "companyId": "Entreprise",
        "contactId": "Contact", "count": "Nombre", "currentYear": "Année scolaire", "ddfptName": "DDFPT",
        "email": "Adresse électronique", "endsOn": "Fin", "familyName": "Nom", "firstName": "Prénom",
        "function": "Fonction", "happenedOn": "Date", "headName": "Chef d’établissement",
        "headTitle": "Fonction du chef d’établissement", "headcount": "Effectif",
        "insurancePolicy": "Numéro de contrat", "insurer": "Assureur", "kind": "Nature", "label": "Intitulé",
        "learnerId": "Apprenant", "learnerPublic": "Statut", "leftOn": "Départ", "legalName": "Raison sociale",
        "naf": "Activité (NAF)", "name": "Nom", "nextAction": "Suite à donner", "nextActionOn": "Date de la suite",
        "note": "Note", "notes": "Notes", "number": "Numéro", "origin": "Origine", "outcome": "Résultat",
        "periodId": "Période", "person": "Personne", "phone": "Téléphone", "purpose": "Objet", "rank": "Rang",
        "referentId": "Professeur référent", "regime": "Régime", "relation": "Relation", "roles": "Rôles",
        "schoolYear": "Année scolaire", "signatory": "Signataire", "signatoryId": "Signataire", "siret": "SIRET",
        "startsOn": "Début", "state": "État", "stream": "Filière", "territory": "Jours fériés",
        "timeZone": "Fuseau horaire", "tradeName": "Enseigne", "tutor": "Tuteur", "tutorId": "Tuteur",
        "website": "Site",
    ]

    /// What a kind of record is called.
    static func kindLabel(_ kind: String) -> String {
        kinds[kind] ?? kind
    }

    private static let kinds = [
        "account": "Compte", "agreement": "Convention", "company": "Entreprise", "contact": "Contact",
        "guardian": "Responsable légal", "import": "Import", "import_run": "Import", "learner": "Apprenant", "mail": "Courriel",
        "period": "Période de PFMP", "pfmp_period": "Période de PFMP", "placement": "Placement", "rule": "Règle",
        "school": "Établissement", "school_class": "Classe", "staff_member": "Membre de l’équipe",
    ]
}

/// A value of the journal, whatever its shape.
private enum JournalValue: Decodable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([JournalValue])
    case fields([String: JournalValue])
    case nothing

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JournalValue].self) {
            self = .list(list)
        } else {
            self = .fields(try container.decode([String: JournalValue].self))
        }
    }

    /// The fields of a record in JSON, those of parts as `address.city`.
    static func fields(of json: String?) -> [String: String] {
        // A line that an older program wrote in another form shows its action without its fields.
        guard let json, let value = try? JSONDecoder().decode(JournalValue.self, from: Data(json.utf8)) else {
            return [:]
        }
        var fields: [String: String] = [:]
        value.collect(into: &fields, under: "")
        return fields
    }

    private func collect(into fields: inout [String: String], under name: String) {
        if case .fields(let parts) = self {
            for (part, value) in parts { value.collect(into: &fields, under: name.isEmpty ? part : name + "." + part) }
        } else {
            fields[name.isEmpty ? "valeur" : name] = text
        }
    }

    private var text: String {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
        case .flag(let flag): flag ? "oui" : "non"
        case .list(let list): list.map(\.text).joined(separator: ", ")
        case .fields(let fields): fields.sorted { $0.key < $1.key }.map(\.value.text).joined(separator: " ")
        case .nothing: ""
        }
    }
}

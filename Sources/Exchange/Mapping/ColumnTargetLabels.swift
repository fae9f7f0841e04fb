extension ColumnTarget {
    /// What the mapping screen calls it.
    public var label: String {
        if let (number, field) = guardianField { return "Responsable \(number) : \(field)" }
        if rawValue.hasPrefix("contact") { return "Contact : " + contactLabel }
        return switch self {
        case .familyName: "Nom de famille"
        case .usageName: "Nom d’usage"
        case .firstName: "Prénom"
        case .fullName: "Nom et prénom ensemble"
        case .birthDate: "Date de naissance"
        case .sex: "Sexe"
        case .ine: "INE"
        case .division: "Classe"
        case .groups: "Groupes"
        case .formation: "Formation"
        case .mef: "Code MEF"
        case .regime: "Régime"
        case .birthCommuneCode: "Commune de naissance (code INSEE)"
        case .birthCountryCode: "Pays de naissance (code INSEE)"
        case .entryDate: "Date d’entrée"
        case .exitDate: "Date de sortie"
        case .legalName: "Raison sociale"
        case .tradeName: "Enseigne"
        case .siret: "SIRET"
        case .naf: "Code NAF"
        case .activity: "Activité"
        case .website: "Site internet"
        case .headcount: "Effectif"
        case .sectors: "Secteurs ou filières"
        case .address: "Adresse"
        case .postalCode: "Code postal"
        case .city: "Ville"
        case .phone: "Téléphone"
        case .mobile: "Téléphone portable"
        case .mail: "Adresse électronique"
        default: "Remarques"
        }
    }

    private var contactLabel: String {
        switch self {
        case .contactCivility: "civilité"
        case .contactFamilyName: "nom"
        case .contactFirstName: "prénom"
        case .contactFullName: "nom et prénom ensemble"
        case .contactFunction: "fonction"
        case .contactMail: "adresse électronique"
        default: "téléphone"
        }
    }

    private var guardianField: (number: Int, field: String)? {
        switch self {
        case .guardian1Civility: (1, "civilité")
        case .guardian1FamilyName: (1, "nom")
        case .guardian1FirstName: (1, "prénom")
        case .guardian1FullName: (1, "nom et prénom ensemble")
        case .guardian1Mail: (1, "adresse électronique")
        case .guardian1Phone: (1, "téléphone")
        case .guardian1Address: (1, "adresse")
        case .guardian1PostalCode: (1, "code postal")
        case .guardian1City: (1, "ville")
        case .guardian2Civility: (2, "civilité")
        case .guardian2FamilyName: (2, "nom")
        case .guardian2FirstName: (2, "prénom")
        case .guardian2FullName: (2, "nom et prénom ensemble")
        case .guardian2Mail: (2, "adresse électronique")
        case .guardian2Phone: (2, "téléphone")
        case .guardian2Address: (2, "adresse")
        case .guardian2PostalCode: (2, "code postal")
        case .guardian2City: (2, "ville")
        default: nil
        }
    }
}

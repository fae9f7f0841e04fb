import Domain

/// Recognises the titles that Pronote, EDT, APLyPro and people give to columns.
public enum ColumnGuess {
    /// The columns recognised, by index; a title not recognised is left for a person to decide.
    public static func guess(header: [String], for kind: TableKind) -> [Int: ColumnTarget] {
        var guesses: [Int: ColumnTarget] = [:]
        var taken: Set<ColumnTarget> = []
        let titles = header.map(folded)
        let hasCompanyName = titles.contains { $0 != "nom" && companyTitles[$0] == .legalName }
        for (index, title) in header.enumerated() {
            var target = target(of: title, for: kind)
            if titles[index] == "nom", target == .legalName, hasCompanyName { target = .contactFamilyName }
            guard let target, target.isMultiple || !taken.contains(target) else { continue }
            taken.insert(target)
            guesses[index] = target
        }
        return guesses
    }

    /// A title folded so that case, accents, punctuation and small words do not count.
    static func folded(_ title: String) -> String {
        words(title).joined(separator: " ")
    }

    private static func words(_ title: String) -> [String] {
        let opened = title.replacing("_", with: " ").replacing("(e)", with: "").replacing("(E)", with: "")
        return SearchKey(opened).words.filter { !smallWords.contains($0) }
    }

    private static let smallWords: Set<String> = ["de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a"]

    private static func target(of title: String, for kind: TableKind) -> ColumnTarget? {
        let words = words(title)
        let key = words.joined(separator: " ")
        switch kind {
        case .learners: return guardian(words) ?? learnerTitles[key] ?? sharedTitles[key]
        case .companies: return companyTitles[key] ?? sharedTitles[key] ?? contact(words)
        }
    }

    // MARK: People

    private enum PersonField {
        case familyName, firstName, fullName, civility, function, mail, phone, address, postalCode, city
    }

    /// « Responsable 1 - Nom », « Mail du responsable légal 2 »…
    private static func guardian(_ words: [String]) -> ColumnTarget? {
        let people: Set = [
            "responsable", "resp", "representant", "parent", "rl", "legal", "rl1", "rl2", "resp1", "resp2",
        ]
        guard words.contains(where: people.contains) else { return nil }
        let numbers = words.filter { $0.hasSuffix("1") || $0.hasSuffix("2") }
        guard let number = numbers.first?.last else { return nil }
        let rest = words.filter { !people.contains($0) && $0 != "1" && $0 != "2" }
        guard let field = personField(rest.joined(separator: " ")) else { return nil }
        return number == "1" ? firstGuardian[field] : secondGuardian[field]
    }

    /// « Nom du contact », « Responsable », « Maître de stage - E-mail »…
    private static func contact(_ words: [String]) -> ColumnTarget? {
        let people: Set = [
            "contact", "responsable", "interlocuteur", "correspondant", "gerant", "dirigeant", "maitre", "stage",
            "tuteur",
        ]
        guard words.contains(where: people.contains) else { return nil }
        return personField(words.filter { !people.contains($0) }.joined(separator: " ")).flatMap { contactFields[$0] }
    }

    private static func personField(_ key: String) -> PersonField? {
        if key.isEmpty { return .fullName }
        return personTitles[key]
    }

    private static let personTitles: [String: PersonField] = table([
        .familyName: ["nom", "nom de famille"], .firstName: ["prénom"],
        .fullName: ["nom prénom", "prénom nom", "identité"], .civility: ["civilité", "titre"],
        .function: ["fonction", "qualité", "poste"], .mail: mailTitles, .phone: phoneTitles + mobileTitles,
        .address: addressTitles, .postalCode: ["code postal", "cp"], .city: ["ville", "commune"],
    ])

    private static let firstGuardian: [PersonField: ColumnTarget] = [
        .familyName: .guardian1FamilyName, .firstName: .guardian1FirstName, .fullName: .guardian1FullName,
        .civility: .guardian1Civility, .mail: .guardian1Mail, .phone: .guardian1Phone, .address: .guardian1Address,
        .postalCode: .guardian1PostalCode, .city: .guardian1City,
    ]
    private static let secondGuardian: [PersonField: ColumnTarget] = [
        .familyName: .guardian2FamilyName, .firstName: .guardian2FirstName, .fullName: .guardian2FullName,
        .civility: .guardian2Civility, .mail: .guardian2Mail, .phone: .guardian2Phone, .address: .guardian2Address,
        .postalCode: .guardian2PostalCode, .city: .guardian2City,
    ]
    private static let contactFields: [PersonField: ColumnTarget] = [
        .familyName: .contactFamilyName, .firstName: .contactFirstName, .fullName: .contactFullName,
        .civility: .contactCivility, .function: .contactFunction, .mail: .contactMail, .phone: .contactPhone,
    ]

    // MARK: Titles

    private static let mailTitles = [
        "mail", "e-mail", "email", "mél", "courriel", "adresse e-mail", "adresse email", "adresse mail",
        "adresse électronique", "messagerie",
    ]
    private static let phoneTitles = [
        "téléphone", "tél", "tel fixe", "téléphone fixe", "numéro de téléphone", "n° de téléphone", "téléphone 1",
        "téléphone domicile", "téléphone personnel", "standard",
    ]
    private static let mobileTitles = [
        "téléphone portable", "tél portable", "portable", "mobile", "téléphone mobile", "tél mobile", "gsm",
        "numéro de portable",
    ]
    private static let addressTitles = [
        "adresse", "adresse 1", "adresse 2", "adresse 3", "adresse 4", "adresse postale", "rue", "voie",
        "complément d'adresse", "numéro et voie",
    ]

    private static let sharedTitles: [String: ColumnTarget] = table([
        .address: addressTitles, .postalCode: ["code postal", "cp", "code postal de résidence"],
        .city: ["ville", "commune", "localité"], .phone: phoneTitles, .mobile: mobileTitles, .mail: mailTitles,
        .notes: [
            "notes", "note", "remarques", "remarque", "commentaire", "commentaires", "observations", "observation",
        ],
    ])

    private static let learnerTitles: [String: ColumnTarget] = table([
        .familyName: ["nom", "nom de famille", "nom de l'élève", "nom élève", "nom_de_famille"],
        .usageName: ["nom d'usage", "nom usuel"],
        .firstName: ["prénom", "prénom de l'élève", "prénom usuel", "prénom 1", "prénoms"],
        .fullName: ["élève", "nom prénom", "nom et prénom", "nom prénom de l'élève", "apprenant", "stagiaire"],
        .birthDate: [
            "né(e) le", "né le", "date de naissance", "date_naissance", "date_naiss", "date naiss", "naissance", "ddn",
        ],
        .sex: ["sexe", "sexe biologique", "genre", "code sexe"],
        .ine: [
            "ine", "numéro national", "n° national", "n_national", "identifiant national", "numéro ine", "id_national",
        ],
        .division: ["classe", "division", "label_classe", "libellé classe", "classes"],
        .groups: ["groupes", "groupe"],
        .formation: ["formation", "diplôme", "libellé formation", "spécialité"],
        .mef: ["mef", "mef_code", "code mef", "code_mef"], .regime: ["régime", "code régime"],
        .entryDate: ["date_début", "date d'entrée", "entrée", "date_entree"],
        .exitDate: ["date_fin", "date de sortie", "sortie", "date_sortie"],
        .birthCommuneCode: ["code insee de ville de naissance", "code insee naissance"],
        .birthCountryCode: ["code insee de pays de naissance"],
    ])

    private static let companyTitles: [String: ColumnTarget] = table([
        .legalName: [
            "raison sociale", "nom", "nom de l'entreprise", "entreprise", "société", "dénomination",
            "nom entreprise", "nom société", "structure", "établissement", "organisme", "organisme d'accueil",
        ],
        .tradeName: ["enseigne", "nom commercial", "enseigne commerciale"],
        .siret: ["siret", "n° siret", "numéro siret", "numéro de siret", "code siret", "no siret"],
        .naf: ["naf", "ape", "code naf", "code ape", "naf ape", "code naf ape"],
        .activity: ["activité", "activité principale", "domaine d'activité", "libellé naf"],
        .sectors: [
            "secteur", "secteurs", "secteur d'activité", "filière", "filières", "métiers", "formations accueillies",
        ],
        .headcount: ["effectif", "effectifs", "nombre de salariés", "nb salariés", "salariés", "tranche d'effectif"],
        .website: ["site", "site internet", "site web", "web", "url"],
        .contactFunction: ["fonction", "qualité"], .contactCivility: ["civilité"], .contactFirstName: ["prénom"],
    ])

    private static func table<Target>(_ lines: KeyValuePairs<Target, [String]>) -> [String: Target] {
        var titles: [String: Target] = [:]
        for (target, names) in lines {
            for name in names { titles[folded(name)] = target }
        }
        return titles
    }
}

import Domain

/// What the register says of the SIRET typed in the form of a company.
struct RegisterAnswer: Sendable {
    enum Outcome: Sendable {
        /// The fields that were empty are filled.
        case found(SirenePlace)
        /// The extract does not hold this number.
        case unknown
        /// Nobody imported an extract.
        case noExtract
        /// What was typed is no SIRET; the sentence says why.
        case wrongNumber(String)
        /// Places that answer a name.
        case several([SirenePlace])
        case nothingNamed(String)
        /// The public search does not answer.
        case unreachable
    }

    let outcome: Outcome

    var isFound: Bool {
        if case .found = outcome { true } else { false }
    }

    /// Says what was found; nothing for a wrong number, which the field itself tells.
    var notice: HTML? {
        switch outcome {
        case .found(let place): foundNotice(place)
        case .unknown:
            App.notice(
                .info,
                "<p>Ce SIRET n’est pas dans l’extrait du répertoire Sirene de ce serveur. Remplissez la fiche à la main.</p>"
            )
        case .noExtract:
            App.notice(
                .info,
                "<p>Aucun extrait du répertoire Sirene n’est installé sur ce serveur. Remplissez la fiche à la main.</p>"
            )
        case .wrongNumber: nil
        case .several(let places): registerPlaces(places)
        case .nothingNamed(let name):
            App.notice(
                .info,
                "<p>Aucune entreprise ouverte ne s’appelle « \(name) » au répertoire. Remplissez la fiche à la main.</p>"
            )
        case .unreachable:
            App.notice(
                .info, "<p>La recherche publique d’entreprises ne répond pas. Remplissez la fiche à la main.</p>")
        }
    }

    private func foundNotice(_ place: SirenePlace) -> HTML {
        let headcount: HTML? = place.headcountLabel.map { "<p>Effectif au répertoire\u{A0}: \($0).</p>" }
        let hidden: HTML? =
            place.partial
            ? "<p>L’entrepreneur a demandé que son nom et son adresse restent cachés\u{A0}: demandez-les-lui.</p>" : nil
        guard place.isClosed else {
            return App.notice(
                .info,
                "<p>Fiche complétée d’après le répertoire Sirene. Vérifiez, puis enregistrez.</p>\(headcount)\(hidden)")
        }
        let day = place.closedOn.map { " depuis le \($0.long)" } ?? ""
        return App.notice(
            .warning,
            "<p><strong>Cet établissement est fermé au répertoire Sirene\(day).</strong> Vérifiez le numéro avec l’entreprise\u{A0}: un déménagement donne un autre SIRET.</p>\(headcount)\(hidden)"
        )
    }
}

extension SchoolDatabase {
    /// Looks a typed SIRET up in the extract of the register.
    func registerAnswer(to typed: String) throws -> RegisterAnswer {
        let siret: SIRET
        do {
            siret = try SIRET(typed)
        } catch {
            return RegisterAnswer(outcome: .wrongNumber(error.message))
        }
        if let place = try sirenePlace(siret.rawValue) { return RegisterAnswer(outcome: .found(place)) }
        return RegisterAnswer(outcome: try hasSirene() ? .unknown : .noExtract)
    }
}

extension FormState {
    /// Fills the fields that are empty with what the register says; nothing typed is lost.
    mutating func complete(from answer: RegisterAnswer) {
        switch answer.outcome {
        case .found(let place):
            let brand = place.ownName == place.legalName ? "" : place.ownName
            let naf = try? NAF(place.naf)
            let answers = [
                ("raison_sociale", place.legalName), ("enseigne", brand), ("naf", naf?.rawValue ?? ""),
                ("activite", naf?.divisionLabel ?? ""), ("naf2025", place.naf2025), ("adresse", place.street),
                ("complement", place.complement),
                ("code_postal", place.postalCode), ("commune", place.town), ("pays", "France"),
                ("genre", OrganisationKind(sirene: place.category)?.rawValue ?? ""),
            ]
            for (field, value) in answers where values[field].isEmpty && !value.isEmpty {
                values.fill([field: value])
            }
        case .wrongNumber(let message): problems.append(FieldProblem(field: "siret", message: message))
        case .unknown, .noExtract, .several, .nothingNamed, .unreachable: break
        }
    }
}

extension OrganisationKind {
    /// By the legal category of the register; `nil` when it does not tell.
    init?(sirene category: String) {
        switch category.prefix(2) {
        case "92": self = .association
        case "72": self = .localAuthority
        case "71", "73", "74": self = .publicService
        case "82": self = .chamber
        default: return nil
        }
    }
}

/// Begins a record by its SIRET: a form of its own, so that it never sends the other one.
func registerForm(_ visit: Visit, _ answer: RegisterAnswer?) -> HTML {
    let state = FormState([("numero", visit.query["numero"])])
    let options = FieldOptions(
        hint: "Le nom, l’adresse et le code NAF se remplissent d’après le répertoire Sirene.", optional: true,
        style: "medium")
    return """
        <form class="form panel" method="get" action="\(Link.newCompany)">\(field(state, "numero", "Partir du SIRET ou du nom", options))\
        <div><button class="btn">\(icon("search")) Compléter</button></div></form>\(answer?.notice)
        """
}

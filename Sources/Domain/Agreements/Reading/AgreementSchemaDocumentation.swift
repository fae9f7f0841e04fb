/// The page `docs/agreement-schema.md`, written from the table of fields.
extension AgreementSchema {
    /// The sentence of a rule that lacks a field.
    static func missing(_ path: String) -> String { sentences[path] ?? sentence(path) }

    private static let sentences = meanings.mapValues(sentence)

    private static func sentence(_ meaning: String) -> String {
        "Règle non vérifiée\u{A0}: il manque une information (\(meaning))."
    }

    /// The paths of every field.
    static var paths: [String] { meanings.keys.sorted() }

    /// What each field is, in lower case: « date de naissance de l’élève ».
    private static let meanings = flattened(fields.map(\.description), under: "")

    private static func flattened(_ fields: [FieldDescription], under path: String) -> [String: String] {
        fields.reduce(into: [:]) { all, field in
            let place = path.isEmpty ? field.name : path + "." + field.name
            let text = String(field.meaning.prefix { $0 != "\u{A0}" })
            all[place] = text.prefix(1).lowercased() + text.dropFirst()
            all.merge(flattened(field.children, under: place)) { first, _ in first }
        }
    }

    /// The whole page, in French, as Markdown.
    public static var documentation: String {
        """
        # Décrire une convention en JSON

        Cette page est écrite à partir de la table `AgreementSchema`\u{A0}: un test refuse qu’elles diffèrent.

        `bureau rules check FICHIER.json` lit un objet JSON. Aucun champ n’est obligatoire\u{A0}: ce qui manque donne des
        constats «\u{A0}à vérifier\u{A0}», jamais une réponse devinée. `null` vaut un champ absent. Un champ inconnu est refusé.
        Les dates s’écrivent `"2026-01-05"`, les heures d’un jour `"08:00-12:00, 13:00-17:00"` (une fin avant son début passe
        minuit), les durées `35` ou `"34:30"`.

        ```json
        \(sample)
        ```

        \(fields.map { section($0.description) }.joined(separator: "\n\n"))

        """
    }

    private static func section(_ field: FieldDescription) -> String {
        guard !field.children.isEmpty else {
            return "## `\(field.name)`\n\n\(field.meaning) (\(field.form))."
        }
        return """
            ## `\(field.name)`

            \(field.meaning) (\(field.form)).

            | Champ | Forme | Ce que c’est |
            |---|---|---|
            \(rows(field.children, under: field.name).joined(separator: "\n"))
            """
    }

    private static func rows(_ fields: [FieldDescription], under path: String) -> [String] {
        fields.flatMap { field -> [String] in
            let place = path + "." + field.name
            return ["| `\(place)` | \(field.form) | \(field.meaning) |"] + rows(field.children, under: place)
        }
    }

    /// A short agreement, for the documentation.
    public static let sample = """
        {
          "kind": "pfmp",
          "learner": {"birthDate": "2009-05-04", "status": "eleve"},
          "training": {"diploma": "bacpro", "year": 2, "plannedWeeks": [6, 8]},
          "period": {"startsOn": "2026-01-05", "endsOn": "2026-01-30", "others": []},
          "hours": {"weeks": [{"monday": "08:00-12:00, 13:00-17:00", "tuesday": "08:00-12:00"}]},
          "host": {"name": "Garage fictif", "headcount": 12, "present": []},
          "agreement": {"state": "brouillon", "tutor": "Jean Fictif", "activities": "Entretien courant"}
        }
        """
}

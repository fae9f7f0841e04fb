import Domain

/// The words of the mails about agreements, as a school wrote them, with `{marks}`.
struct AgreementMailTexts: Codable, Equatable, Sendable {
    var sendSubject: String
    var sendBody: String
    var remindSubject: String
    var remindBody: String

    static let usual = AgreementMailTexts(
        sendSubject: "Convention de {eleve} à signer",
        sendBody: """
            Bonjour {destinataire},

            Voici la convention de la période en entreprise de {eleve} ({classe}), chez {entreprise}, {dates}.
            Merci de l’imprimer, de la signer et de la rendre avant le {limite}\u{A0}:

            {lien}

            Ce lien montre cette convention seulement, jusqu’au {fin_du_lien}.

            {signataire}
            {etablissement}
            """,
        remindSubject: "Rappel : convention de {eleve}",
        remindBody: """
            Bonjour {destinataire},

            Il nous manque votre signature sur la convention de {eleve} ({classe}), chez {entreprise}, {dates}.
            Sans toutes les signatures, {eleve} ne pourra pas partir. La convention est ici\u{A0}:

            {lien}

            Si vous l’avez déjà rendue, ne tenez pas compte de ce message.

            {signataire}
            {etablissement}
            """)

    /// What the texts may name, and what each means.
    static let marks: [(name: String, meaning: String)] = [
        ("destinataire", "nom de la personne à qui le courriel est envoyé"), ("eleve", "prénom et nom de l’élève"),
        ("classe", "classe"), ("entreprise", "nom de l’entreprise"), ("dates", "« du 7 décembre au 18 décembre »"),
        ("limite", "dernier jour de cours avant le départ"), ("lien", "lien vers la convention (obligatoire)"),
        ("fin_du_lien", "dernier jour où le lien fonctionne"), ("signataire", "vous"),
        ("etablissement", "nom de l’établissement"),
        ("espace", "page où une entreprise redemande le lien de son espace"),
    ]

    /// A text with its marks replaced; unknown ones stay as typed.
    static func filled(_ text: String, _ values: [String: String]) -> String {
        values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// The marks of a text that do not exist.
    static func unknownMarks(in text: String) -> [String] {
        let known = Set(marks.map(\.name))
        return text.split(separator: "{").dropFirst().compactMap { piece in
            guard let end = piece.firstIndex(of: "}") else { return nil }
            let name = String(piece[..<end])
            return known.contains(name) ? nil : name
        }
    }
}

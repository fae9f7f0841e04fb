import PDF

/// The agreement of the peers' benchmark: same tables, same twelve articles, same number of words.
struct Agreement {
    let number: Int
    /// Whether each article names the agreement, so that no text was ever set before.
    let varied: Bool

    private static let articles: [(title: String, repetitions: Int)] = [
        ("Objet", 3), ("Finalité", 4), ("Statut de l'élève", 5), ("Durée et horaires", 4),
        ("Travaux réglementés", 6), ("Sécurité électrique", 3), ("Couverture des accidents", 5),
        ("Responsabilité civile", 4), ("Discipline", 3), ("Suivi et évaluation", 5), ("Absences", 3),
        ("Résiliation", 4),
    ]

    private static let sentence =
        "La présente convention règle les rapports entre l'organisme d'accueil, l'établissement d'enseignement et "
        + "l'élève pour la période de formation en milieu professionnel ; elle précise les activités confiées, la "
        + "durée, les horaires, la gratification éventuelle et l'assurance."

    private static let texts = articles.map { article in
        [String](repeating: sentence, count: article.repetitions).joined(separator: " ")
    }

    var section: PDFSection {
        let name = "Convention de PFMP n° 2026-\(padded(number, 5))"
        var blocks: [PDFBlock] = [.heading(level: 1, name), .keyValues(identity)]
        for (index, article) in Self.articles.enumerated() {
            blocks.append(.heading(level: 2, "Article \(index + 1) - \(article.title)"))
            let text = Self.texts[index]
            blocks.append(.paragraph(PDFText(varied ? "\(index + 1).\(number) " + text : text)))
        }
        blocks.append(.heading(level: 2, "Annexe pédagogique"))
        blocks.append(.table(schedule))
        blocks.append(.space(10))
        blocks.append(
            .signatures(
                ["Chef d'établ.", "Accueil", "Élève", "Référent"].map { PDFSignatureBox(role: $0, height: 30) }))
        return PDFSection(title: name, header: name, blocks: blocks)
    }

    private var identity: [(label: String, value: String)] {
        [
            ("Élève", "Élève n° \(number)"), ("Classe", "2de MRC"),
            ("Organisme d'accueil", "Boulangerie Lépinet & Fils \(number)"),
            ("SIRET", padded(number &* 7_919_919 % 100_000_000_000_000, 14)), ("Tuteur", "Tuteur \(number)"),
            ("Enseignant référent", "Enseignant \(number % 40)"), ("Période", "12/01/2026 au 06/02/2026"),
        ]
    }

    private var schedule: PDFTable {
        PDFTable(
            columns: [PDFColumn("Jour"), PDFColumn("Matin"), PDFColumn("Après-midi")],
            rows: ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"].map {
                [PDFText($0), "8 h 30 - 12 h", "13 h 30 - 17 h"]
            })
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

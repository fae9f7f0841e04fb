import PDF

/// Fonts and documents the tests share.
enum Sample {
    static func fonts() throws -> PDFFonts {
        try PDFFonts.system()
    }

    static let sentence =
        "La présente convention règle les rapports entre l’organisme d’accueil, l’établissement d’enseignement et "
        + "l’élève pour la période de formation en milieu professionnel\u{A0}; elle précise les activités confiées."

    static func paragraph(_ sentences: Int) -> PDFBlock {
        .paragraph(PDFText([String](repeating: sentence, count: sentences).joined(separator: " ")))
    }

    static func book(_ blocks: [PDFBlock], title: String = "Essai") -> PDFBook {
        PDFBook(
            title: title, sections: [PDFSection(title: "Partie", header: "En-tête", footer: "Pied", blocks: blocks)])
    }

    static func table(rows: Int, text: PDFText = "8\u{202F}h\u{202F}00") -> PDFTable {
        PDFTable(
            columns: [
                PDFColumn("Jour", width: 2), PDFColumn("Horaire", width: 3), PDFColumn("Heures", align: .right),
            ],
            rows: (0..<rows).map { [PDFText("Jour \($0)"), text, "7,5"] }, rowHeaders: true, caption: "Horaires")
    }

    /// One of everything.
    static let everything: [PDFBlock] = [
        .heading(level: 1, "Convention"),
        .paragraph("Avant-propos", style: .lead, align: .left),
        .callout("Lire le \(bold: "guide") \(link: "en ligne", to: "https://exemple.fr/à lire")."),
        .heading(level: 2, "Parties"),
        .keyValues([("Élève", "Zoé"), ("Classe", "2de"), ("SIRET", "")], columns: 2),
        .keyValues([("Adresse", "12 rue des Œillets")]),
        .heading(level: 3, "Détail"),
        paragraph(4),
        .list(["un", "deux", ""]),
        .list(["premier", "second"], ordered: true),
        .table(table(rows: 5)),
        .columns([[.paragraph("gauche")], [.paragraph("droite"), .rule]]),
        .keepTogether([.paragraph("ensemble", style: .note), .space(5), .paragraph("toujours", style: .small)]),
        .pageBreak,
        .image(Pictures.opaque),
        .image(Pictures.transparent),
        .signatures([
            PDFSignatureBox(role: "Élève", name: "Zoé", place: "Rennes", date: "3 mai", note: "Lu et approuvé"),
            PDFSignatureBox(role: "Tuteur"), PDFSignatureBox(role: "Proviseure"),
        ]),
    ]
}

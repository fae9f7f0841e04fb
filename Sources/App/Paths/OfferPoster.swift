import Domain
import PDF
import Persistence

/// The offers to show, on paper for the board of a class.
struct OfferPoster {
    let offers: [OfferLine]
    let code: String?
    let school: String
    let today: LocalDate

    var section: PDFSection {
        let title = code.map { "Offres pour la classe \($0)" } ?? "Offres d’alternance et d’emploi"
        return PDFSection(
            title: title, header: school, footer: "Offres au \(today.long)",
            blocks: [
                .heading(level: 1, title),
                .table(
                    PDFTable(
                        columns: [
                            PDFColumn("Offre", width: 3), PDFColumn("Contrat", width: 2),
                            PDFColumn("Entreprise", width: 2),
                            PDFColumn("Jusqu’au", width: 1),
                        ],
                        rows: offers.map { offer in
                            [
                                PDFText(offer.title), PDFText(offer.kind.label),
                                PDFText(
                                    [offer.companyName, offer.place].filter { !$0.isEmpty }.joined(separator: ", ")),
                                PDFText(offer.expiresOn.numeric),
                            ]
                        }, rowHeaders: true)),
                .paragraph(
                    "Une offre t’intéresse\u{A0}? Parles-en à ton professeur ou passe au bureau des entreprises.",
                    align: .left),
            ])
    }
}

import Domain
import PDF

/// The sheet that a host fills in before the agreement, with what is known already.
struct HostSheetDocument {
    let school: School
    let schoolClass: SchoolClass
    let period: PFMPPeriod
    let learnerName: String
    let companyName: String?
    let companyAddress: String?
    let tutorName: String?
    let activities: [String]

    private var title: String { "Fiche de pré-convention" }
    private var dots: String { String(repeating: "…", count: 34) }

    func section() -> PDFSection {
        PDFSection(
            title: learnerName, header: "\(school.name) · \(schoolClass.code), \(period.label)",
            footer: "À rendre à l’enseignant référent. Cette fiche n’est pas une convention.",
            blocks: opening + hostPart + activityPart + conditionPart + signaturePart)
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, title),
            .paragraph(
                "Période du \(bold: period.startsOn.printed) au \(bold: period.endsOn.printed). Elle dit si l’accueil est "
                    + "possible et ce que l’élève ferait\u{A0}; la convention sera établie ensuite.", align: .left),
            .keyValues([
                (label: "Élève", value: learnerName), (label: "Classe", value: schoolClass.code),
                (label: "Formation", value: schoolClass.trainingTitle.isEmpty ? dots : schoolClass.trainingTitle),
            ]),
        ]
    }

    private var hostPart: [PDFBlock] {
        [
            .heading(level: 2, "L’entreprise"),
            .keyValues([
                (label: "Nom et SIRET", value: companyName ?? dots),
                (label: "Adresse du lieu", value: companyAddress ?? dots),
                (label: "Tuteur proposé, fonction", value: tutorName ?? dots),
                (label: "Téléphone, courriel", value: dots),
                (label: "Signataire de la convention", value: dots), (label: "Assureur et contrat", value: dots),
            ]),
        ]
    }

    private var activityPart: [PDFBlock] {
        let shown = activities.isEmpty ? Array(repeating: dots, count: 6) : activities + [dots, dots]
        return [
            .heading(level: 2, "Activités possibles"),
            .paragraph("Cochez celles que l’élève pourra faire.", align: .left),
            .table(
                PDFTable(
                    columns: [PDFColumn("Activité", width: 5), PDFColumn("Oui", width: 0.6, align: .center)],
                    rows: shown.map { [PDFText($0), "[\u{A0}\u{A0}\u{A0}]"] }, rowHeaders: true)),
        ]
    }

    private var conditionPart: [PDFBlock] {
        let days = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi"]
        return [
            .heading(level: 2, "Horaires et conditions"),
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Jour", width: 1), PDFColumn("Matin", width: 2), PDFColumn("Après-midi", width: 2),
                    ],
                    rows: days.map { [PDFText($0), "de ……… à ………", "de ……… à ………"] }, rowHeaders: true)),
            .keyValues([
                (label: "Équipements fournis", value: dots), (label: "Équipements à apporter", value: dots),
                (label: "Machines ou produits soumis à dérogation", value: dots),
                (label: "Repas, transport", value: dots),
            ]),
        ]
    }

    private var signaturePart: [PDFBlock] {
        [
            .keepTogether([
                .heading(level: 2, "Accord de principe"),
                .signatures([
                    PDFSignatureBox(role: "Pour l’entreprise", name: nil, note: "cachet et signature", height: 62),
                    PDFSignatureBox(
                        role: "Le professeur de spécialité", name: nil, note: "activités validées", height: 62),
                ]),
            ])
        ]
    }
}

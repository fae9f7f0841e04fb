import Domain
import PDF

/// What a family is told of the allowance of the year: sums and how they are made, no date of payment.
struct AllowanceSheet {
    let view: LearnerAllowanceView
    let school: School

    func section() -> PDFSection {
        PDFSection(
            title: view.learner.fullName, header: school.name, footer: "Prévision établie le \(view.today.long)",
            blocks: opening + amounts + explanation)
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, "Allocation de PFMP"),
            .paragraph(
                "\(bold: view.learner.fullName), année scolaire \(view.year)-\(view.year + 1)", style: .lead,
                align: .left),
        ] + (view.rate?.notice.map { [.callout(PDFText($0))] } ?? [])
    }

    private var amounts: [PDFBlock] {
        let stays: [[PDFText]] = view.entries.map { entry in
            [
                PDFText(entry.row.label), PDFText("\(entry.row.startsOn.numeric) – \(entry.row.endsOn.numeric)"),
                PDFText(entry.row.companyName), PDFText("\(entry.days)\(entry.isCertified ? "" : " prévus")"),
                PDFText(entry.due.french),
            ]
        }
        let open: [[PDFText]] = view.open.map {
            [
                PDFText($0.label), PDFText("\($0.startsOn.numeric) – \($0.endsOn.numeric)"), "lieu à trouver",
                "à prévoir", "",
            ]
        }
        return [
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Période", width: 1.2), PDFColumn("Dates", width: 1.8), PDFColumn("Lieu", width: 2),
                        PDFColumn("Jours", width: 1, align: .right), PDFColumn("Montant", width: 1.1, align: .right),
                    ], rows: stays + open, rowHeaders: true)),
            .keyValues([
                (label: "Montant d’un jour", value: view.rate?.rate?.daily.french ?? "—"),
                (label: "Plafond de l’année", value: view.rate?.rate?.cap.french ?? "—"),
                (label: "Prévu sur l’année", value: view.expected.french),
            ]),
        ]
    }

    private var explanation: [PDFBlock] {
        [
            .heading(level: 2, "Comment c’est compté"),
            .list([
                "Chaque jour réellement fait compte, entier\u{A0}; les absences ne sont pas payées, quel que soit leur motif.",
                "Les périodes se suivent\u{A0}: quand le plafond de l’année est atteint, les suivantes ne rapportent plus rien.",
                "Les jours sont ceux de l’attestation signée par l’entreprise\u{A0}: rendez-la au lycée dès la fin de la période.",
                "L’allocation est payée par l’État (ASP), sur le compte de l’élève ou de son représentant légal\u{A0}; un élève majeur au premier jour doit avoir un compte à son nom, ou signer un mandat.",
                "Elle s’ajoute à une éventuelle gratification de l’entreprise, qui est une autre somme.",
            ]),
            .paragraph(
                "Cette feuille est une prévision. Le lycée ne peut pas annoncer de date de versement.", style: .small),
        ]
    }
}

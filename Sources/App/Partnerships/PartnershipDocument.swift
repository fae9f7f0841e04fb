import Domain
import PDF

/// The agreement on paper, and the sheet of its yearly review.
struct PartnershipDocument {
    let view: PartnershipView

    private var partnership: Partnership { view.partnership }

    private func section(_ title: String, _ blocks: [PDFBlock]) -> PDFSection {
        PDFSection(
            title: title, header: "\(view.school.name) · \(view.company.displayName)",
            footer: "Convention de partenariat · établie le \(view.today.long)", blocks: blocks)
    }

    // MARK: The agreement

    func agreement() -> PDFSection {
        section(
            "Convention de partenariat",
            [.heading(level: 1, "Convention de partenariat")] + parties + articles + [signatures])
    }

    private var parties: [PDFBlock] {
        let company = view.company
        return [
            .heading(level: 2, "Entre"),
            .keyValues(
                Paper.pairs([
                    ("Le lycée", ([view.school.name] + view.school.address.lines).joined(separator: ", ")),
                    ("Représenté par", "\(view.school.headName), \(view.school.headTitle)"),
                    ("L’entreprise", ([company.legalName] + company.address.lines).joined(separator: ", ")),
                    ("SIRET", company.siret.flatMap { SIRET(rawValue: $0)?.display }),
                    (
                        "Représentée par",
                        partnership.companySignatory.isEmpty ? Paper.blank : partnership.companySignatory
                    ),
                ])),
        ]
    }

    private var articles: [PDFBlock] {
        let frame: [PDFBlock] =
            partnership.parentName.isEmpty
            ? [] : [.paragraph("Elle applique la convention suivante\u{A0}: \(partnership.parentName).")]
        let streams = partnership.streams.isEmpty ? "toutes les filières du lycée" : partnership.streams
        return [
            .heading(level: 2, "1. Objet"),
            .paragraph("\(partnership.title). La convention concerne\u{A0}: \(streams)."),
        ] + frame + [.heading(level: 2, "2. Engagements de l’entreprise")] + commitments(.company) + [
            .heading(level: 2, "3. Engagements du lycée")
        ] + commitments(.school) + [
            .heading(level: 2, "4. Suivi"),
            .paragraph(
                "Les deux parties font chaque année le bilan de leurs engagements. Le bureau des entreprises du lycée prépare ce bilan et en garde la trace."
            ),
            .heading(level: 2, "5. Élèves accueillis"),
            .paragraph(
                "Cette convention ne remplace aucune convention de stage\u{A0}: chaque élève accueilli a la sienne, signée avant son départ."
            ),
            .heading(level: 2, "6. Durée"),
            .paragraph(PDFText(duration)),
        ]
    }

    private func commitments(_ side: PartnershipCommitment.Side) -> [PDFBlock] {
        let promised = view.commitments.filter { $0.side == side }
        guard !promised.isEmpty else {
            return [
                .paragraph(
                    PDFText(
                        side == .company
                            ? "Aucun engagement chiffré."
                            : "Présenter ses formations et ses élèves, et répondre aux demandes de l’entreprise."))
            ]
        }
        return [
            .list(
                promised.map { commitment in
                    let detail = commitment.detail.isEmpty ? "" : " (\(commitment.detail))"
                    return PDFText(
                        "\(commitment.schoolYear)-\(commitment.schoolYear + 1)\u{A0}: \(commitment.kind.label.lowercased())\(detail), \(commitment.planned) dans l’année."
                    )
                })
        ]
    }

    private var duration: String {
        let vote = partnership.boardOn.map { " Le conseil d’administration l’a votée le \($0.long)." } ?? ""
        let renewal =
            partnership.tacitRenewal
            ? "Elle se renouvelle ensuite par tacite reconduction, un an à la fois."
            : "Elle ne se renouvelle que par accord des deux parties."
        return "La convention court du \(partnership.startsOn.long) au \(partnership.endsOn.long). \(renewal) "
            + "Chaque partie peut y mettre fin par écrit.\(vote)"
    }

    private var signatures: PDFBlock {
        .keepTogether([
            .heading(level: 2, "Signatures"),
            .signatures([
                PDFSignatureBox(
                    role: "Pour l’entreprise",
                    name: partnership.companySignatory.isEmpty ? nil : partnership.companySignatory),
                PDFSignatureBox(role: view.school.headTitle, name: view.school.headName),
            ]),
        ])
    }

    // MARK: The review

    func review() -> PDFSection {
        let year = "\(view.year)-\(view.year + 1)"
        return section(
            "Fiche de bilan annuel",
            [
                .heading(level: 1, "Bilan annuel du partenariat, \(year)"),
                .keyValues(
                    Paper.pairs([
                        ("Partenaire", view.company.displayName), ("Objet", partnership.title),
                        ("Échéance", partnership.endsOn.long),
                        ("Élèves accueillis", String(view.hosted)), ("Échanges notés", String(view.interactions)),
                        (
                            "Taxe reçue",
                            view.receivedCents == 0 ? nil : Cents(rawValue: view.receivedCents).french
                        ),
                    ])),
                .heading(level: 2, "Engagements"),
            ] + reviewTable + [
                .heading(level: 2, "À se dire"),
                .list([
                    "Ce qui a bien marché cette année\u{A0}:", "Ce qui a manqué, d’un côté ou de l’autre\u{A0}:",
                    "Ce que l’on se promet pour l’an prochain\u{A0}:",
                ]),
                .paragraph(PDFText(String(repeating: "…", count: 60)), align: .left),
                .keyValues([
                    (label: "Date du bilan", value: Paper.blank), (label: "Présents", value: Paper.blank),
                ]),
            ])
    }

    private var reviewTable: [PDFBlock] {
        guard !view.ofYear.isEmpty else { return [.paragraph("Aucun engagement chiffré pour cette année.")] }
        return [
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Engagement", width: 4), PDFColumn("Qui", width: 2),
                        PDFColumn("Prévu", width: 1), PDFColumn("Réalisé", width: 1),
                    ],
                    rows: view.ofYear.map { commitment in
                        let detail = commitment.detail.isEmpty ? "" : " (\(commitment.detail))"
                        return [
                            PDFText(commitment.kind.label + detail), PDFText(commitment.side.label),
                            PDFText(String(commitment.planned)), PDFText(String(commitment.done)),
                        ]
                    }, rowHeaders: true))
        ]
    }
}

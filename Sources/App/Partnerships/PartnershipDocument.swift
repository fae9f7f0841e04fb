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

    private var sheet: ReviewSheet {
        ReviewSheet(
            school: view.school.name, partner: view.company.displayName, year: view.year,
            facts: [
                ("Objet", partnership.title), ("Échéance", partnership.endsOn.long),
                ("Élèves accueillis", String(view.hosted)), ("Échanges notés", String(view.interactions)),
                ("Taxe reçue", view.receivedCents == 0 ? nil : Cents(rawValue: view.receivedCents).french),
            ],
            commitments: view.ofYear, last: view.reviews.first.map(ReviewSheet.Held.init), today: view.today)
    }

    /// The sheet to bring to the review.
    func review() -> PDFSection { sheet.prepared() }

    /// What was said at a review.
    func report(_ review: PartnershipReview) -> PDFSection {
        let isLast = view.reviews.first?.id == review.id
        return sheet.report(ReviewSheet.Held(review), next: isLast ? partnership.reviewOn : nil)
    }
}

extension ReviewSheet.Held {
    init(_ review: PartnershipReview) {
        self.init(
            heldOn: review.heldOn, attendees: review.attendees, summary: review.summary, nextSteps: review.nextSteps)
    }
}

import Domain
import PDF

/// The yearly review of a partner on paper: the sheet to fill in together, or the report of one that was held. A partner
/// without agreement has one too.
struct ReviewSheet {
    /// A review that was held.
    struct Held {
        let heldOn: LocalDate
        let attendees: String
        let summary: String
        let nextSteps: String
    }

    let school: String
    let partner: String
    let year: Int
    /// What the base knows of the year, label by label.
    let facts: [(String, String?)]
    let commitments: [PartnershipCommitment]
    /// The last review held, whose promises are looked at first.
    let last: Held?
    let today: LocalDate

    private func section(_ title: String, _ blocks: [PDFBlock]) -> PDFSection {
        PDFSection(
            title: title, header: "\(school) · \(partner)", footer: "Bilan du partenariat · établi le \(today.long)",
            blocks: blocks)
    }

    private var head: [PDFBlock] {
        [.keyValues(Paper.pairs([("Partenaire", partner)] + facts)), .heading(level: 2, "Engagements")] + table
    }

    /// The sheet to bring to the meeting, with room to write.
    func prepared() -> PDFSection {
        section(
            "Fiche de bilan annuel",
            [.heading(level: 1, "Bilan annuel du partenariat, \(year)-\(year + 1)")] + head + before
                + room("Ce qui a bien marché cette année") + room("Ce qui a manqué, d’un côté ou de l’autre")
                + room("Ce que l’on se promet pour l’an prochain") + [
                    .keyValues([
                        (label: "Date du bilan", value: Paper.blank), (label: "Présents", value: Paper.blank),
                        (label: "Prochain bilan", value: Paper.blank),
                    ])
                ])
    }

    /// What was said at a review, to send to the partner.
    func report(_ held: Held, next: LocalDate?) -> PDFSection {
        section(
            "Compte rendu du bilan annuel",
            [
                .heading(level: 1, "Compte rendu du bilan du \(held.heldOn.long)"),
                .keyValues(
                    Paper.pairs([
                        ("Présents", held.attendees.isEmpty ? nil : held.attendees), ("Prochain bilan", next?.long),
                    ])),
            ] + head + [.heading(level: 2, "Ce qui s’est dit")] + paragraphs(held.summary)
                + (held.nextSteps.isEmpty
                    ? [] : [.heading(level: 2, "Ce qui suit")] + paragraphs(held.nextSteps)))
    }

    private var before: [PDFBlock] {
        guard let last else { return [] }
        let steps: [PDFBlock] =
            last.nextSteps.isEmpty ? [] : [.paragraph("\(bold: "À vérifier ensemble\u{A0}:") \(last.nextSteps)")]
        return [.heading(level: 2, "Depuis le bilan du \(last.heldOn.long)")] + paragraphs(last.summary) + steps
    }

    private func room(_ title: String) -> [PDFBlock] {
        let line = PDFBlock.paragraph(PDFText(String(repeating: ".", count: 118)), align: .left)
        return [.keepTogether([.heading(level: 2, title), line, line, line])]
    }

    private func paragraphs(_ text: String) -> [PDFBlock] {
        text.split(whereSeparator: \.isNewline).map { .paragraph(PDFText(String($0))) }
    }

    private var table: [PDFBlock] {
        guard !commitments.isEmpty else { return [.paragraph("Aucun engagement chiffré pour cette année.")] }
        return [
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Engagement", width: 4), PDFColumn("Qui", width: 2),
                        PDFColumn("Prévu", width: 1), PDFColumn("Réalisé", width: 1),
                    ],
                    rows: commitments.map { commitment in
                        let detail = commitment.detail.isEmpty ? "" : " (\(commitment.detail))"
                        return [
                            PDFText(commitment.kind.label + detail), PDFText(commitment.side.label),
                            PDFText(String(commitment.planned)), PDFText(String(commitment.done)),
                        ]
                    }, rowHeaders: true))
        ]
    }
}

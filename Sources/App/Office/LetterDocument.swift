import Domain
import PDF

/// The letter of mission on paper.
struct LetterDocument {
    let view: LetterView

    private var letter: MissionLetter { view.letter }

    func section() -> PDFSection {
        PDFSection(
            title: "Lettre de mission, \(letter.personName)", header: "\(view.school.name) · \(view.school.uai)",
            footer: "Lettre de mission · \(letter.state.label) · éditée le \(view.today.numeric)",
            blocks: opening + texts + signatures)
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, "Lettre de mission du responsable du bureau des entreprises"),
            .keyValues(
                Paper.pairs([
                    ("Personne", letter.personName), ("Employeur", letter.employer.label),
                    ("Quotité", "\(letter.quota)\u{A0}% à \(view.school.name)"), ("Autre lycée", letter.elsewhere),
                    ("Durée", "du \(letter.startsOn.long) au \(letter.endsOn.long)"),
                    ("Intention de renouvellement", letter.noticeOn.map { "notifiée avant le \($0.long)" }),
                ])),
            .paragraph(
                """
                Le responsable du bureau s’assure de la mise en œuvre des missions confiées au bureau et en coordonne les \
                activités, sous la coordination du DDFPT et sous la responsabilité du chef d’établissement. Il garantit une \
                activité assurée sur toute la semaine.
                """, align: .left),
        ]
    }

    private var texts: [PDFBlock] {
        letter.texts.filter { !$0.text.isEmpty }.flatMap { entry -> [PDFBlock] in
            let label = LetterForm.questions.first { $0.name == entry.name }?.label ?? ""
            return [.heading(level: 2, label)] + PaperText.paragraphs(entry.text)
        }
    }

    private var signatures: [PDFBlock] {
        [
            .keepTogether([
                .heading(level: 2, "Signatures"),
                .signatures([
                    PDFSignatureBox(
                        role: view.school.headTitle,
                        name: letter.headSignedBy.isEmpty ? view.school.headName : letter.headSignedBy,
                        date: letter.headSignedOn?.long, height: 60),
                    PDFSignatureBox(
                        role: "Visa du DDFPT",
                        name: letter.endorsedBy.isEmpty ? view.school.ddfptName : letter.endorsedBy,
                        date: letter.endorsedOn?.long, height: 60),
                    PDFSignatureBox(
                        role: "Responsable du bureau", name: letter.personName, date: letter.agentSignedOn?.long,
                        height: 60),
                ]),
            ])
        ]
    }
}

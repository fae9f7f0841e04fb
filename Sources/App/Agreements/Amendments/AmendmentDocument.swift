import Domain
import PDF

/// An amendment on paper: « à compter du …, … au lieu de … », signed by the parties again.
struct AmendmentDocument {
    let amendment: Amendment
    let changes: [TermChange]
    let dossier: AgreementDossier

    private var facts: AgreementFacts { dossier.facts }
    private var words: AgreementWords { AgreementWords(facts.learner.learnerPublic) }
    private var title: String { "Avenant n°\u{A0}\(amendment.rank) à la convention n°\u{A0}\(facts.number)" }

    func book(created: PDFDate? = nil) -> PDFBook {
        PDFBook(
            title: "\(title) – \(facts.learner.name)", author: facts.school.name, subject: title, created: created,
            sections: [
                PDFSection(
                    title: title, header: "\(facts.school.name) · \(facts.learner.name), \(facts.learner.className)",
                    footer: title, blocks: opening + [changeTable] + closing)
            ])
    }

    private var opening: [PDFBlock] {
        (dossier.sources.template.logo.map { [$0.block] } ?? []) + [
            .heading(level: 1, title),
            .paragraph(
                "\(words.title) · année scolaire \(facts.schoolYear) · \(facts.stay.label)", style: .lead, align: .left),
            .keyValues([
                (label: words.capitalLearner, value: facts.learner.name),
                (label: "L’organisme d’accueil", value: facts.host.legalName),
                (label: "L’établissement", value: facts.school.name),
                (label: "Prend effet le", value: amendment.effectiveOn.printed),
                (label: "Motif", value: amendment.reason),
            ]),
            .heading(level: 2, amendment.kind == .ending ? "La fin anticipée" : "Ce qui change"),
            .paragraph(
                amendment.kind == .ending
                    ? "À compter du \(bold: amendment.effectiveOn.printed), \(words.theStay) prend fin. L’organisme "
                        + "d’accueil remet l’attestation du temps accompli."
                    : "À compter du \(bold: amendment.effectiveOn.printed), les éléments suivants remplacent ceux de la "
                        + "convention."),
        ]
    }

    private var changeTable: PDFBlock {
        .table(
            PDFTable(
                columns: [
                    PDFColumn("Élément", width: 1), PDFColumn("Au lieu de", width: 1.6),
                    PDFColumn("À compter du \(amendment.effectiveOn.short)", width: 1.6),
                ],
                rows: changes.map { [PDFText($0.label), PDFText(shown($0.before)), PDFText(shown($0.after))] },
                rowHeaders: true))
    }

    private func shown(_ text: String) -> String { text.isEmpty ? "rien" : text }

    private var closing: [PDFBlock] {
        [
            .paragraph("Les autres clauses de la convention et de ses annexes restent inchangées."),
            .keepTogether(
                [
                    .heading(level: 2, "Signatures"),
                    .paragraph("L’avenant est établi en autant d’exemplaires que de parties."),
                ] + dossier.document.signatureRows),
        ]
    }
}

extension AgreementPrinter {
    /// The PDF of an amendment.
    static func print(_ document: AmendmentDocument, at moment: Moment) throws -> [UInt8] {
        try render(document.book(created: PDFDate(secondsSince1970: Int(moment.millisecondsSince1970 / 1000)))).bytes
    }
}

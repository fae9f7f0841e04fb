import Domain
import PDF

/// The agreement on paper: facts in, sections of a PDF out. It decides nothing and looks nothing up.
struct AgreementDocument {
    /// The name of the text that comes with the program.
    static let template = AgreementUsualText.name

    /// The mentions that the articles state for every agreement, whatever the facts.
    static let statedMentions: Set<Mention> = [
        .protection, .absences, .termination, .interruption, .houseRules, .certificate,
    ]

    let facts: AgreementFacts
    /// What is still missing: an agreement that may not be signed is printed as a draft that says so.
    let readiness: AgreementReadiness

    /// The text of the articles and annexes, with the logo of the school.
    var model = TemplateUse.usual
    /// In which order the boxes to sign stand.
    var order = SigningOrder.usual
    /// What this very document shows at the foot of each page, to match a scan with it.
    var code: String { PaperCode.code(number: facts.number, revision: facts.revision) }

    var words: AgreementWords { AgreementWords(facts.learner.learnerPublic) }
    var isDraft: Bool { !readiness.mayBeSigned }

    /// The agreement of one learner: a section of its own, with its bookmark and its page numbers.
    func section() -> PDFSection {
        PDFSection(
            title: "\(facts.learner.name) (\(facts.host.displayName))", header: header, footer: footer,
            blocks: opening + parties + (words.isStudent ? studentArticles : articles) + teachingAnnex + costsAnnex
                + signatures)
    }

    /// The agreements of a class, or one, in one file.
    static func book(_ documents: [AgreementDocument], title: String, created: PDFDate? = nil) -> PDFBook {
        PDFBook(
            title: title, author: documents.first?.facts.school.name,
            subject: documents.count == 1
                ? documents.first.map { "\($0.words.title), n°\u{A0}\($0.facts.number)" }
                : "\(documents.count) conventions",
            created: created, sections: documents.map { $0.section() })
    }

    /// The agreement of one learner, in a file of its own.
    func book(created: PDFDate? = nil) -> PDFBook {
        Self.book([self], title: "Convention \(facts.number) – \(facts.learner.name)", created: created)
    }

    private var header: String {
        let subject = "\(facts.school.name) · \(facts.learner.name), \(facts.learner.className)"
        return isDraft ? "PROJET, à ne pas signer · " + subject : subject
    }

    private var footer: String {
        "Convention n°\u{A0}\(facts.number) · révision\u{A0}\(facts.revision) · \(TemplateUse.label(facts.template)) · "
            + "code\u{A0}\(code)"
    }

    /// Title, number and year; what is missing when it is a draft.
    private var opening: [PDFBlock] {
        (model.logo.map { [$0.block] } ?? []) + [
            .heading(level: 1, words.title),
            .paragraph(
                "Convention n°\u{A0}\(bold: facts.number) · année scolaire \(facts.schoolYear) · \(facts.stay.label)",
                style: .lead, align: .left),
        ] + (isDraft ? [draftNotice] : [])
    }

    private var draftNotice: PDFBlock {
        let missing = readiness.obstacles.map { "\n•\u{A0}" + $0 }.joined()
        return .callout("\(bold: "PROJET, à ne pas signer.") Il manque encore\u{A0}:\(missing)")
    }
}

extension LocalDate {
    /// `mercredi 11 novembre 2026`, never cut between the day and the month.
    var printed: String {
        spelled.replacing(" \(short)", with: " " + short.replacing(" ", with: "\u{A0}"))
    }
}

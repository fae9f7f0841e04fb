import Domain
import Exchange
import PDF
import Persistence

/// A picture for the head of agreements: PNG or JPEG by its content, 500 kB at most.
struct LogoFile: Sendable {
    static let mostBytes = 500 << 10

    let media: PaperFile.Media
    let bytes: [UInt8]

    /// - Throws: `LogoRefusal` for what is no picture that can be printed.
    init(_ file: NamedFile) throws(LogoRefusal) {
        guard file.bytes.count <= LogoFile.mostBytes else { throw .tooLarge }
        guard let media = PaperFile.Media(file.bytes), media != .pdf else { throw .notAPicture }
        self.media = media
        bytes = file.bytes
        guard isPrintable else { throw .unreadable }
    }

    private var isPrintable: Bool {
        let book = PDFBook(
            title: "Logo",
            sections: [
                PDFSection(title: "Logo", blocks: [.image(PDFImage(bytes: bytes, alternative: "Logo", width: 90))])
            ])
        guard let rendering = try? AgreementPrinter.render(book) else { return false }
        return !rendering.warnings.contains { if case .imageUnreadable = $0 { true } else { false } }
    }
}

/// Why a logo is not taken.
enum LogoRefusal: Refusal, Equatable {
    case tooLarge, notAPicture, unreadable

    var message: String {
        switch self {
        case .tooLarge: "Ce logo est trop gros\u{A0}: \(LogoFile.mostBytes >> 10)\u{A0}Ko au plus."
        case .notAPicture: "Ce fichier n’est pas une image PNG ou JPEG."
        case .unreadable: "Cette image ne peut pas être imprimée\u{A0}: enregistrez-la en PNG non entrelacé ou en JPEG."
        }
    }
}

/// What the form of a text sends.
struct TemplateForm: FormInput {
    let content: String
    let removesLogo: Bool
    let version: Int

    init(reading form: inout FormReader) {
        content = form.required("texte", "Écrivez le texte de la convention.", max: TemplateText.most)
        removesLogo = form.flag("sans_logo")
        version = Int(form.values["version"]) ?? 0
        do throws(TemplateRefusal) {
            if !content.isEmpty { _ = try TemplateText(parsing: content) }
        } catch {
            for problem in error.problems { form.refuse("texte", problem.sentence) }
        }
    }
}

/// A new version of the text begins as a draft, from the one in use or from the usual one.
struct OpenTemplate: Operation {
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<AgreementTemplateRow> {
        try author.require(.manageSchool)

        let known = try db.templates()
        if let draft = known.first(where: { $0.state == .draft }) { return draft.id }
        let from = try known.first { $0.state == .inUse }.map { try db.template($0.id) }
        let row = AgreementTemplateRow(
            id: db.newID(), rank: (known.first?.rank ?? 0) + 1, state: .draft,
            content: from?.content ?? AgreementUsualText.source, logoType: from?.logoType ?? "", logo: from?.logo,
            createdAt: now.moment, createdBy: author.name, usedFrom: nil, version: 1)
        try db.insert(row, into: .agreementTemplate)
        try db.journal(
            "Texte de convention n°\u{A0}\(row.rank) commencé", Subject("school", db.schoolId), by: author, at: now)
        return row.id
    }
}

/// A draft of the text is written over; a version once in use never is.
struct SaveTemplate: Operation {
    let id: ID<AgreementTemplateRow>
    let form: TemplateForm
    let logo: LogoFile?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        var row = try db.template(id)
        guard row.state == .draft else { throw TemplateIsFixed(rank: row.rank) }
        guard row.version == form.version else { throw Conflict() }
        row.content = form.content
        if form.removesLogo {
            row.logo = nil
            row.logoType = ""
        }
        if let logo {
            row.logo = logo.bytes
            row.logoType = logo.media.rawValue
        }
        row.version += 1
        try db.update(row, in: .agreementTemplate, replacing: form.version)
        try db.journal(
            "Texte de convention n°\u{A0}\(row.rank) modifié", Subject("school", db.schoolId), by: author, at: now)
    }
}

/// A text goes into use, when it lost no mandatory mention (PFMP-26); the one before is retired, and kept.
struct UseTemplate: Operation {
    let id: ID<AgreementTemplateRow>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        var row = try db.template(id)
        guard row.state == .draft else { throw TemplateIsFixed(rank: row.rank) }
        let lost = try TemplateText(parsing: row.content).lostMentions
        guard lost.isEmpty else { throw LostMentions(lost: lost) }
        try db.change(
            .agreementTemplate, set: "state = \(AgreementTemplateRow.State.retired), version = version + 1",
            where: "state = \(AgreementTemplateRow.State.inUse)")
        let version = row.version
        row.state = .inUse
        row.usedFrom = now.day
        row.version += 1
        try db.update(row, in: .agreementTemplate, replacing: version)
        try db.journal(
            "Texte de convention n°\u{A0}\(row.rank) mis en service", Subject("school", db.schoolId), by: author,
            at: now)
    }
}

/// The usual text comes back: the version in use is retired.
struct UseUsualTemplate: Operation {
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageSchool)

        try db.change(
            .agreementTemplate, set: "state = \(AgreementTemplateRow.State.retired), version = version + 1",
            where: "state = \(AgreementTemplateRow.State.inUse)")
        try db.journal(
            "Texte de convention d’origine remis en service", Subject("school", db.schoolId), by: author, at: now)
    }
}

/// A version that agreements may bear does not change.
struct TemplateIsFixed: Refusal, Equatable {
    let rank: Int

    var message: String {
        "La version n°\u{A0}\(rank) a servi et ne change plus\u{A0}: commencez-en une nouvelle à partir d’elle."
    }
}

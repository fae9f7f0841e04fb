import Domain
import Persistence

/// A paper is attached to an agreement; it may take the place of another, which is kept.
struct AttachPaper: Operation {
    let agreement: ID<Agreement>
    let kind: PaperKind
    let file: PaperFile
    let replacing: ID<PaperRow>?
    /// What the foot of the pages says, when somebody typed it.
    let code: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<PaperRow> {
        try author.require(.recordSignatures)

        let agreement = try db.agreement(agreement)
        try checkCode(agreement)
        let paper = PaperRow(
            id: db.newID(), agreementId: agreement.id, kind: kind, name: file.name, mediaType: file.media.rawValue,
            sha256: file.sha256, size: file.bytes.count, content: file.bytes, addedAt: now.moment,
            addedBy: author.name, replacedBy: nil)
        try db.insert(paper, into: .agreementPaper)
        if let replacing { try replace(replacing, by: paper, in: db) }
        try db.journal(
            "\(kind.label) : fichier joint, empreinte \(paper.sha256.prefix(12))", Subject("agreement", agreement.id),
            by: author, at: now)
        return paper.id
    }

    private func checkCode(_ agreement: Agreement) throws {
        guard !code.isEmpty else { return }
        guard let read = PaperCode.read(code) else { throw FieldRefusal("code", PaperRefusal.unreadableCode.message) }
        guard read.number == agreement.number else {
            throw FieldRefusal("code", PaperRefusal.otherDocument(code: code).message)
        }
    }

    private func replace(_ old: ID<PaperRow>, by paper: PaperRow, in db: SchoolDatabase) throws {
        let former = try db.paper(old, of: paper.agreementId)
        guard former.replacedBy == nil else { throw Conflict() }
        try db.change(.agreementPaper, set: "replaced_by = \(paper.id)", where: "id = \(former.id)")
    }
}

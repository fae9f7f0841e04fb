import Domain
import Exchange
import Persistence

/// What a document of the bureau is.
enum OfficeDocumentKind: String, Codable, CaseIterable, Sendable, SQLBindable {
    case hostKit = "accueil_entreprise"
    case template = "modele"
    case guide
    case partnership = "partenariat"
    case event = "evenement"
    case minutes = "compte_rendu"
    case other = "autre"

    var label: String {
        switch self {
        case .hostKit: "Pour les entreprises et les tuteurs"
        case .template: "Modèles et lettres"
        case .guide: "Guides et textes"
        case .partnership: "Partenariats"
        case .event: "Événements"
        case .minutes: "Comptes rendus"
        case .other: "Autres"
        }
    }
}

/// Who may read a document.
enum DocumentAudience: String, Codable, CaseIterable, Sendable, SQLBindable {
    case team = "equipe"
    case office = "bureau"

    var label: String { self == .team ? "Toute l’équipe" : "Le bureau et la direction" }
}

/// A document without its bytes.
struct OfficeDocumentLine: Codable, Sendable {
    let id: ID<OfficeDocumentRow>
    let kind: OfficeDocumentKind
    let title: String
    let audience: DocumentAudience
    let stream: String
    let validUntil: LocalDate?
    let mediaType: String
    let size: Int
    let addedAt: Moment
    let addedBy: String
}

/// A document as kept.
struct OfficeDocumentRow: Codable, Sendable {
    let id: ID<OfficeDocumentRow>
    let kind: OfficeDocumentKind
    let title: String
    let audience: DocumentAudience
    let stream: String
    let validUntil: LocalDate?
    let name: String
    let mediaType: String
    let sha256: String
    let size: Int
    let content: [UInt8]
    let addedAt: Moment
    let addedBy: String
    let withdrawnOn: LocalDate?
    let version: Int
}

extension SchoolDatabase {
    /// The documents in use that a person may read, by kind.
    func officeDocuments(for author: Author, words: [String] = []) throws -> [OfficeDocumentLine] {
        let audience: SQL = author.may(.steerOffice) ? "true" : "office_document.audience = \(DocumentAudience.team)"
        let found: [OfficeDocumentLine] = try rows(
            """
            select office_document.id, office_document.kind, office_document.title, office_document.audience,
            office_document.stream, office_document.valid_until, office_document.media_type, office_document.size,
            office_document.added_at, office_document.added_by from \(table(.officeDocument))
            where office_document.withdrawn_on is null and \(audience)
            order by office_document.kind, office_document.title, office_document.id limit 300
            """)
        guard !words.isEmpty else { return found }
        return found.filter { line in
            let key = SearchKey(line.title, line.stream).rawValue
            return words.allSatisfy { key.contains($0) }
        }
    }

    /// A document that a person may read, or `NotFound`.
    func officeDocument(_ id: ID<OfficeDocumentRow>, for author: Author) throws -> OfficeDocumentRow {
        let row = try find(id, in: .officeDocument, "Ce document")
        guard row.audience == .team || author.may(.steerOffice) else { throw NotFound("Ce document") }
        return row
    }
}

/// What the form of a document may send beside its file.
struct OfficeDocumentForm: FormInput {
    let kind: OfficeDocumentKind
    let title: String
    let audience: DocumentAudience
    let stream: String
    let validUntil: LocalDate?

    init(reading form: inout FormReader) {
        kind = form.choice("nature", or: .guide)
        title = form.required("titre", "Donnez un titre au document.", max: 150)
        audience = form.choice("lecteurs", or: .team)
        stream = form.text("filiere", max: 80)
        validUntil = form.date("valable")
    }
}

/// A document enters the library; its kind is told from its content.
struct AddOfficeDocument: Operation {
    let form: OfficeDocumentForm
    let file: PaperFile

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<OfficeDocumentRow> {
        try author.require(.manageOffice)

        let row = OfficeDocumentRow(
            id: db.newID(), kind: form.kind, title: form.title, audience: form.audience, stream: form.stream,
            validUntil: form.validUntil, name: file.name, mediaType: file.media.rawValue, sha256: file.sha256,
            size: file.bytes.count, content: file.bytes, addedAt: now.moment, addedBy: author.name, withdrawnOn: nil,
            version: 1)
        try db.insert(row, into: .officeDocument)
        try db.journal(
            "Document du bureau ajouté\u{A0}: \(row.title)", Subject("document", row.id), by: author, at: now)
        return row.id
    }
}

/// A document leaves the library, or comes back.
struct WithdrawOfficeDocument: Operation {
    let id: ID<OfficeDocumentRow>
    let comesBack: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageOffice)

        let row = try db.officeDocument(id, for: author)
        let day: LocalDate? = comesBack ? nil : now.day
        try db.change(.officeDocument, set: "withdrawn_on = \(day), version = version + 1", where: "id = \(id)")
        try db.journal(
            "\(comesBack ? "Document du bureau rétabli" : "Document du bureau retiré")\u{A0}: \(row.title)",
            Subject("document", id), by: author, at: now)
    }
}

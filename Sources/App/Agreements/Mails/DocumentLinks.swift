import Domain
import Persistence

/// A link to one printed version of an agreement, for people without an account.
struct DocumentLink: Codable, Sendable {
    let id: ID<DocumentLink>
    let agreementId: ID<Agreement>
    let revision: Int
    let tokenHash: String
    let createdAt: Moment
    let expiresAt: Moment
    let openedAt: Moment?
    let openedCount: Int
}

/// What a link shows.
private struct LinkedDocument: Codable, Sendable {
    let id: String
    let number: String
    let content: [UInt8]
}

/// The page behind the links of mails: the very version that was sent, nothing else.
enum DocumentLinkRoutes {
    static func add(to site: Site) {
        site.get("/document/:jeton", .everyone, open)
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let hash = Secret.hash(try visit.piece("jeton"))
        let now = visit.app.clock()
        let found = try await visit.app.readPlatform { db in try db.linkedDocument(hash, at: now) }
        guard let found else { throw NotFound("Ce lien") }
        try await visit.app.performPlatform(CountOpening(id: found.id))
        return .file(
            FileAnswer(
                name: "convention-\(found.number).pdf", type: "application/pdf", bytes: found.content, inline: true))
    }
}

extension PlatformDatabase {
    /// The version a link shows, while it lives and the agreement stands.
    fileprivate func linkedDocument(_ tokenHash: String, at now: Moment) throws -> LinkedDocument? {
        try row(
            """
            select document_link.id, agreement.number, agreement_document.content from document_link
            join agreement on agreement.id = document_link.agreement_id
            join agreement_document on agreement_document.agreement_id = document_link.agreement_id
            and agreement_document.revision = document_link.revision
            where document_link.token_hash = \(tokenHash) and document_link.expires_at > \(now.description)
            and agreement.state not in (\(Agreement.State.failedStates))
            """)
    }
}

/// Counts that a link was opened.
private struct CountOpening: PlatformOperation {
    let id: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run(
            """
            update document_link set opened_count = opened_count + 1,
            opened_at = coalesce(opened_at, \(now.moment.description)) where id = \(id)
            """)
    }
}

import Domain
import Foundation
import Persistence

/// A kept version of an agreement, without its bytes.
struct DocumentLine: Codable, Sendable {
    let id: ID<AgreementDocumentRow>
    let revision: Int
    let sha256: String
    let factsSha256: String
    let pages: Int
    let createdAt: Moment
    let createdBy: String
    /// JSON of the reasons that stood when it was printed.
    let reasons: String

    var writtenReasons: [WrittenReason] {
        // Written by this program only; an unreadable value shows no reason and hides no document.
        (try? JSONDecoder().decode([WrittenReason].self, from: Data(reasons.utf8))) ?? []
    }
}

/// A kept version of an agreement.
struct AgreementDocumentRow: Codable, Sendable {
    let id: ID<AgreementDocumentRow>
    let agreementId: ID<Agreement>
    let revision: Int
    let sha256: String
    let factsSha256: String
    let content: [UInt8]
    let pages: Int
    let createdAt: Moment
    let createdBy: String
    let reasons: String
}

/// A signature with who noted it.
struct SignatureLine: Codable, Sendable {
    let party: Party
    let signedOn: LocalDate
    let method: SignatureMethod
    /// The scan that proves it.
    let paperId: ID<PaperRow>?
    let recordedBy: String
}

extension SchoolDatabase {
    func agreement(_ id: ID<Agreement>) throws -> Agreement {
        try find(id, in: .agreement, "Cette convention")
    }

    /// The last agreement of a placement.
    func agreement(of placement: ID<Placement>) throws -> Agreement? {
        try row(
            """
            select agreement.* from \(table(.agreement)) where agreement.placement_id = \(placement)
            order by agreement.number desc limit 1
            """)
    }

    func signatures(of agreement: ID<Agreement>) throws -> [SignatureLine] {
        try rows(
            """
            select agreement_signature.party, agreement_signature.signed_on, agreement_signature.method,
            agreement_signature.paper_id, agreement_signature.recorded_by from \(table(.agreementSignature)) where agreement_signature.agreement_id = \(agreement)
            order by agreement_signature.signed_on, agreement_signature.id
            """)
    }

    func documents(of agreement: ID<Agreement>) throws -> [DocumentLine] {
        try rows(
            """
            select agreement_document.id, agreement_document.revision, agreement_document.sha256,
            agreement_document.facts_sha256, agreement_document.pages, agreement_document.created_at,
            agreement_document.created_by, agreement_document.reasons from \(table(.agreementDocument))
            where agreement_document.agreement_id = \(agreement) order by agreement_document.revision desc
            """)
    }

    func document(of agreement: ID<Agreement>, revision: Int) throws -> AgreementDocumentRow {
        let found: AgreementDocumentRow? = try row(
            """
            select agreement_document.* from \(table(.agreementDocument))
            where agreement_document.agreement_id = \(agreement) and agreement_document.revision = \(revision)
            """)
        guard let found else { throw NotFound("Cette version de la convention") }
        return found
    }

    /// Writes the new state of an agreement, if it still is the one that was read; else `Conflict`.
    func save(_ agreement: Agreement) throws {
        let changed = try change(
            .agreement, set: "state = \(agreement.state), template = \(agreement.template), version = version + 1",
            where: "id = \(agreement.id) and version = \(agreement.version)")
        guard changed == 1 else { throw Conflict() }
    }
}

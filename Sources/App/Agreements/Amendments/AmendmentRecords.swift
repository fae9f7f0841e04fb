import Domain
import Foundation
import Persistence

/// An amendment with what it changes, without its PDF.
struct AmendmentLine: Codable, Sendable {
    let id: ID<Amendment>
    let rank: Int
    let kind: Amendment.Kind
    let state: Amendment.State
    let effectiveOn: LocalDate
    let reason: String
    /// JSON of `[TermChange]`.
    let changes: String
    let sha256: String?
    let createdAt: Moment
    let createdBy: String

    var terms: [TermChange] { (try? JSONDecoder().decode([TermChange].self, from: Data(changes.utf8))) ?? [] }
    var isOpen: Bool { state == .draft || state == .toSign }
}

/// A signature of an amendment.
struct AmendmentSignature: Codable, Sendable {
    let id: ID<AmendmentSignature>
    let agreementId: ID<Agreement>
    let amendmentId: ID<Amendment>
    let party: Party
    let signedOn: LocalDate
    let method: SignatureMethod
    let recordedAt: Moment
    let recordedBy: String
}

/// The terms of a placement before and after an amendment.
struct AmendedTerms: Sendable {
    let before: Placement
    let after: Placement
    let changes: [TermChange]
}

private struct AmendedTermsRow: Codable {
    let termsBefore: String
    let termsAfter: String
    let changes: String
}

private struct AmendmentContent: Codable {
    let content: [UInt8]?
}

extension SchoolDatabase {
    /// The amendments of an agreement, the first first.
    func amendments(of agreement: ID<Agreement>) throws -> [AmendmentLine] {
        try rows(
            """
            select amendment.id, amendment.rank, amendment.kind, amendment.state, amendment.effective_on,
            amendment.reason, amendment.changes, amendment.sha256, amendment.created_at, amendment.created_by
            from \(table(.amendment)) where amendment.agreement_id = \(agreement) order by amendment.rank
            """)
    }

    func amendment(_ id: ID<Amendment>, of agreement: ID<Agreement>) throws -> Amendment {
        let found: Amendment? = try row(
            """
            select amendment.id, amendment.agreement_id, amendment.rank, amendment.kind, amendment.state,
            amendment.effective_on, amendment.reason, amendment.version from \(table(.amendment))
            where amendment.id = \(id) and amendment.agreement_id = \(agreement)
            """)
        guard let found else { throw NotFound("Cet avenant") }
        return found
    }

    func terms(of amendment: ID<Amendment>) throws -> AmendedTerms {
        let row: AmendedTermsRow? = try row(
            """
            select amendment.terms_before, amendment.terms_after, amendment.changes from \(table(.amendment))
            where amendment.id = \(amendment)
            """)
        guard let row else { throw NotFound("Cet avenant") }
        let decoder = JSONDecoder()
        return AmendedTerms(
            before: try decoder.decode(Placement.self, from: Data(row.termsBefore.utf8)),
            after: try decoder.decode(Placement.self, from: Data(row.termsAfter.utf8)),
            changes: try decoder.decode([TermChange].self, from: Data(row.changes.utf8)))
    }

    func amendmentSignatures(of agreement: ID<Agreement>) throws -> [AmendmentSignature] {
        try rows(
            """
            select amendment_signature.* from \(table(.amendmentSignature))
            where amendment_signature.agreement_id = \(agreement)
            order by amendment_signature.signed_on, amendment_signature.id
            """)
    }

    /// The PDF of an amendment once it went to its parties.
    func amendmentDocument(_ id: ID<Amendment>, of agreement: ID<Agreement>) throws -> [UInt8] {
        let row: AmendmentContent? = try row(
            """
            select amendment.content from \(table(.amendment))
            where amendment.id = \(id) and amendment.agreement_id = \(agreement)
            """)
        guard let content = row?.content else { throw NotFound("Le document de cet avenant") }
        return content
    }

    func insert(_ amendment: Amendment, _ terms: AmendedTerms, by author: Author, at now: Now) throws {
        try insert(
            amendment, into: .amendment,
            also: [
                "changes": try JournalEntry.json(terms.changes).sqlValue,
                "terms_before": try JournalEntry.json(terms.before).sqlValue,
                "terms_after": try JournalEntry.json(terms.after).sqlValue,
                "created_at": now.moment.sqlValue, "created_by": author.name.sqlValue,
            ])
    }

    /// Writes the new state of an amendment, if it still is the one that was read; else `Conflict`.
    func save(_ amendment: Amendment) throws {
        let changed = try change(
            .amendment, set: "state = \(amendment.state), version = \(amendment.version)",
            where: "id = \(amendment.id) and version = \(amendment.version - 1)")
        guard changed == 1 else { throw Conflict() }
    }

    /// The terms of a placement with the names of its people.
    func namedTerms(_ placement: Placement) throws -> PlacementTerms {
        let company: Company = try find(placement.companyId, in: .company, "Cette entreprise")
        func contact(_ id: ID<Contact>?) throws -> String {
            let found: Contact? = try id.map { try find($0, in: .contact, "Ce contact") }
            return found?.fullName ?? ""
        }
        let referent: StaffMember? = try placement.referentId.map {
            try find($0, in: .staffMember, "Cet enseignant")
        }
        return PlacementTerms(
            placement,
            names: PlacementTerms.Names(
                company: company.displayName, tutor: try contact(placement.tutorId),
                signatory: try contact(placement.signatoryId), referent: referent?.fullName ?? ""))
    }
}

extension Amendment.State: SQLBindable {}
extension Amendment.Kind: SQLBindable {}
extension SignatureMethod: SQLBindable {}

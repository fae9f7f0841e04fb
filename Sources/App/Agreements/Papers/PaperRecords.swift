import Domain
import Persistence

/// What a paper attached to an agreement is.
enum PaperKind: String, Codable, CaseIterable, Sendable, SQLBindable {
    case signed = "signee"
    case amendment = "avenant"
    case schoolInsurance = "assurance_etablissement"
    case hostInsurance = "assurance_entreprise"
    case derogation
    case risks = "risques"
    case certificate = "attestation"
    case other = "autre"

    var label: String {
        switch self {
        case .signed: "Convention signée, numérisée"
        case .amendment: "Avenant signé, numérisé"
        case .schoolInsurance: "Assurance de l’établissement"
        case .hostInsurance: "Assurance de l’entreprise"
        case .derogation: "Déclaration de dérogation, travaux réglementés"
        case .risks: "Document sur les risques"
        case .certificate: "Attestation de l’entreprise"
        case .other: "Autre document"
        }
    }
}

/// A paper, without its bytes.
struct PaperLine: Codable, Sendable {
    let id: ID<PaperRow>
    let kind: PaperKind
    let name: String
    let mediaType: String
    let sha256: String
    let size: Int
    let addedAt: Moment
    let addedBy: String
    /// The paper that took its place.
    let replacedBy: ID<PaperRow>?
}

/// A paper as kept.
struct PaperRow: Codable, Sendable {
    let id: ID<PaperRow>
    let agreementId: ID<Agreement>
    let kind: PaperKind
    let name: String
    let mediaType: String
    let sha256: String
    let size: Int
    let content: [UInt8]
    let addedAt: Moment
    let addedBy: String
    let replacedBy: ID<PaperRow>?
}

extension SchoolDatabase {
    /// The papers of an agreement, the last first, those replaced included.
    func papers(of agreement: ID<Agreement>) throws -> [PaperLine] {
        try rows(
            """
            select agreement_paper.id, agreement_paper.kind, agreement_paper.name, agreement_paper.media_type,
            agreement_paper.sha256, agreement_paper.size, agreement_paper.added_at, agreement_paper.added_by,
            agreement_paper.replaced_by from \(table(.agreementPaper))
            where agreement_paper.agreement_id = \(agreement)
            order by agreement_paper.added_at desc, agreement_paper.id desc
            """)
    }

    func paper(_ id: ID<PaperRow>, of agreement: ID<Agreement>) throws -> PaperRow {
        let paper = try find(id, in: .agreementPaper, "Ce document")
        guard paper.agreementId == agreement else { throw NotFound("Ce document") }
        return paper
    }

    /// The agreement whose printed pages bear a code.
    func agreement(number: String) throws -> Agreement? {
        try row("select agreement.* from \(table(.agreement)) where agreement.number = \(number)")
    }
}

import Domain
import PDF

/// A printed attestation with the facts it was made from, before it is kept.
struct PrintedCertificate: Sendable {
    let placement: ID<Placement>
    let factsSha256: String
    let bytes: [UInt8]
    let pages: Int

    init(_ dossier: CertificateDossier, at moment: Moment) throws {
        let facts = dossier.facts
        let printed = try Paper.print(
            [CertificateDocument(facts: facts).section()], title: "Attestation – \(facts.learner.name)",
            author: facts.school.name, at: moment)
        placement = dossier.placement.id
        factsSha256 = try facts.fingerprint()
        bytes = printed.bytes
        pages = printed.pages
    }
}

/// A printed attestation is kept, unless what it says changed while it was being made.
struct StoreCertificateDocument: Operation {
    let printed: PrintedCertificate

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let dossier = try db.certificateDossier(printed.placement, today: now.day)
        try dossier.requireReady(on: now.day)
        guard try dossier.facts.fingerprint() == printed.factsSha256 else { throw Conflict() }
        if let kept = dossier.lastDocument, kept.factsSha256 == printed.factsSha256 { return kept.revision }
        let row = CertificateDocumentRow(
            id: db.newID(), placementId: printed.placement, revision: dossier.facts.revision,
            sha256: Digest.sha256(printed.bytes), factsSha256: printed.factsSha256, content: printed.bytes,
            pages: printed.pages, createdAt: now.moment, createdBy: author.name)
        try db.insert(row, into: .certificateDocument)
        try db.journal(
            "Attestation imprimée, révision \(row.revision)", Subject("certificate", printed.placement), by: author,
            at: now)
        return row.revision
    }
}

import Domain

/// The host's certificate is in (D.124-9).
struct CertifyAgreement: Operation {
    let id: ID<Agreement>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(id)
        let certified = try agreement.certified()
        let undecided = try db.interruptions(of: id).contains { $0.cause.isProtected && $0.outcome == nil }
        guard !undecided else { throw InterruptionRefusal.outcomeMissing }
        try db.save(certified)
        try db.journal(
            "Attestation reçue", Subject("agreement", id), before: agreement, after: certified, by: author, at: now)
    }
}

import Domain

/// An agreement that nobody signed comes back to the draft, to be corrected.
struct ReopenAgreement: Operation {
    let id: ID<Agreement>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(id)
        let signed = Set(try db.signatures(of: id).map(\.party))
        let reopened = try agreement.reopened(signedBy: signed)
        try db.save(reopened)
        try db.journal(
            "Convention reprise en brouillon", Subject("agreement", id), before: agreement, after: reopened,
            by: author, at: now)
    }
}

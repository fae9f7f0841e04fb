import Domain

/// The agreement goes to its parties for signature, when nothing mandatory is missing (PFMP-26).
struct SendAgreement: Operation {
    let id: ID<Agreement>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let dossier = try db.dossier(id, today: now.day)
        let sent = try dossier.agreement.sent(
            readiness: dossier.readiness, template: dossier.sources.template.name)
        try db.save(sent)
        try db.journal(
            "Convention mise à la signature", Subject("agreement", id), before: dossier.agreement, after: sent,
            by: author, at: now)
    }
}

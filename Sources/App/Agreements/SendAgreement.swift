import Domain

/// The agreement goes to its parties for signature, when nothing mandatory is missing (PFMP-26); warnings are passed by
/// the reasons typed with it.
struct SendAgreement: Operation {
    let id: ID<Agreement>
    var reasons = TypedReasons()

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(id)
        if agreement.state.isUnsigned { try db.keep(reasons, on: id, by: author, at: now) }
        try db.send(try db.dossier(id, today: now.day), by: author, at: now)
    }
}

extension SchoolDatabase {
    /// Puts an agreement up for signature.
    func send(_ dossier: AgreementDossier, by author: Author, at now: Now) throws {
        let sent = try dossier.agreement.sent(
            readiness: dossier.readiness, template: dossier.sources.template.name)
        try acknowledge(dossier, by: author, at: now)
        try save(sent)
        try journal(
            "Convention mise à la signature", Subject("agreement", sent.id), before: dossier.agreement, after: sent,
            by: author, at: now)
    }
}

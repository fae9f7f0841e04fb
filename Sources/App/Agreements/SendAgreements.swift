import Domain

/// Every agreement of a period that is ready goes to its parties; the others stay drafts.
struct SendAgreements: Operation {
    let period: ID<PFMPPeriod>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let period = try db.period(period)
        let drafts = try db.dossiers(of: period.id, today: now.day)
            .filter { $0.agreement.state == .draft && $0.readiness.mayBeSigned }
        for dossier in drafts {
            let sent = try dossier.agreement.sent(
                readiness: dossier.readiness, template: dossier.sources.template.name)
            try db.save(sent)
            try db.journal(
                "Convention mise à la signature", Subject("agreement", sent.id), before: dossier.agreement,
                after: sent, by: author, at: now)
        }
        return drafts.count
    }
}

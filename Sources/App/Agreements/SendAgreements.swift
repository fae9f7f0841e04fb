import Domain

/// Every agreement of a period that is ready goes to its parties; the others stay drafts.
struct SendAgreements: Operation {
    let period: ID<PFMPPeriod>
    /// Those that one reason lets go past their warnings, and that reason.
    var passed: Set<ID<Agreement>> = []
    var reason = ""

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.prepareAgreements)

        let period = try db.period(period)
        _ = try WriteBatchReason(agreements: passed.sorted { $0.rawValue < $1.rawValue }, reason: reason)
            .run(in: db, by: author, at: now)
        let drafts = try db.dossiers(of: period.id, today: now.day)
            .filter { $0.agreement.state == .draft && $0.readiness.mayBeSigned }
        for dossier in drafts { try db.send(dossier, by: author, at: now) }
        return drafts.count
    }
}

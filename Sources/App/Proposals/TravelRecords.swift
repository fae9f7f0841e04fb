import Domain
import Persistence

/// Somebody who knows the way says how long it takes; without minutes the estimate counts again.
struct RecordTravel: Operation {
    let learner: ID<Learner>
    let company: ID<Company>
    let minutes: Int?
    let note: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        let learner = try db.learner(learner)
        let company = try db.company(company)
        let former = try db.travelTime(of: learner.id, to: company.id)
        guard former?.minutes != minutes || former?.note ?? "" != note else { return }
        if let former { try db.delete(from: .travelTime, where: "id = \(former.id)") }
        var kept: TravelTime?
        if let minutes {
            let travel = TravelTime(
                id: db.newID(), learnerId: learner.id, companyId: company.id, minutes: minutes, note: note,
                recordedBy: author.name, recordedOn: now.day, version: (former?.version ?? 0) + 1)
            try db.insert(travel, into: .travelTime)
            kept = travel
        }
        try db.journal(
            kept == nil ? "Temps de trajet retiré" : "Temps de trajet noté", Subject("learner", learner.id),
            before: former, after: kept, by: author, at: now)
    }
}

extension SchoolDatabase {
    func travelTime(of learner: ID<Learner>, to company: ID<Company>) throws -> TravelTime? {
        try row(
            """
            select travel_time.* from \(table(.travelTime)) where travel_time.learner_id = \(learner)
            and travel_time.company_id = \(company)
            """)
    }

    /// The travels that people typed, by learner and company.
    func travelTimes() throws -> [TravelPair: TravelTime] {
        let found: [TravelTime] = try rows(
            "select travel_time.* from \(table(.travelTime)) order by travel_time.id limit 20000")
        return Dictionary(
            found.map { (TravelPair(learner: $0.learnerId, company: $0.companyId), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// What travels are estimated with when nobody typed them.
    func travelEstimate(_ mode: TravelMode) throws -> TravelEstimate {
        TravelEstimate(mode, of: try thresholds())
    }
}

/// A learner and a company.
struct TravelPair: Hashable, Sendable {
    let learner: ID<Learner>
    let company: ID<Company>
}

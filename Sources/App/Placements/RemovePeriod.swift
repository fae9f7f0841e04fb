import Domain
import Persistence

/// A period planned by mistake goes away, as long as nobody was placed in it.
struct RemovePeriod: Operation {
    let id: ID<PFMPPeriod>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        let period = try db.period(id)
        let placements = try db.placementCount(of: id)
        guard placements == 0 else { throw PeriodInUse(placements: placements) }

        try db.delete(from: .pfmpPeriod, where: "id = \(id)")
        try db.journal("Période supprimée", Subject("period", id), before: period, by: author, at: now)
    }
}

/// Learners were placed in the period.
struct PeriodInUse: Refusal, Equatable {
    let placements: Int

    var message: String {
        "Cette période compte \(FrenchNumber.counted(placements, "placement", "placements"))\u{A0}: "
            + "elle ne se supprime plus. Changez ses dates si elle est reportée."
    }
}

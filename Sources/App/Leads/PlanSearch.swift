import Domain
import Persistence

/// Someone says who acts next for a learner without a host.
struct PlanNextStep: Operation {
    let learner: ID<Learner>
    let period: ID<PFMPPeriod>
    let form: NextStepForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.recordLeads)

        if let owner = form.owner { _ = try db.staffMember(owner) }
        try db.changeSearch(
            of: learner, in: period, version: form.version, saying: "Suite de la recherche notée", by: author, at: now
        ) { search in
            search.ownerId = form.owner
            search.nextAction = form.action
            search.nextActionOn = form.day
        }
    }
}

/// The learner needs no host for the period, or needs one again.
struct ExemptFromSearch: Operation {
    let learner: ID<Learner>
    let period: ID<PFMPPeriod>
    let form: ExemptionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        try db.changeSearch(
            of: learner, in: period, version: form.version,
            saying: form.reason == nil ? "Dispense de lieu retirée" : "Dispense de lieu notée", by: author, at: now
        ) { search in
            search.exemption = form.reason
            search.exemptionNote = form.reason == nil ? "" : form.note
        }
    }
}

extension SchoolDatabase {
    /// Changes what is written about a search, or begins it.
    fileprivate func changeSearch(
        of learnerId: ID<Learner>, in periodId: ID<PFMPPeriod>, version: Int, saying action: String,
        by author: Author, at now: Now, _ change: (inout PlacementSearch) -> Void
    ) throws {
        let learner = try learner(learnerId)
        let period = try period(periodId)
        guard try classOf(learner.id, year: period.schoolYear)?.id == period.classId else {
            throw NotInClass(name: learner.fullName)
        }
        let former = try placementSearch(of: learner.id, in: period.id)
        guard (former?.version ?? 0) == version else { throw Conflict() }
        var search = former ?? PlacementSearch(id: newID(), learnerId: learner.id, periodId: period.id)
        change(&search)
        if let former {
            search.version += 1
            try update(search, in: .placementSearch, replacing: former.version)
        } else {
            try insert(search, into: .placementSearch)
        }
        try journal(action, Subject("learner", learner.id), before: former, after: search, by: author, at: now)
    }
}

import Domain
import Persistence

/// How many placements received a référent, and how many could not change any more.
struct Assigned: Sendable {
    let changed: Int
    let fixed: Int
}

/// A référent is given to several learners of a period at once (D.124-4, 2°).
struct AssignReferents: Operation {
    let period: ID<PFMPPeriod>
    let placements: [ID<Placement>]
    let referent: ID<StaffMember>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Assigned {
        try author.require(.placeLearners)

        let referent: StaffMember = try db.find(referent, in: .staffMember, "Cet enseignant")
        var changed = 0
        var fixed = 0
        for id in placements {
            let former = try db.placement(id)
            guard former.periodId == period else { throw NotFound("Ce placement") }
            guard try db.agreement(of: id)?.termsAreOpen ?? true else {
                fixed += 1
                continue
            }
            var placement = former
            placement.referentId = referent.id
            placement.version += 1
            try db.update(placement, in: .placement, replacing: former.version)
            try db.journal(
                "Enseignant référent affecté : \(referent.listName)", Subject("placement", id),
                before: former, after: placement, by: author, at: now)
            changed += 1
        }
        return Assigned(changed: changed, fixed: fixed)
    }
}

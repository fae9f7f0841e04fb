import Domain

/// A placement changes, as long as its agreement is a draft: signed terms take an amendment (PFMP-34).
struct EditPlacement: Operation {
    let id: ID<Placement>
    let form: PlacementForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Placed {
        try author.require(.placeLearners)

        let former = try db.placement(id)
        guard former.version == form.version else { throw Conflict() }
        guard let agreement = try db.agreement(of: id) else { throw NotFound("La convention de ce placement") }
        try agreement.requireOpenTerms()
        let period = try db.period(former.periodId)
        var placement = form.placement(
            id: id, learner: former.learnerId, period: former.periodId, company: form.company ?? former.companyId,
            version: former.version + 1)
        if placement.companyId != former.companyId { try db.requireOpenHost(placement.companyId) }
        try placement.requireTouching(period)
        try placement.settle(form, in: db, year: period.schoolYear)
        try placement.name(form, in: db, by: author, at: now)
        try db.update(placement, in: .placement, replacing: former.version)
        try db.journal(
            "Placement modifié", Subject("placement", id), before: former, after: placement, by: author, at: now)
        try db.keep(form.reasons, on: agreement.id, by: author, at: now)
        return Placed(placement: id, agreement: agreement.id)
    }
}

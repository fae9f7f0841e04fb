import Domain

/// What the form of an amendment sends: the terms as they will be, from a day, with a reason.
struct AmendmentForm: FormInput {
    let placement: PlacementForm
    let effectiveOn: LocalDate
    let reason: String

    init(reading form: inout FormReader) {
        placement = PlacementForm(reading: &form)
        effectiveOn = form.requiredDate("effet", "Indiquez à partir de quel jour.")
        reason = form.required("motif", AmendmentRefusal.reasonMissing.message, max: 500)
    }
}

/// A change of a signed agreement is prepared; nothing of the agreement moves before everybody signed it (PFMP-34).
struct OpenAmendment: Operation {
    let agreement: ID<Agreement>
    let form: AmendmentForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Amendment> {
        try author.require(.prepareAgreements)

        let agreement = try db.agreement(agreement)
        try Amendment.requireSigned(agreement.state)
        let rank = try db.nextAmendmentRank(of: agreement.id)
        let before = try db.placement(agreement.placementId)
        guard before.version == form.placement.version else { throw Conflict() }
        let terms = try terms(before, in: db, by: author, at: now)
        try checkDay(terms)
        let amendment = Amendment(
            id: db.newID(), agreementId: agreement.id, rank: rank, kind: .terms, effectiveOn: form.effectiveOn,
            reason: form.reason)
        try db.insert(amendment, terms, by: author, at: now)
        try db.journal(
            "Avenant n°\u{A0}\(rank) préparé : \(form.reason)", Subject("agreement", agreement.id),
            after: terms.changes, by: author, at: now)
        return amendment.id
    }

    private func terms(
        _ before: Placement, in db: SchoolDatabase, by author: Author, at now: Now
    ) throws -> AmendedTerms {
        var after = form.placement.placement(
            id: before.id, learner: before.learnerId, period: before.periodId, company: before.companyId,
            version: before.version)
        after.origin = before.origin
        try after.settle(form.placement, in: db, year: try db.period(before.periodId).schoolYear)
        try after.name(form.placement, in: db, by: author, at: now)
        let changes = try db.namedTerms(before).changes(to: try db.namedTerms(after))
        guard !changes.isEmpty else { throw AmendmentRefusal.nothingChanges }
        return AmendedTerms(before: before, after: after, changes: changes)
    }

    private func checkDay(_ terms: AmendedTerms) throws {
        let start = min(terms.before.startsOn, terms.after.startsOn)
        let end = max(terms.before.endsOn, terms.after.endsOn)
        guard form.effectiveOn >= start else {
            throw FieldRefusal("effet", AmendmentRefusal.beforeStart(start).message)
        }
        guard form.effectiveOn <= end else { throw FieldRefusal("effet", AmendmentRefusal.afterEnd(end).message) }
    }
}

extension SchoolDatabase {
    /// The next rank, unless an amendment still waits for signatures.
    func nextAmendmentRank(of agreement: ID<Agreement>) throws -> Int {
        let known = try amendments(of: agreement)
        if let open = known.first(where: \.isOpen) { throw AmendmentRefusal.anotherIsOpen(rank: open.rank) }
        return (known.last?.rank ?? 0) + 1
    }
}

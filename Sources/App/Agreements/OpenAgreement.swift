import Domain

/// A new agreement for a placement whose former one came to nothing.
struct OpenAgreement: Operation {
    let placement: ID<Placement>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Agreement> {
        try author.require(.prepareAgreements)

        let placement = try db.placement(placement)
        if let former = try db.agreement(of: placement.id), former.state.stands {
            throw AgreementStands(number: former.number)
        }
        let days = PlacementDays(startsOn: placement.startsOn, endsOn: placement.endsOn, host: "")
        let others = try db.standingPlacements(from: placement.startsOn, through: placement.endsOn)
            .filter { $0.learnerId == placement.learnerId && $0.id != placement.id }
            .map { PlacementDays(startsOn: $0.startsOn, endsOn: $0.endsOn, host: $0.companyName) }
        if let overlap = days.overlaps(with: others).first { throw FieldRefusal("", overlap.message) }
        let period = try db.period(placement.periodId)
        return try db.open(agreementOf: placement, year: period.schoolYear, by: author, at: now).id
    }
}

/// The placement has an agreement already.
struct AgreementStands: Refusal, Equatable {
    let number: String

    var message: String { "Ce placement a déjà la convention n°\u{A0}\(number)." }
}

extension SchoolDatabase {
    /// Opens an agreement as a draft, under the next number of the register.
    func open(agreementOf placement: Placement, year: Int, by author: Author, at now: Now) throws -> Agreement {
        let agreement = Agreement(
            id: newID(), placementId: placement.id, number: try nextAgreementNumber(year: year),
            template: AgreementDocument.template)
        try insert(agreement, into: .agreement)
        try journal(
            "Convention ouverte", Subject("agreement", agreement.id), after: agreement, by: author, at: now)
        return agreement
    }
}

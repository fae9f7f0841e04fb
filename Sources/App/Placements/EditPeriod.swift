import Domain

/// The dates or the label of a period change; placements already made keep their own dates.
struct EditPeriod: Operation {
    let id: ID<PFMPPeriod>
    let form: PeriodForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<PFMPPeriod> {
        try author.require(.planPeriods)

        let former = try db.period(id)
        guard former.version == form.version else { throw Conflict() }
        let schoolClass = try db.schoolClass(former.classId)
        // Those who catch up are away while their class is at school, or with another class.
        let others =
            former.kind == .catchUp
            ? [] : try db.periods(of: former.classId).filter { $0.id != id && !(former.pathway && $0.pathway) }
        try PeriodDates(startsOn: form.startsOn, endsOn: form.endsOn)
            .check(
                in: former.schoolYear, academie: try db.ownSchool().academie, against: others,
                className: schoolClass.code)
        var period = former
        period.label = form.label.isEmpty ? former.label : form.label
        period.startsOn = form.startsOn
        period.endsOn = form.endsOn
        period.certifying = form.certifying
        period.boardOn = form.boardOn
        period.version += 1
        try db.update(period, in: .pfmpPeriod, replacing: former.version)
        try db.journal("Période modifiée", Subject("period", id), before: former, after: period, by: author, at: now)
        return id
    }
}

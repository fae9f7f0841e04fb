import Domain

/// The same period is planned for one or several classes.
struct CreatePeriods: Operation {
    let form: PeriodForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> [ID<PFMPPeriod>] {
        try author.require(.planPeriods)
        guard !form.classes.isEmpty else { throw FieldRefusal("classe", "Choisissez une classe au moins.") }

        let school = try db.ownSchool()
        let dates = PeriodDates(startsOn: form.startsOn, endsOn: form.endsOn)
        return try form.classes.map { classId in
            let schoolClass = try db.schoolClass(classId)
            let others = try db.periods(of: classId)
            try dates.check(
                in: schoolClass.schoolYear, academie: school.academie, against: others, className: schoolClass.code)
            let period = form.period(id: db.newID(), of: schoolClass, rank: (others.map(\.rank).max() ?? 0) + 1)
            try db.insert(period, into: .pfmpPeriod)
            try db.journal("Période créée", Subject("period", period.id), after: period, by: author, at: now)
            return period.id
        }
    }
}

extension PeriodForm {
    func period(id: ID<PFMPPeriod>, of schoolClass: SchoolClass, rank: Int) -> PFMPPeriod {
        PFMPPeriod(
            id: id, classId: schoolClass.id, schoolYear: schoolClass.schoolYear, rank: rank,
            label: label.isEmpty ? "PFMP n°\u{A0}\(rank)" : label, startsOn: startsOn, endsOn: endsOn,
            certifying: certifying, boardOn: boardOn)
    }
}

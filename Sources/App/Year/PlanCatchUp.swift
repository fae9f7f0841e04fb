import Domain
import Persistence

/// What the form of a catch-up may send.
struct CatchUpForm: FormInput {
    let learners: [ID<Learner>]
    let startsOn: LocalDate
    let endsOn: LocalDate
    let cause: CatchUpCause
    let motive: String
    let missedDays: Int
    let assessed: Bool
    let familyAgreedOn: LocalDate?
    let headAgreedOn: LocalDate?

    init(reading form: inout FormReader) {
        learners = form.values.all("eleve").filter { !$0.isEmpty }.map { ID($0) }
        startsOn = form.requiredDate("du", "Indiquez le premier jour.")
        endsOn = form.requiredDate("au", "Indiquez le dernier jour.")
        if form.values["cause"].isEmpty { form.refuse("cause", "Indiquez la cause de l’absence.") }
        cause = form.choice("cause", or: .article)
        motive = form.required("motif", "Écrivez le motif en quelques mots, sans détail médical.", max: 200)
        let days = form.number("jours", in: 1...200)
        if days == nil, form.values["jours"].isEmpty { form.refuse("jours", "Indiquez le nombre de jours manqués.") }
        missedDays = days ?? 1
        assessed = form.flag("evaluees")
        familyAgreedOn = form.date("famille")
        headAgreedOn = form.date("direction")
        if learners.isEmpty { form.refuse("eleve", "Choisissez un élève au moins.") }
        if !form.values["du"].isEmpty, !form.values["au"].isEmpty, endsOn < startsOn {
            form.refuse("au", "Le dernier jour doit suivre le premier.")
        }
    }
}

/// Chosen learners of a class catch up days missed: a period of their own, then a placement and an agreement each
/// (PFMP-21).
struct PlanCatchUp: Operation {
    let schoolClass: ID<SchoolClass>
    let form: CatchUpForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<PFMPPeriod> {
        try author.require(.planPeriods)

        let schoolClass = try db.schoolClass(schoolClass)
        try check(schoolClass, db)
        let others = try db.periods(of: schoolClass.id)
        let period = PFMPPeriod(
            id: db.newID(), classId: schoolClass.id, schoolYear: schoolClass.schoolYear,
            rank: (others.map(\.rank).max() ?? 0) + 1,
            label: "Rattrapage, " + FrenchNumber.counted(form.learners.count, "élève", "élèves"),
            startsOn: form.startsOn, endsOn: form.endsOn, certifying: true, kind: .catchUp)
        try db.insert(period, into: .pfmpPeriod)
        try db.journal("Rattrapage planifié", Subject("period", period.id), after: period, by: author, at: now)
        for learner in form.learners {
            let catchUp = CatchUp(
                id: db.newID(), periodId: period.id, learnerId: learner, cause: form.cause, motive: form.motive,
                missedDays: form.missedDays, assessed: form.assessed, familyAgreedOn: form.familyAgreedOn,
                headAgreedOn: form.headAgreedOn)
            try db.insert(catchUp, into: .catchUp)
            try db.journal("Rattrapage prévu", Subject("learner", learner), after: catchUp, by: author, at: now)
        }
        return period.id
    }

    private func check(_ schoolClass: SchoolClass, _ db: SchoolDatabase) throws {
        let school = try db.ownSchool()
        try PeriodDates(startsOn: form.startsOn, endsOn: form.endsOn)
            .check(
                in: schoolClass.schoolYear, academie: school.academie, against: [], className: schoolClass.code)
        for id in form.learners {
            let learner = try db.learner(id)
            guard try db.classOf(id, year: schoolClass.schoolYear)?.id == schoolClass.id else {
                throw FieldRefusal("eleve", NotInClass(name: learner.fullName).message)
            }
        }
        let inHolidays =
            try db.schoolCalendar(year: schoolClass.schoolYear)?.holidays.contains {
                $0.start <= form.endsOn && form.startsOn <= $0.end
            } ?? false
        guard inHolidays else { return }
        var problems: [FieldProblem] = []
        let why = "Ces dates touchent les vacances\u{A0}: "
        if form.familyAgreedOn == nil {
            problems.append(FieldProblem(field: "famille", message: why + "notez la date de l’accord de la famille."))
        }
        if form.headAgreedOn == nil {
            problems.append(
                FieldProblem(field: "direction", message: why + "notez la date de l’accord du chef d’établissement."))
        }
        if !problems.isEmpty { throw FieldRefusal(problems) }
    }
}

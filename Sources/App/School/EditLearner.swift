import Domain
import Persistence

/// Someone changes the record of a learner.
struct EditLearner: Operation {
    let id: ID<Learner>
    let form: LearnerForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.editLearners)

        let before = try db.learner(id)
        let after = form.applied(to: before)
        if let ine = after.ine, let other = try db.learner(ine: ine), other.id != id {
            throw FieldRefusal(
                "ine",
                "Cet INE est déjà celui de \(other.fullName). Si c’est la même personne, fusionnez les deux fiches.")
        }
        try db.update(after, in: .learner, replacing: form.version)
        try db.enrol(id, in: after.leftOn == nil ? form.classId : nil, year: author.currentYear, on: after.leftOn ?? now.day)
        try db.journal("Fiche modifiée", Subject("learner", id), before: before, after: after, by: author, at: now)
    }
}

extension SchoolDatabase {
    func learner(ine: String) throws -> Learner? {
        try row("select learner.* from \(table(.learner)) where learner.ine = \(ine)")
    }

    /// Puts a learner in a class of a year, or in none; the former enrolment is closed, never deleted.
    func enrol(_ learner: ID<Learner>, in classId: ID<SchoolClass>?, year: Int, on day: LocalDate) throws {
        let open: Enrolment? = try row(
            """
            select enrolment.* from \(table(.enrolment)) where enrolment.learner_id = \(learner)
            and enrolment.school_year = \(year) and enrolment.ends_on is null
            """)
        guard open?.classId != classId else { return }
        if var former = open {
            former.endsOn = max(day, former.startsOn ?? day)
            try update(former, in: .enrolment)
        }
        guard let classId else { return }
        let schoolClass = try schoolClass(classId)
        guard schoolClass.schoolYear == year else { throw NotFound("Cette classe") }
        try insert(
            Enrolment(
                id: newID(), learnerId: learner, classId: classId, schoolYear: year, mef: schoolClass.mef,
                startsOn: open == nil ? nil : day),
            into: .enrolment)
    }
}

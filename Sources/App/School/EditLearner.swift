import Domain
import Persistence

/// Someone corrects the record of a learner.
struct EditLearner: Operation {
    let id: ID<Learner>
    let form: LearnerForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.editLearners)

        let former = try db.learner(id)
        let learner = form.applied(to: former)
        try db.update(learner, in: .learner, replacing: form.version)
        if former.leftOn == nil, let left = learner.leftOn {
            try db.change(.enrolment, set: "ends_on = \(left)", where: "learner_id = \(id) and ends_on is null")
        } else if learner.leftOn == nil {
            try db.enrol(id, in: form.classId, year: author.currentYear, on: now.day)
        }
        try db.journal(
            "Fiche modifiée", Subject("learner", id), before: former, after: learner, by: author, at: now)
    }
}

extension SchoolDatabase {
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

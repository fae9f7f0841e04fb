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
        }
        try db.journal(
            "Fiche modifiée", Subject("learner", id), before: former, after: learner, by: author, at: now)
    }
}

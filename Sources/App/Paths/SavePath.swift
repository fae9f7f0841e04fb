import Domain
import Persistence

/// Where the CV of a learner stands and what they look for.
struct LearnerPathForm: FormInput {
    let cv: LearnerPath.CV
    let seeks: LearnerPath.Search
    let note: String
    let version: Int

    init(reading form: inout FormReader) {
        cv = form.choice("cv", or: .missing)
        seeks = form.choice("cherche", or: .unknown)
        note = form.text("remarque", max: 1000)
        version = Int(form.values["version"]) ?? 0
    }
}

struct SavePath: Operation {
    let learner: ID<Learner>
    let form: LearnerPathForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.followPaths)

        let learner = try db.learner(learner)
        let former = try db.learnerPath(of: learner.id)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        var path = former ?? LearnerPath(id: db.newID(), learnerId: learner.id)
        if path.cv != form.cv || former == nil { path.cvOn = now.day }
        path.cv = form.cv
        path.seeks = form.seeks
        path.note = form.note
        if let former {
            path.version += 1
            try db.update(path, in: .learnerPath, replacing: former.version)
        } else {
            try db.insert(path, into: .learnerPath)
        }
        try db.journal(
            "Parcours mis à jour", Subject("learner", learner.id), before: former, after: path, by: author, at: now)
    }
}

/// A session of one learner, or of a class with who came.
struct SessionForm: FormInput {
    let kind: PathSession.Kind
    let day: LocalDate?
    let partner: String
    let note: String
    let present: Set<ID<Learner>>
    /// The whole class is noted, absent ones too.
    let classId: ID<SchoolClass>?

    init(reading form: inout FormReader) {
        kind = form.choice("seance", or: .cv)
        if form.values["seance"].isEmpty { form.refuse("seance", "Choisissez la séance.") }
        day = form.date("le")
        partner = form.text("partenaire", max: 100)
        note = form.text("note", max: 500)
        present = Set(form.values.all("present").filter { !$0.isEmpty }.map { ID($0) })
        classId = form.key("classe")
    }
}

/// A session took place. The same one noted twice on a day replaces itself.
struct RecordSession: Operation {
    /// One learner; else the class of the form.
    let learner: ID<Learner>?
    let form: SessionForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.followPaths)

        let day = form.day ?? now.day
        guard day <= now.day else { throw FieldRefusal("le", "Une séance se note une fois faite.") }
        let all: [ID<Learner>]
        var came = form.present
        if let learner {
            all = [try db.learner(learner).id]
            came = [learner]
        } else if let classId = form.classId {
            let schoolClass = try db.schoolClass(classId)
            all = try db.pathLines(of: classId, year: schoolClass.schoolYear).map(\.id)
        } else {
            throw FieldRefusal("classe", "Choisissez la classe.")
        }
        guard !all.isEmpty else { return 0 }
        try db.delete(
            from: .pathSession, where: "kind = \(form.kind) and held_on = \(day) and learner_id in (\(list: all))")
        let sessions = all.map {
            PathSession(
                id: db.newID(), learnerId: $0, kind: form.kind, heldOn: day, present: came.contains($0),
                partner: form.partner, note: form.note, notedBy: author.name)
        }
        try db.insertMany(sessions, into: .pathSession)
        let subject = learner.map { Subject("learner", $0) } ?? Subject("school_class", form.classId ?? ID(""))
        try db.journal("Séance notée : \(form.kind.label)", subject, by: author, at: now)
        return sessions.count(where: \.present)
    }
}

/// What the form of AvenirPro+ may send.
struct AvenirForm: FormInput {
    let learner: ID<Learner>?
    let enteredOn: LocalDate?
    let referent: String
    let objective: String
    let outcome: AvenirFollowUp.Outcome

    init(reading form: inout FormReader) {
        learner = form.key("apprenant")
        enteredOn = form.date("entree")
        referent = form.text("referent", max: 120)
        objective = form.text("objectif", max: 500)
        outcome = form.choice("issue", or: .running)
    }
}

/// A leaver enters AvenirPro+, or what becomes of them is noted.
struct SaveAvenir: Operation {
    let learner: ID<Learner>
    let form: AvenirForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageAlumni)

        let learner = try db.learner(learner)
        let former: AvenirFollowUp? = try db.row(
            """
            select avenir_follow_up.* from \(db.table(.avenirFollowUp))
            where avenir_follow_up.learner_id = \(learner.id) order by avenir_follow_up.entered_on desc limit 1
            """)
        if var line = former, line.leftOn == nil {
            line.referent = form.referent.isEmpty ? line.referent : form.referent
            line.objective = form.objective.isEmpty ? line.objective : form.objective
            line.outcome = form.outcome
            line.leftOn = form.outcome == .running ? nil : now.day
            line.version += 1
            try db.update(line, in: .avenirFollowUp, replacing: line.version - 1)
        } else {
            let day = form.enteredOn ?? now.day
            guard former?.enteredOn != day else { throw FieldRefusal("entree", "Cette entrée est déjà notée.") }
            try db.insert(
                AvenirFollowUp(
                    id: db.newID(), learnerId: learner.id, enteredOn: day, referent: form.referent,
                    objective: form.objective, leftOn: form.outcome == .running ? nil : now.day,
                    outcome: form.outcome), into: .avenirFollowUp)
        }
        try db.journal("AvenirPro+ noté", Subject("learner", learner.id), by: author, at: now)
    }
}

import Domain
import Persistence

/// What a teacher says to ask for an action: a kind and a class, the rest later.
struct ActionRequestForm: FormInput {
    let kind: ActionKind
    let classId: ID<SchoolClass>?
    let wish: String
    let day: LocalDate?
    let objective: ID<RoadmapObjective>?

    init(reading form: inout FormReader) {
        kind = form.choice("genre", or: .visit)
        if form.values["genre"].isEmpty { form.refuse("genre", "Choisissez ce que vous demandez.") }
        classId = form.key("classe")
        wish = form.text("souhait", max: 1000)
        day = form.date("jour")
        objective = form.key("objectif")
    }
}

/// An action is asked for by a teacher, or opened by the bureau.
struct RequestAction: Operation {
    let form: ActionRequestForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Action> {
        try author.require(.requestActions)

        let schoolClass = try form.classId.map { try db.schoolClass($0) }
        let organises = author.may(.organiseActions)
        if !organises {
            guard let schoolClass else { throw FieldRefusal("classe", "Choisissez votre classe.") }
            try db.requireTaught(schoolClass, by: author)
        }
        let objective = organises ? form.objective : nil
        try db.requireObjective(objective, year: author.currentYear)
        let title = [form.kind.label, schoolClass?.code].compactMap(\.self).joined(separator: ", ")
        let action = Action(
            id: db.newID(), kind: form.kind, schoolYear: author.currentYear, title: title,
            state: organises ? .preparing : .requested, startsOn: try db.dayOfYear(form.day, author.currentYear),
            purpose: form.wish, requestedBy: author.staffId, requesterName: author.name,
            organiser: organises ? author.name : "", objectiveId: objective)
        try db.insert(action, into: .action)
        if let schoolClass {
            try db.insert(
                ActionClass(id: db.newID(), actionId: action.id, classId: schoolClass.id), into: .actionClass)
        }
        if !organises, let staff = author.staffId {
            try db.insert(ActionStaff(id: db.newID(), actionId: action.id, staffId: staff), into: .actionStaff)
        }
        try db.followClasses(of: action)
        try db.journal(
            organises ? "Action ouverte" : "Action demandée", Subject("action", action.id), after: action, by: author,
            at: now)
        return action.id
    }
}

extension SchoolDatabase {
    /// A teacher asks for the classes they teach; who sees all learners for any.
    func requireTaught(_ schoolClass: SchoolClass, by author: Author) throws {
        if author.may(.seeAllLearners) { return }
        let taught = try author.staffId.map { try classesTaught(by: $0, year: schoolClass.schoolYear) } ?? []
        guard taught.contains(where: { $0.id == schoolClass.id }) else { throw NotFound("Cette classe") }
    }

    /// A day is kept only inside the school year of the action.
    func dayOfYear(_ day: LocalDate?, _ year: Int) throws -> LocalDate? {
        guard let day else { return nil }
        guard SchoolYear.of(day).start == year else {
            throw FieldRefusal("jour", ActionRefusal.outsideYear(year).message)
        }
        return day
    }
}

/// Last year's event again: its programme and its professionals, not its dates nor its results.
struct CopyAction: Operation {
    let id: ID<Action>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Action> {
        try author.require(.organiseActions)

        let former = try db.action(id)
        var action = former.copied(id: db.newID(), schoolYear: author.currentYear, organiser: author.name)
        action.objectiveId = try db.objective(former.objectiveId, goingOnIn: author.currentYear)
        try db.insert(action, into: .action)
        for guest in try db.guests(of: id) where guest.state != .withdrawn {
            guard let contact = guest.contactId, try db.contact(contact).leftOn == nil,
                try db.refusal(of: contact) == nil
            else { continue }
            try db.insert(
                ActionGuest(id: db.newID(), actionId: action.id, companyId: guest.companyId, contactId: contact),
                into: .actionGuest)
        }
        try db.journal("Action reprise de l’année passée", Subject("action", action.id), by: author, at: now)
        return action.id
    }
}

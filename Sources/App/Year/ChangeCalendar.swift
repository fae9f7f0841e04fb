import Domain
import Persistence

/// An exam, a CCF, a preparation week, a closure or an event enters the calendar.
struct AddEvent: Operation {
    let form: EventForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<SchoolEvent> {
        try author.require(.planPeriods)

        try form.check(in: author.currentYear, db)
        let event = form.event(id: db.newID(), year: author.currentYear, version: 1)
        try db.insert(event, into: .schoolEvent)
        try db.journal("Date ajoutée au calendrier", Subject("event", event.id), after: event, by: author, at: now)
        return event.id
    }
}

/// A date of the calendar changes.
struct EditEvent: Operation {
    let id: ID<SchoolEvent>
    let form: EventForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        let former = try db.schoolEvent(id)
        guard former.version == form.version else { throw Conflict() }
        try form.check(in: former.schoolYear, db)
        let event = form.event(id: id, year: former.schoolYear, version: former.version + 1)
        try db.update(event, in: .schoolEvent, replacing: former.version)
        try db.journal(
            "Date du calendrier modifiée", Subject("event", id), before: former, after: event, by: author, at: now)
    }
}

/// A date leaves the calendar.
struct RemoveEvent: Operation {
    let id: ID<SchoolEvent>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        let event = try db.schoolEvent(id)
        try db.delete(from: .schoolEvent, where: "id = \(id)")
        try db.journal("Date retirée du calendrier", Subject("event", id), before: event, by: author, at: now)
    }
}

extension EventForm {
    fileprivate func event(id: ID<SchoolEvent>, year: Int, version: Int) -> SchoolEvent {
        SchoolEvent(
            id: id, schoolYear: year, kind: kind, label: label, startsOn: startsOn, endsOn: endsOn, classId: classId,
            stream: stream, version: version)
    }

    fileprivate func check(in year: Int, _ db: SchoolDatabase) throws {
        if let classId { _ = try db.schoolClass(classId) }
        guard let school = SchoolYear(start: year) else { return }
        let place = Academie(named: try db.ownSchool().academie)
        for (field, day) in [("du", startsOn), ("au", endsOn)] where !school.contains(day, in: place) {
            throw FieldRefusal(field, "Cette date sort de l’année scolaire \(school.rawValue).")
        }
    }
}

/// The school board adopted the calendar: the periods already planned are no longer a project (PFMP-19).
struct RecordBoardDecision: Operation {
    let form: DecisionForm

    /// How many periods became final.
    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.planPeriods)

        guard form.decidedOn <= now.day else {
            throw FieldRefusal("date", "Ce conseil n’a pas encore eu lieu\u{A0}: notez la décision ensuite.")
        }
        let former = try db.boardDecision(year: author.currentYear)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        var decision =
            former
            ?? BoardDecision(
                id: db.newID(), schoolYear: author.currentYear, decidedOn: form.decidedOn, reference: form.reference)
        decision.decidedOn = form.decidedOn
        decision.reference = form.reference
        if let former {
            decision.version += 1
            try db.update(decision, in: .boardDecision, replacing: former.version)
        } else {
            try db.insert(decision, into: .boardDecision)
        }
        try db.journal(
            "Calendrier adopté par le conseil d’administration", Subject("decision", decision.id), before: former,
            after: decision, by: author, at: now)
        return try db.change(
            .pfmpPeriod, set: "board_on = \(form.decidedOn), version = version + 1",
            where: "school_year = \(author.currentYear) and board_on is null and kind = \(PeriodKind.wholeClass)")
    }
}

/// The school types how many weeks the order of each speciality asks for (PFMP-01).
struct SetTrainingDurations: Operation {
    let form: DurationsForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        let known = try db.trainingDurations()
        for (training, weeks) in form.weeks.sorted(by: { $0.key < $1.key }) {
            let former = known.last { $0.training == training && $0.fromYear <= author.currentYear }
            try set(training, weeks, former, in: db, by: author, at: now)
        }
    }

    private func set(
        _ training: String, _ weeks: Int?, _ former: TrainingDuration?, in db: SchoolDatabase, by author: Author,
        at now: Now
    ) throws {
        let source = form.sources[training] ?? ""
        guard let weeks else {
            guard let former else { return }
            try db.delete(from: .trainingDuration, where: "id = \(former.id)")
            try db.journal(
                "Durée de spécialité retirée", Subject("training", former.id), before: former, by: author, at: now)
            return
        }
        guard weeks != former?.weeks || source != former?.source else { return }
        // What held in former years stays: a new total begins with this year.
        if var duration = former, duration.fromYear == author.currentYear {
            duration.weeks = weeks
            duration.source = source
            duration.version += 1
            try db.update(duration, in: .trainingDuration, replacing: duration.version - 1)
            try db.journal(
                "Durée de spécialité modifiée", Subject("training", duration.id), before: former, after: duration,
                by: author, at: now)
        } else {
            let duration = TrainingDuration(
                id: db.newID(), training: training, fromYear: author.currentYear, weeks: weeks, source: source)
            try db.insert(duration, into: .trainingDuration)
            try db.journal(
                "Durée de spécialité notée", Subject("training", duration.id), after: duration, by: author, at: now)
        }
    }
}

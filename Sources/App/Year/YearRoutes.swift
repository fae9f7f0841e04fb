import Domain

extension Link {
    static let planner = Link("/calendrier")
    static let newEvent = Link("/calendrier/dates/nouvelle")
    static let boardDecision = Link("/calendrier/decision")
    static let durations = Link("/calendrier/durees")

    static func event(_ id: ID<SchoolEvent>) -> Link { Link("/calendrier/dates", [id.rawValue]) }
}

/// The calendar of the year and what fills it.
enum YearRoutes {
    static func add(to site: Site) {
        site.get("/calendrier", .members(.seePlacements), show)
        site.get("/calendrier/dates/nouvelle", .members(.planPeriods), newEvent)
        site.post("/calendrier/dates/nouvelle", .members(.planPeriods), addEvent)
        site.get("/calendrier/dates/:id", .members(.planPeriods), eventForm)
        site.post("/calendrier/dates/:id", .members(.planPeriods), editEvent)
        site.post("/calendrier/dates/:id/suppression", .members(.planPeriods), removeEvent)
        site.get("/calendrier/decision", .members(.planPeriods), decisionForm)
        site.post("/calendrier/decision", .members(.planPeriods), decide)
        site.get("/calendrier/durees", .members(.planPeriods), durationsForm)
        site.post("/calendrier/durees", .members(.planPeriods), setDurations)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let (query, today, author) = (visit.query, visit.now.day, try visit.author)
        let view = try await visit.read { try $0.planner(query: query, author: author, today: today) }
        guard let view else { return .page(noCalendarPage(author)) }
        return .page(plannerPage(view, visit))
    }

    // MARK: Dates

    @Sendable static func newEvent(_ visit: Visit) async throws -> Answer {
        let kind = SchoolEventKind(rawValue: visit.query["genre"]) ?? .exam
        var state = FormState([("genre", kind.rawValue)])
        state.values.set("classe", visit.query["classe"])
        return .page(try await newEventPage(state, visit))
    }

    private static func newEventPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let (classes, streams) = try await choices(visit)
        return eventFormPage(
            "Ajouter une date", to: .newEvent, state, classes: classes, streams: streams, visit)
    }

    private static func choices(_ visit: Visit) async throws -> ([ClassLine], [String]) {
        let year = try visit.author.currentYear
        return try await visit.read { db in (try db.classes(year: year), try db.streams(year: year)) }
    }

    @Sendable static func addEvent(_ visit: Visit) async throws -> Answer {
        try await visit.submit(EventForm.self) { form, values in
            try await visit.perform(AddEvent(form: form), for: values) { _ in .planner }
            return .redirect(.planner, saying: "Date ajoutée au calendrier.")
        } show: { state in
            try await newEventPage(state, visit)
        }
    }

    @Sendable static func eventForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SchoolEvent.self)
        return .page(try await eventPage(FormState(try await visit.read { try $0.schoolEvent(id) }), visit))
    }

    private static func eventPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(SchoolEvent.self)
        let (classes, streams) = try await choices(visit)
        return eventFormPage(
            "Modifier la date", to: .event(id), state, classes: classes, streams: streams, removing: id, visit)
    }

    @Sendable static func editEvent(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SchoolEvent.self)
        return try await visit.submit(EventForm.self) { form, values in
            try await visit.perform(EditEvent(id: id, form: form), for: values) { _ in .planner }
            return .redirect(.planner, saying: "Date enregistrée.")
        } show: { state in
            try await eventPage(state, visit)
        }
    }

    @Sendable static func removeEvent(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SchoolEvent.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveEvent(id: id), for: values) { _ in .planner }
        return .redirect(.planner, saying: "Date retirée du calendrier.")
    }

    // MARK: Decision

    @Sendable static func decisionForm(_ visit: Visit) async throws -> Answer {
        .page(try await decisionPage(nil, visit))
    }

    private static func decisionPage(_ typed: FormState?, _ visit: Visit) async throws -> Page {
        let year = try visit.author.currentYear
        let (decision, open) = try await visit.read { db in
            (
                try db.boardDecision(year: year),
                try db.whole.periodRecords(year: year).count { $0.boardOn == nil && $0.kind == .wholeClass }
            )
        }
        let state =
            typed
            ?? FormState([
                ("date", decision?.decidedOn.description ?? ""), ("reference", decision?.reference ?? ""),
                ("version", String(decision?.version ?? 0)),
            ])
        return App.decisionPage(decision, open: open, state, visit)
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        try await visit.submit(DecisionForm.self) { form, values in
            let count = try await visit.perform(RecordBoardDecision(form: form), for: values) { _ in .planner }
            let more =
                count == 0
                ? ""
                : " "
                    + FrenchNumber.counted(count, "période n’est plus un projet.", "périodes ne sont plus des projets.")
            return .redirect(.planner, saying: "Décision enregistrée." + more)
        } show: { state in
            try await decisionPage(state, visit)
        }
    }

    // MARK: Durations

    @Sendable static func durationsForm(_ visit: Visit) async throws -> Answer {
        .page(try await durationsPage(nil, visit))
    }

    private static func durationsPage(_ typed: FormState?, _ visit: Visit) async throws -> Page {
        let year = try visit.author.currentYear
        let (lines, known) = try await visit.read { db in
            (try trainingLines(try db.classCalendars(year: year), year: year), try db.trainingDurations())
        }
        var state = typed ?? FormState()
        if typed == nil {
            for duration in known where duration.fromYear <= year {
                state.values.set("semaines-\(duration.training)", String(duration.weeks))
                state.values.set("source-\(duration.training)", duration.source)
            }
        }
        return App.durationsPage(lines, state, visit)
    }

    private static func trainingLines(_ classes: [ClassCalendar], year: Int) throws -> [TrainingLine] {
        let durations = try PFMPDurations.embedded()
        let groups = Dictionary(grouping: classes.filter { $0.mef != nil }) { String($0.mef?.national.prefix(8) ?? "") }
        return groups.sorted { ($0.value.first?.code ?? "") < ($1.value.first?.code ?? "") }.map { training, plans in
            let family = plans.first?.mef.flatMap { durations.family(of: $0) }
            return TrainingLine(
                training: training, classes: plans.map(\.code), family: family,
                cycle: family?.cycleBounds(in: year) ?? family?.bounds(ofYear: 1, in: year))
        }
    }

    @Sendable static func setDurations(_ visit: Visit) async throws -> Answer {
        try await visit.submit(DurationsForm.self) { form, values in
            try await visit.perform(SetTrainingDurations(form: form), for: values) { _ in .planner }
            return .redirect(.planner, saying: "Durées enregistrées.")
        } show: { state in
            try await durationsPage(state, visit)
        }
    }
}

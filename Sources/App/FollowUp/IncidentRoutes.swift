import Domain

/// Incidents and accidents: told by many, read by few, each reading noted.
enum IncidentRoutes {
    static func add(to site: Site) {
        let readers = Access.members(.seeIncidents)
        site.get("/suivi/incidents", readers, list)
        site.get("/placements/:id/incidents", .members(.recordFollowUp), newIncident)
        site.post("/placements/:id/incidents", .members(.recordFollowUp), report)
        site.get("/incidents/:id", readers, show)
        IncidentFileRoutes.add(to: site)
        site.post("/incidents/:id/suites", readers, addStep)
        site.post("/incidents/:id/accident", .members(.seeAlerts), saveAccident)
        site.post("/incidents/:id/cloture", readers, close)
        site.post("/incidents/:id/reouverture", readers, reopen)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        return .page(incidentListPage(try await visit.read { try $0.incidents(for: author) }))
    }

    // MARK: Telling

    @Sendable static func newIncident(_ visit: Visit) async throws -> Answer {
        .page(try await formPage(visit, FormState([("jour", visit.now.day.description)])))
    }

    private static func formPage(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Placement.self)
        let placement = try await visit.read { try $0.followedPlacement(id) }
        return incidentFormPage(placement, state, visit)
    }

    @Sendable static func report(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let author = try visit.author
        let reads = author.may(.seeIncidents)
        return try await visit.submit(IncidentForm.self) { form, values in
            let incident = try await visit.perform(ReportIncident(placement: id, form: form), for: values) {
                reads ? .incident($0) : .followUp(of: id)
            }
            let opens = reads && (author.may(.seeAlerts) || !form.kind.isSensitive)
            return .redirect(
                opens ? .incident(incident) : .followUp(of: id),
                saying: "Signalement transmis à la direction et à la vie scolaire.")
        } show: { state in
            try await formPage(visit, state)
        }
    }

    // MARK: Reading

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit, IncidentStates())
        try await visit.perform(NoteReading(subject: Subject("incident", try visit.id(Incident.self))))
        return .page(page)
    }

    static func page(_ visit: Visit, _ states: IncidentStates) async throws -> Page {
        let id = try visit.id(Incident.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            let incident = try db.incident(id, for: author)
            let deadline = try incident.happenedMinute.flatMap { minute in
                DeclarationDeadline(
                    after: incident.happenedOn, minute: minute, territory: try db.territory(),
                    parameters: try LegalTexts.parameters())
            }
            return IncidentView(
                incident: incident, placement: try db.followedPlacement(incident.placementId),
                steps: try db.steps(of: id), accident: incident.kind == .accident ? try db.accident(of: id) : nil,
                deadline: deadline, files: try db.files(of: id, for: author), today: today, author: author)
        }
        return incidentPage(view, states, visit)
    }

    // MARK: Following

    @Sendable static func addStep(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        return try await visit.submit(IncidentStepForm.self) { form, values in
            try await visit.perform(AddIncidentStep(id: id, form: form), for: values) { .incident(id) }
            return .redirect(.incident(id), saying: "Suite ajoutée.")
        } show: { state in
            try await page(visit, IncidentStates(step: state))
        }
    }

    @Sendable static func saveAccident(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        return try await visit.submit(AccidentForm.self) { form, values in
            try await visit.perform(SaveAccident(id: id, form: form), for: values) { .incident(id) }
            return .redirect(.incident(id), saying: "Fiche d’accident enregistrée.")
        } show: { state in
            try await page(visit, IncidentStates(accident: state))
        }
    }

    @Sendable static func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        return try await visit.submit(ClosingForm.self) { form, values in
            try await visit.perform(CloseIncident(id: id, note: form.note), for: values) { .incident(id) }
            return .redirect(.incident(id), saying: "Incident clos.")
        } show: { state in
            try await page(visit, IncidentStates(closing: state))
        }
    }

    @Sendable static func reopen(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Incident.self)
        let values = try await visit.formValues()
        try await visit.perform(CloseIncident(id: id, note: nil), for: values) { .incident(id) }
        return .redirect(.incident(id), saying: "Incident rouvert.")
    }
}

/// How an incident ends.
struct ClosingForm: FormInput {
    let note: String

    init(reading form: inout FormReader) {
        note = form.required("fin", "Dites comment l’incident se termine\u{A0}: ce sera la mémoire du lieu.", max: 2000)
    }
}

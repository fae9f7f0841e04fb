import Domain

/// The roadmap: its versions, objectives, planned actions and meetings.
enum RoadmapRoutes {
    static func add(to site: Site) {
        site.get("/feuille-de-route", .members(.steerOffice), current)
        site.post("/feuille-de-route", .members(.writeRoadmap), open)
        site.get("/feuille-de-route/:id", .members(.steerOffice), show)
        site.get("/feuille-de-route/:id/document.pdf", .members(.steerOffice), paper)
        site.get("/feuille-de-route/:id/ecarts", .members(.steerOffice), difference)
        site.post("/feuille-de-route/:id/etat", .members(.steerOffice), move)
        site.post("/feuille-de-route/:id/version", .members(.writeRoadmap), revise)
        site.get("/feuille-de-route/:id/texte", .members(.writeRoadmap), textForm)
        site.post("/feuille-de-route/:id/texte", .members(.writeRoadmap), write)
        site.get("/feuille-de-route/:id/objectifs", .members(.writeRoadmap), newObjective)
        site.post("/feuille-de-route/:id/objectifs", .members(.writeRoadmap), addObjective)
        site.get("/objectifs/:id", .members(.writeRoadmap), objectiveForm)
        site.post("/objectifs/:id", .members(.writeRoadmap), editObjective)
        site.post("/objectifs/:id/suppression", .members(.writeRoadmap), removeObjective)
        site.get("/objectifs/:id/actions", .members(.writeRoadmap), newStep)
        site.post("/objectifs/:id/actions", .members(.writeRoadmap), addStep)
        site.get("/actions-prevues/:id", .members(.writeRoadmap), stepForm)
        site.post("/actions-prevues/:id", .members(.writeRoadmap), editStep)
        site.post("/actions-prevues/:id/suppression", .members(.writeRoadmap), removeStep)
        MeetingRoutes.add(to: site)
    }

    // MARK: Versions

    @Sendable static func current(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let year = author.currentYear
        let (view, hasFormer) = try await visit.read { db in
            (
                try db.workingRoadmap(year: year).map { try db.roadmapView($0, author: author, today: today) },
                try !db.roadmaps(year: year - 1).isEmpty
            )
        }
        guard let view else { return .page(noRoadmapPage(author, hasFormer: hasFormer, visit)) }
        return .page(roadmapPage(view, FormState(), visit))
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let id = try await visit.perform(OpenRoadmap(goesOn: values["suite"] == "1"), for: values) { .roadmap($0) }
        return .redirect(.roadmap(id), saying: "Feuille de route ouverte.")
    }

    private static func view(_ visit: Visit) async throws -> RoadmapView {
        let id = try visit.id(Roadmap.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { try $0.roadmapView(try $0.roadmap(id), author: author, today: today) }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(roadmapPage(try await view(visit), FormState(), visit))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        let school = try await visit.read { try $0.ownSchool() }
        return try Paper.answer(
            [RoadmapDocument(view: view, school: school).section()],
            title: "Feuille de route du bureau des entreprises",
            file: "feuille-de-route-\(view.roadmap.schoolYear)-v\(view.roadmap.revision)", author: school.name,
            at: visit.now.moment)
    }

    @Sendable static func difference(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Roadmap.self)
        let (before, after) = try await visit.read { db -> (RoadmapDossier?, RoadmapDossier) in
            let after = try db.dossier(of: try db.roadmap(id))
            let former = try db.roadmaps(year: after.roadmap.schoolYear).first { $0.revision < after.roadmap.revision }
            return (try former.map { try db.dossier(of: $0) }, after)
        }
        guard let before else { return .redirect(.roadmap(id), saying: "Il n’y a pas de version précédente.") }
        return .page(
            differencePage(
                before.roadmap, after.roadmap, RoadmapDifference(from: before.parts, to: after.parts),
                for: try visit.author))
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Roadmap.self)
        return try await visit.submit(MoveForm<RoadmapEvent>.self) { form, values in
            let state = try await visit.perform(MoveRoadmap(id: id, form: form), for: values) { _ in .roadmap(id) }
            return .redirect(.roadmap(id), saying: "Feuille de route\u{A0}: \(state.label.lowercasedFirst).")
        } show: { state in
            roadmapPage(try await view(visit), state, visit)
        }
    }

    @Sendable static func revise(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Roadmap.self)
        let values = try await visit.formValues()
        let new = try await visit.perform(ReviseRoadmap(id: id), for: values) { .roadmap($0) }
        return .redirect(.roadmap(new), saying: "Nouvelle version ouverte. L’ancienne reste telle quelle.")
    }

    // MARK: Text

    private static func textPage(_ typed: FormState?, _ visit: Visit) async throws -> Page {
        let id = try visit.id(Roadmap.self)
        let roadmap = try await visit.read { try $0.roadmap(id) }
        try roadmap.requireOpen()
        let state =
            typed
            ?? FormState([
                ("diagnostic", roadmap.diagnosis), ("moyens", roadmap.means), ("version", String(roadmap.version)),
            ])
        return roadmapTextPage(roadmap, state, visit)
    }

    @Sendable static func textForm(_ visit: Visit) async throws -> Answer { .page(try await textPage(nil, visit)) }

    @Sendable static func write(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Roadmap.self)
        return try await visit.submit(RoadmapTextForm.self) { form, values in
            try await visit.perform(WriteRoadmap(id: id, form: form), for: values) { _ in .roadmap(id) }
            return .redirect(.roadmap(id), saying: "Diagnostic et moyens enregistrés.")
        } show: { state in
            try await textPage(state, visit)
        }
    }

    // MARK: Objectives

    private static func objectivePage(
        _ roadmap: ID<Roadmap>, _ id: ID<RoadmapObjective>?, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let staff = try await visit.read { db in
            try db.roadmap(roadmap).requireOpen()
            return try db.staffChoices()
        }
        return objectiveFormPage(ObjectiveFormView(roadmap: roadmap, id: id, staff: staff), state, visit)
    }

    @Sendable static func newObjective(_ visit: Visit) async throws -> Answer {
        .page(try await objectivePage(try visit.id(Roadmap.self), nil, FormState(), visit))
    }

    @Sendable static func addObjective(_ visit: Visit) async throws -> Answer {
        let roadmap = try visit.id(Roadmap.self)
        return try await visit.submit(ObjectiveForm.self) { form, values in
            try await visit.perform(SaveObjective(roadmap: roadmap, id: nil, form: form), for: values) { _ in
                .roadmap(roadmap)
            }
            return .redirect(.roadmap(roadmap), saying: "Objectif ajouté.")
        } show: { state in
            try await objectivePage(roadmap, nil, state, visit)
        }
    }

    @Sendable static func objectiveForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoadmapObjective.self)
        let objective = try await visit.read { try $0.objective(id) }
        return .page(try await objectivePage(objective.roadmapId, id, FormState(objective), visit))
    }

    @Sendable static func editObjective(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoadmapObjective.self)
        let roadmap = try await visit.read { try $0.objective(id).roadmapId }
        return try await visit.submit(ObjectiveForm.self) { form, values in
            try await visit.perform(SaveObjective(roadmap: roadmap, id: id, form: form), for: values) { _ in
                .roadmap(roadmap)
            }
            return .redirect(.roadmap(roadmap), saying: "Objectif enregistré.")
        } show: { state in
            try await objectivePage(roadmap, id, state, visit)
        }
    }

    @Sendable static func removeObjective(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoadmapObjective.self)
        let values = try await visit.formValues()
        let roadmap = try await visit.perform(RemoveObjective(id: id), for: values) { .roadmap($0) }
        return .redirect(.roadmap(roadmap), saying: "Objectif retiré.")
    }

    // MARK: Planned actions

    private static func stepPage(
        _ objective: ID<RoadmapObjective>, _ id: ID<RoadmapStep>?, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let objective = try await visit.read { db in
            let objective = try db.objective(objective)
            try db.roadmap(objective.roadmapId).requireOpen()
            return objective
        }
        return plannedStepFormPage(
            PlannedStepFormView(objective: objective, id: id, kinds: ActionFigures.kinds), state, visit)
    }

    @Sendable static func newStep(_ visit: Visit) async throws -> Answer {
        .page(try await stepPage(try visit.id(RoadmapObjective.self), nil, FormState([("nombre", "1")]), visit))
    }

    @Sendable static func addStep(_ visit: Visit) async throws -> Answer {
        let objective = try visit.id(RoadmapObjective.self)
        return try await saveStep(objective, nil, visit)
    }

    @Sendable static func stepForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoadmapStep.self)
        let step = try await visit.read { try $0.step(id) }
        return .page(try await stepPage(step.objectiveId, id, FormState(step), visit))
    }

    @Sendable static func editStep(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoadmapStep.self)
        let objective = try await visit.read { try $0.step(id).objectiveId }
        return try await saveStep(objective, id, visit)
    }

    private static func saveStep(
        _ objective: ID<RoadmapObjective>, _ id: ID<RoadmapStep>?, _ visit: Visit
    ) async throws -> Answer {
        try await visit.submit(PlannedStepForm.self) { form, values in
            let roadmap = try await visit.perform(SaveStep(objective: objective, id: id, form: form), for: values) {
                .roadmap($0)
            }
            return .redirect(.roadmap(roadmap), saying: "Action prévue enregistrée.")
        } show: { state in
            try await stepPage(objective, id, state, visit)
        }
    }

    @Sendable static func removeStep(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoadmapStep.self)
        let values = try await visit.formValues()
        let roadmap = try await visit.perform(RemoveStep(id: id), for: values) { .roadmap($0) }
        return .redirect(.roadmap(roadmap), saying: "Action prévue retirée.")
    }
}

/// The meetings that steer the bureau.
enum MeetingRoutes {
    static func add(to site: Site) {
        site.get("/reunions/nouvelle", .members(.writeRoadmap), newForm)
        site.post("/reunions/nouvelle", .members(.writeRoadmap), create)
        site.get("/reunions/:id", .members(.writeRoadmap), form)
        site.post("/reunions/:id", .members(.writeRoadmap), edit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        .page(meetingFormPage(nil, FormState([("le", visit.now.day.description)]), visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer { try await save(nil, visit) }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SteeringMeeting.self)
        return .page(meetingFormPage(id, FormState(try await visit.read { try $0.meeting(id) }), visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        try await save(try visit.id(SteeringMeeting.self), visit)
    }

    private static func save(_ id: ID<SteeringMeeting>?, _ visit: Visit) async throws -> Answer {
        try await visit.submit(MeetingForm.self) { form, values in
            try await visit.perform(SaveMeeting(id: id, form: form), for: values) { _ in .roadmaps }
            return .redirect(.roadmaps, saying: "Réunion enregistrée.")
        } show: { state in
            meetingFormPage(id, state, visit)
        }
    }
}

import Domain
import Persistence

/// Projects of mobility and partners abroad.
enum MobilityProjectRoutes {
    static func add(to site: Site) {
        let office = Access.members(.organiseActions)
        site.get("/mobilites", office, list)
        site.get("/mobilites/nouveau", office, newForm)
        site.post("/mobilites/nouveau", office, create)
        site.post("/mobilites/organismes", office, addPartner)
        site.post("/mobilites/organismes/:id", office, closePartner)
        site.get("/mobilites/:id", office, show)
        site.get("/mobilites/:id/modifier", office, editForm)
        site.post("/mobilites/:id/modifier", office, edit)
        site.post("/mobilites/:id/etat", office, move)
        site.post("/mobilites/:id/eleves", office, saveTraveller)
    }

    private static func listPage(_ visit: Visit, _ state: FormState = FormState()) async throws -> Page {
        let author = try visit.author
        let view = try await visit.read { db in
            MobilityListView(projects: try db.mobilityProjects(), partners: try db.mobilityPartners(), author: author)
        }
        return mobilityListPage(view, state, visit)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer { .page(try await listPage(visit)) }

    @Sendable static func addPartner(_ visit: Visit) async throws -> Answer {
        try await visit.submit(MobilityPartnerForm.self) { form, values in
            try await visit.perform(AddMobilityPartner(form: form), for: values) { _ in .mobilities }
            return .redirect(.mobilities, saying: "Partenaire ajouté.")
        } show: { state in
            try await listPage(visit, state)
        }
    }

    @Sendable static func closePartner(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MobilityPartner.self)
        let values = try await visit.formValues()
        try await visit.perform(CloseMobilityPartner(id: id), for: values) { .mobilities }
        return .redirect(.mobilities, saying: "Partenaire enregistré.")
    }

    private static func form(_ visit: Visit, _ id: ID<MobilityProject>?, _ state: FormState) async throws -> Page {
        let partners = try await visit.read { try $0.mobilityPartners(open: true) }
        return projectFormPage(
            id == nil ? "Ouvrir un projet de mobilité" : "Compléter le projet",
            to: id.map { Link.mobilityProject($0).appending("modifier") } ?? Link.mobilities.appending("nouveau"),
            cancel: id.map { .mobilityProject($0) } ?? .mobilities, partners: partners, state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        .page(try await form(visit, nil, FormState([("version", "0"), ("places", "10")])))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ProjectForm.self) { input, values in
            let id = try await visit.perform(SaveProject(id: nil, form: input), for: values) { .mobilityProject($0) }
            return .redirect(.mobilityProject(id), saying: "Projet ouvert.")
        } show: { state in
            try await form(visit, nil, state)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MobilityProject.self)
        let project = try await visit.read { try $0.mobilityProject(id) }
        return .page(try await form(visit, id, FormState(project)))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MobilityProject.self)
        _ = try await visit.read { try $0.mobilityProject(id) }
        return try await visit.submit(ProjectForm.self) { input, values in
            try await visit.perform(SaveProject(id: id, form: input), for: values) { .mobilityProject($0) }
            return .redirect(.mobilityProject(id), saying: "Projet enregistré.")
        } show: { state in
            try await form(visit, id, state)
        }
    }

    private static func page(_ visit: Visit, _ state: FormState = FormState()) async throws -> Page {
        let id = try visit.id(MobilityProject.self)
        let (author, today) = (try visit.author, visit.now.day)
        let classId: ID<SchoolClass>? = visit.query["classe"].isEmpty ? nil : ID(visit.query["classe"])
        let view = try await visit.read { db in
            let project = try db.mobilityProject(id)
            return ProjectView(
                project: project, partner: try project.partnerId.map { try db.mobilityPartner($0) },
                travellers: try db.travellers(of: id), classes: try db.classes(year: author.currentYear),
                classId: classId,
                candidates: try classId.map { try db.pathLines(of: $0, year: author.currentYear) } ?? [], today: today,
                author: author)
        }
        return projectPage(view, state, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer { .page(try await page(visit)) }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MobilityProject.self)
        _ = try await visit.read { try $0.mobilityProject(id) }
        return try await visit.submit(ProjectMoveForm.self) { form, values in
            try await visit.perform(MoveProject(id: id, state: form.state, version: form.version), for: values) {
                .mobilityProject(id)
            }
            return .redirect(.mobilityProject(id), saying: "Projet : \(form.state.label.lowercasedFirst).")
        } show: { state in
            try await page(visit, state)
        }
    }

    @Sendable static func saveTraveller(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MobilityProject.self)
        _ = try await visit.read { try $0.mobilityProject(id) }
        return try await visit.submit(TravellerForm.self) { form, values in
            guard let learner = form.learner else { throw FieldRefusal("apprenant", "Choisissez l’élève.") }
            let operation = SaveTraveller(
                project: id, learner: learner, state: form.state, documents: form.documents, grant: form.grant)
            try await visit.perform(operation, for: values) { .mobilityProject(id) }
            return .redirect(.mobilityProject(id), saying: "Élève enregistré.")
        } show: { state in
            try await page(visit, state)
        }
    }
}

struct ProjectMoveForm: FormInput {
    let state: MobilityProject.State
    let version: Int

    init(reading form: inout FormReader) {
        state = form.choice("etat", or: .planned)
        if form.values["etat"].isEmpty { form.refuse("", "Choisissez la suite.") }
        version = Int(form.values["version"]) ?? 0
    }
}

struct TravellerForm: FormInput {
    let learner: ID<Learner>?
    let state: MobilityTraveller.State
    /// `nil` when the form does not show them.
    let documents: Set<MobilityStep>?
    let grant: Cents?

    init(reading form: inout FormReader) {
        learner = form.key("apprenant")
        state = form.choice("etat", or: .candidate)
        documents =
            form.values.has("papiers") ? Set(form.values.all("etape").compactMap(MobilityStep.init(rawValue:))) : nil
        grant = form.money("bourse")
    }
}

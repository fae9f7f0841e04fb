import Domain

/// Pupils of other schools: the list, their file, their agreement, their presence.
enum VisitorRoutes {
    static func add(to site: Site) {
        site.get("/publics/accueils", .members(.welcomeVisitors), list)
        site.get("/publics/accueils/nouveau", .members(.welcomeVisitors), newForm)
        site.post("/publics/accueils/nouveau", .members(.welcomeVisitors), create)
        site.get("/publics/accueils/:id", .members(.welcomeVisitors), show)
        site.get("/publics/accueils/:id/convention.pdf", .members(.welcomeVisitors), paper)
        site.get("/publics/accueils/:id/modifier", .members(.welcomeVisitors), editForm)
        site.post("/publics/accueils/:id/modifier", .members(.welcomeVisitors), edit)
        site.post("/publics/accueils/:id/presence", .members(.welcomeVisitors), attend)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let past = visit.query["quand"] == "passes"
        let today = visit.now.day
        let lines = try await visit.read { try $0.visitors(from: today, past: past, limit: 60) }
        return .page(visitorListPage(VisitorListView(lines: lines, past: past, today: today, author: author)))
    }

    // MARK: Form

    private static func formPage(_ state: FormState, editing: ID<Visitor>?, _ visit: Visit) async throws -> Page {
        let words = visit.query["mots"]
        let year = try visit.author.currentYear
        let kind = Visitor.Kind(rawValue: state["genre"]) ?? .miniStage
        let chosen: ID<Company>? = state["entreprise"].isEmpty ? nil : ID(state["entreprise"])
        let view = try await visit.read { db in
            let company = try chosen.map { try db.company($0) }
            return VisitorFormView(
                kind: kind, company: company, staff: try db.staffChoices(), workshops: try db.streams(year: year),
                words: words,
                found: words.isEmpty || company != nil
                    ? [] : try db.companySuggestions(SearchKey(words).words, limit: 20), editing: editing)
        }
        return visitorFormPage(view, state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let state = FormState([("genre", visit.query["genre"]), ("entreprise", visit.query["entreprise"])])
        return .page(try await formPage(state, editing: nil, visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(VisitorForm.self) { form, values in
            let id = try await visit.perform(SaveVisitor(id: nil, form: form), for: values) { .visitor($0) }
            return .redirect(.visitor(id), saying: "Accueil enregistré.")
        } show: { state in
            try await formPage(state, editing: nil, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Visitor.self)
        var state = FormState(try await visit.read { try $0.visitor(id) })
        if visit.query["changer"] == "1" || !visit.query["mots"].isEmpty { state.values.set("entreprise", "") }
        if !visit.query["entreprise"].isEmpty { state.values.set("entreprise", visit.query["entreprise"]) }
        return .page(try await formPage(state, editing: id, visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Visitor.self)
        return try await visit.submit(VisitorForm.self) { form, values in
            try await visit.perform(SaveVisitor(id: id, form: form), for: values) { .visitor($0) }
            return .redirect(.visitor(id), saying: "Accueil enregistré.")
        } show: { state in
            try await formPage(state, editing: id, visit)
        }
    }

    // MARK: One pupil

    private static func view(_ visit: Visit) async throws -> VisitorView {
        let id = try visit.id(Visitor.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            let visitor = try db.visitor(id)
            let company = try visitor.companyId.map { try db.company($0) }
            let isPublic = company.map { [.publicService, .localAuthority, .school].contains($0.kind) } ?? false
            return VisitorView(
                visitor: visitor, school: try db.ownSchool(), company: company,
                staff: try visitor.staffId.map { try db.staffMember($0) },
                findings: VisitorRules.findings(
                    visitor, hostIsPublic: isPublic, parameters: try LegalTexts.parameters()),
                load: try visitor.companyId.map {
                    try db.hostLoad(of: $0, from: visitor.startsOn, through: visitor.endsOn)
                }, today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        try await visit.perform(NoteReading(subject: Subject("visitor", view.visitor.id)))
        return .page(
            try await visit.withGivenOut(
                visitorPage(view, FormState([("retour", view.visitor.feedback)]), visit),
                [PaperSubject(.visitor, view.visitor.id)]))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        return try await visit.givesOut(
            PaperSubject(.visitor, view.visitor.id), [VisitorDocument(view: view).section()],
            title: "\(view.visitor.kind.label) – \(view.visitor.fullName)", file: view.visitor.kind.rawValue,
            school: view.school.name)
    }

    @Sendable static func attend(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Visitor.self)
        return try await visit.submit(AttendanceForm.self) { form, values in
            try await visit.perform(
                RecordAttendance(id: id, attended: form.attended, feedback: form.feedback), for: values
            ) { _ in .visitor(id) }
            return .redirect(.visitor(id), saying: form.attended ? "Présence notée." : "Absence notée.")
        } show: { state in
            visitorPage(try await view(visit), state, visit)
        }
    }
}

/// Whether a pupil came.
struct AttendanceForm: FormInput {
    let attended: Bool
    let feedback: String

    init(reading form: inout FormReader) {
        attended = form.flag("presence")
        feedback = form.text("retour", max: 1000)
    }
}

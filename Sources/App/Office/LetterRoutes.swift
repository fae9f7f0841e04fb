import Domain

/// Letters of mission: seen by the person, the DDFPT and the head.
enum LetterRoutes {
    static func add(to site: Site) {
        site.get("/lettres-de-mission", .members(.seeMissionLetters), list)
        site.get("/lettres-de-mission/nouvelle", .members(.seeMissionLetters), newForm)
        site.post("/lettres-de-mission/nouvelle", .members(.seeMissionLetters), create)
        site.get("/lettres-de-mission/:id", .members(.seeMissionLetters), show)
        site.get("/lettres-de-mission/:id/document.pdf", .members(.seeMissionLetters), paper)
        site.get("/lettres-de-mission/:id/modifier", .members(.seeMissionLetters), editForm)
        site.post("/lettres-de-mission/:id/modifier", .members(.seeMissionLetters), edit)
        site.post("/lettres-de-mission/:id/etat", .members(.seeMissionLetters), move)
        site.post("/lettres-de-mission/:id/entretien", .members(.validateRoadmap, .signRoadmap), interview)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let today = visit.now.day
        let lines = try await visit.read { try $0.letterLines(today: today) }
        return .page(letterListPage(lines, today: today, for: try visit.author))
    }

    private static func formPage(_ id: ID<MissionLetter>?, _ state: FormState, _ visit: Visit) async throws -> Page {
        let staff = try await visit.read { try $0.staffChoices() }
        return letterFormPage(LetterFormView(id: id, staff: staff), state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let first = SchoolYear(start: author.currentYear)
        let state = FormState([
            ("quotite", "100"), ("du", first?.firstDay().description ?? ""), ("au", first?.lastDay().description ?? ""),
        ])
        return .page(try await formPage(nil, state, visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer { try await save(nil, visit) }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MissionLetter.self)
        let letter = try await visit.read { try $0.letter(id) }
        try letter.requireOpen()
        return .page(try await formPage(id, FormState(letter), visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        try await save(try visit.id(MissionLetter.self), visit)
    }

    private static func save(_ id: ID<MissionLetter>?, _ visit: Visit) async throws -> Answer {
        try await visit.submit(LetterForm.self) { form, values in
            let saved = try await visit.perform(SaveLetter(id: id, form: form), for: values) { .letter($0) }
            return .redirect(.letter(saved), saying: "Lettre enregistrée.")
        } show: { state in
            try await formPage(id, state, visit)
        }
    }

    private static func view(_ visit: Visit) async throws -> LetterView {
        let id = try visit.id(MissionLetter.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            LetterView(letter: try db.letter(id), school: try db.ownSchool(), today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        try await visit.perform(NoteReading(subject: Subject("letter", view.letter.id)))
        return .page(letterPage(view, FormState(), visit))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        try await visit.perform(NoteReading(subject: Subject("letter", view.letter.id)))
        return try Paper.answer(
            [LetterDocument(view: view).section()], title: "Lettre de mission", file: "lettre-de-mission",
            author: view.school.name, at: visit.now.moment)
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MissionLetter.self)
        return try await visit.submit(MoveForm<MissionLetterEvent>.self) { form, values in
            let renewal = MissionLetter.Renewal(rawValue: values["renouvellement"]) ?? .unsaid
            let shown = try await visit.perform(MoveLetter(id: id, form: form, renewal: renewal), for: values) {
                .letter($0)
            }
            return .redirect(
                .letter(shown),
                saying: shown == id ? "Lettre de mission mise à jour." : "La lettre suivante est en brouillon.")
        } show: { state in
            letterPage(try await view(visit), state, visit)
        }
    }

    @Sendable static func interview(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(MissionLetter.self)
        return try await visit.submit(InterviewForm.self) { form, values in
            try await visit.perform(RecordInterview(id: id, form: form), for: values) { _ in .letter(id) }
            return .redirect(.letter(id), saying: "Entretien enregistré.")
        } show: { state in
            letterPage(try await view(visit), state, visit)
        }
    }
}

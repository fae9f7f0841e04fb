import Domain
import Persistence

/// The path of a learner, and the sessions of a class.
enum PathRoutes {
    static func add(to site: Site) {
        let team = Access.members(.followPaths)
        site.get("/apprenants/:id/parcours", team, show)
        site.post("/apprenants/:id/parcours", team, save)
        site.post("/apprenants/:id/parcours/seances", team, addSession)
        site.post("/apprenants/:id/parcours/avenirpro", .members(.manageAlumni), saveAvenir)
        site.get("/ateliers", team, sessions)
        site.post("/ateliers", team, addClassSession)
        site.post("/ateliers/avenirpro", .members(.manageAlumni), enterAvenir)
    }

    // MARK: One learner

    private static func page(_ visit: Visit, path: FormState? = nil, session: FormState = FormState()) async throws
        -> Page
    {
        let id = try visit.id(Learner.self)
        let (author, today) = (try visit.author, visit.now.day)
        let view = try await visit.read { db in
            let learner = try db.learner(id)
            return LearnerPathView(
                learner: learner, schoolClass: try db.classOf(id, year: author.currentYear),
                path: try db.learnerPath(of: id), moments: try db.pathMoments(of: learner),
                avenir: nil, today: today, author: author)
        }
        return learnerPathPage(view, (path: path, session: session), visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit)
        try await visit.perform(NoteReading(subject: Subject("learner", try visit.id(Learner.self))))
        return .page(page)
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        _ = try await visit.read { try $0.learner(id) }
        return try await visit.submit(LearnerPathForm.self) { form, values in
            try await visit.perform(SavePath(learner: id, form: form), for: values) { .path(of: id) }
            return .redirect(.path(of: id), saying: "Parcours enregistré.")
        } show: { state in
            try await page(visit, path: state)
        }
    }

    @Sendable static func addSession(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        _ = try await visit.read { try $0.learner(id) }
        return try await visit.submit(SessionForm.self) { form, values in
            try await visit.perform(RecordSession(learner: id, form: form), for: values) { _ in .path(of: id) }
            return .redirect(.path(of: id), saying: "Séance notée.")
        } show: { state in
            try await page(visit, session: state)
        }
    }

    @Sendable static func saveAvenir(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let values = try await visit.formValues()
        var reader = FormReader(values)
        let form = AvenirForm(reading: &reader)
        try await visit.perform(SaveAvenir(learner: id, form: form), for: values) { .sessions }
        return .redirect(.sessions, saying: "AvenirPro+ noté.")
    }

    // MARK: A class

    private static func classPage(_ visit: Visit, _ state: FormState = FormState()) async throws -> Page {
        let (author, today) = (try visit.author, visit.now.day)
        let picked = visit.query["classe"].isEmpty ? state["classe"] : visit.query["classe"]
        let view = try await visit.read { db in
            let schoolClass = picked.isEmpty ? nil : try db.schoolClass(ID(picked))
            return SessionsView(
                classes: try db.classesFollowed(by: author), schoolClass: schoolClass,
                lines: try schoolClass.map { try db.pathLines(of: $0.id, year: $0.schoolYear) } ?? [],
                sessions: try schoolClass.map { try db.pathSessions(ofClass: $0.id) } ?? [],
                avenir: author.may(.manageAlumni) ? try db.avenirFollowUps() : [], today: today, author: author)
        }
        return sessionsPage(view, state, visit)
    }

    @Sendable static func sessions(_ visit: Visit) async throws -> Answer { .page(try await classPage(visit)) }

    @Sendable static func addClassSession(_ visit: Visit) async throws -> Answer {
        try await visit.submit(SessionForm.self) { form, values in
            let back = Link.sessions.with([("classe", form.classId?.rawValue ?? "")])
            let count = try await visit.perform(RecordSession(learner: nil, form: form), for: values) { _ in back }
            return .redirect(back, saying: "Séance notée, \(FrenchNumber.counted(count, "présent", "présents")).")
        } show: { state in
            try await classPage(visit, state)
        }
    }

    @Sendable static func enterAvenir(_ visit: Visit) async throws -> Answer {
        try await visit.submit(AvenirForm.self) { form, values in
            guard let learner = form.learner else { throw FieldRefusal("apprenant", "Choisissez le jeune.") }
            try await visit.perform(SaveAvenir(learner: learner, form: form), for: values) { .sessions }
            return .redirect(.sessions, saying: "Entrée dans AvenirPro+ notée.")
        } show: { state in
            try await classPage(visit, state)
        }
    }
}

extension SchoolDatabase {
    /// The classes of the year that a person follows: all of them, or those they teach.
    func classesFollowed(by author: Author) throws -> [ClassLine] {
        let all = try classes(year: author.currentYear)
        guard !author.may(.seeAllLearners) else { return all }
        let taught = Set(try author.staffId.map { try classesTaught(by: $0, year: author.currentYear).map(\.id) } ?? [])
        return all.filter { taught.contains($0.id) }
    }

    /// Classes whose learners may have left: those of last year, then of this one, with their year.
    func leavingClasses(year: Int) throws -> [(id: ID<SchoolClass>, label: String)] {
        try [year - 1, year].flatMap { year in
            try classes(year: year).map { (id: $0.id, label: "\($0.code) (\(year)-\(year + 1))") }
        }
    }
}

/// Offers of companies.
enum OfferRoutes {
    static func add(to site: Site) {
        let team = Access.members(.followPaths)
        site.get("/offres", team, list)
        site.get("/offres/nouvelle", .members(.organiseActions), newForm)
        site.post("/offres/nouvelle", .members(.organiseActions), create)
        site.get("/offres/affiche.pdf", team, poster)
        site.get("/offres/:id", team, show)
        site.get("/offres/:id/modifier", .members(.organiseActions), editForm)
        site.post("/offres/:id/modifier", .members(.organiseActions), edit)
        site.post("/offres/:id/etat", .members(.organiseActions), move)
        site.post("/offres/:id/interets", team, noteInterest)
    }

    private static func list(_ visit: Visit, past: Bool) async throws -> OfferListView {
        let (author, today) = (try visit.author, visit.now.day)
        let classId: ID<SchoolClass>? = visit.query["classe"].isEmpty ? nil : ID(visit.query["classe"])
        return try await visit.read { db in
            OfferListView(
                shown: try db.offers(shown: true, classId: classId, today: today),
                past: past ? try db.offers(shown: false, classId: classId, today: today) : [],
                classes: try db.classesFollowed(by: author), classId: classId, today: today, author: author)
        }
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        .page(offerListPage(try await list(visit, past: true)))
    }

    @Sendable static func poster(_ visit: Visit) async throws -> Answer {
        let view = try await list(visit, past: false)
        guard !view.shown.isEmpty else { throw NotFound("Cette affiche (aucune offre à montrer)") }
        let code = view.classes.first { $0.id == view.classId }?.code
        return try Paper.answer(
            [OfferPoster(offers: view.shown, code: code, school: view.author.schoolName, today: view.today).section],
            title: "Offres", file: "offres", author: view.author.schoolName, at: visit.now.moment)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(JobOffer.self)
        let (author, today) = (try visit.author, visit.now.day)
        let classId: ID<SchoolClass>? = visit.query["classe"].isEmpty ? nil : ID(visit.query["classe"])
        let view = try await visit.read { db in
            let offer = try db.offer(id)
            return OfferView(
                offer: offer, companyName: try db.company(offer.companyId).displayName,
                classes: try db.classes(ofOffer: id), interests: try db.interests(of: id),
                candidates: try classId.map { try db.pathLines(of: $0, year: author.currentYear) } ?? [],
                picker: try db.classesFollowed(by: author), classId: classId, today: today, author: author)
        }
        return .page(offerPage(view, visit))
    }

    private static func form(_ visit: Visit, _ id: ID<JobOffer>?, _ state: FormState) async throws -> Page {
        let year = try visit.author.currentYear
        let classes = try await visit.read { try $0.classes(year: year) }
        return offerFormPage(
            id == nil ? "Publier une offre" : "Modifier l’offre",
            to: id.map { Link.offer($0).appending("modifier") } ?? Link.offers.appending("nouvelle"), classes: classes,
            state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let company = visit.query["entreprise"]
        var state = FormState([("version", "0"), ("fin", visit.now.day.adding(days: 30).description)])
        if !company.isEmpty {
            let known = try await visit.read { try $0.company(ID(company)) }
            state.values.set("entreprise", company)
            state.values.set("mots", known.displayName)
        }
        return .page(try await form(visit, nil, state))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(OfferForm.self) { input, values in
            let id = try await visit.perform(SaveOffer(id: nil, form: input), for: values) { .offer($0) }
            return .redirect(.offer(id), saying: "Offre publiée.")
        } show: { state in
            try await form(visit, nil, state)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(JobOffer.self)
        let (offer, company, classes) = try await visit.read { db in
            let offer = try db.offer(id)
            return (offer, try db.company(offer.companyId), try db.classes(ofOffer: id))
        }
        var pairs: [(String, String)] = [
            ("entreprise", company.id.rawValue), ("mots", company.displayName), ("contrat", offer.kind.rawValue),
            ("titre", offer.title), ("lieu", offer.place), ("description", offer.description),
            ("repondre", offer.replyTo), ("debut", offer.startsOn?.description ?? ""),
            ("fin", offer.expiresOn.description), ("version", String(offer.version)),
        ]
        pairs += classes.map { ("classe", $0.id.rawValue) }
        return .page(try await form(visit, id, FormState(pairs)))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(JobOffer.self)
        _ = try await visit.read { try $0.offer(id) }
        return try await visit.submit(OfferForm.self) { input, values in
            try await visit.perform(SaveOffer(id: id, form: input), for: values) { .offer($0) }
            return .redirect(.offer(id), saying: "Offre enregistrée.")
        } show: { state in
            try await form(visit, id, state)
        }
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(JobOffer.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.offer(id) }
        guard let state = JobOffer.State(rawValue: values["etat"]) else {
            throw BadRequest(message: "Choisissez l’état.")
        }
        try await visit.perform(MoveOffer(id: id, state: state), for: values) { .offer(id) }
        return .redirect(.offer(id), saying: "Offre : \(state.label.lowercasedFirst).")
    }

    @Sendable static func noteInterest(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(JobOffer.self)
        let values = try await visit.formValues()
        _ = try await visit.read { try $0.offer(id) }
        guard !values["apprenant"].isEmpty, let state = OfferInterest.State(rawValue: values["etat"]) else {
            throw BadRequest(message: "Choisissez l’élève.")
        }
        try await visit.perform(
            NoteInterest(offer: id, learner: ID(values["apprenant"]), state: state), for: values
        ) { .offer(id) }
        return .redirect(.offer(id), saying: "Noté.")
    }
}

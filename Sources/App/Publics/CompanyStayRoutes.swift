import Domain

/// Contracts of apprentices and periods of adult trainees.
enum CompanyStayRoutes {
    static func add(to site: Site) {
        site.get("/publics/contrats", .members(.seePlacements), list)
        site.get("/publics/contrats/:id", .members(.seePlacements), show)
        site.get("/publics/contrats/:id/document.pdf", .members(.seePlacements), paper)
        site.get("/publics/contrats/:id/modifier", .members(.placeLearners), editForm)
        site.post("/publics/contrats/:id/modifier", .members(.placeLearners), edit)
        site.get("/apprenants/:id/contrat", .members(.placeLearners), newForm)
        site.post("/apprenants/:id/contrat", .members(.placeLearners), create)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { db in
            ContractListView(
                lines: try db.companyStays(on: today),
                without: try db.withoutContract(year: author.currentYear, on: today), today: today, author: author)
        }
        return .page(contractListPage(view))
    }

    private static func dossier(_ visit: Visit) async throws -> CompanyStayDossier {
        let id = try visit.id(CompanyStay.self)
        let year = try visit.author.currentYear
        let today = visit.now.day
        return try await visit.read { try $0.companyStayDossier(id, year: year, today: today) }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let dossier = try await dossier(visit)
        try await visit.perform(NoteReading(subject: Subject("contract", dossier.stay.id)))
        let findings = StayDocument.findings(
            asked: dossier.stay.kind.document, for: dossier.learner.learnerPublic)
        return .page(
            try await visit.withGivenOut(
                contractPage(dossier, findings: findings, for: try visit.author),
                [PaperSubject(.contract, dossier.stay.id)]))
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let dossier = try await dossier(visit)
        return try await visit.givesOut(
            PaperSubject(.contract, dossier.stay.id, learner: dossier.learner.id),
            [CompanyStayDocument(dossier: dossier).section()],
            title: "\(dossier.stay.kind.document.label) – \(dossier.learner.fullName)",
            file: dossier.stay.kind.document.rawValue, school: dossier.school.name)
    }

    // MARK: Forms

    private static func formPage(
        learner: ID<Learner>, editing: ID<CompanyStay>?, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let words = visit.query["mots"]
        let chosen: ID<Company>? = state["entreprise"].isEmpty ? nil : ID(state["entreprise"])
        let view = try await visit.read { db in
            let learner = try db.learner(learner)
            guard let kind = CompanyStay.Kind(learner.learnerPublic) else {
                throw WrongDocument(learnerPublic: learner.learnerPublic)
            }
            let company = try chosen.map { try db.company($0) }
            return ContractFormView(
                learner: learner, kind: kind, company: company,
                contacts: try company.map { try db.contacts(of: $0.id).filter { $0.leftOn == nil } } ?? [],
                staff: try db.staffChoices(), words: words,
                found: words.isEmpty || company != nil
                    ? [] : try db.companySuggestions(SearchKey(words).words, limit: 20), editing: editing)
        }
        return contractFormPage(view, state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let learner = try visit.id(Learner.self)
        return .page(
            try await formPage(
                learner: learner, editing: nil, FormState([("entreprise", visit.query["entreprise"])]), visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        let learner = try visit.id(Learner.self)
        return try await visit.submit(CompanyStayForm.self) { form, values in
            let id = try await visit.perform(
                SaveCompanyStay(learner: learner, id: nil, form: form), for: values
            ) { .contract($0) }
            return .redirect(.contract(id), saying: "C’est noté.")
        } show: { state in
            try await formPage(learner: learner, editing: nil, state, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyStay.self)
        let stay = try await visit.read { try $0.companyStay(id) }
        var state = FormState(stay)
        if visit.query["changer"] == "1" || !visit.query["mots"].isEmpty { state.values.set("entreprise", "") }
        if !visit.query["entreprise"].isEmpty { state.values.set("entreprise", visit.query["entreprise"]) }
        return .page(try await formPage(learner: stay.learnerId, editing: id, state, visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyStay.self)
        let learner = try await visit.read { try $0.companyStay(id) }.learnerId
        return try await visit.submit(CompanyStayForm.self) { form, values in
            try await visit.perform(SaveCompanyStay(learner: learner, id: id, form: form), for: values) {
                .contract($0)
            }
            return .redirect(.contract(id), saying: "C’est noté.")
        } show: { state in
            try await formPage(learner: learner, editing: id, state, visit)
        }
    }
}

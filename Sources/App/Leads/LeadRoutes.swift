import Domain

extension Link {
    /// The search of a host for a learner and a period.
    static func hostSearch(_ learner: ID<Learner>, in period: ID<PFMPPeriod>) -> Link {
        Link.period(period).appending("recherche").appending(learner.rawValue)
    }

    static func lead(_ id: ID<Lead>) -> Link { Link("/pistes", [id.rawValue]) }
    static func periodLeads(_ id: ID<PFMPPeriod>) -> Link { Link.period(id).appending("pistes") }
    static func openPlaces(_ id: ID<PFMPPeriod>) -> Link { Link.period(id).appending("places") }
    static let thresholds = Link("/reglages/seuils")
}

/// Finding a host: the radar, the search of each learner, leads and open places.
enum LeadRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/sans-lieu", .members(.seePlacements), radar)
        site.get("/pfmp/sans-lieu/export.csv", .members(.exportData)) { try await export($0, "csv") }
        site.get("/pfmp/sans-lieu/export.xlsx", .members(.exportData)) { try await export($0, "xlsx") }
        site.get("/pfmp/:id/recherche/:apprenant", .members(.seePlacements), search)
        site.post("/pfmp/:id/recherche/:apprenant/pistes", .members(.recordLeads), addLead)
        site.post("/pfmp/:id/recherche/:apprenant/suite", .members(.recordLeads), planStep)
        site.post("/pfmp/:id/recherche/:apprenant/dispense", .members(.planPeriods), exempt)
        site.get("/pfmp/:id/pistes", .members(.seePlacements), periodLeads)
        site.get("/pfmp/:id/places", .members(.seePlacements), openPlaces)
        site.get("/pistes/:id", .members(.recordLeads), leadForm)
        site.post("/pistes/:id", .members(.recordLeads), editLead)
        site.post("/pistes/:id/suppression", .members(.recordLeads), removeLead)
        SearchLinkRoutes.add(to: site)
    }

    // MARK: Lists

    @Sendable static func radar(_ visit: Visit) async throws -> Answer {
        let (query, today, author) = (visit.query, visit.now.day, try visit.author)
        return .page(radarPage(try await visit.read { try $0.radarView(query: query, today: today, author: author) }))
    }

    @Sendable private static func export(_ visit: Visit, _ format: String) async throws -> Answer {
        let (query, today, author) = (visit.query, visit.now.day, try visit.author)
        let facts = try await visit.read { try $0.radarFacts(query: query, today: today, author: author) }
        return .file(
            try .sheet(
                RadarExport.sheet(facts, today: today), name: "sans-lieu", format: format, at: visit.now.moment))
    }

    @Sendable static func periodLeads(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let answer = LeadAnswer(rawValue: visit.query["reponse"])
        let (today, author) = (visit.now.day, try visit.author)
        return .page(
            periodLeadsPage(
                try await visit.read { try $0.periodLeads(id, answer: answer, author: author, today: today) }))
    }

    @Sendable static func openPlaces(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let today = visit.now.day
        let opens = try visit.author.may(.seeCompanies)
        let view = try await visit.read { try $0.openPlaces(for: id, today: today) }
        return .page(openPlacesPage(view, opensCompanies: opens))
    }

    // MARK: One search

    private static func target(_ visit: Visit) throws -> (learner: ID<Learner>, period: ID<PFMPPeriod>) {
        (try visit.id(Learner.self, "apprenant"), try visit.id(PFMPPeriod.self))
    }

    private static func page(
        _ visit: Visit, _ change: (inout HostSearchForms) -> Void = { _ in }
    ) async throws -> Page {
        let (learner, period) = try target(visit)
        let (today, author) = (visit.now.day, try visit.author)
        let view = try await visit.read {
            try $0.hostSearch(learner, in: period, author: author, today: today)
        }
        var forms = HostSearchForms(view)
        change(&forms)
        return hostSearchPage(view, forms, visit)
    }

    @Sendable static func search(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit)
        try await visit.perform(NoteReading(subject: Subject("learner", try target(visit).learner)))
        return .page(page)
    }

    @Sendable static func addLead(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try target(visit)
        return try await visit.submit(LeadForm.self) { form, values in
            try await visit.perform(RecordLead(learner: learner, period: period, form: form), for: values) { _ in
                .hostSearch(learner, in: period)
            }
            let text = form.answer == .agreed ? "Accord noté : préparez le placement." : "Piste notée."
            return .redirect(.hostSearch(learner, in: period), saying: text)
        } show: { state in
            try await page(visit) { $0.lead = state }
        }
    }

    @Sendable static func planStep(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try target(visit)
        return try await visit.submit(NextStepForm.self) { form, values in
            try await visit.perform(PlanNextStep(learner: learner, period: period, form: form), for: values) { _ in
                .hostSearch(learner, in: period)
            }
            return .redirect(.hostSearch(learner, in: period), saying: "La suite est notée.")
        } show: { state in
            try await page(visit) { $0.step = state }
        }
    }

    @Sendable static func exempt(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try target(visit)
        return try await visit.submit(ExemptionForm.self) { form, values in
            try await visit.perform(ExemptFromSearch(learner: learner, period: period, form: form), for: values) { _ in
                .hostSearch(learner, in: period)
            }
            return .redirect(
                .hostSearch(learner, in: period),
                saying: form.reason == nil ? "L’élève cherche de nouveau un lieu." : "Dispense notée.")
        } show: { state in
            try await page(visit) { $0.exemption = state }
        }
    }

    // MARK: One lead

    @Sendable static func leadForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Lead.self)
        return .page(try await leadPage(FormState(try await visit.read { try $0.lead(id) }), visit))
    }

    private static func leadPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(Lead.self)
        let (lead, learner) = try await visit.read { db in
            let lead = try db.lead(id)
            return (lead, try db.learner(lead.learnerId))
        }
        return leadFormPage(lead, learner: learner, state, visit)
    }

    @Sendable static func editLead(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Lead.self)
        _ = try await visit.read { try $0.lead(id) }
        return try await visit.submit(LeadForm.self) { form, values in
            let lead = try await visit.perform(EditLead(id: id, form: form), for: values) {
                .hostSearch($0.learnerId, in: $0.periodId)
            }
            return .redirect(.hostSearch(lead.learnerId, in: lead.periodId), saying: "Piste enregistrée.")
        } show: { state in
            try await leadPage(state, visit)
        }
    }

    @Sendable static func removeLead(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Lead.self)
        let values = try await visit.formValues()
        let lead = try await visit.perform(RemoveLead(id: id), for: values) {
            .hostSearch($0.learnerId, in: $0.periodId)
        }
        return .redirect(.hostSearch(lead.learnerId, in: lead.periodId), saying: "Piste retirée.")
    }
}

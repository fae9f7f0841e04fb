import Domain

extension Link {
    static let pathway = Link("/parcours")
    static let campaign = Link("/parcours/campagne")

    static func pathway(of learner: ID<Learner>) -> Link { Link("/parcours/eleves", [learner.rawValue]) }
    static func pathwayChange(_ id: ID<PathwayChange>) -> Link { Link("/parcours/changements", [id.rawValue]) }
}

/// The end-of-terminale pathway: the campaign of the year and what each learner chose.
enum PathwayRoutes {
    static func add(to site: Site) {
        site.get("/parcours", .members(.seePlacements), list)
        PathwayPlanRoutes.add(to: site)
        site.get("/parcours/export.csv", .members(.exportData)) { try await export($0, "csv") }
        site.get("/parcours/export.xlsx", .members(.exportData)) { try await export($0, "xlsx") }
        site.get("/parcours/campagne", .members(.planPeriods), campaignForm)
        site.post("/parcours/campagne", .members(.planPeriods), saveCampaign)
        site.get("/parcours/eleves/:id", .members(.seePlacements), learner)
        site.post("/parcours/eleves/:id/choix", .members(.placeLearners), choose)
        site.post("/parcours/eleves/:id/avis", .members(.placeLearners), advise)
        site.post("/parcours/eleves/:id/changement", .members(.placeLearners), requestChange)
        site.post("/parcours/changements/:id", .members(.planPeriods), answerChange)
    }

    // MARK: Campaign

    private static func view(_ visit: Visit) async throws -> PathwayView? {
        let (query, today, author) = (visit.query, visit.now.day, try visit.author)
        let regime = try PathwayRegime.embedded().first { $0.year == author.currentYear }
        return try await visit.read { db in
            guard let campaign = try db.campaign(year: author.currentYear) else { return nil }
            return PathwayView(
                campaign: campaign, lines: try db.pathwayLines(of: campaign),
                joining: author.may(.planPeriods) ? try db.pathwayPlan(campaign).joiningCount : 0, query: query,
                today: today, author: author, regime: regime)
        }
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        guard let view = try await view(visit) else {
            let author = try visit.author
            return .page(noCampaignPage(year: SchoolYear(start: author.currentYear), author: author))
        }
        return .page(pathwayPage(view))
    }

    @Sendable private static func export(_ visit: Visit, _ format: String) async throws -> Answer {
        guard let view = try await view(visit) else { throw NotFound("Cette campagne") }
        return .file(
            try .sheet(PathwayExport.sheet(view), name: "parcours", format: format, at: visit.now.moment))
    }

    @Sendable static func campaignForm(_ visit: Visit) async throws -> Answer {
        .page(try await campaignPage(nil, visit))
    }

    private static func campaignPage(_ typed: FormState?, _ visit: Visit) async throws -> Page {
        let year = try visit.author.currentYear
        let campaign = try await visit.read { try $0.campaign(year: year) }
        let regime = try PathwayRegime.embedded().first { $0.year == year }
        let state =
            typed
            ?? campaign.map { known in
                FormState(
                    name: known.name, startsOn: known.startsOn, endsOn: known.endsOn, closesOn: known.closesOn,
                    options: known.options.list, version: known.version)
            }
            ?? FormState(
                name: regime?.name ?? "", startsOn: regime?.startsOn, endsOn: regime?.endsOn, closesOn: nil,
                options: regime?.options ?? [], version: 0)
        return campaignFormPage(state, regime: regime, isNew: campaign == nil, visit)
    }

    @Sendable static func saveCampaign(_ visit: Visit) async throws -> Answer {
        try await visit.submit(CampaignForm.self) { form, values in
            try await visit.perform(SaveCampaign(form: form), for: values) { _ in .pathway }
            return .redirect(.pathway, saying: "Campagne enregistrée.")
        } show: { state in
            try await campaignPage(state, visit)
        }
    }

    // MARK: One learner

    private static func page(
        _ visit: Visit, choice: FormState = FormState(), advice: FormState? = nil
    ) async throws -> Page {
        let id = try visit.id(Learner.self)
        let (today, author) = (visit.now.day, try visit.author)
        let view = try await visit.read { db in
            guard let campaign = try db.campaign(year: author.currentYear) else { throw NotFound("Cette campagne") }
            let learner = try db.learner(id)
            let chosen = try db.pathwayChoice(of: id, in: campaign.id)
            return LearnerPathwayView(
                campaign: campaign, learner: learner, schoolClass: try db.classOf(id, year: author.currentYear),
                choice: chosen, changes: try chosen.map { try db.pathwayChanges(of: $0.id) } ?? [],
                periods: try db.pathwayPeriods(of: id, in: campaign.id), today: today, author: author)
        }
        let known = FormState([
            ("avis", view.choice?.advice?.rawValue ?? ""), ("avis_motif", view.choice?.adviceNote ?? ""),
            ("version", String(view.choice?.version ?? 0)),
        ])
        return learnerPathwayPage(view, choice: choice, advice: advice ?? known, visit)
    }

    private static func campaign(_ visit: Visit) async throws -> ID<PathwayCampaign> {
        let year = try visit.author.currentYear
        guard let campaign = try await visit.read({ try $0.campaign(year: year) }) else {
            throw NotFound("Cette campagne")
        }
        return campaign.id
    }

    @Sendable static func learner(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit)
        try await visit.perform(NoteReading(subject: Subject("learner", try visit.id(Learner.self))))
        return .page(page)
    }

    @Sendable static func choose(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let campaign = try await campaign(visit)
        return try await visit.submit(PathForm.self) { form, values in
            try await visit.perform(RecordPathwayChoice(campaign: campaign, learner: id, form: form), for: values) {
                _ in
                .pathway(of: id)
            }
            return .redirect(.pathway(of: id), saying: "Choix noté.")
        } show: { state in
            try await page(visit, choice: state)
        }
    }

    @Sendable static func advise(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let campaign = try await campaign(visit)
        return try await visit.submit(AdviceForm.self) { form, values in
            try await visit.perform(RecordCouncilAdvice(campaign: campaign, learner: id, form: form), for: values) {
                _ in
                .pathway(of: id)
            }
            return .redirect(.pathway(of: id), saying: "Avis noté.")
        } show: { state in
            try await page(visit, advice: state)
        }
    }

    @Sendable static func requestChange(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Learner.self)
        let campaign = try await campaign(visit)
        return try await visit.submit(PathForm.self) { form, values in
            try await visit.perform(RequestPathwayChange(campaign: campaign, learner: id, form: form), for: values) {
                _ in
                .pathway(of: id)
            }
            return .redirect(.pathway(of: id), saying: "Demande de changement notée.")
        } show: { state in
            try await page(visit, choice: state)
        }
    }

    @Sendable static func answerChange(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PathwayChange.self)
        let values = try await visit.formValues()
        let accepted = values["reponse"] == PathwayChange.Answer.accepted.rawValue
        guard accepted || values["reponse"] == PathwayChange.Answer.refused.rawValue else {
            throw BadRequest(message: "Acceptez ou refusez la demande.")
        }
        let learner = try await visit.perform(AnswerPathwayChange(id: id, accepted: accepted), for: values) {
            .pathway(of: $0)
        }
        return .redirect(.pathway(of: learner), saying: accepted ? "Changement accepté." : "Changement refusé.")
    }
}

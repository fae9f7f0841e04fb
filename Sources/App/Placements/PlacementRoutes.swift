import Domain
import Persistence

extension Link {
    static func placing(_ learner: ID<Learner>, in period: ID<PFMPPeriod>) -> Link {
        Link.period(period).appending("placer").appending(learner.rawValue)
    }

    static func placement(_ id: ID<Placement>) -> Link {
        Link("/placements", [id.rawValue])
    }
}

/// The form of a placement: a new one, or one to change.
enum PlacementRoutes {
    static func add(to site: Site) {
        site.get("/pfmp/:id/placer/:apprenant", .members(.placeLearners), newPlacement)
        site.post("/pfmp/:id/placer/:apprenant", .members(.placeLearners), place)
        site.post("/pfmp/:id/placer/:apprenant/constats", .members(.placeLearners), findingsOfNew)
        site.get("/placements/:id", .members(.placeLearners), editForm)
        site.post("/placements/:id", .members(.placeLearners), edit)
        site.post("/placements/:id/constats", .members(.placeLearners), findingsOfEdited)
        site.post("/placements/:id/convention", .members(.prepareAgreements), open)
    }

    // MARK: New

    @Sendable static func newPlacement(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try await target(visit)
        guard learner.learnerPublic.takesAgreements else { return .page(noAgreementPage(learner, period)) }
        let here = try await visit.read { try $0.classOf(learner.id, year: period.schoolYear)?.id }
        guard here == period.classId else { return .page(wrongPeriodPage(learner, period)) }
        let company: ID<Company>? = visit.query["entreprise"].isEmpty ? nil : ID(visit.query["entreprise"])
        var state = FormState(placing: learner.id, in: period, at: company)
        // What learners of the stream usually do and learn, when the school wrote it down (F62).
        let annex = try await visit.read { db in try db.teachingAnnex(of: db.schoolClass(period.classId).stream) }
        state.values.fill(["activites": annex?.activities, "competences": annex?.skills, "suivi": annex?.followUp])
        return .page(try await newPage(state, visit))
    }

    private static func target(_ visit: Visit) async throws -> (Learner, PFMPPeriod) {
        let periodId = try visit.id(PFMPPeriod.self)
        let learnerId = try visit.id(Learner.self, "apprenant")
        return try await visit.read { db in (try db.learner(learnerId), try db.period(periodId)) }
    }

    private static func newPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let (learner, period) = try await target(visit)
        return placementFormPage(try await view(learner, period, editing: nil, state, visit), state, visit)
    }

    @Sendable static func place(_ visit: Visit) async throws -> Answer {
        let period = try visit.id(PFMPPeriod.self)
        let learner = try visit.id(Learner.self, "apprenant")
        return try await visit.submit(PlacementForm.self) { form, values in
            let placed = try await visit.perform(
                PlaceLearner(period: period, learner: learner, form: form), for: values
            ) { .agreement($0.agreement) }
            return .redirect(.agreement(placed.agreement), saying: "Placement enregistré, convention ouverte.")
        } show: { state in
            try await newPage(state, visit)
        }
    }

    // MARK: Changed

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let (placement, agreement) = try await visit.read { db in
            (try db.placement(id), try db.agreement(of: id))
        }
        if let agreement, !agreement.termsAreOpen { return .redirect(.agreement(agreement.id)) }
        var state = FormState(placement)
        if !visit.query["entreprise"].isEmpty { state.values.set("entreprise", visit.query["entreprise"]) }
        if visit.query["changer"] == "1" || !visit.query["mots"].isEmpty && visit.query["entreprise"].isEmpty {
            state.values.set("entreprise", "")
        }
        return .page(try await editPage(state, visit))
    }

    private static func editPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(Placement.self)
        let (learner, period) = try await visit.read { db in
            let placement = try db.placement(id)
            return (try db.learner(placement.learnerId), try db.period(placement.periodId))
        }
        var shown = state
        var conflict: PlacementConflict?
        if state.problems.contains(where: { $0.message == Conflict().message }) {
            let sent = state.values
            conflict = try await visit.read { try $0.conflict(of: id, with: sent) }
            if let conflict { shown.values = conflict.values }
        }
        var view = try await view(learner, period, editing: id, shown, visit)
        view.conflict = conflict
        return placementFormPage(view, shown, visit)
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        return try await visit.submit(PlacementForm.self) { form, values in
            let placed = try await visit.perform(EditPlacement(id: id, form: form), for: values) {
                .agreement($0.agreement)
            }
            return .redirect(.agreement(placed.agreement), saying: "Placement enregistré.")
        } show: { state in
            try await editPage(state, visit)
        }
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let values = try await visit.formValues()
        let agreement = try await visit.perform(OpenAgreement(placement: id), for: values) { .agreement($0) }
        return .redirect(.agreement(agreement), saying: "Nouvelle convention ouverte.")
    }

    // MARK: The form and its findings

    private static func view(
        _ learner: Learner, _ period: PFMPPeriod, editing: ID<Placement>?, _ state: FormState, _ visit: Visit
    ) async throws -> PlacementFormView {
        let today = visit.now.day
        let isHead = try visit.author.may(.signAsHead)
        let words = visit.query["mots"]
        let chosen: ID<Company>? = state["entreprise"].isEmpty ? nil : ID(state["entreprise"])
        let form = read(state.values)
        return try await visit.read { db in
            let schoolClass = try db.schoolClass(period.classId)
            let company = try chosen.map { try db.company($0) }
            let found =
                words.isEmpty || company != nil ? [] : try db.companySuggestions(SearchKey(words).words, limit: 20)
            let offering =
                company == nil ? try db.offers(year: period.schoolYear, stream: schoolClass.stream) : []
            let shown = [company?.id].compactMap(\.self) + found.map(\.id) + offering.map(\.companyId)
            var view = PlacementFormView(
                learner: learner, schoolClass: schoolClass, period: period, company: company,
                contacts: try company.map { try db.contacts(of: $0.id).filter { $0.leftOn == nil } } ?? [],
                referents: try db.referentChoices(for: period),
                found: found, offering: offering, words: words,
                readiness: company == nil
                    ? nil
                    : try db.readiness(form, learner: learner.id, period: period.id, editing: editing, today: today),
                isHead: isHead,
                hostMemory: try company.map { try db.hostMemory(of: $0.id, on: today) },
                editing: editing, today: today)
            // Its own placement is not one more learner at the host's.
            if editing == nil {
                view.pressures = try db.sayings(
                    of: shown, db.pressures(during: period, of: schoolClass, today: today))
            }
            return view
        }
    }

    private static func read(_ values: FormValues) -> PlacementForm {
        var reader = FormReader(values)
        return PlacementForm(reading: &reader)
    }

    @Sendable static func findingsOfNew(_ visit: Visit) async throws -> Answer {
        let (learner, period) = try await target(visit)
        return try await findings(learner: learner.id, period: period.id, editing: nil, visit)
    }

    @Sendable static func findingsOfEdited(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let placement = try await visit.read { try $0.placement(id) }
        return try await findings(learner: placement.learnerId, period: placement.periodId, editing: id, visit)
    }

    private static func findings(
        learner: ID<Learner>, period: ID<PFMPPeriod>, editing: ID<Placement>?, _ visit: Visit
    ) async throws -> Answer {
        let values = try await visit.formValues()
        let form = read(values)
        let today = visit.now.day
        let isHead = try visit.author.may(.signAsHead)
        let found = try await visit.read { db in
            try db.readiness(form, learner: learner, period: period, editing: editing, today: today)
        }
        let html = placementFindings(found, FormState(values: values, problems: []), isHead: isHead)
        return .file(
            FileAnswer(name: "constats.html", type: "text/html; charset=utf-8", bytes: html.bytes, inline: true))
    }
}

/// A company that declared places for learners of a stream.
struct HostOffer: Codable, Sendable {
    let companyId: ID<Company>
    let name: String
    let city: String
    let stream: String
    let places: Int
}

extension SchoolDatabase {
    /// Places declared for a year, those of the stream first.
    func offers(year: Int, stream: String) throws -> [HostOffer] {
        try rows(
            """
            select company.id as company_id, coalesce(company.trade_name, company.legal_name) as name,
            company.address_city as city, host_place.stream, host_place.count as places
            from \(table(.hostPlace)) join \(table(.company)) on company.id = host_place.company_id
            where host_place.school_year = \(year) and company.archived_on is null
            and company.relation <> \(RelationStatus.leaveAlone)
            order by case when host_place.stream = \(stream) then 0 when host_place.stream = '' then 1 else 2 end,
            company.sort_key, host_place.id limit 60
            """)
    }

    /// What the rules say of a placement as typed, before it is saved.
    func readiness(
        _ form: PlacementForm, learner: ID<Learner>, period: ID<PFMPPeriod>, editing: ID<Placement>?, today: LocalDate
    ) throws -> AgreementReadiness {
        guard let company = form.company, form.startsOn <= form.endsOn, form.startsOn.dayNumber > 0 else {
            return AgreementReadiness([])
        }
        let placement = form.placement(
            id: editing ?? newID(), learner: learner, period: period, company: company, version: form.version)
        let agreement =
            try editing.flatMap { try self.agreement(of: $0) }
            ?? Agreement(id: newID(), placementId: placement.id, number: "", template: AgreementDocument.template)
        let dossier = try dossier(of: placement, agreement: agreement, today: today)
        guard form.tutor.isNew || form.signatory.isNew || form.tutorAdult != nil else { return dossier.readiness }
        return dossier.naming(form, in: self).readiness
    }
}

extension AgreementDossier {
    /// The same with the people written for the first time in the form.
    fileprivate func naming(_ form: PlacementForm, in db: SchoolDatabase) -> AgreementDossier {
        var sources = sources
        if form.tutor.isNew { sources.tutor = form.tutor.contact(id: db.newID(), of: placement.companyId, tutor: true) }
        if let adult = form.tutorAdult { sources.tutor?.adult = adult }
        if form.signatory.isNew {
            sources.signatory = form.signatory.contact(id: db.newID(), of: placement.companyId, tutor: false)
        }
        return with(sources)
    }
}

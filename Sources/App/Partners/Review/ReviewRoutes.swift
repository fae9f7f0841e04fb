import Domain
import HTTPTypes

extension Link {
    static let companyReviews = Link("/entreprises/a-verifier")
    static let partnerSettings = Link("/reglages/partenaires")

    static func review(_ id: ID<CompanyReview>) -> Link { Link("/verifications", [id.rawValue]) }
}

/// Companies that others than the bureau brought in, looked at one by one or together; what the school asks to look at.
enum ReviewRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/a-verifier", .members(.verifyCompanies), list)
        site.post("/entreprises/a-verifier", .members(.verifyCompanies), confirmMany)
        site.get("/verifications/:id", .members(.verifyCompanies), show)
        site.post("/verifications/:id/validation", .members(.verifyCompanies), confirm)
        site.get("/verifications/:id/correction", .members(.verifyCompanies), correctionForm)
        site.post("/verifications/:id/correction", .members(.verifyCompanies), correct)
        site.post("/verifications/:id/fusion", .members(.verifyCompanies), merge)
        site.post("/verifications/:id/refus", .members(.verifyCompanies), refuse)
        site.post("/verifications/:id/annulation", .members(.verifyCompanies), undo)
        site.get("/reglages/partenaires", .members(.manageSchool), settings)
        site.post("/reglages/partenaires", .members(.manageSchool), saveSettings)
    }

    // MARK: The queue

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, today, duplicates) = (try visit.author, visit.now.day, visit.app.companyDuplicates)
        let queue = try await visit.read { db in
            // A large base met for the first time is compared in the background: the alerts come later.
            var suspects: [SuspectedPair] = []
            if case .ready(let pairs) = try duplicates.pairs(in: db) { suspects = pairs }
            return try db.reviewQueue(suspects: suspects, for: author, today: today)
        }
        return .page(reviewQueuePage(queue, visit))
    }

    @Sendable static func confirmMany(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let seen = values.all("fiche").compactMap { SeenReview($0) }
        guard !seen.isEmpty else {
            return .redirect(.companyReviews, saying: "Cochez d’abord une ou plusieurs entreprises.")
        }
        let count = try await visit.perform(ConfirmCompanies(seen: seen), for: values) { _ in .companyReviews }
        return .redirect(
            .companyReviews, saying: FrenchNumber.counted(count, "entreprise validée", "entreprises validées") + ".")
    }

    // MARK: One company

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(CompanyReview.self)
        let (author, today, search) = (try visit.author, visit.now.day, visit.app.companySearch)
        let view = try await visit.read { db in
            let company = try db.company(try db.review(id).companyId)
            let near = try search.nearest(to: company.displayName + " " + company.address.city, limit: 8, in: db)
            return try db.reviewView(id, among: near, for: author, today: today)
        }
        return reviewPage(view, state, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit, FormState())
        let id = try visit.id(CompanyReview.self)
        // The lead names a learner.
        if let lead = try await visit.read({ try $0.review(id).leadId }) {
            try await visit.perform(NoteReading(subject: Subject("lead", lead)))
        }
        return .page(page)
    }

    private static func seen(_ visit: Visit, _ values: FormValues) throws -> SeenReview {
        SeenReview(id: try visit.id(CompanyReview.self), companyVersion: Int(values["fiche"]) ?? 0)
    }

    /// Where one goes on: the next one of the queue, or the queue.
    private static func goOn(_ visit: Visit, saying text: String) async throws -> Answer {
        let next = try await visit.read { try $0.nextReview() }
        return .redirect(next.map { .review($0) } ?? .companyReviews, saying: text)
    }

    /// A decision that is refused comes back on the page with its reason.
    private static func decide(
        _ visit: Visit, saying text: String, _ act: (FormValues) async throws -> Void
    ) async throws -> Answer {
        let values = try await visit.formValues()
        do {
            try await act(values)
        } catch let refusal as any Refusal where !(refusal is NotFound || refusal is Forbidden) {
            let problems =
                (refusal as? FieldRefusal)?.problems ?? [FieldProblem(field: "", message: refusal.message)]
            return .page(
                try await page(visit, FormState(values: values, problems: problems)),
                status: refusal is Conflict ? .conflict : .unprocessableContent)
        }
        return try await goOn(visit, saying: text)
    }

    @Sendable static func confirm(_ visit: Visit) async throws -> Answer {
        try await decide(visit, saying: "Entreprise validée.") { values in
            let seen = try seen(visit, values)
            try await visit.perform(ConfirmCompanies(seen: [seen]), for: values) { _ in .companyReviews }
        }
    }

    @Sendable static func merge(_ visit: Visit) async throws -> Answer {
        try await decide(visit, saying: "Les deux fiches n’en font plus qu’une.") { values in
            guard let other = ID<Company>(chosen: values["avec"]) else {
                _ = try await visit.read { [id = try visit.id(CompanyReview.self)] in try $0.review(id) }
                throw FieldRefusal("entreprise", ReviewRefusal.keptElsewhere.message)
            }
            let operation = MergeProposedCompany(
                seen: try seen(visit, values), other: other, otherVersion: Int(values["vue"]),
                isMove: values["demenagement"] == "1")
            try await visit.perform(operation, for: values) { _ in .companyReviews }
        }
    }

    @Sendable static func refuse(_ visit: Visit) async throws -> Answer {
        try await decide(visit, saying: "Entreprise refusée. Qui l’a proposée avec un compte en reçoit la raison.") {
            values in
            var reader = FormReader(values)
            let form = RefuseCompanyForm(reading: &reader)
            guard reader.problems.isEmpty else { throw FieldRefusal(reader.problems) }
            let operation = RefuseCompany(seen: try seen(visit, values), motive: form.motive, note: form.note)
            try await visit.perform(operation, for: values) { _ in .companyReviews }
        }
    }

    @Sendable static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyReview.self)
        let values = try await visit.formValues()
        let undone = try await visit.perform(UndoReview(id: id), for: values) { .review($0.review) }
        return .redirect(
            .review(id),
            saying: undone.keepsCorrections
                ? "Décision annulée. La fiche a changé depuis\u{A0}: ses corrections restent."
                : "Décision annulée\u{A0}: l’entreprise attend de nouveau.")
    }

    // MARK: Correcting

    private static func correctionPage(_ state: FormState, known: KnownCompany? = nil, _ visit: Visit) throws -> Page {
        let link = Link.review(try visit.id(CompanyReview.self))
        return companyFormPage(
            "Corriger puis valider", to: link.appending("correction"), cancel: link, state, known: known,
            submit: "Enregistrer et valider", visit)
    }

    @Sendable static func correctionForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyReview.self)
        let (company, extras) = try await visit.read { db in
            let company = try db.company(try db.review(id).companyId)
            return (company, try db.extras(of: company.id))
        }
        var state = FormState(company)
        state.fill(extras)
        return .page(try correctionPage(state, visit))
    }

    @Sendable static func correct(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyReview.self)
        _ = try await visit.read { try $0.review(id) }
        return try await visit.submit(CompanyForm.self) { form, values in
            do {
                try await visit.perform(CorrectCompany(id: id, form: form), for: values) { .company($0) }
                return try await goOn(visit, saying: "Entreprise corrigée et validée.")
            } catch let known as KnownCompany {
                let problem = FieldProblem(
                    field: "siret",
                    message: known.message + " Revenez à la vérification pour fusionner les deux fiches.")
                return .page(
                    try correctionPage(FormState(values: values, problems: [problem]), known: known, visit),
                    status: .unprocessableContent)
            }
        } show: { state in
            try correctionPage(state, visit)
        }
    }

    // MARK: Settings

    @Sendable static func settings(_ visit: Visit) async throws -> Answer {
        let state = FormState(try await visit.read { try $0.partnerSettings() })
        return .page(partnerSettingsPage(state, try visit.author, visit))
    }

    @Sendable static func saveSettings(_ visit: Visit) async throws -> Answer {
        try await visit.submit(PartnerSettingsForm.self) { form, values in
            try await visit.perform(SavePartnerSettings(form: form), for: values) { _ in .partnerSettings }
            return .redirect(.partnerSettings, saying: "Réglages enregistrés.")
        } show: { state in
            partnerSettingsPage(state, try visit.author, visit)
        }
    }
}

/// What the form of a refusal may send.
struct RefuseCompanyForm: FormInput {
    let motive: CompanyReview.Motive
    let note: String

    init(reading form: inout FormReader) {
        motive = form.choice("raison", or: .other)
        note = form.text("precision", max: 300)
        if form.values["raison"].isEmpty {
            form.refuse("raison", "Dites pourquoi\u{A0}: la personne qui l’a proposée le lira.")
        }
        if motive == .other, !form.values["raison"].isEmpty, note.isEmpty {
            form.refuse("precision", "Précisez la raison en quelques mots.")
        }
    }
}

extension ID {
    /// The key chosen in a form; `nil` when nothing was.
    fileprivate init?(chosen text: String) {
        guard !text.isEmpty else { return nil }
        self.init(text)
    }
}

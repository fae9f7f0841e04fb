import Domain

/// What the school knows of a place as a place to learn in.
enum HostQualityRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/:id/accueil", .members(.recordFollowUp), show)
        site.post("/entreprises/:id/accueil/securite", .members(.recordFollowUp), check)
        site.post("/entreprises/:id/accueil/etat", .members(.editCompanies), decide)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(
            try await page(visit, check: FormState([("metier", visit.query["metier"])]), decision: FormState()))
    }

    private static func page(_ visit: Visit, check: FormState, decision: FormState) async throws -> Page {
        let id = try visit.id(Company.self)
        let author = try visit.author
        let today = visit.now.day
        let view = try await visit.read { try $0.hostQualityView(of: id, for: author, on: today) }
        return hostQualityPage(view, check: check, decision: decision, visit)
    }

    @Sendable static func check(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let link = Link.company(id).appending("accueil")
        return try await visit.submit(SafetyCheckForm.self) { form, values in
            try await visit.perform(CheckSafety(company: id, form: form), for: values) { _ in link }
            return .redirect(link, saying: "Vérification enregistrée.")
        } show: { state in
            try await page(visit, check: state, decision: FormState())
        }
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let link = Link.company(id).appending("accueil")
        return try await visit.submit(HostQualityForm.self) { form, values in
            try await visit.perform(DecideHostQuality(company: id, form: form), for: values) { _ in link }
            return .redirect(link, saying: "Décision enregistrée\u{A0}: \(form.state.label.lowercased()).")
        } show: { state in
            try await page(visit, check: FormState(), decision: state)
        }
    }
}

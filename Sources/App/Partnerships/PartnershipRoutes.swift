import Domain

/// Partnership agreements: the list, their page, their papers.
enum PartnershipRoutes {
    static func add(to site: Site) {
        site.get("/partenariats", .members(.seeCompanies), list)
        site.get("/partenariats/nouveau", .members(.managePartnerships), newForm)
        site.post("/partenariats/nouveau", .members(.managePartnerships), create)
        site.get("/partenariats/:id", .members(.seeCompanies), show)
        site.get("/partenariats/:id/convention.pdf", .members(.seeCompanies)) { try await paper($0, review: false) }
        site.get("/partenariats/:id/bilan.pdf", .members(.seeCompanies)) { try await paper($0, review: true) }
        site.get("/partenariats/:id/modifier", .members(.managePartnerships), editForm)
        site.post("/partenariats/:id/modifier", .members(.managePartnerships), edit)
        site.post("/partenariats/:id/etat", .members(.managePartnerships), move)
        site.post("/partenariats/:id/engagements", .members(.managePartnerships), addCommitment)
        site.post("/partenariats/:id/engagements/suivi", .members(.managePartnerships), recordCommitments)
        site.post("/engagements/:id/retrait", .members(.managePartnerships), removeCommitment)
        site.post("/partenariats/:id/bilans", .members(.managePartnerships), recordReview)
        PartnerReviewRoutes.add(to: site)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let selection = PartnershipSelection(rawValue: visit.query["vue"]) ?? .current
        let view = try await visit.read { db in
            var counts: [PartnershipSelection: Int] = [:]
            for selection in PartnershipSelection.allCases {
                counts[selection] = try db.partnershipCount(selection, on: today)
            }
            return PartnershipListView(
                lines: try db.partnerships(selection, year: author.currentYear, on: today, limit: 120),
                selection: selection, counts: counts, today: today, author: author)
        }
        return .page(partnershipListPage(view))
    }

    // MARK: Form

    private static func formPage(_ state: FormState, editing: Partnership?, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let words = visit.query["mots"]
        let chosen: ID<Company>? = state["entreprise"].isEmpty ? nil : ID(state["entreprise"])
        let view = try await visit.read { db in
            let company = try chosen.map { try db.company($0) }
            return PartnershipFormView(
                company: company, streams: try db.streams(year: author.currentYear), words: words,
                found: words.isEmpty || company != nil
                    ? [] : try db.companySuggestions(SearchKey(words).words, limit: 20), editing: editing,
                author: author)
        }
        return partnershipFormPage(view, state, visit)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        .page(try await formPage(FormState([("entreprise", visit.query["entreprise"])]), editing: nil, visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(PartnershipForm.self) { form, values in
            let id = try await visit.perform(SavePartnership(id: nil, form: form), for: values) { .partnership($0) }
            return .redirect(.partnership(id), saying: "Convention enregistrée. Ajoutez les engagements.")
        } show: { state in
            try await formPage(state, editing: nil, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Partnership.self)
        let partnership = try await visit.read { try $0.partnership(id) }
        return .page(try await formPage(FormState(partnership), editing: partnership, visit))
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Partnership.self)
        let partnership = try await visit.read { try $0.partnership(id) }
        return try await visit.submit(PartnershipForm.self) { form, values in
            try await visit.perform(SavePartnership(id: id, form: form), for: values) { .partnership($0) }
            return .redirect(.partnership(id), saying: "Convention enregistrée.")
        } show: { state in
            try await formPage(state, editing: partnership, visit)
        }
    }

    // MARK: One agreement

    private static func view(_ visit: Visit) async throws -> PartnershipView {
        let id = try visit.id(Partnership.self)
        let author = try visit.author
        let today = visit.now.day
        let asked = Int(visit.query["annee"]) ?? author.currentYear
        let year = (2000...2100).contains(asked) ? asked : author.currentYear
        return try await visit.read { db in
            let partnership = try db.partnership(id)
            let figures = try db.partnerFigures(of: partnership.companyId, year: year)
            return PartnershipView(
                partnership: partnership, company: try db.company(partnership.companyId), school: try db.ownSchool(),
                commitments: try db.commitments(of: id), reviews: try db.reviews(of: id), year: year,
                hosted: figures.hosted, interactions: figures.interactions, receivedCents: figures.cents,
                today: today, author: author)
        }
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(partnershipPage(try await view(visit), PartnershipForms(), visit))
    }

    private static func paper(_ visit: Visit, review: Bool) async throws -> Answer {
        let view = try await view(visit)
        let document = PartnershipDocument(view: view)
        let asked = visit.query["bilan"]
        if review, !asked.isEmpty {
            guard let held = view.reviews.first(where: { $0.id.rawValue == asked }) else { throw NotFound("Ce bilan") }
            return try Paper.answer(
                [document.report(held)], title: "Compte rendu du bilan – \(view.company.displayName)",
                file: "compte-rendu-bilan", author: view.school.name, at: visit.now.moment)
        }
        let title = review ? "Bilan annuel" : "Convention de partenariat"
        return try Paper.answer(
            [review ? document.review() : document.agreement()], title: "\(title) – \(view.company.displayName)",
            file: review ? "bilan-partenariat" : "convention-partenariat", author: view.school.name,
            at: visit.now.moment)
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Partnership.self)
        return try await visit.submit(PartnershipMoveForm.self) { form, values in
            try await visit.perform(MovePartnership(id: id, form: form), for: values) { .partnership($0) }
            return .redirect(.partnership(id), saying: "C’est noté.")
        } show: { state in
            partnershipPage(try await view(visit), PartnershipForms(move: state), visit)
        }
    }

    @Sendable static func addCommitment(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Partnership.self)
        return try await visit.submit(CommitmentForm.self) { form, values in
            try await visit.perform(SaveCommitment(partnership: id, form: form), for: values) { .partnership($0) }
            let year = form.year.map(String.init) ?? ""
            return .redirect(Link.partnership(id).with([("annee", year)]), saying: "Engagement ajouté.")
        } show: { state in
            partnershipPage(try await view(visit), PartnershipForms(commitment: state), visit)
        }
    }

    @Sendable static func recordCommitments(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Partnership.self)
        let values = try await visit.formValues()
        var done: [ID<PartnershipCommitment>: Int] = [:]
        for (name, value) in values.pairs where name.hasPrefix("fait-") {
            guard let count = Int(value.trimmedText), (0...100_000).contains(count) else {
                throw FieldRefusal(
                    "",
                    "Le réalisé est un nombre entier, 0 au moins\u{A0}: revenez en arrière et corrigez «\u{A0}\(value)\u{A0}»."
                )
            }
            done[ID(String(name.dropFirst(5)))] = count
        }
        try await visit.perform(RecordCommitments(partnership: id, done: done), for: values) { .partnership($0) }
        return .redirect(.partnership(id), saying: "Réalisé enregistré.")
    }

    @Sendable static func removeCommitment(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PartnershipCommitment.self)
        let partnership = try await visit.perform(RemoveCommitment(id: id), for: try await visit.formValues()) {
            .partnership($0)
        }
        return .redirect(.partnership(partnership), saying: "Engagement retiré.")
    }

    @Sendable static func recordReview(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Partnership.self)
        return try await visit.submit(ReviewForm.self) { form, values in
            try await visit.perform(RecordReview(partnership: id, form: form), for: values) { .partnership($0) }
            return .redirect(.partnership(id), saying: "Bilan enregistré.")
        } show: { state in
            partnershipPage(try await view(visit), PartnershipForms(review: state), visit)
        }
    }
}

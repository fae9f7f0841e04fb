import Domain
import HTTPTypes

extension Link {
    static let sharedPartners = Link("/entreprises/partagees")
    static let shareSelection = Link("/entreprises/partage")

    static func shared(_ siret: String) -> Link { Link("/entreprises/partagees", [siret]) }
    static func sharing(of company: ID<Company>) -> Link { Link.company(company).appending("partage") }
}

/// What a company is to the other bureaux: what they share of it, and what they see of mine.
struct CompanyNetwork: Sendable {
    let own: OwnSharing
    let partner: SharedPartner?
}

extension SchoolDatabase {
    /// Nothing for whoever may not share, nor where there is nobody to share with.
    func network(of company: Company, for author: Author, today: LocalDate) throws -> CompanyNetwork? {
        guard author.may(.sharePartners), try hasOtherSchools() else { return nil }
        let partner = try company.siret.flatMap {
            try sharedPartner($0, today: today, year: author.currentYear)
        }
        return CompanyNetwork(own: try sharing(of: company), partner: partner)
    }
}

/// Partners shared between the bureaux of one database.
enum SharingRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/partagees", .members(.sharePartners), list)
        site.get("/entreprises/partagees/:siret", .members(.sharePartners), show)
        site.post("/entreprises/partagees/:siret", .members(.sharePartners), take)
        site.post("/entreprises/partage", .members(.sharePartners), shareMany)
        site.get("/entreprises/:id/partage", .members(.sharePartners), form)
        site.post("/entreprises/:id/partage", .members(.sharePartners), share)
        site.post("/entreprises/:id/partage/arret", .members(.sharePartners), stop)
    }

    // MARK: What others share

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, today, query) = (try visit.author, visit.now.day, visit.query)
        let view = try await visit.read { db -> SharedListView in
            var partners = try db.sharedPartners(
                SharedFilter(query: query), today: today, year: author.currentYear)
            let more = partners.count > SharedFilter.pageSize
            if more { partners.removeLast() }
            return SharedListView(
                partners: partners, hasMore: more, streams: try db.sharedStreams(year: author.currentYear),
                hasOthers: try db.hasOtherSchools(), query: query, author: author, today: today)
        }
        return .page(sharedListPage(view))
    }

    private static func page(_ visit: Visit, _ state: FormState) async throws -> Page? {
        let siret = try visit.piece("siret")
        let (author, today) = (try visit.author, visit.now.day)
        let view = try await visit.read { db -> SharedPartnerView? in
            guard let partner = try db.sharedPartner(siret, today: today, year: author.currentYear) else { return nil }
            return SharedPartnerView(
                partner: partner, contacts: try db.sharedContacts(of: partner),
                mine: try partner.mine.map { try db.company($0) }, author: author, today: today)
        }
        guard let view else { return nil }
        if !view.contacts.isEmpty {
            // People of another school are read under journal.
            try await visit.perform(NoteReading(subject: Subject("shared_company", ID<SharedCompany>(siret))))
        }
        return sharedPartnerPage(view, state, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        if let page = try await page(visit, FormState()) { return .page(page) }
        // Nobody else shares it: my own record, if I have one.
        let siret = try visit.piece("siret")
        guard let mine = try await visit.read({ try $0.company(siret: siret) }) else {
            throw NotFound("Cette entreprise partagée")
        }
        return .redirect(.company(mine.id))
    }

    @Sendable static func take(_ visit: Visit) async throws -> Answer {
        let siret = try visit.piece("siret")
        let values = try await visit.formValues()
        var reader = FormReader(values)
        let operation = TakeSharedCompany(siret: siret, form: TakeSharedForm(reading: &reader))
        do {
            let id = try await visit.perform(operation, for: values) { .company($0) }
            return .redirect(
                .company(id),
                saying: operation.form.version == 0
                    ? "Entreprise reprise dans votre base." : "Votre fiche reprend ce que vous avez coché.")
        } catch let refusal as any Refusal where refusal is AlreadyMine || refusal is Conflict {
            let state = FormState(values: values, problems: [FieldProblem(field: "", message: refusal.message)])
            guard let page = try await page(visit, state) else { throw NotFound("Cette entreprise partagée") }
            return .page(page, status: refusal is Conflict ? .conflict : .unprocessableContent)
        }
    }

    // MARK: What I share

    private static func formPage(_ state: FormState?, _ visit: Visit) async throws -> Page {
        let id = try visit.id(Company.self)
        let sharing = try await visit.read { try $0.sharing(of: try $0.company(id)) }
        return sharingPage(sharing, state ?? FormState(sharing), visit)
    }

    @Sendable static func form(_ visit: Visit) async throws -> Answer {
        .page(try await formPage(nil, visit))
    }

    @Sendable static func share(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        _ = try await visit.read { try $0.company(id) }
        return try await visit.submit(ShareForm.self) { form, values in
            try await visit.perform(ShareCompany(company: id, form: form), for: values) { _ in .company(id) }
            return .redirect(.company(id), saying: "Partage enregistré. Il vaut dès maintenant.")
        } show: { state in
            try await formPage(state, visit)
        }
    }

    @Sendable static func stop(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let values = try await visit.formValues()
        let operation = ShareCompanies(ids: [id], level: .nothing, places: false)
        try await visit.perform(operation, for: values) { _ in .company(id) }
        return .redirect(.company(id), saying: "Les autres bureaux ne voient plus rien de cette fiche.")
    }

    @Sendable static func shareMany(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let ids = values.all("id").map { ID<Company>($0) }
        let back = Link(returningTo: values["retour"]) ?? .companies
        guard !ids.isEmpty else { return .redirect(back, saying: "Cochez d’abord une ou plusieurs entreprises.") }
        guard let level = SharingLevel(rawValue: values["niveau"]), SharingLevel.defaults.contains(level) else {
            throw BadRequest(message: "Choisissez ce que les autres bureaux verront.")
        }
        let operation = ShareCompanies(ids: ids, level: level, places: values["places"] == "1")
        let count = try await visit.perform(operation, for: values) { _ in back }
        let changed = FrenchNumber.counted(count, "fiche", "fiches")
        return .redirect(
            back,
            saying: level == .nothing ? "Partage arrêté\u{A0}: \(changed)." : "Partage enregistré\u{A0}: \(changed).")
    }
}

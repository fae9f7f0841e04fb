import Domain
import HTTPTypes

extension Link {
    static let companies = Link("/entreprises")
    static let newCompany = Link("/entreprises/nouvelle")

    static func company(_ id: ID<Company>) -> Link {
        Link("/entreprises", [id.rawValue])
    }
}

/// Partners: the list, the page of each, and what is written about them.
enum CompanyRoutes {
    static func add(to site: Site) {
        site.get("/entreprises", .members(.seeCompanies), list)
        site.get("/entreprises/export/:format", .members(.exportData), export)
        site.get("/entreprises/suggestions", .members(.seeCompanies), suggest)
        site.post("/entreprises/selection", .members(.editCompanies), changeSelection)
        site.get("/entreprises/nouvelle", .members(.editCompanies), newForm)
        site.post("/entreprises/nouvelle", .members(.editCompanies), create)
        site.get("/entreprises/:id", .members(.seeCompanies), show)
        site.get("/entreprises/:id/modifier", .members(.editCompanies), editForm)
        site.post("/entreprises/:id/modifier", .members(.editCompanies), edit)
        site.post("/entreprises/:id/archivage", .members(.editCompanies)) { try await archive($0, true) }
        site.post("/entreprises/:id/retablissement", .members(.editCompanies)) { try await archive($0, false) }
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        // One comes back to a list after each partner: it is written again after any write, and after some seconds.
        let question = Link.companies.with(visit.query.query()).path
        let key = "company.list.\(author.accountId?.rawValue ?? "").\(author.schoolId).\(visit.now.day).\(question)"
        let list = try await visit.app.recent.value(key, on: .lists, at: visit.app.clock()) {
            CompanyListParts(try await listView(visit))
        }
        return .page(companyListPage(list, visit))
    }

    private static func listView(_ visit: Visit) async throws -> CompanyListView {
        let author = try visit.author
        let today = visit.now.day
        let query = visit.query, search = visit.app.companySearch
        let choices = try await choices(visit)
        var view = try await visit.read { db in
            let most = CompanyListView.pageSize + 1
            let typed = try db.companyFilter(query, for: author, today: today)
            var filter = typed
            var lines = try db.companies(try db.companyQuery(filter), limit: most, year: author.currentYear)
            if lines.isEmpty {
                filter = try search.widened(typed, text: query["q"], in: db)
                lines = try db.nearestCompanies(filter, isSorted: !query["tri"].isEmpty, year: author.currentYear)
            }
            let more = lines.count > CompanyListView.pageSize
            if more { lines.removeLast() }
            let near =
                lines.count > CompanyListView.fewLines || filter.nearest != nil || filter.position != nil
                ? [] : try search.near(query["q"], beside: lines.map(\.id), of: filter, in: db)
            let backwards = filter.position?.backwards ?? false
            if backwards { lines.reverse() }
            return CompanyListView(
                lines: lines, choices: choices, filter: filter, query: query,
                hasBefore: backwards ? more : filter.position != nil,
                hasAfter: backwards || more, mayEdit: author.may(.editCompanies),
                mayExport: author.may(.exportData), author: author, near: near, today: today,
                toVerify: try db.waiting(among: lines.map(\.id)),
                mayShare: try author.may(.sharePartners) && db.hasOtherSchools())
        }
        view.total = try await total(view.filter, visit)
        return view
    }

    /// How many companies answer: the same on every page of one question.
    private static func total(_ filter: CompanyFilter, _ visit: Visit) async throws -> Int {
        let question = Link.companies.with(visit.query.query(without: "apres", "avant", "tri", "sens"))
        let key = "company.total.\(try visit.author.schoolId).\(question.path)"
        return try await visit.app.recent.value(key, at: visit.app.clock()) {
            try await visit.read { try $0.companyCount(try $0.companyQuery(filter), upTo: CompanyListView.bound) }
        }
    }

    /// What the filters offer: the same for every page of the list.
    private static func choices(_ visit: Visit) async throws -> CompanyChoices {
        let author = try visit.author
        let key = "company.choices.\(author.schoolId).\(author.currentYear)"
        return try await visit.app.recent.value(key, at: visit.app.clock()) {
            try await visit.read { try $0.companyChoices(year: author.currentYear) }
        }
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        let format = try visit.piece("format")
        guard ["csv", "xlsx", "vcf"].contains(format) else { throw NotFound("Ce format") }
        let (query, today, author, search) = (visit.query, visit.now.day, try visit.author, visit.app.companySearch)
        let (companies, contacts) = try await visit.read { db in
            var filter = try db.companyFilter(query, for: author, today: today)
            filter.position = nil
            filter = try search.widened(filter, text: query["q"], in: db)
            return (try db.companiesToExport(filter), format == "vcf" ? try db.contactsToExport(filter) : [])
        }
        if format == "vcf" { return .file(CompanyExport.cards(companies, contacts, at: visit.now.moment)) }
        return .file(try CompanyExport.file(companies, format: format, at: visit.now.moment))
    }

    @Sendable static func suggest(_ visit: Visit) async throws -> Answer {
        let text = visit.query["q"], search = visit.app.companySearch
        let found = try await visit.read { try $0.companySuggestions(search.nearest(to: text, limit: 8, in: $0)) }
        return try .suggestions(
            found.map { company in
                Suggestion(
                    kind: "company", label: company.tradeName ?? company.legalName, detail: company.addressCity,
                    url: Link.company(company.id).path, value: company.id.rawValue)
            })
    }

    @Sendable static func changeSelection(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let ids = values.all("id").map { ID<Company>($0) }
        let back = Link(returningTo: values["retour"]) ?? .companies
        guard !ids.isEmpty else { return .redirect(back, saying: "Cochez d’abord une ou plusieurs entreprises.") }
        if values["geste"] == "archiver" {
            let count = try await visit.perform(ArchiveCompanies(ids: ids, archived: true))
            return .redirect(
                back,
                saying: FrenchNumber.counted(count, "entreprise archivée", "entreprises archivées")
                    + ". Retrouvez-les avec le filtre « archivées ».")
        }
        guard let relation = RelationStatus(rawValue: values["vers"]) else {
            throw BadRequest(message: "Choisissez la nouvelle relation dans la liste.")
        }
        let count = try await visit.perform(ChangeRelation(ids: ids, relation: relation))
        return .redirect(
            back,
            saying: FrenchNumber.counted(count, "entreprise passée", "entreprises passées")
                + " à « \(relation.label) ».")
    }

    // MARK: One company

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, FormState(InteractionForm.usual)))
    }

    static func page(_ visit: Visit, _ state: FormState) async throws -> Page {
        let id = try visit.id(Company.self)
        let author = try visit.author
        let (today, now) = (visit.now.day, visit.now.moment)
        let view = try await visit.read { db in
            let company = try db.company(id)
            let family = try db.family(of: id)
            return CompanyView(
                company: company, contacts: try db.contacts(of: id),
                contactsBehind: try family.dropFirst().flatMap { try db.contacts(of: $0) },
                entries: try db.timeline(of: family, for: author, limit: 40),
                actions: try db.openActions(of: family), known: try db.knownPeople(at: family),
                summary: try db.relationSummary(of: family, year: author.currentYear, for: author),
                contactGuard: try db.contactGuard(of: company, family: family, today: today),
                review: try db.review(of: id), network: try db.network(of: company, for: author, today: today),
                extras: try db.extras(of: id), detail: try db.detail(of: id),
                appetite: try db.appetite(of: id, year: author.currentYear),
                mergedInto: try db.mergedInto(id),
                places: try db.hostPlaces(of: id, year: author.currentYear),
                demand: try db.hostDemand(company, year: author.currentYear, today: today),
                hosted: author.may(.seePlacements) ? try db.hosted(by: id) : [], sites: try db.sites(of: company),
                quality: try db.quality(of: id), safety: try db.safetyChecks(of: id).first,
                mayFollow: author.may(.recordFollowUp),
                partner: try db.partnerFacts(of: id, for: author, on: today),
                register: try db.sirenePlace(company.siret),
                hasUnknownSites: try db.hasUnknownSites(company),
                space: author.may(.shareCompanySpaces) ? try db.spaceAccess(of: id, for: author, at: now) : nil,
                mayEdit: author.may(.editCompanies), mayMerge: author.may(.mergeCompanies),
                mayImport: author.may(.importFiles), today: today,
                year: author.currentYear)
        }
        return companyPage(view, state, visit)
    }

    static func newPage(
        _ state: FormState, alike: [CompanySuggestion] = [], known: KnownCompany? = nil,
        register: RegisterAnswer? = nil, _ visit: Visit
    ) -> Page {
        companyFormPage(
            "Nouvelle entreprise", to: .newCompany, cancel: .companies, state, lookAlikes: alike, known: known,
            above: registerForm(visit, register), looksLive: true, visit)
    }

    /// An empty form; with a SIRET in the address, what the register says of it.
    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let asked = visit.query["numero"]
        let typed = asked.isEmpty ? visit.query["siret"] : asked
        var state = FormState([("siret", typed), ("origine", RelationOrigin.office.rawValue)])
        guard !typed.isEmpty else { return .page(newPage(state, visit)) }
        let answer = try await RegisterSearch.answer(to: typed, visit)
        if case .several = answer.outcome { state.values.set("siret", "") }
        if case .nothingNamed(let name) = answer.outcome { state = FormState([("raison_sociale", name)]) }
        if asked.isEmpty, !answer.isFound { return .page(newPage(state, visit)) }
        state.complete(from: answer)
        return .page(newPage(state, register: answer, visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(CompanyForm.self) { form, values in
            do {
                let id = try await visit.perform(CreateCompany(form: form), for: values) { Link.company($0) }
                return .redirect(.company(id), saying: "Entreprise ajoutée.")
            } catch let known as KnownCompany {
                let state = FormState(values: values, problems: [FieldProblem(field: "siret", message: known.message)])
                return .page(newPage(state, known: known, visit), status: .unprocessableContent)
            } catch let alike as LookAlikes {
                let problem = FieldProblem(field: "creer_quand_meme", message: alike.message)
                let state = FormState(values: values, problems: [problem])
                return .page(newPage(state, alike: alike.companies, visit), status: .unprocessableContent)
            }
        } show: { state in
            newPage(state, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let (company, extras) = try await visit.read { db in (try db.company(id), try db.extras(of: id)) }
        var state = FormState(company)
        state.fill(extras)
        return .page(editPage(id, state, visit))
    }

    private static func editPage(_ id: ID<Company>, _ state: FormState, _ visit: Visit) -> Page {
        companyFormPage(
            "Modifier l’entreprise", to: Link.company(id).appending("modifier"), cancel: .company(id), state, visit)
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(CompanyForm.self) { form, values in
            try await visit.perform(EditCompany(id: id, form: form), for: values) { _ in .company(id) }
            return .redirect(.company(id), saying: "Fiche enregistrée.")
        } show: { state in
            editPage(id, state, visit)
        }
    }

    private static func archive(_ visit: Visit, _ archived: Bool) async throws -> Answer {
        let id = try visit.id(Company.self)
        _ = try await visit.formValues()
        try await visit.perform(ArchiveCompanies(ids: [id], archived: archived))
        return .redirect(
            .company(id),
            saying: archived
                ? "Entreprise archivée. Rien n’est perdu : le bouton « Rétablir » la ramène." : "Entreprise rétablie.")
    }
}

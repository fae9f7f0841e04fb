import Domain

/// The inbox of the bureau, and what makes it work.
enum RequestRoutes {
    static func add(to site: Site) {
        PublicBureauRoutes.add(to: site)
        site.get("/demandes", .members(.seeRequests, .answerRequests), list)
        site.get("/demandes/nouvelle", .members(.seeRequests), newForm)
        site.post("/demandes/nouvelle", .members(.seeRequests), create)
        site.get("/demandes/delais", .members(.seeRequests), times)
        EntrySettingsRoutes.add(to: site)
        site.get("/demandes/:id", .members(.answerRequests), show)
        site.post("/demandes/:id/qualification", .members(.answerRequests), qualify)
        site.post("/demandes/:id/orientation", .members(.answerRequests), route)
        site.post("/demandes/:id/messages", .members(.answerRequests), answer)
        site.post("/demandes/:id/issue", .members(.answerRequests), close)
        site.post("/demandes/:id/reunion", .members(.answerRequests), merge)
        site.post("/demandes/:id/transfert", .members(.seeRequests), transfer)
        site.post("/demandes/:id/entreprise", .members(.editCompanies), convert)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let query = visit.query
        var filter = RequestFilter(query: query)
        if query["vue"].isEmpty, !author.may(.seeRequests) { filter.selection = .mine }
        let asked = filter
        let view = try await visit.read { db in
            let lines = try db.requests(asked, for: author, limit: 41)
            let shown = Array(lines.prefix(40))
            let page = try db.bureauPage()
            let first = shown.map(\.receivedOn).min() ?? today
            let clock = try db.responseClock(from: first, through: today)
            var counts: [RequestSelection: Int] = [:]
            for selection in RequestSelection.allCases {
                counts[selection] = try db.requestCount(selection, for: author)
            }
            return RequestInbox(
                lines: shown, filter: asked, query: query, counts: counts,
                handlers: Dictionary(
                    try db.requestHandlers().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }),
                due: Dictionary(
                    uniqueKeysWithValues: shown.map {
                        ($0.id, clock.due(receivedOn: $0.receivedOn, promise: page.promiseDays))
                    }), hasMore: lines.count > 40, page: page, uai: try db.ownSchool().uai, today: today,
                author: author)
        }
        return .page(requestListPage(view))
    }

    // MARK: By phone

    private static func newPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let streams = try await visit.read { try $0.streams(year: author.currentYear) }
        return newRequestPage(state, streams: streams, visit, for: author)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        .page(try await newPage(FormState([("source", CompanyRequest.Source.phone.rawValue)]), visit))
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(RequestForm.self) { form, values in
            let operation = RecordRequest(form: form, mailer: RequestMailer(visit.app))
            let id = try await visit.perform(operation, for: values) { .request($0) }
            return .redirect(.request(id), saying: "Demande enregistrée.")
        } show: { state in
            try await newPage(state, visit)
        }
    }

    @Sendable static func times(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        return .page(responseBoardPage(try await visit.read { try $0.responseBoard(for: author, on: today) }))
    }

    // MARK: One request

    private static func view(_ visit: Visit) async throws -> RequestView {
        let id = try visit.id(CompanyRequest.self)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            let request = try db.request(id, for: author)
            let promise = try db.bureauPage().promiseDays
            let last = request.firstAnsweredOn ?? today
            let clock = try db.responseClock(from: request.receivedOn, through: last)
            let company = try request.companyId.map { try db.company($0) }
            let draft = Company(
                id: db.newID(), siret: request.siret, legalName: request.companyName,
                address: PostalAddress(postalCode: request.postalCode, city: request.city), phone: request.phone,
                email: request.email.isEmpty ? nil : request.email)
            return RequestView(
                request: request, messages: try db.messages(of: id), handlers: try db.requestHandlers(),
                templates: try db.answerTemplates(), twins: try db.twins(of: request),
                elsewhere: try db.bureauxAlsoAsked(request), company: company,
                alike: company == nil ? try db.companiesLike(draft) : [],
                due: clock.due(receivedOn: request.receivedOn, promise: promise),
                openDays: request.firstAnsweredOn.map { clock.openDays(after: request.receivedOn, through: $0) },
                today: today, author: author)
        }
    }

    private static func page(_ visit: Visit, _ forms: RequestForms = RequestForms()) async throws -> Page {
        requestPage(try await view(visit), forms, visit)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let view = try await view(visit)
        var forms = RequestForms()
        let chosen = visit.query["modele"]
        if let template = view.templates.first(where: { $0.id.rawValue == chosen }) {
            forms.answer.values.set("message", template.text(for: view.request, by: view.author))
        }
        return .page(requestPage(view, forms, visit))
    }

    @Sendable static func qualify(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        let values = try await visit.formValues()
        let kind = CompanyRequest.Kind(rawValue: values["besoin"]) ?? .other
        try await visit.perform(QualifyRequest(id: id, kind: kind), for: values) { .request($0) }
        return .redirect(.request(id), saying: "Demande notée comme lue.")
    }

    @Sendable static func route(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        let author = try visit.author
        return try await visit.submit(AssigneeForm.self) { form, values in
            let operation = RouteRequest(id: id, assignee: form.assignee, mailer: RequestMailer(visit.app))
            try await visit.perform(operation, for: values) { .request($0) }
            let stays = author.may(.seeRequests) || form.assignee == author.accountId
            return .redirect(stays ? .request(id) : .requests, saying: "Demande confiée.")
        } show: { state in
            try await page(visit, RequestForms(route: state))
        }
    }

    @Sendable static func answer(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        return try await visit.submit(RequestMessageForm.self) { form, values in
            let operation = AnswerRequest(id: id, form: form, mailer: RequestMailer(visit.app))
            try await visit.perform(operation, for: values) { .request($0) }
            return .redirect(.request(id), saying: form.isNote ? "Note enregistrée." : "Réponse enregistrée.")
        } show: { state in
            try await page(visit, RequestForms(answer: state))
        }
    }

    @Sendable static func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        return try await visit.submit(CloseRequestForm.self) { form, values in
            try await visit.perform(CloseRequest(id: id, form: form), for: values) { .request($0) }
            return .redirect(
                .request(id), saying: form.event == .reopen ? "Demande rouverte." : "Demande terminée.")
        } show: { state in
            try await page(visit, RequestForms(close: state))
        }
    }

    @Sendable static func merge(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        let values = try await visit.formValues()
        let kept = try await visit.perform(MergeRequests(id: id, kept: ID(values["avec"])), for: values) {
            .request($0)
        }
        return .redirect(.request(kept), saying: "Les deux demandes n’en font plus qu’une.")
    }

    @Sendable static func transfer(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        return try await visit.submit(TransferForm.self) { form, values in
            let operation = TransferRequest(
                id: id, uai: form.uai, note: form.note, mailer: RequestMailer(visit.app))
            try await visit.perform(operation, for: values) { .request($0) }
            return .redirect(.request(id), saying: "Demande transmise, l’entreprise est prévenue.")
        } show: { state in
            try await page(visit, RequestForms(transfer: state))
        }
    }

    @Sendable static func convert(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(CompanyRequest.self)
        return try await visit.submit(ConvertRequestForm.self) { form, values in
            let company = try await visit.perform(ConvertRequest(id: id, form: form), for: values) { .company($0) }
            return .redirect(.company(company), saying: "La demande est dans la fiche de l’entreprise.")
        } show: { state in
            try await page(visit, RequestForms(convert: state))
        }
    }
}

/// Who receives a request.
struct AssigneeForm: FormInput {
    let assignee: ID<Account>

    init(reading form: inout FormReader) {
        assignee = ID(form.required("personne", "Choisissez une personne.", max: 60))
    }
}

/// The public page, the rules and the templates.
enum EntrySettingsRoutes {
    static func add(to site: Site) {
        site.get("/demandes/page", .members(.manageEntry), pageForm)
        site.post("/demandes/page", .members(.manageEntry), savePage)
        site.get("/demandes/aiguillage", .members(.manageEntry), rules)
        site.post("/demandes/aiguillage", .members(.manageEntry), addRule)
        site.post("/demandes/aiguillage/:id/retrait", .members(.manageEntry), removeRule)
        site.get("/demandes/modeles", .members(.manageEntry), templates)
        site.post("/demandes/modeles", .members(.manageEntry), addTemplate)
        site.get("/demandes/modeles/:id", .members(.manageEntry), template)
        site.post("/demandes/modeles/:id", .members(.manageEntry), saveTemplate)
        site.post("/demandes/modeles/:id/retrait", .members(.manageEntry), removeTemplate)
    }

    // MARK: The page

    private static func settingsPage(_ state: FormState?, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let (page, school, directory) = try await visit.read { db in
            let school = try db.ownSchool()
            return (try db.bureauPage(), school, try db.directoryBureau(school.uai))
        }
        var shown = FormState(page)
        // The first time, what the national directory says of the trades is a start.
        if page.version == 0, let directory { shown.values.set("metiers", directory.trades) }
        return bureauPageSettingsPage(page, uai: school.uai, state ?? shown, visit, for: author)
    }

    @Sendable static func pageForm(_ visit: Visit) async throws -> Answer {
        .page(try await settingsPage(nil, visit))
    }

    @Sendable static func savePage(_ visit: Visit) async throws -> Answer {
        try await visit.submit(BureauPageForm.self) { form, values in
            try await visit.perform(SaveBureauPage(form: form), for: values) { _ in .bureauPageSettings }
            return .redirect(
                .bureauPageSettings,
                saying: form.published ? "Page publiée." : "Page enregistrée. Elle n’est pas publiée.")
        } show: { state in
            try await settingsPage(state, visit)
        }
    }

    // MARK: Rules

    private static func rulesPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let author = try visit.author
        let (rules, handlers, streams) = try await visit.read { db in
            (try db.routingRules(), try db.requestHandlers(), try db.streams(year: author.currentYear))
        }
        return routingPage(rules, handlers, streams: streams, state, visit, for: author)
    }

    @Sendable static func rules(_ visit: Visit) async throws -> Answer {
        .page(try await rulesPage(FormState(), visit))
    }

    @Sendable static func addRule(_ visit: Visit) async throws -> Answer {
        try await visit.submit(RoutingRuleForm.self) { form, values in
            try await visit.perform(AddRoutingRule(form: form), for: values) { _ in .routing }
            return .redirect(.routing, saying: "Aiguillage ajouté.")
        } show: { state in
            try await rulesPage(state, visit)
        }
    }

    @Sendable static func removeRule(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(RoutingRule.self)
        try await visit.perform(RemoveRoutingRule(id: id), for: try await visit.formValues()) { _ in .routing }
        return .redirect(.routing, saying: "Aiguillage retiré.")
    }

    // MARK: Templates

    private static func templatesPage(
        _ state: FormState?, editing id: ID<AnswerTemplate>?, _ visit: Visit
    ) async throws -> Page {
        let author = try visit.author
        let templates = try await visit.read { try $0.answerTemplates() }
        let editing = templates.first { $0.id == id }
        guard id == nil || editing != nil else { throw NotFound("Cette réponse type") }
        return answerTemplatesPage(
            templates, editing: editing, state ?? editing.map { FormState($0) } ?? FormState(), visit, for: author)
    }

    @Sendable static func templates(_ visit: Visit) async throws -> Answer {
        .page(try await templatesPage(nil, editing: nil, visit))
    }

    @Sendable static func template(_ visit: Visit) async throws -> Answer {
        .page(try await templatesPage(nil, editing: try visit.id(AnswerTemplate.self), visit))
    }

    @Sendable static func addTemplate(_ visit: Visit) async throws -> Answer {
        try await save(nil, visit)
    }

    @Sendable static func saveTemplate(_ visit: Visit) async throws -> Answer {
        try await save(try visit.id(AnswerTemplate.self), visit)
    }

    private static func save(_ id: ID<AnswerTemplate>?, _ visit: Visit) async throws -> Answer {
        try await visit.submit(AnswerTemplateForm.self) { form, values in
            try await visit.perform(SaveAnswerTemplate(id: id, form: form), for: values) { _ in .answerTemplates }
            return .redirect(.answerTemplates, saying: "Réponse type enregistrée.")
        } show: { state in
            try await templatesPage(state, editing: id, visit)
        }
    }

    @Sendable static func removeTemplate(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(AnswerTemplate.self)
        try await visit.perform(RemoveAnswerTemplate(id: id), for: try await visit.formValues()) { _ in
            .answerTemplates
        }
        return .redirect(.answerTemplates, saying: "Réponse type retirée.")
    }
}

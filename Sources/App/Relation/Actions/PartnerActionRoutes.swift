import Domain

/// « À faire » : what is promised to partners, for everybody of the team.
enum PartnerActionRoutes {
    static let pageSize = 25

    static func add(to site: Site) {
        site.get("/a-faire", .members(.seeCompanies), list)
        site.post("/a-faire/gestes", .members(.editCompanies), move)
        site.get("/a-faire/:id", .members(.editCompanies), editForm)
        site.post("/a-faire/:id", .members(.editCompanies), edit)
        site.get("/entreprises/:id/actions", .members(.editCompanies), newForm)
        site.post("/entreprises/:id/actions", .members(.editCompanies), plan)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let (query, today) = (visit.query, visit.now.day)
        let filter = PartnerActionFilter(query: query, account: author.accountId, today: today)
        let view = try await visit.read { db in
            var lines = try db.actionLines(filter, limit: pageSize + 1)
            let hasMore = lines.count > pageSize
            if hasMore { lines.removeLast() }
            return TodoView(
                lines: lines, counts: try db.actionCounts(filter), filter: filter, query: query, hasMore: hasMore,
                mayEdit: author.may(.editCompanies), author: author, today: today)
        }
        return .page(todoPage(view, visit))
    }

    /// One form around the list: the button says which action and what becomes of it.
    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let back = Link(returningTo: values["retour"]) ?? .todo
        let moves: [(field: String, move: MovePartnerAction.Move, said: String)] = [
            ("fait", .done, "C’est noté. «\u{A0}Faites\u{A0}» permet de rouvrir."),
            ("rouvrir", .reopen, "L’action est rouverte."),
            ("demain", .postpone(days: 1), "Reportée"), ("semaine", .postpone(days: 7), "Reportée"),
            ("prendre", .take, "L’action est à votre nom."),
        ]
        guard let asked = moves.first(where: { values.has($0.field) }) else {
            throw BadRequest(message: "Choisissez ce que devient l’action.")
        }
        let operation = MovePartnerAction(id: ID(values[asked.field]), move: asked.move)
        let action = try await visit.perform(operation, for: values) { _ in back }
        let isLater = asked.field == "demain" || asked.field == "semaine"
        return .redirect(back, saying: isLater ? "Reportée au \(action.dueOn.spelled)." : asked.said)
    }

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let state = FormState([
            ("pour_le", visit.now.day.adding(days: 7).workday.description),
            ("responsable", author.accountId?.rawValue ?? ""),
        ])
        return .page(try await newPage(state, visit))
    }

    private static func newPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let id = try visit.id(Company.self)
        return try await page("Prévoir une action", Link.company(id).appending("actions"), of: id, state, visit)
    }

    private static func page(
        _ title: String, _ link: Link, of company: ID<Company>, _ state: FormState, _ visit: Visit
    ) async throws -> Page {
        let (found, contacts, owners) = try await visit.read { db in
            (try db.company(company), try db.contacts(of: company), try db.actionOwners())
        }
        return actionFormPage(
            title, to: link, company: found, contacts: contacts, owners: owners, state, visit)
    }

    @Sendable static func plan(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        return try await visit.submit(PartnerActionForm.self) { form, values in
            try await visit.perform(PlanPartnerAction(company: id, form: form), for: values) { _ in .company(id) }
            return .redirect(.company(id), saying: "Action prévue pour le \(form.dueOn.spelled).")
        } show: { state in
            try await newPage(state, visit)
        }
    }

    @Sendable static func editForm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PartnerAction.self)
        let action = try await visit.read { try $0.partnerAction(id) }
        return .page(try await editPage(action, FormState(action), visit))
    }

    private static func editPage(_ action: PartnerAction, _ state: FormState, _ visit: Visit) async throws -> Page {
        try await page("Modifier l’action", .action(action.id), of: action.companyId, state, visit)
    }

    @Sendable static func edit(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PartnerAction.self)
        let action = try await visit.read { try $0.partnerAction(id) }
        return try await visit.submit(PartnerActionForm.self) { form, values in
            let company = try await visit.perform(EditPartnerAction(id: id, form: form), for: values) { .company($0) }
            return .redirect(.company(company), saying: "Action enregistrée.")
        } show: { state in
            try await editPage(action, state, visit)
        }
    }
}

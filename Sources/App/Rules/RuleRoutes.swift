import Domain

extension Link {
    static let rules = Link("/reglages/regles")

    static func rule(_ number: Int) -> Link { Link("/reglages/regles", [Finding.name(of: number)]) }
}

/// « Réglages », « Règles »: the catalogue, and how heavily the school takes each rule.
enum RuleRoutes {
    static func add(to site: Site) {
        site.get("/reglages/regles", .members(.seeRules), list)
        site.get("/reglages/regles/:regle", .members(.seeRules), show)
        site.post("/reglages/regles/:regle", .members(.manageSchool), save)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let filter = RuleFilter(visit.query)
        let severities = try await visit.read { try $0.ruleSeverities() }
        let author = try visit.author
        let year = RuleYear(start: author.currentYear, today: visit.now.day)
        let view = RuleListView(filter, severities, year: year, try LegalTexts.parameters())
        return .page(ruleListPage(view, author))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, nil))
    }

    private static func rule(_ visit: Visit) throws -> PlacementRule {
        let code = try visit.piece("regle")
        guard code.hasPrefix("PFMP-"), let number = Int(code.dropFirst("PFMP-".count)),
            let rule = RuleCatalogue.rule(number), rule.code == code
        else { throw NotFound("Cette règle") }
        return rule
    }

    private static func page(_ visit: Visit, _ sent: FormState?) async throws -> Page {
        let rule = try rule(visit)
        let (own, journal) = try await visit.read { db in
            (try db.ruleSeverity(rule.number), try db.journal(of: Subject.rule(rule.number), limit: 20))
        }
        let author = try visit.author
        let year = RuleYear(start: author.currentYear, today: visit.now.day)
        let view = RuleView(
            rule: rule, own: own, journal: journal, author: author, today: visit.now.day, year: year.name,
            numbers: rule.numbers(on: year.day, try LegalTexts.parameters()),
            conflicts: sent?.problems.contains { $0.message == Conflict().message } ?? false)
        var state =
            sent
            ?? FormState([("severite", own?.severity?.rawValue ?? ""), ("note", own?.note ?? "")])
        // Sent again knowingly, the form goes over what is now there.
        if sent == nil || view.conflicts { state.values.set("version", String(own?.version ?? 0)) }
        return rulePage(view, state, visit)
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let rule = try rule(visit)
        return try await visit.submit(RuleSeverityForm.self) { form, values in
            try await visit.perform(SetRuleSeverity(rule: rule.number, form: form), for: values) { _ in
                .rule(rule.number)
            }
            return .redirect(.rule(rule.number), saying: "Règle enregistrée : elle vaut dès maintenant.")
        } show: { state in
            try await page(visit, state)
        }
    }
}

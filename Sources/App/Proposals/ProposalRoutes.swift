import Domain

extension Link {
    static let proposals = Link("/propositions")
    static let newProposal = Link("/propositions/nouvelle")
    static let comparisonPage = Link("/propositions/comparaison")

    static func newProposal(for period: ID<PFMPPeriod>) -> Link {
        newProposal.with([("periode", period.rawValue)])
    }

    static func proposal(_ id: ID<PlacementProposal>) -> Link { Link("/propositions", [id.rawValue]) }

    static func comparison(_ left: ID<PlacementProposal>, _ right: ID<PlacementProposal>?) -> Link {
        comparisonPage.with([("a", left.rawValue), ("b", right?.rawValue ?? "")])
    }
}

/// Proposals of placement: asked for, changed, compared, accepted, undone.
enum ProposalRoutes {
    static func add(to site: Site) {
        let access = Access.members(.proposePlacements)
        site.get("/propositions", access, list)
        site.get("/propositions/nouvelle", access, newForm)
        site.post("/propositions/nouvelle", access, create)
        site.get("/propositions/comparaison", access, compare)
        site.get("/propositions/:id", access, show)
        site.post("/propositions/:id/reglages", access, solve)
        site.post("/propositions/:id/lignes", access, decide)
        site.get("/propositions/:id/lignes/:ligne", access, line)
        site.get("/propositions/:id/lignes/:ligne/lieux/:lieu", access, pair)
        site.post("/propositions/:id/lignes/:ligne/lieux/:lieu", access, decidePair)
        site.post("/propositions/:id/prospection", access, prospect)
        site.get("/propositions/:id/proposition.pdf", access, paper)
        site.get("/propositions/:id/proposition.csv", access) { try await export($0, "csv") }
        site.get("/propositions/:id/proposition.xlsx", access) { try await export($0, "xlsx") }
        site.post("/propositions/:id/annulation", access, undo)
        site.post("/propositions/:id/suppression", access, remove)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (year, today) = (try visit.author.currentYear, visit.now.day)
        return .page(proposalsPage(try await visit.read { try $0.proposals(year: year) }, year: year, today: today))
    }

    // MARK: Asked for

    @Sendable static func newForm(_ visit: Visit) async throws -> Answer {
        let pairs = visit.query.all("periode").map { ("periode", $0) }
        return .page(try await newPage(FormState(pairs), visit))
    }

    private static func newPage(_ state: FormState, _ visit: Visit) async throws -> Page {
        let year = try visit.author.currentYear
        let periods = try await visit.read { try $0.periods(year: year) }
        return newProposalPage(periods, state, today: visit.now.day, visit)
    }

    @Sendable static func create(_ visit: Visit) async throws -> Answer {
        try await visit.submit(NewProposalForm.self) { form, values in
            let id = try await visit.perform(CreateProposal(form: form), for: values) { .proposal($0) }
            return .redirect(
                .proposal(id), saying: "Voici une proposition. Rien n’est décidé\u{A0}: acceptez ce qui convient.")
        } show: { state in
            try await newPage(state, visit)
        }
    }

    // MARK: One proposal

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        return .page(try await page(id, FormState(), visit))
    }

    private static func page(_ id: ID<PlacementProposal>, _ state: FormState, _ visit: Visit) async throws -> Page {
        let (query, author) = (visit.query, try visit.author)
        let view = try await visit.read { try $0.proposalView(id, query: query, author: author) }
        return proposalPage(view, state, visit)
    }

    @Sendable static func solve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        return try await visit.submit(ProposalSettingsForm.self) { form, values in
            try await visit.perform(SolveProposal(id: id, settings: form.settings), for: values) { _ in .proposal(id) }
            let changes = try await visit.read { try $0.placementProposal(id).outcome.value.changes }
            return .redirect(
                .proposal(id), saying: "Proposé de nouveau\u{A0}: \(changes?.sentence ?? "c’est la première fois").")
        } show: { state in
            try await page(id, state, visit)
        }
    }

    @Sendable static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        return try await visit.submit(ProposalLinesForm.self) { form, values in
            switch form.deed {
            case .acceptTicked: return try await accept(id, form.ticked, values, visit)
            case .acceptAll: return try await accept(id, [], values, visit)
            case .decide(let deed, let line, let company):
                try await visit.perform(
                    DecidePair(id: id, line: line, deed: deed, company: company), for: values
                ) { _ in .proposal(id) }
                let changes = try await visit.read { try $0.placementProposal(id).outcome.value.changes }
                let back = Link.proposal(id).with(visit.query.query()).fragment("l-\(line.rawValue)")
                return .redirect(
                    back,
                    saying: "C’est noté, le reste est proposé autour\u{A0}: \(changes?.sentence ?? "rien ne change").")
            }
        } show: { state in
            try await page(id, state, visit)
        }
    }

    private static func accept(
        _ id: ID<PlacementProposal>, _ lines: [ID<ProposalLine>], _ values: FormValues, _ visit: Visit
    ) async throws -> Answer {
        let done = try await visit.perform(AcceptProposal(id: id, lines: lines), for: values) { _ in .proposal(id) }
        let refused =
            done.refused == 0
            ? ""
            : " \(FrenchNumber.counted(done.refused, "n’a pas pu l’être, la raison est sur sa ligne", "n’ont pas pu l’être, la raison est sur leur ligne"))."
        return .redirect(
            .proposal(id),
            saying: FrenchNumber.counted(
                done.done, "placement accepté, convention ouverte.", "placements acceptés, conventions ouvertes.")
                + refused)
    }

    @Sendable static func line(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        let line = try visit.id(ProposalLine.self, "ligne")
        let (author, today) = (try visit.author, visit.now.day)
        let view = try await visit.read { try $0.proposalLineView(id, line, author: author, today: today) }
        try await visit.perform(NoteReading(subject: Subject("learner", view.learner.id)))
        return .page(proposalLinePage(view, visit))
    }

    // MARK: Undone, thrown away, compared

    @Sendable static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        let values = try await visit.formValues()
        let done = try await visit.perform(UndoAcceptance(id: id), for: values) { _ in .proposal(id) }
        let kept =
            done.refused == 0
            ? ""
            : " \(FrenchNumber.counted(done.refused, "placement reste\u{A0}: sa convention est signée ou close", "placements restent\u{A0}: leur convention est signée ou close"))."
        return .redirect(
            .proposal(id),
            saying: FrenchNumber.counted(done.done, "placement annulé.", "placements annulés.") + kept)
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PlacementProposal.self)
        let values = try await visit.formValues()
        try await visit.perform(RemoveProposal(id: id), for: values) { _ in .proposals }
        return .redirect(.proposals, saying: "Proposition supprimée. Les placements acceptés restent.")
    }

    @Sendable static func compare(_ visit: Visit) async throws -> Answer {
        let (year, query) = (try visit.author.currentYear, visit.query)
        let view = try await visit.read { db -> ProposalComparisonView? in
            let all = try db.proposals(year: year)
            guard all.count > 1 else { return nil }
            let left = query["a"].isEmpty ? all[0].id : ID<PlacementProposal>(query["a"])
            let right =
                query["b"].isEmpty ? (all.first { $0.id != left } ?? all[0]).id : ID<PlacementProposal>(query["b"])
            return try db.comparison(left, right, year: year)
        }
        guard let view else {
            return .page(
                Page(
                    "Comparer deux propositions", in: .pfmp,
                    """
                    \(pageHead("Comparer deux propositions", crumbs: [("Propositions", .proposals)]))\(emptyState(
                        "swap", "Il faut deux propositions", "Faites-en une autre avec d’autres réglages, puis comparez-les.",
                        action: button("Nouvelle proposition", to: .newProposal, icon: "plus")))
                    """))
        }
        return .page(comparisonPage(view, query))
    }
}

import Domain

/// Saved views, reasoned lists, and what is printed from a segment.
enum SegmentRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/vues", .members(.seeCompanies), list)
        site.get("/entreprises/vues/nouvelle", .members(.seeCompanies), newView)
        site.post("/entreprises/vues/nouvelle", .members(.seeCompanies), save)
        site.post("/entreprises/vues/:id/partage", .members(.seeCompanies), share)
        site.post("/entreprises/vues/:id/retrait", .members(.seeCompanies), remove)
        site.get("/entreprises/appels", .members(.seeCompanies), callList)
        site.get("/entreprises/tournee", .members(.seeCompanies), routeSheet)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, today) = (try visit.author, visit.now.day)
        let view = try await visit.read { db in
            let counts = try ReasonedList.allCases.map { list in
                let query = FormValues([("liste", list.rawValue)])
                let filter = try db.companyFilter(query, for: author, today: today)
                return (
                    list: list, count: try db.companyCount(try db.companyQuery(filter), upTo: CompanyListView.bound)
                )
            }
            return SegmentsView(
                views: try db.views(for: author), counts: counts, author: author,
                maySeeHomes: author.may(.seeLearnerContacts))
        }
        return .page(segmentsPage(view, visit))
    }

    @Sendable static func newView(_ visit: Visit) async throws -> Answer {
        let kept = visit.query.query(without: "apres", "avant")
        let text = Link.companies.with(kept).path.drop { $0 != "?" }.dropFirst()
        return .page(viewPage(FormState([("vue", String(text))]), visit))
    }

    private static func viewPage(_ state: FormState, _ visit: Visit) -> Page {
        let query = FormValues(urlEncoded: state["vue"])
        return saveViewPage(state, chips: CompanyListView.words(of: query).map(\.1), visit)
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        try await visit.submit(SavedViewForm.self) { form, values in
            try await visit.perform(SaveView(form: form), for: values) { _ in .savedViews }
            return .redirect(.savedViews, saying: "Vue enregistrée.")
        } show: { state in
            viewPage(state, visit)
        }
    }

    @Sendable static func share(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SavedView.self)
        let shared = try await visit.formValues()["partage"] == "1"
        try await visit.perform(ShareView(id: id, shared: shared))
        return .redirect(.savedViews, saying: shared ? "Vue partagée avec l’équipe." : "Vue gardée pour vous.")
    }

    @Sendable static func remove(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(SavedView.self)
        _ = try await visit.formValues()
        try await visit.perform(RemoveView(id: id))
        return .redirect(.savedViews, saying: "Vue retirée.")
    }

    // MARK: On paper

    @Sendable static func callList(_ visit: Visit) async throws -> Answer {
        let sheet = try await segmentSheet(visit)
        return .page(callListPage(sheet, mayCall: try visit.author.may(.editCompanies)))
    }

    @Sendable static func routeSheet(_ visit: Visit) async throws -> Answer {
        let sheet = try await segmentSheet(visit)
        return .page(routeSheetPage(sheet))
    }

    private static func segmentSheet(_ visit: Visit) async throws -> SegmentSheet {
        let (query, today, author, search) = (visit.query, visit.now.day, try visit.author, visit.app.companySearch)
        return try await visit.read { db in
            var filter = try db.companyFilter(query, for: author, today: today)
            filter.position = nil
            filter = try search.widened(filter, text: query["q"], in: db)
            return try db.segmentSheet(filter, query: query, today: today)
        }
    }
}

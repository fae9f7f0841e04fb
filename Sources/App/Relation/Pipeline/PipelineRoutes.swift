import Domain

/// The board of the relation with partners.
enum PipelineRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/tableau", .members(.seeCompanies), show)
        site.post("/entreprises/tableau", .members(.editCompanies), move)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let (query, today) = (visit.query, visit.now.day)
        let stream = String(query["filiere"].prefix(60))
        let key = "pipeline.\(author.schoolId).\(stream)"
        let totals = try await visit.app.recent.value(key, at: visit.app.clock()) {
            try await visit.read { try $0.pipelineTotals(stream: stream) }
        }
        let view = try await visit.read { db in
            let cards = try db.pipelineCards(stream: stream)
            return PipelineView(
                columns: RelationStatus.allCases.map {
                    PipelineColumn(status: $0, total: totals[$0] ?? 0, cards: cards[$0] ?? [])
                },
                changes: try db.latestRelationChanges(limit: 8), stream: stream,
                streams: try db.streams(year: author.currentYear), mayEdit: author.may(.editCompanies),
                author: author, query: query, today: today)
        }
        return .page(pipelinePage(view, visit))
    }

    @Sendable static func move(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let back = Link(returningTo: values["retour"]) ?? .pipeline
        let one = values["deplacer"].split(separator: "~").map(String.init)
        let ids = one.count == 2 ? [ID<Company>(one[0])] : values.all("id").map { ID($0) }
        guard let relation = RelationStatus(rawValue: one.count == 2 ? one[1] : values["vers"]) else {
            throw BadRequest(message: "Choisissez la nouvelle relation dans la liste.")
        }
        guard !ids.isEmpty else { return .redirect(back, saying: "Cochez d’abord un ou plusieurs partenaires.") }
        let count = try await visit.perform(ChangeRelation(ids: ids, relation: relation), for: values) { _ in back }
        return .redirect(
            back,
            saying: FrenchNumber.counted(count, "partenaire passé", "partenaires passés")
                + " à «\u{A0}\(relation.label)\u{A0}».")
    }
}

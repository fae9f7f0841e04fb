import Domain

/// The board of the follow-up, the lists it leads to, and every address of the feature.
enum FollowUpRoutes {
    static func add(to site: Site) {
        site.get("/suivi", .members(.recordFollowUp), board)
        site.get("/suivi/visites", .members(.recordFollowUp), tallies)
        site.get("/suivi/ccf", .members(.recordFollowUp), ccf)
        PlacementFollowUpRoutes.add(to: site)
        EvaluationRoutes.add(to: site)
        IncidentRoutes.add(to: site)
        BookletRoutes.add(to: site)
        HostQualityRoutes.add(to: site)
        DistributionRoutes.add(to: site)
        FollowUpLinkRoutes.add(to: site)
    }

    @Sendable static func board(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let query = visit.query
        let usual: FollowUpSelection =
            author.staffId != nil && !author.may(.seeAllLearners) ? .mine : .running
        let view = try await visit.read { db in
            FollowUpBoard(
                lines: try db.followUpLines(on: today),
                selection: FollowUpSelection(rawValue: query["vue"]) ?? usual,
                classId: query["classe"].isEmpty ? nil : ID(query["classe"]), query: query, today: today,
                author: author,
                openIncidents: author.may(.seeIncidents) ? try db.openIncidentCount(for: author) : nil)
        }
        return .page(followUpPage(view, visit))
    }

    @Sendable static func tallies(_ visit: Visit) async throws -> Answer {
        let today = visit.now.day
        return .page(visitTallyPage(try await visit.read { try $0.visitTallies(on: today) }))
    }

    @Sendable static func ccf(_ visit: Visit) async throws -> Answer {
        let year = try visit.author.currentYear
        return .page(
            ccfListPage(
                try await visit.read { try $0.situations(year: year) }, after: visit.query["apres"],
                today: visit.now.day))
    }
}

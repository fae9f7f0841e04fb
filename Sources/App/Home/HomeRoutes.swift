import Domain

/// « Que dois-je faire aujourd’hui ? », for each role.
enum HomeRoutes {
    static func add(to site: Site) {
        site.get("/", .signedIn, home)
    }

    @Sendable static func home(_ visit: Visit) async throws -> Answer {
        guard let author = visit.session?.author else {
            return .page(
                Page(
                    "Aujourd’hui", in: .today,
                    """
                    \(pageHead("Aujourd’hui"))\(emptyState(
                        "office", "Vous n’êtes rattaché à aucun établissement",
                        "Demandez une invitation à la direction ou au bureau des entreprises de votre lycée."))
                    """))
        }
        let today = visit.now.day
        // The page one returns to all day: it is counted again after any write, and after some seconds.
        let key = "home.\(author.accountId?.rawValue ?? "").\(author.schoolId).\(today)"
        let view = try await visit.app.recent.value(key, at: visit.app.clock()) {
            try await visit.read { try $0.home(of: author, today: today) }
        }
        return .page(homePage(view))
    }
}

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
        return .page(homePage(try await visit.read { try $0.home(of: author, today: today) }))
    }
}

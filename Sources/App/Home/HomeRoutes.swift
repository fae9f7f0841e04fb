import Domain

/// « Que dois-je faire aujourd’hui ? », for each role.
enum HomeRoutes {
    static func add(to site: Site) {
        site.get("/", .signedIn, home)
    }

    @Sendable static func home(_ visit: Visit) async throws -> Answer {
        .page(Page("Aujourd’hui", in: .today, pageHead("Aujourd’hui")))
    }
}

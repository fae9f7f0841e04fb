import Domain

/// « Réglages »: the school, its people, what was done, how the server fares.
enum SettingsRoutes {
    static func add(to site: Site) {
        site.get("/reglages", .members(.manageSchool, .manageAccounts, .seeJournal), first)
        site.get("/reglages/droits", .members(.manageAccounts), rights)
        site.get("/reglages/serveur", .members(.manageAccounts), server)
        SchoolRecordRoutes.add(to: site)
        PeopleRoutes.add(to: site)
        JournalRoutes.add(to: site)
    }

    /// The first page that the person may open.
    @Sendable static func first(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        guard let tab = SettingsTab.allCases.first(where: { author.may($0.permission) }) else { throw Forbidden() }
        return .redirect(tab.link)
    }

    @Sendable static func rights(_ visit: Visit) async throws -> Answer {
        .page(rightsPage(for: try visit.author))
    }

    @Sendable static func server(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let now = visit.now
        let activity = try await visit.app.readPlatform { db in
            try db.serverActivity(of: author.schoolId, at: now.moment)
        }
        return .page(serverPage(activity, now: now, visit, for: author))
    }
}

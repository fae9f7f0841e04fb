import Domain

/// Who has access to the areas of companies: for the school.
enum SpaceAccessRoutes {
    static let pageSize = 50

    static func add(to site: Site) {
        site.get("/entreprises/espaces", .members(.shareCompanySpaces), list)
        site.get("/entreprises/:id/espace", .members(.shareCompanySpaces), show)
        site.get("/contacts/:id/espace", .members(.shareCompanySpaces), preview)
        site.post("/contacts/:id/espace/envoi", .members(.shareCompanySpaces), send)
        site.post("/contacts/:id/espace/lien", .members(.shareCompanySpaces), open)
        site.post("/contacts/:id/espace/fermeture", .members(.shareCompanySpaces), close)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let (author, now) = (try visit.author, visit.app.clock())
        let selection = SpaceSelection(rawValue: visit.query["vue"]) ?? .open
        let parts = visit.query["apres"].split(separator: "|").map(String.init)
        let after = parts.count == 2 ? (key: parts[0], id: parts[1]) : nil
        let view = try await visit.read { db in
            var counts: [SpaceSelection: Int] = [:]
            for selection in SpaceSelection.allCases { counts[selection] = try db.spaceCount(selection, at: now) }
            let lines = try db.spaces(selection, at: now, after: after, limit: pageSize + 1)
            return SpaceListView(
                lines: Array(lines.prefix(pageSize)), hasMore: lines.count > pageSize, selection: selection,
                counts: counts, now: now, author: author)
        }
        return .page(spaceListPage(view))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let (author, now) = (try visit.author, visit.app.clock())
        let view = try await visit.read { try $0.spaceAccess(of: id, for: author, at: now) }
        return .page(spaceAccessPage(view, visit))
    }

    @Sendable static func preview(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let (now, mailer) = (visit.now, SpaceMailer(visit.app))
        let view = try await visit.read { try $0.spacePreview(of: id, mailer, at: now) }
        return .page(spacePreviewPage(view, visit))
    }

    @Sendable static func send(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let values = try await visit.formValues()
        let company = try await visit.perform(
            SendCompanySpace(contact: id, mailer: SpaceMailer(visit.app)), for: values
        ) { .spaceAccess($0) }
        return .redirect(.spaceAccess(company), saying: "Lien envoyé.")
    }

    @Sendable static func open(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let opened = try await visit.perform(OpenCompanySpace(contact: id, mailer: SpaceMailer(visit.app)))
        return .page(openedSpacePage(opened, visit))
    }

    @Sendable static func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Contact.self)
        let values = try await visit.formValues()
        let company = try await visit.perform(CloseCompanySpace(contact: id), for: values) { .spaceAccess($0) }
        return .redirect(.spaceAccess(company), saying: "Accès fermé\u{A0}: le lien ne sert plus.")
    }
}

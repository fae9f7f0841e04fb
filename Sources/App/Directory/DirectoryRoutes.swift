import Domain

/// The national directories, for every member.
enum DirectoryRoutes {
    static func add(to site: Site) {
        site.get("/annuaire", .members(), list)
        site.get("/annuaire/suggestions", .members(), suggest)
        site.get("/annuaire/:uai", .members(), show)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let filter = DirectoryFilter(query: visit.query)
        let query = visit.query
        let mayImport = try visit.author.may(.importFiles)
        let view = try await visit.read { db in
            let lines = try db.directoryLines(filter, limit: 51)
            return DirectoryListView(
                lines: Array(lines.prefix(50)), total: try db.directoryCount(filter),
                departments: try db.directoryDepartments(filter), filter: filter, query: query,
                hasMore: lines.count > 50, mayImport: mayImport)
        }
        return .page(directoryListPage(view))
    }

    /// Bureaux while one types: those that published their page on this server, then those of the national directory.
    @Sendable static func suggest(_ visit: Visit) async throws -> Answer {
        let text = visit.query["q"]
        let words = SearchKey(text).words
        guard !words.isEmpty else { return try .suggestions([]) }
        var query = FormValues()
        query.set("q", text)
        let filter = DirectoryFilter(query: query)
        let (own, listed) = try await visit.read { db in
            (try db.ownSchool().uai, try db.directoryLines(filter, limit: 8))
        }
        let here = try await visit.app.readPlatform { try $0.publicBureaux() }.filter { line in
            let key = SearchKey(line.uai, line.name, line.addressCity).rawValue
            return line.uai != own && words.allSatisfy { key.contains($0) }
        }
        let known = Set(here.map(\.uai) + [own])
        let lines =
            here.prefix(8).map { (uai: $0.uai, name: $0.name, town: $0.addressCity) }
            + listed.filter { !known.contains($0.uai) }.map { (uai: $0.uai, name: $0.name, town: $0.addressCity) }
        return try .suggestions(
            lines.prefix(8).map { line in
                Suggestion(
                    kind: "place", label: line.name, detail: "\(line.town), \(line.uai)",
                    url: Link("/annuaire", [line.uai]).path, value: line.uai)
            })
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let uai = try visit.piece("uai").uppercased()
        let (school, bureau) = try await visit.read { db in
            (try db.directorySchool(uai), try db.directoryBureau(uai))
        }
        guard school != nil || bureau != nil else { throw NotFound("Cet établissement") }
        return .page(directoryPage(uai, school: school, bureau: bureau))
    }
}

import Domain

/// The national directories, for every member.
enum DirectoryRoutes {
    static func add(to site: Site) {
        site.get("/annuaire", .members(), list)
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

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let uai = try visit.piece("uai").uppercased()
        let (school, bureau) = try await visit.read { db in
            (try db.directorySchool(uai), try db.directoryBureau(uai))
        }
        guard school != nil || bureau != nil else { throw NotFound("Cet établissement") }
        return .page(directoryPage(uai, school: school, bureau: bureau))
    }
}

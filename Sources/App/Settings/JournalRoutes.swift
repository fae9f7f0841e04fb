import Domain

/// The journal: who did what, when, and what changed.
enum JournalRoutes {
    static func add(to site: Site) {
        site.get("/reglages/journal", .members(.seeJournal), list)
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let query = visit.query
        let filter = JournalFilter(query: query, author: author)
        let view = try await visit.read { db in
            let entries = try db.journal(filter, limit: 51)
            let shown = Array(entries.prefix(50))
            return JournalView(
                entries: shown, hasMore: entries.count > 50, authors: try db.journalAuthors(),
                kinds: try db.journalKinds(), names: try db.journalNames(of: shown), query: query, author: author)
        }
        return .page(journalPage(view))
    }
}

extension JournalFilter {
    init(query: FormValues, author: Author) {
        self.init(zone: author.zone)
        self.author = query["personne"].isEmpty ? nil : query["personne"]
        kind = query["objet"].isEmpty ? nil : query["objet"]
        from = LocalDate(french: query["du"])
        to = LocalDate(french: query["au"])
        let parts = query["avant"].split(separator: "|", maxSplits: 1).map(String.init)
        if parts.count == 2, let moment = Moment(parts[0]) { before = (moment, parts[1]) }
    }
}

import Domain

/// The whole history of a partner.
enum TimelineRoutes {
    /// Entries of the whole history; the page of the company shows fewer.
    static let most = 150

    static func add(to site: Site) {
        site.get("/entreprises/:id/historique", .members(.seeCompanies), show)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Company.self)
        let author = try visit.author
        let kind = visit.query["type"]
        let (company, entries) = try await visit.read { db in
            let company = try db.company(id)
            let family = try db.family(of: id)
            return (company, try db.timeline(of: family, for: author, kind: kind, limit: most))
        }
        return .page(timelinePage(company, entries, kind: kind, for: author, today: visit.now.day))
    }
}

private func timelinePage(
    _ company: Company, _ entries: [TimelineEntry], kind: String, for author: Author, today: LocalDate
) -> Page {
    let link = Link.company(company.id).appending("historique")
    let kinds =
        [(name: "", label: "Tout")] + CompanyTimeline.sources(for: author).map { (name: $0.name, label: $0.label) }
    let choices = choiceLinks(
        "Type d’événement", kinds.map { ($0.name, $0.label, link.with([("type", $0.name)])) }, current: kind)
    let body: HTML =
        entries.isEmpty
        ? emptyState("history", "Rien de noté ici", "Choisissez un autre type, ou notez le prochain appel.")
        : "<div class=\"panel\">\(timelineList(entries, today: today))</div>"
    let bound: HTML? =
        entries.count == TimelineRoutes.most
        ? "<p class=\"hint\">Les \(TimelineRoutes.most) derniers événements. Choisissez un type pour remonter plus loin.</p>"
        : nil
    return Page(
        "Historique, \(company.displayName)", in: .companies,
        """
        \(pageHead("Historique", crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))]))\
        \(choices)\(body)\(bound)
        """)
}

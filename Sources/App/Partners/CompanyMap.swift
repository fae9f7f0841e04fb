import Domain

/// Where partners are, drawn by the server: no tile, no script, a link on every point.
struct CompanyMapView: Sendable {
    let lines: [CompanyLine]
    /// Companies that answer the filters but have no coordinates.
    let unplaced: Int
    /// There are more points than the drawing shows.
    let isPartial: Bool
    let query: FormValues
    let towns: [TownCentre]
    let centre: TownCentre?
    let kilometres: Int
}

/// A town as the middle of the companies it holds.
struct TownCentre: Codable, Sendable {
    let name: String
    let latitude: Double
    let longitude: Double
}

func companyMapPage(_ view: CompanyMapView) -> Page {
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "place", "Aucune entreprise à montrer ici",
            "Élargissez le rayon, ou notez la position des entreprises : latitude et longitude, dans leur fiche ou par un import.",
            action: button("Voir la liste", to: .companies))
        : "<div class=\"columns\"><div class=\"panel\">\(drawing(view))</div>\(mapList(view))</div>"
    let missing: HTML? =
        view.unplaced == 0
        ? nil
        : notice(
            .info,
            "<p>\(FrenchNumber.counted(view.unplaced, "entreprise n’a", "entreprises n’ont")) pas de position et ne \(view.unplaced < 2 ? "figure" : "figurent") pas sur la carte.</p>"
        )
    let partial: HTML? =
        view.isPartial
        ? notice(
            .info,
            "<p>La carte s’arrête aux \(CompanyMapRoutes.mostPoints) premières entreprises. Choisissez une commune et un rayon.</p>"
        ) : nil
    return Page(
        "Carte des entreprises", in: .companies,
        "\(pageHead("Carte des entreprises", crumbs: [("Entreprises", .companies)]))\(mapFilters(view))\(partial)\(missing)\(body)"
    )
}

private func mapFilters(_ view: CompanyMapView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let towns = view.towns.map { (value: $0.name, label: $0.name) }
    let radii = [5, 10, 20, 30, 50].map { (value: String($0), label: "\($0) km") }
    return """
        <form class="filters" method="get" action="/entreprises/carte" data-autosubmit>\
        \(selectField(state, "autour", "Autour de", towns, empty: "Partout"))\
        \(selectField(state, "rayon", "Dans un rayon de", radii, empty: "20 km"))\
        \(field(state, "q", "Nom, commune, SIRET", FieldOptions(type: "search")))<button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

/// Longitudes shrink with latitude, so the drawing is scaled by its cosine.
struct Projection {
    let left: Double
    let top: Double
    let scale: Double
    let stretch: Double

    static let size = 720.0
    private static let margin = 30.0

    init(_ points: [(latitude: Double, longitude: Double)]) {
        let latitudes = points.map(\.latitude), longitudes = points.map(\.longitude)
        let top = latitudes.max() ?? 0, bottom = latitudes.min() ?? 0
        let left = longitudes.min() ?? 0, right = longitudes.max() ?? 0
        stretch = ((top + bottom) / 2 * .pi / 180).cosine
        // A hundredth of a degree at least, so that a single point stands in the middle of about a kilometre.
        let span = max((right - left) * stretch, top - bottom, 0.01)
        scale = (Projection.size - 2 * Projection.margin) / span
        self.left = (left + right) / 2 - span / 2 / stretch
        self.top = (top + bottom) / 2 + span / 2
    }

    func place(_ latitude: Double, _ longitude: Double) -> (x: Int, y: Int) {
        (
            Int((Projection.margin + (longitude - left) * stretch * scale).rounded()),
            Int((Projection.margin + (top - latitude) * scale).rounded())
        )
    }

    /// Kilometres of a bar of a given length on the drawing.
    func kilometres(of length: Double) -> Double { length / scale * 111.2 }
}

private func drawing(_ view: CompanyMapView) -> HTML {
    let points = view.lines.compactMap { zip($0.latitude, $0.longitude) }
    let projection = Projection(points.map { (latitude: $0.0, longitude: $0.1) })
    let marks = view.lines.compactMap { line -> HTML? in
        guard let (latitude, longitude) = zip(line.latitude, line.longitude) else { return nil }
        let point = projection.place(latitude, longitude)
        return """
            <a href="\(Link.company(line.id))"><circle class="\(line.relation == .active ? "active" : "other")" cx="\(point.x)" \
            cy="\(point.y)" r="7"/><title>\(line.name), \(line.town)</title></a>
            """
    }
    let names = view.towns.prefix(14).compactMap { town -> HTML? in
        let point = projection.place(town.latitude, town.longitude)
        guard (0...720).contains(point.x), (0...720).contains(point.y) else { return nil }
        return "<text x=\"\(point.x)\" y=\"\(point.y - 12)\">\(town.name)</text>"
    }
    let bar = Int(projection.kilometres(of: 120).rounded())
    return """
        <svg class="map" viewBox="0 0 720 720" role="group" aria-label="Carte : \(FrenchNumber.counted(view.lines.count, "entreprise", "entreprises")). La liste donne les mêmes informations.">\
        \(marks)\(names)<path class="axis" d="M30 700h120"/><text x="36" y="692">\(bar) km</text></svg>
        """
}

private func mapList(_ view: CompanyMapView) -> HTML {
    let lines = view.lines.map { (line: $0, away: distance($0, view.centre)) }
        .sorted { ($0.away ?? 0, $0.line.sortKey) < ($1.away ?? 0, $1.line.sortKey) }
    let items = lines.prefix(CompanyMapRoutes.mostLines).map { line, away -> HTML in
        """
        <li><div><a href="\(Link.company(line.id))">\(line.name)</a><p>\(line.town)</p></div>\
        <span class="detail">\(away.map { "\($0) km" } ?? "")</span></li>
        """
    }
    let rest: HTML? =
        lines.count > CompanyMapRoutes.mostLines
        ? """
        <p class="hint">\(CompanyMapRoutes.mostLines) sur \(lines.count). \
        <a href="\(Link.companies.with([("q", view.query["q"])]))">Voir toute la liste</a></p>
        """ : nil
    return """
        <aside class="panel"><h2 id="liste">Liste</h2><div class="maplist" role="region" aria-labelledby="liste" tabindex="0">\
        <ul class="lines">\(Array(items))</ul></div>\(rest)</aside>
        """
}

private func distance(_ line: CompanyLine, _ centre: TownCentre?) -> Int? {
    guard let centre, let (latitude, longitude) = zip(line.latitude, line.longitude) else { return nil }
    return Int(Distance.kilometres((centre.latitude, centre.longitude), (latitude, longitude)).rounded())
}

/// The map and its filters.
enum CompanyMapRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/carte", .members(.seeCompanies), show)
    }

    /// A page stays under 50 kB: the points beyond are reached with a town and a radius.
    static let mostPoints = 190
    /// Lines beside the drawing, the nearest first.
    static let mostLines = 45

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let today = visit.now.day
        let query = visit.query
        let search = visit.app.companySearch
        let kilometres = Int(query["rayon"]).map { min(200, max(1, $0)) } ?? 20
        let view = try await visit.read { db in
            let towns = try db.townCentres()
            let centre = towns.first { $0.name == query["autour"] }
            var filter = CompanyFilter(query: query, today: today)
            filter.position = nil
            filter = try search.widened(filter, text: query["q"], in: db)
            filter.place = .unknown
            let unplaced = try db.companyCount(try db.companyQuery(filter), upTo: CompanyListView.bound)
            filter.place =
                centre.map {
                    .around(
                        .init(
                            name: $0.name, latitude: $0.latitude, longitude: $0.longitude, kilometres: kilometres))
                } ?? .known
            let all = try db.companies(
                try db.companyQuery(filter), limit: mostPoints, year: author.currentYear)
            return CompanyMapView(
                lines: all.filter { CompanyMapRoutes.isWithin($0, centre, kilometres) }, unplaced: unplaced,
                isPartial: all.count == mostPoints, query: query, towns: towns, centre: centre,
                kilometres: kilometres)
        }
        return .page(companyMapPage(view))
    }

    static func isWithin(_ line: CompanyLine, _ centre: TownCentre?, _ kilometres: Int) -> Bool {
        guard let (latitude, longitude) = zip(line.latitude, line.longitude) else { return false }
        guard let centre else { return true }
        return Distance.kilometres((centre.latitude, centre.longitude), (latitude, longitude)) <= Double(kilometres)
    }
}

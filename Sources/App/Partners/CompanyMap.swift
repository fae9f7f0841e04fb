import Domain
import Foundation
import Persistence

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
    /// The part of the ground asked for, by « Chercher dans cette zone ».
    let frame: MapFrame?
}

/// A town as the middle of the companies it holds.
struct TownCentre: Codable, Sendable {
    let name: String
    let latitude: Double
    let longitude: Double
}

extension Link {
    static let companyMap = Link("/entreprises/carte")
}

func companyMapPage(_ view: CompanyMapView, _ visit: Visit) -> Page {
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "place", "Aucune entreprise à montrer ici",
            "Élargissez le rayon, ou notez la position des entreprises : latitude et longitude, dans leur fiche ou par un import.",
            action: button("Voir la liste", to: .companies))
        : "<div class=\"columns\"><div class=\"panel\">\(movingMap(view, visit))</div>\(mapList(view))</div>"
    let missing: HTML? =
        view.unplaced == 0
        ? nil
        : notice(
            .info,
            "<p>\(FrenchNumber.counted(view.unplaced, "entreprise n’a", "entreprises n’ont")) pas de position et ne \(view.unplaced < 2 ? "figure" : "figurent") pas sur la carte.</p>"
        )
    let partial: HTML? =
        view.isPartial
        ? "<div data-map-partial>\(notice(.info, "<p>La carte s’arrête aux \(CompanyMapRoutes.mostPoints) premières entreprises. Choisissez une commune et un rayon.</p>"))</div>"
        : nil
    return Page(
        "Carte des entreprises", in: .companies,
        """
        \(pageHead("Carte des entreprises", crumbs: [("Entreprises", .companies)]))\(mapFilters(view))\(frameChip(view))\
        \(partial)\(missing)\(body)
        """
    )
}

/// The frame is one filter more: it says so and can be taken away.
private func frameChip(_ view: CompanyMapView) -> HTML? {
    guard view.frame != nil else { return nil }
    return chips([("dans la zone choisie sur la carte", Link.companyMap.with(view.query.query(without: "cadre")))])
}

private func movingMap(_ view: CompanyMapView, _ visit: Visit) -> HTML {
    let same = view.query.query(without: "cadre")
    return mapBox(
        "Carte des entreprises. La liste donne les mêmes informations.",
        points: Link.companyMap.appending("points.json").with(same), area: Link.companyMap.with(same),
        frame: view.frame, visit, drawing(view))
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
        site.get("/entreprises/carte/points.json", .members(.seeCompanies), points)
    }

    /// A page stays under 50 kB: the points beyond are reached with a town and a radius.
    static let mostPoints = 190
    /// Lines beside the drawing, the nearest first.
    static let mostLines = 45
    /// Points of the map that moves; it groups those that are near each other.
    static let mostMovingPoints = 5_000

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let (today, query, search) = (visit.now.day, visit.query, visit.app.companySearch)
        let view = try await visit.read { db in
            let asked = try AskedMap(query, today: today, search: search, in: db)
            let all = try db.companies(try db.companyQuery(asked.filter), limit: mostPoints, year: author.currentYear)
            return CompanyMapView(
                lines: all.filter { asked.holds($0.latitude, $0.longitude) }, unplaced: asked.unplaced,
                isPartial: all.count == mostPoints, query: query, towns: asked.towns, centre: asked.centre,
                kilometres: asked.kilometres, frame: asked.frame)
        }
        return .page(companyMapPage(view, visit))
    }

    /// The points of the map that moves: what the person may see, and no more than the page itself says.
    @Sendable static func points(_ visit: Visit) async throws -> Answer {
        let (today, query, search) = (visit.now.day, visit.query, visit.app.companySearch)
        let answer = try await visit.read { db in
            let asked = try AskedMap(query, today: today, search: search, in: db)
            let points = try db.mapPoints(try db.companyQuery(asked.filter), limit: mostMovingPoints)
            return MapPoints(
                points: points.filter { asked.holds($0.latitude, $0.longitude) },
                towns: asked.towns.map { .init(name: $0.name, latitude: $0.latitude, longitude: $0.longitude) },
                isPartial: points.count == mostMovingPoints)
        }
        return .json(Array(try JSONEncoder().encode(answer)))
    }
}

/// What the address of the map asks: around a town, within a frame, or everywhere.
private struct AskedMap {
    let filter: CompanyFilter
    let towns: [TownCentre]
    let centre: TownCentre?
    let kilometres: Int
    let frame: MapFrame?
    /// Companies that answer the filters and have no position.
    let unplaced: Int

    init(_ query: FormValues, today: LocalDate, search: CompanySearch, in db: SchoolDatabase) throws {
        let towns = try db.townCentres()
        let kilometres = Int(query["rayon"]).map { min(200, max(1, $0)) } ?? 20
        let centre = towns.first { $0.name == query["autour"] }
        let frame = MapFrame(query["cadre"])
        var filter = CompanyFilter(query: query, today: today)
        filter.position = nil
        filter = try search.widened(filter, text: query["q"], in: db)
        filter.place = .unknown
        unplaced = try db.companyCount(try db.companyQuery(filter), upTo: CompanyListView.bound)
        let around = centre.map {
            CompanyFilter.Place.around(
                .init(name: $0.name, latitude: $0.latitude, longitude: $0.longitude, kilometres: kilometres))
        }
        filter.place = frame.map { .within($0) } ?? around ?? .known
        (self.filter, self.towns, self.centre, self.kilometres, self.frame) = (filter, towns, centre, kilometres, frame)
    }

    /// The database cuts a square; the radius is a circle.
    func holds(_ latitude: Double?, _ longitude: Double?) -> Bool {
        guard let (latitude, longitude) = zip(latitude, longitude) else { return false }
        guard frame == nil, let centre else { return true }
        return Distance.kilometres((centre.latitude, centre.longitude), (latitude, longitude)) <= Double(kilometres)
    }
}

extension SchoolDatabase {
    /// Where companies are, with what a press on the point shows.
    fileprivate func mapPoints(_ query: CompanyQuery, limit: Int) throws -> [MapPoints.Point] {
        var points: [MapPoints.Point] = []
        try eachRow(
            """
            select company.id, company.trade_name, company.legal_name, company.address_city, company.latitude,
            company.longitude, company.relation from \(query.source) where \(query.condition)
            order by company.sort_key, company.id limit \(limit)
            """
        ) { row in
            guard let (latitude, longitude) = zip(row.optionalDouble(4), row.optionalDouble(5)) else { return }
            points.append(
                MapPoints.Point(
                    name: row.optionalText(1) ?? row.text(2), detail: row.text(3), latitude: latitude,
                    longitude: longitude, url: Link.company(ID(row.text(0))).path,
                    strong: row.text(6) == RelationStatus.active.rawValue))
        }
        return points
    }
}

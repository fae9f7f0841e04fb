import Domain

/// The hosts of the lines shown, and the towns learners come from, drawn by the server; the list says the same.
func mapPanel(_ view: ProposalView) -> HTML {
    let spots = view.rows.compactMap { row in
        zip(row.latitude, row.longitude).map { (row: row, latitude: $0.0, longitude: $0.1) }
    }
    guard !spots.isEmpty else {
        return panel("Carte", "<p class=\"hint\">Aucun des lieux de cette page n’a de position connue.</p>")
    }
    let towns = Dictionary(
        view.towns.map { (SearchKey($0.name).rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    let all = spots.map { (latitude: $0.latitude, longitude: $0.longitude) }
    let projection = Projection(all + view.towns.map { (latitude: $0.latitude, longitude: $0.longitude) })
    let ways = spots.compactMap { spot -> HTML? in
        guard let town = towns[SearchKey(spot.row.city).rawValue] else { return nil }
        let from = projection.place(town.latitude, town.longitude)
        let to = projection.place(spot.latitude, spot.longitude)
        return "<path class=\"way\" d=\"M\(from.x) \(from.y)L\(to.x) \(to.y)\"/>"
    }
    let hosts = Dictionary(grouping: spots, by: { $0.row.companyId?.rawValue ?? "" }).sorted { $0.key < $1.key }
    let marks = hosts.compactMap { _, spots -> HTML? in
        guard let first = spots.first, let company = first.row.companyId else { return nil }
        let point = projection.place(first.latitude, first.longitude)
        let who = FrenchNumber.counted(spots.count, "élève", "élèves")
        let circle: HTML = """
            <circle class="\(first.row.placementId == nil ? "active" : "other")" cx="\(point.x)" cy="\(point.y)" r="\(spots.count > 1 ? 11 : 8)"/>\
            <title>\(first.row.companyName), \(who)</title>
            """
        return view.author.may(.seeCompanies)
            ? "<a href=\"\(Link.company(company))\">\(circle)</a>" : "<g>\(circle)</g>"
    }
    let names = view.towns.prefix(12).map { town -> HTML in
        let point = projection.place(town.latitude, town.longitude)
        return
            "<rect class=\"town\" x=\"\(point.x - 4)\" y=\"\(point.y - 4)\" width=\"8\" height=\"8\"/><text x=\"\(point.x)\" y=\"\(point.y - 10)\">\(town.name)</text>"
    }
    let bar = Int(projection.kilometres(of: 120).rounded())
    return """
        <section class="panel"><header><h2>Carte</h2></header><svg class="map" viewBox="0 0 720 720" role="group" \
        aria-label="Carte des lieux proposés sur cette page. La liste donne les mêmes informations.">\(ways)\(marks)\(Array(names))\
        <path class="axis" d="M30 700h120"/><text x="36" y="692">\(bar) km</text></svg>\
        <p class="hint">Carrés\u{A0}: communes des élèves. Ronds\u{A0}: entreprises\u{A0}; un grand rond accueille plusieurs élèves.</p></section>
        """
}

import Domain

/// All the indicators of a year, axis by axis.
func indicatorsPage(_ board: IndicatorBoard, for author: Author) -> Page {
    let year = SchoolYear(start: board.year)?.rawValue ?? ""
    let title = "Indicateurs \(year)"
    var actions: [HTML] = []
    if author.may(.exportData) {
        actions.append(
            button(
                "CSV pour l’académie", to: Link("/pilotage/indicateurs.csv").with([("annee", String(board.year))]),
                icon: "download"))
    }
    let meta: [HTML] = [
        HTML(text: "\(board.measured.count) mesurés sur \(Indicator.all.count)"),
        HTML(text: board.snapshot.map { "figés le \($0.frozenOn.long)" } ?? "au jour même"),
    ]
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .indicators, meta: meta, actions: actions, for: author))\(yearChoice(board.year, author))\
        <p class="hint">Chaque valeur est comptée à partir de ce qui est enregistré. Ce qui parle de moins de \
        \(board.threshold) personnes est masqué.</p>\(indicatorGroups(board))
        """)
}

private func yearChoice(_ year: Int, _ author: Author) -> HTML {
    let years = [author.currentYear - 1, author.currentYear]
    return choiceLinks(
        "Année scolaire",
        years.map { start in
            (
                value: start, label: SchoolYear(start: start)?.rawValue ?? "",
                link: Link.indicators.with([("annee", String(start))])
            )
        }, current: year)
}

private func indicatorGroups(_ board: IndicatorBoard) -> HTML {
    let groups: [(String, [Indicator])] = [
        ("Axe 1. Partenariats", Indicator.all.filter { $0.code.hasPrefix("I1.") }),
        ("Axe 2. Parcours des apprenants", Indicator.all.filter { $0.code.hasPrefix("I2.") }),
        ("Axe 3. Temps en entreprise", Indicator.all.filter { $0.code.hasPrefix("I3.") }),
        ("Insertion", Indicator.all.filter { $0.code.hasPrefix("I4.") }),
        ("Le bureau", Indicator.all.filter { $0.code.hasPrefix("I5.") }),
    ]
    return HTML.joined(
        groups.map { title, indicators in
            let lines = indicators.map {
                board.shown[$0.code] ?? ShownIndicator(IndicatorValue($0.code, nil), $0, threshold: board.threshold)
            }
            return
                "<section class=\"section\"><header><h2>\(title)</h2></header>\(indicatorTable(title, lines, board))</section>"
        })
}

private func indicatorTable(_ title: String, _ lines: [ShownIndicator], _ board: IndicatorBoard) -> HTML {
    listTable(
        title, lines,
        [
            Column("Indicateur", header: true) { line in
                """
                <a href="\(Link.indicator(line.indicator.code, year: board.year))">\(line.indicator.label)</a>\
                <span class="sub">\(line.indicator.code)</span>
                """
            },
            Column("Valeur", numeric: true) { HTML(text: $0.written(threshold: board.threshold)) },
            Column("Détail") { HTML(text: $0.fraction) },
            Column("L’an passé", numeric: true) { line in
                HTML(text: board.before[line.indicator.code]?.written(threshold: board.threshold) ?? "—")
            },
            Column("Évolution") { line in board.trend(line).mark(line.indicator.unit) ?? "" },
        ])
}

/// One indicator: its formula, its parts drawn and in a table.
func indicatorPage(_ shown: ShownIndicator, _ board: IndicatorBoard, for author: Author) -> Page {
    let indicator = shown.indicator
    let before = board.before[indicator.code]
    let year = SchoolYear(start: board.year)?.rawValue ?? ""
    let parts = shown.parts
    let formers = Dictionary(
        (before?.parts ?? []).map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    // Bars of one nature: a count has no place beside rates or means.
    let drawn = indicator.unit == .percent || indicator.unit == .mean
    let alike = drawn && parts.contains { $0.denominator != nil } ? parts.filter { $0.denominator != nil } : parts
    let bars = alike.compactMap { part -> ChartBar? in
        guard let figure = part.figure else { return nil }
        return ChartBar(
            label: part.label, value: figure, before: formers[part.label]?.figure,
            written: part.written(of: indicator))
    }
    let detail: HTML =
        parts.isEmpty
        ? ""
        : panel(
            "Détail \(shown.partsLabel)",
            "\(barChart("\(indicator.label), \(shown.partsLabel)", bars))\(partTable(parts, formers, indicator, board.threshold))"
        )
    let trend = board.trend(shown)
    return Page(
        indicator.label, in: .steering,
        """
        \(steeringHead(indicator.label, .indicators, crumbs: [("Indicateurs", Link.indicators.with([("annee", String(board.year))]))], meta: [HTML(text: indicator.code), HTML(text: year)], for: author))\
        <div class="columns"><div>\(panel("Valeur", """
            <p class="bignumber"><strong>\(shown.written(threshold: board.threshold))</strong> \(trend.mark(indicator.unit))</p><p>\(shown.fraction)</p>\
            \(shown.isHidden ? notice(.info, "<p>Trop peu de personnes : la valeur permettrait de les reconnaître.</p>") : nil)
            """))\(detail)</div><div>\(panel("Comment il est compté", """
            <p>\(indicator.formula).</p>\(facts([
                ("Numérateur", fact(shown.numerator.map(FrenchNumber.grouped))),
                ("Dénominateur", fact(shown.denominator.map(FrenchNumber.grouped))),
                ("L’an passé", fact(before?.written(threshold: board.threshold))),
            ]))
            """))</div></div>
        """)
}

private func partTable(
    _ parts: [ShownIndicator.Part], _ before: [String: ShownIndicator.Part], _ indicator: Indicator, _ threshold: Int
) -> HTML {
    listTable(
        "\(indicator.label), en tableau", parts,
        [
            Column("Part", header: true) { HTML(text: $0.label) },
            Column("Valeur", numeric: true) { HTML(text: $0.written(of: indicator)) },
            Column("L’an passé", numeric: true) { part in
                HTML(text: before[part.label].map { $0.written(of: indicator) } ?? "—")
            },
        ])
}

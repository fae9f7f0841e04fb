import Domain

/// What the head reads in one page: what the bureau promised, what it did, with what effect.
struct SteeringView: Sendable {
    let board: IndicatorBoard
    let roadmap: RoadmapView?
    let letters: [LetterLine]
    let uncovered: [OfficeCover.Day]
    let openPromises: Int
    let meetings: [SteeringMeeting]
    /// Versions of the roadmap that wait for the person.
    let waiting: [TodoLine]
    let today: LocalDate
    let author: Author
    let isShared: Bool

    /// The figures on top, and the rates drawn. The objectives ask for theirs through I5.2, which they make.
    static let tiles = ["I1.1", "I2.1", "I3.1", "I3.2", "I3.3", "I5.3"]
    static let rates = ["I1.3", "I2.8", "I3.1", "I3.2", "I3.4", "I3.8", "I3.9", "I5.1", "I5.2", "I5.3"]
    static let codes = Set(tiles + rates)
}

func steeringPage(_ view: SteeringView) -> Page {
    let title = "Le bureau en une page"
    var actions: [HTML] = []
    if view.isShared { actions.append(button("Mes établissements", to: .sharedSteering, icon: "office")) }
    actions.append(button("Bilan annuel", to: .report, icon: "document"))
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .page, meta: [HTML(text: view.author.schoolName), HTML(text: view.author.yearLabel)], actions: actions, for: view.author))\
        \(keyTiles(view))<div class="columns"><div>\(promisedPanel(view))\(effectPanel(view))</div><div>\(toDecidePanel(view))\
        \(decisionsPanel(view))</div></div>
        """)
}

private func keyTiles(_ view: SteeringView) -> HTML {
    let tiles = SteeringView.tiles.compactMap { code -> HTML? in
        guard let shown = view.board.shown[code], shown.isMeasured else { return nil }
        return """
            <li><a class="tile" href="\(Link.indicator(code, year: view.board.year))"><b>\(shown.written(threshold: view.board.threshold))</b>\
            <span>\(shown.indicator.label)</span>\(view.board.trend(shown).mark(shown.indicator.unit))</a></li>
            """
    }
    guard !tiles.isEmpty else { return "" }
    return "<ul class=\"tiles\" aria-label=\"Chiffres du jour\">\(tiles)</ul>"
}

private func promisedPanel(_ view: SteeringView) -> HTML {
    guard let roadmap = view.roadmap else {
        return panel(
            "Ce que le bureau a promis",
            emptyState(
                "document", "Pas encore de feuille de route",
                "Le bureau la rédige, le DDFPT la valide, le chef d’établissement la signe.",
                action: button("Feuille de route", to: .roadmaps)))
    }
    let items = roadmap.objectives.map { item -> HTML in
        "<li><div><strong>\(item.objective.label)</strong>\(progressBar(item))</div></li>"
    }
    let list: HTML = items.isEmpty ? "<p class=\"hint\">Aucun objectif.</p>" : "<ul class=\"lines\">\(items)</ul>"
    let state = roadmap.roadmap.state
    return panel(
        "Ce que le bureau a promis, et où il en est",
        action: "<a href=\"\(Link.roadmap(roadmap.roadmap.id))\">Feuille de route</a>",
        """
        <p>\(badge(state.label, state.tone)) version \(roadmap.roadmap.revision), \
        \(roadmap.objectives.count { $0.progress.isReached }) sur \(FrenchNumber.counted(roadmap.objectives.count, "objectif atteint", "objectifs atteints"))</p>\
        \(list)
        """)
}

private func effectPanel(_ view: SteeringView) -> HTML {
    let rates = SteeringView.rates.compactMap {
        view.board.shown[$0]
    }
    .filter { $0.indicator.unit == .percent && $0.figure != nil }
    guard !rates.isEmpty else {
        return panel("Ce qu’il a fait, avec quel effet", "<p class=\"hint\">Rien n’est encore mesuré cette année.</p>")
    }
    let bars = rates.map { shown in
        ChartBar(
            label: shown.indicator.label, value: shown.figure ?? 0,
            before: view.board.before[shown.indicator.code]?.figure,
            written: "\(shown.written(threshold: view.board.threshold)) (\(shown.fraction))")
    }
    return panel(
        "Ce qu’il a fait, avec quel effet", action: "<a href=\"\(Link.indicators)\">Tous les indicateurs</a>",
        """
        \(barChart("Taux de l’année, en pourcentage ; trait gris : l’an passé", bars))<details class="more"><summary>En tableau</summary>\
        \(listTable("Taux de l’année", rates, [
            Column("Indicateur", header: true) { "<a href=\"\(Link.indicator($0.indicator.code, year: view.board.year))\">\($0.indicator.label)</a>" },
            Column("Valeur", numeric: true) { HTML(text: $0.written(threshold: view.board.threshold)) },
            Column("Détail") { HTML(text: $0.fraction) },
            Column("L’an passé", numeric: true) { shown in HTML(text: view.board.before[shown.indicator.code]?.written(threshold: view.board.threshold) ?? "—") },
        ]))</details>
        """)
}

/// What waits for the head, the DDFPT or the bureau.
private func toDecidePanel(_ view: SteeringView) -> HTML {
    var lines: [TodoLine] = []
    lines += view.waiting
    lines += view.letters.compactMap { $0.todo(today: view.today, author: view.author) }
    if let day = view.uncovered.first {
        lines.append(
            TodoLine(
                title: "Bureau sans personne \(day.date.nearWithArticle(view.today))", link: .openings,
                why: "\(FrenchNumber.counted(view.uncovered.count, "jour", "jours")) dans les deux semaines",
                tone: .late,
                actionLabel: "Voir la semaine", actionLink: .openings))
    }
    if view.openPromises > 0 {
        lines.append(
            TodoLine(
                title: FrenchNumber.counted(
                    view.openPromises, "promesse à une entreprise", "promesses à des entreprises"),
                link: .home.fragment("promesses"), why: "dues aujourd’hui ou en retard", tone: .late,
                actionLabel: "Voir",
                actionLink: .home.fragment("promesses")))
    }
    let body: HTML =
        lines.isEmpty
        ? "<p class=\"hint\">Rien n’attend de décision.</p>" : "<ul class=\"todo\">\(lines.map(\.html))</ul>"
    return panel("À décider", body)
}

private func decisionsPanel(_ view: SteeringView) -> HTML? {
    guard !view.meetings.isEmpty else { return nil }
    let items = view.meetings.prefix(4).map { meeting -> HTML in
        "<li><div>\(meeting.kind.label), \(meeting.heldOn.near(view.today))<p>\(HTML.lines(meeting.decisions))</p></div></li>"
    }
    return panel("Dernières décisions", "<ul class=\"lines\">\(Array(items))</ul>")
}

// MARK: A post shared between schools

/// The indicators of one school of a person who works in several.
struct SharedBoard: Sendable {
    let school: School
    let board: IndicatorBoard
    /// SIRET of the partners active in the year: a company known in both schools counts once.
    let partners: Set<String>
    /// Who is behind other figures.
    var people = SharedPeople()
}

func sharedSteeringPage(_ boards: [SharedBoard], for author: Author) -> Page {
    let title = "Mes établissements"
    let shared = SharedTotals(boards)
    let lines = Indicator.all.filter { indicator in
        boards.contains { $0.board.shown[indicator.code]?.isMeasured ?? false }
    }
    let columns: [Column<Indicator>] =
        [Column("Indicateur", header: true) { "\($0.label)<span class=\"sub\">\($0.code)</span>" }]
        + boards.map { board in
            Column(board.school.name, numeric: true) { indicator in
                HTML(text: board.board.shown[indicator.code]?.written(threshold: board.board.threshold) ?? "—")
            }
        }
        + [Column("Ensemble", numeric: true) { HTML(text: shared.written($0)) }]
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .page, crumbs: [("En une page", .steering)], for: author))\
        <p class="hint">L’ensemble ne compte rien deux fois : une entreprise, un professionnel, un ancien élève ou un élève connus \
        des deux lycées comptent pour un, une formation suivie aussi. Les parts qui ne s’additionnent pas sont laissées à chaque lycée.</p>\(listTable("Indicateurs par établissement", lines, columns))
        """)
}

/// Totals over the schools of one person, without counting anything twice.
struct SharedTotals: Sendable {
    private let boards: [SharedBoard]

    init(_ boards: [SharedBoard]) {
        self.boards = boards
    }

    /// What cannot be added: shares of people or companies that may be those of the other school.
    private static let notAdded: Set<String> = ["I1.3", "I1.10", "I3.6", "I5.2", "I5.3"]

    /// The value over all the schools; `nil` when it is not one.
    func value(_ indicator: Indicator) -> IndicatorValue? {
        let values = boards.compactMap { $0.board.values[indicator.code] }.filter { $0.numerator != nil }
        guard !values.isEmpty else { return nil }
        switch indicator.code {
        case "I1.1":
            return IndicatorValue(
                indicator.code, boards.reduce(into: Set<String>()) { $0.formUnion($1.partners) }.count)
        case "I1.2":
            return IndicatorValue(indicator.code, SharedPeople.newPartners(boards.map(\.people)))
        case let code where SharedPeople.codes.contains(code):
            return IndicatorValue(
                indicator.code,
                boards.reduce(into: Set<String>()) { $0.formUnion($1.people.byCode[code] ?? []) }.count)
        case "I5.4":
            // The same person: the webinars followed are those of the school that knows most of them.
            return values.max { ($0.numerator ?? 0) < ($1.numerator ?? 0) }
        case let code where SharedTotals.notAdded.contains(code): return nil
        default:
            let denominators = values.compactMap(\.denominator)
            return IndicatorValue(
                indicator.code, values.compactMap(\.numerator).reduce(0, +),
                of: denominators.count == values.count ? denominators.reduce(0, +) : nil)
        }
    }

    func written(_ indicator: Indicator) -> String {
        guard let value = value(indicator) else { return "—" }
        let threshold = boards.map(\.board.threshold).max() ?? 0
        // A school hidden alone would be the whole less the others.
        let isOneHidden = boards.contains { $0.board.shown[indicator.code]?.isHidden ?? false }
        guard !isOneHidden else { return "masqué" }
        return ShownIndicator(value, indicator, threshold: threshold).written(threshold: threshold)
    }
}

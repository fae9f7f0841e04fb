import Domain

/// What the board of steps of one period shows.
struct StepBoardView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let siblings: [PFMPPeriod]
    let workflow: Workflow
    let lines: [(card: StepCard, progress: StepProgress)]
    var query: FormValues
    let today: LocalDate
    let mayNote: Bool
    let mayPlace: Bool
    /// Whether the person may print, send and collect for the whole class.
    let mayActOnClass: Bool

    var onlyLate: Bool { query["retard"] == "1" }
    var referent: String { query["referent"] }

    var shown: [(card: StepCard, progress: StepProgress)] {
        lines.filter { line in
            (!onlyLate || line.progress.isLate)
                && (referent.isEmpty || line.card.referentId?.rawValue == referent)
        }
    }
    var lateCount: Int { lines.filter(\.progress.isLate).count }

    /// The référents of the class during the period, by name.
    var referents: [(value: String, label: String)] {
        let named = lines.compactMap { line in
            line.card.referentId.map { (value: $0.rawValue, label: line.card.referentName ?? "") }
        }
        let unique = Dictionary(named.map { ($0.value, $0.label) }, uniquingKeysWith: { first, _ in first })
        return unique.map { (value: $0.key, label: $0.value) }.sorted { ($0.label, $0.value) < ($1.label, $1.value) }
    }
}

/// The cards of one column, the latest first.
struct StepColumn: Sendable {
    let title: String
    let hint: String
    let cards: [(card: StepCard, progress: StepProgress)]

    static func columns(_ lines: [(card: StepCard, progress: StepProgress)], _ workflow: Workflow) -> [StepColumn] {
        let groups = Dictionary(grouping: lines) { $0.progress.current?.step.code ?? "" }
        let steps = workflow.active.map { step in
            StepColumn(
                title: step.label, hint: step.dueLabel,
                cards: (groups[step.code] ?? []).sorted { left, right in
                    (-left.progress.daysLate, left.card.listName) < (-right.progress.daysLate, right.card.listName)
                })
        }
        return steps + [StepColumn(title: "Terminé", hint: "tout est fait", cards: groups[""] ?? [])]
    }
}

func stepBoardPage(_ view: StepBoardView, problem: String?, _ visit: Visit) -> Page {
    let title = "Étapes de \(view.schoolClass.code)"
    let crumbs: [(String, Link)] = [
        ("PFMP", .year), ("Étapes", .stepBoards),
        ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id)),
    ]
    let meta: [HTML] = [
        HTML(text: "du \(view.period.startsOn.short) au \(view.period.endsOn.long)"),
        view.lateCount > 0
            ? badge(FrenchNumber.counted(view.lateCount, "élève en retard", "élèves en retard"), .late)
            : badge("Personne en retard", .done),
    ]
    let columns = StepColumn.columns(view.shown, view.workflow)
    let failed: HTML? = problem.map { notice(.error, "<p>\($0)</p>") }
    let actions =
        view.mayActOnClass ? [button("Actions sur la classe", to: .bulk(view.period.id), icon: "action")] : []
    return page(
        title,
        """
        \(pageHead(title, count: view.lines.count, crumbs: crumbs, meta: meta, actions: actions))\(siblingTabs(view))\(boardFilters(view))\(failed)\(stepBoard(columns, view, visit))
        """)
}

private func page(_ title: String, _ body: HTML) -> Page { Page(title, in: .pfmp, full: true, body) }

private func siblingTabs(_ view: StepBoardView) -> HTML? {
    guard view.siblings.count > 1 else { return nil }
    let items = view.siblings.map { period -> HTML in
        let current: HTML? = period.id == view.period.id ? " aria-current=\"page\"" : nil
        return """
            <li><a href="\(Link.steps(of: period.id))"\(current)>\(period.label) <span class="count">\(period.startsOn.short)</span></a></li>
            """
    }
    return "<nav class=\"tabs\" aria-label=\"Périodes de la classe\"><ul>\(items)</ul></nav>"
}

private func boardFilters(_ view: StepBoardView) -> HTML {
    let state = FormState([("referent", view.referent), ("retard", view.onlyLate ? "1" : "")])
    return """
        <form class="filters" method="get" action="\(Link.steps(of: view.period.id))" data-autosubmit>\
        \(selectField(state, "referent", "Référent", view.referents, empty: "Tous"))\
        \(checkbox(state, "retard", "En retard seulement"))\
        <button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

private func stepBoard(_ columns: [StepColumn], _ view: StepBoardView, _ visit: Visit) -> HTML {
    guard columns.contains(where: { !$0.cards.isEmpty }) else {
        return emptyState(
            "check", view.lines.isEmpty ? "Aucun élève dans cette classe" : "Personne dans cette sélection",
            view.lines.isEmpty ? "Vérifiez la classe de chacun." : "Retirez un filtre pour voir toute la classe.",
            action: button("Toute la classe", to: .steps(of: view.period.id)))
    }
    let items = columns.map { stepColumn($0, view) }
    let board: HTML = "<ol class=\"stepboard\">\(items)</ol>"
    return """
        <div class="stepboardbox" role="region" aria-label="Tableau des étapes" tabindex="0">\
        <form method="post" action="\(Link.steps(of: view.period.id))">\(view.mayNote ? visit.hiddenFields : nil)\(board)</form></div>
        """
}

private func stepColumn(_ column: StepColumn, _ view: StepBoardView) -> HTML {
    let late = column.cards.filter(\.progress.isLate).count
    let mark: HTML? = late > 0 ? " \(badge("\(late) en retard", .late))" : nil
    let cards = column.cards.map { stepCard($0.card, $0.progress, view) }
    let list: HTML = cards.isEmpty ? "" : "<ul>\(cards)</ul>"
    return """
        <li\(cards.isEmpty ? " class=\"none\"" as HTML : nil)><h2>\(column.title) <span class="count">\(column.cards.count)</span>\(mark)</h2>\
        <p class="hint">\(column.hint)</p>\(list)</li>
        """
}

private func stepCard(_ card: StepCard, _ progress: StepProgress, _ view: StepBoardView) -> HTML {
    let link: Link =
        card.placementId.map { .steps(of: $0) }
        ?? (view.mayPlace ? .placing(card.learnerId, in: view.period.id) : .learner(card.learnerId))
    let due: HTML? = progress.current.map { line in
        progress.isLate
            ? "<span class=\"late\">\(icon("alert")) \(FrenchNumber.counted(progress.daysLate, "jour", "jours")) de retard</span>"
            : "<span>pour \(line.dueOn.nearWithArticle(view.today))</span>"
    }
    let state: HTML? = progress.current.flatMap { line in
        line.state == .empty ? nil : badge(line.state.label, line.state == .toCorrect ? .late : .waiting)
    }
    let tone: HTML? = progress.isLate ? " class=\"late\"" : nil
    return """
        <li\(tone)><a href="\(link)">\(card.listName)</a><p>\(card.companyName ?? "Sans lieu")</p>\
        <p class="due">\(due)\(state)</p>\(cardGesture(card, progress, view))</li>
        """
}

private func cardGesture(_ card: StepCard, _ progress: StepProgress, _ view: StepBoardView) -> HTML? {
    guard view.mayNote, let placement = card.placementId, let line = progress.current,
        let next = line.step.moves(from: line.state).first
    else { return nil }
    let value = [placement.rawValue, line.step.code, line.state.rawValue, next.rawValue].joined(separator: "~")
    return """
        <button class="btn small" name="noter" value="\(value)">\(icon("check")) \(next.label)<span class="vh"> : \
        \(line.step.label), \(card.listName)</span></button>
        """
}

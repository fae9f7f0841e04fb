import Domain
import Exchange

/// The yearly report: comments, frozen figures, PDF for the board.
enum ReportRoutes {
    static func add(to site: Site) {
        site.get("/pilotage/bilan", .members(.steerOffice), show)
        site.post("/pilotage/bilan", .members(.writeRoadmap), freeze)
        site.get("/pilotage/bilan.pdf", .members(.steerOffice), paper)
    }

    private static func page(_ visit: Visit, _ typed: FormState?) async throws -> Page {
        let board = try await IndicatorRoutes.board(visit)
        let snapshot = board.snapshot
        let state =
            typed
            ?? FormState([
                ("annee", String(board.year)), ("commentaire", snapshot?.comment ?? ""),
                ("propositions", snapshot?.proposals ?? ""), ("ca", snapshot?.boardOn?.description ?? ""),
                ("version", String(snapshot?.version ?? 0)),
            ])
        return reportPage(board, state, visit, for: try visit.author)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer { .page(try await page(visit, nil)) }

    @Sendable static func freeze(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ReportForm.self) { form, values in
            let back = Link.report.with([("annee", String(form.year))])
            try await visit.perform(FreezeIndicators(form: form), for: values) { _ in back }
            return .redirect(back, saying: "Bilan enregistré, indicateurs figés.")
        } show: { state in
            try await page(visit, state)
        }
    }

    @Sendable static func paper(_ visit: Visit) async throws -> Answer {
        let document = try await document(visit)
        return try Paper.answer(
            [document.section()], title: "Bilan annuel du bureau des entreprises",
            file: "bilan-\(document.school.uai)-\(document.board.year)", author: document.school.name,
            at: visit.now.moment)
    }

    static func document(_ visit: Visit) async throws -> ReportDocument {
        let board = try await IndicatorRoutes.board(visit)
        let author = try visit.author
        let today = visit.now.day
        return try await visit.read { db in
            ReportDocument(
                school: try db.ownSchool(), board: board.settled,
                roadmap: try db.workingRoadmap(year: board.year).map {
                    try db.roadmapView($0, author: author, today: today, board: board)
                },
                keyPoints: try db.keyPoints(year: board.year), today: today)
        }
    }
}

extension IndicatorBoard {
    /// The board of the bilan: once frozen, its figures are those of that day.
    var settled: IndicatorBoard {
        guard let snapshot, let values = try? IndicatorContent.values(snapshot.content) else { return self }
        let known = Dictionary(values.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let frozen = values.compactMap { value in
            Indicator.of(value.code).map { (value.code, ShownIndicator(value, $0, threshold: threshold)) }
        }
        return IndicatorBoard(
            year: year, values: known, shown: Dictionary(frozen, uniquingKeysWith: { first, _ in first }),
            before: before,
            threshold: threshold, snapshot: snapshot, wasCounted: wasCounted)
    }
}

func reportPage(_ board: IndicatorBoard, _ state: FormState, _ visit: Visit, for author: Author) -> Page {
    let year = SchoolYear(start: board.year)?.rawValue ?? ""
    let title = "Bilan annuel \(year)"
    let query = [("annee", String(board.year))]
    var actions = [
        button("PDF pour le CA", to: Link("/pilotage/bilan.pdf").with(query), icon: "print", style: "primary")
    ]
    if author.may(.exportData) {
        actions.append(
            button("CSV pour l’académie", to: Link("/pilotage/indicateurs.csv").with(query), icon: "download"))
    }
    let frozen: HTML =
        board.snapshot.map { snapshot in
            notice(
                .success,
                "<p>Indicateurs figés le \(snapshot.frozenOn.long) par \(snapshot.frozenBy).\(snapshot.boardOn.map { " Présenté au conseil d’administration le \($0.long)." })</p>"
            )
        }
        ?? notice(
            .info,
            "<p>Figer les indicateurs garde les chiffres de l’année tels qu’ils sont aujourd’hui : l’an prochain s’y comparera.</p>"
        )
    let mayWrite = author.may(.writeRoadmap) && board.snapshot?.boardOn == nil
    let body: HTML =
        mayWrite ? reportForm(board, state, visit) : "\(reportRefusal(state))\(reportTexts(board))"
    let lines = board.settled.measured
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .report, meta: [HTML(text: "\(board.measured.count) indicateurs sur \(Indicator.all.count)")], actions: actions, for: author))\
        \(frozen)<div class="columns section"><div>\(body)</div>\
        <div>\(panel("Chiffres du bilan", listTable("Chiffres du bilan", lines, [
            Column("Indicateur", header: true) { HTML(text: $0.indicator.label) },
            Column("Valeur", numeric: true) { HTML(text: $0.written(threshold: board.threshold)) },
        ])))</div></div>
        """)
}

private func reportForm(_ board: IndicatorBoard, _ state: FormState, _ visit: Visit) -> HTML {
    let again: HTML? =
        board.snapshot == nil
        ? nil
        : checkbox(
            state, "recompter", "Recompter les indicateurs aujourd’hui", hint: "Les chiffres déjà figés sont remplacés."
        )
    return postForm(
        .report, state, visit: visit,
        """
        <input type="hidden" name="annee" value="\(board.year)"><input type="hidden" name="version" value="\(state["version"])">\
        \(textArea(state, "commentaire", "Commentaire", hint: "Ce que les chiffres ne disent pas. Aucun nom d’élève.", optional: true, rows: 8))\
        \(textArea(state, "propositions", "Propositions pour l’an prochain", optional: true, rows: 6))\
        \(dateField(state, "ca", "Présenté au conseil d’administration le", hint: "Ensuite, le bilan ne change plus.", optional: true))\(again)\
        \(formEnd(board.snapshot == nil ? "Enregistrer et figer les indicateurs" : "Enregistrer le bilan"))
        """)
}

/// Why what was sent is not written, where there is no form left to say it.
private func reportRefusal(_ state: FormState) -> HTML? {
    guard !state.problems.isEmpty else { return nil }
    return notice(.error, "\(state.problems.map { "<p>\($0.message)</p>" as HTML })")
}

private func reportTexts(_ board: IndicatorBoard) -> HTML {
    let parts = [("Commentaire", board.snapshot?.comment ?? ""), ("Propositions", board.snapshot?.proposals ?? "")]
    let shown = parts.filter { !$0.1.isEmpty }.map { panel($0.0, "<p>\(HTML.lines($0.1))</p>") }
    return shown.isEmpty
        ? panel("Commentaire", "<p class=\"hint\">Le bureau ne l’a pas encore écrit.</p>") : HTML.joined(shown)
}

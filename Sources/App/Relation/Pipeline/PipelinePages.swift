import Domain

func pipelinePage(_ view: PipelineView, _ visit: Visit) -> Page {
    let state = FormState(values: view.query, problems: [])
    let streams = view.streams.map { (value: $0, label: $0) }
    let filters: HTML? =
        streams.isEmpty
        ? nil
        : """
        <form class="filters" method="get" action="\(Link.pipeline)" data-autosubmit>\
        \(selectField(state, "filiere", "Filière", streams, empty: "Toutes"))<button class="btn nojs">Filtrer</button></form>
        """
    let columns = view.columns.map { pipelineColumn($0, view) }
    let board: HTML = """
        <div class="scroll" role="region" aria-labelledby="tableau" tabindex="0"><h2 class="vh" id="tableau">Partenaires par relation</h2>\
        <ol class="pipeline">\(columns)</ol></div>
        """
    let form: HTML =
        view.mayEdit
        ? """
        <form method="post" action="\(Link.pipeline)" data-selection>\(visit.hiddenFields)\
        <input type="hidden" name="retour" value="\(Link.pipeline.with(view.query.query()))">\(board)\(moveBar)</form>
        """ : board
    return Page(
        "Tableau des partenaires", in: .companies, full: true,
        """
        \(pageHead("Tableau des partenaires", crumbs: [("Entreprises", .companies)]))\
        \(companyTabs(.pipeline, for: view.author))\(filters)\(form)\(changesPanel(view))
        """)
}

private func pipelineColumn(_ column: PipelineColumn, _ view: PipelineView) -> HTML {
    let list = Link.companies.with([("relation", column.status.rawValue), ("filiere", view.stream)])
    let cards = column.cards.map { pipelineCard($0, column.status, view) }
    let rest: HTML? =
        column.total > column.cards.count
        ? "<p class=\"rest\"><a href=\"\(list)\">Voir les \(FrenchNumber.grouped(column.total))<span class=\"vh\">\u{A0}: \(column.status.label)</span></a></p>"
        : nil
    let none: HTML? = column.cards.isEmpty ? "<p class=\"hint\">Aucun partenaire.</p>" : nil
    return """
        <li><h3><a href="\(list)">\(column.status.label)</a> <span class="count">\(FrenchNumber.grouped(column.total))</span></h3>\
        <ul>\(cards)</ul>\(none)\(rest)</li>
        """
}

private func pipelineCard(_ card: PipelineCard, _ status: RelationStatus, _ view: PipelineView) -> HTML {
    let last = card.lastContactOn.map { "échange \($0.near(view.today))" } ?? "aucun échange"
    let next: HTML? = card.nextActionOn.map { day in
        let late: HTML = day < view.today ? badge(day.near(view.today), .late) : badge(day.near(view.today), .waiting)
        return "<p class=\"next\">\(late) \(card.nextAction ?? "")</p>"
    }
    let box: HTML? =
        view.mayEdit
        ? "<input type=\"checkbox\" name=\"id\" value=\"\(card.id.rawValue)\" aria-label=\"Cocher \(card.name)\">" : nil
    let arrows: HTML? =
        view.mayEdit
        ? "<div class=\"moves\">\(arrow(card, status.before, "previous"))\(arrow(card, status.after, "next"))</div>"
        : nil
    return """
        <li class="pcard"><div class="line">\(box)<a href="\(Link.company(card.id))">\(card.name)</a>\(arrows)</div>\
        <p class="hint">\(card.town), \(last)</p>\(next)</li>
        """
}

private func arrow(_ card: PipelineCard, _ status: RelationStatus?, _ name: String) -> HTML? {
    status.map { status in
        """
        <button class="btn small quiet" name="deplacer" value="\(card.id.rawValue)~\(status.rawValue)" title="\(status.label)">\
        \(icon(name))<span class="vh">\(card.name)\u{A0}: passer à «\u{A0}\(status.label)\u{A0}»</span></button>
        """
    }
}

private let moveBar: HTML = {
    let options = RelationStatus.allCases.map { "<option value=\"\($0.rawValue)\">\($0.label)</option>" as HTML }
    return """
        <div class="bulk"><output data-count>Fiches cochées</output>\
        <label class="vh" for="f-vers">Nouvelle relation</label><select id="f-vers" name="vers">\(options)</select>\
        <button class="btn small" name="geste" value="relation">Déplacer</button></div>
        """
}()

private func changesPanel(_ view: PipelineView) -> HTML? {
    guard !view.changes.isEmpty else { return nil }
    let items = view.changes.map { change -> HTML in
        """
        <li><div><a href="\(Link.company(change.companyId))">\(change.name)</a><p>\(change.former.label) → \
        <strong>\(change.current.label)</strong>, par \(change.authorName)</p></div>\
        <span class="detail">\(change.changedOn.near(view.today))</span></li>
        """
    }
    return panel("Derniers mouvements", "<ul class=\"lines\">\(items)</ul>")
}

extension RelationStatus {
    /// The steps of a relation that grows, one arrow apart; the others are reached by the list below the board.
    private static let steps: [RelationStatus] = [
        .prospect, .contacted, .interested, .active, .dormant, .toRevive, .inactive,
    ]

    fileprivate var before: RelationStatus? {
        RelationStatus.steps.firstIndex(of: self).flatMap { $0 > 0 ? RelationStatus.steps[$0 - 1] : nil }
    }

    fileprivate var after: RelationStatus? {
        RelationStatus.steps.firstIndex(of: self).flatMap {
            $0 + 1 < RelationStatus.steps.count ? RelationStatus.steps[$0 + 1] : nil
        }
    }
}

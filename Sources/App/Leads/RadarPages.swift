import Domain

extension SearchUrgency {
    var tone: Tone {
        switch self {
        case .calm: .neutral
        case .watch: .soon
        case .late, .critical: .late
        }
    }

    func label(_ thresholds: SchoolThresholds) -> String {
        switch self {
        case .calm: "Plus de \(thresholds[.searchWatchDays]) jours"
        case .watch: "De \(thresholds[.searchWatchDays]) à \(thresholds[.searchLateDays] + 1) jours"
        case .late: "De \(thresholds[.searchLateDays]) à \(thresholds[.searchCriticalDays] + 1) jours"
        case .critical: "\(thresholds[.searchCriticalDays]) jours ou moins, ou période commencée"
        }
    }

    var short: String {
        switch self {
        case .calm: "plus tard"
        case .watch: "à surveiller"
        case .late: "en retard"
        case .critical: "critiques"
        }
    }
}

func radarPage(_ view: RadarView) -> Page {
    let export: [HTML] =
        view.author.may(.exportData) && !view.lines.isEmpty
        ? [
            button("CSV", to: exportLink(view, "csv"), icon: "download"),
            button("Excel", to: exportLink(view, "xlsx"), icon: "download"),
        ] : []
    let head = pageHead(
        "Sans lieu de PFMP", count: view.lines.count, crumbs: [("PFMP", .year)],
        meta: ["Périodes en cours, ou qui commencent dans les six semaines"], actions: export)
    return Page(
        "Sans lieu", in: .pfmp, full: true,
        "\(head)\(pfmpTabs(.homeless))\(radarTiles(view))\(radarFilters(view))\(radarBody(view))")
}

private func exportLink(_ view: RadarView, _ format: String) -> Link {
    Link.homeless.appending("export.\(format)").with(view.query.query(without: "apres"))
}

private func radarTiles(_ view: RadarView) -> HTML? {
    guard view.query["delai"].isEmpty, !view.lines.isEmpty else { return nil }
    let counts = Dictionary(grouping: view.lines, by: view.urgency).mapValues(\.count)
    let base = view.query.query(without: "apres", "delai")
    let tiles = [SearchUrgency.critical, .late, .watch, .calm].map { urgency -> HTML in
        let count = counts[urgency] ?? 0
        let link = Link.homeless.with(base + [("delai", urgency.rawValue)])
        return "<li>\(tile(count, urgency.short, to: link, count == 0 ? .neutral : urgency.tone))</li>"
    }
    return "<ul class=\"tiles\" aria-label=\"Par délai avant le départ\">\(tiles)</ul>"
}

private func radarFilters(_ view: RadarView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let classes = view.classes.map { (value: $0.id.rawValue, label: $0.code) }
    let streams = view.streams.map { (value: $0, label: $0) }
    let team = view.team.map { (value: $0.id.rawValue, label: $0.listName) }
    let delays = SearchUrgency.allCases.map { (value: $0.rawValue, label: $0.label(view.thresholds)) }
    return """
        <form class="filters" method="get" action="\(Link.homeless)" data-autosubmit>\
        \(selectField(state, "classe", "Classe", classes, empty: "Toutes les classes"))\
        \(selectField(state, "filiere", "Filière", streams, empty: "Toutes les filières"))\
        \(selectField(state, "referent", "Suivi par", team, empty: "Toute l’équipe"))\
        \(selectField(state, "delai", "Départ dans", delays, empty: "Tous les délais"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func radarBody(_ view: RadarView) -> HTML {
    guard !view.lines.isEmpty else {
        let isFiltered = !view.query.query(without: "apres").isEmpty
        return isFiltered
            ? emptyState(
                "search", "Personne ne répond à ces critères", "Élargissez la sélection.",
                action: button("Voir tout le monde", to: .homeless))
            : emptyState(
                "check", "Tout le monde est placé", "Aucune période proche n’attend de lieu.",
                action: button("Voir les périodes", to: .year))
    }
    let columns: [Column<RadarLine>] = [
        Column("Élève", header: true) { line in
            """
            <a class="rowlink" href="\(Link.hostSearch(line.learnerId, in: line.periodId))">\(line.listName)</a>\
            <span class="sub">\(line.classCode), \(line.label)</span>
            """
        },
        Column("Départ") { line in departureBadge(line.startsOn, today: view.today, view.urgency(line)) },
        Column("Dernière démarche") { lastAttempt(view.attempts[$0.key], view.today) },
        Column("Qui agit") { nextStep($0, view.today) },
        Column("À essayer") { proposalCell(view.proposals[$0.key] ?? [], view) },
        Column("Action") { line in
            guard view.author.may(.placeLearners) else { return "" }
            return """
                <a class="btn small" href="\(Link.placing(line.learnerId, in: line.periodId))">Placer<span class="vh"> : \(line.listName)</span></a>
                """
        },
    ]
    let following = view.next.map { Link.homeless.with(view.query.query(without: "apres") + [("apres", $0)]) }
    let first = view.query["apres"].isEmpty ? nil : Link.homeless.with(view.query.query(without: "apres"))
    return """
        \(listTable("Élèves sans lieu, par date de départ", view.shown, brief: true, columns))\
        \(pager("\(FrenchNumber.counted(view.shown.count, "élève affiché", "élèves affichés")) sur \(view.lines.count)", previous: first, next: following))
        """
}

/// « dans 12 jours », in the tone of its urgency.
func departureBadge(_ day: LocalDate, today: LocalDate, _ urgency: SearchUrgency) -> HTML {
    let days = today.days(until: day)
    let text =
        days < 0
        ? "depuis le \(day.short)" : days == 0 ? "aujourd’hui" : days == 1 ? "demain" : "dans \(days) jours"
    return "<span class=\"nowrap\">\(badge(text, urgency.tone))</span>"
}

private func lastAttempt(_ attempts: Attempts?, _ today: LocalDate) -> HTML {
    guard let attempts, let last = attempts.last else { return "<span class=\"muted\">aucune piste</span>" }
    let number = FrenchNumber.counted(attempts.count, "piste", "pistes")
    if let agreed = attempts.agreed {
        return
            "<div>\(badge("Accord", .done)) \(agreed.structure)<span class=\"sub\">\(number), convention à préparer</span></div>"
    }
    return """
        <div>\(last.structure), \(last.answer.label.lowercased())<span class="sub">\(last.askedOn.near(today)), \(number)\
        \(attempts.waiting > 0 ? ", \(attempts.waiting) sans réponse" as HTML : nil)</span></div>
        """
}

private func nextStep(_ line: RadarLine, _ today: LocalDate) -> HTML {
    let action = line.nextAction ?? ""
    guard line.ownerName != nil || !action.isEmpty else { return badge("Personne", .soon) }
    let day: HTML? = line.nextActionOn.map { badge($0.near(today), $0 < today ? .late : .waiting) }
    return "<div>\(line.ownerName ?? "À désigner") \(day)<span class=\"sub\">\(action)</span></div>"
}

private func proposalCell(_ proposals: [HostProposal], _ view: RadarView) -> HTML {
    guard !proposals.isEmpty else { return "<span class=\"muted\">aucune entreprise connue pour la filière</span>" }
    let items = proposals.map { proposal -> HTML in
        """
        <li>\(reference(proposal.candidate.name, to: .company(proposal.candidate.id), opens: view.author.may(.seeCompanies))) \
        <span class="muted">\(short(proposal))</span></li>
        """
    }
    return "<ul class=\"tight tries\">\(items)</ul>"
}

/// The strongest reason, and where it is when that is known: the whole is on the page of the search.
private func short(_ proposal: HostProposal) -> String {
    let first = proposal.reasons.first?.replacing(" ces semaines-là", with: "") ?? ""
    guard proposal.candidate.distance != nil, let last = proposal.reasons.last, last != first else { return first }
    return first + ", " + last
}

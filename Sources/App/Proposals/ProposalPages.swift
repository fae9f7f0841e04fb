import Domain

// The page of one proposal: what it came to, the sliders, the list and the map.

func proposalPage(_ view: ProposalView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Proposition\u{A0}: \(view.proposal.name)"
    let meta: [HTML] = [
        HTML(text: FrenchNumber.counted(view.periods.count, "période", "périodes")),
        HTML(text: "par \(view.proposal.createdBy)"),
        HTML(
            text: view.outcome.isCertified
                ? "rien n’est meilleur avec ces réglages, c’est vérifié" : "calcul non vérifié"),
    ]
    return Page(
        title, in: .pfmp, full: true,
        """
        \(pageHead(title, crumbs: [("PFMP", .year), ("Propositions", .proposals)], meta: meta, actions: proposalActions(view, visit)))\
        \(errorSummary(state))<div id="proposition">\(proposalTiles(view))\(proposalNotices(view))</div>\
        \(slidersForm(view, visit))<div class="proposal"><div id="lignes">\(linesForm(view, visit))</div>\
        <aside id="cote">\(missingPanel(view, visit))\(mapPanel(view))\(decisionsPanel(view, visit))</aside></div>\(dataPanel(view.outcome.estimate))
        """)
}

private func proposalActions(_ view: ProposalView, _ visit: Visit) -> [HTML] {
    var actions = [
        button("Comparer", to: .comparison(view.proposal.id, nil), icon: "swap"),
        button("Imprimer", to: view.link.appending("proposition.pdf"), icon: "print"),
        button("Tableur", to: view.link.appending("proposition.xlsx"), icon: "download"),
        button("CSV", to: view.link.appending("proposition.csv"), icon: "download"),
    ]
    if (view.counts[.accepted] ?? 0) > 0 {
        actions.append(
            postButton(
                "Annuler l’acceptation", to: view.link.appending("annulation"), visit: visit, icon: "undo"))
    }
    actions.append(
        postButton(
            "Supprimer", to: view.link.appending("suppression"), visit: visit, icon: "trash", style: "quiet"))
    return actions
}

private func proposalTiles(_ view: ProposalView) -> HTML {
    let count = { (lines: ProposalLines) in view.counts[lines] ?? 0 }
    let link = { (lines: ProposalLines) in view.link.with([("etat", lines.rawValue)]) }
    let tiles = [
        tile(count(.proposed), "lieux proposés", one: "lieu proposé", to: link(.proposed)),
        tile(
            count(.homeless), "sans lieu", to: link(.homeless), count(.homeless) == 0 ? .done : .late),
        tile(count(.accepted), "acceptés", one: "accepté", to: link(.accepted), .done),
        tile(count(.locked), "gardés par vous", one: "gardé par vous", to: link(.locked)),
    ]
    return
        "<ul class=\"tiles\" aria-label=\"Ce que donne la proposition\">\(tiles.map { "<li>\($0)</li>" as HTML })</ul>"
}

private func proposalNotices(_ view: ProposalView) -> HTML {
    let outcome = view.outcome
    var sentences: [String] = []
    if let estimate = outcome.estimate {
        sentences.append("Trajets estimés, sans réseau routier\u{A0}: \(estimate.assumption).")
        if let typed = outcome.typedTravels, typed > 0 {
            sentences.append(
                "Sauf \(FrenchNumber.counted(typed, "trajet noté", "trajets notés")) par quelqu’un qui connaît le chemin."
            )
        }
    }
    if let median = outcome.medianMinutes, let longest = outcome.longestMinutes {
        sentences.append("Trajet médian\u{A0}: \(median)\u{A0}min, le plus long\u{A0}: \(longest)\u{A0}min.")
    }
    if outcome.withoutNetwork > 0 {
        sentences.append(
            "\(outcome.withoutNetworkPlaced) sur \(outcome.withoutNetwork) élèves sans réseau ont un lieu.")
    }
    if let limit = outcome.smallestLimit, outcome.placed > 0, limit < view.proposal.settings.value.longest {
        sentences.append("Autant d’élèves auraient un lieu en ne dépassant pas \(limit)\u{A0}min de trajet.")
    }
    if outcome.unknownTravels > 0 {
        sentences.append(
            "\(FrenchNumber.counted(outcome.unknownTravels, "trajet est inconnu", "trajets sont inconnus"))\u{A0}: "
                + "la commune de l’élève ou l’entreprise n’est pas sur la carte. Ils comptent pour le plus long.")
    }
    if view.proposal.settings.value.shortage > 0 {
        sentences.append(
            "Essai d’une pénurie\u{A0}: des places sont laissées de côté pour qu’il en manque "
                + "\(view.proposal.settings.value.shortage)\u{A0}%.")
    }
    let chained: HTML? =
        outcome.chainedHosts.isEmpty
        ? nil
        : notice(
            .info,
            "<p>Chez \(outcome.chainedHosts.joined(separator: ", ")), des semaines qui se chevauchent en partie sont pleines\u{A0}: les places y ont été partagées par essais. \(gap(outcome))</p>"
        )
    let refused = view.counts[.refused] ?? 0
    let held: HTML? =
        refused == 0
        ? nil
        : notice(
            .warning,
            "<p><a href=\"\(view.link.with([("etat", ProposalLines.refused.rawValue)]))\">\(FrenchNumber.counted(refused, "placement n’a pas pu être accepté", "placements n’ont pas pu être acceptés"))</a>\u{A0}: la raison est sur chaque ligne.</p>"
        )
    let summary: HTML? = sentences.isEmpty ? nil : "<p class=\"hint\">\(sentences.joined(separator: " "))</p>"
    return "\(changesNotice(outcome))\(summary)\(chained)\(held)"
}

/// What the last calculation changed.
private func changesNotice(_ outcome: ProposalOutcome) -> HTML? {
    guard let changes = outcome.changes else { return nil }
    let rest = changes.moved + changes.gained + changes.lost - changes.examples.count
    let more: HTML? = rest > 0 ? "<li>et \(FrenchNumber.counted(rest, "autre", "autres"))</li>" : nil
    let list: HTML? =
        changes.examples.isEmpty
        ? nil
        : "<details><summary class=\"linkish\">Qui\u{A0}?</summary><ul>\(changes.examples.map { "<li>\($0)</li>" as HTML })\(more)</ul></details>"
    return notice(.info, "<p data-changes>Proposé de nouveau\u{A0}: \(changes.sentence).</p>\(list)")
}

/// What a better sharing of the weeks could save at most.
private func gap(_ outcome: ProposalOutcome) -> String {
    let minutes = outcome.gap / 10
    return minutes > 1_440
        ? "Un élève de plus aurait peut-être un lieu."
        : "Un meilleur partage épargnerait \(minutes)\u{A0}min de trajet au plus."
}

// MARK: Sliders

func slidersForm(_ view: ProposalView, _ visit: Visit) -> HTML {
    """
    <form class="panel sliders" method="post" action="\(view.link.appending("reglages"))" data-resolve="proposition lignes cote">\(visit.hiddenFields)\
    <header><h2>Ce qui compte</h2></header>\(sliders(view.proposal.settings.value, compact: true))\
    <p class="row"><button class="btn">\(icon("swap")) Proposer de nouveau</button> <span class="hint" role="status" data-resolving></span></p></form>
    """
}

/// The sliders of some settings; they send numbers like any field.
///
/// - Parameter compact: without the sentence of each, for who sees at once what a slider does.
func sliders(_ settings: ProposalSettings, compact: Bool = false) -> HTML {
    let items = ProposalSettings.Slider.allCases.map { slider -> HTML in
        let name = slider.rawValue
        let hint: HTML? = compact ? nil : "<p class=\"hint\" id=\"h-\(name)\">\(slider.meaning)</p>"
        let described: HTML? = compact ? nil : " aria-describedby=\"h-\(name)\""
        return """
            <div class="field"><label for="f-\(name)">\(slider.label) <output data-of="f-\(name)">\(settings[slider])</output></label>\
            <input id="f-\(name)" name="\(name)" type="range" min="\(slider.range.lowerBound)" max="\(slider.range.upperBound)" \
            step="\([.longest, .travel, .shortage].contains(slider) ? 10 : 1)" value="\(settings[slider])" title="\(slider.meaning)"\(described)>\(hint)</div>
            """
    }
    let state = FormState(settings.values)
    let modes = TravelMode.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        <div class="ranges\(compact ? " compact" as HTML : nil)">\(items)\(selectField(state, "moyen", "Trajets estimés", modes))</div><div class="choices">\
        \(checkbox(state, "sans_reseau", "Les élèves sans réseau d’abord", hint: "Aucun accord, et jamais de lieu trouvé par eux-mêmes ou leur famille."))\
        \(checkbox(state, "hotes_habituels", "Compter une place chez les hôtes habituels", hint: "Ils accueillent la filière mais n’ont rien déclaré : la place reste à demander."))</div>
        """
}

// MARK: List

private func linesForm(_ view: ProposalView, _ visit: Visit) -> HTML {
    let filters = linesFilters(view)
    guard !view.rows.isEmpty else {
        return """
            \(filters)\(emptyState(
                "people", "Personne dans cette liste",
                view.outcome.learners == 0
                    ? "Tous les élèves de ces périodes ont déjà un lieu, ou en sont dispensés."
                    : "Aucun élève n’est dans cet état.", action: button("Voir toute la proposition", to: view.link)))
            """
    }
    let rows = view.rows.map { lineRow($0, view) }
    let next = view.next.map { view.link.with(view.query.query(without: "apres") + [("apres", $0.id.rawValue)]) }
    let isFirst = view.query["apres"].isEmpty
    return """
        \(filters)<form class="tablebox" method="post" action="\(view.link.appending("lignes").with(view.query.query()))" data-selection>\(visit.hiddenFields)\
        <table class="list asrows"><caption class="vh">Lieux proposés</caption><thead><tr>\
        <th class="pick" scope="col"><input type="checkbox" data-all aria-label="Cocher toutes les lignes"></th>\
        <th scope="col">Élève</th><th scope="col">Lieu proposé</th><th scope="col">Pourquoi</th><th scope="col"><span class="vh">Gestes</span></th></tr></thead>\
        <tbody>\(rows)</tbody></table><div class="bulk"><output data-count>Pour les lignes cochées :</output>\
        <button class="btn small primary" name="geste" value="cochees">\(icon("check")) Accepter</button></div>\
        \(acceptAll(view))</form>\
        \(pager(FrenchNumber.counted(view.rows.count, "ligne", "lignes"), previous: isFirst ? nil : view.link.with(view.query.query(without: "apres")), next: next))
        """
}

/// Everything proposed at once, whatever page is shown.
private func acceptAll(_ view: ProposalView) -> HTML? {
    guard let count = view.counts[.proposed], count > 0 else { return nil }
    let label = count == 1 ? "Accepter le seul lieu proposé" : "Accepter les \(count)\u{A0}lieux proposés"
    return
        "<p class=\"row tablefoot\"><button class=\"btn\" name=\"geste\" value=\"tout\">\(icon("check")) \(label)</button></p>"
}

private func linesFilters(_ view: ProposalView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let classes = view.classes.map { (value: $0.id.rawValue, label: $0.code) }
    let which: HTML? =
        classes.count < 2 ? nil : selectField(state, "classe", "Classe", classes, empty: "Toutes les classes")
    return """
        <form class="filters" method="get" action="\(view.link)" data-autosubmit>\
        \(selectField(state, "etat", "Lignes", ProposalLines.allCases.map { ($0.rawValue, $0.label) }, empty: "Toutes"))\(which)\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func lineRow(_ row: ProposalRow, _ view: ProposalView) -> HTML {
    let isOpen = row.companyId != nil && row.placementId == nil
    let pick: HTML? =
        isOpen
        ? "<input type=\"checkbox\" name=\"ligne\" value=\"\(row.id.rawValue)\" aria-label=\"Cocher \(row.listName)\">"
        : nil
    let host: HTML =
        row.companyId.map {
            "\(reference(row.companyName ?? "", to: .company($0), opens: view.author.may(.seeCompanies)))<span class=\"sub\">\(row.companyCity)</span>"
        } ?? badge("Sans lieu", .late)
    let refusal: HTML? = row.refusal.isEmpty ? nil : "<p class=\"error\">\(icon("alert")) \(row.refusal)</p>"
    let mark: HTML? = row.placementId != nil ? badge("Accepté", .done) : row.locked ? tag("gardé") : nil
    return """
        <tr id="l-\(row.id.rawValue)"><td class="pick">\(pick)</td><th scope="row"><a href="\(view.link.appending("lignes").appending(row.id.rawValue))">\(row.listName)</a>\
        <span class="sub">\(row.classCode), \(row.city)</span></th>\
        <td data-label="Lieu proposé">\(host) \(mark)</td><td data-label="Pourquoi"><span class="why">\(row.reason)</span>\(refusal)</td>\
        <td class="do">\(lineGestures(row))</td></tr>
        """
}

private func lineGestures(_ row: ProposalRow) -> HTML? {
    guard row.companyId != nil, row.placementId == nil else { return nil }
    let who: HTML = "<span class=\"vh\"> : \(row.listName)</span>"
    func gesture(_ deed: DecidePair.Deed, _ name: String, _ label: String) -> HTML {
        """
        <button class="btn small quiet" name="geste" value="\(deed.rawValue)~\(row.id.rawValue)" title="\(label)">\(icon(name))<span class="vh">\(label)</span>\(who)</button>
        """
    }
    return row.locked
        ? gesture(.free, "unlock", "Laisser libre")
        : "\(gesture(.lock, "lock", "Garder ce lieu"))\(gesture(.refuse, "cross", "Écarter ce lieu"))"
}

// MARK: Who is left, and what entered

private func missingPanel(_ view: ProposalView, _ visit: Visit) -> HTML? {
    guard !view.outcome.shortages.isEmpty else { return nil }
    let items = view.outcome.shortages.prefix(12).map { shortage -> HTML in
        let where_ = shortage.town.isEmpty ? "commune inconnue" : "autour \(French.of(shortage.town))"
        let link: HTML? =
            view.author.may(.seeCompanies)
            ? "<button class=\"btn small\" name=\"manque\" value=\"\(shortage.stream)~\(shortage.town)\">\(icon("phone")) Liste d’appels<span class=\"vh\"> : \(shortage.stream), \(where_)</span></button>"
            : nil
        return """
            <li><div><strong>\(FrenchNumber.counted(shortage.missing, "place", "places"))</strong>\
            <p>\(shortage.stream.isEmpty ? "filière non précisée" : shortage.stream), \(where_)</p></div>\(link)</li>
            """
    }
    let rest = view.outcome.shortages.dropFirst(12).reduce(0) { $0 + $1.missing }
    let more: HTML? =
        rest > 0
        ? "<p class=\"hint\">Et \(FrenchNumber.counted(rest, "autre place", "autres places")) ailleurs.</p>" : nil
    return panel(
        "Places à prospecter",
        "<p class=\"hint\">De quoi donner un lieu à ceux qui restent, à moins de \(view.proposal.settings.value.longest)\u{A0}min. « Liste d’appels » enregistre une vue des entreprises à appeler, avec sa raison.</p><form method=\"post\" action=\"\(view.link.appending("prospection"))\">\(visit.hiddenFields)<ul class=\"lines\">\(Array(items))</ul></form>\(more)"
    )
}

/// What the cost is made of, and what never enters it.
func dataPanel(_ estimate: TravelEstimate?) -> HTML {
    let assumption = estimate.map { "estimé\u{A0}: \($0.assumption)" } ?? "estimé, selon le moyen choisi"
    return """
        <details class="panel" id="donnees"><summary>Ce qui entre dans le calcul</summary><ul>\
        <li>La commune de l’élève et la position de l’entreprise (trajet \(assumption), ou noté par quelqu’un).</li>\
        <li>Les pistes notées\u{A0}: accord, entretien, attente, refus de l’entreprise.</li>\
        <li>Les places déclarées\u{A0}: filière, niveau, semaines, nombre, moins celles déjà prises.</li>\
        <li>Les placements existants, gardés tels quels\u{A0}; les lieux et secteurs déjà vus\u{A0}; qui avait trouvé le lieu.</li>\
        <li>Les plafonds\u{A0}: stagiaires par personne morale et par semaine (R.\u{A0}124-10), élèves par tuteur connu (R.\u{A0}124-13).</li>\
        <li>Vos réglages, et ce que vous gardez ou écartez.</li></ul>\
        <p><strong>Aucune donnée sensible n’entre dans le calcul\u{A0}: ni santé, ni handicap, ni aide ou bourse, ni sexe, ni nationalité.</strong></p></details>
        """
}

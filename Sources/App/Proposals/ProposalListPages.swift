import Domain

// Where proposals are asked for, found again and compared.

func proposalsPage(_ proposals: [ProposalSummary], year: Int, today: LocalDate) -> Page {
    let title = "Propositions de placement"
    let head = pageHead(
        title, count: proposals.count, crumbs: [("PFMP", .year)],
        actions: [
            button("Nouvelle proposition", to: .newProposal, icon: "plus", style: "primary"),
            button("Répartir les référents", to: .referentProposals, icon: "tutor"),
            button("Tournées de visites", to: .tours, icon: "pin"),
        ])
    guard !proposals.isEmpty else {
        return Page(
            title, in: .pfmp,
            """
            \(head)\(emptyState(
                "star", "Aucune proposition cette année",
                "Choisissez une ou plusieurs périodes\u{A0}: le programme propose qui va où, avec la raison de chaque choix. Rien n’est décidé sans vous.",
                action: button("Proposer un placement", to: .newProposal, icon: "plus")))
            """)
    }
    let columns: [Column<ProposalSummary>] = [
        Column("Proposition", header: true) {
            "<a class=\"rowlink\" href=\"\(Link.proposal($0.id))\">\($0.name)</a><span class=\"sub\">par \($0.createdBy)</span>"
        },
        Column("Calculée") { HTML(text: Now($0.solvedAt).day.near(today)) },
        Column("Élèves", numeric: true) { "\($0.outcome.value.learners)" },
        Column("Avec un lieu", numeric: true) { "\($0.outcome.value.placed)" },
        Column("Trajet médian", numeric: true) {
            HTML(text: $0.outcome.value.medianMinutes.map { "\($0)\u{A0}min" } ?? "inconnu")
        },
        Column("Acceptés", numeric: true) { "\($0.accepted)" },
        Column("Comparer") {
            "<a href=\"\(Link.comparison($0.id, nil))\">Comparer<span class=\"vh\"> \($0.name)</span></a>"
        },
    ]
    return Page(title, in: .pfmp, "\(head)\(listTable("Propositions de l’année", proposals, columns))")
}

func newProposalPage(_ periods: [PeriodLine], _ state: FormState, today: LocalDate, _ visit: Visit) -> Page {
    let title = "Proposer un placement"
    let open = periods.filter { $0.endsOn >= today && $0.missing > 0 }
    let head = pageHead(title, crumbs: [("PFMP", .year), ("Propositions", .proposals)])
    guard !open.isEmpty else {
        return Page(
            title, in: .pfmp,
            """
            \(head)\(emptyState(
                "check", "Personne à placer",
                "Aucune période en cours ou à venir n’a d’élève sans lieu.", action: button("Voir les périodes", to: .year)))
            """)
    }
    var reader = FormReader(state.values)
    let settings = state.values.has("trajet") ? ProposalSettings(reading: &reader) : ProposalSettings()
    let choices = open.map { line in
        (
            value: line.id.rawValue,
            label: "\(line.classCode), \(line.label), \(line.dates(today: today)) (\(line.missing) sans lieu)"
        )
    }
    let body: HTML = """
        \(checkboxes(state, "periode", "Pour quelles périodes", choices, hint: "Une classe, plusieurs, ou tout le lycée : les places communes sont partagées au mieux."))\
        \(field(state, "nom", "Nom de la proposition", FieldOptions(hint: "Sans nom : les classes concernées.", optional: true)))\
        <details class="more"><summary>Ce qui compte</summary>\(sliders(settings))</details>\
        \(formEnd("Proposer", cancel: .proposals, icon: "star"))
        """
    return Page(
        title, in: .pfmp,
        "<div class=\"page narrow\">\(head)\(postForm(.newProposal, state, visit: visit, body))\(dataPanel(nil))</div>")
}

// MARK: One learner

func proposalLinePage(_ view: ProposalLineView, _ visit: Visit) -> Page {
    let link = Link.proposal(view.proposal.id)
    let title = "Lieux possibles \(French.of(view.learner.fullName))"
    var meta: [HTML] = []
    if let goer = view.goer { meta.append(HTML(text: "\(goer.classCode), \(goer.periodLabel)")) }
    if view.isWithoutNetwork { meta.append(tag("sans réseau")) }
    let head = pageHead(
        title, crumbs: [("Propositions", .proposals), (view.proposal.name, link)], meta: meta)
    let now = notice(
        .info,
        "<p><strong>\(view.company?.displayName ?? "Sans lieu")</strong>\u{A0}: \(view.line.reason).</p>")
    guard !view.choices.isEmpty else {
        let text =
            view.goer == nil
            ? "Cet élève a un lieu pour cette période, ou en est dispensé."
            : "Aucune place ne convient\u{A0}: allongez le trajet, comptez les hôtes habituels, ou prospectez."
        return Page(
            title, in: .pfmp,
            "\(head)\(now)\(emptyState("place", "Aucun choix", text, action: button("Revenir à la proposition", to: link)))"
        )
    }
    let columns: [Column<ProposalLineView.Choice>] = [
        Column("Entreprise", header: true) { choice in
            "<a href=\"\(pairLink(choice, view))\">\(choice.company.name)</a><span class=\"sub\">\(choice.company.city)</span>"
        },
        Column("Trajet", numeric: true) { choice in
            let minutes = choice.minutes.map { "\($0)\u{A0}min" } ?? "inconnu"
            return choice.typed == nil ? HTML(text: minutes) : "\(minutes) \(tag("noté"))"
        },
        Column("Vœu", numeric: true) { HTML(text: $0.wish.map { "n°\u{A0}\($0)" } ?? "") },
        Column("Places", numeric: true) { $0.isToAsk ? "à demander" : "\($0.room)" },
        Column("Moins bien de", numeric: true) { HTML(text: $0.extra == 0 ? "" : "\($0.extra)\u{A0}min") },
        Column("Décision") { choice in
            guard let decision = choice.decision else { return "" }
            let word = decision.kind == .locked ? tag("gardé") : tag("écarté")
            return decision.reason.isEmpty ? word : "\(word)<span class=\"sub\">\(decision.reason)</span>"
        },
        Column("Gestes") { choiceGestures($0, view, visit) },
    ]
    return Page(
        title, in: .pfmp,
        "\(head)\(now)\(listTable("Lieux possibles, le meilleur pour l’élève d’abord", Array(view.choices.prefix(40)), columns))"
    )
}

func pairLink(_ choice: ProposalLineView.Choice, _ view: ProposalLineView) -> Link {
    Link.proposal(view.proposal.id).appending("lignes").appending(view.line.id.rawValue).appending("lieux")
        .appending(choice.company.id.rawValue)
}

private func choiceGestures(_ choice: ProposalLineView.Choice, _ view: ProposalLineView, _ visit: Visit) -> HTML {
    guard view.line.placementId == nil else { return "" }
    return
        "<a class=\"btn small quiet\" href=\"\(pairLink(choice, view))\">Décider<span class=\"vh\"> : \(choice.company.name)</span></a>"
}

// MARK: Two proposals

func comparisonPage(_ view: ProposalComparisonView, _ query: FormValues) -> Page {
    let title = "Comparer deux propositions"
    let sides = [view.left, view.right]
    let state = FormState([("a", view.left.id.rawValue), ("b", view.right.id.rawValue)])
    let choices = view.all.map { (value: $0.id.rawValue, label: "\($0.name), \(Now($0.solvedAt).day.short)") }
    let totals: [(String, (ProposalOutcome) -> String)] = [
        ("Élèves avec un lieu", { "\($0.placed) sur \($0.learners)" }),
        ("Sans réseau, avec un lieu", { "\($0.withoutNetworkPlaced) sur \($0.withoutNetwork)" }),
        ("Trajet médian", { $0.medianMinutes.map { "\($0)\u{A0}min" } ?? "inconnu" }),
        ("Trajet le plus long", { $0.longestMinutes.map { "\($0)\u{A0}min" } ?? "inconnu" }),
        ("Places comptées", { "\($0.places)" }),
    ]
    let rows = totals.map { label, value -> HTML in
        "<tr><th scope=\"row\">\(label)</th>\(sides.map { "<td data-label=\"\($0.name)\">\(value($0.outcome.value))</td>" as HTML })</tr>"
    }
    let columns: [Column<ProposalDifference>] = [
        Column("Élève", header: true) { "\($0.name)<span class=\"sub\">\($0.classCode)</span>" },
        Column(view.left.name) { side($0.left) }, Column(view.right.name) { side($0.right) },
    ]
    let shown = Array(view.differences.prefix(ProposalComparisonView.most))
    let differences: HTML =
        view.differences.isEmpty
        ? emptyState("check", "Aucune différence", "Les deux propositions envoient chacun au même endroit.")
        : listTable("Élèves qui n’ont pas le même lieu", shown, columns)
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("PFMP", .year), ("Propositions", .proposals)], meta: [
            HTML(text: FrenchNumber.counted(view.differences.count, "élève change de lieu", "élèves changent de lieu")),
            HTML(text: FrenchNumber.counted(view.same, "garde le sien", "gardent le leur")),
        ]))<form class="filters" method="get" action="\(Link.comparisonPage)" data-autosubmit>\(selectField(state, "a", "Entre", choices))\
        \(selectField(state, "b", "et", choices))<button class="btn nojs">Comparer</button></form>\
        <div class="tablebox"><table class="list asrows"><caption class="vh">Totaux</caption><thead><tr><th scope="col">En tout</th>\
        \(sides.map { "<th scope=\"col\"><a href=\"\(Link.proposal($0.id))\">\($0.name)</a></th>" as HTML })</tr></thead><tbody>\(rows)</tbody></table></div>\(differences)
        """)
}

private func side(_ row: ProposalRow?) -> HTML {
    guard let row else { return "<span class=\"muted\">pas concerné</span>" }
    guard row.companyId != nil else { return badge("Sans lieu", .late) }
    return "\(row.companyName)<span class=\"sub\">\(row.minutes.map { "\($0)\u{A0}min" } ?? "trajet inconnu")</span>"
}

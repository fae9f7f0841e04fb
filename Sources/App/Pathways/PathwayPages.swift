import Domain
import Exchange

extension CouncilAdvice {
    var tone: Tone {
        switch self {
        case .favourable: .done
        case .reserved: .soon
        case .unfavourable: .late
        }
    }
}

/// What the page of the campaign shows.
struct PathwayView: Sendable {
    let campaign: PathwayCampaign
    let lines: [PathwayLine]
    /// Learners who chose to go and are in no period yet.
    let joining: Int
    let query: FormValues
    let today: LocalDate
    let author: Author
    /// What the text of the year says of the dates; `nil` when the program does not know the year.
    let regime: PathwayRegime?

    /// The dates are those of a text that was not read yet.
    var isToConfirm: Bool {
        guard let regime, regime.standing != .read else { return false }
        return regime.startsOn == campaign.startsOn && regime.endsOn == campaign.endsOn
    }

    var shown: [PathwayLine] {
        lines.filter { line in
            (query["classe"].isEmpty || line.classId.rawValue == query["classe"]) && isWanted(line)
        }
    }

    private func isWanted(_ line: PathwayLine) -> Bool {
        switch query["choix"] {
        case "": true
        case "sans": line.path == nil
        case "moitie": line.path?.second != nil
        case "changement": line.waiting > 0
        case let key: line.firstOption == key || line.secondOption == key
        }
    }

    func count(_ key: String) -> Int {
        lines.count { $0.firstOption == key && $0.secondOption == nil }
    }
}

func pathwayPage(_ view: PathwayView) -> Page {
    let campaign = view.campaign
    var actions: [HTML] = []
    if view.author.may(.planPeriods) {
        actions.append(
            button(
                view.joining > 0 ? "Créer les périodes (\(view.joining))" : "Périodes", to: .pathwayPlan,
                icon: "calendar",
                style: view.joining > 0 ? "primary" : ""))
        actions.append(button("Modifier la campagne", to: .campaign, icon: "edit"))
    }
    if view.author.may(.exportData) {
        let query = view.query.query()
        actions.append(button("CSV", to: Link("/parcours/export.csv").with(query), icon: "download"))
        actions.append(button("Excel", to: Link("/parcours/export.xlsx").with(query), icon: "download"))
    }
    var meta: [HTML] = [
        HTML(text: "du \(campaign.startsOn.short) au \(campaign.endsOn.long)"),
        HTML(text: FrenchNumber.counted(campaign.weeks, "semaine", "semaines")),
    ]
    if view.isToConfirm { meta.append(badge("Dates à confirmer", .soon)) }
    if let day = campaign.closesOn { meta.append("choix jusqu’au \(day.short)") }
    return Page(
        campaign.name, in: .pfmp,
        """
        \(pageHead(campaign.name, count: view.shown.count, crumbs: [("PFMP", .year)], meta: meta, actions: actions))\(pfmpTabs(.pathway))\
        \(pathwayTiles(view))\(pathwayFilters(view))\(pathwayTable(view))
        """)
}

private func pathwayTiles(_ view: PathwayView) -> HTML {
    var tiles = view.campaign.options.list.map { option in
        tile(view.count(option.key), option.label, to: Link.pathway.with([("choix", option.key)]))
    }
    let halves = view.lines.count { $0.path?.second != nil }
    let none = view.lines.count { $0.path == nil }
    let waiting = view.lines.count { $0.waiting > 0 }
    tiles.append(tile(halves, "en deux moitiés", to: Link.pathway.with([("choix", "moitie")])))
    tiles.append(tile(none, "sans choix", to: Link.pathway.with([("choix", "sans")]), none == 0 ? .done : .soon))
    if waiting > 0 {
        tiles.append(tile(waiting, "changements demandés", to: Link.pathway.with([("choix", "changement")]), .late))
    }
    return "<ul class=\"tiles\" aria-label=\"Choix des élèves\">\(tiles.map { "<li>\($0)</li>" as HTML })</ul>"
}

private func pathwayFilters(_ view: PathwayView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let classes = Dictionary(view.lines.map { ($0.classId.rawValue, $0.classCode) }, uniquingKeysWith: { $1 })
        .sorted { $0.value < $1.value }.map { (value: $0.key, label: $0.value) }
    let choices =
        view.campaign.options.list.map { (value: $0.key, label: $0.label) } + [
            (value: "moitie", label: "En deux moitiés"), (value: "sans", label: "Sans choix"),
            (value: "changement", label: "Changement demandé"),
        ]
    return """
        <form class="filters" method="get" action="\(Link.pathway)" data-autosubmit>\
        \(selectField(state, "classe", "Classe", classes, empty: "Toutes les classes"))\
        \(selectField(state, "choix", "Choix", choices, empty: "Tous"))<button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func pathwayTable(_ view: PathwayView) -> HTML {
    guard !view.shown.isEmpty else {
        return emptyState(
            "people",
            view.lines.isEmpty ? "Aucun élève de terminale professionnelle" : "Personne ne répond à ces critères",
            view.lines.isEmpty
                ? "La campagne concerne les élèves des terminales de bac professionnel." : "Élargissez la sélection.",
            action: button("Voir tout le monde", to: .pathway))
    }
    let columns: [Column<PathwayLine>] = [
        Column("Élève", header: true) {
            "<a class=\"rowlink\" href=\"\(Link.pathway(of: $0.learnerId))\">\($0.listName)</a>"
        },
        Column("Classe") { HTML(text: $0.classCode) },
        Column("Parcours") { line in
            line.path.map { HTML(text: $0.label(in: view.campaign)) } ?? badge("Sans choix", .soon)
        },
        Column("Choisi le") { "<span class=\"nowrap\">\($0.chosenOn?.short)</span>" },
        Column("Avis du conseil") { line in line.advice.map { badge($0.label, $0.tone) } ?? "" },
        Column("Changement") { $0.waiting > 0 ? badge("Demandé", .late) : "" },
    ]
    let lines = view.shown
    let start = lines.firstIndex { $0.learnerId.rawValue == view.query["apres"] }.map { $0 + 1 } ?? 0
    let shown = Array(lines.dropFirst(start).prefix(50))
    let query = view.query.query(without: "apres")
    let next = lines.count > start + shown.count ? shown.last.map { $0.learnerId.rawValue } : nil
    return """
        \(listTable("Parcours des élèves de terminale", shown, brief: true, columns))\
        \(pager("\(FrenchNumber.counted(shown.count, "élève affiché", "élèves affichés")) sur \(lines.count)", previous: start > 0 ? Link.pathway.with(query) : nil, next: next.map { Link.pathway.with(query + [("apres", $0)]) }))
        """
}

enum PathwayExport {
    static func sheet(_ view: PathwayView) -> Sheet {
        let columns = [
            "Nom", "Prénom", "Classe", "Parcours", "Seconde moitié", "À partir du", "En entreprise du", "Au",
            "Choisi le", "Avis du conseil", "Changement demandé",
        ].map { SheetColumn($0) }
        return Sheet(name: "Parcours", columns: columns, rows: view.shown.map { row($0, view.campaign) })
    }

    private static func row(_ line: PathwayLine, _ campaign: PathwayCampaign) -> [CellValue] {
        let days = line.path?.daysAtHost(in: campaign)
        return [
            .text(line.usageName ?? line.familyName), .text(line.firstName), .text(line.classCode),
            .optional(line.firstOption.map { campaign.option($0)?.label ?? $0 }),
            .optional(line.secondOption.map { campaign.option($0)?.label ?? $0 }), .optional(line.turnsOn),
            .optional(days?.lowerBound), .optional(days?.upperBound), .optional(line.chosenOn),
            .optional(line.advice?.label), .text(line.waiting > 0 ? "oui" : ""),
        ]
    }
}

func noCampaignPage(year: SchoolYear?, author: Author) -> Page {
    let create =
        author.may(.planPeriods) ? button("Ouvrir la campagne", to: .campaign, icon: "plus", style: "primary") : nil
    return Page(
        "Parcours de terminale", in: .pfmp,
        """
        \(pageHead("Parcours de terminale", crumbs: [("PFMP", .year)]))\(pfmpTabs(.pathway))\(emptyState(
            "pfmp", "Aucune campagne pour \(year?.rawValue ?? "cette année")",
            "Chaque année a ses dates et ses options : ouvrez la campagne, puis notez le choix de chaque élève, l’avis du conseil de classe et les changements demandés.",
            action: create))
        """)
}

func campaignFormPage(_ state: FormState, regime: PathwayRegime?, isNew: Bool, _ visit: Visit) -> Page {
    let title = isNew ? "Ouvrir la campagne" : "Modifier la campagne"
    let options = (1...CampaignForm.mostOptions).map { rank -> HTML in
        """
        <div class="pair">\(field(state, "option-\(rank)", "Option \(rank)", FieldOptions(optional: rank > 2)))\
        \(checkbox(state, "entreprise-\(rank)", "L’élève va en entreprise"))</div>\
        <input type="hidden" name="cle-\(rank)" value="\(state["cle-\(rank)"])">
        """
    }
    let source: HTML? = regime.map { regime in
        let doubt =
            regime.standing == .unsure ? " Ces dates sont à vérifier dans le texte de l’année." : ""
        return notice(
            regime.standing == .unsure ? .warning : .info,
            "<p>Proposition pour l’année : \(regime.source).\(doubt) Tout se modifie.</p>")
    }
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(field(state, "nom", "Nom", FieldOptions(hint: "Celui que les familles connaissent.")))\
        <div class="pair">\(dateField(state, "du", "Premier jour"))\(dateField(state, "au", "Dernier jour"))</div>\
        \(dateField(state, "limite", "Date limite des choix", optional: true))\
        <section><h2>Ce qui se choisit</h2>\(options)</section>\(formEnd("Enregistrer la campagne", cancel: .pathway))
        """
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("PFMP", .year), ("Parcours de terminale", .pathway)]))\
        \(source)\(postForm(.campaign, state, visit: visit, body))</div>
        """)
}

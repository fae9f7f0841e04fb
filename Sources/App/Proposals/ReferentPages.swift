import Domain

/// The proposals of référents of a year, and what asks for another.
struct ReferentListView: Sendable {
    let proposals: [ReferentSummary]
    let periods: [PeriodLine]
    let today: LocalDate

    func page(_ state: FormState, _ visit: Visit) -> Page {
        let title = "Répartir les référents"
        let head = pageHead(title, crumbs: [("PFMP", .year), ("Propositions", .proposals)])
        guard !periods.isEmpty || !proposals.isEmpty else {
            return Page(
                title, in: .pfmp,
                "\(head)\(emptyState("people", "Personne n’est encore placé", "La répartition se fait entre les élèves qui ont un lieu.", action: button("Voir les périodes", to: .year)))"
            )
        }
        let form: HTML? = periods.isEmpty ? nil : newForm(state, visit)
        return Page(
            title, in: .pfmp, "<div class=\"page narrow\">\(head)\(kept)\(form)</div>")
    }

    private var kept: HTML? {
        guard !proposals.isEmpty else { return nil }
        let columns: [Column<ReferentSummary>] = [
            Column("Répartition", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.referentProposal($0.id))\">\($0.name)</a><span class=\"sub\">par \($0.createdBy)</span>"
            },
            Column("Calculée") { HTML(text: Now($0.solvedAt).day.near(today)) },
            Column("Élèves", numeric: true) { "\($0.lines)" }, Column("À affecter", numeric: true) { "\($0.changes)" },
            Column("Affectés", numeric: true) { "\($0.accepted)" },
        ]
        return listTable("Répartitions gardées", proposals, columns)
    }

    private func newForm(_ state: FormState, _ visit: Visit) -> HTML {
        let choices = periods.map { line in
            (value: line.id.rawValue, label: "\(line.classCode), \(line.dates(today: today)) (\(line.placedCount))")
        }
        var reader = FormReader(state.values)
        let settings = state.values.has("equilibre") ? ReferentSettings(reading: &reader) : ReferentSettings()
        return panel(
            "Nouvelle répartition",
            postForm(
                .referentProposals, state, visit: visit,
                """
                \(checkboxes(state, "periode", "Pour quelles périodes", choices, hint: "Entre parenthèses : les élèves qui ont un lieu."))\
                \(field(state, "nom", "Nom de la répartition", FieldOptions(hint: "Sans nom : les classes concernées.", optional: true)))\
                <details class="more"><summary>Ce qui compte</summary>\(referentSliders(settings, compact: false))</details>\
                \(formEnd("Proposer une répartition", icon: "star"))
                """))
    }
}

func referentSliders(_ settings: ReferentSettings, compact: Bool) -> HTML {
    let items = ReferentSettings.Slider.allCases.map { slider -> HTML in
        let name = slider.rawValue
        let hint: HTML? = compact ? nil : "<p class=\"hint\" id=\"h-\(name)\">\(slider.meaning)</p>"
        let described: HTML? = compact ? nil : " aria-describedby=\"h-\(name)\""
        return """
            <div class="field"><label for="f-\(name)">\(slider.label) <output data-of="f-\(name)">\(settings[slider])</output></label>\
            <input id="f-\(name)" name="\(name)" type="range" min="0" max="300" step="10" value="\(settings[slider])" title="\(slider.meaning)"\(described)>\(hint)</div>
            """
    }
    return "<div class=\"ranges\(compact ? " compact" as HTML : nil)\">\(items)</div>"
}

/// What the page of one proposal shows.
struct ReferentView: Sendable {
    let proposal: ReferentProposal
    let rows: [ReferentRow]
    let next: ReferentRow?
    let counts: [ReferentLines: Int]
    let loads: [ReferentLoad]
    let cap: Int
    let query: FormValues

    var link: Link { .referentProposal(proposal.id) }
}

extension SchoolDatabase {
    func referentView(_ id: ID<ReferentProposal>, query: FormValues, today: LocalDate) throws -> ReferentView {
        let proposal = try referentProposal(id)
        let teams = try referentTeams(try periods(of: id))
        let last = query["apres"].isEmpty ? nil : try referentPosition(of: ID(query["apres"]))
        let rows = try referentRows(
            of: id, showing: ReferentLines(rawValue: query["etat"]), after: last,
            limit: SchoolDatabase.proposalPage + 1)
        let shown = Array(rows.prefix(SchoolDatabase.proposalPage))
        let proposed = Dictionary(
            try lines(of: id).compactMap { line in line.staffId.map { (line.placementId, $0) } },
            uniquingKeysWith: { first, _ in first })
        return ReferentView(
            proposal: proposal, rows: shown, next: rows.count > shown.count ? shown.last : nil,
            counts: Dictionary(
                uniqueKeysWithValues: try ReferentLines.allCases.map { ($0, try referentCount(of: id, $0)) }),
            loads: ReferentLoad.all(of: teams, proposed: proposed),
            cap: try referentCap(of: teams.map(\.period), today: today), query: query)
    }
}

func referentProposalPage(_ view: ReferentView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Référents\u{A0}: \(view.proposal.name)"
    var actions = [
        button("Tableur", to: view.link.appending("referents.xlsx"), icon: "download"),
        button("CSV", to: view.link.appending("referents.csv"), icon: "download"),
    ]
    if (view.counts[.accepted] ?? 0) > 0 {
        actions.append(
            postButton("Annuler l’affectation", to: view.link.appending("annulation"), visit: visit, icon: "undo"))
    }
    actions.append(
        postButton("Supprimer", to: view.link.appending("suppression"), visit: visit, icon: "trash", style: "quiet"))
    let head = pageHead(
        title, crumbs: [("Propositions", .proposals), ("Référents", .referentProposals)],
        meta: [
            HTML(text: "par \(view.proposal.createdBy)"),
            HTML(text: "\(view.cap)\u{A0}élèves au plus par enseignant (D.\u{A0}124-3)"),
        ], actions: actions)
    return Page(
        title, in: .pfmp, full: true,
        """
        \(head)\(errorSummary(state))<div id="repartition">\(referentTiles(view))</div>\
        <form class="panel sliders" method="post" action="\(view.link.appending("reglages"))" data-resolve="repartition lignes cote">\(visit.hiddenFields)\
        <header><h2>Ce qui compte</h2></header>\(referentSliders(view.proposal.settings.value, compact: true))\
        <p class="row"><button class="btn">\(icon("swap")) Proposer de nouveau</button> <span class="hint" role="status" data-resolving></span></p></form>\
        <div class="proposal"><div id="lignes">\(referentLines(view, visit))</div><aside id="cote">\(chargePanel(view))</aside></div>
        """)
}

private func referentTiles(_ view: ReferentView) -> HTML {
    let count = { (lines: ReferentLines) in view.counts[lines] ?? 0 }
    let link = { (lines: ReferentLines) in view.link.with([("etat", lines.rawValue)]) }
    let tiles = [
        tile(count(.changing), "à affecter", to: link(.changing)),
        tile(count(.without), "sans référent", to: link(.without), count(.without) == 0 ? .done : .late),
        tile(count(.accepted), "affectés", one: "affecté", to: link(.accepted), .done),
        tile(count(.locked), "choisis par vous", one: "choisi par vous", to: link(.locked)),
    ]
    return
        "<ul class=\"tiles\" aria-label=\"Ce que donne la répartition\">\(tiles.map { "<li>\($0)</li>" as HTML })</ul>"
}

private func referentLines(_ view: ReferentView, _ visit: Visit) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let filters: HTML = """
        <form class="filters" method="get" action="\(view.link)" data-autosubmit>\
        \(selectField(state, "etat", "Lignes", ReferentLines.allCases.map { ($0.rawValue, $0.label) }, empty: "Toutes"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
    guard !view.rows.isEmpty else {
        return
            "\(filters)\(emptyState("check", "Personne dans cette liste", "Les conventions parties gardent leur référent\u{A0}: elles ne sont pas dans la répartition.", action: button("Voir toute la répartition", to: view.link)))"
    }
    let next = view.next.map { view.link.with(view.query.query(without: "apres") + [("apres", $0.id.rawValue)]) }
    let back = view.query["apres"].isEmpty ? nil : view.link.with(view.query.query(without: "apres"))
    let changing = view.counts[.changing] ?? 0
    let all: HTML? =
        changing == 0
        ? nil
        : "<p class=\"row tablefoot\"><button class=\"btn\" name=\"geste\" value=\"tout\">\(icon("check")) Affecter les \(changing)\u{A0}référents proposés</button></p>"
    return """
        \(filters)<form class="tablebox" method="post" action="\(view.link.appending("suivis").with(view.query.query()))" data-selection>\(visit.hiddenFields)\
        <table class="list asrows"><caption class="vh">Référents proposés</caption><thead><tr><th class="pick" scope="col"><input type="checkbox" data-all aria-label="Cocher toutes les lignes"></th>\
        <th scope="col">Élève</th><th scope="col">Lieu</th><th scope="col">Aujourd’hui</th><th scope="col">Proposé</th><th scope="col"><span class="vh">Choisir</span></th></tr></thead>\
        <tbody>\(view.rows.map { referentRow($0, view) })</tbody></table><div class="bulk"><output data-count>Pour les lignes cochées :</output>\
        <button class="btn small primary" name="geste" value="cochees">\(icon("check")) Affecter ces référents</button></div>\(all)</form>\
        \(pager(FrenchNumber.counted(view.rows.count, "ligne", "lignes"), previous: back, next: next))
        """
}

private func referentRow(_ row: ReferentRow, _ view: ReferentView) -> HTML {
    let pick: HTML? =
        row.changes
        ? "<input type=\"checkbox\" name=\"ligne\" value=\"\(row.id.rawValue)\" aria-label=\"Cocher \(row.listName)\">"
        : nil
    let mark: HTML? =
        row.acceptedAt != nil
        ? badge("Affecté", .done)
        : row.isFixed
            ? tag("convention partie")
            : row.locked
                ? tag("choisi par vous") : row.staffId == row.currentId && row.staffId != nil ? tag("inchangé") : nil
    let proposed: HTML = row.staffName.map { "<strong>\($0)</strong>" } ?? badge("Personne", .late)
    return """
        <tr id="l-\(row.id.rawValue)"><td class="pick">\(pick)</td><th scope="row">\(row.listName)<span class="sub">\(row.classCode)</span></th>\
        <td data-label="Lieu">\(row.companyName)<span class="sub">\(row.companyCity)</span></td>\
        <td data-label="Aujourd’hui">\(row.currentName ?? "personne")</td>\
        <td data-label="Proposé">\(proposed) \(mark)<span class="sub">\(row.reason)</span></td><td class="do">\(referentChoice(row, view))</td></tr>
        """
}

private func referentChoice(_ row: ReferentRow, _ view: ReferentView) -> HTML? {
    guard row.acceptedAt == nil, !row.isFixed else { return nil }
    let link = view.link.appending("suivis").appending(row.id.rawValue)
    let free: HTML? =
        row.locked
        ? "<button class=\"btn small quiet\" name=\"geste\" value=\"liberer~\(row.id.rawValue)\" title=\"Laisser libre\">\(icon("unlock"))<span class=\"vh\">Laisser libre : \(row.listName)</span></button>"
        : nil
    return
        "<a class=\"btn small quiet\" href=\"\(link)\">Choisir<span class=\"vh\"> : \(row.listName)</span></a>\(free)"
}

private func chargePanel(_ view: ReferentView) -> HTML {
    let rows = view.loads.map { load -> HTML in
        let target = load.target == 0 ? "–" : "\(load.target / 100),\(load.target % 100 / 10)"
        return """
            <tr><th scope="row">\(load.name)</th><td class="num" data-label="Part">\(target)</td><td class="num" data-label="Élèves">\(load.followed)</td>\
            <td class="num" data-label="Ailleurs">\(load.elsewhere)</td><td class="num" data-label="En tout">\(view.cap > 0 && load.total > view.cap ? badge(String(load.total), .late) : HTML(text: String(load.total)))</td></tr>
            """
    }
    return panel(
        "Charge de chacun, une fois tout accepté",
        """
        <table class="list"><caption class="vh">Part selon les heures, et élèves suivis</caption><thead><tr><th scope="col">Enseignant</th><th scope="col" class="num">Part</th>\
        <th scope="col" class="num">Élèves</th><th scope="col" class="num">Ailleurs</th><th scope="col" class="num">En tout</th></tr></thead><tbody>\(rows)</tbody></table>\
        <p class="hint">Calculé avec les heures dans la classe, le référent précédent, la matière et la position des entreprises. Aucune donnée sur les personnes n’y entre.</p>
        """)
}

/// Référents in force would be replaced: somebody says so first.
func replacingPage(
    _ id: ID<ReferentProposal>, _ name: String, _ rows: [ReferentRow], _ visit: Visit
) -> Page {
    let title = "Remplacer des référents\u{A0}?"
    let replaced = rows.filter(\.replaces)
    let link = Link.referentProposal(id)
    func form(_ label: String, _ rows: [ReferentRow], _ style: String, replaces: Bool) -> HTML {
        postButton(
            label, to: link.appending("suivis"), visit: visit, icon: "check", style: style,
            fields: [("geste", "cochees")] + (replaces ? [("remplacer", "1")] : [])
                + rows.map { ("ligne", $0.id.rawValue) })
    }
    let columns: [Column<ReferentRow>] = [
        Column("Élève", header: true) { "\($0.listName)<span class=\"sub\">\($0.classCode)</span>" },
        Column("Aujourd’hui") { HTML(text: $0.currentName ?? "") },
        Column("Deviendrait") { HTML(text: $0.staffName ?? "") },
    ]
    let others = rows.filter { !$0.replaces }
    let some: HTML? =
        others.isEmpty
        ? nil
        : form(
            "Affecter seulement \(others.count == 1 ? "le seul élève" : "les \(others.count)\u{A0}élèves") sans référent",
            others, "",
            replaces: false)
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Référents", .referentProposals), (name, link)]))\
        \(notice(.warning, "<p>\(FrenchNumber.counted(replaced.count, "élève a déjà un référent", "élèves ont déjà un référent"))\u{A0}: il serait remplacé. Vous pourrez annuler l’affectation tant que les conventions ne sont pas parties.</p>"))\
        \(listTable("Référents remplacés", Array(replaced.prefix(60)), columns))\
        <div class="formend">\(form("Remplacer et affecter \(rows.count == 1 ? "l’élève" : "les \(rows.count)\u{A0}élèves")", rows, "primary", replaces: true))\(some)\
        <a class="btn quiet" href="\(link)">Ne rien changer</a></div></div>
        """)
}

/// Who could follow one learner, with what each would have to do.
func referentLinePage(_ view: ReferentView, _ row: ReferentRow, _ team: ReferentTeam, _ visit: Visit) -> Page {
    let title = "Qui suit \(row.listName)\u{A0}?"
    let stay = team.stays.first { $0.id == row.placementId }
    let link = view.link.appending("suivis")
    let loads = Dictionary(view.loads.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let columns: [Column<DistributionTeacher>] = [
        Column("Enseignant", header: true) { teacher in
            let marks = [
                teacher.id == row.staffId ? tag("proposé") : nil,
                teacher.id == row.currentId ? tag("aujourd’hui") : nil,
                teacher.id == stay?.formerReferentId ? tag("la dernière fois") : nil,
                team.tradeTeachers.contains(teacher.id) ? tag("métier") : nil,
            ].compactMap { $0 }
            return "\(teacher.name) \(marks)"
        },
        Column("Heures dans la classe", numeric: true) { teacher in
            HTML(text: "\(teacher.weeklyMinutes / 60),\(teacher.weeklyMinutes % 60 / 6)")
        },
        Column("Suivrait en tout", numeric: true) { teacher in
            let total = loads[teacher.id]?.total ?? 0
            return view.cap > 0 && total > view.cap ? badge(String(total), .late) : HTML(text: String(total))
        },
        Column("Gestes") { teacher in
            postButton(
                "Choisir", to: link, visit: visit, icon: "lock", style: "small quiet",
                fields: [("geste", "garder~\(row.id.rawValue)~\(teacher.id.rawValue)")])
        },
    ]
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("Référents", .referentProposals), (view.proposal.name, view.link)], meta: [
            HTML(text: row.classCode), HTML(text: "\(row.companyName), \(row.companyCity)"),
        ]))\(notice(.info, "<p>Proposé\u{A0}: <strong>\(row.staffName ?? "personne")</strong>. \(row.reason).</p>"))\
        \(listTable("Enseignants de la classe", team.teachers, columns))
        """)
}

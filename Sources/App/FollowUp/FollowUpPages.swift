import Domain

/// « Suivi »: a teacher's learners with what to tap on a phone; the board of everybody for the others.
func followUpPage(_ view: FollowUpBoard, _ visit: Visit) -> Page {
    let shown = view.shown
    let head = pageHead(
        "Suivi", count: shown.count, meta: [HTML(text: view.selection.question)], actions: boardActions(view))
    return Page(
        "Suivi", in: .followUp, full: view.selection != .mine,
        """
        \(head)\(boardTiles(view))\(boardFilters(view))\(view.selection == .mine ? cards(shown, view, visit) : table(shown, view))
        """)
}

private func boardActions(_ view: FollowUpBoard) -> [HTML] {
    var actions = [
        button("Visites par référent", to: Link("/suivi/visites"), icon: "pin"),
        button("Tournées", to: .tours, icon: "calendar"),
        button("CCF", to: Link("/suivi/ccf"), icon: "calendar"),
        button("Référentiels", to: .frameworks, icon: "document"),
    ]
    if view.openIncidents != nil {
        actions.insert(button("Incidents", to: .incidents, icon: "shield"), at: 0)
    }
    return actions
}

private func boardTiles(_ view: FollowUpBoard) -> HTML {
    var tiles = view.views.map { selection -> HTML in
        let count = view.lines(in: selection).count
        let tone: Tone = count == 0 ? .neutral : selection.tone
        return "<li>\(tile(count, selection.label, to: .followUp(selection), tone))</li>"
    }
    if let open = view.openIncidents {
        tiles.append("<li>\(tile(open, "Incidents ouverts", to: .incidents, open > 0 ? .late : .neutral))</li>")
    }
    return "<ul class=\"tiles\" aria-label=\"Où en est le suivi\">\(tiles)</ul>"
}

private func boardFilters(_ view: FollowUpBoard) -> HTML? {
    guard view.selection != .mine, view.classes.count > 1 else { return nil }
    let state = FormState(values: view.query, problems: [])
    return """
        <form class="filters section" method="get" action="\(Link.followUp)" data-autosubmit>\
        <input type="hidden" name="vue" value="\(view.selection.rawValue)">\
        \(selectField(state, "classe", "Classe", view.classes, empty: "Toutes les classes"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func nothing(_ view: FollowUpBoard) -> HTML {
    switch view.selection {
    case .mine:
        emptyState(
            "follow-up", "Aucun de vos élèves n’est en entreprise",
            "Ceux dont vous êtes référent apparaissent ici dès le premier jour de leur PFMP.")
    case .running:
        emptyState("class", "Personne n’est en entreprise aujourd’hui", "Les prochains départs sont dans les PFMP.")
    default: emptyState("check", "Rien à faire ici", "Personne ne répond à cette question aujourd’hui.")
    }
}

// MARK: Cards for the phone

private func cards(_ lines: [FollowUpLine], _ view: FollowUpBoard, _ visit: Visit) -> HTML {
    guard !lines.isEmpty else { return nothing(view) }
    return "<ul class=\"followed section\">\(lines.map { card($0, view, visit) })</ul>"
}

private func card(_ line: FollowUpLine, _ view: FollowUpBoard, _ visit: Visit) -> HTML {
    let placement = line.placement
    let phone: HTML? = placement.phone.map { number in
        "<a class=\"btn\" href=\"tel:\(number)\">\(icon("phone")) \(placement.tutorName ?? placement.companyName)<span class=\"vh\">, appeler</span></a>"
    }
    let report = button(
        "Compte rendu", to: Link.placement(placement.id).appending("contacts"), icon: "note", style: "quiet")
    let quick: HTML? = placement.isRunning(on: view.today) ? quickNotes(placement.id, visit) : nil
    return """
        <li class="panel"><h2><a href="\(Link.followUp(of: placement.id))">\(placement.listName)</a> <span class="muted small">\(placement.classCode)</span></h2>\
        <p>\(placement.companyName), \(placement.place.city)</p><p class="row">\(marks(of: line))</p>\
        <p class="row">\(phone)\(report)</p>\(quick)</li>
        """
}

/// What a line says about itself, in badges.
private func marks(of line: FollowUpLine) -> [HTML] {
    var marks: [HTML] = []
    if let missing = line.missing { marks.append(badge(missing.label, missing == .anyContact ? .late : .soon)) }
    if line.counts.absences > 0 {
        marks.append(
            badge(FrenchNumber.counted(line.counts.absences, "absence cette semaine", "absences cette semaine"), .late))
    } else if line.counts.unexplained > 0 {
        marks.append(badge("absence à préciser", .soon))
    }
    if line.counts.concerns > 0 { marks.append(badge("à surveiller", .late)) }
    if let day = line.counts.nextVisitOn {
        marks.append(badge("visite \(day.near(line.today))", day < line.today ? .late : .waiting))
    }
    if line.awaitsEvaluation {
        let missing = [line.counts.tutorEvaluated ? nil : "tuteur", line.counts.learnerEvaluated ? nil : "élève"]
        marks.append(badge("évaluation attendue\u{A0}: \(missing.compactMap { $0 }.joined(separator: ", "))", .soon))
    }
    if marks.isEmpty { marks.append(badge("à jour", .done)) }
    return marks
}

// MARK: Table

private func table(_ lines: [FollowUpLine], _ view: FollowUpBoard) -> HTML {
    guard !lines.isEmpty else { return nothing(view) }
    let after = view.query["apres"]
    let rest = after.isEmpty ? lines : Array(lines.drop { $0.key <= after })
    let page = Array(rest.prefix(FollowUpBoard.pageSize))
    let next: Link? =
        rest.count > page.count
        ? page.last.map { Link.followUp.with(view.query.query(without: "apres") + [("apres", $0.key)]) } : nil
    let previous: Link? = after.isEmpty ? nil : Link.followUp.with(view.query.query(without: "apres"))
    let columns: [Column<FollowUpLine>] = [
        Column("Élève", header: true) { line in
            "<a class=\"rowlink\" href=\"\(Link.followUp(of: line.placement.id))\">\(line.placement.listName)</a> <span class=\"muted small\">\(line.placement.classCode)</span>"
        },
        Column("Lieu") { HTML(text: $0.placement.companyName) },
        Column("Tuteur") { line in
            "\(line.placement.tutorName)<span class=\"sub\">\(line.placement.phone.map(phoneLink))</span>"
        },
        Column("Référent") { HTML(text: $0.placement.referentName ?? "à désigner") },
        Column("Dernier contact") { line in
            HTML(text: line.counts.lastContactOn.map { $0.near(view.today) } ?? "aucun")
        },
        Column("Où en est-on") { "<span class=\"marks\">\(marks(of: $0))</span>" },
    ]
    let shown =
        "\(FrenchNumber.counted(page.count, "élève affiché", "élèves affichés")) sur \(FrenchNumber.grouped(lines.count))"
    return """
        <div class="section">\(listTable(view.selection.question, page, columns))</div>\
        \(lines.count > FollowUpBoard.pageSize ? pager(shown, previous: previous, next: next) : nil)
        """
}

extension FollowUpLine {
    /// Sorts as the list does, so that a page begins after it.
    var key: String { placement.classCode + "|" + placement.searchKey + "|" + placement.id.rawValue }
}

// MARK: Visits by référent, CCF

func visitTallyPage(_ tallies: [VisitTally]) -> Page {
    let head = pageHead(
        "Visites par référent", count: tallies.count, crumbs: [("Suivi", .followUp)],
        meta: ["Périodes en cours, ou finies depuis moins de \(FollowUpSelection.paperDays) jours"])
    guard !tallies.isEmpty else {
        return Page(
            "Visites", in: .followUp,
            "\(head)\(emptyState("pin", "Aucun suivi en cours", "Les référents et leurs visites apparaissent pendant les PFMP."))"
        )
    }
    return Page(
        "Visites", in: .followUp,
        """
        \(head)\(listTable(
            "Contacts de chaque référent", tallies, brief: true,
            [
                Column("Référent", header: true) { HTML(text: $0.listName) },
                Column("Élèves suivis", numeric: true) { "\($0.followed)" },
                Column("Appels et messages", numeric: true) { "\($0.calls)" },
                Column("Visites faites", numeric: true) { "\($0.visitsDone)" },
                Column("Visites prévues", numeric: true) { "\($0.visitsPlanned)" },
                Column("Sans visite", numeric: true) { tally in
                    let left = max(0, tally.followed - tally.visitsDone - tally.visitsPlanned)
                    return left > 0 ? badge(String(left), .soon) : badge("0", .done)
                },
            ]))
        """)
}

func ccfListPage(_ lines: [CCFLine], after: String, today: LocalDate) -> Page {
    let head = pageHead("Évaluations certificatives (CCF)", count: lines.count, crumbs: [("Suivi", .followUp)])
    guard !lines.isEmpty else {
        return Page(
            "CCF", in: .followUp,
            "\(head)\(emptyState("calendar", "Aucune situation prévue", "Une situation de CCF se prévoit depuis la page de suivi d’un élève."))"
        )
    }
    let start = lines.firstIndex { $0.id.rawValue == after }.map { $0 + 1 } ?? 0
    let page = Array(lines[start...].prefix(FollowUpBoard.pageSize))
    let link = Link("/suivi/ccf")
    let next = start + page.count < lines.count ? page.last.map { link.with([("apres", $0.id.rawValue)]) } : nil
    let shown = "\(FrenchNumber.counted(page.count, "situation affichée", "situations affichées")) sur \(lines.count)"
    return Page(
        "CCF", in: .followUp,
        """
        \(head)\(listTable(
            "Situations de l’année", page,
            [
                Column("Élève", header: true) { line in
                    "<a class=\"rowlink\" href=\"\(Link.followUp(of: line.placementId))\">\(line.listName)</a>"
                },
                Column("Classe") { HTML(text: $0.classCode) }, Column("Situation") { HTML(text: $0.title) },
                Column("Lieu") { HTML(text: $0.companyName) },
                Column("Date") { line in
                    line.doneOn.map { badge("faite le \($0.short)", .done) }
                        ?? line.plannedOn.map { badge($0.near(today), $0 < today ? .late : .waiting) }
                        ?? badge("sans date", .neutral)
                },
                Column("Qui évalue") { HTML(text: $0.evaluators) },
            ]))\
        \(lines.count > FollowUpBoard.pageSize ? pager(shown, previous: start > 0 ? link : nil, next: next) : nil)
        """)
}

func ccfFormPage(_ placement: FollowedPlacement, _ situation: CCFSituation?, _ state: FormState, _ visit: Visit) -> Page
{
    let back = Link.followUp(of: placement.id)
    let title = situation == nil ? "Prévoir une situation de CCF" : "Situation de CCF"
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        <input type="hidden" name="fiche" value="\(situation?.id.rawValue)">\
        \(field(state, "situation", "Situation", FieldOptions(hint: "Par exemple «\u{A0}E31, conseiller et vendre\u{A0}»."))) \
        <div class="pair">\(dateField(state, "prevu_le", "Prévue le", optional: true))\
        \(dateField(state, "fait_le", "Faite le", optional: true))</div>\
        \(field(state, "evaluateurs", "Qui évalue", FieldOptions(hint: "L’enseignant de la spécialité et le tuteur, ensemble.", optional: true)))\
        \(textArea(state, "note", "Remarque", hint: "La note ne se communique pas ici.", optional: true, rows: 2))\
        \(formEnd("Enregistrer", cancel: back))
        """
    return Page(
        title, in: .followUp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Suivi", .followUp), (placement.learnerName, back)], meta: [HTML(text: placement.companyName), HTML(text: placement.dates)]))\
        \(postForm(Link.placement(placement.id).appending("ccf"), state, visit: visit, body))</div>
        """)
}

extension FormState {
    init(_ situation: CCFSituation) {
        self.init([
            ("situation", situation.title), ("prevu_le", situation.plannedOn?.description ?? ""),
            ("fait_le", situation.doneOn?.description ?? ""), ("evaluateurs", situation.evaluators),
            ("note", situation.note), ("version", String(situation.version)),
        ])
    }
}

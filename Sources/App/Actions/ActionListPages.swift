import Domain
import Persistence

/// What the list of actions shows.
struct ActionListView: Sendable {
    let lines: [ActionListLine]
    let filter: ActionListFilter
    let classes: [(id: ID<SchoolClass>, code: String)]
    /// What an action wants at the same time as another.
    let clashes: [ID<Action>: [String]]
    /// Of years that are over, for who organises.
    let leftOpen: [ActionListLine]
    /// Those an action may serve, for who reads the roadmap.
    let objectives: [ObjectiveChoice]
    let query: FormValues
    let today: LocalDate
    let author: Author

    var mayOrganise: Bool { author.may(.organiseActions) }
}

func actionListPage(_ view: ActionListView, _ visit: Visit) -> Page {
    var buttons: [HTML] = []
    if view.author.may(.requestActions) {
        buttons.append(
            button(
                view.mayOrganise ? "Nouvelle action" : "Demander une action", to: .actionRequest, icon: "plus",
                style: "primary"))
    }
    if view.mayOrganise {
        buttons.append(button("Intervenants", to: .professionals, icon: "people"))
        buttons.append(button("Salles", to: .rooms, icon: "pin"))
    }
    return Page(
        "Actions", in: .actions, full: true,
        """
        \(actionHead("Actions et événements", .list, count: view.lines.count,
            meta: ["Année scolaire \(view.filter.year)-\(view.filter.year + 1)"], actions: buttons, for: view.author))\
        \(leftOpenNotice(view, visit))\(actionFilters(view))\(view.lines.isEmpty ? noActions(view) : actionSections(view))
        """)
}

private func leftOpenNotice(_ view: ActionListView, _ visit: Visit) -> HTML? {
    guard !view.leftOpen.isEmpty else { return nil }
    let items = view.leftOpen.prefix(8).map { line -> HTML in
        "<li><a href=\"\(Link.action(line.id))\">\(line.title)</a> (\(line.schoolYear)-\(line.schoolYear + 1)) \(line.state.badge)</li>"
    }
    return notice(
        .warning,
        """
        <p><strong>\(FrenchNumber.counted(view.leftOpen.count, "action d’une année finie attend", "actions d’une année finie attendent")) une décision.</strong> \
        Ouvrez chacune : faites le bilan, passez-la à l’année en cours, ou annulez-la.</p><ul class="plain">\(items)</ul>
        """)
}

private func actionFilters(_ view: ActionListView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    return """
        <form class="filters" method="get" action="\(Link.actions)" data-autosubmit>\
        \(selectField(state, "genre", "Genre", ActionKind.allCases.map { ($0.rawValue, $0.label) }, empty: "Tous les genres"))\
        \(selectField(state, "etat", "État", Action.State.allCases.map { ($0.rawValue, $0.label) }, empty: "Tous les états"))\
        \(selectField(state, "classe", "Classe", view.classes.map { ($0.id.rawValue, $0.code) }, empty: "Toutes les classes"))\
        \(view.objectives.isEmpty ? nil : selectField(state, "objectif", "Objectif", view.objectives.map { ($0.rootId.rawValue, $0.named) }, empty: "Tous les objectifs"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func noActions(_ view: ActionListView) -> HTML {
    if view.filter.kind != nil || view.filter.state != nil || view.filter.classId != nil || view.filter.objective != nil
    {
        return emptyState(
            "search", "Aucune action ne répond à ces critères", "Élargissez la sélection.",
            action: button("Voir toute l’année", to: .actions))
    }
    return emptyState(
        "star", "Aucune action cette année",
        "Visite, intervention, simulation d’entretiens : deux clics suffisent pour demander, le bureau s’occupe du reste.",
        action: view.author.may(.requestActions)
            ? button("Demander une action", to: .actionRequest, icon: "plus", style: "primary") : nil)
}

/// What is asked and has no date, what comes, what is past.
private func actionSections(_ view: ActionListView) -> HTML {
    let closed: Set<Action.State> = [.closed, .cancelled, .declined]
    let undated = view.lines.filter { $0.startsOn == nil && !closed.contains($0.state) }
    let coming = view.lines.filter { line in
        line.startsOn.map { $0 >= view.today } ?? false && !closed.contains(line.state)
    }
    let shown = Set((undated + coming).map(\.id))
    let past = PageSlice(
        Array(view.lines.filter { !shown.contains($0.id) }.reversed()), after: view.query["apres"], size: 40
    ) { $0.id.rawValue }
    let pager = past.pager(
        "action passée affichée", "actions passées affichées", on: .actions, query: view.query.query(without: "apres"))
    let first: HTML? =
        view.query["apres"].isEmpty
        ? """
        \(actionSection("a-dater", "À accepter ou à dater", undated, view))\
        \(actionSection("a-venir", "À venir", coming, view))
        """ : nil
    return "\(first)\(actionSection("passees", "Passées", past.rows, count: past.total, view))\(pager)"
}

private func actionSection(
    _ id: String, _ title: String, _ lines: [ActionListLine], count: Int? = nil, _ view: ActionListView
) -> HTML? {
    guard !lines.isEmpty else { return nil }
    let shown = Array(lines.prefix(40))
    let table = listTable(
        title, shown,
        [
            Column("Action", header: true) { "<a class=\"rowlink\" href=\"\(Link.action($0.id))\">\($0.title)</a>" },
            Column("Quand") { line in
                line.startsOn.map { day in
                    "<span class=\"nowrap\">\(day.near(view.today))\(line.startMinute.map { ", " + HourSpan.clock($0) } ?? "")</span>"
                } ?? "—"
            },
            Column("Où") { HTML(text: $0.roomName ?? ($0.place.isEmpty ? "—" : $0.place)) },
            Column("Demandée par") { HTML(text: $0.requesterName.isEmpty ? "—" : $0.requesterName) },
            Column("État") { line in
                let clash: HTML? = view.clashes[line.id] == nil ? nil : " \(badge("Conflit", .late))"
                return "\(line.state.badge)\(clash)"
            },
        ])
    let more: HTML? =
        lines.count > shown.count
        ? "<p class=\"hint\">Les \(shown.count) premières : précisez le genre ou la classe pour voir les autres.</p>"
        : nil
    return """
        <section class="section" aria-labelledby="\(id)"><header><h2 id="\(id)">\(title) \
        <span class="count">\(count ?? lines.count)</span></h2></header>\(table)\(more)</section>
        """
}

// MARK: Asking

/// What the form that asks for an action needs.
struct ActionRequestView: Sendable {
    let classes: [(id: ID<SchoolClass>, code: String)]
    let objectives: [ObjectiveChoice]
    let author: Author
}

func actionRequestPage(_ view: ActionRequestView, _ state: FormState, _ visit: Visit) -> Page {
    let organises = view.author.may(.organiseActions)
    let title = organises ? "Nouvelle action" : "Demander une action"
    let kinds = (organises ? ActionKind.allCases : ActionKind.requested).map { (value: $0.rawValue, label: $0.label) }
    let classes = view.classes.map { (value: $0.id.rawValue, label: $0.code) }
    let more: HTML = """
        <details class="more"\(state["souhait"].isEmpty && state["jour"].isEmpty && state["objectif"].isEmpty ? nil : " open" as HTML)><summary>Préciser maintenant</summary>\
        \(textArea(state, "souhait", "Ce que vous souhaitez", hint: "Entreprise, thème, moment du programme…", optional: true))\
        \(dateField(state, "jour", "Date souhaitée", optional: true))\
        \(view.objectives.isEmpty ? nil : objectiveField(view.objectives, state))</details>
        """
    let lead =
        organises
        ? "Le genre et la classe suffisent : le reste se complète après."
        : "Deux choix suffisent. Le bureau des entreprises cherche les professionnels, la salle et la date, et vous tient au courant ici."
    return Page(
        title, in: .actions,
        """
        \(actionHead(title, .list, crumbs: [("Actions", .actions)], for: view.author))\
        <div class="columns"><div><section class="panel"><p>\(lead)</p>\
        \(postForm(.actionRequest, state, visit: visit, """
            \(selectField(state, "genre", "Ce que vous demandez", kinds, empty: "Choisir"))\
            \(selectField(state, "classe", "Pour la classe", classes, empty: classes.count == 1 ? nil : "Choisir", optional: organises))\
            \(more)\(formEnd(organises ? "Créer l’action" : "Envoyer la demande", cancel: .actions, icon: "send"))
            """))</section></div></div>
        """)
}

// MARK: Rooms

func roomsPage(_ rooms: [Room], _ state: FormState, _ author: Author, _ visit: Visit) -> Page {
    let items = rooms.map { room -> HTML in
        let seats: HTML? = room.seats.map { "<p>\(FrenchNumber.counted($0, "place", "places"))</p>" }
        return """
            <li><div><strong>\(room.name)</strong>\(seats)</div>\
            \(postButton("Retirer", to: Link.rooms.appending(room.id.rawValue).appending("retrait"), visit: visit, style: "small quiet"))</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? emptyState(
            "pin", "Aucune salle", "Ajoutez celles où vous recevez : Bureau voit quand deux actions les demandent.")
        : "<ul class=\"lines\">\(items)</ul>"
    return Page(
        "Salles", in: .actions,
        """
        \(actionHead("Salles", .list, crumbs: [("Actions", .actions)], for: author))\
        <div class="columns"><div>\(panel("Salles du lycée", list))</div><div>\(panel(
            "Ajouter une salle",
            postForm(.rooms, state, visit: visit, """
                \(field(state, "nom", "Nom", FieldOptions(hint: "« Salle polyvalente », « CDI »…")))\
                \(field(state, "places", "Places assises", FieldOptions(optional: true, inputMode: "numeric")))\
                \(formEnd("Ajouter la salle", icon: "plus"))
                """)))</div></div>
        """)
}

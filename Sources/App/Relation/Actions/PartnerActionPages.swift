import Domain

/// What the page « À faire » shows.
struct TodoView: Sendable {
    let lines: [PartnerActionLine]
    let counts: ActionCounts
    let filter: PartnerActionFilter
    let query: FormValues
    let hasMore: Bool
    let mayEdit: Bool
    let author: Author
    let today: LocalDate
}

func todoPage(_ view: TodoView, _ visit: Visit) -> Page {
    var actions: [HTML] = []
    if view.mayEdit { actions.append(button("Noter un appel", to: .capture, icon: "phone", style: "primary")) }
    let list: HTML = view.lines.isEmpty ? todoEmpty(view) : todoList(view, visit)
    return Page(
        "À faire", in: .companies,
        """
        \(pageHead("À faire avec les entreprises", count: view.counts.all, actions: actions))\
        \(companyTabs(.todo, for: view.author))\(ownerChoice(view))\(urgencyChoice(view))\(list)
        """)
}

private func ownerChoice(_ view: TodoView) -> HTML {
    let others = view.query.query(without: "qui", "apres")
    let choices: [(value: PartnerActionFilter.Owner, label: String)] = [
        (.everyone, "Toute l’équipe"), (.mine, "Moi"), (.nobody, "Sans responsable"),
    ]
    return choiceLinks(
        "Responsable",
        choices.map { ($0.value, $0.label, Link.todo.with(others + [("qui", $0.value.rawValue)])) },
        current: view.filter.owner)
}

private func urgencyChoice(_ view: TodoView) -> HTML {
    let others = view.query.query(without: "quand", "apres")
    let current = view.query["quand"]
    var choices: [(value: String, label: String, link: Link)] = [
        ("", "Tout (\(view.counts.all))", Link.todo.with(others))
    ]
    for urgency in Urgency.allCases {
        choices.append(
            (
                urgency.rawValue, "\(urgency.label) (\(view.counts[urgency]))",
                Link.todo.with(others + [("quand", urgency.rawValue)])
            ))
    }
    choices.insert(
        (
            "echues", "À tenir (\(view.counts.late + view.counts.today))",
            Link.todo.with(others + [("quand", "echues")])
        ), at: 1)
    choices.append(("faites", "Faites", Link.todo.with(others + [("quand", "faites")])))
    return choiceLinks("Échéance", choices, current: current)
}

private func todoEmpty(_ view: TodoView) -> HTML {
    emptyState(
        "check", view.filter.isDone ? "Rien n’a encore été coché" : "Rien à faire ici",
        "Une action se prévoit en notant un appel, ou depuis la fiche d’une entreprise\u{A0}: elle revient ici le jour dit.",
        action: button("Voir les entreprises", to: .companies))
}

private func todoList(_ view: TodoView, _ visit: Visit) -> HTML {
    let items = view.lines.map { todoItem($0, view) }
    let back = Link.todo.with(view.query.query())
    let last = view.lines.last.map { line in
        [("apres", (view.filter.isDone ? line.doneOn ?? line.dueOn : line.dueOn).description + "|" + line.id.rawValue)]
    }
    let next = view.hasMore ? last.map { Link.todo.with(view.query.query(without: "apres") + $0) } : nil
    let previous = view.filter.after == nil ? nil : Link.todo.with(view.query.query(without: "apres"))
    let shown = FrenchNumber.counted(view.lines.count, "action affichée", "actions affichées")
    return """
        <form class="panel flush" method="post" action="/a-faire/gestes">\(visit.hiddenFields)\
        <input type="hidden" name="retour" value="\(back)"><ul class="todo deeds">\(items)</ul></form>\
        \(pager(shown, previous: previous, next: next))
        """
}

private func todoItem(_ line: PartnerActionLine, _ view: TodoView) -> HTML {
    let urgency = Urgency(line.dueOn, seenOn: view.today)
    let tone: Tone =
        view.filter.isDone ? .done : urgency == .late ? .late : urgency == .today ? .soon : .neutral
    let title = view.mayEdit ? reference(line.label, to: .action(line.id), opens: true) : HTML(text: line.label)
    let phone: HTML? = line.phone.map { " · \(phoneLink($0))" }
    return """
        <li class="\(tone.rawValue)">\(icon(tone == .neutral ? "action" : tone.icon))<div><p class="what">\(title)</p>\
        <p class="why"><a href="\(Link.company(line.companyId))">\(line.companyName)</a>, \(line.town)\
        \(line.contactName.map { " · \($0)" })\(phone)</p><p class="why">\(todoWhen(line, view))</p></div>\
        \(view.mayEdit ? todoDeeds(line, view) : nil)</li>
        """
}

private func todoWhen(_ line: PartnerActionLine, _ view: TodoView) -> HTML {
    if let day = line.doneOn { return "Fait le \(day.short) par \(line.doneBy)" }
    let late: HTML =
        line.dueOn < view.today
        ? "<span class=\"late\">en retard, prévu \(line.dueOn.nearWithArticle(view.today))</span>"
        : "pour \(line.dueOn.nearWithArticle(view.today))"
    let again: HTML? = line.postponed > 1 ? ", reportée \(line.postponed) fois" : nil
    let owner = line.ownerName.isEmpty ? "sans responsable" : line.ownerName
    return "\(late)\(again) · \(owner)"
}

private func todoDeeds(_ line: PartnerActionLine, _ view: TodoView) -> HTML {
    let id = line.id.rawValue
    func deed(_ name: String, _ label: String, _ style: String = "") -> HTML {
        """
        <button class="btn small \(style)" name="\(name)" value="\(id)">\(label)<span class="vh">\u{A0}: \(line.label), \
        \(line.companyName)</span></button>
        """
    }
    guard !view.filter.isDone else { return "<div class=\"acts\">\(deed("rouvrir", "Rouvrir"))</div>" }
    let take: HTML? =
        line.ownerId == view.author.accountId || view.author.accountId == nil
        ? nil : deed("prendre", "Je m’en charge", "quiet")
    return """
        <div class="acts">\(deed("fait", "C’est fait"))\(deed("demain", "Demain", "quiet"))\
        \(deed("semaine", "+ 1 semaine", "quiet"))\(take)</div>
        """
}

func actionFormPage(
    _ title: String, to link: Link, company: Company, contacts: [Contact], owners: [ActionOwner], _ state: FormState,
    _ visit: Visit
) -> Page {
    let people = owners.map { (value: $0.id.rawValue, label: $0.name) }
    let callers = contacts.filter { $0.leftOn == nil }.map { (value: $0.id.rawValue, label: $0.fullName) }
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(field(state, "action", "À faire", FieldOptions(hint: "Une phrase\u{A0}: «\u{A0}Rappeler pour les deux places de mars\u{A0}»."))) \
        <div class="pair">\(dateField(state, "pour_le", "Pour le"))\
        \(selectField(state, "responsable", "Qui s’en charge", people, empty: "Personne pour l’instant", optional: true))</div>\
        \(callers.isEmpty ? nil : selectField(state, "contact", "Avec qui", callers, empty: "Sans préciser", optional: true))\
        \(formEnd("Enregistrer l’action", cancel: .company(company.id)))
        """
    return Page(
        title, in: .companies,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))]))\
        \(postForm(link, state, visit: visit, body))</div>
        """)
}

/// What is to do with one company, on its page.
func actionsPanel(
    _ lines: [PartnerActionLine], of company: ID<Company>, mayEdit: Bool, today: LocalDate, _ visit: Visit
)
    -> HTML
{
    let add: HTML? =
        mayEdit
        ? button("Prévoir", to: Link.company(company).appending("actions"), icon: "plus", style: "small") : nil
    guard !lines.isEmpty else {
        return panel("À faire", action: add, "<p class=\"hint\">Rien de prévu avec cette entreprise.</p>")
    }
    let items = lines.map { line -> HTML in
        let tone: Tone = line.dueOn < today ? .late : line.dueOn == today ? .soon : .waiting
        let label = mayEdit ? reference(line.label, to: .action(line.id), opens: true) : HTML(text: line.label)
        let done: HTML? =
            mayEdit
            ? """
            <button class="btn small" name="fait" value="\(line.id.rawValue)">C’est fait<span class="vh">\u{A0}: \(line.label)</span></button>
            """ : nil
        let owner = line.ownerName.isEmpty ? "sans responsable" : line.ownerName
        return """
            <li><div><strong>\(label)</strong><p>\(badge(line.dueOn.near(today), tone)) \(owner)</p>\(done)</div></li>
            """
    }
    let list: HTML = "<ul class=\"lines\">\(items)</ul>"
    guard mayEdit else { return panel("À faire", list) }
    return panel(
        "À faire", action: add,
        """
        <form method="post" action="/a-faire/gestes">\(visit.hiddenFields)\
        <input type="hidden" name="retour" value="\(Link.company(company))">\(list)</form>
        """)
}

import Domain

extension Finding.Severity {
    var tone: Tone {
        switch self {
        case .block: .late
        case .warning: .soon
        case .toCheck, .info: .neutral
        }
    }

    var badge: HTML { App.badge(label, tone) }
}

// MARK: The list

func ruleListPage(_ view: RuleListView, _ author: Author) -> Page {
    Page(
        "Règles", in: .settings,
        """
        \(settingsHead(.rules, for: author))<p class="lead">Les \(RuleCatalogue.all.count) règles que Bureau applique aux \
        conventions, avec leur texte. L’établissement peut relever ou abaisser la sévérité de la plupart.</p>\
        \(ruleFilters(view))\(ruleTable(view))
        """)
}

private func ruleFilters(_ view: RuleListView) -> HTML {
    let filter = view.filter
    let state = FormState([
        ("mots", filter.words), ("chapitre", filter.theme?.rawValue ?? ""), ("modifiees", filter.ownOnly ? "1" : ""),
        ("a_confirmer", filter.toConfirm ? "1" : ""),
    ])
    return """
        <form class="filters" method="get" action="\(Link.rules)">\
        \(field(state, "mots", "Chercher", FieldOptions(hint: "Un mot, un article ou un numéro.", optional: true, type: "search")))\
        \(selectField(state, "chapitre", "Chapitre", RuleTheme.allCases.map { ($0.rawValue, $0.label) }, empty: "Tous", optional: true))\
        \(checkbox(state, "modifiees", "Modifiées par l’établissement"))\
        \(checkbox(state, "a_confirmer", "À confirmer pour \(view.year)"))\
        <button class="btn">\(icon("filter")) Afficher</button></form>
        """
}

private func ruleTable(_ view: RuleListView) -> HTML {
    guard !view.rules.isEmpty else {
        return emptyState(
            "search", view.filter.ownOnly ? "Aucune règle modifiée" : "Aucune règle ne répond",
            view.filter.ownOnly
                ? "Ouvrez une règle pour changer sa sévérité." : "Essayez un autre mot, ou un autre chapitre.",
            action: button("Toutes les règles", to: .rules))
    }
    let table = listTable(
        "Règles, par numéro", view.rules, brief: true,
        [
            Column("Règle", header: true) { rule in
                "<a class=\"rowlink\" href=\"\(Link.rule(rule.number))\">\(rule.code)</a> \(rule.name)"
            },
            Column("Chapitre") { HTML(text: $0.theme.label) },
            Column("Texte") { HTML(text: $0.source) },
            Column("Sûreté") { view.toConfirm.contains($0.number) ? badge("À confirmer", .soon) : badge("Lu", .done) },
            Column("Catalogue") { $0.isChecked ? $0.severity.badge : "<span class=\"muted\">\($0.kind.label)</span>" },
            Column("Établissement") { view.own[$0.number]?.badge ?? "<span class=\"muted\">comme le catalogue</span>" },
        ])
    let first = view.filter.after > 0 ? Link.rules.with(view.filter.query) : nil
    let next =
        view.hasMore
        ? view.rules.last.map { Link.rules.with(view.filter.query + [("apres", String($0.number))]) } : nil
    let shown = "\(view.rules.count) sur \(FrenchNumber.counted(view.total, "règle", "règles"))"
    return "\(table)\(first == nil && next == nil ? nil : pager(shown, previous: first, next: next))"
}

// MARK: One rule

func rulePage(_ view: RuleView, _ state: FormState, _ visit: Visit) -> Page {
    let rule = view.rule
    let meta: [HTML] = [
        HTML(text: rule.theme.label), rule.isChecked ? rule.severity.badge : HTML(text: rule.kind.label),
    ]
    return Page(
        "\(rule.code), \(rule.name)", in: .settings,
        """
        \(pageHead("\(rule.code), \(rule.name)", crumbs: [("Réglages", .settings), ("Règles", .rules)], meta: meta))\
        <div class="columns"><div>\(ruleText(rule))\(ruleNumbers(view))\(ruleJournal(view))</div><div>\(ruleSetting(view, state, visit))</div></div>
        """)
}

private func ruleText(_ rule: PlacementRule) -> HTML {
    let sure =
        switch rule.standing {
        case .read: "Texte lu."
        case .known: "Texte connu, à relire : la règle n’arrête rien d’elle-même."
        case .unsure: "Texte incertain : la règle n’arrête rien d’elle-même."
        }
    return panel(
        "Ce que dit le texte",
        """
        <p>\(rule.statement)</p>\(facts([
            ("Exemple", HTML(text: rule.example)), ("Texte", HTML(text: rule.source)), ("Sûreté", HTML(text: sure)),
            ("Nature", HTML(text: rule.kind.label)),
            ("Qui peut passer outre", rule.severity == .block ? HTML(text: rule.passing.label) : nil),
        ]))
        """)
}

/// The numbers of the text for the year, each with what says that it is not confirmed.
private func ruleNumbers(_ view: RuleView) -> HTML? {
    guard !view.numbers.isEmpty else { return nil }
    let items = view.numbers.map { number -> HTML in
        let sure =
            number.value == nil
            ? badge("Pas encore publié", .late)
            : number.isConfirmed ? badge("Lu", .done) : badge("À confirmer", .soon)
        return """
            <li><div><strong>\(number.value ?? "Valeur inconnue")</strong> <p>\(number.meaning)</p><p class="muted">\(number.source)</p></div>\(sure)</li>
            """
    }
    let some: HTML? =
        view.numbers.allSatisfy(\.isConfirmed)
        ? nil
        : "<p class=\"hint\">Un nombre à confirmer n’arrête rien de lui-même : vérifiez-le sur le texte de l’année avant de vous y fier.</p>"
    return panel("Nombres pour \(view.year)", "<ul class=\"lines\">\(items)</ul>\(some)")
}

private func ruleSetting(_ view: RuleView, _ state: FormState, _ visit: Visit) -> HTML {
    let rule = view.rule
    guard rule.isChecked else {
        return panel(
            "Sévérité", "<p class=\"hint\">Cette règle est un calcul ou une donnée : elle n’a pas de sévérité.</p>")
    }
    let now = facts([
        ("Catalogue", rule.severity.badge),
        ("Établissement", view.own?.severity?.badge ?? "<span class=\"muted\">comme le catalogue</span>"),
        ("Pourquoi", fact(view.own?.note)),
    ])
    guard view.mayChange else { return panel("Sévérité", now) }
    let locked: HTML? =
        rule.mayBeLowered
        ? nil
        : notice(.info, "<p>C’est une interdiction que personne ne peut passer : sa sévérité ne se baisse pas.</p>")
    let conflict: HTML? =
        view.conflicts
        ? notice(
            .warning,
            "<p>\(view.own.map { "\($0.changedBy) a changé cette règle" } ?? "Cette règle a changé") pendant votre saisie. Relisez ce qui est enregistré, puis enregistrez de nouveau si vous le maintenez.</p>"
        ) : nil
    let choices = view.choices.map { (value: $0.rawValue, label: $0.label) }
    return """
        \(panel("Sévérité", "\(conflict)\(now)\(locked)"))\(postForm(.rule(rule.number), state, visit: visit, """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(selectField(state, "severite", "Pour l’établissement", choices, empty: "Comme le catalogue", optional: true))\
        \(textArea(state, "note", "Pourquoi", hint: "Par exemple : décision du chef d’établissement du 12 novembre.", rows: 2))\
        \(formEnd("Enregistrer la règle", cancel: .rules))
        """))
        """
}

private func ruleJournal(_ view: RuleView) -> HTML? {
    guard !view.journal.isEmpty else { return nil }
    let items = view.journal.map { entry -> HTML in
        let day = entry.happenedAt.day(in: view.author.zone)
        return """
            <li>\(icon("history"))<div><p class="what">\(entry.action)</p><p class="when"><time datetime="\(day.description)">\
            \(day.near(view.today))</time>, par \(entry.authorName)</p></div></li>
            """
    }
    return panel("Historique", "<ol class=\"timeline\">\(items)</ol>")
}

import Domain

func homePage(_ view: HomeView) -> Page {
    let week = "\(view.today.spelled), semaine \(view.today.week.number)"
    let head = pageHead(
        "Aujourd’hui", meta: [HTML(text: week.prefix(1).uppercased() + week.dropFirst())], actions: homeActions(view))
    if let beginnings = view.beginnings, !beginnings.isComplete, view.focus != .teaching {
        return Page(
            "Aujourd’hui", in: .today,
            "\(head)\(beginningsPanel(beginnings, view.author))\(homeTiles(view))\(section("bureau", "Le bureau", view.office))"
        )
    }
    return Page(
        "Aujourd’hui", in: .today,
        """
        \(head)\(homeTiles(view))<div class="columns"><div>\(section("bureau", "Le bureau", view.office))\(homelessSection(view))\
        \(section("pistes", "Pistes à relancer", view.leads))\(agreementSection(view))\
        \(section("suivi-pfmp", "Suivi en entreprise", all: .followUp, view.followUp))\(followedSection(view))\(actionSection(view))\(quietSection(view))</div><div>\(periodsPanel(view))\
        \(unpresentedPanel(view))</div></div>
        """)
}

private func homeActions(_ view: HomeView) -> [HTML] {
    switch view.focus {
    case .office where view.author.may(.editCompanies):
        [
            button("Noter un appel", to: .capture, icon: "phone", style: "primary"),
            button("Ajouter une entreprise", to: .newCompany, icon: "plus"),
            button("Les PFMP", to: .year, icon: "pfmp"),
        ]
    case .direction where view.author.may(.planPeriods):
        [button("Planifier une période", to: .newPeriod, icon: "plus")]
    default: []
    }
}

private func homeTiles(_ view: HomeView) -> HTML? {
    guard !view.tiles.isEmpty else { return nil }
    let items = view.tiles.map {
        "<li>\(tile($0.count, $0.label, one: $0.one, to: $0.link, $0.count > 0 ? $0.tone : .neutral))</li>" as HTML
    }
    return "<ul class=\"tiles\" aria-label=\"En un coup d’œil\">\(items)</ul>"
}

// MARK: What is to do

private func section(_ id: String, _ title: String, all: Link? = nil, _ items: [TodoLine]) -> HTML? {
    guard !items.isEmpty else { return nil }
    let more: HTML? = all.map { "<a href=\"\($0)\">Tout voir<span class=\"vh\"> : \(title)</span></a>" }
    return """
        <section class="section" id="\(id)" aria-labelledby="t-\(id)"><header><h2 id="t-\(id)">\(title)</h2>\(more)</header>\
        <div class="panel flush"><ul class="todo">\(items.map(\.html))</ul></div></section>
        """
}

private func homelessSection(_ view: HomeView) -> HTML? {
    let mayPlace = view.author.may(.placeLearners)
    return section(
        "sans-lieu", "Sans lieu", all: .homeless,
        view.homeless.map { line in
            let days = view.today.days(until: line.startsOn)
            return TodoLine(
                title: line.listName, link: .learner(line.learnerId),
                why: "\(line.classCode), \(line.label), départ \(line.startsOn.near(view.today))",
                tone: days <= 21 ? .late : .soon, actionLabel: mayPlace ? "Placer" : "Voir la classe",
                actionLink: mayPlace ? .placing(line.learnerId, in: line.periodId) : .period(line.periodId),
                day: line.startsOn)
        })
}

private func agreementSection(_ view: HomeView) -> HTML? {
    let urgent = view.focus == .direction
    return section(
        "conventions", urgent ? "Départ d’ici lundi, convention non signée" : "Conventions à faire signer",
        all: .agreements(urgent ? .urgent : .departing),
        view.agreements.map { line in
            let days = view.today.days(until: line.startsOn)
            let signed = FrenchNumber.counted(line.signatureCount, "signature reçue", "signatures reçues")
            return TodoLine(
                title: line.listName, link: .agreement(line.id),
                why: "\(line.classCode), \(line.companyName), départ \(line.startsOn.near(view.today)), "
                    + (line.state == .draft ? "brouillon" : signed),
                tone: days <= 7 ? .late : .soon, actionLabel: line.state == .draft ? "Préparer" : "Voir les signatures",
                actionLink: .agreement(line.id), day: line.startsOn)
        })
}

private func followedSection(_ view: HomeView) -> HTML? {
    section(
        "suivi", "Vos élèves en entreprise", all: .agreements(.away, mine: true),
        view.followed.map { line in
            TodoLine(
                title: line.listName, link: .agreement(line.id),
                why: "\(line.classCode), \(line.companyName), jusqu’au \(line.endsOn.short)", tone: .neutral,
                actionLabel: "Voir", actionLink: .agreement(line.id), day: line.startsOn)
        })
}

private func actionSection(_ view: HomeView) -> HTML? {
    section(
        "promesses", "Promesses aux entreprises", all: .todo,
        view.actions.map { action in
            TodoLine(
                title: action.name, link: .company(action.companyId),
                why:
                    "\(view.today < action.nextActionOn ? "Pour" : "Prévu") \(action.nextActionOn.nearWithArticle(view.today)) : \(action.nextAction)",
                tone: action.nextActionOn < view.today ? .late : .soon, actionLabel: "Ouvrir",
                actionLink: .company(action.companyId), day: action.nextActionOn)
        })
}

private func quietSection(_ view: HomeView) -> HTML? {
    let isQuiet =
        view.homeless.isEmpty && view.agreements.isEmpty && view.actions.isEmpty && view.followed.isEmpty
        && view.followUp.isEmpty && view.office.isEmpty
    guard isQuiet else { return nil }
    switch view.focus {
    case .schoolLife: return awaySection(view)
    case .teaching:
        return emptyState(
            "check", "Rien ne presse pour vos élèves",
            "Leurs prochaines PFMP et les conventions à faire signer apparaîtront ici.")
    default:
        return emptyState(
            "check", "Rien ne presse aujourd’hui",
            "Les élèves sans lieu, les conventions à faire signer et les promesses aux entreprises apparaîtront ici.")
    }
}

private func awaySection(_ view: HomeView) -> HTML {
    guard !view.running.isEmpty else {
        return emptyState("class", "Toutes les classes sont au lycée", "Aucune PFMP n’est en cours.")
    }
    let items = view.running.map { line -> HTML in
        """
        <li><div><a href="\(Link.period(line.id))">\(line.classCode)</a><p>\(line.label), jusqu’au \(line.endsOn.short)</p></div>\
        <span class="detail">\(line.placedCount) sur \(line.learnerCount)</span></li>
        """
    }
    return panel("En PFMP cette semaine", "<ul class=\"lines\">\(items)</ul>")
}

// MARK: Aside

private func periodsPanel(_ view: HomeView) -> HTML? {
    guard view.focus != .partners else { return nil }
    let all: HTML = "<a href=\"\(Link.year)\">Toute l’année</a>"
    guard !view.periods.isEmpty else {
        return panel(
            "PFMP en vue", action: all, "<p class=\"hint\">Aucune période dans les six semaines qui viennent.</p>")
    }
    let items = view.periods.prefix(12).map { line -> HTML in
        let done: HTML? = line.missing == 0 ? " class=\"done\"" : nil
        let figure = "\(line.placedCount) sur \(line.learnerCount)"
        return """
            <li><div><div class="progress"><a href="\(Link.period(line.id))">\(line.classCode)</a>\
            <span class="figure">\(figure)</span><progress\(done) value="\(line.placedCount)" max="\(max(1, line.learnerCount))" \
            aria-label="\(line.classCode), élèves placés">\(figure)</progress><small>\(line.dates(today: view.today))</small></div></div></li>
            """
    }
    return panel("PFMP en vue", action: all, "<ul class=\"lines\">\(items)</ul>")
}

private func unpresentedPanel(_ view: HomeView) -> HTML? {
    guard !view.unpresented.isEmpty else { return nil }
    let items = view.unpresented.prefix(8).map { line -> HTML in
        """
        <li><div><a href="\(Link.period(line.id))">\(line.classCode), \(line.label)</a><p>\(line.dates(today: view.today))</p></div></li>
        """
    }
    return panel("À présenter au conseil d’administration", "<ul class=\"lines\">\(items)</ul>")
}

// MARK: First days

private func beginningsPanel(_ beginnings: Beginnings, _ author: Author) -> HTML {
    let steps: [(done: Bool, title: String, why: String, link: Link, right: Permission)] = [
        (
            beginnings.hasLearners, "Importer les élèves et l’équipe",
            "Les fichiers de SIECLE et de STS-web créent les classes, les élèves et les enseignants.", Link("/imports"),
            .importFiles
        ),
        (
            beginnings.hasCompanies, "Ajouter les entreprises",
            "Importez votre tableau, ou commencez par celles que vous appelez demain.", .companies, .editCompanies
        ),
        (
            beginnings.hasPeriods, "Planifier les PFMP",
            "Une période par classe : tous ses élèves y apparaissent, placés ou non.", .year, .planPeriods
        ),
    ]
    let items = steps.map { step -> HTML in
        let go: HTML? =
            !step.done && author.may(step.right) ? button("Commencer", to: step.link, style: "small") : nil
        let mark: HTML = step.done ? badge("Fait", .done) : badge("À faire", .neutral)
        return "<li><div><strong>\(step.title)</strong><p>\(step.why)</p></div>\(step.done ? mark : go ?? mark)</li>"
    }
    return panel("Pour commencer", "<ul class=\"lines\">\(items)</ul>")
}

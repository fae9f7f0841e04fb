import Domain

/// What the page of the year shows.
struct YearView: Sendable {
    let periods: [PeriodLine]
    let classes: [ClassLine]
    let moment: PeriodMoment?
    let classId: ID<SchoolClass>?
    let query: FormValues
    let year: Int
    let today: LocalDate
    let mayPlan: Bool
    var mayPropose = false

    var shown: [PeriodLine] {
        periods.filter { line in
            (moment?.holds(line, on: today) ?? true) && (classId == nil || line.classId == classId)
        }
    }
}

func yearPage(_ view: YearView) -> Page {
    let year = SchoolYear(start: view.year)?.rawValue ?? String(view.year)
    let plan = view.mayPlan ? [button("Planifier une période", to: .newPeriod, icon: "plus", style: "primary")] : []
    let ways = [
        button("Étapes", to: .stepBoards, icon: "check"), button("Départs du jour", to: .departures, icon: "calendar"),
    ]
    let proposals = view.mayPropose ? [button("Propositions", to: .proposals, icon: "star")] : []
    let body: HTML =
        view.periods.isEmpty
        ? noPeriods(view) : "\(yearFilters(view))\(view.shown.isEmpty ? nothingShown : periodTable(view))"
    return Page(
        "PFMP", in: .pfmp,
        """
        \(pageHead("PFMP", count: view.shown.count, meta: ["Année scolaire \(year)"], actions: plan + proposals + ways))\
        \(pfmpTabs(.periods))\(body)
        """)
}

private func yearFilters(_ view: YearView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let planned = Set(view.periods.map(\.classId))
    let classes = view.classes.filter { planned.contains($0.id) }.map { (value: $0.id.rawValue, label: $0.code) }
    return """
        <form class="filters" method="get" action="\(Link.year)" data-autosubmit>\
        \(selectField(state, "quand", "Quand", PeriodMoment.allCases.map { ($0.rawValue, $0.label) }, empty: "Toute l’année"))\
        \(selectField(state, "classe", "Classe", classes, empty: "Toutes les classes"))\
        <button class="btn nojs">\(icon("filter")) Filtrer</button></form>
        """
}

private func noPeriods(_ view: YearView) -> HTML {
    guard view.mayPlan else {
        return emptyState(
            "calendar", "Aucune période planifiée", "Le DDFPT ou le bureau fixe les dates des PFMP de chaque classe.")
    }
    if view.classes.isEmpty {
        return emptyState(
            "calendar", "Aucune classe pour l’instant",
            "Importez d’abord les fichiers de l’établissement : les périodes se planifient classe par classe.",
            action: button("Importer des fichiers", to: Link("/imports"), icon: "upload", style: "primary"))
    }
    return emptyState(
        "calendar", "Aucune période planifiée",
        "Fixez les dates d’une PFMP, pour une ou plusieurs classes : tous leurs élèves y apparaîtront.",
        action: button("Planifier une période", to: .newPeriod, icon: "plus"))
}

private var nothingShown: HTML {
    emptyState(
        "search", "Aucune période ne répond à ces critères", "Élargissez la sélection.",
        action: button("Voir toute l’année", to: .year))
}

private func periodTable(_ view: YearView) -> HTML {
    listTable(
        "Périodes de l’année, par date", view.shown, brief: true,
        [
            Column("Classe", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.period($0.id))\">\($0.classCode)</a>"
            },
            Column("Période") {
                "\($0.label) \(periodTag($0))"
            },
            Column("Dates") { HTML(text: $0.dates(today: view.today)) },
            Column("Semaines", numeric: true) { "\($0.weeks)" },
            Column("Élèves", numeric: true) { "\($0.learnerCount)" },
            Column("Sans lieu", numeric: true) { missingCell($0, today: view.today) },
            Column("Conventions signées", numeric: true) { "\($0.signedCount)\u{A0}/\u{A0}\($0.learnerCount)" },
        ])
}

private func missingCell(_ line: PeriodLine, today: LocalDate) -> HTML {
    guard line.missing > 0 else { return line.learnerCount > 0 ? badge("0", .done) : "0" }
    guard line.endsOn >= today else { return "\(line.missing)" }
    return badge(String(line.missing), line.startsOn <= today.adding(days: 21) ? .late : .soon)
}

extension PeriodLine {
    /// « du 30 nov. au 18 décembre »
    func dates(today: LocalDate) -> String {
        "du \(startsOn.short) au \(endsOn.year == today.year ? endsOn.short : endsOn.long)"
    }
}

func periodFormPage(
    _ title: String, to link: Link, cancel: Link, _ state: FormState, classes: [ClassLine], editing: PFMPPeriod? = nil,
    notices: [String] = [], _ visit: Visit
) -> Page {
    let choices = classes.map { (value: $0.id.rawValue, label: "\($0.code) (\($0.learnerCount))") }
    let which: HTML =
        editing == nil
        ? checkboxes(
            state, "classe", "Classes", choices,
            hint: "Cochez toutes celles qui partent aux mêmes dates : chacune aura sa période.")
        : "<input type=\"hidden\" name=\"version\" value=\"\(state["version"])\">"
    let body: HTML = """
        \(which)\(field(state, "intitule", "Intitulé", FieldOptions(hint: "Sans intitulé : « PFMP n° 1 », « PFMP n° 2 »…", optional: true)))\
        <div class="pair">\(dateField(state, "du", "Premier jour"))\(dateField(state, "au", "Dernier jour"))</div>\
        \(checkbox(state, "certifiante", "Compte pour le diplôme", hint: "Décochez pour les semaines de fin de terminale."))\
        \(dateField(state, "ca", "Présentée au conseil d’administration le", hint: "Tant que cette date manque, le calendrier est un projet.", optional: true))\
        \(formEnd("Enregistrer la période", cancel: cancel))
        """
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("PFMP", .year)]))\
        \(notices.map { notice(.warning, "<p>\($0)</p>") })\(postForm(link, state, visit: visit, body))</div>
        """)
}

private func periodTag(_ line: PeriodLine) -> HTML? {
    if line.kind == .catchUp { return tag("rattrapage") }
    if line.pathway { return tag("parcours") }
    return line.boardOn == nil ? tag("projet") : nil
}

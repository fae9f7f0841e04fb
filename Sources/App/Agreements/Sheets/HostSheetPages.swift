import Domain

/// What the page of a sheet is made with.
struct HostSheetView: Sendable {
    let placement: Placement
    let learner: Learner
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let company: Company
    let sheet: HostSheet?
    let annex: TeachingAnnex?
    /// The agreement is a draft: the sheet may still feed the placement.
    let mayFeed: Bool
}

func hostSheetPage(_ view: HostSheetView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Fiche de pré-convention"
    let link = Link.hostSheet(view.placement.id)
    let head = pageHead(
        title,
        crumbs: [("PFMP", .year), ("Étapes \(French.of(view.learner.fullName))", .steps(of: view.placement.id))],
        meta: [
            HTML(text: view.learner.fullName), HTML(text: view.company.displayName),
            view.sheet.map { badge("Revenue le \($0.returnedOn.short)", .done) }
                ?? badge("Pas encore revenue", .waiting),
        ],
        actions: [
            button("Imprimer la fiche", to: Link.placement(view.placement.id).appending("fiche.pdf"), icon: "print")
        ])
    let known = view.annex?.activityList ?? []
    let ticks: HTML? =
        known.isEmpty
        ? notice(
            .info,
            "<p>Aucune activité n’est écrite pour la filière \(view.schoolClass.stream) : Réglages, Conventions, Annexes pédagogiques.</p>"
        )
        : checkboxes(state, "coche", "Activités cochées par le tuteur", known.map { (value: $0, label: $0) })
    let feed: HTML =
        view.mayFeed
        ? checkbox(state, "reporter", "Reporter activités et horaires dans le placement")
        : notice(
            .info, "<p>La convention est déjà à la signature : la fiche est gardée, le placement ne change pas.</p>")
    return Page(
        title, in: .pfmp,
        """
        \(head)\(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(dateField(state, "revenue_le", "Revenue le"))\
            \(ticks)\(textArea(state, "autres", "Autres activités", hint: "Une par ligne.", optional: true))\
            <section><h2>Les horaires de la semaine</h2>\(scheduleTable(state))</section>\
            \(textArea(state, "conditions", "Conditions de travail et de sécurité", optional: true))\
            \(field(state, "equipements", "Équipements", FieldOptions(hint: "Fournis, ou à apporter.", optional: true)))\
            \(textArea(state, "remarques", "Remarques", optional: true, rows: 2))\(feed)\
            \(formEnd("Enregistrer la fiche", cancel: .steps(of: view.placement.id)))
            """))
        """)
}

func teachingAnnexPage(
    _ streams: [String], _ chosen: String, known: Set<String>, _ state: FormState, _ visit: Visit
) -> Page {
    let head = agreementSettingHead(
        "Annexes pédagogiques",
        "Ce que les élèves d’une filière font et apprennent d’habitude : les fiches et les placements s’en servent.")
    guard !streams.isEmpty else {
        return Page(
            "Annexes pédagogiques", in: .settings,
            "\(head)\(emptyState("class", "Aucune filière", "Les filières viennent des classes de l’année.", action: button("Importer les classes", to: Link("/imports"))))"
        )
    }
    let picked = FormState([("filiere", chosen)])
    let choices = streams.map { (value: $0, label: known.contains($0) ? $0 + " (écrite)" : $0) }
    let picker: HTML = """
        <form class="filters" method="get" action="\(Link.teachingAnnexes)" data-autosubmit>\
        \(selectField(picked, "filiere", "Filière", choices))<button class="btn nojs">\(icon("filter")) Choisir</button></form>
        """
    return Page(
        "Annexes pédagogiques", in: .settings,
        """
        \(head)\(picker)\(postForm(.teachingAnnexes, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])"><input type="hidden" name="filiere" value="\(chosen)">\
            \(textArea(state, "activites", "Activités", hint: "Une par ligne : ce sont les cases de la fiche.", rows: 8))\
            \(textArea(state, "competences", "Compétences à acquérir", hint: "Celles du référentiel, une par ligne.", rows: 6))\
            \(textArea(state, "suivi", "Modalités du suivi", rows: 2))\(formEnd("Enregistrer l’annexe", cancel: .agreementSettings))
            """))
        """)
}

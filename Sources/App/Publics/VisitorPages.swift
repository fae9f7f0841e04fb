import Domain

/// The pupils of other schools expected, or those of the past.
struct VisitorListView: Sendable {
    let lines: [VisitorLine]
    let past: Bool
    let today: LocalDate
    let author: Author
}

func visitorListPage(_ view: VisitorListView) -> Page {
    let actions = [
        button(
            "Mini-stage", to: Link.newVisitor.with([("genre", Visitor.Kind.miniStage.rawValue)]), icon: "plus",
            style: "primary"),
        button(
            "Séquence d’observation", to: Link.newVisitor.with([("genre", Visitor.Kind.observation.rawValue)]),
            icon: "plus"),
    ]
    let choices = [
        (value: false, label: "Attendus", link: Link.visitors),
        (value: true, label: "Passés", link: Link.visitors.with([("quand", "passes")])),
    ]
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "people", view.past ? "Aucun accueil passé" : "Aucun collégien attendu",
            "Un mini-stage fait découvrir un atelier du lycée ; une séquence d’observation se fait chez une entreprise partenaire."
        )
        : listTable(
            "Collégiens accueillis", view.lines,
            [
                Column("Élève", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.visitor($0.id))\">\($0.listName)</a>"
                },
                Column("Établissement") {
                    HTML(text: [$0.originName, $0.level].filter { !$0.isEmpty }.joined(separator: ", "))
                },
                Column("Accueil") { HTML(text: $0.companyName ?? $0.workshop) },
                Column("Avec") { HTML(text: $0.staffName ?? "—") },
                Column("Dates") { line in
                    HTML(
                        text: line.startsOn == line.endsOn
                            ? line.startsOn.near(view.today) : "du \(line.startsOn.short) au \(line.endsOn.short)")
                },
                Column("État") { visitorBadge($0, today: view.today) },
            ])
    return Page(
        "Accueil de collégiens", in: .closing,
        """
        \(closingHead(
            "Accueil de collégiens", .publics, count: view.lines.count, crumbs: [("Autres publics", .publics)],
            actions: actions, for: view.author))\(choiceLinks("Quand", choices, current: view.past))\(body)
        """)
}

private func visitorBadge(_ line: VisitorLine, today: LocalDate) -> HTML {
    if let attended = line.attended { return attended ? badge("Présent", .done) : badge("Absent", .neutral) }
    if line.authorisedOn == nil {
        return badge("Autorisation attendue", line.startsOn <= today.adding(days: 7) ? .late : .soon)
    }
    return badge("Autorisé", .done)
}

/// The form of a visitor.
struct VisitorFormView: Sendable {
    let kind: Visitor.Kind
    let company: Company?
    let staff: [StaffMember]
    let workshops: [String]
    let words: String
    let found: [CompanySuggestion]
    let editing: ID<Visitor>?

    var link: Link { editing.map { Link.visitor($0).appending("modifier") } ?? .newVisitor }
}

func visitorFormPage(_ view: VisitorFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.editing == nil ? view.kind.label : "Modifier l’accueil"
    let crumbs: [(String, Link)] = [("Autres publics", .publics), ("Collégiens", .visitors)]
    let body: HTML =
        view.kind == .observation && view.company == nil
        ? "\(errorSummary(state))\(hostPicker(view.link, words: view.words, found: view.found, query: [("genre", view.kind.rawValue)]))"
        : visitorFields(view, state, visit)
    return Page(
        title, in: .closing, "<div class=\"page narrow\">\(pageHead(title, crumbs: crumbs))\(body)</div>")
}

private func visitorFields(_ view: VisitorFormView, _ state: FormState, _ visit: Visit) -> HTML {
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    let host: HTML? = view.company.map { company in
        """
        <input type="hidden" name="entreprise" value="\(company.id.rawValue)"><p><strong>\(company.displayName)</strong>, \
        \(company.address.city) <a class="small" href="\(view.link.with([("genre", view.kind.rawValue), ("changer", "1")]))">Changer</a></p>\
        \(field(state, "accueillant", "Responsable de l’accueil dans l’entreprise", FieldOptions(optional: true)))
        """
    }
    let workshop: HTML? =
        view.kind == .miniStage
        ? """
        \(field(state, "atelier", "Atelier ou filière", FieldOptions(hint: view.workshops.prefix(6).joined(separator: ", "))))\
        \(selectField(state, "enseignant", "Enseignant qui accueille", staff, empty: "À choisir"))
        """ : selectField(state, "enseignant", "Suivi par", staff, empty: "À choisir plus tard", optional: true)
    return postForm(
        view.link, state, visit: visit,
        """
        <input type="hidden" name="genre" value="\(view.kind.rawValue)"><input type="hidden" name="version" value="\(state["version"])">\
        <section><h2>L’élève</h2><div class="pair">\(field(state, "prenom", "Prénom", FieldOptions(autocomplete: "off")))\
        \(field(state, "nom", "Nom", FieldOptions(autocomplete: "off")))</div><div class="pair">\
        \(dateField(state, "naissance", "Date de naissance", optional: true))\
        \(field(state, "niveau", "Classe", FieldOptions(hint: "3e, 4e, 2de GT…", optional: true)))</div>\
        \(field(state, "etablissement", "Collège ou lycée", FieldOptions()))\
        \(field(state, "uai", "Code UAI", FieldOptions(optional: true, style: "short")))\
        <div class="pair">\(field(state, "responsable", "Responsable légal", FieldOptions(optional: true, autocomplete: "off")))\
        \(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "off")))</div>\
        \(dateField(state, "autorisation", "Autorisation des parents reçue le", optional: true))\
        \(field(state, "assureur", "Assureur de l’élève", FieldOptions(optional: true)))</section>\
        <section><h2>L’accueil</h2>\(host)\(workshop)<div class="pair">\(dateField(state, "du", "Premier jour"))\
        \(dateField(state, "au", "Dernier jour", hint: "Sans réponse : le même jour.", optional: true))</div><div class="pair">\
        \(field(state, "debut", "Arrivée", FieldOptions(hint: "8 h 30", optional: true, style: "short")))\
        \(field(state, "fin", "Départ", FieldOptions(hint: "16 h 30", optional: true, style: "short")))\
        \(field(state, "pause", "Pause, en minutes", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div></section>\
        \(formEnd("Enregistrer l’accueil", cancel: .visitors))
        """)
}

/// One pupil, with what the rules say and how charged the host is.
struct VisitorView: Sendable {
    let visitor: Visitor
    let school: School
    let company: Company?
    let staff: StaffMember?
    let findings: [Finding]
    let load: HostLoad?
    let today: LocalDate
    let author: Author
}

func visitorPage(_ view: VisitorView, _ state: FormState, _ visit: Visit) -> Page {
    let visitor = view.visitor
    let title = "\(visitor.kind.label) \(French.of(visitor.fullName))"
    let base = Link.visitor(visitor.id)
    return Page(
        title, in: .closing,
        """
        \(closingHead(
            title, .publics, crumbs: [("Autres publics", .publics), ("Collégiens", .visitors)],
            meta: [HTML(text: visitor.originName), HTML(text: visitorDates(visitor))],
            actions: [
                button("Imprimer la convention", to: base.appending("convention.pdf"), icon: "print", style: "primary"),
                button("Modifier", to: base.appending("modifier"), icon: "edit"),
            ], for: view.author))\(errorSummary(state))<div class="split section"><div>\(panel("L’accueil", visitorFacts(view)))</div>\
        <aside aria-label="Vérifications et présence">\(visitorChecks(view))\(attendancePanel(view, state, base, visit))</aside></div>
        """)
}

func visitorDates(_ visitor: Visitor) -> String {
    visitor.startsOn == visitor.endsOn
        ? "le \(visitor.startsOn.long)" : "du \(visitor.startsOn.short) au \(visitor.endsOn.long)"
}

/// « de 8 h 30 à 16 h 30, dont 60 min de pause »; empty when the hours are not known.
func visitorHours(_ visitor: Visitor) -> String {
    guard visitor.dayEnd > 0 else { return "" }
    let pause = visitor.pause > 0 ? ", dont \(visitor.pause)\u{A0}min de pause" : ""
    return "de \(HourSpan.clock(visitor.dayStart)) à \(HourSpan.clock(visitor.dayEnd))\(pause)"
}

private func visitorFacts(_ view: VisitorView) -> HTML {
    let visitor = view.visitor
    let load = view.load.map { load in
        "\(FrenchNumber.counted(load.quota, "stagiaire", "stagiaires")) au quota, \(FrenchNumber.counted(load.everybody, "personne", "personnes")) en tout ces jours-là"
    }
    return facts([
        ("Élève", fact(visitor.fullName)), ("Né(e) le", fact(visitor.birthDate?.long)), ("Classe", fact(visitor.level)),
        (
            "Établissement",
            fact([visitor.originName, visitor.originUai].filter { !$0.isEmpty }.joined(separator: ", "))
        ),
        (
            "Responsable",
            fact([visitor.guardianName, visitor.guardianPhone].filter { !$0.isEmpty }.joined(separator: ", "))
        ),
        (
            "Entreprise",
            view.company.map { reference($0.displayName, to: .company($0.id), opens: view.author.may(.seeCompanies)) }
        ),
        ("Charge de l’hôte", fact(load)), ("Accueilli par", fact(visitor.hostPerson)),
        ("Atelier", fact(visitor.workshop)),
        ("Enseignant", fact(view.staff?.fullName)), ("Dates", fact(visitorDates(visitor))),
        ("Horaires", fact(visitorHours(visitor))), ("Assureur", fact(visitor.insurer)),
        (
            "Autorisation",
            visitor.authorisedOn.map { badge("Reçue le \($0.long)", .done) } ?? badge("Attendue", .waiting)
        ),
    ])
}

private func visitorChecks(_ view: VisitorView) -> HTML {
    let done: HTML = "<li class=\"done\">\(icon("check"))<div>Rien à signaler.</div></li>"
    let list: HTML = view.findings.isEmpty ? done : findingItems(view.findings)
    return
        "<section class=\"panel findings\" aria-labelledby=\"checks\"><h2 id=\"checks\">Vérifications</h2><ul>\(list)</ul></section>"
}

private func attendancePanel(_ view: VisitorView, _ state: FormState, _ base: Link, _ visit: Visit) -> HTML {
    guard view.visitor.startsOn <= view.today else { return "" }
    let known: HTML? = view.visitor.attended.map { $0 ? badge("Présent", .done) : badge("Absent", .neutral) }
    return panel(
        "Présence", action: known,
        """
        <form class="form" method="post" action="\(base.appending("presence"))" novalidate>\(visit.hiddenFields)\
        \(textArea(state, "retour", "Retour de l’élève ou de l’enseignant", optional: true, rows: 2))<div class="formend">\
        <button class="btn primary" name="presence" value="oui">Présent</button><button class="btn" name="presence" value="non">Absent</button></div></form>
        """)
}

import Domain

extension Link {
    static let incidents = Link("/suivi/incidents")

    static func incident(_ id: ID<Incident>) -> Link {
        Link("/incidents", [id.rawValue])
    }
}

/// An incident in a list: never its facts.
func incidentLine(_ line: IncidentLine, names: Bool) -> HTML {
    let who = names ? "\(line.listName), \(line.classCode), \(line.companyName), " : ""
    return """
        <li><div><a href="\(Link.incident(line.id))">\(line.kind.label)</a><p>\(who)le \(line.happenedOn.long)</p></div>\
        <span class="row">\(severityBadge(line.severity))\(badge(line.state.label, line.state.tone))</span></li>
        """
}

private func severityBadge(_ severity: Incident.Severity) -> HTML {
    badge(severity.label, severity == .minor ? .neutral : severity == .serious ? .soon : .late)
}

extension Incident.State {
    var tone: Tone {
        switch self {
        case .open: .late
        case .followed: .waiting
        case .closed: .done
        }
    }
}

func incidentListPage(_ lines: [IncidentLine]) -> Page {
    let open = lines.filter { $0.state != .closed }
    let head = pageHead(
        "Incidents et accidents", count: open.count, crumbs: [("Suivi", .followUp)],
        meta: ["Chaque lecture d’une fiche est notée", "Rien ne part par courriel ni dans les exports"])
    guard !lines.isEmpty else {
        return Page(
            "Incidents", in: .followUp,
            """
            \(head)\(emptyState(
                "shield", "Aucun incident signalé", "Un incident se signale depuis la page de suivi d’un élève.",
                action: button("Voir le suivi", to: .followUp)))
            """)
    }
    let closed = lines.filter { $0.state == .closed }
    let first: HTML =
        open.isEmpty
        ? panel("Ouverts", "<p class=\"hint\">Aucun incident ouvert.</p>")
        : panel("Ouverts", "<ul class=\"lines\">\(open.map { incidentLine($0, names: true) })</ul>")
    let rest: HTML? =
        closed.isEmpty ? nil : panel("Clos", "<ul class=\"lines\">\(closed.map { incidentLine($0, names: true) })</ul>")
    return Page("Incidents", in: .followUp, "\(head)\(first)\(rest)")
}

// MARK: Telling

func incidentFormPage(_ placement: FollowedPlacement, _ state: FormState, _ visit: Visit) -> Page {
    let back = Link.followUp(of: placement.id)
    let body: HTML = """
        \(selectField(state, "sorte", "Ce qui s’est passé", Incident.Kind.allCases.map { ($0.rawValue, $0.label) }, empty: "Choisir"))\
        \(selectField(state, "gravite", "Gravité", Incident.Severity.allCases.map { ($0.rawValue, $0.label) }))\
        <div class="pair">\(dateField(state, "jour", "Quand"))\(field(state, "heure", "Heure", FieldOptions(optional: true, type: "time")))\
        \(field(state, "lieu", "Où", FieldOptions(optional: true)))</div>\
        <div data-private>\(textArea(state, "faits", "Les faits", hint: "Ce qui a été vu ou dit, sans jugement. Pas de diagnostic.", rows: 5))</div>\
        \(formEnd("Transmettre à la direction", cancel: back, icon: "send"))
        """
    return Page(
        "Signaler un incident", in: .followUp,
        """
        <div class="page narrow">\(pageHead("Signaler un incident", crumbs: [("Suivi", .followUp), (placement.learnerName, back)], meta: [HTML(text: placement.listName), HTML(text: placement.companyName)]))\
        \(notice(.warning, """
            <p><strong>Danger immédiat\u{A0}?</strong> Appelez le 15, le 17 ou le 18, puis le lycée. Violences ou harcèlement\u{A0}: 3018\u{A0}; \
            enfance en danger\u{A0}: 119.</p><p>Seules la direction, la vie scolaire et, hors violences, le responsable du bureau lisent \
            ce que vous écrivez ici. Une alerte de violence suspend aussitôt le lieu d’accueil.</p>
            """))\
        \(postForm(Link.placement(placement.id).appending("incidents"), state, visit: visit, body))</div>
        """)
}

// MARK: One incident

/// What the page of an incident shows.
struct IncidentView: Sendable {
    let incident: Incident
    let placement: FollowedPlacement
    let steps: [IncidentStep]
    /// For those who may see it.
    let accident: AccidentSheet?
    let deadline: DeclarationDeadline?
    let files: [IncidentFileLine]
    let today: LocalDate
    let author: Author

    var seesHealth: Bool { author.may(.seeAlerts) }
    var isAccident: Bool { incident.kind == .accident }
}

/// What each form of the page of an incident holds.
struct IncidentStates: Sendable {
    var step = FormState()
    var accident: FormState?
    var closing = FormState()
    var file = FormState()
}

func incidentPage(_ view: IncidentView, _ states: IncidentStates, _ visit: Visit) -> Page {
    let incident = view.incident
    let meta: [HTML] = [
        severityBadge(incident.severity), badge(incident.state.label, incident.state.tone),
        "<a href=\"\(Link.followUp(of: view.placement.id))\">\(view.placement.listName)</a>",
        HTML(text: view.placement.companyName),
    ]
    return Page(
        incident.kind.label, in: .followUp,
        """
        \(pageHead(incident.kind.label, crumbs: [("Suivi", .followUp), ("Incidents", .incidents)], meta: meta))\
        <div class="columns"><div>\(incidentFacts(view))\(view.isAccident ? accidentPanel(view, states, visit) : nil)\
        \(stepsPanel(view, states, visit))\(incidentFilesPanel(view, states.file, visit))</div><div>\(pathPanel(view))\(closingPanel(view, states, visit))</div></div>
        """)
}

private func incidentFacts(_ view: IncidentView) -> HTML {
    let incident = view.incident
    let time = incident.happenedMinute.map { " à " + HourSpan.clock($0) } ?? ""
    return panel(
        "Les faits",
        facts(
            [
                ("Quand", fact(incident.happenedOn.spelled + time)), ("Où", fact(incident.place)),
                ("Faits", .lines(incident.facts)), ("Signalé par", fact(incident.reportedBy)),
                ("Transmis à", fact(incident.escalatedTo)),
                ("Fin", incident.closingNote.isEmpty ? nil : .lines(incident.closingNote)),
            ]))
}

private func stepsPanel(_ view: IncidentView, _ states: IncidentStates, _ visit: Visit) -> HTML {
    let items = view.steps.map { step -> HTML in
        let day = step.happenedAt.day(in: view.author.zone)
        let say: HTML? = step.note.isEmpty ? nil : "<p class=\"say\">\(HTML.lines(step.note))</p>"
        return """
            <li>\(icon("history"))<div><p class="what">\(step.kind.label)\(step.recipient.isEmpty ? "" : " : \(step.recipient)")</p>\
            <p class="when"><time datetime="\(day.description)">\(day.near(view.today)) à \(step.happenedAt.clock(in: view.author.zone))</time>, par \(step.authorName)</p>\(say)</div></li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Personne n’a encore été prévenu, d’après cette fiche.</p>"
        : "<ol class=\"timeline\">\(items)</ol>"
    guard view.incident.state != .closed else { return panel("Suites données", list) }
    let body: HTML = """
        <div class="pair">\(selectField(states.step, "geste", "Ce qui a été fait", IncidentStep.Kind.allCases.map { ($0.rawValue, $0.label) }))\
        \(field(states.step, "qui", "Qui, ou quel document", FieldOptions(optional: true)))</div>\
        <div data-private>\(textArea(states.step, "note", "Précisions", optional: true, rows: 2))</div>\(formEnd("Ajouter"))
        """
    return panel(
        "Suites données",
        "\(list)\(postForm(Link.incident(view.incident.id).appending("suites"), states.step, visit: visit, body))")
}

/// What to do, in order: the path of each kind of incident.
private func pathPanel(_ view: IncidentView) -> HTML {
    let steps: [String]
    switch view.incident.kind {
    case .violence:
        steps = [
            "Mettre l’élève à l’abri\u{A0}: il peut revenir au lycée aujourd’hui même.",
            "Prévenir le chef d’établissement, la vie scolaire et l’infirmier ou l’infirmière.",
            "Prévenir les responsables légaux, sauf danger pour l’élève.",
            "Numéros nationaux\u{A0}: 3018 (harcèlement), 119 (enfance en danger).",
            "Le lieu est suspendu d’office\u{A0}; la direction décide de la suite.",
        ]
    case .accident:
        steps = [
            "Secours d’abord\u{A0}: 15 ou 18.",
            "Prévenir le lycée, les responsables légaux et l’entreprise le jour même.",
            "L’entreprise déclare à la CPAM et envoie la copie au lycée\u{A0}; certaines académies demandent que le lycée déclare.",
            "Réunir le certificat médical initial et la convention.",
        ]
    case .safety:
        steps = [
            "Demander que l’élève quitte le poste dangereux.", "Prévenir le DDFPT et le chef d’établissement.",
            "Le chef d’établissement peut suspendre la PFMP aussitôt.",
        ]
    default:
        steps = [
            "Appeler le tuteur et entendre l’élève.", "Prévenir la vie scolaire et les responsables légaux.",
            "Décider\u{A0}: rappel des règles, avenant, ou fin anticipée.",
        ]
    }
    let people = [
        view.placement.tutorName.map { "tuteur\u{A0}: \($0)" },
        view.placement.referentName.map { "référent\u{A0}: \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
    return panel(
        "Que faire",
        """
        <ul class="lines">\(steps.map { "<li><div>\($0)</div></li>" as HTML })</ul>\
        <footer>\(people) \(view.placement.phone.map(phoneLink))</footer>
        """)
}

private func closingPanel(_ view: IncidentView, _ states: IncidentStates, _ visit: Visit) -> HTML {
    let link = Link.incident(view.incident.id)
    guard view.incident.state != .closed else {
        return panel(
            "Clos", postButton("Rouvrir l’incident", to: link.appending("reouverture"), visit: visit, icon: "undo"))
    }
    let open: HTML? = states.closing.problems.isEmpty ? nil : " open"
    return """
        <details class="panel"\(open)><summary><h2>Clore l’incident</h2></summary>\
        \(postForm(link.appending("cloture"), states.closing, visit: visit, """
            <div data-private>\(textArea(states.closing, "fin", "Comment cela se termine"))</div>\(formEnd("Clore"))
            """))</details>
        """
}

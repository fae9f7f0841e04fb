import Domain

/// No roadmap yet: why it matters and how to begin.
func noRoadmapPage(_ author: Author, hasFormer: Bool, _ visit: Visit) -> Page {
    let title = "Feuille de route \(author.yearLabel)"
    let begin: HTML? =
        author.may(.writeRoadmap)
        ? """
        <div class="actions">\(postButton("Ouvrir la feuille de route", to: .roadmaps, visit: visit, icon: "plus", style: "primary"))\
        \(hasFormer ? postButton("Reprendre les objectifs non atteints de l’an passé", to: .roadmaps, visit: visit, icon: "copy", fields: [("suite", "1")]) : nil)</div>
        """ : nil
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .roadmap, for: author))\(emptyState(
            "document", "Aucune feuille de route pour cette année",
            "Elle dit ce que le bureau promet, axe par axe, avec ce qui le mesure. Le DDFPT la valide, le chef d’établissement la signe, le conseil d’administration en prend connaissance.",
            action: begin))
        """)
}

func roadmapPage(_ view: RoadmapView, _ state: FormState, _ visit: Visit) -> Page {
    let year = SchoolYear(start: view.roadmap.schoolYear)?.rawValue ?? ""
    let title = "Feuille de route \(year)"
    return Page(
        title, in: .steering,
        """
        \(steeringHead(title, .roadmap, meta: roadmapMeta(view), actions: roadmapActions(view), for: view.author))\
        \(errorSummary(state))\(sentBackNotice(view))<div class="split section"><div>\(axisPanels(view))\(roadmapTexts(view))</div>\
        <aside aria-label="Vie de la feuille de route">\(lifePanel(view, state, visit))\(remarksPanel(view))\
        \(versionsPanel(view, visit))\(meetingsPanel(view))</aside></div>
        """)
}

private func roadmapMeta(_ view: RoadmapView) -> [HTML] {
    let roadmap = view.roadmap
    var meta: [HTML] = [HTML(text: "Version \(roadmap.revision)"), badge(roadmap.state.label, roadmap.state.tone)]
    let reached = view.objectives.count { $0.progress.isReached }
    if !view.objectives.isEmpty {
        meta.append(
            HTML(
                text:
                    "\(reached) sur \(FrenchNumber.counted(view.objectives.count, "objectif atteint", "objectifs atteints"))"
            ))
    }
    return meta
}

private func roadmapActions(_ view: RoadmapView) -> [HTML] {
    var actions: [HTML] = []
    if view.mayWrite {
        actions.append(
            button(
                "Ajouter un objectif", to: view.link.appending("objectifs"), icon: "plus", style: "primary"))
        actions.append(button("Diagnostic et moyens", to: view.link.appending("texte"), icon: "edit"))
    }
    actions.append(button("PDF", to: view.link.appending("document.pdf"), icon: "print"))
    return actions
}

private func sentBackNotice(_ view: RoadmapView) -> HTML? {
    guard view.roadmap.state == .draft, !view.roadmap.sentBack.isEmpty else { return nil }
    return notice(
        .warning,
        "<p><strong>À reprendre avant de soumettre de nouveau :</strong> \(HTML.lines(view.roadmap.sentBack))</p>")
}

// MARK: Objectives

private func axisPanels(_ view: RoadmapView) -> HTML {
    guard !view.objectives.isEmpty else {
        return panel(
            "Objectifs",
            emptyState(
                "action", "Aucun objectif",
                "Un objectif tient en une phrase, sert une mission de la circulaire, et se mesure.",
                action: view.mayWrite
                    ? button("Ajouter un objectif", to: view.link.appending("objectifs"), icon: "plus") : nil))
    }
    return HTML.joined(
        BureauAxis.ofObjectives.map { axis in
            let mine = view.objectives.filter { $0.objective.axis == axis }
            let body: HTML =
                mine.isEmpty
                ? "<p class=\"hint\">Aucun objectif sur cet axe.</p>"
                : "<ul class=\"objectives\">\(mine.map { objectiveItem($0, view) })</ul>"
            return panel("\(axis.shortLabel). \(axis.label)", body)
        })
}

private func objectiveItem(_ item: ObjectiveView, _ view: RoadmapView) -> HTML {
    let objective = item.objective
    let title: HTML =
        view.mayWrite
        ? "<a href=\"\(Link.objective(objective.id))\">\(objective.label)</a>" : HTML(text: objective.label)
    let steps: HTML? =
        item.steps.isEmpty ? nil : "<ul class=\"lines\">\(item.steps.map { stepItem($0, view) })</ul>"
    let others: HTML? =
        item.otherActions > 0
        ? "<p class=\"hint\">Et \(FrenchNumber.counted(item.otherActions, "autre action réalisée", "autres actions réalisées")) pour cet objectif.</p>"
        : nil
    let plan: HTML? =
        view.mayWrite
        ? "<a class=\"small\" href=\"\(Link.objective(objective.id).appending("actions"))\">Prévoir une action<span class=\"vh\"> : \(objective.label)</span></a>"
        : nil
    let ways = [plan, objectiveActionLink(item, view)].compactMap(\.self)
    let add: HTML? = ways.isEmpty ? nil : "<p>\(HTML.joined(ways, by: " · "))</p>"
    return """
        <li id="objectif-\(objective.rootId.rawValue)"><h3>\(title)</h3><p class="meta"><span class="tag">\(objective.mission.rawValue)</span> \(objective.mission.label)\
        \(item.owner.map { ", \($0)" })\(objective.dueOn.map { ", avant le \($0.long)" })</p>\(progressBar(item))\(steps)\(others)\(objectiveActionList(item, view))\(add)</li>
        """
}

/// The figure, the way made and the words; a bar only when there is a way to go.
func progressBar(_ item: ObjectiveView) -> HTML {
    guard let indicator = item.indicator else {
        return "<p>\(badge("Sans indicateur", .soon)) <span class=\"hint\">Rien ne mesure cet objectif.</span></p>"
    }
    let unit = indicator.unit
    let current = item.progress.current.map(unit.written) ?? "—"
    let target = item.objective.target.map { " ; cible \(unit.written($0))" } ?? ""
    let start = item.objective.baseline.map { " (départ \(unit.written($0)))" } ?? ""
    let tone: Tone =
        switch item.progress {
        case .reached: .done
        case .missed: .late
        case .behind: .soon
        case .onTheWay: .neutral
        default: .waiting
        }
    let bar: HTML? = item.progress.percent.map { percent in
        "<progress value=\"\(percent)\" max=\"100\" aria-label=\"\(item.objective.label), avancement\">\(percent) %</progress>"
    }
    return """
        <div class="progress\(tone == .done ? " done" : "")"><span>\(indicator.code) \(indicator.label) : <strong>\(current)</strong>\(target)\(start)</span>\
        <span class="figure">\(badge(item.progress.label, tone))</span>\(bar)</div>
        """
}

private func stepItem(_ item: StepView, _ view: RoadmapView) -> HTML {
    let step = item.step
    let title: HTML =
        view.mayWrite ? "<a href=\"\(Link.step(step.id))\">\(step.label)</a>" : HTML(text: step.label)
    let dates = [step.startsOn.map { "du \($0.short)" }, step.endsOn.map { "au \($0.short)" }].compactMap(\.self)
    let detail = [
        "\(FrenchNumber.counted(item.recorded, "enregistrée", "enregistrées")) sur \(step.plannedCount)",
        item.coming > 0 ? "\(item.coming) à venir" : "", dates.joined(separator: " "), step.means, step.reason,
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    return "<li><div>\(title)<p>\(detail)</p></div>\(badge(item.state.label, item.state.tone))</li>"
}

extension PlannedProgress {
    var tone: Tone {
        switch self {
        case .expected: .neutral
        case .begun, .postponed: .waiting
        case .done: .done
        case .overdue: .late
        case .abandoned: .neutral
        }
    }
}

private func roadmapTexts(_ view: RoadmapView) -> HTML {
    let parts: [(String, String)] = [("Diagnostic", view.roadmap.diagnosis), ("Moyens", view.roadmap.means)]
    return HTML.joined(parts.filter { !$0.1.isEmpty }.map { panel($0.0, "<p>\(HTML.lines($0.1))</p>") })
}

// MARK: Aside

private func lifePanel(_ view: RoadmapView, _ state: FormState, _ visit: Visit) -> HTML {
    let roadmap = view.roadmap
    let history = facts([
        ("Rédigée par", fact(roadmap.authorName)),
        ("Validée", fact(roadmap.validatedOn.map { "le \($0.long) par \(roadmap.validatedBy)" })),
        ("Signée", fact(roadmap.signedOn.map { "le \($0.long) par \(roadmap.signedBy)" })),
        (
            "CA",
            fact(
                roadmap.boardOn.map {
                    "\($0.long)\(roadmap.boardReference.isEmpty ? "" : ", acte \(roadmap.boardReference)")"
                })
        ),
    ])
    let forms = view.moves.map { moveForm($0.event, view, state, visit) }
    let wait: HTML? =
        view.moves.isEmpty && roadmap.state != .closed
        ? "<p class=\"hint\">\(waiting(roadmap.state))</p>" : nil
    return panel("Où en est-elle ?", "\(history)\(forms)\(wait)")
}

private func waiting(_ state: Roadmap.State) -> String {
    switch state {
    case .draft: "Le bureau la rédige."
    case .submitted: "Le DDFPT la lit."
    case .validated: "Le chef d’établissement la signe."
    case .signed, .presented: "Elle est en vigueur."
    case .closed: ""
    }
}

private func moveForm(_ event: RoadmapEvent, _ view: RoadmapView, _ state: FormState, _ visit: Visit) -> HTML {
    let fields: HTML? =
        switch event {
        case .sendBack: textArea(state, "remarque", "Ce qui est à reprendre", rows: 3)
        case .present:
            "\(dateField(state, "le", "Conseil d’administration du"))\(field(state, "reference", "Numéro de l’acte", FieldOptions(optional: true, style: "short")))"
        case .close: "<p class=\"hint\">Une version close reste lisible et ne change plus.</p>"
        default: nil
        }
    let primary = [.submit, .validate, .sign].contains(event)
    let form: HTML = """
        <form class="form" method="post" action="\(view.link.appending("etat"))" novalidate>\(visit.hiddenFields)\
        <input type="hidden" name="version" value="\(view.roadmap.version)"><input type="hidden" name="geste" value="\(event.rawValue)">\
        \(fields)<button class="btn\(primary ? " primary" : "") wide">\(event.label)</button></form>
        """
    let isOpen = state["geste"] == event.rawValue
    return fields == nil
        ? form
        : "<details class=\"more\"\(isOpen ? " open" as HTML : nil)><summary>\(event.label)</summary>\(form)</details>"
}

private func remarksPanel(_ view: RoadmapView) -> HTML? {
    guard !view.remarks.isEmpty, view.roadmap.state != .closed else { return nil }
    let items = view.remarks.map { "<li class=\"soon\">\(icon("alert"))<div>\($0)</div></li>" as HTML }
    return
        "<section class=\"panel findings\" aria-labelledby=\"remarques\"><h2 id=\"remarques\">À savoir</h2><ul>\(items)</ul></section>"
}

private func versionsPanel(_ view: RoadmapView, _ visit: Visit) -> HTML {
    let items = view.versions.map { version -> HTML in
        let name: HTML =
            version.id == view.roadmap.id
            ? "<strong>Version \(version.revision)</strong>"
            : "<a href=\"\(Link.roadmap(version.id))\">Version \(version.revision)</a>"
        let compare: HTML? =
            version.revision > 1
            ? "<p><a href=\"\(Link.roadmap(version.id).appending("ecarts"))\">Ce qui change<span class=\"vh\"> dans la version \(version.revision)</span></a></p>"
            : nil
        return "<li><div>\(name)\(compare)</div>\(badge(version.state.label, version.state.tone))</li>"
    }
    let mayRevise =
        view.author.may(.writeRoadmap) && !view.roadmap.state.isOpen && view.roadmap.state != .submitted
        && !view.versions.contains { $0.state == .draft || $0.state == .submitted }
    let revise: HTML? =
        mayRevise
        ? postButton(
            "Faire une nouvelle version", to: view.link.appending("version"), visit: visit, icon: "copy", style: "wide")
        : nil
    return panel("Versions", "<ul class=\"lines\">\(items)</ul>\(revise)")
}

private func meetingsPanel(_ view: RoadmapView) -> HTML {
    let items = view.meetings.prefix(6).map { meeting -> HTML in
        let title: HTML =
            view.author.may(.writeRoadmap)
            ? "<a href=\"\(Link.meeting(meeting.id))\">\(meeting.kind.label)</a>" : HTML(text: meeting.kind.label)
        return "<li><div>\(title), \(meeting.heldOn.near(view.today))<p>\(HTML.lines(meeting.decisions))</p></div></li>"
    }
    let add: HTML? =
        view.author.may(.writeRoadmap) ? "<a href=\"\(Link.newMeeting)\">Noter une réunion</a>" : nil
    let body: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Points réguliers, comités, conseils : notez ce qui s’y décide.</p>"
        : "<ul class=\"lines\">\(Array(items))</ul>"
    return panel("Décisions", action: add, body)
}

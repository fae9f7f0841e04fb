import Domain
import Persistence

/// The path of a learner.
struct LearnerPathView: Sendable {
    let learner: Learner
    let schoolClass: SchoolClass?
    let path: LearnerPath?
    let moments: [PathMoment]
    let avenir: AvenirFollowUp?
    let today: LocalDate
    let author: Author
}

func learnerPathPage(_ view: LearnerPathView, _ states: (path: FormState?, session: FormState), _ visit: Visit) -> Page
{
    let learner = view.learner
    let title = "Parcours \(French.of(learner.fullName))"
    let items = view.moments.map { moment -> HTML in
        let name: HTML = moment.link.map { "<a href=\"\($0)\">\(moment.title)</a>" } ?? HTML(text: moment.title)
        let detail: HTML? = moment.detail.isEmpty ? nil : ", \(moment.detail)"
        return """
            <li>\(icon(moment.icon))<div><p class="what">\(name)</p><p class="when"><time datetime="\(moment.day.description)">\
            \(moment.day.near(view.today))</time>\(detail)</p></div></li>
            """
    }
    let timeline: HTML =
        items.isEmpty
        ? emptyState(
            "history", "Rien de noté pour l’instant",
            "PFMP, visites, actions, séances de CV : tout ce qui rapproche l’élève du monde professionnel s’ajoutera ici."
        )
        : "<ol class=\"timeline\">\(items)</ol>"
    return Page(
        title, in: .learners,
        """
        \(pageHead(title, crumbs: [("Apprenants", .learners), (learner.listName, .learner(learner.id))],
            meta: view.schoolClass.map { [HTML(text: $0.code)] } ?? []))\
        <div class="split"><div>\(panel("De l’entrée à la sortie", timeline))</div>\
        <aside aria-label="Insertion">\(pathPanel(view, states.path, visit))\(sessionPanel(view, states.session, visit))</aside></div>
        """)
}

private func pathPanel(_ view: LearnerPathView, _ state: FormState?, _ visit: Visit) -> HTML {
    let path = view.path
    let state =
        state
        ?? FormState([
            ("cv", path?.cv.rawValue ?? ""), ("cherche", path?.seeks.rawValue ?? ""), ("remarque", path?.note ?? ""),
            ("version", String(path?.version ?? 0)),
        ])
    let since: HTML? = path?.cvOn.map { "<p class=\"hint\">CV vu le \($0.long).</p>" }
    return panel(
        "CV et recherche",
        """
        \(since)\(postForm(Link.path(of: view.learner.id), state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(selectField(state, "cv", "CV", LearnerPath.CV.allCases.map { ($0.rawValue, $0.label) }))\
            \(selectField(state, "cherche", "Après cette année", LearnerPath.Search.allCases.map { ($0.rawValue, $0.label) }))\
            \(textArea(state, "remarque", "Remarque", optional: true, rows: 2))\(formEnd("Enregistrer"))
            """))
        """)
}

private func sessionPanel(_ view: LearnerPathView, _ state: FormState, _ visit: Visit) -> HTML {
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="panel"\(open)><summary><h2>Noter une séance</h2></summary>\(postForm(Link.path(of: view.learner.id).appending("seances"), state, visit: visit, """
            \(selectField(state, "seance", "Séance", PathSession.Kind.allCases.map { ($0.rawValue, $0.label) }))\
            \(dateField(state, "le", "Le", hint: "Aujourd’hui si vous ne dites rien.", optional: true))\
            \(field(state, "partenaire", "Avec", FieldOptions(hint: "France Travail, Mission locale, entreprise…", optional: true)))\
            \(textArea(state, "note", "Note", optional: true, rows: 2))\(formEnd("Noter la séance"))
            """))</details>
        """
}

// MARK: A class

/// CV and workshops of a class.
struct SessionsView: Sendable {
    let classes: [ClassLine]
    let schoolClass: SchoolClass?
    let lines: [PathLine]
    let sessions: [PathSession]
    let avenir: [(AvenirFollowUp, Learner)]
    let today: LocalDate
    let author: Author
}

func sessionsPage(_ view: SessionsView, _ state: FormState, _ visit: Visit) -> Page {
    let picker = FormState([("classe", view.schoolClass?.id.rawValue ?? "")])
    let filters: HTML = """
        <form class="filters" method="get" action="\(Link.sessions)" data-autosubmit>\
        \(selectField(picker, "classe", "Classe", view.classes.map { ($0.id.rawValue, $0.code) }, empty: "Choisir une classe"))\
        <button class="btn nojs">\(icon("filter")) Afficher</button></form>
        """
    let body: HTML =
        view.schoolClass == nil
        ? emptyState(
            "class", "Choisissez une classe",
            "Vous verrez où en sont les CV et les quatre ateliers AvenirPro de chacun.")
        : "\(sessionTable(view))\(classSessionForm(view, state, visit))"
    return Page(
        "CV et AvenirPro", in: .actions, full: true,
        """
        \(actionHead("CV et AvenirPro", .sessions, meta: view.schoolClass.map { [HTML(text: $0.label)] } ?? [],
            actions: [button("Choix de terminale", to: Link("/parcours"), icon: "swap")], for: view.author))\(filters)\(body)\(avenirPanel(view, visit))
        """)
}

private func sessionTable(_ view: SessionsView) -> HTML {
    guard !view.lines.isEmpty else {
        return emptyState("people", "Personne dans cette classe", "Importez les fichiers de l’établissement.")
    }
    let done = Dictionary(grouping: view.sessions, by: \.learnerId)
    func mark(_ line: PathLine, _ kind: PathSession.Kind) -> HTML {
        guard let session = done[line.id]?.last(where: { $0.kind == kind }) else {
            return "<span class=\"muted\">—</span>"
        }
        return session.present ? badge(session.heldOn.short, .done) : badge("Absent", .late)
    }
    return listTable(
        "CV et ateliers de la classe", view.lines,
        [
            Column("Élève", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.path(of: $0.id))\">\($0.listName)</a>"
            },
            Column("CV") { line in
                let cv = line.cv ?? .missing
                return badge(cv.label, cv == .missing ? .late : cv == .draft ? .soon : .done)
            },
            Column("Après") { HTML(text: $0.seeks?.label ?? "—") },
            Column("Atelier 1") { mark($0, .firstWorkshop) }, Column("Atelier 2") { mark($0, .secondWorkshop) },
            Column("Atelier 3") { mark($0, .thirdWorkshop) }, Column("Atelier 4") { mark($0, .fourthWorkshop) },
            Column("Entretien") { mark($0, .adviser) },
        ])
}

private func classSessionForm(_ view: SessionsView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard let schoolClass = view.schoolClass, !view.lines.isEmpty else { return nil }
    let chosen = state.problems.isEmpty ? view.lines.map(\.id.rawValue) : state.values.all("present")
    var shown = state
    for key in chosen where !state.values.all("present").contains(key) { shown.values.append("present", key) }
    let boxes = checkboxes(
        shown, "present", "Présents", view.lines.map { ($0.id.rawValue, $0.listName) }, hint: "Décochez les absents.")
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="panel section"\(open)><summary><h2>Noter une séance de la classe</h2></summary>\(postForm(.sessions, shown, visit: visit, """
            <input type="hidden" name="classe" value="\(schoolClass.id.rawValue)">\
            <div class="pair">\(selectField(shown, "seance", "Séance", PathSession.Kind.allCases.map { ($0.rawValue, $0.label) }))\
            \(dateField(shown, "le", "Le", hint: "Aujourd’hui si vous ne dites rien.", optional: true))</div>\
            \(field(shown, "partenaire", "Avec", FieldOptions(hint: "France Travail, Mission locale…", optional: true)))\
            \(boxes)\(formEnd("Noter la séance"))
            """))</details>
        """
}

private func avenirPanel(_ view: SessionsView, _ visit: Visit) -> HTML? {
    guard view.author.may(.manageAlumni) else { return nil }
    let items = view.avenir.map { line, learner -> HTML in
        let close: HTML? =
            line.leftOn == nil
            ? """
            <form class="row" method="post" action="\(Link.path(of: learner.id).appending("avenirpro"))">\(visit.hiddenFields)<label class="vh" for="issue-\(line.id.rawValue)">Issue, \(learner.listName)</label>\
            <select id="issue-\(line.id.rawValue)" name="issue">\(AvenirFollowUp.Outcome.allCases.map { "<option value=\"\($0.rawValue)\">\($0.label)</option>" as HTML })</select><button class="btn small">Noter</button></form>
            """ : nil
        return """
            <li><div><a href="\(Link.path(of: learner.id))">\(learner.listName)</a> \(badge(line.outcome.label, line.outcome == .running ? .waiting : line.outcome == .unsolved ? .late : .done))\
            <p>entré le \(line.enteredOn.long)\(line.leftOn.map { ", sorti le \($0.long)" } ?? "")\(line.referent.isEmpty ? "" : ", " + line.referent)</p></div>\(close)</li>
            """
    }
    let enter: HTML? = view.schoolClass.map { _ in
        let state = FormState()
        return """
            <details class="more"><summary>Faire entrer un jeune de cette classe</summary><form class="form" method="post" action="\(Link.sessions.appending("avenirpro"))">\(visit.hiddenFields)\
            \(selectField(state, "apprenant", "Jeune", view.lines.map { ($0.id.rawValue, $0.listName) }, empty: "Choisir"))\
            <div class="pair">\(dateField(state, "entree", "Entré le", optional: true))\(field(state, "referent", "Référent", FieldOptions(optional: true)))</div>\
            \(field(state, "objectif", "Objectif", FieldOptions(optional: true)))\(formEnd("Noter l’entrée"))</form></details>
            """
    }
    guard !items.isEmpty || enter != nil else { return nil }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Personne pour l’instant. AvenirPro+ suit, à partir de septembre, les sortants sans solution.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    return "<div class=\"section\">\(panel("AvenirPro+", "\(list)\(enter)"))</div>"
}

import Domain
import Persistence

struct MobilityListView: Sendable {
    let projects: [MobilityProject]
    let partners: [MobilityPartner]
    let author: Author
}

func mobilityListPage(_ view: MobilityListView, _ state: FormState, _ visit: Visit) -> Page {
    let list: HTML =
        view.projects.isEmpty
        ? emptyState(
            "pin", "Aucun projet de mobilité",
            "Un projet rassemble un groupe, un pays, un financement, ses papiers et ceux de chaque élève.",
            action: button("Ouvrir un projet", to: Link.mobilities.appending("nouveau"), icon: "plus", style: "primary")
        )
        : listTable(
            "Projets de mobilité", view.projects,
            [
                Column("Projet", header: true) {
                    "<a class=\"rowlink\" href=\"\(Link.mobilityProject($0.id))\">\($0.title)</a>"
                },
                Column("Pays") { HTML(text: $0.country) }, Column("Programme") { HTML(text: $0.programme.label) },
                Column("Dates") { HTML(text: mobilityDates($0)) }, Column("Places", numeric: true) { "\($0.places)" },
                Column("État") { badge($0.state.label, mobilityTone($0.state)) },
            ])
    let partners = view.partners.map { partner -> HTML in
        let detail = [partner.city, partner.country, partner.role.label, partner.person].filter { !$0.isEmpty }.joined(
            separator: ", ")
        let mail: HTML? =
            partner.email.isEmpty ? nil : "<p><a href=\"mailto:\(partner.email)\">\(partner.email)</a></p>"
        return """
            <li><div><strong>\(partner.name)</strong> \(partner.closedOn == nil ? nil : badge("Retiré", .neutral))<p>\(detail)</p>\(mail)</div>\
            \(postButton(partner.closedOn == nil ? "Retirer" : "Reprendre", to: Link("/mobilites/organismes", [partner.id.rawValue]), visit: visit, style: "small quiet"))</li>
            """
    }
    let known: HTML =
        partners.isEmpty
        ? "<p class=\"hint\">Aucun partenaire à l’étranger pour l’instant.</p>" : "<ul class=\"lines\">\(partners)</ul>"
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return Page(
        "Mobilité", in: .actions, full: true,
        """
        \(actionHead("Mobilité européenne et internationale", .mobility, count: view.projects.count,
            actions: [button("Ouvrir un projet", to: Link.mobilities.appending("nouveau"), icon: "plus", style: "primary"), button("Séjours en PFMP", to: .publics, icon: "pfmp")], for: view.author))\
        \(list)<div class="columns section"><div>\(panel("Partenaires à l’étranger", known))</div><div><details class="panel"\(open)><summary><h2>Ajouter un partenaire</h2></summary>\
        \(postForm(Link("/mobilites/organismes"), state, visit: visit, """
            \(field(state, "nom", "Nom"))<div class="pair">\(field(state, "pays", "Pays"))\(field(state, "ville", "Ville", FieldOptions(optional: true)))</div>\
            \(selectField(state, "role", "Rôle", MobilityPartner.Role.allCases.map { ($0.rawValue, $0.label) }))\
            <div class="pair">\(field(state, "personne", "Personne", FieldOptions(optional: true)))\(field(state, "courriel", "Courriel", FieldOptions(optional: true, type: "email")))</div>\
            \(textArea(state, "remarque", "Remarque", optional: true, rows: 2))\(formEnd("Ajouter le partenaire", icon: "plus"))
            """))</details></div></div>
        """)
}

func mobilityTone(_ state: MobilityProject.State) -> Tone {
    switch state {
    case .planned, .applied, .away: .waiting
    case .funded, .closed: .done
    case .reported: .soon
    case .abandoned: .neutral
    }
}

func mobilityDates(_ project: MobilityProject) -> String {
    guard let start = project.startsOn else { return "à fixer" }
    return project.endsOn.map { "du \(start.short) au \($0.long)" } ?? "à partir du \(start.long)"
}

func projectFormPage(
    _ title: String, to link: Link, cancel: Link, partners: [MobilityPartner], _ state: FormState, _ visit: Visit
) -> Page {
    Page(
        title, in: .actions,
        """
        \(pageHead(title, crumbs: [("Mobilité", .mobilities)]))\(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(field(state, "titre", "Titre"))\
            <div class="pair">\(selectField(state, "programme", "Programme", MobilityProject.Programme.allCases.map { ($0.rawValue, $0.label) }))\(field(state, "code", "Code du projet", FieldOptions(optional: true)))</div>\
            \(field(state, "consortium", "Consortium", FieldOptions(hint: "Qui porte le projet, quand ce n’est pas le lycée.", optional: true)))\
            <div class="pair">\(field(state, "pays", "Pays"))\(selectField(state, "partenaire", "Partenaire", partners.map { ($0.id.rawValue, "\($0.name), \($0.country)") }, empty: "À trouver", optional: true))</div>\
            <div class="pair">\(dateField(state, "du", "Départ", optional: true))\(dateField(state, "au", "Retour", optional: true))\(field(state, "places", "Places", FieldOptions(inputMode: "numeric")))</div>\
            <div class="pair">\(field(state, "accorde", "Subvention accordée, en euros", FieldOptions(optional: true, inputMode: "decimal")))\(field(state, "recu", "Reçue", FieldOptions(optional: true, inputMode: "decimal")))\(field(state, "depense", "Dépensée", FieldOptions(optional: true, inputMode: "decimal")))</div>\
            \(checkboxes(state, "document", "Papiers du groupe déjà là", MobilityProject.Document.allCases.map { ($0.rawValue, $0.label) }))\
            \(textArea(state, "remarque", "Remarque", optional: true))\(formEnd("Enregistrer le projet", cancel: cancel))
            """))
        """)
}

struct ProjectView: Sendable {
    let project: MobilityProject
    let partner: MobilityPartner?
    let travellers: [TravellerLine]
    let classes: [ClassLine]
    let classId: ID<SchoolClass>?
    let candidates: [PathLine]
    let today: LocalDate
    let author: Author
}

func projectPage(_ view: ProjectView, _ state: FormState, _ visit: Visit) -> Page {
    let project = view.project
    let link = Link.mobilityProject(project.id)
    let chosen = view.travellers.count { $0.state != .candidate && $0.state != .withdrawn }
    let moves = project.state.next.map { next in
        postButton(
            next.gesture, to: link.appending("etat"), visit: visit, style: next == .abandoned ? "quiet" : "",
            fields: [("etat", next.rawValue), ("version", String(project.version))])
    }
    let papers = MobilityProject.Document.allCases.map { document -> HTML in
        let done = project.done.contains(document)
        let tone: Tone = done ? .done : document.isBeforeDeparture ? .soon : .neutral
        return
            "<li class=\"\(tone.rawValue)\">\(icon(tone.icon))<div>\(document.label)\(done ? "" : " : à faire")</div></li>"
    }
    func money(_ cents: Int?) -> HTML? { cents.map { HTML(text: Cents(rawValue: $0).french) } }
    return Page(
        project.title, in: .actions,
        """
        \(pageHead(project.title, crumbs: [("Mobilité", .mobilities)], meta: [badge(project.state.label, mobilityTone(project.state)), HTML(text: project.country), HTML(text: mobilityDates(project))],
            actions: [button("Compléter", to: link.appending("modifier"), icon: "edit")]))\(errorSummary(state))\
        <div class="split"><div>\(travellerPanel(view, chosen, visit))</div><aside aria-label="Le projet">\(panel("La suite", "<div class=\"stack\">\(moves)</div>"))\
        \(panel("Le projet", facts([("Programme", fact(project.programme.label)), ("Code", fact(project.code)), ("Consortium", fact(project.consortium)), ("Partenaire", fact(view.partner?.name)), ("Places", "\(chosen)\u{A0}/\u{A0}\(project.places)"),
            ("Accordé", money(project.grantedCents)), ("Reçu", money(project.receivedCents)), ("Dépensé", money(project.spentCents)), ("Remarque", project.note.isEmpty ? nil : .lines(project.note))])))\
        <section class="panel findings" aria-labelledby="papiers"><h2 id="papiers">Papiers du groupe</h2><ul>\(papers)</ul></section></aside></div>
        """)
}

private func travellerPanel(_ view: ProjectView, _ chosen: Int, _ visit: Visit) -> HTML {
    let link = Link.mobilityProject(view.project.id).appending("eleves")
    let steps = MobilityStep.allCases.filter { $0 != .grant || view.project.programme == .erasmus }
    let items = view.travellers.map { traveller -> HTML in
        let options = MobilityTraveller.State.allCases.map {
            "<option value=\"\($0.rawValue)\"\($0 == traveller.state ? " selected" as HTML : nil)>\($0.label)</option>"
                as HTML
        }
        let missing = steps.count { $0.isBeforeDeparture && !traveller.done.contains($0) }
        let boxes = steps.map { step -> HTML in
            "<label class=\"choice\"><input type=\"checkbox\" name=\"etape\" value=\"\(step.rawValue)\"\(traveller.done.contains(step) ? " checked" as HTML : nil)> \(step.label)</label>"
        }
        let key = traveller.learnerId.rawValue
        return """
            <li><details class="more"><summary><strong>\(traveller.listName)</strong> \(badge(traveller.state.label, traveller.state == .withdrawn ? .neutral : .waiting)) \
            \(traveller.state == .withdrawn ? nil : missing == 0 ? badge("Papiers complets", .done) : badge("\(missing) papier\(missing > 1 ? "s" : "") à recevoir", .soon))</summary>\
            <form class="form" method="post" action="\(link)">\(visit.hiddenFields)<input type="hidden" name="apprenant" value="\(key)"><input type="hidden" name="papiers" value="1">\
            <div class="pair"><div class="field"><label for="etat-\(key)">État</label><select id="etat-\(key)" name="etat">\(options)</select></div>\
            <div class="field"><label for="bourse-\(key)">Bourse, en euros</label><input id="bourse-\(key)" name="bourse" inputmode="decimal" value="\(traveller.grantCents.map { Cents(rawValue: $0).typed } ?? "")"></div></div>\
            <fieldset class="group"><legend>Papiers de l’élève</legend>\(boxes)</fieldset>\(formEnd("Enregistrer"))</form></details></li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Personne pour l’instant. Choisissez une classe pour ajouter des candidats.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    let picker = FormState([("classe", view.classId?.rawValue ?? "")])
    let known = Set(view.travellers.map(\.learnerId))
    let free = view.candidates.filter { !known.contains($0.id) }.map { (value: $0.id.rawValue, label: $0.listName) }
    let add: HTML? =
        free.isEmpty
        ? nil
        : postForm(
            link, FormState(), visit: visit,
            "\(selectField(FormState(), "apprenant", "Candidat", free, empty: "Choisir"))<input type=\"hidden\" name=\"etat\" value=\"\(MobilityTraveller.State.candidate.rawValue)\">\(formEnd("Ajouter ce candidat", icon: "plus"))"
        )
    return panel(
        "Élèves (\(chosen)\u{A0}/\u{A0}\(view.project.places))",
        """
        \(list)<form class="filters" method="get" action="\(Link.mobilityProject(view.project.id))" data-autosubmit>\(selectField(picker, "classe", "Ajouter depuis la classe", view.classes.map { ($0.id.rawValue, $0.code) }, empty: "Choisir"))<button class="btn nojs">Voir</button></form>\(add)
        """)
}

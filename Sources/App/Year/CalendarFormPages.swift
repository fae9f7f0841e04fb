import Domain

func eventFormPage(
    _ title: String, to link: Link, _ state: FormState, classes: [ClassLine], streams: [String],
    removing: ID<SchoolEvent>? = nil, _ visit: Visit
) -> Page {
    let kinds = SchoolEventKind.allCases.map { (value: $0.rawValue, label: $0.label) }
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\(selectField(state, "genre", "Genre", kinds))\
        \(field(state, "intitule", "Intitulé", FieldOptions(hint: "Par exemple : épreuves écrites, CCF d’économie, portes ouvertes.")))\
        <div class="pair">\(dateField(state, "du", "Premier jour"))\(dateField(state, "au", "Dernier jour", hint: "Vide : un seul jour.", optional: true))</div>\
        <fieldset class="group"><legend>Qui est concerné ?</legend><p class="hint">Sans classe ni filière : tout le lycée.</p>\
        \(selectField(state, "classe", "Une classe", classes.map { ($0.id.rawValue, $0.code) }, empty: "Aucune en particulier", optional: true))\
        \(selectField(state, "filiere", "Ou une filière", streams.map { ($0, $0) }, empty: "Aucune en particulier", optional: true))</fieldset>\
        \(formEnd("Enregistrer la date", cancel: .planner))
        """
    let remove: [HTML] =
        removing.map {
            [
                postButton(
                    "Supprimer", to: Link.event($0).appending("suppression"), visit: visit, icon: "trash",
                    style: "quiet")
            ]
        } ?? []
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("PFMP", .year), ("Calendrier", .planner)], actions: remove))\
        \(postForm(link, state, visit: visit, body))</div>
        """)
}

func decisionPage(_ decision: BoardDecision?, open: Int, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Décision du conseil d’administration"
    let said: HTML =
        decision.map {
            notice(.success, "<p>Calendrier adopté le \($0.decidedOn.long), acte \($0.reference).</p>")
        } ?? notice(.info, "<p>Sans cette décision, le calendrier s’imprime avec la mention « projet ».</p>")
    let left: HTML? =
        open == 0
        ? nil
        : "<p class=\"hint\">\(FrenchNumber.counted(open, "période est encore un projet", "périodes sont encore des projets")) : la date leur sera donnée.</p>"
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(dateField(state, "date", "Adopté le"))\(field(state, "reference", "Référence de l’acte", FieldOptions(hint: "Par exemple : 12, ou 2026-27-04.", style: "medium")))\
        \(left)\(formEnd("Enregistrer la décision", cancel: .planner))
        """
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("PFMP", .year), ("Calendrier", .planner)]))\(said)\
        \(postForm(.boardDecision, state, visit: visit, body))</div>
        """)
}

/// A speciality taught this year, with the weeks that its texts and the school set.
struct TrainingLine: Sendable {
    let training: String
    let classes: [String]
    let family: PFMPDurations.Family?
    let cycle: WeekBounds?
}

func durationsPage(_ lines: [TrainingLine], _ state: FormState, _ visit: Visit) -> Page {
    let rows = lines.map { line -> HTML in
        let bounds = line.cycle.map { "\($0.label)\($0.isUnsure ? ", à vérifier" : "")" } ?? "aucune durée connue"
        let problem: HTML? = state.problem("semaines-\(line.training)").map {
            "<p class=\"error\">\(icon("alert")) \($0)</p>"
        }
        return """
            <tr><th scope="row">\(line.classes.joined(separator: ", "))<span class="sub">\(line.family.map { $0.label + ", " })\(line.training)</span>\
            <input type="hidden" name="specialite" value="\(line.training)"></th><td data-label="Textes">\(bounds)</td>\
            <td data-label="Semaines sur le cycle"><input class="short" id="f-semaines-\(line.training)" name="semaines-\(line.training)" inputmode="numeric" \
            value="\(state["semaines-\(line.training)"])" aria-label="Semaines sur le cycle, \(line.classes.joined(separator: ", "))">\(problem)</td>\
            <td data-label="Arrêté"><input name="source-\(line.training)" value="\(state["source-\(line.training)"])" \
            aria-label="Arrêté de la spécialité, \(line.classes.joined(separator: ", "))"></td></tr>
            """
    }
    let table: HTML = """
        <div class="tablebox"><table class="list asrows"><caption class="vh">Durée des PFMP par spécialité</caption><thead><tr>\
        <th scope="col">Classes</th><th scope="col">Textes</th><th scope="col">Semaines sur le cycle</th><th scope="col">Arrêté</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>\(formEnd("Enregistrer les durées", cancel: .planner))
        """
    let title = "Durées par spécialité"
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("PFMP", .year), ("Calendrier", .planner)]))\
        <p class="lead">Le total de semaines vient de l’arrêté de chaque spécialité. Écrivez-le ici : il remplace les bornes générales pour signaler un cycle trop court ou trop long. Vide : les bornes des textes.</p>\
        \(errorSummary(state))<form class="form wide" method="post" action="\(Link.durations)" novalidate>\(visit.hiddenFields)\(table)</form>
        """)
}

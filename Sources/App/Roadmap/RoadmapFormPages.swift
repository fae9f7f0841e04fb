import Domain

private let crumbs: [(String, Link)] = [("Pilotage", .steering), ("Feuille de route", .roadmaps)]

func roadmapTextPage(_ roadmap: Roadmap, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Diagnostic et moyens"
    return Page(
        title, in: .steering,
        """
        <div class="page narrow">\(pageHead(title, crumbs: crumbs))\(postForm(
            Link.roadmap(roadmap.id).appending("texte"), state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(textArea(state, "diagnostic", "Diagnostic", hint: "Partenaires par filière, places trouvées l’an passé, filières en tension, anciens élèves, insertion, points forts et risques. Aucun nom d’élève.", optional: true, rows: 12))\
            \(textArea(state, "moyens", "Moyens", hint: "Heures, parts, lignes de budget, salles, équipement.", optional: true, rows: 5))\
            \(formEnd("Enregistrer", cancel: .roadmap(roadmap.id)))
            """))</div>
        """)
}

/// The form of an objective, new or known.
struct ObjectiveFormView: Sendable {
    let roadmap: ID<Roadmap>
    let id: ID<RoadmapObjective>?
    let staff: [StaffMember]

    var link: Link { id.map(Link.objective) ?? Link.roadmap(roadmap).appending("objectifs") }
}

func objectiveFormPage(_ view: ObjectiveFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.id == nil ? "Nouvel objectif" : "Modifier l’objectif"
    let missions = BureauMission.allCases.map { (value: $0.rawValue, label: "\($0.rawValue) \($0.label)") }
    let indicators = Indicator.all.map { (value: $0.code, label: "\($0.code) \($0.label)") }
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    let remove: HTML? = view.id.map { id in
        """
        <details class="more"><summary>Retirer cet objectif</summary><p class="hint">Ses actions prévues sont retirées avec lui. Les autres versions de la feuille de route ne changent pas.</p>\
        \(postButton("Retirer l’objectif", to: Link.objective(id).appending("suppression"), visit: visit, icon: "trash", style: "danger"))</details>
        """
    }
    return Page(
        title, in: .steering,
        """
        <div class="page narrow">\(pageHead(title, crumbs: crumbs))\(postForm(
            view.link, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(selectField(state, "mission", "Mission servie", missions))\
            \(textArea(state, "libelle", "Objectif", hint: "Une phrase, qui dit ce qui aura changé.", rows: 2))\
            <section><h2>Comment le saura-t-on ?</h2><p class="lead">Le programme calcule la valeur du jour à partir de ce qui est enregistré : rien n’est à saisir deux fois.</p>\
            \(selectField(state, "indicateur", "Indicateur", indicators, empty: "Aucun pour l’instant", hint: "Sans indicateur, l’objectif est montré comme tel.", optional: true))\
            <div class="pair">\(field(state, "depart", "Valeur de départ", FieldOptions(optional: true, inputMode: "decimal", style: "short")))\
            \(field(state, "cible", "Cible", FieldOptions(optional: true, inputMode: "decimal", style: "short")))</div>\
            <div class="pair">\(dateField(state, "echeance", "Échéance", optional: true))\
            \(selectField(state, "responsable", "Responsable", staff, empty: "À désigner", optional: true))</div></section>\
            \(formEnd("Enregistrer l’objectif", cancel: .roadmap(view.roadmap)))
            """))\(remove)</div>
        """)
}

/// The form of a planned action, new or known.
struct PlannedStepFormView: Sendable {
    let objective: RoadmapObjective
    let id: ID<RoadmapStep>?
    let kinds: [(value: String, label: String)]

    var link: Link { id.map(Link.step) ?? Link.objective(objective.id).appending("actions") }
}

func plannedStepFormPage(_ view: PlannedStepFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.id == nil ? "Prévoir une action" : "Modifier l’action prévue"
    let decisions = RoadmapStep.Decision.allCases.map { (value: $0.rawValue, label: $0.label) }
    let remove: HTML? = view.id.map { id in
        postButton(
            "Retirer cette action prévue", to: Link.step(id).appending("suppression"), visit: visit, icon: "trash",
            style: "danger")
    }
    let kind: HTML? =
        view.kinds.isEmpty
        ? nil
        : selectField(
            state, "genre", "Type d’action", view.kinds, empty: "N’importe lequel",
            hint: "Seules les actions de ce type, rattachées à l’objectif, comptent.", optional: true)
    return Page(
        title, in: .steering,
        """
        <div class="page narrow">\(pageHead(title, crumbs: crumbs, meta: [HTML(text: view.objective.label)]))\(postForm(
            view.link, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(field(state, "libelle", "Ce qui est prévu"))\(kind)\
            \(field(state, "nombre", "Combien de fois", FieldOptions(hint: "Ce qui est fait se lit dans les actions enregistrées.", inputMode: "numeric", style: "short")))\
            <div class="pair">\(dateField(state, "du", "À partir du", optional: true))\(dateField(state, "au", "Au plus tard le", optional: true))</div>\
            \(field(state, "moyens", "Moyens", FieldOptions(hint: "Heures, parts, budget, salle, partenaires.", optional: true)))\
            \(selectField(state, "decision", "Décision", decisions))\
            \(field(state, "motif", "Motif, si elle est reportée ou abandonnée", FieldOptions(optional: true)))\
            \(formEnd("Enregistrer l’action prévue", cancel: .roadmap(view.objective.roadmapId)))
            """))\(remove)</div>
        """)
}

func meetingFormPage(_ id: ID<SteeringMeeting>?, _ state: FormState, _ visit: Visit) -> Page {
    let title = id == nil ? "Noter une réunion" : "Modifier la réunion"
    let kinds = SteeringMeeting.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }
    return Page(
        title, in: .steering,
        """
        <div class="page narrow">\(pageHead(title, crumbs: crumbs))\(postForm(
            id.map(Link.meeting) ?? .newMeeting, state, visit: visit,
            """
            <input type="hidden" name="version" value="\(state["version"])"><div class="pair">\
            \(selectField(state, "genre", "Réunion", kinds))\(dateField(state, "le", "Tenue le"))</div>\
            \(field(state, "presents", "Présents", FieldOptions(optional: true)))\
            \(textArea(state, "decisions", "Décisions", hint: "Qui fait quoi, pour quand.", rows: 6))\
            \(formEnd("Enregistrer la réunion", cancel: .roadmaps))
            """))</div>
        """)
}

/// What changed between a version and the one before.
func differencePage(_ before: Roadmap, _ after: Roadmap, _ difference: RoadmapDifference, for author: Author) -> Page {
    let title = "Ce qui change de la version \(before.revision) à la version \(after.revision)"
    let text = difference.text.map { "<li>\(changeItem($0))</li>" as HTML }
    let entries = difference.entries.map { entry -> HTML in
        let mark: HTML =
            switch entry.kind {
            case .added: badge("Ajouté", .done)
            case .withdrawn: badge("Retiré", .late)
            case .changed: badge("Modifié", .soon)
            }
        let changes = entry.changes.map { "<p>\(changeItem($0))</p>" as HTML }
        return "<li><div><strong>\(entry.label)</strong>\(changes)</div>\(mark)</li>"
    }
    let body: HTML =
        difference.isEmpty
        ? emptyState("check", "Rien ne change", "Les deux versions disent la même chose.")
        : "\(entries.isEmpty ? nil : panel("Objectifs", "<ul class=\"lines\">\(entries)</ul>"))\(text.isEmpty ? nil : panel("Textes", "<ul class=\"lines\">\(text)</ul>"))"
    return Page(
        title, in: .steering,
        "\(steeringHead(title, .roadmap, crumbs: [("Version \(after.revision)", .roadmap(after.id))], for: author))\(body)"
    )
}

private func changeItem(_ change: RoadmapDifference.Change) -> HTML {
    let before = change.before.isEmpty ? "rien" : change.before
    let after = change.after.isEmpty ? "rien" : change.after
    return "<span>\(change.what) : <del>\(before)</del> → <ins>\(after)</ins></span>"
}

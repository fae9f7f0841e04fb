import Domain

/// The contacts of a placement, latest first.
func contactsPanel(_ view: PlacementFollowUp) -> HTML {
    let done = view.followUps.filter { $0.doneOn != nil }
    guard !done.isEmpty else {
        return panel(
            "Contacts et visites",
            emptyState(
                "phone", "Aucun contact noté",
                "Appelez le tuteur dans la première semaine, puis prévoyez une visite."))
    }
    let tally =
        "\(FrenchNumber.counted(done.count, "contact", "contacts")), dont \(FrenchNumber.counted(view.counts.visitsDone, "visite", "visites"))"
    let items = done.map { contactItem($0, view) }
    return panel(
        "Contacts et visites", action: "<span class=\"small muted\">\(tally)</span>",
        "<ol class=\"timeline\">\(items)</ol>")
}

private func contactItem(_ entry: FollowUpEntry, _ view: PlacementFollowUp) -> HTML {
    let link = Link("/contacts-pfmp", [entry.id.rawValue])
    let words = [
        ("Conditions", entry.conditions), ("Activités", entry.activities), ("Difficultés", entry.difficulties),
        ("Suite", entry.nextStep),
    ].filter { !$0.1.isEmpty }.map { "<p class=\"say\"><b>\($0.0) :</b> \(HTML.lines($0.1))</p>" as HTML }
    let who = [entry.personMet.isEmpty ? "" : "avec \(entry.personMet)", "par \(entry.staffName ?? entry.authorName)"]
    let day = entry.doneOn ?? view.today
    let mark: HTML? = entry.concern ? badge("à surveiller", .late) : nil
    return """
        <li\(entry.concern ? " class=\"late\"" as HTML : nil)>\(icon(entry.kind.icon))<div><p class="what"><a href="\(link)">\(entry.kind.label)</a> \(mark)</p>\
        <p class="when"><time datetime="\(day.description)">\(day.near(view.today))</time>, \(who.filter { !$0.isEmpty }.joined(separator: ", "))</p>\(words)</div></li>
        """
}

extension FollowUp.Kind {
    var icon: String {
        switch self {
        case .visit: "pin"
        case .call, .video: "phone"
        case .mail: "mail"
        }
    }
}

/// The form of a contact: it keeps what is typed on the phone until the server has it.
struct FollowUpFormView: Sendable {
    let placement: FollowedPlacement
    let visitors: [(value: String, label: String)]
    /// The contact being reported; `nil` for a new one.
    let editing: FollowUp?
    let today: LocalDate

    var link: Link {
        editing.map { Link("/contacts-pfmp", [$0.id.rawValue]) } ?? Link.placement(placement.id).appending("contacts")
    }
}

func followUpFormPage(_ view: FollowUpFormView, _ state: FormState, _ visit: Visit) -> Page {
    let back = Link.followUp(of: view.placement.id)
    let title =
        view.editing == nil
        ? "Visite ou appel" : view.editing?.doneOn == nil ? "Compte rendu" : "Corriger le compte rendu"
    let kinds = FollowUp.Kind.allCases.map { ($0.rawValue, $0.label) }
    let meta: [HTML] = [
        HTML(text: view.placement.listName), HTML(text: view.placement.companyName),
        view.placement.phone.map(phoneLink) ?? "",
    ].filter { !$0.isEmpty }
    let body: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        <div class="pair">\(selectField(state, "moyen", "Comment", kinds))\
        \(selectField(state, "qui", "Qui", view.visitors, empty: "Sans préciser", optional: true))</div>\
        <div class="pair">\(dateField(state, "fait_le", "Fait le", hint: "Vide si c’est seulement prévu.", optional: true))\
        \(dateField(state, "prevu_le", "Prévu le", optional: true))\
        \(field(state, "prevu_a", "À", FieldOptions(optional: true, type: "time")))</div>\
        \(field(state, "rencontre", "Personne rencontrée", FieldOptions(optional: true)))\
        \(textArea(state, "conditions", "Conditions d’accueil", hint: "Accueil, sécurité, horaires, équipement.", optional: true, rows: 2))\
        \(textArea(state, "activites", "Activités confiées", optional: true, rows: 2))\
        \(textArea(state, "difficultes", "Difficultés", hint: "Sans donnée de santé.", optional: true, rows: 2))\
        \(textArea(state, "suite", "Et ensuite", optional: true, rows: 2))\
        \(checkbox(state, "attention", "À surveiller", hint: "Le placement apparaît dans «\u{A0}À surveiller\u{A0}»."))\
        \(formEnd("Enregistrer", cancel: back))
        """
    return Page(
        title, in: .followUp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Suivi", .followUp), (view.placement.learnerName, back)], meta: meta, actions: visitActions(view, visit)))\
        \(errorSummary(state))<form class="form" method="post" action="\(view.link)" data-offline="\(view.link.path)" novalidate>\
        \(visit.hiddenFields)\(body)</form></div>
        """)
}

private func visitActions(_ view: FollowUpFormView, _ visit: Visit) -> [HTML] {
    guard let editing = view.editing, editing.doneOn == nil else { return [] }
    var actions: [HTML] = []
    if editing.kind == .visit {
        actions.append(button("Ordre de mission", to: view.link.appending("ordre-de-mission.pdf"), icon: "print"))
    }
    actions.append(
        postButton("Annuler la visite", to: view.link.appending("retrait"), visit: visit, icon: "cross", style: "quiet")
    )
    return actions
}

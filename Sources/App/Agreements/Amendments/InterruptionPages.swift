import Domain

/// The interruptions of an agreement and the form to note one.
struct InterruptionsView: Sendable {
    let dossier: AgreementDossier
    let interruptions: [Interruption]
    let today: LocalDate

    var agreement: Agreement { dossier.agreement }
    var holidays: Set<LocalDate> { Set(dossier.facts.stay.presence.holidays.map(\.date)) }
    var open: Interruption? { interruptions.first { $0.endsOn == nil && $0.kind != .ending } }
    var mayNote: Bool { open == nil && (agreement.state == .running || agreement.state == .ended) }
    /// Days of presence left once those lost are taken out.
    var effectiveDays: Int {
        dossier.facts.stay.presence.days
            - interruptions.reduce(0) { $0 + $1.lostDays(dossier.placement, without: holidays) }
    }
    /// « 29 jours prévus, 3 perdus par un arrêt »
    var presence: String {
        let planned = dossier.facts.stay.presence.days
        let lost = planned - max(0, effectiveDays)
        return FrenchNumber.counted(planned, "jour prévu", "jours prévus") + ", "
            + (lost == 0 ? "aucun perdu" : FrenchNumber.counted(lost, "perdu", "perdus") + " par un arrêt")
    }
}

func interruptionsPage(_ view: InterruptionsView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Interruption, suspension ou rupture"
    let head = pageHead(
        title,
        crumbs: [("PFMP", .year), ("Convention n°\u{A0}\(view.agreement.number)", .agreement(view.agreement.id))],
        meta: [
            view.agreement.state.badge, HTML(text: view.dossier.learner.fullName),
            HTML(text: view.presence),
        ])
    let form: HTML =
        view.mayNote
        ? panel("Noter un arrêt", interruptionForm(view, state, visit))
        : view.open == nil
            ? notice(
                .info, "<p>Un arrêt se note sur une convention en cours ou terminée. Avant le départ, annulez-la.</p>")
            : ""
    let list = interruptionList(view, state, visit)
    // Without a form beside it, the list takes the width of the page.
    let body: HTML =
        view.open == nil
        ? "<div class=\"columns section\"><div>\(form)</div><div>\(list)</div></div>"
        : "<div class=\"section\">\(list)</div>"
    return Page(title, in: .pfmp, "\(head)\(view.mayNote ? nil : errorSummary(state))\(body)")
}

private func interruptionForm(_ view: InterruptionsView, _ state: FormState, _ visit: Visit) -> HTML {
    let steps = LegalStep.allCases.map { (value: $0.rawValue, label: $0.label) }
    return postForm(
        .interruptions(of: view.agreement.id), state, visit: visit,
        """
        \(selectField(state, "genre", "Ce qui arrive", Interruption.Kind.allCases.map { (value: $0.rawValue, label: $0.label) },
            hint: "Une rupture arrête la convention et prépare l’avenant qui la constate."))\
        \(selectField(state, "cote", "À la demande de", Interruption.Side.allCases.map { (value: $0.rawValue, label: $0.label) }))\
        \(selectField(state, "cause", "Cause", Interruption.Cause.allCases.map { (value: $0.rawValue, label: $0.label) }, empty: "Choisir"))\
        <div class="pair">\(dateField(state, "du", "Premier jour d’absence", hint: "Rupture : dernier jour de présence."))\
        \(dateField(state, "au", "Dernier jour d’absence", hint: "Vide tant que la reprise n’est pas connue.", optional: true))</div>\
        \(field(state, "precision", "Précision", FieldOptions(hint: "Obligatoire pour une rupture. Pas de donnée de santé.", optional: true)))\
        \(checkboxes(state, "demarches", "Démarches faites", steps, hint: "Les autres restent à faire : elles sont rappelées à droite."))\
        \(selectField(state, "suite", "Ce que devient la période", Interruption.Outcome.allCases.map { (value: $0.rawValue, label: $0.label) },
            empty: "À décider", hint: "Obligatoire pour une rupture (L.\u{A0}124-15).", optional: true))\
        \(formEnd("Noter", cancel: .agreement(view.agreement.id)))
        """)
}

private func interruptionList(_ view: InterruptionsView, _ state: FormState, _ visit: Visit) -> HTML {
    guard !view.interruptions.isEmpty else {
        return panel("Arrêts notés", "<p class=\"hint\">Aucun arrêt n’est noté.</p>")
    }
    let items = view.interruptions.map { interruptionItem($0, view, state, visit) }
    return panel("Arrêts notés", "<ul class=\"lines tall\">\(items)</ul>")
}

private func interruptionItem(
    _ interruption: Interruption, _ view: InterruptionsView, _ state: FormState, _ visit: Visit
) -> HTML {
    let days = interruption.lostDays(view.dossier.placement, without: view.holidays)
    let until: String =
        interruption.kind == .ending
        ? "dernier jour de présence le \(interruption.startsOn.long)"
        : "du \(interruption.startsOn.short)"
            + (interruption.endsOn.map { " au \($0.long)" } ?? ", sans date de reprise")
    let left = LegalStep.steps(of: interruption.kind, side: interruption.side)
        .filter { !interruption.doneSteps.contains($0) }
    let todo: HTML? =
        left.isEmpty
        ? nil
        : "<p class=\"hint\">Reste à faire :</p><ul class=\"plain\">\(left.map { "<li>\($0.label)</li>" as HTML })</ul>"
    let protected: HTML? =
        interruption.cause.isProtected
        ? "<p class=\"hint\">L’autorité académique valide la période ou propose une autre manière (L.\u{A0}124-15).</p>"
        : nil
    let note: HTML? = interruption.note.isEmpty ? nil : "<p>\(interruption.note)</p>"
    let resume: HTML? =
        interruption.endsOn == nil && interruption.kind != .ending
        ? """
        <form class="form" method="post" action="\(Link.interruptions(of: view.agreement.id).appending(interruption.id.rawValue).appending("reprise"))" novalidate>\
        \(visit.hiddenFields)\(dateField(state, "reprise", "Reprise le"))<div class="formend"><button class="btn primary small">\
        \(icon("check")) Noter la reprise</button></div></form>
        """ : nil
    return """
        <li><div><strong>\(interruption.kind.label)</strong> <span>\(interruption.cause.label)</span>\
        \(interruption.outcome.map { badge($0.label, .done) })\
        <p>\(until), \(FrenchNumber.counted(days, "jour perdu", "jours perdus"))</p>\(note)\(protected)\(todo)\(resume)\(outcomeForm(interruption, view, visit))</div></li>
        """
}

/// The choice to make before the agreement is certified, when the cause is one of L.124-15.
private func outcomeForm(_ interruption: Interruption, _ view: InterruptionsView, _ visit: Visit) -> HTML? {
    guard interruption.outcome == nil else { return nil }
    let link = Link.interruptions(of: view.agreement.id).appending(interruption.id.rawValue).appending("suite")
    let choices = Interruption.Outcome.allCases.map { outcome -> HTML in
        "<button class=\"btn small\" name=\"suite\" value=\"\(outcome.rawValue)\">\(outcome.label)</button>"
    }
    return """
        <form class="row" method="post" action="\(link)">\(visit.hiddenFields)<span class="hint">Ce que devient la période :</span> \
        \(choices)</form>
        """
}

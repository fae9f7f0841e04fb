import Domain

extension LeadAnswer {
    var badge: HTML {
        switch self {
        case .waiting: App.badge(label, .waiting)
        case .interview: App.badge(label, .soon)
        case .refused: App.badge(label, .neutral)
        case .agreed: App.badge(label, .done)
        }
    }
}

/// Why a host is better left alone: a badge and a sentence for each reason.
func pressureBadges(_ sayings: [PressureSaying], short: Bool = false) -> HTML? {
    guard !sayings.isEmpty else { return nil }
    let items = sayings.map { saying -> HTML in
        let tone: Tone = saying.reason == .full ? .late : .soon
        return short
            ? "\(badge(saying.reason.label, tone)) "
            : "<p class=\"pressure\">\(badge(saying.reason.label, tone)) \(saying.text)</p>"
    }
    return .joined(items)
}

/// The forms of the page, each with what was typed in it.
struct HostSearchForms: Sendable {
    var lead = FormState.newLead
    var step: FormState
    var exemption: FormState

    init(_ view: HostSearchView) {
        let version = String(view.search?.version ?? 0)
        step = FormState([
            ("responsable", view.search?.ownerId?.rawValue ?? ""), ("action", view.search?.nextAction ?? ""),
            ("pour_le", view.search?.nextActionOn?.description ?? ""), ("version", version),
        ])
        exemption = FormState([
            ("dispense", view.search?.exemption?.rawValue ?? ""),
            ("dispense_precision", view.search?.exemptionNote ?? ""), ("version", version),
        ])
    }
}

func hostSearchPage(_ view: HostSearchView, _ forms: HostSearchForms, _ visit: Visit) -> Page {
    let title = "Recherche \(French.of(view.learner.fullName))"
    var meta: [HTML] = [
        "<a href=\"\(Link.schoolClass(view.schoolClass.id))\">\(view.schoolClass.code)</a>",
        HTML(text: "\(view.period.label), du \(view.period.startsOn.short) au \(view.period.endsOn.long)"),
    ]
    if !view.isPlaced { meta.append(departureBadge(view.period.startsOn, today: view.today, view.urgency)) }
    let place: [HTML] =
        !view.isPlaced && view.search?.exemption == nil && view.author.may(.placeLearners)
        ? [button("Placer", to: .placing(view.learner.id, in: view.period.id), icon: "place", style: "primary")] : []
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("PFMP", .year), ("Sans lieu", .homeless)], meta: meta, actions: [button("Fiche de l’élève", to: .learner(view.learner.id), icon: "person")] + place))\
        \(searchNotices(view))<div class="columns"><div>\(leadJournal(view, forms, visit))</div>\
        <div>\(nextStepPanel(view, forms.step, visit))\(searchLinkPanel(view, visit))\(proposalPanel(view))\(exemptionPanel(view, forms.exemption, visit))</div></div>
        """)
}

private func searchNotices(_ view: HostSearchView) -> HTML? {
    if view.isPlaced { return notice(.success, "<p>Cet élève a un lieu pour cette période.</p>") }
    if let exemption = view.search?.exemption {
        let note = view.search?.exemptionNote ?? ""
        return notice(
            .info,
            "<p>Dispensé de lieu : \(exemption.label.lowercased())\(note.isEmpty ? "" : ", \(note)"). L’élève ne compte plus parmi les « sans lieu ».</p>"
        )
    }
    guard let agreed = view.leads.first(where: { $0.answer == .agreed }), view.author.may(.placeLearners) else {
        return nil
    }
    let link = Link.placing(view.learner.id, in: view.period.id)
    let target =
        agreed.companyId.map { link.with([("entreprise", $0.rawValue)]) } ?? link.with([("mots", agreed.structure)])
    return notice(
        .success,
        "<p><strong>\(agreed.structure)</strong> a dit oui le \(agreed.askedOn.short). <a href=\"\(target)\">Préparer le placement</a></p>"
    )
}

// MARK: Leads

private func leadJournal(_ view: HostSearchView, _ forms: HostSearchForms, _ visit: Visit) -> HTML {
    let count = "\(view.leads.count) sur \(view.thresholds[.leadsPerPeriod]) au plus"
    let reminders: HTML? =
        view.toRemind.isEmpty
        ? nil
        : notice(
            .warning,
            "<p>\(FrenchNumber.counted(view.toRemind.count, "piste sans réponse", "pistes sans réponse")) depuis \(view.thresholds[.leadReminderDays]) jours ou plus : \(view.toRemind.map(\.structure).joined(separator: ", ")). Relancez.</p>"
        )
    let list: HTML =
        view.leads.isEmpty
        ? emptyState(
            "phone", "Aucune piste notée",
            "Notez chaque entreprise contactée, même celles qui refusent : le motif aide les élèves suivants.")
        : "<ul class=\"lines\">\(view.leads.map { leadLine($0, view) })</ul>"
    return """
        \(view.mayRecord || !forms.lead.problems.isEmpty ? newLead(view, forms.lead, visit) : nil)\(reminders)\
        \(panel("Pistes", action: "<span class=\"muted small\">\(count)</span>", list))
        """
}

private func leadLine(_ lead: Lead, _ view: HostSearchView) -> HTML {
    let name: HTML =
        lead.companyId.map { reference(lead.structure, to: .company($0), opens: view.author.may(.seeCompanies)) }
        ?? HTML(text: lead.structure)
    let detail = [
        lead.means.label, lead.askedOn.near(view.today), lead.sector, lead.refusalReason?.label ?? "", lead.note,
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    let remind: HTML? =
        lead.isToRemind(on: view.today, after: view.thresholds[.leadReminderDays]) ? badge("À relancer", .late) : nil
    let pressure = lead.companyId.flatMap { view.sayings[$0] }.flatMap { pressureBadges($0, short: true) }
    let edit: HTML? =
        view.author.may(.recordLeads)
        ? "<a class=\"btn small quiet\" href=\"\(Link.lead(lead.id))\">Modifier<span class=\"vh\"> : \(lead.structure)</span></a>"
        : nil
    return """
        <li><div><strong>\(name)</strong> \(lead.answer.badge) \(remind) \(pressure)<p>\(detail)</p>\
        <p class="muted">noté par \(lead.authorName)</p></div>\(edit)</li>
        """
}

private func newLead(_ view: HostSearchView, _ state: FormState, _ visit: Visit) -> HTML {
    let open: HTML? = state.problems.isEmpty && !view.leads.isEmpty ? nil : " open"
    return """
        <details class="panel" id="nouvelle-piste"\(open)><summary><h2>\(icon("plus")) Noter une piste</h2></summary>\
        \(postForm(view.link.appending("pistes"), state, visit: visit, "\(leadFields(state))\(formEnd("Noter la piste"))"))</details>
        """
}

/// The fields of a lead: the name is free, or taken from the base while one types.
func leadFields(_ state: FormState) -> HTML {
    let name: HTML = fieldFrame(
        state, "structure", "Entreprise", hint: "Le nom suffit ; choisissez-la dans la liste si elle y est.",
        optional: false
    ) { described in
        """
        <div class="combo"><input id="f-structure" name="structure" type="text" value="\(state["structure"])" autocomplete="off" \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="piste_entreprise"\(described)></div>\
        <input type="hidden" id="piste_entreprise" name="piste_entreprise" value="\(state["piste_entreprise"])">
        """
    }
    let reasons = RefusalReason.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        \(name)<div class="pair">\(selectField(state, "moyen", "Comment", LeadMeans.allCases.map { ($0.rawValue, $0.label) }))\
        \(dateField(state, "le", "Quand", hint: "Aujourd’hui si vous ne dites rien.", optional: true))</div>\
        <div class="pair">\(selectField(state, "reponse", "Réponse", LeadAnswer.allCases.map { ($0.rawValue, $0.label) }))\
        \(selectField(state, "motif", "Motif du refus", reasons, empty: "Sans refus", optional: true))</div>\
        \(proposalFields(state))\
        <details class="more"><summary>Secteur, remarque</summary>\
        \(field(state, "secteur", "Secteur d’activité", FieldOptions(optional: true)))\
        \(textArea(state, "remarque", "Remarque", optional: true, rows: 2))</details>
        """
}

func leadFormPage(_ lead: Lead, learner: Learner, _ state: FormState, _ visit: Visit) -> Page {
    let back = Link.hostSearch(learner.id, in: lead.periodId)
    let title = "Piste : \(lead.structure)"
    return Page(
        title, in: .pfmp,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("PFMP", .year), ("Recherche \(French.of(learner.fullName))", back)], actions: [postButton("Supprimer", to: Link.lead(lead.id).appending("suppression"), visit: visit, icon: "trash", style: "quiet")]))\
        \(postForm(.lead(lead.id), state, visit: visit, "<input type=\"hidden\" name=\"version\" value=\"\(state["version"])\">\(leadFields(state))\(formEnd("Enregistrer la piste", cancel: back))"))</div>
        """)
}

// MARK: Who acts, and who need not

private func nextStepPanel(_ view: HostSearchView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard !view.isPlaced else { return nil }
    let said: HTML
    if let search = view.search, search.ownerId != nil || !search.nextAction.isEmpty {
        let day: HTML? = search.nextActionOn.map { badge($0.near(view.today), $0 < view.today ? .late : .soon) }
        said = "<p><strong>\(view.ownerName ?? "À désigner")</strong> \(day)</p><p>\(search.nextAction)</p>"
    } else {
        said = "<p class=\"hint\">Personne n’est désigné : l’élève cherche seul.</p>"
    }
    guard view.author.may(.recordLeads) else { return panel("Qui agit maintenant", said) }
    let team = view.team.map { (value: $0.id.rawValue, label: $0.listName) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(selectField(state, "responsable", "Qui", team, empty: "À désigner"))\
        \(field(state, "action", "Fait quoi", FieldOptions(hint: "Par exemple : appelle deux garages avec l’élève.")))\
        \(dateField(state, "pour_le", "Pour le", optional: true))\(formEnd("Enregistrer"))
        """
    return panel(
        "Qui agit maintenant",
        "\(said)<details class=\"more\"\(open)><summary class=\"btn small\">Changer</summary>\(postForm(view.link.appending("suite"), state, visit: visit, form))</details>"
    )
}

private func proposalPanel(_ view: HostSearchView) -> HTML? {
    guard !view.isPlaced, view.search?.exemption == nil else { return nil }
    guard !view.proposals.isEmpty else {
        return panel(
            "À essayer",
            "<p class=\"hint\">Aucune entreprise de la base ne convient sans réserve : celles de la filière sont complètes, trop demandées, ou il n’y en a pas.</p>"
        )
    }
    let items = view.proposals.map { proposal -> HTML in
        let choose: HTML? =
            view.author.may(.placeLearners)
            ? button(
                "Placer",
                to: Link.placing(view.learner.id, in: view.period.id).with([
                    ("entreprise", proposal.candidate.id.rawValue)
                ]), style: "small") : nil
        return """
            <li><div>\(reference(proposal.candidate.name, to: .company(proposal.candidate.id), opens: view.author.may(.seeCompanies))), \(proposal.candidate.city)\
            <p>\(proposal.reasons.joined(separator: ", "))</p></div>\(choose)</li>
            """
    }
    return panel("À essayer", "<ul class=\"lines\">\(items)</ul>")
}

private func exemptionPanel(_ view: HostSearchView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard !view.isPlaced, view.author.may(.planPeriods) else { return nil }
    let reasons = SearchExemption.allCases.map { (value: $0.rawValue, label: $0.label) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form: HTML = """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(selectField(state, "dispense", "Motif", reasons, empty: "Cherche un lieu"))\
        \(field(state, "dispense_precision", "Précision", FieldOptions(hint: "N’écrivez aucun détail médical.", optional: true)))\
        \(formEnd("Enregistrer la dispense"))
        """
    return """
        <details class="panel"\(open)><summary><h2>Dispenser de lieu</h2></summary>\
        <p class="hint">L’élève sort de la liste des « sans lieu » pour cette période seulement.</p>\
        \(postForm(view.link.appending("dispense"), state, visit: visit, form))</details>
        """
}

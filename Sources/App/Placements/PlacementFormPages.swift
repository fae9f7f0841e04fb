import Domain

/// What the form of a placement is made with.
struct PlacementFormView: Sendable {
    let learner: Learner
    let schoolClass: SchoolClass
    let period: PFMPPeriod
    /// The host, once it is chosen.
    let company: Company?
    let contacts: [Contact]
    let referents: [ReferentChoice]
    /// Companies that answer the words typed, when scripts did not choose one.
    let found: [CompanySuggestion]
    /// Hosts that declared places for the class's stream.
    let offering: [HostOffer]
    let words: String
    /// What the rules say of the placement as typed; `nil` before a host is chosen.
    let readiness: AgreementReadiness?
    /// The person may pass what blocks, where a rule allows it.
    let isHead: Bool
    /// How much the hosts shown are asked.
    var pressures: [ID<Company>: [PressureSaying]] = [:]
    /// What is known of the place: state, safety, what to bring (I19).
    let hostMemory: HTML?
    /// The placement being changed; `nil` for a new one.
    let editing: ID<Placement>?
    let today: LocalDate
    /// What somebody else changed meanwhile.
    var conflict: PlacementConflict?

    var link: Link {
        editing.map { .placement($0) } ?? .placing(learner.id, in: period.id)
    }
}

func placementFormPage(_ view: PlacementFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.editing == nil ? "Placer \(view.learner.fullName)" : "Placement de \(view.learner.fullName)"
    let age = view.learner.birthDate.map { "\($0.age(on: view.period.startsOn)) ans au départ" }
    let meta = [
        view.schoolClass.code, age,
        "\(view.period.label), du \(view.period.startsOn.short) au \(view.period.endsOn.long)",
    ].compactMap { $0 }.map { HTML(text: $0) }
    let crumbs: [(String, Link)] = [
        ("PFMP", .year), ("\(view.schoolClass.code), \(view.period.label)", .period(view.period.id)),
    ]
    let body = view.company.map { placementForm(view, at: $0, state, visit) } ?? hostChoice(view, state)
    return Page(title, in: .pfmp, "\(pageHead(title, crumbs: crumbs, meta: meta))\(body)")
}

// MARK: First step, the host

private func hostChoice(_ view: PlacementFormView, _ state: FormState) -> HTML {
    let input: HTML = fieldFrame(
        state, "mots", "Entreprise d’accueil", hint: "Nom, commune ou SIRET.", optional: false
    ) { described in
        """
        <div class="combo"><input id="f-mots" name="mots" type="text" value="\(view.words)" autocomplete="off" \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="entreprise"\(described)></div>\
        <input type="hidden" id="entreprise" name="entreprise" value="">
        """
    }
    let missing = state.problems.filter { $0.field == "entreprise" }
        .map { FieldProblem(field: "mots", message: $0.message) }
    return """
        \(errorSummary(FormState(values: FormValues(), problems: missing)))\
        <div class="columns"><div><form class="form panel" method="get" action="\(view.link)">\(input)\
        <div class="formend"><button class="btn primary">\(icon("next")) Continuer</button>\
        <a class="btn" href="\(Link.newCompany)">\(icon("plus")) Elle n’est pas dans la base</a></div></form>\
        \(foundCompanies(view))</div><div>\(offeringPanel(view))</div></div>
        """
}

private func foundCompanies(_ view: PlacementFormView) -> HTML? {
    guard !view.words.isEmpty else { return nil }
    guard !view.found.isEmpty else {
        return emptyState(
            "search", "Aucune entreprise ne répond à « \(view.words) »",
            "Vérifiez l’orthographe, ou ajoutez l’entreprise à la base.",
            action: button("Ajouter une entreprise", to: .newCompany, icon: "plus"))
    }
    let items = view.found.map { hostLine($0.id, $0.tradeName ?? $0.legalName, $0.addressCity, view) }
    return panel("Laquelle ?", "<ul class=\"lines\">\(items)</ul>")
}

private func offeringPanel(_ view: PlacementFormView) -> HTML {
    guard !view.offering.isEmpty else {
        return panel(
            "Places déclarées", "<p class=\"hint\">Aucune entreprise n’a déclaré de place pour cette année.</p>")
    }
    // Those that have room stand first: a full one helps nobody before them.
    func isFull(_ offer: HostOffer) -> Bool {
        (view.pressures[offer.companyId] ?? []).contains { $0.reason == .full }
    }
    let ordered = view.offering.filter { !isFull($0) } + view.offering.filter(isFull)
    let items = ordered.prefix(20).map { offer in
        hostLine(
            offer.companyId, offer.name,
            "\(offer.city), \(FrenchNumber.counted(offer.places, "place", "places"))\(offer.stream.isEmpty ? "" : ", " + offer.stream)",
            view)
    }
    return panel("Places déclarées", "<ul class=\"lines\">\(items)</ul>")
}

private func hostLine(_ id: ID<Company>, _ name: String, _ detail: String, _ view: PlacementFormView) -> HTML {
    """
    <li><div><a href="\(view.link.with([("entreprise", id.rawValue)]))">\(name)</a> \
    \(pressureBadges(view.pressures[id] ?? [], short: true))<p>\(detail)</p></div></li>
    """
}

// MARK: Second step, the placement

private func placementForm(_ view: PlacementFormView, at company: Company, _ state: FormState, _ visit: Visit) -> HTML {
    let end: HTML = formEnd(
        view.editing == nil ? "Placer et préparer la convention" : "Enregistrer le placement",
        cancel: .period(view.period.id))
    let check = view.link.appending("constats")
    // After a conflict the form holds what both people wrote: the draft of one of them would undo the other's work.
    let draft: HTML? = view.conflict == nil ? " data-draft=\"\(view.link.path)\"" : nil
    return """
        \(errorSummary(state))\(view.conflict.map(conflictPanel))<div class="split"><form class="form panel" id="placement" method="post" action="\(view.link)" \
        data-findings="\(check)" data-findings-in="findings"\(draft) novalidate>\(visit.hiddenFields)\
        <input type="hidden" name="version" value="\(state["version"])">\
        \(hostFields(view, company, state))\(dateFields(state))\
        <section><h2>Les horaires de la semaine</h2><p class="lead">Laissez vides les jours de repos.</p>\(scheduleTable(state))</section>\
        \(teachingFields(view, state))\(costFields(state))\(end)</form>\
        <aside class="findings panel" aria-labelledby="rules" tabindex="0"><header><h2 id="rules">Ce que disent les règles</h2></header>\
        <p class="vh" role="status" data-findings-summary></p>\
        <div id="findings">\(view.readiness.map { placementFindings($0, state, isHead: view.isHead) })</div></aside></div>
        """
}

/// What the rules say of a placement being filled, with the fields for reasons; the live answer is the same.
func placementFindings(_ readiness: AgreementReadiness, _ state: FormState, isHead: Bool) -> HTML {
    let panel = FindingsPanel(readiness: readiness, state: state, form: "placement", isHead: isHead)
    return "<div data-summary=\"\(panel.summary)\">\(panel.html)</div>"
}

private func hostFields(_ view: PlacementFormView, _ company: Company, _ state: FormState) -> HTML {
    let change = view.link.with([("changer", "1")])
    return """
        <section><h2>Le lieu</h2><input type="hidden" name="entreprise" value="\(company.id.rawValue)">\
        <p id="f-entreprise"><strong><a href="\(Link.company(company.id))">\(company.displayName)</a></strong>, \
        \(company.address.lines.joined(separator: ", ")) <a class="small" href="\(change)">Changer</a></p>\
        \(pressureBadges(view.pressures[company.id] ?? []))\(view.hostMemory)\
        \(personFields(view, state, "tuteur", "Tuteur", view.contacts.sorted { $0.tutor && !$1.tutor }, withAge: true))\
        \(selectField(state, "tuteur_majeur", "Le tuteur a 18 ans ou plus", Majority.choices, empty: "Comme noté sur sa fiche", hint: "Demandé à l’entreprise, sans date de naissance.", optional: true))\
        \(personFields(view, state, "signataire", "Signataire", view.contacts.sorted { $0.signatory && !$1.signatory }))\
        \(selectField(state, "referent", "Enseignant référent", referentChoices(view.referents), empty: "À choisir plus tard", optional: true))\
        <details class="more"\(state["lieu_adresse"].isEmpty && state["lieu_commune"].isEmpty ? nil : " open" as HTML)>\
        <summary>Le travail se fait à une autre adresse</summary>\
        \(field(state, "lieu_adresse", "Numéro et voie", FieldOptions(optional: true)))\
        \(field(state, "lieu_complement", "Complément", FieldOptions(optional: true)))\
        <div class="pair">\(field(state, "lieu_code_postal", "Code postal", FieldOptions(optional: true, style: "short")))\
        \(field(state, "lieu_commune", "Commune", FieldOptions(optional: true)))</div></details></section>
        """
}

func referentChoices(_ referents: [ReferentChoice]) -> [(value: String, label: String)] {
    referents.map { (value: $0.id.rawValue, label: $0.teachesClass ? $0.label : $0.label + " · autre équipe") }
}

private func personFields(
    _ view: PlacementFormView, _ state: FormState, _ name: String, _ label: String, _ contacts: [Contact],
    withAge: Bool = false
) -> HTML {
    let choices = contacts.map { contact in
        let age = withAge && contact.adult == false ? "moins de 18 ans" : ""
        return (
            value: contact.id.rawValue,
            label: [contact.fullName, contact.function, age].filter { !$0.isEmpty }.joined(separator: ", ")
        )
    }
    let isOpen = contacts.isEmpty || !state[name + "_nom"].isEmpty || state.problem(name + "_nom") != nil
    return """
        \(selectField(state, name, label, choices, empty: "À choisir plus tard", optional: true))\
        <details class="more"\(isOpen ? " open" as HTML : nil)><summary>\(label) : une nouvelle personne</summary>\
        <div class="pair">\(field(state, name + "_prenom", "Prénom", FieldOptions(optional: true, autocomplete: "off")))\
        \(field(state, name + "_nom", "Nom", FieldOptions(optional: true, autocomplete: "off")))</div>\
        <div class="pair">\(field(state, name + "_fonction", "Fonction", FieldOptions(optional: true)))\
        \(field(state, name + "_telephone", "Téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "off")))</div></details>
        """
}

private func dateFields(_ state: FormState) -> HTML {
    let origins: [RelationOrigin] = [.learner, .office, .teacher, .family, .network, .incomingRequest]
    return """
        <section><h2>Les dates</h2><div class="pair">\(dateField(state, "du", "Premier jour"))\
        \(dateField(state, "au", "Dernier jour"))</div>\
        \(selectField(state, "origine", "Trouvée par", origins.map { ($0.rawValue, $0.label) }))</section>
        """
}

private func teachingFields(_ view: PlacementFormView, _ state: FormState) -> HTML {
    """
    <section><h2>Annexe pédagogique</h2>\
    \(textArea(state, "activites", "Activités confiées", hint: "Une par ligne.", rows: 4))\
    \(textArea(state, "competences", "Compétences à acquérir", hint: "Celles du référentiel, une par ligne.", rows: 4))\
    \(textArea(state, "suivi", "Modalités du suivi", hint: "Visites, appels, livret : qui fait quoi.", rows: 2))\
    \(checkbox(state, "travaux", "Travaux réglementés avant 18 ans", hint: "Machines, produits… déclarés à l’inspection du travail."))\
    \(textArea(state, "travaux_details", "Lesquels", hint: "Avec leur article, par exemple D. 4153-28.", optional: true, rows: 2))\
    <div class="pair">\(dateField(state, "travaux_declares_le", "Déclarés par l’entreprise le", optional: true))\
    \(dateField(state, "travaux_avis_le", "Avis médical d’aptitude du", optional: true))</div>\
    \(checkbox(state, "travaux_prets", "Risques évalués, formation à la sécurité et encadrement vérifiés"))</section>
    """
}

private func costFields(_ state: FormState) -> HTML {
    """
    <section><h2>Annexe financière</h2><div class="pair">\(field(state, "repas", "Repas", FieldOptions(hint: "Par exemple : cantine du lycée.", optional: true)))\
    \(field(state, "transport", "Transport", FieldOptions(optional: true)))</div><div class="pair">\
    \(field(state, "hebergement", "Hébergement", FieldOptions(optional: true)))\
    \(field(state, "gratification", "Gratification", FieldOptions(optional: true)))</div></section>
    """
}

/// The period is not one of the learner's class: nothing to fill in, and where to go instead.
func wrongPeriodPage(_ learner: Learner, _ period: PFMPPeriod) -> Page {
    Page(
        learner.fullName, in: .pfmp,
        """
        \(pageHead(learner.fullName, crumbs: [("PFMP", .year), (period.label, .period(period.id))]))\
        \(emptyState(
            "people", "Cette période n’est pas la sienne", NotInClass(name: learner.fullName).message,
            action: button("Ses périodes", to: .learner(learner.id), icon: "person")))
        """)
}

/// Why someone has no agreement here, and what they have instead (PFMP-115, PFMP-116).
func noAgreementPage(_ learner: Learner, _ period: PFMPPeriod) -> Page {
    Page(
        learner.fullName, in: .pfmp,
        """
        \(pageHead(learner.fullName, crumbs: [("PFMP", .year), (period.label, .period(period.id))]))\
        \(emptyState(
            "document", "Pas de convention pour ce statut",
            NoAgreementForPublic(learnerPublic: learner.learnerPublic).message,
            action: button(
                StayDocument.expected(for: learner.learnerPublic).label, to: .contracts(of: learner.id), icon: "document")))
        """)
}

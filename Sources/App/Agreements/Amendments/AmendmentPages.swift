import Domain

/// The amendments of an agreement.
struct AmendmentsView: Sendable {
    let dossier: AgreementDossier
    let amendments: [AmendmentLine]
    let signatures: [AmendmentSignature]
    let order: SigningOrder
    let mayPrepare: Bool
    let maySign: Bool
    let today: LocalDate

    var agreement: Agreement { dossier.agreement }
    var parties: [Party] {
        let minor = dossier.facts.learner.minor
        return order.sorted(Party.required(minor: minor) + Party.welcome(minor: minor))
    }
    var mayOpen: Bool {
        mayPrepare && (agreement.state == .signed || agreement.state == .running)
            && !amendments.contains(where: \.isOpen)
    }

    func signature(_ party: Party, of amendment: AmendmentLine) -> AmendmentSignature? {
        signatures.first { $0.amendmentId == amendment.id && $0.party == party }
    }
}

func amendmentsPage(_ view: AmendmentsView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Avenants de la convention"
    let actions: [HTML] =
        view.mayOpen
        ? [button("Préparer un avenant", to: .newAmendment(of: view.agreement.id), icon: "plus", style: "primary")] : []
    let head = pageHead(
        title,
        crumbs: [("PFMP", .year), ("Convention n°\u{A0}\(view.agreement.number)", .agreement(view.agreement.id))],
        meta: [view.agreement.state.badge, HTML(text: view.dossier.learner.fullName)], actions: actions)
    let body: HTML =
        view.amendments.isEmpty
        ? emptyState(
            "document", "Aucun avenant",
            "Un changement de dates, de tuteur, de lieu, d’horaires ou d’activités après la signature passe par un avenant, signé des mêmes personnes."
        )
        : .joined(view.amendments.reversed().map { amendmentPanel($0, view, state, visit) })
    return Page(title, in: .pfmp, "\(head)\(errorSummary(state))\(body)")
}

private func amendmentPanel(
    _ amendment: AmendmentLine, _ view: AmendmentsView, _ state: FormState, _ visit: Visit
) -> HTML {
    let link = Link.amendment(amendment.id, of: view.agreement.id)
    let rows = amendment.terms.map { change -> HTML in
        """
        <tr><th scope="row">\(change.label)</th><td data-label="Au lieu de"><del>\(HTML.lines(change.before.isEmpty ? "rien" : change.before))</del></td>\
        <td data-label="À compter du \(amendment.effectiveOn.short)"><ins>\(HTML.lines(change.after.isEmpty ? "rien" : change.after))</ins></td></tr>
        """
    }
    let read: HTML =
        amendment.state == .draft
        ? button("Relire le projet", to: link, icon: "document", style: "small")
        : button("Ouvrir le PDF", to: link, icon: "document", style: "small")
    let printing: HTML? =
        amendment.state == .draft && view.mayPrepare
        ? printButton(
            "Imprimer et mettre à la signature", to: link.appending("impression"), style: "small primary", visit)
        : nil
    let dropping: HTML? =
        amendment.isOpen && view.mayPrepare
        ? postButton("Abandonner", to: link.appending("abandon"), visit: visit, style: "small quiet") : nil
    return """
        <section class="panel section" aria-labelledby="a-\(amendment.rank)"><header><h2 id="a-\(amendment.rank)">\(amendment.kind.label) \
        n°\u{A0}\(amendment.rank)</h2>\(amendment.state.badge)</header><p>À compter du \(amendment.effectiveOn.long) : \(amendment.reason)</p>\
        <div class="tablebox"><table class="list asrows amended"><caption class="vh">Ce qui change</caption><thead><tr><th scope="col">Élément</th>\
        <th scope="col">Au lieu de</th><th scope="col">À compter du \(amendment.effectiveOn.short)</th></tr></thead><tbody>\(rows)</tbody></table></div>\
        <div class="row">\(printing)\(read)\(dropping)</div>\(amendmentParties(amendment, view, state, visit))</section>
        """
}

private func amendmentParties(
    _ amendment: AmendmentLine, _ view: AmendmentsView, _ state: FormState, _ visit: Visit
) -> HTML? {
    guard amendment.state == .toSign || amendment.state == .signed else { return nil }
    let items = view.parties.map { party -> HTML in
        let mark =
            view.signature(party, of: amendment).map { badge($0.signedOn.short, .done) } ?? badge("Attendue", .waiting)
        return "<li>\(icon("person"))<div><span class=\"name\">\(party.label)</span></div>\(mark)</li>"
    }
    let left = view.parties.filter { view.signature($0, of: amendment) == nil }
    let form: HTML? =
        amendment.state == .toSign && view.maySign
        ? """
        <form class="form" method="post" action="\(Link.amendment(amendment.id, of: view.agreement.id).appending("signatures"))" novalidate>\
        \(visit.hiddenFields)\(selectField(state, "partie", "Signature reçue de", left.map { (value: $0.rawValue, label: $0.label) }))\
        \(dateField(state, "signe_le", "Signée le"))<div class="formend"><button class="btn primary">\(icon("signature")) \
        Noter la signature</button></div></form>
        """ : nil
    return "<ul class=\"parties\">\(items)</ul>\(form)"
}

extension Amendment.State {
    var badge: HTML {
        switch self {
        case .draft: App.badge(label, .neutral)
        case .toSign: App.badge(label, .waiting)
        case .signed: App.badge(label, .done)
        case .dropped: App.badge(label, .late)
        }
    }
}

// MARK: The form

/// What the form of an amendment is made with.
struct AmendmentFormView: Sendable {
    let dossier: AgreementDossier
    let contacts: [Contact]
    let referents: [ReferentChoice]
}

func amendmentFormPage(_ view: AmendmentFormView, _ state: FormState, _ visit: Visit) -> Page {
    let agreement = view.dossier.agreement
    let title = "Préparer un avenant"
    let head = pageHead(
        title, crumbs: [("PFMP", .year), ("Convention n°\u{A0}\(agreement.number)", .agreement(agreement.id))],
        meta: [
            HTML(text: view.dossier.learner.fullName), HTML(text: view.dossier.sources.company.displayName),
            "Changez seulement ce qui change : l’avenant dira l’ancien et le nouveau.",
        ])
    return Page(
        title, in: .pfmp,
        """
        \(head)\(errorSummary(state))<form class="form panel" method="post" action="\(Link.newAmendment(of: agreement.id))" novalidate>\
        \(visit.hiddenFields)<input type="hidden" name="version" value="\(state["version"])">\
        <input type="hidden" name="entreprise" value="\(view.dossier.placement.companyId.rawValue)">\
        <section><h2>L’avenant</h2>\(dateField(state, "effet", "Prend effet le"))\
        \(field(state, "motif", "Motif", FieldOptions(hint: "Écrit dans l’avenant. Pas de donnée de santé.")))</section>\
        \(amendedDates(state))\(amendedPeople(view, state))\(amendedPlace(state))\(amendedTeaching(state))\(amendedCosts(state))\
        \(formEnd("Préparer l’avenant", cancel: .agreement(agreement.id)))</form>
        """)
}

private func amendedDates(_ state: FormState) -> HTML {
    """
    <section><h2>Les dates et les horaires</h2><div class="pair">\(dateField(state, "du", "Premier jour"))\
    \(dateField(state, "au", "Dernier jour"))</div>\(scheduleTable(state))</section>
    """
}

private func amendedPeople(_ view: AmendmentFormView, _ state: FormState) -> HTML {
    let contacts = view.contacts.map {
        (value: $0.id.rawValue, label: [$0.fullName, $0.function].filter { !$0.isEmpty }.joined(separator: ", "))
    }
    return """
        <section><h2>Les personnes</h2>\(selectField(state, "tuteur", "Tuteur", contacts, empty: "Personne"))\
        <details class="more"><summary>Le tuteur est une nouvelle personne</summary><div class="pair">\
        \(field(state, "tuteur_prenom", "Prénom", FieldOptions(optional: true, autocomplete: "off")))\
        \(field(state, "tuteur_nom", "Nom", FieldOptions(optional: true, autocomplete: "off")))</div><div class="pair">\
        \(field(state, "tuteur_fonction", "Fonction", FieldOptions(optional: true)))\
        \(field(state, "tuteur_telephone", "Téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "off")))</div></details>\
        \(selectField(state, "tuteur_majeur", "Le tuteur a 18 ans ou plus", Majority.choices, empty: "Comme noté sur sa fiche", optional: true))\
        \(selectField(state, "signataire", "Signataire", contacts, empty: "Personne"))\
        \(selectField(state, "referent", "Enseignant référent", referentChoices(view.referents), empty: "Personne"))</section>
        """
}

private func amendedPlace(_ state: FormState) -> HTML {
    """
    <section><h2>Le lieu</h2><p class="lead">Vide : l’adresse de l’entreprise.</p>\
    \(field(state, "lieu_adresse", "Numéro et voie", FieldOptions(optional: true)))\
    \(field(state, "lieu_complement", "Complément", FieldOptions(optional: true)))<div class="pair">\
    \(field(state, "lieu_code_postal", "Code postal", FieldOptions(optional: true, style: "short")))\
    \(field(state, "lieu_commune", "Commune", FieldOptions(optional: true)))</div></section>
    """
}

private func amendedTeaching(_ state: FormState) -> HTML {
    """
    <section><h2>Annexe pédagogique</h2>\(textArea(state, "activites", "Activités confiées", hint: "Une par ligne.", rows: 4))\
    \(textArea(state, "competences", "Compétences à acquérir", rows: 4))\(textArea(state, "suivi", "Modalités du suivi", rows: 2))\
    \(checkbox(state, "travaux", "Travaux réglementés avant 18 ans"))\(textArea(state, "travaux_details", "Lesquels", optional: true, rows: 2))</section>
    """
}

private func amendedCosts(_ state: FormState) -> HTML {
    """
    <section><h2>Annexe financière</h2><div class="pair">\(field(state, "repas", "Repas", FieldOptions(optional: true)))\
    \(field(state, "transport", "Transport", FieldOptions(optional: true)))</div><div class="pair">\
    \(field(state, "hebergement", "Hébergement", FieldOptions(optional: true)))\
    \(field(state, "gratification", "Gratification", FieldOptions(optional: true)))</div></section>
    """
}

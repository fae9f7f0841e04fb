import Domain

/// A link just made: shown once, since only its hash is kept.
func newSearchLinkPage(_ link: SearchLink, _ name: String, address: String, back: Link) -> Page {
    Page(
        "Lien de recherche", in: .pfmp,
        """
        <div class="page narrow">\(pageHead("Lien de recherche", crumbs: [("PFMP", .year), ("Recherche \(French.of(name))", back)]))\
        <section class="panel"><h2>Copiez ce lien maintenant</h2><p class="hint">Il ne sera plus montré\u{A0}: Bureau n’en garde que l’empreinte. \
        Il sert jusqu’au \(link.lastDay.long). Donnez-le à l’élève ou à sa famille\u{A0}: ils y notent les entreprises contactées, sans compte.</p>\
        <div class="field"><label for="f-lien">Adresse à transmettre</label><input id="f-lien" type="text" readonly value="\(address)"></div>\
        <div class="actions">\(button("Revenir à la recherche", to: back))</div></section></div>
        """)
}

/// On the page of a search: the link for the learner and the family.
func searchLinkPanel(_ view: HostSearchView, _ visit: Visit) -> HTML? {
    guard view.mayRecord || view.familyLink != nil, view.author.may(.recordLeads) else { return nil }
    let address = view.link.appending("lien")
    guard let link = view.familyLink else {
        return panel(
            "L’élève ou sa famille",
            """
            <p class="hint">Un lien personnel pour noter eux-mêmes les entreprises contactées, sans compte. Le bureau vérifie celles qu’il ne connaît pas.</p>\
            \(postButton("Créer le lien", to: address, visit: visit, icon: "link", style: "small"))
            """)
    }
    return panel(
        "L’élève ou sa famille",
        """
        <p>Un lien sert jusqu’au \(link.lastDay.long), donné par \(link.createdBy).</p><div class="actions">\
        \(postButton("Le remplacer", to: address, visit: visit, style: "small"))\
        \(postButton("Le retirer", to: address.appending("retrait"), visit: visit, style: "small quiet"))</div>
        """)
}

/// What the holder of the link sees and writes.
func searchLinkPage(_ view: SearchLinkView, _ token: String, _ state: FormState, sent: Bool, _ visit: Visit) -> Page {
    let dates = "du \(view.period.startsOn.short) au \(view.period.endsOn.long)"
    let done: HTML? = sent ? notice(.success, "<p>C’est noté. Vous pouvez en écrire une autre.</p>") : nil
    let found: HTML? =
        view.isPlaced ? notice(.success, "<p>Le lycée a noté un lieu pour cette période.</p>") : nil
    let items = view.leads.map { lead -> HTML in
        "<li><div><strong>\(lead.structure)</strong> \(lead.answer.badge)<p>\(lead.askedOn.near(view.today))</p></div></li>"
    }
    let list: HTML? =
        items.isEmpty ? nil : "<section class=\"section\"><h2>Déjà noté</h2><ul class=\"lines\">\(items)</ul></section>"
    return publicBox(
        "Mes recherches de lieu",
        lead:
            "\(view.firstName), \(view.period.label), \(dates). Notez chaque entreprise contactée\u{A0}: \(view.school.name) la verra.",
        large: true, visit: visit,
        """
        \(done)\(found)\(postForm(Link("/recherche-de-lieu", [token]), state, visit: visit, linkFields(state)))\(list)\
        <p class="small muted">Ce lien est personnel. Ne notez rien de privé\u{A0}: seulement l’entreprise et sa réponse.</p>
        """)
}

private func linkFields(_ state: FormState) -> HTML {
    let reasons = RefusalReason.allCases.map { (value: $0.rawValue, label: $0.label) }
    return """
        \(field(state, "structure", "Entreprise"))\
        <div class="pair">\(field(state, "proposee_commune", "Commune"))\
        \(field(state, "proposee_code_postal", "Code postal", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
        <div class="pair">\(field(state, "proposee_telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
        \(field(state, "secteur", "Activité", FieldOptions(optional: true)))</div>\
        <div class="pair">\(selectField(state, "moyen", "Comment", LeadMeans.allCases.map { ($0.rawValue, $0.label) }))\
        \(dateField(state, "le", "Quand", hint: "Aujourd’hui si vous ne dites rien.", optional: true))</div>\
        <div class="pair">\(selectField(state, "reponse", "Réponse", LeadAnswer.allCases.map { ($0.rawValue, $0.label) }))\
        \(selectField(state, "motif", "Motif du refus", reasons, empty: "Sans refus", optional: true))</div>\
        \(formEnd("Noter cette entreprise"))
        """
}

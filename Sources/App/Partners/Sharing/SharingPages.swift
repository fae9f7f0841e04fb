import Domain

// What other bureaux see of my partners, said in words, and the way to change it.

extension FormState {
    /// The form filled with what is shared.
    init(_ sharing: OwnSharing) {
        self.init()
        values.fill([
            "niveau": sharing.choice?.level.rawValue, "places": sharing.showsPlaces ? "1" : nil,
            "version": String(sharing.choice?.version ?? 0),
        ])
        for contact in sharing.named.sorted() { values.append("personne", contact.rawValue) }
    }
}

func sharingPage(_ sharing: OwnSharing, _ state: FormState, _ visit: Visit) -> Page {
    let company = sharing.company
    let usual = "Comme tous nos partenaires\u{A0}: \(sharing.settings.shareLevel.label.lowercased())"
    let levels = SharingLevel.allCases.map { (value: $0.rawValue, label: $0.label) }
    let people = sharing.people.map { contact in
        (
            value: contact.id.rawValue,
            label: [contact.fullName, contact.function].filter { !$0.isEmpty }.joined(separator: ", ")
        )
    }
    let named: HTML =
        people.isEmpty
        ? "<p class=\"hint\">Aucun contact ne peut être nommé\u{A0}: ceux qui sont partis, qui s’y opposent ou qui encadrent des élèves ne le sont jamais.</p>"
        : """
        \(checkboxes(state, "personne", "Contacts à nommer", people, hint: "Ceux qui sont partis, qui s’y opposent ou qui encadrent des élèves n’y figurent pas."))\
        \(checkbox(state, "accord", "Ces personnes savent qu’elles seront nommées aux autres bureaux, et sont d’accord"))\(boxProblem(state, "accord"))
        """
    let title = "Partager \(company.displayName)"
    return Page(
        title, in: .companies,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))]))\
        \(obstacleNotice(sharing))<p class="lead">Que voient les autres bureaux de cette base\u{A0}?</p>\
        \(postForm(.sharing(of: company.id), state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            <section>\(selectField(state, "niveau", "Les autres bureaux voient", levels, empty: usual, hint: "Jamais les notes, l’historique, les élèves, leurs tuteurs, les avis, les incidents ni les refus."))\
            \(checkbox(state, "places", "Avec les places annoncées par filière"))</section>\
            <section><h2>Contacts nommés</h2>\(named)</section>\(formEnd("Enregistrer le partage", cancel: .company(company.id)))
            """)) </div>
        """)
}

private func boxProblem(_ state: FormState, _ name: String) -> HTML? {
    state.problem(name).map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
}

private func obstacleNotice(_ sharing: OwnSharing) -> HTML? {
    guard !sharing.obstacles.isEmpty else { return nil }
    let lines = sharing.obstacles.map { "<p>\($0.sentence)</p>" as HTML }
    return notice(.warning, "<p><strong>Rien n’est partagé pour l’instant.</strong></p>\(lines)")
}

// MARK: On the page of a company

func networkPanels(_ view: CompanyView, _ visit: Visit) -> HTML? {
    guard let network = view.network else { return nil }
    return "\(network.partner.map { alsoPartnerPanel($0) })\(seenPanel(network.own, visit))"
}

/// « Aussi partenaire de … », at the level they allow.
private func alsoPartnerPanel(_ partner: SharedPartner) -> HTML {
    let items = partner.offers.map { offer -> HTML in
        let write: HTML? = offer.bureauEmail.map {
            "<p><a href=\"mailto:\($0)\">Écrire au bureau<span class=\"vh\"> de \(offer.schoolName)</span></a></p>"
        }
        return "<li><div><strong>\(offer.schoolName)</strong><p>\(offer.schoolCity)</p>\(write)</div></li>"
    }
    let see: HTML? = partner.best.map { "<p><a href=\"\(Link.shared($0.siret))\">Ce qu’ils en partagent</a></p>" }
    return panel("Aussi partenaire de", "<ul class=\"lines\">\(items)</ul>\(see)")
}

/// What other bureaux see of my partner, in words, and one gesture to stop.
private func seenPanel(_ sharing: OwnSharing, _ visit: Visit) -> HTML {
    let link = Link.sharing(of: sharing.company.id)
    let change: HTML = "<a href=\"\(link)\">Changer</a>"
    guard sharing.isShared else {
        let why =
            sharing.level == .nothing ? [] : sharing.obstacles.map { "<p class=\"hint\">\($0.sentence)</p>" as HTML }
        return panel(
            "Ce que voient les autres bureaux", action: change, "<p>\(SharingLevel.nothing.meaning)</p>\(why)")
    }
    let named = sharing.people.filter { sharing.named.contains($0.id) }.map(\.fullName)
    let people: HTML? =
        sharing.level == .people && !named.isEmpty ? "<p>Nommés\u{A0}: \(named.joined(separator: ", ")).</p>" : nil
    let places: HTML? = sharing.showsPlaces ? "<p>Et les places annoncées par filière.</p>" : nil
    let rule: HTML? =
        sharing.choice == nil
        ? "<p class=\"hint\">C’est le réglage de l’établissement pour tous ses partenaires.</p>" : nil
    return panel(
        "Ce que voient les autres bureaux", action: change,
        """
        <p>\(sharing.level.meaning)</p>\(people)\(places)\(rule)\
        \(postButton("Ne plus rien partager", to: link.appending("arret"), visit: visit, style: "small"))
        """)
}

/// In the bar of the ticked rows of the list.
let shareBulkBar: HTML = {
    let options = SharingLevel.defaults.map { level -> HTML in
        "<option value=\"\(level.rawValue)\">\(level.label)</option>"
    }
    return """
        <label class="vh" for="f-niveau">Ce que les autres bureaux voient</label><select id="f-niveau" name="niveau">\(options)</select>\
        <button class="btn small" formaction="\(Link.shareSelection)">Partager</button>
        """
}()

import Domain
import Foundation

/// The list of areas, by use.
struct SpaceListView: Sendable {
    let lines: [SpaceLine]
    let hasMore: Bool
    let selection: SpaceSelection
    let counts: [SpaceSelection: Int]
    let now: Moment
    let author: Author
}

private func day(_ moment: Moment, _ author: Author, _ now: Moment) -> String {
    moment.day(in: author.zone).near(now.day(in: author.zone))
}

private func stateBadge(_ state: CompanyLink.State?, until: Moment?, _ author: Author) -> HTML {
    let last = until.map { $0.day(in: author.zone).long } ?? ""
    return switch state {
    case .open: badge("Ouvert jusqu’au \(last)", .done)
    case .expired: badge("Expiré le \(last)", .waiting)
    case .closed: badge("Fermé", .neutral)
    case nil: badge("Aucun accès", .neutral)
    }
}

// MARK: The panel of a company

func spacePanel(_ view: SpaceAccessView?) -> HTML? {
    guard let view else { return nil }
    let link = Link.spaceAccess(view.company.id)
    let manage = button("Gérer", to: link, icon: "key", style: "small")
    guard !view.open.isEmpty else {
        return panel(
            "Espace de l’entreprise", action: manage,
            "<p class=\"hint\">Personne n’y a accès. Ouvrez-le au dirigeant et aux tuteurs\u{A0}: ils y trouvent leurs conventions sans vous appeler.</p>"
        )
    }
    let items = view.open.map { access -> HTML in
        let visited =
            access.link?.lastUsedAt.map { "vu \(day($0, view.author, view.now))" } ?? "jamais ouvert"
        return "<li><div>\(access.contact.fullName)<p>\(visited)</p></div></li>"
    }
    return panel("Espace de l’entreprise", action: manage, "<ul class=\"lines\">\(items)</ul>")
}

// MARK: Who has access

func spaceAccessPage(_ view: SpaceAccessView, _ visit: Visit) -> Page {
    let company = view.company
    let people = view.people.filter { $0.contact.leftOn == nil }
    let list: HTML =
        people.isEmpty
        ? emptyState(
            "people", "Aucun contact", "Un accès s’ouvre à une personne\u{A0}: notez d’abord un contact.",
            action: view.author.may(.editCompanies)
                ? button(
                    "Ajouter un contact", to: Link.company(company.id).appending("contacts").appending("nouveau"),
                    icon: "plus") : nil)
        : panel("Qui peut y entrer", "<ul class=\"lines\">\(people.map { accessLine($0, view, visit) })</ul>")
    let silent: HTML? =
        company.relation == .leaveAlone
        ? notice(.warning, "<p>L’entreprise a demandé à ne plus être sollicitée\u{A0}: rien ne lui est envoyé.</p>")
        : nil
    return Page(
        "Espace \(French.of(company.displayName))", in: .companies,
        """
        \(pageHead("Espace \(French.of(company.displayName))", crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))]))\
        \(silent)<div class="columns section"><div>\(list)\(readingsPanel(view))</div><aside aria-label="À savoir">\(sayingPanel())\(knowingPanel())</aside></div>
        """)
}

private func accessLine(_ access: SpaceAccess, _ view: SpaceAccessView, _ visit: Visit) -> HTML {
    let contact = access.contact
    let state = access.link?.state(at: view.now)
    var used: [String] = []
    if let link = access.link, state != nil {
        used.append(
            link.lastUsedAt.map { "dernière visite \(day($0, view.author, view.now))" } ?? "jamais ouvert")
        if link.visits > 0 { used.append(FrenchNumber.counted(link.visits, "visite", "visites")) }
        if let sent = link.sentAt { used.append("envoyé \(day(sent, view.author, view.now))") }
    }
    let mail = contact.email.map { view.refused.contains($0.lowercased()) ? "\($0) (ne veut plus de courriels)" : $0 }
    return """
        <li><div><strong>\(contact.fullName)</strong> \(stateBadge(state, until: access.link?.expiresAt, view.author))\
        <p>\(contact.function.isEmpty ? nil : contact.function + ", ")voit\u{A0}: \(access.scope.label)</p><p>\(mail ?? "Sans adresse")</p>\
        \(used.isEmpty ? nil : "<p>\(used.joined(separator: ", "))</p>" as HTML)<div class="actions">\(accessButtons(access, view, visit))</div></div></li>
        """
}

private func accessButtons(_ access: SpaceAccess, _ view: SpaceAccessView, _ visit: Visit) -> [HTML] {
    let contact = access.contact
    let link = Link("/contacts", [contact.id.rawValue, "espace"])
    let isOpen = access.link?.state(at: view.now) == .open
    let name: HTML = "<span class=\"vh\">\u{A0}: \(contact.fullName)</span>"
    func send(_ label: String, _ piece: String, _ style: String) -> HTML {
        """
        <form method="post" action="\(link.appending(piece))">\(visit.hiddenFields)<button class="btn small \(style)">\(label)\(name)</button></form>
        """
    }
    let refuses = contact.email.map { view.refused.contains($0.lowercased()) } ?? true
    let mayMail = !refuses && view.company.relation != .leaveAlone
    return [
        mayMail ? send(isOpen ? "Renvoyer le lien" : "Envoyer le lien", "envoi", isOpen ? "" : "primary") : "",
        send("Afficher le lien", "lien", ""),
        "<a class=\"btn small\" href=\"\(link)\">Voir sa page\(name)</a>",
        isOpen ? send("Fermer l’accès", "fermeture", "quiet") : "",
    ]
}

/// Which papers about learners were opened, and by whom.
private func readingsPanel(_ view: SpaceAccessView) -> HTML? {
    guard !view.readings.isEmpty else { return nil }
    let items = view.readings.map { reading -> HTML in
        let placement = ID<Placement>(reading.subjectId)
        let isCertificate = reading.subjectKind == "certificate"
        let link = isCertificate ? Link.certificate(of: placement) : Link.placement(placement)
        let name = isCertificate ? "Attestation" : "Convention"
        let who = reading.authorName.split(separator: ",").first.map(String.init) ?? ""
        return """
            <li><div>\(reference(name, to: link, opens: view.author.may(.seePlacements)))<p>\(who), \(day(reading.happenedAt, view.author, view.now))</p></div></li>
            """
    }
    return panel("Documents ouverts", "<ul class=\"lines\">\(items)</ul>")
}

private func sayingPanel() -> HTML {
    panel(
        "La phrase à dire",
        """
        <p>«\u{A0}Vous avez votre page chez nous\u{A0}: vos conventions, vos élèves, et un bouton pour nous joindre. \
        Pas de compte ni de mot de passe, le lien arrive par courriel.\u{A0}»</p>
        """)
}

private func knowingPanel() -> HTML {
    panel(
        "Ce que l’entreprise voit",
        """
        <ul class="tight"><li>Un signataire, un dirigeant, les RH\u{A0}: tout le site.</li><li>Un tuteur\u{A0}: ses élèves seulement.</li>\
        <li>D’un élève\u{A0}: prénom, initiale, formation, dates et tuteur. Ni adresse, ni téléphone, ni notes, ni incidents.</li>\
        <li>Les documents dont elle est partie. Chaque ouverture est notée au journal des lectures.</li></ul>\
        <p class="hint">Le rôle se change sur la fiche du contact. Quelqu’un qui part perd son accès le jour même.</p>
        """)
}

func openedSpacePage(_ opened: OpenedSpace, _ visit: Visit) -> Page {
    let back = Link.spaceAccess(opened.company)
    let last = opened.link.expiresAt.day(in: (try? visit.author.zone) ?? .gmt).long
    return Page(
        "Lien de \(opened.contact.fullName)", in: .companies,
        """
        <div class="page narrow">\(pageHead("Lien de \(opened.contact.fullName)", crumbs: [("Entreprises", .companies), ("Espace", back)]))\
        <section class="panel"><h2>À transmettre à cette personne seulement</h2>\
        <p class="hint">Il sert jusqu’au \(last). Quiconque l’a entre à sa place.</p>\
        <div class="field"><label for="f-lien">Adresse</label><input id="f-lien" type="text" readonly value="\(opened.address)"></div>\
        <div class="actions">\(button("Revenir aux accès", to: back))</div></section></div>
        """)
}

/// The area as the person sees it, in the shell of the school.
func spacePreviewPage(_ view: SpaceView, _ visit: Visit) -> Page {
    let page = spacePage(view, nil, visit)
    return Page(
        "Ce que voit \(view.who)", bare: true,
        """
        <div class="entry">\(notice(.info, "<p>Voici ce que voit \(view.who). Rien ne s’ouvre depuis cet aperçu. <a href=\"\(Link.spaceAccess(view.company.id))\">Revenir aux accès</a></p>"))</div>\(page.body)
        """)
}

// MARK: The list

func spaceListPage(_ view: SpaceListView) -> Page {
    let tabs = SpaceSelection.allCases.map { selection -> HTML in
        let mark: HTML? = selection == view.selection ? " aria-current=\"page\"" : nil
        return """
            <li><a href="\(Link.spaces.with([("vue", selection.rawValue)]))"\(mark)>\(selection.label) \
            <span class="count">\(view.counts[selection] ?? 0)</span></a></li>
            """
    }
    let list: HTML = view.lines.isEmpty ? emptyList(view) : spaceTable(view)
    let next = view.lines.last.flatMap { last in
        view.hasMore
            ? Link.spaces.with([("vue", view.selection.rawValue), ("apres", last.usedKey + "|" + last.id.rawValue)])
            : nil
    }
    return Page(
        "Espaces des entreprises", in: .companies,
        """
        \(pageHead("Espaces des entreprises", crumbs: [("Entreprises", .companies)]))\(companyTabs(.spaces, for: view.author))\
        <nav class="tabs" aria-label="Accès"><ul>\(tabs)</ul></nav>\(list)\
        \(view.lines.isEmpty ? nil : pager("\(view.lines.count) sur \(view.counts[view.selection] ?? 0)", previous: nil, next: next))
        """)
}

private func emptyList(_ view: SpaceListView) -> HTML {
    switch view.selection {
    case .open:
        emptyState(
            "key", "Aucun espace ouvert",
            "Depuis la fiche d’une entreprise, «\u{A0}Espace de l’entreprise\u{A0}»\u{A0}: envoyez le lien à un contact.",
            action: button("Choisir une entreprise", to: .companies))
    case .unused: emptyState("check", "Tous les liens ont servi", "Personne n’est à relancer.")
    case .expired: emptyState("check", "Aucun lien expiré", "Les entreprises redemandent le leur elles-mêmes.")
    }
}

private func spaceTable(_ view: SpaceListView) -> HTML {
    listTable(
        "Accès aux espaces des entreprises", view.lines,
        [
            Column("Entreprise", header: true) {
                "<a href=\"\(Link.spaceAccess($0.companyId))\">\($0.companyName)</a>"
            },
            Column("Personne") { HTML(text: $0.name) },
            Column("Dernière visite") { line in
                HTML(text: line.lastUsedAt.map { day($0, view.author, view.now) } ?? "jamais")
            },
            Column("Visites", numeric: true) { HTML(text: String($0.visits)) },
            Column("Envoyé") { line in
                HTML(text: line.sentAt.map { day($0, view.author, view.now) } ?? "remis en main propre")
            },
            Column("Accès") { stateBadge($0.state(at: view.now), until: $0.expiresAt, view.author) },
        ])
}

import Domain

/// Everything about one partner.
struct CompanyView: Sendable {
    let company: Company
    let contacts: [Contact]
    /// People of records merged into this one, whom an agreement names: they stay there.
    let contactsBehind: [Contact]
    /// The latest events of every kind.
    let entries: [TimelineEntry]
    let actions: [PartnerActionLine]
    let known: [KnownPerson]
    let summary: RelationSummary
    let contactGuard: ContactGuard
    /// Who brought the company in, and what the bureau made of it.
    let review: CompanyReview?
    /// What other bureaux share of it, and what they see of mine.
    let network: CompanyNetwork?
    let extras: CompanyExtras
    let detail: CompanyDetail?
    let appetite: Appetite?
    let mergedInto: CompanySuggestion?
    let places: [HostPlace]
    /// Places left, and how much the company is asked these days.
    let demand: HostDemand
    let hosted: [HostedLearner]
    let sites: [CompanySuggestion]
    let quality: HostQuality?
    let safety: SafetyCheck?
    let mayFollow: Bool
    let partner: PartnerFacts
    /// What the extract of Sirene says of the place.
    let register: SirenePlace?
    /// The register knows sites of the same legal person that the base does not have.
    let hasUnknownSites: Bool
    /// Who has access to the area of the company; `nil` for who may not open it.
    let space: SpaceAccessView?
    let mayEdit: Bool
    let mayMerge: Bool
    let mayImport: Bool
    let today: LocalDate
    let year: Int

    /// The number of the legal person.
    var siren: String? { company.siret.map { String($0.prefix(9)) } }
}

func companyPage(_ view: CompanyView, _ state: FormState, _ visit: Visit) -> Page {
    let company = view.company
    var meta: [HTML] = [relationBadge(company.relation), HTML(text: company.kind.label)]
    if view.review?.state == .waiting { meta.append(badge("À vérifier", .soon)) }
    if let day = company.archivedOn { meta.append(badge("Archivée le \(day.long)", .neutral)) }
    if let place = view.register, place.isClosed {
        let day = place.closedOn.map { " le \($0.long)" } ?? ""
        meta.append(badge("Fermée au répertoire Sirene\(day)", .late))
    }
    if view.register?.partial == true { meta.append(badge("Diffusion partielle", .waiting)) }
    return Page(
        company.displayName, in: .companies,
        """
        \(pageHead(company.displayName, crumbs: [("Entreprises", .companies)], meta: meta, actions: companyActions(view, visit)))\
        \(reviewNotice(view, visit))\(mergedNotice(view))\(partialNotice(view))\(silenceNotice(company, view.detail))\(relationGlance(view))\
        <div class="record"><aside class="next" aria-label="La suite">\(demandPanel(view.demand))\
        \(actionsPanel(view.actions, of: company.id, mayEdit: view.mayEdit, today: view.today, visit))\(placesPanel(view, visit))\
        \(view.mayFollow ? hostQualityLine(view.quality, view.safety, company.id, view.today) : nil)\
        \(partnerPanel(view.partner, view.company.id))\(bondPanel(view))\(hostedPanel(view))</aside>\
        <aside class="who" aria-label="Identité">\(identityPanel(view))\(contactsPanel(view))\
        \(spacePanel(view.space))\(sitesPanel(view))\(networkPanels(view, visit))</aside><div class="what">\(view.mayEdit ? interactionForm(view, state, visit) : nil)\
        \(timeline(view))</div></div>
        """)
}

/// Who runs it asked the register to hide their name and address: what the school knows, it was told.
private func partialNotice(_ view: CompanyView) -> HTML? {
    guard view.register?.partial == true else { return nil }
    return notice(
        .info,
        "<p>L’entrepreneur a demandé au répertoire Sirene de cacher son nom et son adresse. Gardez pour le lycée ce qu’il vous a dit.</p>"
    )
}

private func companyActions(_ view: CompanyView, _ visit: Visit) -> [HTML] {
    guard view.mayEdit else { return [] }
    let link = Link.company(view.company.id)
    let archived = view.company.archivedOn != nil
    return [
        button("Appeler", to: .capture(of: view.company.id), icon: "phone", style: "primary"),
        button("Modifier", to: link.appending("modifier"), icon: "edit"),
        postButton(
            archived ? "Rétablir" : "Archiver", to: link.appending(archived ? "retablissement" : "archivage"),
            visit: visit, icon: archived ? "undo" : "trash", style: "quiet"),
    ]
}

private func identityPanel(_ view: CompanyView) -> HTML {
    let company = view.company
    let number = company.siret.flatMap { SIRET(rawValue: $0)?.display }
    let siret: HTML? = number.map { "<span class=\"nowrap\">\($0)</span>" }
    let website: HTML? = company.website.map { "<a href=\"\($0)\" rel=\"noopener noreferrer\">\($0)</a>" }
    let mail: HTML? = company.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    let address: HTML? =
        company.address.isEmpty ? nil : .joined(company.address.lines.map { HTML(text: $0) }, by: "<br>")
    return panel(
        "Identité",
        facts(
            [
                ("SIRET", siret ?? fact(company.noSiretReason?.label)),
                ("Raison sociale", company.tradeName == nil ? nil : fact(company.legalName)),
                ("Activité", fact([company.naf, company.activity].compactMap { $0 }.joined(separator: " "))),
                ("NAF 2025", fact(view.naf2025)),
                ("Pays", fact(view.extras.country == "France" ? nil : view.extras.country)),
                ("Effectif", company.headcount.map { HTML(text: FrenchNumber.grouped($0)) }), ("Adresse", address),
                ("Téléphone", company.phone.map(phoneLink)), ("Courriel", mail), ("Site", website),
                ("Filières", fact(company.streams)), ("Métiers exercés", tagLinks(view, .trade, "metier")),
                ("Réseaux", tagLinks(view, .network, "reseau")), ("Étiquettes", tagLinks(view, .label, "etiquette")),
                ("Connue par", fact(company.origin.label)),
                (
                    "Assureur",
                    fact([company.insurer, company.insurancePolicy].compactMap { $0 }.joined(separator: ", "))
                ),
                ("Notes", company.notes.isEmpty ? nil : .lines(company.notes)),
            ], above: true))
}

func phoneLink(_ number: String) -> HTML {
    "<a class=\"nowrap\" href=\"tel:\(number)\">\(PhoneNumber(rawValue: number)?.display ?? number)</a>"
}

private func contactsPanel(_ view: CompanyView) -> HTML {
    let add: HTML? =
        view.mayEdit
        ? button(
            "Ajouter", to: Link.company(view.company.id).appending("contacts").appending("nouveau"), icon: "plus",
            style: "small")
        : nil
    guard !view.contacts.isEmpty || !view.contactsBehind.isEmpty else {
        return panel(
            "Contacts", action: add,
            "<p class=\"hint\">Personne pour l’instant. Notez au moins qui signe et qui encadre.</p>")
    }
    let items = (view.contacts + view.contactsBehind).map { contactLine($0, view) }
    let hint = view.mayMerge ? contactPairHint(view.contacts) : nil
    return panel("Contacts", action: add, "<ul class=\"lines\">\(items)</ul>\(hint)")
}

private func contactLine(_ contact: Contact, _ view: CompanyView) -> HTML {
    let roles =
        [contact.signatory ? "signataire" : nil, contact.tutor ? "tuteur" : nil].compactMap { $0 }
        + contact.roles.split(separator: ",").compactMap { ContactRole(rawValue: String($0)) }
        .filter { $0 != .tutor }.map { $0.label.lowercased() }
    let detail = ([contact.function] + roles).filter { !$0.isEmpty }.joined(separator: ", ")
    let name: HTML =
        view.mayEdit
        ? "<a href=\"\(Link("/contacts", [contact.id.rawValue, "modifier"]))\">\(contact.fullName)</a>"
        : HTML(text: contact.fullName)
    let gone: HTML? = contact.leftOn.map { badge("Parti le \($0.short)", .neutral) }
    let mail: HTML? = contact.email.map { "<p><a href=\"mailto:\($0)\">\($0)</a></p>" }
    let phone: HTML? = contact.phone.map { "<p>\(phoneLink($0))</p>" }
    let wills: HTML? = view.mayEdit ? willsLink(contact) : nil
    return "<li><div><strong>\(name)</strong> \(gone)<p>\(detail)</p>\(phone)\(mail)\(wills)</div></li>"
}

private func sitesPanel(_ view: CompanyView) -> HTML? {
    guard !view.sites.isEmpty else {
        guard let siren = view.siren, view.hasUnknownSites else { return nil }
        return panel("Personne morale", "<p><a href=\"\(Link.group(siren))\">Ses établissements</a></p>")
    }
    let items = view.sites.map { site -> HTML in
        "<li><div><a href=\"\(Link.company(site.id))\">\(site.tradeName ?? site.legalName)</a><p>\(site.addressCity)</p></div></li>"
    }
    let group: HTML? = view.siren.map { "<a href=\"\(Link.group($0))\">La personne morale</a>" }
    return panel(
        "Autres établissements", action: group,
        "<p class=\"hint\">Même entreprise (SIREN). La convention est signée au siège, l’accueil se fait sur place.</p><ul class=\"lines\">\(items)</ul>"
    )
}

private func interactionForm(_ view: CompanyView, _ state: FormState, _ visit: Visit) -> HTML {
    let contacts = view.contacts.filter { $0.leftOn == nil }.map { (value: $0.id.rawValue, label: $0.fullName) }
    let more: HTML = """
        <div class="pair">\(selectField(state, "contact", "Avec qui", contacts, empty: "Sans préciser", optional: true))\
        \(dateField(state, "jour", "Quand", hint: "Aujourd’hui si vous ne dites rien.", optional: true))</div>\
        <div class="pair">\(field(state, "prochaine_action", "À faire ensuite", FieldOptions(optional: true)))\
        \(dateField(state, "prochaine_date", "Pour le", optional: true))</div>
        """
    let body: HTML = """
        <div class="pair">\(selectField(state, "moyen", "Échange", InteractionKind.allCases.map { ($0.rawValue, $0.label) }))\
        \(selectField(state, "objet", "Au sujet de", InteractionPurpose.allCases.map { ($0.rawValue, $0.label) }))\
        \(selectField(state, "suite_donnee", "Résultat", InteractionOutcome.allCases.map { ($0.rawValue, $0.label) }))\
        \(refusalField(state))</div>\
        \(textArea(state, "note", "Ce qui s’est dit", optional: true, rows: 2))\(more)\(formEnd("Noter l’échange"))
        """
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="panel" id="nouvel-echange"\(open)><summary><h2>\(icon("phone")) Noter un échange</h2></summary>\
        \(postForm(Link.company(view.company.id).appending("echanges"), state, visit: visit, body))</details>
        """
}

private func timeline(_ view: CompanyView) -> HTML {
    let file: HTML? =
        view.mayEdit
        ? button("Classer un courriel", to: .fileMail(of: view.company.id), icon: "mail", style: "small") : nil
    guard !view.entries.isEmpty else {
        return panel(
            "Historique", action: file,
            emptyState(
                "history", "Aucun échange noté",
                "Notez le prochain appel : dans deux ans, votre successeur vous remerciera."))
    }
    let all: HTML = "<a href=\"\(Link.company(view.company.id).appending("historique"))\">Tout l’historique</a>"
    return panel("Historique", action: "\(file)\(all)", timelineList(view.entries, today: view.today))
}

func interactionIcon(_ kind: InteractionKind) -> String {
    switch kind {
    case .incomingCall, .outgoingCall, .videoCall: "phone"
    case .mail, .letter, .formMessage: "mail"
    case .siteVisit: "pin"
    case .schoolVisit, .event: "people"
    }
}

private func placesPanel(_ view: CompanyView, _ visit: Visit) -> HTML {
    let items = view.places.map { place -> HTML in
        let dates = zip(place.startsOn, place.endsOn).map { "du \($0.short) au \($1.short)" } ?? "toute l’année"
        let remove: HTML? =
            view.mayEdit
            ? postButton(
                "Retirer", to: Link("/places", [place.id.rawValue, "retrait"]), visit: visit, style: "small quiet")
            : nil
        return """
            <li><div><strong>\(FrenchNumber.counted(place.count, "place", "places"))</strong>\
            <p>\(place.stream.isEmpty ? "Toutes filières" : place.stream)\(TrainingLevel(rawValue: place.level).map { ", " + $0.label }), \(dates)</p>\
            <p>\(placeUse(view.demand.placed[place.id] ?? 0, of: place.count))</p></div>\(remove)</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune place annoncée pour \(view.year)-\(view.year + 1).</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    let add: HTML? =
        view.mayEdit
        ? button("Ajouter", to: Link.company(view.company.id).appending("places"), icon: "plus", style: "small") : nil
    return panel("Places d’accueil", action: add, list)
}

private func hostedPanel(_ view: CompanyView) -> HTML? {
    guard !view.hosted.isEmpty else { return nil }
    let items = view.hosted.map { hosted -> HTML in
        """
        <li><div><a href="\(Link.learner(hosted.learnerId))">\(hosted.listName)</a>\
        <p>\(hosted.label), du \(hosted.startsOn.numeric) au \(hosted.endsOn.numeric)</p></div></li>
        """
    }
    return panel("Apprenants accueillis", "<ul class=\"lines\">\(items)</ul>")
}

import Domain

/// The partners that the other bureaux share.
struct SharedListView: Sendable {
    let partners: [SharedPartner]
    let hasMore: Bool
    let streams: [String]
    let hasOthers: Bool
    let query: FormValues
    let author: Author
    let today: LocalDate

    var isNarrowed: Bool { !query["q"].isEmpty || !query["filiere"].isEmpty }
}

/// One of them, with what I have of it.
struct SharedPartnerView: Sendable {
    let partner: SharedPartner
    let contacts: [SharedContact]
    let mine: Company?
    let author: Author
    let today: LocalDate
}

func sharedListPage(_ view: SharedListView) -> Page {
    let state = FormState(values: view.query, problems: [])
    let streams = view.streams.map { (value: $0, label: $0) }
    let filters: HTML = """
        <form class="filters" method="get" action="\(Link.sharedPartners)" data-autosubmit>\
        \(field(state, "q", "Nom, commune, SIRET", FieldOptions(type: "search")))\
        \(streams.isEmpty ? nil : selectField(state, "filiere", "Places en", streams, empty: "Toutes filières"))\
        <button class="btn nojs">Chercher</button></form>
        """
    let next: Link? =
        view.hasMore
        ? view.partners.last?.best.map { last in
            Link.sharedPartners.with(view.query.query(without: "apres") + [("apres", "\(last.sortKey)|\(last.siret)")])
        } : nil
    let shown = FrenchNumber.counted(view.partners.count, "partenaire affiché", "partenaires affichés")
    let body: HTML =
        view.partners.isEmpty
        ? sharedNone(view) : "\(sharedTable(view))\(pager(shown, previous: nil, next: next))"
    let settings: [HTML] =
        view.author.may(.manageSchool) ? [button("Ce que nous partageons", to: .partnerSettings, icon: "settings")] : []
    return Page(
        "Partenaires des autres bureaux", in: .companies,
        """
        \(pageHead("Partenaires partagés par les autres bureaux", crumbs: [("Entreprises", .companies)], actions: settings))\
        \(companyTabs(.shared, for: view.author))\(view.hasOthers ? filters : nil)\(body)
        """)
}

private func sharedNone(_ view: SharedListView) -> HTML {
    guard view.hasOthers else {
        return emptyState(
            "office", "Votre lycée est seul dans cette base",
            "Quand plusieurs lycées utilisent la même base, chacun choisit ici ce qu’il montre de ses partenaires. Rien n’est partagé sans ce choix."
        )
    }
    guard !view.isNarrowed else {
        return emptyState(
            "search", "Aucun partenaire partagé ne répond",
            "Essayez une partie du nom ou la commune seule.",
            action: button("Tout voir", to: .sharedPartners))
    }
    return emptyState(
        "office", "Les autres bureaux ne partagent encore rien",
        "Commencez\u{A0}: ouvrez une entreprise et choisissez ce que les autres bureaux en voient.",
        action: button("Nos entreprises", to: .companies))
}

private func sharedTable(_ view: SharedListView) -> HTML {
    listTable(
        "Partenaires partagés", view.partners.compactMap { partner in partner.best.map { (partner, $0) } }, brief: true,
        [
            Column("Entreprise", header: true) { _, best in
                "<a class=\"rowlink\" href=\"\(Link.shared(best.siret))\">\(best.displayName)</a><span class=\"sub\">\(best.activity)</span>"
            },
            Column("Commune") { partner, best in
                let far = partner.kilometres.map { ", à \($0)\u{A0}km" } ?? ""
                return HTML(text: best.address.city + far)
            },
            Column("Partagée par") { partner, _ in sharers(partner) },
            Column("Places") { partner, _ in HTML(text: placesText(partner)) },
            Column("Ces jours-ci") { partner, _ in pressureText(partner.pressure) },
            Column("Chez vous") { partner, best in
                partner.mine.map { "<a href=\"\(Link.company($0))\">Dans votre base</a>" }
                    ?? "<a class=\"btn small\" href=\"\(Link.shared(best.siret))\">Voir<span class=\"vh\"> \(best.displayName)</span></a>"
            },
        ])
}

private func sharers(_ partner: SharedPartner) -> HTML {
    let names = partner.offers.map(\.schoolName).joined(separator: ", ")
    let known: HTML? =
        partner.bureaux > partner.offers.count
        ? "<span class=\"sub\">connue de \(FrenchNumber.counted(partner.bureaux, "bureau", "bureaux"))</span>" : nil
    return "\(names)\(known)"
}

private func placesText(_ partner: SharedPartner) -> String {
    guard !partner.places.isEmpty else { return "—" }
    return partner.places.map { "\($0.count) \($0.stream.isEmpty ? "toutes filières" : $0.stream)" }
        .joined(separator: ", ")
}

/// How much the company is asked, from all the bureaux: a count, and a day to wait for.
private func pressureText(_ pressure: NetworkPressure) -> HTML {
    guard pressure.exchanges > 0 else { return "Aucun échange" }
    let count = FrenchNumber.counted(pressure.exchanges, "échange", "échanges")
    if let day = pressure.waitUntil {
        return
            "\(badge("Très sollicitée", .late))<span class=\"sub\">\(count)\u{A0}: attendez jusqu’au \(day.short)</span>"
    }
    if pressure.isNear { return "\(badge("Bientôt trop", .soon))<span class=\"sub\">\(count)</span>" }
    return HTML(text: count)
}

// MARK: One partner

func sharedPartnerPage(_ view: SharedPartnerView, _ state: FormState, _ visit: Visit) -> Page {
    guard let best = view.partner.best else { return Page("Partenaire", in: .companies, "") }
    let known = FrenchNumber.counted(view.partner.bureaux, "bureau la connaît", "bureaux la connaissent")
    return Page(
        best.displayName, in: .companies,
        """
        \(pageHead(best.displayName, crumbs: [("Entreprises", .companies), ("Autres bureaux", .sharedPartners)], meta: [HTML(text: best.kind.label), HTML(text: best.address.city), HTML(text: known)]))\
        \(errorSummary(state))\(pressureNotice(view.partner.pressure))<div class="columns"><div>\(sharedIdentity(best))\
        \(sharersPanel(view.partner))</div><div>\(takePanel(view, best, visit))</div></div>
        """)
}

private func pressureNotice(_ pressure: NetworkPressure) -> HTML? {
    guard pressure.exchanges > 0 else { return nil }
    let count = FrenchNumber.counted(pressure.exchanges, "échange", "échanges")
    let said = "\(count) en \(pressure.days)\u{A0}jours, tous bureaux confondus."
    if let day = pressure.waitUntil {
        return notice(.warning, "<p><strong>\(said)</strong> Attendez jusqu’au \(day.long), sauf urgence.</p>")
    }
    return notice(
        pressure.isNear ? .warning : .info, "<p>\(said)\(pressure.isNear ? " Un de plus serait un de trop." : "")</p>")
}

private func sharedIdentity(_ best: SharedCompany) -> HTML {
    let mail: HTML? = best.email.map { "<a href=\"mailto:\($0)\">\($0)</a>" }
    let site: HTML? = best.website.map { "<a href=\"\($0)\" rel=\"noopener noreferrer\">\($0)</a>" }
    let address: HTML? =
        best.address.isEmpty ? nil : .joined(best.address.lines.map { HTML(text: $0) }, by: "<br>")
    return panel(
        "Identité",
        facts([
            ("SIRET", fact(SIRET(rawValue: best.siret)?.display)),
            ("Raison sociale", best.tradeName == nil ? nil : fact(best.legalName)),
            ("Activité", fact([best.naf, best.activity].compactMap { $0 }.joined(separator: " "))),
            ("Adresse", address), ("Téléphone", best.phone.map(phoneLink)), ("Courriel", mail), ("Site", site),
        ]))
}

/// Who shares it, how far, and how to write to each bureau.
private func sharersPanel(_ partner: SharedPartner) -> HTML {
    let items = partner.offers.map { offer -> HTML in
        let places = partner.places.filter { $0.companyId == offer.id }
            .map { "\($0.count) \($0.stream.isEmpty ? "toutes filières" : $0.stream)" }
        let told: HTML? = places.isEmpty ? nil : "<p>Places annoncées\u{A0}: \(places.joined(separator: ", "))</p>"
        let write: HTML? = offer.bureauEmail.map {
            "<a class=\"btn small\" href=\"mailto:\($0)\">\(icon("mail")) Écrire au bureau<span class=\"vh\"> de \(offer.schoolName)</span></a>"
        }
        return """
            <li><div><strong>\(offer.schoolName)</strong><p>\(offer.schoolCity) · \(offer.level.label.lowercased())</p>\(told)</div>\(write)</li>
            """
    }
    return panel("Partagée par", "<ul class=\"lines\">\(items)</ul>")
}

private func takePanel(_ view: SharedPartnerView, _ best: SharedCompany, _ visit: Visit) -> HTML {
    let version = view.mine?.version ?? 0
    let people = contactChoices(view)
    let differences = view.mine.map { best.differences(from: $0) } ?? []
    let mine: HTML? = view.mine.map {
        "<p><a href=\"\(Link.company($0.id))\">Dans votre base</a>\(differences.isEmpty ? ", et les deux fiches disent la même chose." : ". Cochez ce qui doit remplacer votre texte.")</p>"
    }
    let lead: HTML? =
        view.mine == nil
        ? "<p class=\"hint\">La fiche entre dans votre base avec ce que ce bureau partage, comme prospect. Rien ne repart vers lui.</p>"
        : nil
    let hasGesture = view.mine == nil || !differences.isEmpty || people != nil
    let end: HTML? =
        hasGesture
        ? formEnd(view.mine == nil ? "Reprendre dans ma base" : "Reprendre ce qui est coché", icon: "download") : nil
    return """
        <section class="panel"><header><h2>\(view.mine == nil ? "Reprendre" : "Comparer")</h2></header>\(lead)\(mine)\
        <form class="form" method="post" action="\(Link.shared(best.siret))">\(visit.hiddenFields)\
        <input type="hidden" name="version" value="\(version)">\(differenceChoices(differences))\(people)\(end)</form></section>
        """
}

private func differenceChoices(_ differences: [SharedDifference]) -> HTML? {
    guard !differences.isEmpty else { return nil }
    let boxes = differences.map { difference -> HTML in
        let mine = difference.mine.isEmpty ? "rien" : "«\u{A0}\(difference.mine)\u{A0}»"
        return """
            <label class="choice"><input type="checkbox" name="champ" value="\(difference.field.rawValue)"> \(difference.field.label)\u{A0}: \(difference.theirs)\
            <small>Chez vous\u{A0}: \(mine)</small></label>
            """
    }
    return "<fieldset class=\"group\"><legend>Ce qui diffère</legend><div class=\"choices\">\(boxes)</div></fieldset>"
}

private func contactChoices(_ view: SharedPartnerView) -> HTML? {
    guard !view.contacts.isEmpty else { return nil }
    let schools = Dictionary(
        view.partner.offers.map { ($0.id, $0.schoolName) }, uniquingKeysWith: { first, _ in first })
    let boxes = view.contacts.map { person -> HTML in
        let phone = person.phone.flatMap { PhoneNumber(rawValue: $0)?.display } ?? ""
        let detail = [person.function, phone, person.email ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return """
            <label class="choice"><input type="checkbox" name="contact" value="\(person.id.rawValue)"> \(person.fullName)\
            <small>\(detail.isEmpty ? "" : detail + " · ")\(schools[person.companyId])</small></label>
            """
    }
    return """
        <fieldset class="group"><legend>Contacts à reprendre</legend><p class="hint">Ces personnes ont accepté d’être nommées aux autres bureaux. Votre lecture est notée au journal.</p>\
        <div class="choices">\(boxes)</div></fieldset>
        """
}

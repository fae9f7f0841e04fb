import Domain

extension Link {
    static let partnerships = Link("/partenariats")
    static let newPartnership = Link("/partenariats/nouveau")

    static func partnership(_ id: ID<Partnership>) -> Link { Link("/partenariats", [id.rawValue]) }
}

/// The partnership agreements of the school.
struct PartnershipListView: Sendable {
    let lines: [PartnershipLine]
    let selection: PartnershipSelection
    let counts: [PartnershipSelection: Int]
    let today: LocalDate
    let author: Author
}

func partnershipListPage(_ view: PartnershipListView) -> Page {
    let actions: [HTML] =
        view.author.may(.managePartnerships)
        ? [button("Préparer une convention", to: .newPartnership, icon: "plus", style: "primary")] : []
    let choices = PartnershipSelection.allCases.map { selection in
        (
            value: selection, label: "\(selection.label) (\(view.counts[selection] ?? 0))",
            link: Link.partnerships.with([("vue", selection.rawValue)])
        )
    }
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "signature", view.selection == .current ? "Aucune convention de partenariat" : "Rien ici",
            "Une entreprise est partenaire sans rien signer. La convention sert quand on veut fixer des engagements et en faire le bilan chaque année."
        ) : partnershipTable(view)
    return Page(
        "Partenariats", in: .requests,
        """
        \(partnerHead("Conventions de partenariat", .partnerships, actions: actions, for: view.author))\
        \(choiceLinks("Quelles conventions", choices, current: view.selection))\(body)
        """)
}

private func partnershipTable(_ view: PartnershipListView) -> HTML {
    listTable(
        "Conventions de partenariat", view.lines,
        [
            Column("Partenaire", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.partnership($0.id))\">\($0.companyName)</a>"
            },
            Column("Objet") { HTML(text: $0.title) },
            Column("Filières") { HTML(text: $0.streams.isEmpty ? "Toutes" : $0.streams) },
            Column("Jusqu’au") { "<span class=\"nowrap\">\($0.endsOn.long)</span>" },
            Column("Engagements de l’année", numeric: true) { line in
                HTML(text: line.planned == 0 ? "—" : "\(line.done) sur \(line.planned)")
            },
            Column("État") { line in
                let review: HTML? = line.reviewOn.flatMap { day in
                    line.state.isInForce && day <= view.today.adding(days: 30)
                        ? badge("Bilan \(day.near(view.today))", day < view.today ? .late : .soon) : nil
                }
                return "\(partnershipBadge(line.state)) \(review)"
            },
        ])
}

func partnershipBadge(_ state: Partnership.State) -> HTML {
    switch state {
    case .draft, .ended: badge(state.label, .neutral)
    case .toSign: badge(state.label, .waiting)
    case .active: badge(state.label, .done)
    case .toRenew: badge(state.label, .soon)
    case .expired: badge(state.label, .late)
    }
}

// MARK: Form

/// The form of an agreement.
struct PartnershipFormView: Sendable {
    let company: Company?
    let streams: [String]
    let words: String
    let found: [CompanySuggestion]
    let editing: Partnership?
    let author: Author

    var link: Link { editing.map { Link.partnership($0.id).appending("modifier") } ?? .newPartnership }
}

func partnershipFormPage(_ view: PartnershipFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.editing == nil ? "Préparer une convention de partenariat" : "Modifier la convention"
    let body: HTML =
        view.company == nil
        ? "\(errorSummary(state))\(hostPicker(view.link, words: view.words, found: view.found))"
        : partnershipFields(view, state, visit)
    return Page(
        title, in: .requests,
        """
        <div class="page narrow">\(partnerHead(title, .partnerships, crumbs: [("Partenariats", .partnerships)], for: view.author))\(body)</div>
        """)
}

private func partnershipFields(_ view: PartnershipFormView, _ state: FormState, _ visit: Visit) -> HTML {
    let parents = Partnership.ParentLevel.allCases.map { ($0.rawValue, $0.label) }
    return postForm(
        view.link, state, visit: visit,
        """
        <input type="hidden" name="version" value="\(state["version"])">\
        <input type="hidden" name="entreprise" value="\(view.company?.id.rawValue ?? "")"><p><strong>\(view.company?.displayName)</strong>, \(view.company?.address.city)</p>\
        \(field(state, "objet", "Objet", FieldOptions(hint: "Par exemple\u{A0}: accueil d’élèves et visites pour la filière vente")))\
        \(field(state, "filieres", "Filières", FieldOptions(hint: view.streams.prefix(3).joined(separator: ", "), optional: true)))\
        <div class="pair">\(dateField(state, "du", "Premier jour"))\(dateField(state, "au", "Dernier jour"))</div>\
        \(checkbox(state, "tacite", "Tacite reconduction", hint: "À l’échéance, la convention continue un an, sauf si l’on y met fin."))\
        <section><h2>Cadre</h2><div class="pair">\(selectField(state, "parente", "Décline une convention", parents, empty: "Aucune", optional: true))\
        \(field(state, "parente_nom", "Laquelle", FieldOptions(optional: true)))</div>\
        <div class="pair">\(dateField(state, "ca", "Vote du conseil d’administration", hint: "Quand il est nécessaire.", optional: true))\
        \(dateField(state, "bilan", "Prochain bilan", optional: true))</div>\
        \(field(state, "signataire", "Signataire de l’entreprise", FieldOptions(optional: true)))\
        \(textArea(state, "notes", "Notes internes", optional: true))</section>\
        \(formEnd("Enregistrer la convention", cancel: .partnerships))
        """)
}

// MARK: One agreement

/// Everything about one agreement.
struct PartnershipView: Sendable {
    let partnership: Partnership
    let company: Company
    let school: School
    let commitments: [PartnershipCommitment]
    let reviews: [PartnershipReview]
    let year: Int
    let hosted: Int
    let interactions: Int
    let receivedCents: Int
    let today: LocalDate
    let author: Author

    var ofYear: [PartnershipCommitment] { commitments.filter { $0.schoolYear == year } }
    var mayManage: Bool { author.may(.managePartnerships) }
}

/// The forms of the page.
struct PartnershipForms {
    var move = FormState()
    var commitment = FormState()
    var review = FormState()
}

func partnershipPage(_ view: PartnershipView, _ forms: PartnershipForms, _ visit: Visit) -> Page {
    let partnership = view.partnership
    let base = Link.partnership(partnership.id)
    var actions = [
        button("Convention (PDF)", to: base.appending("convention.pdf"), icon: "print"),
        button(
            "Fiche de bilan (PDF)", to: base.appending("bilan.pdf").with([("annee", String(view.year))]), icon: "chart"),
    ]
    if view.mayManage { actions.append(button("Modifier", to: base.appending("modifier"), icon: "edit")) }
    return Page(
        "Partenariat avec \(view.company.displayName)", in: .requests,
        """
        \(partnerHead(
            "Partenariat avec \(view.company.displayName)", .partnerships, crumbs: [("Partenariats", .partnerships)],
            meta: [partnershipBadge(partnership.state), HTML(text: "du \(partnership.startsOn.long) au \(partnership.endsOn.long)")],
            actions: actions, for: view.author))\
        <div class="columns section"><div>\(commitmentsPanel(view, visit))\(view.mayManage ? commitmentForm(view, forms.commitment, visit) : nil)\
        \(reviewsPanel(view, forms.review, visit))</div>\
        <aside aria-label="Vie de la convention">\(movePanel(view, forms.move, visit))\(partnershipFacts(view))\(figuresPanel(view))</aside></div>
        """)
}

private func partnershipFacts(_ view: PartnershipView) -> HTML {
    let partnership = view.partnership
    let parent = Partnership.ParentLevel(rawValue: partnership.parentLevel)?.label
    return panel(
        "La convention",
        facts([
            (
                "Partenaire",
                reference(
                    view.company.displayName, to: .company(view.company.id), opens: view.author.may(.seeCompanies))
            ),
            ("Objet", fact(partnership.title)), ("Filières", fact(partnership.streams)),
            ("Reconduction", partnership.tacitRenewal ? "Tacite, un an" : "Expresse"),
            (parent ?? "Cadre", fact(partnership.parentName)), ("Vote du CA", fact(partnership.boardOn?.long)),
            ("Signataire", fact(partnership.companySignatory)),
            ("Entreprise", partnership.companySignedOn.map { badge("Signée le \($0.long)", .done) }),
            ("Lycée", partnership.schoolSignedOn.map { badge("Signée le \($0.long)", .done) }),
            ("Prochain bilan", partnership.reviewOn.map { HTML(text: $0.long) }),
            ("Fin", fact(partnership.endReason)), ("Notes", fact(partnership.notes)),
        ]))
}

private func figuresPanel(_ view: PartnershipView) -> HTML {
    panel(
        "Ce que la base compte, \(view.year)-\(view.year + 1)",
        facts([
            ("Accueils", HTML(text: FrenchNumber.counted(view.hosted, "élève accueilli", "élèves accueillis"))),
            ("Échanges", HTML(text: FrenchNumber.counted(view.interactions, "échange noté", "échanges notés"))),
            ("Taxe reçue", view.receivedCents == 0 ? nil : HTML(text: Cents(rawValue: view.receivedCents).french)),
        ]))
}

private func movePanel(_ view: PartnershipView, _ state: FormState, _ visit: Visit) -> HTML? {
    let partnership = view.partnership
    guard view.mayManage else { return nil }
    let buttons = moves(of: view).map { move, label, style -> HTML in
        "<button class=\"btn \(style)\" name=\"geste\" value=\"\(move.rawValue)\">\(label)</button>"
    }
    guard !buttons.isEmpty else { return nil }
    let renews = partnership.allows(.renew)
    let day: HTML? =
        partnership.state == .toSign
        ? dateField(state, "jour", "Signée le", hint: "Aujourd’hui si vous ne dites rien.", optional: true)
        : renews ? dateField(state, "jour", "Nouvelle fin, pour renouveler", optional: true) : nil
    let reason: HTML? =
        partnership.allows(.end) ? field(state, "motif", "Motif, pour résilier", FieldOptions(optional: true)) : nil
    return panel(
        "La suite",
        postForm(
            Link.partnership(partnership.id).appending("etat"), state, visit: visit,
            """
            <input type="hidden" name="version" value="\(partnership.version)">\(day)\(reason)<div class="formend">\(buttons)</div>
            """))
}

private func moves(of view: PartnershipView) -> [(PartnershipMoveForm.Move, String, String)] {
    let partnership = view.partnership
    var list: [(PartnershipMoveForm.Move, String, String)] = []
    if partnership.allows(.send) { list.append((.send, "Envoyer à la signature", "primary")) }
    if partnership.state == .toSign {
        if partnership.companySignedOn == nil { list.append((.companySigned, "L’entreprise a signé", "primary")) }
        if partnership.schoolSignedOn == nil { list.append((.schoolSigned, "Le lycée a signé", "primary")) }
        list.append((.withdraw, "Reprendre en projet", "quiet"))
    }
    if partnership.allows(.renew) { list.append((.renew, "Renouveler", "primary")) }
    if partnership.allows(.end) { list.append((.end, "Résilier", "quiet")) }
    return list
}

private func commitmentsPanel(_ view: PartnershipView, _ visit: Visit) -> HTML {
    let years = Set(view.commitments.map(\.schoolYear) + [view.year]).sorted()
    let choices = years.map { year in
        (
            value: year, label: "\(year)-\(year + 1)",
            link: Link.partnership(view.partnership.id).with([("annee", String(year))])
        )
    }
    guard !view.ofYear.isEmpty else {
        return panel(
            "Engagements",
            "\(choiceLinks("Année", choices, current: view.year))<p class=\"hint\">Aucun engagement pour cette année. Ajoutez ce que chacun promet.</p>"
        )
    }
    let rows = view.ofYear.map { commitment -> HTML in
        let name = "fait-\(commitment.id.rawValue)"
        let done: HTML =
            view.mayManage
            ? "<input class=\"short\" name=\"\(name)\" inputmode=\"numeric\" value=\"\(commitment.done)\" aria-label=\"Réalisé\u{A0}: \(commitment.kind.label)\">"
            : HTML(text: String(commitment.done))
        let remove: HTML? =
            view.mayManage
            ? "<button class=\"btn small quiet\" formaction=\"\(Link("/engagements", [commitment.id.rawValue, "retrait"]))\">Retirer<span class=\"vh\"> \(commitment.kind.label)</span></button>"
            : nil
        let tone: Tone = commitment.done >= commitment.planned ? .done : commitment.done > 0 ? .soon : .neutral
        return """
            <tr><th scope="row">\(commitment.kind.label)<p class="small muted">\(commitment.detail)</p></th><td data-label="Qui">\(commitment.side.label)</td>\
            <td class="num" data-label="Prévu">\(commitment.planned)</td><td class="num" data-label="Réalisé">\(done)</td>\
            <td data-label="État">\(badge(tone == .done ? "Tenu" : tone == .soon ? "Commencé" : "À faire", tone))</td><td>\(remove)</td></tr>
            """
    }
    let table: HTML = """
        <div class="tablebox"><table class="list asrows"><caption class="vh">Engagements de l’année</caption><thead><tr>\
        <th scope="col">Engagement</th><th scope="col">Qui</th><th scope="col" class="num">Prévu</th><th scope="col" class="num">Réalisé</th>\
        <th scope="col">État</th><th scope="col"><span class="vh">Retirer</span></th></tr></thead><tbody>\(rows)</tbody></table></div>
        """
    let body: HTML =
        view.mayManage
        ? """
        <form method="post" action="\(Link.partnership(view.partnership.id).appending("engagements").appending("suivi"))">\
        \(visit.hiddenFields)\(table)<div class="formend"><button class="btn primary">\(icon("check")) Enregistrer le réalisé</button></div></form>
        """ : table
    return panel("Engagements", "\(choiceLinks("Année", choices, current: view.year))\(body)")
}

private func commitmentForm(_ view: PartnershipView, _ state: FormState, _ visit: Visit) -> HTML {
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    var shown = state
    if shown["annee"].isEmpty { shown.values.set("annee", String(view.year)) }
    let filled = shown
    let years = (view.author.currentYear - 1...view.author.currentYear + 3).map { (String($0), "\($0)-\($0 + 1)") }
    return """
        <details class="panel"\(open)><summary><h2>\(icon("plus")) Ajouter un engagement</h2></summary>\
        \(postForm(Link.partnership(view.partnership.id).appending("engagements"), filled, visit: visit, """
            <div class="pair">\(selectField(filled, "partie", "Qui s’engage", PartnershipCommitment.Side.allCases.map { ($0.rawValue, $0.label) }))\
            \(selectField(filled, "engagement", "À quoi", PartnershipCommitment.Kind.allCases.map { ($0.rawValue, $0.label) }))</div>\
            <div class="pair">\(field(filled, "prevu", "Combien dans l’année", FieldOptions(inputMode: "numeric", style: "short")))\
            \(selectField(filled, "annee", "Année", years))</div>\
            \(field(filled, "detail", "Précision", FieldOptions(hint: "Niveau, filière, matériel…", optional: true)))\(formEnd("Ajouter", icon: "plus"))
            """))</details>
        """
}

private func reviewsPanel(_ view: PartnershipView, _ state: FormState, _ visit: Visit) -> HTML {
    let items = view.reviews.map { review -> HTML in
        let next: HTML? =
            review.nextSteps.isEmpty
            ? nil : "<p class=\"say\"><strong>Suites\u{A0}:</strong> \(HTML.lines(review.nextSteps))</p>"
        return """
            <li>\(icon("people"))<div><p class="what">Bilan du \(review.heldOn.long)</p><p class="when">\(review.attendees), noté par \(review.writtenBy)</p>\
            <p class="say">\(HTML.lines(review.summary))</p>\(next)\
            <p class="small"><a href="\(Link.partnership(view.partnership.id).appending("bilan.pdf").with([("bilan", review.id.rawValue)]))">Compte rendu (PDF)<span class="vh"> du \(review.heldOn.long)</span></a></p></div></li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucun bilan tenu. La fiche de bilan se prépare toute seule\u{A0}: imprimez-la avant le rendez-vous.</p>"
        : "<ol class=\"timeline\">\(items)</ol>"
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form: HTML? =
        view.mayManage && view.partnership.state.isInForce
        ? """
        <details class="more"\(open)><summary>Noter un bilan</summary>\
        \(reviewForm(Link.partnership(view.partnership.id).appending("bilans"), state, visit))</details>
        """ : nil
    return "<div id=\"bilans\">\(panel("Bilans annuels", "\(list)\(form)"))</div>"
}

/// The form of a review, with an agreement or without.
func reviewForm(_ link: Link, _ state: FormState, _ visit: Visit) -> HTML {
    postForm(
        link, state, visit: visit,
        """
        <div class="pair">\(dateField(state, "tenu_le", "Tenu le"))\
        \(selectField(state, "lieu", "Où", ReviewPlace.allCases.map { ($0.rawValue, $0.label) }))</div>\
        \(field(state, "presents", "Présents", FieldOptions(optional: true)))\(textArea(state, "synthese", "Ce qui s’est dit", rows: 4))\
        \(textArea(state, "suites", "Suites", optional: true))\
        <div class="pair">\(dateField(state, "suites_le", "Suites à faire pour le", hint: "Elles entrent dans «\u{A0}À faire\u{A0}».", optional: true))\
        \(dateField(state, "prochain", "Prochain bilan", hint: "Dans un an si vous ne dites rien.", optional: true))</div>\
        \(formEnd("Enregistrer le bilan"))
        """)
}

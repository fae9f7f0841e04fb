import Domain
import Foundation

/// The inbox of the bureau.
struct RequestInbox: Sendable {
    let lines: [RequestLine]
    let filter: RequestFilter
    let query: FormValues
    let counts: [RequestSelection: Int]
    let handlers: [ID<Account>: String]
    let due: [ID<CompanyRequest>: LocalDate]
    let hasMore: Bool
    let page: BureauPage
    let uai: String
    let today: LocalDate
    let author: Author
}

func requestListPage(_ view: RequestInbox) -> Page {
    var actions: [HTML] = []
    if view.author.may(.seeRequests) {
        actions.append(button("Noter une demande", to: .newRequest, icon: "plus", style: "primary"))
        actions.append(button("Délais de réponse", to: .responseTimes, icon: "chart"))
    }
    let settings: [(label: String, icon: String, link: Link)] =
        view.author.may(.manageEntry)
        ? [
            ("Page publique", "office", .bureauPageSettings), ("Aiguillage", "swap", .routing),
            ("Réponses types", "note", .answerTemplates),
        ] : []
    if let menu = moreMenu(settings, title: "Régler") { actions.append(menu) }
    let choices = RequestSelection.allCases.map { selection in
        (
            value: selection, label: "\(selection.label) (\(view.counts[selection] ?? 0))",
            link: Link.requests.with([("vue", selection.rawValue)])
        )
    }
    return Page(
        "Demandes des entreprises", in: .requests,
        """
        \(partnerHead("Demandes des entreprises", .requests, meta: [publicPageState(view)], actions: actions, for: view.author))\
        \(choiceLinks("Quelles demandes", choices, current: view.filter.selection))\(inboxFilters(view))\
        \(view.lines.isEmpty ? emptyInbox(view) : inboxTable(view))
        """)
}

private func publicPageState(_ view: RequestInbox) -> HTML {
    guard view.page.published else { return badge("Page publique non publiée", .waiting) }
    return "<a href=\"\(Link.bureau(view.uai))\">Voir la page publique</a>"
}

private func inboxFilters(_ view: RequestInbox) -> HTML {
    let state = FormState(values: view.query, problems: [])
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.shortLabel) }
    return """
        <form class="filters" method="get" action="\(Link.requests)" data-autosubmit>\
        <input type="hidden" name="vue" value="\(view.filter.selection.rawValue)">\
        \(field(state, "q", "Entreprise, personne, commune ou numéro", FieldOptions(type: "search")))\
        \(selectField(state, "besoin", "Besoin", kinds, empty: "Tous"))<button class="btn">\(icon("filter")) Filtrer</button></form>
        """
}

private func emptyInbox(_ view: RequestInbox) -> HTML {
    if !view.filter.words.isEmpty || view.filter.kind != nil {
        return emptyState("search", "Aucune demande ne répond à ces critères", "Retirez un mot, ou changez de vue.")
    }
    if view.filter.selection == .waiting {
        return emptyState(
            "check", "Tout le monde a sa réponse",
            "Les demandes du formulaire public et celles que vous notez au téléphone arrivent ici.")
    }
    return emptyState("mail", "Aucune demande ici", "Choisissez une autre vue ci-dessus.")
}

private func inboxTable(_ view: RequestInbox) -> HTML {
    let columns: [Column<RequestLine>] = [
        Column("Demande", header: true) { line in
            "<a class=\"rowlink\" href=\"\(Link.request(line.id))\">\(line.companyName)</a> <span class=\"muted small nowrap\">\(line.number)</span>"
        },
        Column("Besoin") { line in
            HTML(text: [line.kind.shortLabel, line.stream].filter { !$0.isEmpty }.joined(separator: ", "))
        },
        Column("Commune") { HTML(text: $0.city.isEmpty ? "—" : $0.city) },
        Column("Reçue") { "<span class=\"nowrap\">\($0.receivedOn.near(view.today))</span>" },
        Column("Suivie par") { line in HTML(text: line.assigneeId.flatMap { view.handlers[$0] } ?? "—") },
        Column("État") { line in
            "\(requestBadge(line.state)) \(dueBadge(view.due[line.id], line.firstAnsweredOn, line.state, view.today))"
        },
    ]
    let next = view.hasMore ? view.lines.last.map { following(view, $0) } : nil
    let shown = FrenchNumber.counted(view.lines.count, "demande affichée", "demandes affichées")
    return "\(listTable("Demandes des entreprises", view.lines, columns))\(pager(shown, previous: nil, next: next))"
}

private func following(_ view: RequestInbox, _ line: RequestLine) -> Link {
    Link.requests.with(
        view.query.query(without: "apres") + [("apres", line.receivedAt.description + "|" + line.id.rawValue)])
}

func requestBadge(_ state: CompanyRequest.State) -> HTML {
    switch state {
    case .received: badge(state.label, .soon)
    case .qualified, .routed, .running: badge(state.label, .waiting)
    case .satisfied: badge(state.label, .done)
    case .dropped, .handedOver: badge(state.label, .neutral)
    }
}

/// The promise, as long as nobody answered.
func dueBadge(_ due: LocalDate?, _ answeredOn: LocalDate?, _ state: CompanyRequest.State, _ today: LocalDate) -> HTML? {
    guard answeredOn == nil, state.isOpen, let due else { return nil }
    if due < today { return badge("Promesse dépassée", .late) }
    return badge(
        "Répondre \(due == today ? "aujourd’hui" : "pour \(due.nearWithArticle(today))")",
        due == today ? .soon : .neutral)
}

// MARK: One request

/// Everything about one request.
struct RequestView: Sendable {
    let request: CompanyRequest
    let messages: [RequestMessage]
    let handlers: [RequestHandler]
    let templates: [AnswerTemplate]
    let twins: [RequestLine]
    let elsewhere: [AskedBureau]
    let company: Company?
    let alike: [CompanySuggestion]
    let due: LocalDate
    let openDays: Int?
    let today: LocalDate
    let author: Author

    var assignee: String? { handlers.first { $0.id == request.assigneeId }?.name }
}

/// The forms of the page, each with what was typed in it.
struct RequestForms {
    var answer = FormState()
    var route = FormState()
    var close = FormState()
    var transfer = FormState()
    var convert = FormState()
}

func requestPage(_ view: RequestView, _ forms: RequestForms, _ visit: Visit) -> Page {
    let request = view.request
    let meta: [HTML] = [
        requestBadge(request.state), HTML(text: request.kind.label),
        HTML(text: "Reçue \(request.receivedOn.nearWithArticle(view.today)), \(request.source.label.lowercased())"),
    ]
    return Page(
        "\(request.companyName), \(request.number)", in: .requests,
        """
        \(partnerHead(
            request.companyName, .requests, crumbs: [("Demandes", .requests)], meta: meta, for: view.author))\
        \(duplicateNotices(view, visit))<div class="columns section"><div>\
        \(panel("Échanges avec l’entreprise", threadList(view.messages, zone: view.author.zone, forCompany: false)))\
        \(answerForm(view, forms.answer, visit))</div><aside aria-label="Traitement">\(promisePanel(view))\
        \(identityPanel(view))\(routePanel(view, forms.route, visit))\(convertPanel(view, forms.convert, visit))\
        \(closePanel(view, forms.close, visit))\(transferPanel(view, forms.transfer, visit))</aside></div>
        """)
}

private func duplicateNotices(_ view: RequestView, _ visit: Visit) -> HTML {
    let twins = view.twins.map { twin -> HTML in
        notice(
            .warning,
            """
            <p>La même entreprise demande la même chose dans <a href="\(Link.request(twin.id))">\(twin.number)</a>, \
            reçue \(twin.receivedOn.nearWithArticle(view.today)).</p>\
            \(view.request.state.isOpen ? postButton("Réunir à \(twin.number)", to: Link.request(view.request.id).appending("reunion"), visit: visit, icon: "link", style: "small", fields: [("avec", twin.id.rawValue)]) : nil)
            """)
    }
    let others = view.elsewhere.map { bureau -> HTML in
        let mail: HTML? = bureau.email.map { " <a href=\"mailto:\($0)\">\($0)</a>" }
        return
            "<li>\(bureau.name), reçue \(bureau.receivedOn.nearWithArticle(view.today)), \(bureau.state.label.lowercased())\(mail)</li>"
    }
    let elsewhere: HTML? =
        others.isEmpty
        ? nil
        : notice(
            .info,
            "<p>L’entreprise a aussi écrit à un autre bureau pour la même chose\u{A0}: accordez-vous avant de répondre.</p><ul>\(others)</ul>"
        )
    return "\(twins)\(elsewhere)"
}

private func promisePanel(_ view: RequestView) -> HTML {
    let request = view.request
    let answer: HTML? = request.firstAnsweredOn.map { day in
        let days = view.openDays.map { ", \(FrenchNumber.counted($0, "jour ouvré", "jours ouvrés"))" } ?? ""
        return day <= view.due ? badge("Promesse tenue\(days)", .done) : badge("Réponse tardive\(days)", .late)
    }
    let outcome = [request.outcome?.label, request.outcomeNote].compactMap { $0 }.filter { !$0.isEmpty }
    return panel(
        "La promesse",
        facts(
            [
                (
                    "Répondre pour",
                    request.firstAnsweredOn == nil && request.state.isOpen ? fact(view.due.spelled) : nil
                ),
                ("", dueBadge(view.due, request.firstAnsweredOn, request.state, view.today)),
                ("Répondue", request.firstAnsweredOn.map { HTML(text: $0.near(view.today)) }), ("Délai", answer),
                ("Issue", fact(outcome.joined(separator: ". "))), ("Transmise à", fact(request.handedTo)),
            ].filter { !($0.0.isEmpty && $0.1 == nil) }.map { ($0.0.isEmpty ? "État" : $0.0, $0.1) }))
}

private func identityPanel(_ view: RequestView) -> HTML {
    let request = view.request
    let opens = view.author.may(.seeCompanies)
    let known: HTML? = view.company.map { reference($0.displayName, to: .company($0.id), opens: opens) }
    // Not linked yet: who opens it sees at once what the school knows of the company.
    let likely: HTML? = view.alike.first.map { alike in
        "\(reference(alike.tradeName ?? alike.legalName, to: .company(alike.id), opens: opens)), \(alike.addressCity)\u{A0}?"
    }
    let company = known ?? likely
    return panel(
        "La demande",
        facts([
            ("Personne", fact(request.contactName)), ("Fonction", fact(request.contactFunction)),
            ("Courriel", request.email.isEmpty ? nil : "<a href=\"mailto:\(request.email)\">\(request.email)</a>"),
            ("Téléphone", request.phone.map(phoneLink)),
            ("Lieu", fact([request.postalCode, request.city].filter { !$0.isEmpty }.joined(separator: " "))),
            ("SIRET", fact(request.siret.flatMap { SIRET(rawValue: $0)?.display })),
            ("Métier", fact([request.stream, request.rome].filter { !$0.isEmpty }.joined(separator: ", "))),
            ("Quand", fact(request.period)), ("Combien", request.volume.map { HTML(text: String($0)) }),
            ("Dans la base", company),
        ]))
}

private func answerForm(_ view: RequestView, _ state: FormState, _ visit: Visit) -> HTML? {
    let request = view.request
    guard request.allows(.answer) else {
        guard request.allows(.reopen) else { return nil }
        return postButton(
            "Rouvrir la demande", to: Link.request(request.id).appending("issue"), visit: visit, icon: "undo",
            fields: [("geste", RequestEvent.reopen.rawValue)])
    }
    let fitting = view.templates.filter { $0.kind.isEmpty || $0.kind == request.kind.rawValue }
    let chips = fitting.map { template -> HTML in
        let link = Link.request(request.id).with([("modele", template.id.rawValue)]).fragment("repondre")
        return "<li><a class=\"chip\" href=\"\(link)\">\(template.title)</a></li>"
    }
    let choices: HTML? =
        chips.isEmpty
        ? nil : "<nav aria-label=\"Réponses types\"><ul class=\"chips\">\(chips)</ul></nav>"
    let hint =
        request.email.isEmpty
        ? "Aucun courriel\u{A0}: appelez l’entreprise, puis notez ici ce que vous lui avez répondu."
        : "Le message part par courriel, avec le lien de suivi."
    return """
        <section class="panel" id="repondre"><header><h2>Répondre</h2></header>\(choices)\
        \(postForm(Link.request(request.id).appending("messages"), state, visit: visit, """
            \(textArea(state, "message", "Votre réponse", hint: hint, rows: 7))\
            \(checkbox(state, "note", "Note interne", hint: "L’entreprise ne la voit pas et rien ne part."))\
            \(formEnd("Envoyer", icon: "send"))
            """))</section>
        """
}

private func routePanel(_ view: RequestView, _ state: FormState, _ visit: Visit) -> HTML? {
    let request = view.request
    guard request.allows(.route) else { return nil }
    let people = view.handlers.map { ($0.id.rawValue, "\($0.name), \($0.role.shortLabel)") }
    let link = Link.request(request.id)
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.shortLabel) }
    let qualify: HTML? =
        request.allows(.qualify)
        ? """
        <form class="form" method="post" action="\(link.appending("qualification"))">\(visit.hiddenFields)\
        \(selectField(FormState([("besoin", request.kind.rawValue)]), "besoin", "Le besoin, une fois lu", kinds))\
        <button class="btn small">\(icon("check")) Noter comme lue</button></form>
        """ : nil
    return panel(
        "Suivie par", action: view.assignee.map { HTML(text: $0) },
        """
        \(qualify)\(postForm(link.appending("orientation"), state, visit: visit, """
            \(selectField(state, "personne", "Confier à", people, empty: "Choisissez"))\
            <button class="btn small">\(icon("person")) Confier</button>
            """))
        """)
}

private func closePanel(_ view: RequestView, _ state: FormState, _ visit: Visit) -> HTML? {
    let request = view.request
    guard request.allows(.satisfy) else { return nil }
    let reasons = CompanyRequest.Reason.allCases.map { ($0.rawValue, $0.label) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="panel"\(open)><summary><h2>Terminer</h2></summary>\
        \(postForm(Link.request(request.id).appending("issue"), state, visit: visit, """
            \(selectField(state, "motif", "Motif, si rien n’en sort", reasons, empty: "Aucun", optional: true))\
            \(field(state, "precision", "Précision", FieldOptions(optional: true)))\
            <div class="formend"><button class="btn primary" name="geste" value="\(RequestEvent.satisfy.rawValue)">\(icon("check")) Satisfaite</button>\
            <button class="btn" name="geste" value="\(RequestEvent.drop.rawValue)">Sans suite</button></div>
            """))</details>
        """
}

private func transferPanel(_ view: RequestView, _ state: FormState, _ visit: Visit) -> HTML? {
    let request = view.request
    guard view.author.may(.seeRequests), request.allows(.handOver) else { return nil }
    guard request.mayTransfer else {
        return panel(
            "Transmettre à un autre bureau",
            "<p class=\"hint\">L’entreprise n’a pas accepté que sa demande soit transmise. Demandez-lui d’abord dans un message.</p>"
        )
    }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="panel"\(open)><summary><h2>Transmettre à un autre bureau</h2></summary>\
        \(postForm(Link.request(request.id).appending("transfert"), state, visit: visit, """
            \(bureauField(state))\
            \(textArea(state, "mot", "Un mot pour votre collègue", optional: true, rows: 2))\
            <p class="hint">L’échange part avec la demande, sans vos notes internes. L’entreprise est prévenue, sans ce mot.</p>\
            \(formEnd("Transmettre", icon: "send"))
            """))</details>
        """
}

/// The other bureau: a few letters of its name or of its town give its code.
private func bureauField(_ state: FormState) -> HTML {
    fieldFrame(
        state, "uai", "Bureau de quel lycée", hint: "Nom, commune ou code UAI, d’après l’annuaire national.",
        optional: false
    ) { described in
        """
        <div class="combo"><input id="f-uai" name="bureau" type="text" value="\(state["bureau"])" autocomplete="off" \
        data-typeahead="/annuaire/suggestions" data-typeahead-for="uai"\(described)></div>\
        <input type="hidden" id="uai" name="uai" value="\(state["uai"])">
        """
    }
}

private func convertPanel(_ view: RequestView, _ state: FormState, _ visit: Visit) -> HTML? {
    let request = view.request
    guard view.author.may(.editCompanies), request.state != .handedOver else { return nil }
    var shown = state
    if state.values.pairs.isEmpty {
        shown.values.fill([
            "contact": "1", "echange": "1", "filiere": request.stream,
            "entreprise": view.company?.id.rawValue ?? view.alike.first?.id.rawValue,
        ])
        if request.kind == .hostTrainee, let volume = request.volume { shown.values.set("places", String(volume)) }
    }
    let known = view.company.map { [($0.id.rawValue, $0.displayName)] } ?? []
    let choices = known + view.alike.map { ($0.id.rawValue, "\($0.tradeName ?? $0.legalName), \($0.addressCity)") }
    let filled = shown
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="panel" id="verser"\(open)><summary><h2>Verser dans la base</h2></summary>\
        \(postForm(Link.request(request.id).appending("entreprise"), filled, visit: visit, """
            \(selectField(filled, "entreprise", "Entreprise", choices, empty: "Une nouvelle fiche"))\
            \(view.alike.isEmpty ? nil : checkbox(filled, "creer_quand_meme", "Créer quand même une nouvelle fiche"))\
            \(checkbox(filled, "contact", "Ajouter \(request.contactName) aux contacts"))\
            \(checkbox(filled, "echange", "Noter l’échange"))\
            <div class="pair">\(field(filled, "places", "Places d’accueil", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
            \(field(filled, "filiere", "Filière", FieldOptions(optional: true)))</div>\(formEnd("Verser", icon: "company"))
            """))</details>
        """
}

// MARK: By phone

func newRequestPage(_ state: FormState, streams: [String], _ visit: Visit, for author: Author) -> Page {
    let sources = CompanyRequest.Source.allCases.filter { $0 != .form && $0 != .transfer }.map {
        ($0.rawValue, $0.label)
    }
    return Page(
        "Noter une demande", in: .requests,
        """
        <div class="page narrow">\(partnerHead("Noter une demande", .requests, crumbs: [("Demandes", .requests)], for: author))\
        \(postForm(.newRequest, state, visit: visit, """
            \(selectField(state, "source", "Arrivée par", sources))\(requestFields(state, streams: streams))\
            \(checkbox(state, "transmission", "L’entreprise accepte qu’un autre lycée lui réponde"))\
            \(formEnd("Enregistrer la demande", cancel: .requests))
            """))</div>
        """)
}

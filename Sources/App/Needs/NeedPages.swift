import Domain

extension Link {
    static let needs = Link("/besoins")
    static let newNeed = Link("/besoins/nouveau")
    static let offerFiles = Link("/besoins/dossiers")

    static func need(_ id: ID<SkillsNeed>) -> Link { Link("/besoins", [id.rawValue]) }
    static func offerFile(_ id: ID<OfferFile>) -> Link { Link("/besoins/dossiers", [id.rawValue]) }
}

/// What companies lack, by stage and by stream.
struct NeedListView: Sendable {
    let lines: [NeedLine]
    let stage: SkillsNeed.Stage
    let counts: [SkillsNeed.Stage: Int]
    let streams: [StreamNeeds]
    let stream: String
    let hasMore: Bool
    let today: LocalDate
    let author: Author
}

func needListPage(_ view: NeedListView) -> Page {
    var actions: [HTML] = []
    if view.author.may(.recordNeeds) {
        actions.append(button("Noter un besoin", to: .newNeed, icon: "plus", style: "primary"))
    }
    if view.author.may(.managePartnerships) {
        actions.append(button("Dossiers ORION", to: .offerFiles, icon: "document"))
    }
    if view.author.may(.exportData) {
        actions.append(button("Exporter", to: Link("/besoins/export.csv"), icon: "download"))
    }
    let choices = SkillsNeed.Stage.allCases.map { stage in
        (
            value: stage, label: "\(stage.label) (\(view.counts[stage] ?? 0))",
            link: Link.needs.with([("vue", stage.rawValue)])
        )
    }
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "note", "Aucun besoin ici",
            "Notez ce que vous disent les entreprises\u{A0}: un métier, combien de personnes, pour quand. Transmis au CFP, le besoin revient avec son accusé de réception."
        ) : needTable(view)
    return Page(
        "Besoins en compétences", in: .requests,
        """
        \(partnerHead("Besoins en compétences", .needs, actions: actions, for: view.author))\
        \(choiceLinks("Étape", choices, current: view.stage))\
        \(chips(view.stream.isEmpty ? [] : [("filière\u{A0}: \(view.stream)", Link.needs.with([("vue", view.stage.rawValue)]))]))\
        <div class="columns section"><div>\(body)</div><aside aria-label="Par filière">\(synthesis(view))</aside></div>
        """)
}

private func needTable(_ view: NeedListView) -> HTML {
    let table = listTable(
        "Besoins en compétences", view.lines,
        [
            Column("Besoin", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.need($0.id))\">\($0.teller)</a><p class=\"small muted\">\($0.description.prefix(90).description)</p>"
            },
            Column("Métier") { line in
                HTML(text: [line.stream, line.rome].filter { !$0.isEmpty }.joined(separator: ", "))
            },
            Column("Combien", numeric: true) { HTML(text: $0.volume.map { String($0) } ?? "—") },
            Column("Quand") { HTML(text: $0.horizon.label) },
            Column("Suite") { needState($0, view.today) },
        ])
    let next =
        view.hasMore
        ? view.lines.last.map { line in
            Link.needs.with([
                ("vue", view.stage.rawValue), ("filiere", view.stream),
                ("apres", line.recordedOn.description + "|" + line.id.rawValue),
            ])
        } : nil
    return
        "\(table)\(pager(FrenchNumber.counted(view.lines.count, "besoin affiché", "besoins affichés"), previous: nil, next: next))"
}

private func needState(_ line: NeedLine, _ today: LocalDate) -> HTML {
    if line.outcome != .pending { return badge(line.outcome.label, line.outcome == .none ? .neutral : .done) }
    if let day = line.receivedOn { return badge("Reçu le \(day.short) par \(line.receivedBy)", .done) }
    guard let day = line.handedOn else { return badge("À transmettre", .soon) }
    let isLate = day.adding(days: 14) < today
    return badge("Transmis le \(day.short)\(isLate ? ", sans réception" : "")", isLate ? .late : .waiting)
}

private func synthesis(_ view: NeedListView) -> HTML {
    let items = view.streams.map { line -> HTML in
        let name = line.stream.isEmpty ? "Sans filière" : line.stream
        let link = Link.needs.with([("vue", view.stage.rawValue), ("filiere", line.stream)])
        let people = line.people == 0 ? "" : ", \(FrenchNumber.counted(line.people, "personne", "personnes"))"
        return """
            <li><div><a href="\(link)">\(name)</a><p>\(FrenchNumber.counted(line.needs, "besoin", "besoins")) de \
            \(FrenchNumber.counted(line.tellers, "entreprise", "entreprises"))\(people)</p></div></li>
            """
    }
    return panel(
        "Depuis deux ans, par filière",
        items.isEmpty ? "<p class=\"hint\">Rien n’est encore noté.</p>" : "<ul class=\"lines\">\(items)</ul>")
}

// MARK: Form

struct NeedFormView: Sendable {
    let company: Company?
    let streams: [String]
    let editing: SkillsNeed?
    let author: Author

    var link: Link { editing.map { Link.need($0.id).appending("modifier") } ?? .newNeed }
}

func needFormPage(_ view: NeedFormView, _ state: FormState, _ visit: Visit) -> Page {
    let title = view.editing == nil ? "Noter un besoin" : "Modifier le besoin"
    let motives = OrionMotive.allCases.map { ($0.rawValue, $0.label) }
    return Page(
        title, in: .requests,
        """
        <div class="page narrow">\(partnerHead(title, .needs, crumbs: [("Besoins", .needs)], for: view.author))\
        \(postForm(view.link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(tellerField(view, state))\
            \(selectField(state, "public", "De quoi s’agit-il", SkillsNeed.Audience.allCases.map { ($0.rawValue, $0.label) }))\
            \(textArea(state, "besoin", "Le besoin", hint: "Le métier, les gestes, la machine, la langue…", rows: 3))\
            <div class="pair">\(field(state, "nombre", "Combien de personnes", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
            \(selectField(state, "horizon", "Pour quand", SkillsNeed.Horizon.allCases.map { ($0.rawValue, $0.label) }))</div>\
            <div class="pair">\(field(state, "rome", "Code ROME", FieldOptions(hint: "Une lettre et quatre chiffres", optional: true, style: "short")))\
            \(suggestedField(state, "filiere", "Filière du lycée", among: view.streams, FieldOptions(hint: "Celle qui y prépare, si elle existe.", optional: true)))</div>\
            \(field(state, "territoire", "Territoire", FieldOptions(hint: "Commune, bassin d’emploi", optional: true)))\
            <div class="pair">\(selectField(state, "source", "Appris par", SkillsNeed.Source.allCases.map { ($0.rawValue, $0.label) }))\
            \(selectField(state, "confiance", "Confiance", SkillsNeed.Confidence.allCases.map { ($0.rawValue, $0.label) }))</div>\
            \(selectField(state, "motif", "Motif pour ORION", motives, empty: "Aucun", optional: true))\
            \(formEnd("Enregistrer le besoin", cancel: .needs))
            """))</div>
        """)
}

/// Who said it: a company picked while typing, or a branch in free words. One comes from the page of a company with it.
private func tellerField(_ view: NeedFormView, _ state: FormState) -> HTML {
    var shown = state
    if let company = view.company, shown["origine"].isEmpty { shown.values.set("origine", company.displayName) }
    let teller = shown["origine"]
    return fieldFrame(
        state, "origine", "Entreprise ou branche",
        hint: "Choisissez l’entreprise dans la liste qui s’ouvre. Une branche s’écrit en toutes lettres.",
        optional: false
    ) { described in
        """
        <div class="combo"><input id="f-origine" name="origine" type="text" value="\(teller)" autocomplete="off" \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="entreprise"\(described)></div>\
        <input type="hidden" id="entreprise" name="entreprise" value="\(state["entreprise"])">
        """
    }
}

// MARK: One need

struct NeedView: Sendable {
    let need: SkillsNeed
    let company: Company?
    let receivers: [RequestHandler]
    let today: LocalDate
    let author: Author
}

extension SkillsNeed.Stage {
    /// « Noté », of one need.
    fileprivate var ofOne: String {
        switch self {
        case .noted: "Noté"
        case .handed: "Transmis, à recevoir"
        case .received: "Reçu par le CFP"
        case .settled: "Traité"
        }
    }
}

/// The forms of the page.
struct NeedForms {
    var hand = FormState()
    var settle = FormState()
}

func needPage(_ view: NeedView, _ forms: NeedForms, _ visit: Visit) -> Page {
    let need = view.need
    let actions: [HTML] =
        view.author.may(.recordNeeds)
        ? [button("Modifier", to: Link.need(need.id).appending("modifier"), icon: "edit")] : []
    let teller: HTML =
        view.company.map { reference($0.displayName, to: .company($0.id), opens: view.author.may(.seeCompanies)) }
        ?? HTML(text: need.teller)
    let told = facts([
        ("Dit par", teller),
        ("Combien", need.volume.map { HTML(text: FrenchNumber.counted($0, "personne", "personnes")) }),
        ("Pour quand", fact(need.horizon.label)), ("Code ROME", fact(need.rome)), ("Filière", fact(need.stream)),
        ("Territoire", fact(need.territory)), ("Appris par", fact(need.source.label)),
        ("Confiance", fact(need.confidence.label)), ("Motif ORION", fact(OrionMotive(rawValue: need.motive)?.label)),
        ("Noté", HTML(text: "le \(need.recordedOn.long), par \(need.recordedBy)")),
    ])
    let head = partnerHead(
        "Besoin\u{A0}: \(need.teller)", .needs, crumbs: [("Besoins", .needs)],
        meta: [HTML(text: need.audience.label), HTML(text: need.stage.ofOne)], actions: actions, for: view.author)
    return Page(
        "Besoin, \(need.teller)", in: .requests,
        """
        \(head)<div class="columns section"><div>\(panel("Le besoin", "<p>\(HTML.lines(need.description))</p>\(told)"))\
        \(settlePanel(view, forms.settle, visit))</div><aside aria-label="Transmission">\(receiptPanel(view, forms.hand, visit))</aside></div>
        """)
}

/// Who handed it, to whom, when, and who gave receipt.
private func receiptPanel(_ view: NeedView, _ state: FormState, _ visit: Visit) -> HTML {
    let need = view.need
    let link = Link.need(need.id)
    let people = view.receivers.map { ($0.id.rawValue, "\($0.name), \($0.role.shortLabel)") }
    let hand: HTML? =
        view.author.may(.recordNeeds) && need.receivedOn == nil && need.outcome == .pending
        ? people.isEmpty
            ? "<p class=\"hint\">Personne ici ne reçoit les besoins. Invitez le conseiller en formation professionnelle (CFP) dans les réglages.</p>"
            : postForm(
                link.appending("transmission"), state, visit: visit,
                """
                \(selectField(state, "personne", "Transmettre à", people, empty: "Choisissez"))\
                \(formEnd(need.handedOn == nil ? "Transmettre" : "Transmettre de nouveau", icon: "send"))
                """) : nil
    let receive: HTML? =
        view.author.may(.receiveNeeds) && need.handedOn != nil && need.receivedOn == nil
        ? postButton(
            "Accuser réception", to: link.appending("reception"), visit: visit, icon: "check", style: "primary")
        : nil
    return panel(
        "Transmission et reçu",
        """
        \(facts([
            ("Transmis", need.handedOn.map { HTML(text: "le \($0.long), par \(need.handedBy)") }),
            ("À", fact(need.handedTo)),
            ("Reçu", need.receivedOn.map { badge("le \($0.long), par \(need.receivedBy)", .done) }),
        ]))\(receive)\(hand)
        """)
}

private func settlePanel(_ view: NeedView, _ state: FormState, _ visit: Visit) -> HTML {
    let need = view.need
    let known = facts([
        ("Suite", need.outcome == .pending ? nil : badge(need.outcome.label, .done)),
        ("Réponse", need.answer.isEmpty ? nil : .lines(need.answer)), ("ORION", fact(need.orionReference)),
    ])
    guard view.author.may(.receiveNeeds) || view.author.may(.managePartnerships) else {
        return panel("La suite", known)
    }
    var shown = state
    if state.values.pairs.isEmpty {
        shown.values.fill(["issue": need.outcome.rawValue, "reponse": need.answer, "orion": need.orionReference])
    }
    let filled = shown
    let form = postForm(
        Link.need(need.id).appending("suite"), filled, visit: visit,
        """
        \(selectField(filled, "issue", "Issue", SkillsNeed.Outcome.allCases.map { ($0.rawValue, $0.label) }))\
        \(textArea(filled, "reponse", "Réponse donnée à l’entreprise", optional: true))\
        \(field(filled, "orion", "Numéro de la demande ORION", FieldOptions(optional: true, style: "short")))\
        \(formEnd("Enregistrer la suite"))
        """)
    return panel("La suite", "\(known)\(form)")
}

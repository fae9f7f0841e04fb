import Domain

extension CompanyReview.State {
    var badge: HTML {
        switch self {
        case .waiting: App.badge(label, .soon)
        case .confirmed: App.badge(label, .done)
        case .merged: App.badge(label, .neutral)
        case .refused: App.badge(label, .late)
        }
    }
}

/// « Proposée par Alix Modèle, jeudi : une piste notée pour un élève »
private func proposed(_ name: String, _ source: CompanyReview.Source, at moment: Moment, _ today: LocalDate) -> String {
    "\(name), \(moment.day(in: .paris).near(today))\u{A0}: \(source.label.prefix(1).lowercased())\(source.label.dropFirst())"
}

// MARK: The queue

func reviewQueuePage(_ queue: ReviewQueue, _ visit: Visit) -> Page {
    let none = emptyState(
        "check", "Aucune entreprise à vérifier",
        "Les entreprises proposées par un enseignant, une famille ou une demande arrivent ici. En attendant, elles servent déjà à la recherche de l’élève.",
        action: queue.author.may(.manageSchool)
            ? button("Choisir ce qui est vérifié", to: .partnerSettings, icon: "settings") : nil)
    let rest: HTML? =
        queue.total > queue.lines.count
        ? "<p class=\"hint\">Les \(queue.lines.count) plus anciennes sur \(queue.total). Les suivantes viendront à leur tour.</p>"
        : nil
    var actions: [HTML] = []
    if let first = queue.lines.first {
        actions.append(button("Vérifier la première", to: .review(first.id), icon: "next", style: "primary"))
    }
    if queue.author.may(.manageSchool) {
        actions.append(button("Réglages", to: .partnerSettings, icon: "settings"))
    }
    return Page(
        "Entreprises à vérifier", in: .companies,
        """
        \(pageHead("Entreprises à vérifier", count: queue.total, crumbs: [("Entreprises", .companies)], actions: actions))\
        \(companyTabs(.review, for: queue.author))\(queue.lines.isEmpty ? none : queueTable(queue, visit))\(rest)\
        \(decidedPanel(queue, visit))
        """)
}

private func queueTable(_ queue: ReviewQueue, _ visit: Visit) -> HTML {
    let rows = queue.lines.map { line -> HTML in
        let alerts = [
            line.isSuspect ? badge("Doublon probable", .late) : nil,
            line.isClosed == true ? badge("Fermée (Sirene)", .late) : nil,
            line.siret == nil ? badge("Sans SIRET", .neutral) : nil,
        ].compactMap { $0 }
        return """
            <tr><td class="pick"><input type="checkbox" name="fiche" value="\(line.seen.text)" aria-label="Cocher \(line.name)"></td>\
            <th scope="row"><a class="rowlink" href="\(Link.review(line.id))">\(line.name)</a><span class="sub">\(line.town)</span></th>\
            <td data-label="Proposée par">\(line.authorName)<span class="sub">\(line.source.label)</span></td>\
            <td data-label="Quand">\(line.proposedAt.day(in: .paris).near(queue.today))</td>\
            <td data-label="À regarder">\(alerts.isEmpty ? "—" : HTML.joined(alerts, by: " "))</td>\
            <td><a class="btn small" href="\(Link.review(line.id))">Vérifier<span class="vh"> \(line.name)</span></a></td></tr>
            """
    }
    return """
        <form class="tablebox" method="post" action="\(Link.companyReviews)" data-selection>\(visit.hiddenFields)\
        <table class="list asrows"><caption class="vh">Entreprises à vérifier</caption><thead><tr>\
        <th class="pick" scope="col"><input type="checkbox" data-all aria-label="Cocher toutes les lignes"></th>\
        <th scope="col">Entreprise</th><th scope="col">Proposée par</th><th scope="col">Quand</th>\
        <th scope="col">À regarder</th><th scope="col">Geste</th></tr></thead><tbody>\(rows)</tbody></table>\
        <div class="bulk"><output data-count>Lignes cochées</output>\
        <button class="btn small">Valider les entreprises cochées</button></div></form>
        """
}

private func decidedPanel(_ queue: ReviewQueue, _ visit: Visit) -> HTML? {
    guard !queue.decided.isEmpty else { return nil }
    let items = queue.decided.map { line -> HTML in
        let undo = postButton(
            "Annuler", to: Link.review(line.id).appending("annulation"), visit: visit, icon: "undo",
            style: "small quiet")
        let why: HTML? = line.reason.isEmpty ? nil : "<p>\(line.reason)</p>"
        return """
            <li><div><a href="\(Link.company(line.companyId))">\(line.name)</a> \(line.state.badge)\
            <p>\(line.decidedBy), \(line.decidedAt.day(in: .paris).near(queue.today))</p>\(why)</div>\(undo)</li>
            """
    }
    return panel("Décidées depuis deux mois", "<ul class=\"lines\">\(items)</ul>")
}

// MARK: One company

func reviewPage(_ view: ReviewView, _ state: FormState, _ visit: Visit) -> Page {
    let company = view.company
    let isWaiting = view.review.state == .waiting && company.archivedOn == nil
    var actions: [HTML] = [button("Ouvrir la fiche", to: .company(company.id), icon: "company")]
    if let next = view.next {
        actions.append(
            "<a class=\"btn\" href=\"\(Link.review(next))\" accesskey=\"s\">\(icon("next")) Suivante</a>")
    }
    return Page(
        "Vérifier \(company.displayName)", in: .companies,
        """
        \(pageHead(company.displayName, crumbs: [("Entreprises", .companies), ("À vérifier", .companyReviews)], meta: [view.review.state.badge, HTML(text: FrenchNumber.counted(view.waiting, "entreprise attend", "entreprises attendent"))], actions: actions))\
        \(errorSummary(state))<div class="columns"><div>\(originPanel(view))\(comparisonPanel(view))\(twinsPanel(view, visit))</div>\
        <div>\(isWaiting ? decisionPanel(view, state, visit) : settledPanel(view, visit))</div></div>
        """)
}

private func originPanel(_ view: ReviewView) -> HTML {
    let lead: HTML? = view.lead.map { lead in
        let search = Link.hostSearch(lead.learnerId, in: lead.periodId)
        let note: HTML? = lead.note.isEmpty ? nil : ", \(lead.note)"
        return "<a href=\"\(search)\">\(lead.name), \(lead.classCode)</a> \(lead.answer.badge)\(note)"
    }
    let request: HTML? = zip(view.review.requestId, view.requestNumber).map { id, number in
        "<a href=\"\(Link.request(id))\">\(number)</a>"
    }
    let placed: HTML? =
        view.placed == 0
        ? nil : HTML(text: FrenchNumber.counted(view.placed, "élève y est placé", "élèves y sont placés"))
    return panel(
        "D’où elle vient",
        facts([
            ("Proposée par", HTML(text: view.review.authorName)),
            ("Quand", HTML(text: view.review.proposedAt.day(in: .paris).near(view.today))),
            ("Par", HTML(text: view.review.source.label)), ("Pour", lead), ("Demande", request), ("Accueil", placed),
        ]))
}

/// One line of what was typed beside what the register says.
private struct ComparedLine {
    let name: String
    let typed: String
    let register: String
    let differs: Bool
}

private func comparisonPanel(_ view: ReviewView) -> HTML {
    let company = view.company
    let lines = comparedLines(company, view.register)
    let rows = lines.map { line -> HTML in
        let mark: HTML? = line.differs ? " class=\"differs\"" : nil
        let register: HTML? =
            view.register == nil ? nil : "<td data-label=\"Sirene\">\(line.register.isEmpty ? "—" : line.register)</td>"
        return
            "<tr\(mark)><th scope=\"row\">\(line.name)</th><td data-label=\"Saisi\">\(line.typed.isEmpty ? "—" : line.typed)</td>\(register)</tr>"
    }
    let head: HTML? = view.register == nil ? nil : "<th scope=\"col\">Au répertoire Sirene</th>"
    return """
        <section class="panel"><header><h2>Ce qui a été saisi</h2></header>\(registerNotice(view))\(changedNotice(view))\
        <div class="tablebox"><table class="list asrows compare"><caption class="vh">La fiche et le répertoire</caption><thead><tr>\
        <th scope="col">Information</th><th scope="col">Saisi</th>\(head)</tr></thead><tbody>\(rows)</tbody></table></div></section>
        """
}

private func comparedLines(_ company: Company, _ place: SirenePlace?) -> [ComparedLine] {
    let number = company.siret.flatMap { SIRET(rawValue: $0)?.display } ?? company.noSiretReason?.label ?? ""
    let phone = company.phone.flatMap { PhoneNumber(rawValue: $0)?.display } ?? ""
    let names = [company.legalName, company.tradeName ?? ""].map(FrenchNames.company)
    let theirs = place.map { [$0.legalName, $0.ownName].map(FrenchNames.company) } ?? []
    let town = [company.address.postalCode, company.address.city].filter { !$0.isEmpty }.joined(separator: " ")
    return [
        ComparedLine(
            name: "SIRET", typed: number, register: place.flatMap { SIRET(rawValue: $0.siret)?.display } ?? "",
            differs: false),
        ComparedLine(
            name: "Nom", typed: company.displayName, register: place?.legalName ?? "",
            differs: place != nil && Set(names.filter { !$0.isEmpty }).isDisjoint(with: theirs)),
        ComparedLine(
            name: "Adresse", typed: company.address.line1, register: place?.street ?? "",
            differs: !company.address.line1.isEmpty
                && place.map {
                    FrenchNames.street($0.street) != FrenchNames.street(company.address.line1)
                } ?? false),
        ComparedLine(
            name: "Commune", typed: town,
            register: place.map { "\($0.postalCode) \($0.town)" } ?? "",
            differs: place.map { FrenchNames.town($0.town) != FrenchNames.town(company.address.city) } ?? false),
        ComparedLine(
            name: "Activité", typed: company.activity,
            register: place.flatMap { try? NAF($0.naf) }?.divisionLabel ?? "", differs: false),
        ComparedLine(name: "Téléphone", typed: phone, register: "", differs: false),
        ComparedLine(name: "Courriel", typed: company.email ?? "", register: "", differs: false),
    ].filter { !$0.typed.isEmpty || !$0.register.isEmpty }
}

private func registerNotice(_ view: ReviewView) -> HTML? {
    guard let place = view.register else {
        guard view.company.siret != nil else {
            return notice(
                .info, "<p>Sans SIRET, le répertoire ne dit rien. «\u{A0}Corriger\u{A0}» permet de l’ajouter.</p>")
        }
        return notice(
            .warning,
            view.hasRegister
                ? "<p>Ce SIRET n’est pas dans l’extrait du répertoire Sirene de ce serveur.</p>"
                : "<p>Aucun extrait du répertoire Sirene n’est installé sur ce serveur.</p>")
    }
    guard place.isClosed else { return nil }
    let day = place.closedOn.map { " depuis le \($0.long)" } ?? ""
    return notice(.warning, "<p><strong>Fermée au répertoire Sirene\(day).</strong></p>")
}

/// Somebody changed the record between the proposal and now.
private func changedNotice(_ view: ReviewView) -> HTML? {
    guard let typed = view.typed, typed.displayName != view.company.displayName else { return nil }
    return notice(.info, "<p>Proposée sous le nom «\u{A0}\(typed.displayName)\u{A0}».</p>")
}

private func twinsPanel(_ view: ReviewView, _ visit: Visit) -> HTML {
    guard !view.twins.isEmpty else {
        return panel(
            "Déjà dans la base\u{A0}?", "<p>\(badge("Aucun doublon trouvé", .done))</p>")
    }
    let isWaiting = view.review.state == .waiting
    let items = view.twins.map { twin -> HTML in
        let name = twin.company.tradeName ?? twin.company.legalName
        let move = view.company.siret != nil && twin.isNumbered
        let act: HTML? = isWaiting ? mergeForm(view, twin, name, isMove: move, visit) : nil
        return """
            <li><div><a href="\(Link.company(twin.company.id))">\(name)</a>, \(twin.company.addressCity)\
            <p>\(twin.reasons.map(\.label).joined(separator: ", "))</p></div>\(act)</li>
            """
    }
    return panel("Déjà dans la base\u{A0}?", "<ul class=\"lines\">\(items)</ul>")
}

private func mergeForm(
    _ view: ReviewView, _ twin: ReviewTwin, _ name: String, isMove: Bool, _ visit: Visit
) -> HTML {
    let move: HTML? =
        isMove
        ? "<label class=\"choice\"><input type=\"checkbox\" name=\"demenagement\" value=\"1\"> C’est un déménagement</label>"
        : nil
    return """
        <form method="post" action="\(view.link.appending("fusion"))">\(visit.hiddenFields)\
        <input type="hidden" name="fiche" value="\(view.company.version)"><input type="hidden" name="avec" value="\(twin.company.id.rawValue)">\
        <input type="hidden" name="vue" value="\(twin.version)">\(move)\
        <button class="btn small">Fusionner<span class="vh"> avec \(name)</span></button></form>
        """
}

// MARK: Deciding

private func decisionPanel(_ view: ReviewView, _ state: FormState, _ visit: Visit) -> HTML {
    let version: HTML = "<input type=\"hidden\" name=\"fiche\" value=\"\(view.company.version)\">"
    let confirm: HTML = """
        <form method="post" action="\(view.link.appending("validation"))">\(visit.hiddenFields)\(version)\
        <button class="btn primary" accesskey="v">\(icon("check")) Valider telle quelle</button></form>
        """
    let correct: HTML = """
        <a class="btn" href="\(view.link.appending("correction"))" accesskey="c">\(icon("edit")) Corriger puis valider</a>
        """
    return """
        \(panel("Votre décision", "<div class=\"actions stacked\">\(confirm)\(correct)</div><p class=\"hint section\">Chaque décision s’annule. Au clavier\u{A0}: touche d’accès V pour valider, C pour corriger, S pour la suivante.</p>"))\
        \(otherMerge(view, version, state, visit))\(refusalForm(view, version, state, visit))
        """
}

private func otherMerge(_ view: ReviewView, _ version: HTML, _ state: FormState, _ visit: Visit) -> HTML {
    let name: HTML = fieldFrame(
        state, "entreprise", "Fusionner avec", hint: "Cherchez la fiche qui existe déjà.", optional: false
    ) { described in
        """
        <div class="combo"><input id="f-entreprise" name="entreprise" type="text" value="\(state["entreprise"])" autocomplete="off" \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="avec"\(described)></div>\
        <input type="hidden" id="avec" name="avec" value="\(state["avec"])">
        """
    }
    let open: HTML? = state.problem("entreprise") == nil ? nil : " open"
    return """
        <details class="panel"\(open)><summary><h2>Une autre fiche de la base</h2></summary>\
        <form class="form" method="post" action="\(view.link.appending("fusion"))" novalidate>\(visit.hiddenFields)\(version)\(name)\
        \(checkbox(state, "demenagement", "C’est un déménagement\u{A0}: un nouveau SIRET, la même entreprise"))\
        \(formEnd("Fusionner les deux fiches"))</form></details>
        """
}

private func refusalForm(_ view: ReviewView, _ version: HTML, _ state: FormState, _ visit: Visit) -> HTML {
    guard view.placed == 0 else {
        return panel("Refuser", "<p class=\"hint\">\(ReviewRefusal.hosts(view.placed).message)</p>")
    }
    let motives = CompanyReview.Motive.allCases.map { (value: $0.rawValue, label: $0.label) }
    let isOpen = state.problem("raison") != nil || state.problem("precision") != nil
    return """
        <details class="panel" id="refuser"\(isOpen ? " open" as HTML : nil)><summary><h2>Refuser</h2></summary>\
        <p class="hint">La fiche est archivée, la personne qui l’a proposée reçoit la raison, la piste de l’élève garde son texte.</p>\
        <form class="form" method="post" action="\(view.link.appending("refus"))" novalidate>\(visit.hiddenFields)\(version)\
        \(selectField(state, "raison", "Raison", motives, empty: "Choisir"))\
        \(textArea(state, "precision", "Précision", hint: "Elle est lue par la personne\u{A0}: ni nom d’élève, ni jugement.", optional: true, rows: 2))\
        <div class="formend"><button class="btn danger">\(icon("trash")) Refuser l’entreprise</button></div></form></details>
        """
}

private func settledPanel(_ view: ReviewView, _ visit: Visit) -> HTML {
    let review = view.review
    guard review.state != .waiting else {
        return panel(
            "Archivée", "<p class=\"hint\">\(ReviewRefusal.archived.message)</p>")
    }
    let day = review.decidedAt.map { ", \($0.day(in: .paris).near(view.today))" } ?? ""
    let why: HTML? = review.reason.isEmpty ? nil : "<p>\(review.reason)</p>"
    let undo = postButton(
        "Annuler cette décision", to: view.link.appending("annulation"), visit: visit, icon: "undo")
    return panel("Décision", "<p>\(review.state.badge) \(review.decidedBy)\(day)</p>\(why)\(undo)")
}

// MARK: Elsewhere

/// On the page of the company: who proposed it, and where to decide.
func reviewNotice(_ view: CompanyView, _ visit: Visit) -> HTML? {
    guard let review = view.review else { return nil }
    let may = visit.session?.author?.may(.verifyCompanies) ?? false
    let who = proposed(review.authorName, review.source, at: review.proposedAt, view.today)
    switch review.state {
    case .waiting where view.company.archivedOn == nil:
        let go: HTML? = may ? " <a href=\"\(Link.review(review.id))\">Vérifier</a>" : nil
        let told: HTML? = may ? nil : " Elle sert déjà\u{A0}; le bureau la vérifiera."
        return notice(.info, "<p><strong>À vérifier.</strong> Proposée par \(who).\(told)\(go)</p>")
    case .refused:
        return notice(.warning, "<p><strong>Proposée par \(who), puis refusée.</strong> \(review.reason).</p>")
    default: return nil
    }
}

/// The fields of a company that is not in the base, in the form of a lead.
func proposalFields(_ state: FormState) -> HTML {
    let isOpen = state["proposer"] == "1"
    return """
        <details class="more"\(isOpen ? " open" as HTML : nil)><summary>Elle n’est pas dans la base</summary>\
        \(checkbox(state, "proposer", "La proposer au bureau", hint: "Elle sert tout de suite à cet élève\u{A0}; le bureau vérifie la fiche."))\
        <div class="pair">\(field(state, "proposee_commune", "Commune", FieldOptions(optional: true)))\
        \(field(state, "proposee_code_postal", "Code postal", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
        <div class="pair">\(field(state, "proposee_telephone", "Téléphone", FieldOptions(optional: true, type: "tel")))\
        \(field(state, "proposee_siret", "SIRET", FieldOptions(optional: true, inputMode: "numeric")))</div></details>
        """
}

// MARK: Settings

func partnerSettingsPage(_ state: FormState, _ author: Author, _ visit: Visit) -> Page {
    let policies = ReviewPolicy.allCases.map { (value: $0.rawValue, label: $0.label) }
    let fields = CompanyReview.Source.allCases.map {
        selectField(state, "verifier_" + $0.rawValue, $0.label, policies)
    }
    let levels = SharingLevel.defaults.map { (value: $0.rawValue, label: $0.label) }
    return Page(
        "Partenaires", in: .settings,
        """
        \(settingsHead(.partners, for: author))<p class="lead">Ce que le bureau vérifie, et ce que les autres bureaux voient.</p>\
        \(postForm(.partnerSettings, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            <section><h2>Entreprises à vérifier</h2><p class="hint">Une entreprise à vérifier sert à l’élève, mais ne reçoit aucune campagne et ne compte pas parmi les partenaires actifs.</p>\(fields)</section>\
            <section><h2>Partage avec les autres bureaux de cette base</h2>\
            \(selectField(state, "partage", "Par défaut, les autres bureaux voient", levels, hint: "Chaque fiche peut en décider autrement. Ni notes, ni historique, ni élèves, ni avis ne sont jamais partagés."))\
            \(checkbox(state, "places", "Avec les places annoncées par filière"))</section>\(formEnd("Enregistrer les réglages"))
            """))
        """)
}

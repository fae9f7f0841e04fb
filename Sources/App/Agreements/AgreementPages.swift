import Domain

func agreementPage(_ view: AgreementView, _ state: FormState, _ visit: Visit) -> Page {
    let meta: [HTML] = [
        view.agreement.state.badge, view.companyName,
        HTML(text: "du \(view.placement.startsOn.short) au \(view.placement.endsOn.long)"),
        HTML(text: "n°\u{A0}\(view.agreement.number)"),
    ]
    let crumbs: [(String, Link)] = [
        ("PFMP", .year),
        ("\(view.dossier.sources.schoolClass.code), \(view.period.label)", .period(view.period.id)),
    ]
    // Once everybody signed, what happens matters more than who signed.
    let signed = view.agreement.state.isSigned
    return Page(
        "Convention \(French.of(view.learner.fullName))", in: .pfmp,
        """
        \(pageHead("Convention \(French.of(view.learner.fullName))", crumbs: crumbs, meta: meta, actions: agreementActions(view, visit)))\
        \(errorSummary(state))\(cutNotice(view.cuts, opens: false))\(agreementSteps(view))\
        <div class="split section">\(agreementSheet(view))\
        <aside class="first" aria-label="Signatures et vérifications">\(signed ? lifePanel(view, visit) : nil)\
        \(readinessPanel(view, state, visit))\(partiesPanel(view, state, visit))\(signed ? nil : lifePanel(view, visit))\(documentsPanel(view, visit))</aside></div>\
        \(closingPanel(view, state, visit))\(journalPanel(view))
        """)
}

// MARK: What can be done

private func agreementActions(_ view: AgreementView, _ visit: Visit) -> [HTML] {
    let base = Link.agreement(view.agreement.id)
    var actions: [HTML] = []
    if view.may(.send), view.readiness.mayBeSigned {
        actions.append(
            postButton(
                "Mettre à la signature", to: base.appending("envoi"), visit: visit, icon: "send", style: "primary"))
    }
    if view.may(.certify) {
        actions.append(
            button("Attestation", to: .certificate(of: view.placement.id), icon: "check", style: "primary"))
    }
    if view.mayPrint {
        actions.append(
            view.readiness.mayBeSigned
                ? printButton("Imprimer", to: base.appending("documents"), visit)
                : button("Imprimer le projet", to: base.appending("projet.pdf"), icon: "print"))
    }
    if view.mayPass {
        actions.insert(
            button(
                view.may(.send) ? "Imprimer ou envoyer" : "Imprimer",
                to: base.fragment("f-\(TypedReasons.wholeField)"), icon: "send", style: "primary"), at: 0)
    }
    if view.agreement.state.stands, view.author.may(.recordFollowUp) {
        actions.append(button("Suivi", to: .followUp(of: view.placement.id), icon: "follow-up"))
    }
    if view.mayAmend {
        actions.append(button("Préparer un avenant", to: .newAmendment(of: view.agreement.id), icon: "edit"))
    }
    if view.may(.breakOff) || (view.agreement.state == .ended && view.mayPrint) {
        actions.append(button("Arrêt ou rupture", to: .interruptions(of: view.agreement.id), icon: "pause"))
    }
    if view.mayEdit {
        actions.append(button("Modifier", to: Link.placement(view.placement.id), icon: "edit"))
    }
    if view.may(.reopen), view.signedBy.isEmpty {
        actions.append(
            postButton("Reprendre en brouillon", to: base.appending("reprise"), visit: visit, icon: "undo"))
    }
    if view.company.noSiretReason == .foreign {
        actions.append(button("Mobilité", to: .mobility(of: view.placement.id), icon: "pin"))
    }
    if !view.agreement.state.stands, view.mayPrint {
        actions.append(
            postButton(
                "Faire une nouvelle convention", to: Link.placement(view.placement.id).appending("convention"),
                visit: visit, icon: "plus"))
    }
    return actions
}

/// A form that answers with a file may be sent again.
func printButton(_ label: String, to link: Link, style: String = "", _ visit: Visit) -> HTML {
    """
    <form method="post" action="\(link)" class="inline" data-again>\(visit.hiddenFields)\
    <button class="btn \(style)">\(icon("print")) \(label)</button></form>
    """
}

// MARK: Where it stands

private func agreementSteps(_ view: AgreementView) -> HTML {
    let order: [Agreement.State] = [.draft, .toSign, .signed, .running, .certified]
    guard view.agreement.state.stands else {
        return notice(
            .warning, "<p>Cette convention ne produit plus d’effet : \(view.agreement.state.label.lowercased()).</p>")
    }
    let shown: Agreement.State = view.agreement.state == .ended ? .running : view.agreement.state
    let current = order.firstIndex(of: shown) ?? 0
    let notes = [
        "Préparation", "\(view.required.count - view.missing.count) sur \(view.required.count)", "",
        view.placement.startsOn.short, "après le \(view.placement.endsOn.short)",
    ]
    let titles = ["Brouillon", "Signatures", "Signée", "En entreprise", "Attestation"]
    let items = zip(titles, notes).enumerated().map { index, step -> HTML in
        let mark: HTML? = index < current ? " class=\"done\"" : index == current ? " aria-current=\"step\"" : nil
        return "<li\(mark)>\(step.0)<small>\(step.1)</small></li>"
    }
    return "<ol class=\"steps panel\" aria-label=\"Où en est la convention\">\(items)</ol>"
}

// MARK: What it says

private func agreementSheet(_ view: AgreementView) -> HTML {
    let stay = view.dossier.facts.stay
    let hours =
        stay.schedule.isEmpty
        ? nil : stay.schedule.spelled
    let presence =
        stay.presence.days > 0
        ? "\(FrenchNumber.counted(stay.presence.days, "jour", "jours")) de présence, "
            + HourSpan.duration(stay.presence.minutes) : nil
    let site = view.dossier.facts.site.joined(separator: ", ")
    return """
        <article class="sheet" aria-labelledby="sheet"><h2 class="title" id="sheet">\(view.dossier.document.words.title)</h2>\
        <h2>\(view.dossier.document.words.capitalLearner)</h2>\(facts([
            ("Nom", "<a href=\"\(Link.learner(view.learner.id))\">\(view.learner.fullName)</a>"),
            ("Né(e) le", fact(view.learner.birthDate.map { "\($0.long)\(view.minor ? " (mineur)" : "")" })),
            ("Classe", fact(view.dossier.sources.schoolClass.code)),
            ("Formation", fact(view.dossier.facts.learner.training)),
        ]))<h2>L’organisme d’accueil</h2>\(facts([
            ("Nom", view.companyName),
            ("SIRET", fact(view.dossier.facts.host.siret ?? view.dossier.facts.host.noSiretReason)), ("Lieu", fact(site)),
            ("Tuteur", fact(person(view.dossier.facts.tutor))), ("Signataire", fact(person(view.dossier.facts.signatory))),
        ]))<h2>La période</h2>\(facts([
            ("Dates", fact("du \(stay.startsOn.spelled) au \(stay.endsOn.spelled)")), ("Durée", fact(presence)),
            ("Horaires", fact(hours)), ("Référent", fact(view.dossier.facts.referent?.name)),
        ]))\(teachingFacts(view.placement))</article>
        """
}

private func person(_ person: AgreementFacts.Person?) -> String? {
    person.map { [$0.name, $0.role].filter { !$0.isEmpty }.joined(separator: ", ") }
}

private func teachingFacts(_ placement: Placement) -> HTML {
    let pairs = [
        ("Activités", placement.activities), ("Compétences", placement.skills), ("Suivi", placement.followUp),
        ("Repas", placement.meals), ("Transport", placement.transport), ("Hébergement", placement.lodging),
        ("Gratification", placement.gratification),
        ("Travaux réglementés", placement.regulatedWork ? placement.regulatedWorkDetails : ""),
    ]
    let list = facts(pairs.map { ($0.0, $0.1.isEmpty ? nil : HTML.lines($0.1)) })
    return list.isEmpty ? "" : "<h2>Les annexes</h2>\(list)"
}

// MARK: Panels

private func readinessPanel(_ view: AgreementView, _ state: FormState, _ visit: Visit) -> HTML {
    guard view.agreement.state.stands else { return "" }
    let fix: HTML? =
        view.mayEdit && !view.readiness.findings.isEmpty
        ? "<footer><a href=\"\(Link.placement(view.placement.id))\">Compléter le placement</a></footer>" : nil
    let title =
        view.readiness.mayBeSigned
        ? "Vérifications" : view.readiness.lacksOnlyReasons ? "Points à passer" : "Ce qui manque"
    var panel = FindingsPanel(readiness: view.readiness, state: state)
    panel.isHead = view.author.may(.signAsHead)
    if view.mayReason {
        panel.form = "reasons"
        panel.hasWhole = true
        panel.undo = { view.withdrawing($0, visit) }
    }
    return """
        <section class="panel findings" aria-labelledby="checks"><h2 id="checks">\(title)</h2>\
        \(view.mayPass ? reasonForm(view, state, visit) : nil)\(panel.html)\(view.mayPass ? nil : reasonForm(view, state, visit))\(fix)</section>
        """
}

/// One reason for every warning, and the fields that stand beside each; when nothing else is missing, the agreement is
/// printed or sent from here.
private func reasonForm(_ view: AgreementView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard view.mayReason, !view.passable.isEmpty else { return nil }
    let base = Link.agreement(view.agreement.id)
    let count = view.readiness.lackingReason.count
    let whole: HTML? =
        count == 0
        ? nil
        : textArea(
            state, TypedReasons.wholeField, "Raison de passer outre",
            hint: (count == 1
                ? "Elle vaut pour l’avertissement affiché" : "Elle vaut pour les \(count) avertissements affichés")
                + " et reste sur la convention, avec votre nom et la date.", rows: 2)
    let note = "<button class=\"btn\">\(icon("check")) Noter sans imprimer</button>" as HTML
    let go: HTML? =
        view.mayPass
        ? """
        <button class="btn primary" formaction="\(base.appending("documents"))">\(icon("print")) Imprimer</button>\
        \(view.may(.send) ? "<button class=\"btn primary\" formaction=\"\(base.appending("envoi"))\">\(icon("send")) Mettre à la signature</button>" as HTML : nil)
        """ : nil
    return """
        <form class="form" id="reasons" method="post" action="\(base.appending("raisons"))" novalidate data-again>\
        \(visit.hiddenFields)\(whole)<div class="formend">\(go)\(go == nil ? "<button class=\"btn\">\(icon("check")) Noter les raisons</button>" : note)</div></form>
        """
}

private func partiesPanel(_ view: AgreementView, _ state: FormState, _ visit: Visit) -> HTML {
    let items = view.parties.map { partyLine($0, view, visit) }
    let count = "\(view.required.count - view.missing.count) sur \(view.required.count)"
    return """
        <section class="panel" aria-labelledby="parties"><header><h2 id="parties">Qui doit signer</h2>\
        <span class="small muted">\(count)</span></header><ul class="parties">\(items)</ul>\
        \(view.may(.sign) ? signatureForm(view, state, visit) : nil)</section>
        """
}

private func partyLine(_ party: Party, _ view: AgreementView, _ visit: Visit) -> HTML {
    let signature = view.signatures.first { $0.party == party }
    let awaited = view.required.contains(party)
    let mark: HTML =
        signature.map { badge($0.signedOn.short, .done) }
        ?? (awaited ? badge("Attendue", .waiting) : badge("Facultative", .neutral))
    let undo: HTML? =
        signature != nil && view.may(.erase)
        ? """
        <div class="actions">\(postButton(
            "Retirer", to: Link.agreement(view.agreement.id).appending("signatures").appending(party.rawValue).appending("retrait"),
            visit: visit, style: "small quiet"))</div>
        """ : nil
    let role = [
        party.label, party == view.parties.last ? "signe en dernier" : nil,
        signature.map {
            $0.method == .electronic ? "signature électronique" : $0.paperId == nil ? nil : "papier numérisé"
        } ?? nil,
    ].compactMap { $0 }.joined(separator: ", ")
    return """
        <li>\(icon("person"))<div><span class="name">\(view.name(of: party) ?? "Pas encore connu")</span>\
        <span class="role">\(role)</span></div>\(mark)\(undo)</li>
        """
}

private func signatureForm(_ view: AgreementView, _ state: FormState, _ visit: Visit) -> HTML {
    let left = view.parties.filter { !view.signedBy.contains($0) }
    let choices = left.map { party in
        (value: party.rawValue, label: [party.label, view.name(of: party)].compactMap { $0 }.joined(separator: " : "))
    }
    return """
        <form class="form" method="post" action="\(Link.agreement(view.agreement.id).appending("signatures"))" novalidate>\
        \(visit.hiddenFields)\(selectField(state, "partie", "Signature reçue de", choices))\
        \(dateField(state, "signe_le", "Signée le"))\(signatureEvidence(view, state))\
        <div class="formend"><button class="btn primary">\(icon("signature")) Noter la signature</button></div></form>
        """
}

/// How it was signed, and the scan that proves it.
private func signatureEvidence(_ view: AgreementView, _ state: FormState) -> HTML {
    let methods = SignatureMethod.allCases.map { (value: $0.rawValue, label: $0.label) }
    let papers = view.life.papers.filter { $0.kind == .signed && $0.replacedBy == nil }.map {
        (value: $0.id.rawValue, label: "\($0.kind.label), \($0.addedAt.day(in: view.author.zone).short)")
    }
    let proof: HTML? =
        papers.isEmpty ? nil : selectField(state, "preuve", "Preuve", papers, empty: "Aucune", optional: true)
    return "\(selectField(state, "moyen", "Moyen", methods))\(proof)"
}

private func documentsPanel(_ view: AgreementView, _ visit: Visit) -> HTML {
    guard !view.documents.isEmpty else {
        return panel(
            "Versions", "<p class=\"hint\">Aucune version imprimée. Chaque impression est gardée telle quelle.</p>")
    }
    let changed: HTML? =
        view.isPrinted || !view.agreement.state.stands
        ? nil : notice(.warning, "<p>Le placement a changé depuis la dernière version : imprimez-la de nouveau.</p>")
    let items = view.documents.map { document -> HTML in
        let link = Link.agreement(view.agreement.id).appending("documents").appending(String(document.revision))
        let day = document.createdAt.day(in: view.author.zone).near(view.today)
        return """
            <li><div><a href="\(link)">Version \(document.revision)</a>\
            <p>\(FrenchNumber.counted(document.pages, "page", "pages")), par \(document.createdBy)</p>\(keptReasons(document))</div>\
            <span class="detail">\(day)</span></li>
            """
    }
    return panel("Versions", "\(changed)<ul class=\"lines\">\(items)</ul>")
}

/// The reasons that stood when a version was made.
private func keptReasons(_ document: DocumentLine) -> HTML? {
    let reasons = document.writtenReasons
    guard !reasons.isEmpty else { return nil }
    let items = reasons.map { reason -> HTML in
        "<li>\(reason.rule), \(reason.finding) <strong>\(reason.text)</strong> \(reason.author), le \(reason.on.long)</li>"
    }
    let title = FrenchNumber.counted(reasons.count, "raison écrite", "raisons écrites")
    return "<details class=\"more\"><summary>\(title)</summary><ul class=\"small\">\(items)</ul></details>"
}

private func closingPanel(_ view: AgreementView, _ state: FormState, _ visit: Visit) -> HTML? {
    let ways = CloseAgreement.Way.allCases.filter { view.may($0.event) }
    guard !ways.isEmpty else { return nil }
    let base = Link.agreement(view.agreement.id)
    let buttons = ways.map { way in
        "<button class=\"btn danger\" formaction=\"\(base.appending(way.rawValue))\">\(way.label)</button>" as HTML
    }
    let open: HTML? = state.problem("motif") == nil ? nil : " open"
    return """
        <details class="panel"\(open)><summary><h2>Cette convention n’aboutira pas</h2></summary>\
        <form class="form" method="post" action="\(base.appending(ways[0].rawValue))" novalidate>\(visit.hiddenFields)\
        \(field(state, "motif", "Motif", FieldOptions(hint: "Il reste dans l’historique. Pas de donnée de santé.")))\
        <div class="formend">\(buttons)</div></form></details>
        """
}

extension CloseAgreement.Way {
    fileprivate var label: String {
        switch self {
        case .cancelled: "Annuler la convention"
        case .refused: "Noter un refus de signer"
        }
    }
}

private func journalPanel(_ view: AgreementView) -> HTML {
    let items = view.journal.map { entry -> HTML in
        let day = entry.happenedAt.day(in: view.author.zone)
        return """
            <li>\(icon("history"))<div><p class="what">\(entry.action)</p><p class="when"><time datetime="\(day.description)">\
            \(day.near(view.today)) à \(entry.happenedAt.clock(in: view.author.zone))</time>, par \(entry.authorName)</p></div></li>
            """
    }
    guard !items.isEmpty else { return panel("Historique", "<p class=\"hint\">Rien n’a encore été noté ici.</p>") }
    return panel("Historique", "<ol class=\"timeline\">\(items)</ol>")
}

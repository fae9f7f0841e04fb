import Domain
import Exchange

func bulkPage(
    _ period: PFMPPeriod, _ schoolClass: SchoolClass, _ templates: [MergeTemplateLine], _ author: Author, _ visit: Visit
) -> Page {
    let title = "Actions sur \(schoolClass.code)"
    let base = Link.bulk(period.id)
    var items: [(icon: String, title: String, text: String, link: Link)] = [
        (
            "print", "Imprimer les conventions", "Toutes celles qui sont prêtes, en un seul PDF.",
            Link.period(period.id).appending("conventions")
        ),
        (
            "send", "Envoyer par courriel", "Un lien vers la convention, à chaque personne qui doit signer.",
            base.appending("envoi")
        ),
        (
            "clock", "Relancer", "Ceux qui n’ont pas signé, sans écrire deux fois la même semaine.",
            base.appending("relance")
        ),
    ]
    if author.may(.recordSignatures) {
        items.append(
            (
                "signature", "Noter les signatures", "Toutes celles revenues le même jour, en une fois.",
                base.appending("collecte")
            ))
    }
    items.append(
        (
            "note", "Fiches de pré-convention",
            "Une fiche à remplir par l’entreprise pour chaque élève, en un seul PDF.", .hostSheets(period.id)
        ))
    if author.may(.recordFollowUp) {
        items.append(
            (
                "document", "Fiches de départ des élèves",
                "Où aller, à quelle heure, qui appeler, et la mémoire de sécurité du lieu.",
                Link.period(period.id).appending("fiches-eleves.pdf")
            ))
    }
    if author.may(.exportData) {
        items.append(
            ("office", "Archiver", "Le registre numéroté et tous les PDF de l’année.", .register))
    }
    let lines = items.map { item -> HTML in
        "<li>\(icon(item.icon))<div><a href=\"\(item.link)\">\(item.title)</a><p>\(item.text)</p></div></li>"
    }
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(
            title, crumbs: [("PFMP", .year), ("Étapes", .steps(of: period.id))],
            meta: [HTML(text: "\(period.label), du \(period.startsOn.short) au \(period.endsOn.long)")]))\
        <div class="panel section"><ul class="lines">\(lines)</ul></div>\(mergePanel(period, templates, visit))
        """)
}

private func mergePanel(_ period: PFMPPeriod, _ templates: [MergeTemplateLine], _ visit: Visit) -> HTML? {
    guard !templates.isEmpty else { return nil }
    let items = templates.map { template -> HTML in
        """
        <li><div><strong>\(template.name)</strong><p>\(template.format.rawValue.uppercased())</p></div>\(printButton(
            "Fusionner pour la classe", to: Link.mergeTemplate(template.id).appending("classe").appending(period.id.rawValue),
            style: "small", visit))</li>
        """
    }
    return panel("Documents de l’établissement", "<ul class=\"lines\">\(items)</ul>")
}

// MARK: Mails

/// What a bulk mail would do.
struct MailView: Sendable {
    let kind: MailKind
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let lines: [MailPlanLine]
    let texts: AgreementMailTexts
    let result: MailResult?
    let today: LocalDate

    /// Those who may be written to now; a reminder goes to those already written to, or whose paper is out.
    var ready: [(line: MailPlanLine, person: MailPerson)] {
        lines.flatMap { line in
            line.people.filter { $0.stop == nil && (kind == .send ? $0.sent.isEmpty : true) }.map { (line, $0) }
        }
    }
    var leftOut: [(line: MailPlanLine, person: MailPerson)] {
        lines.flatMap { line in line.people.filter { $0.stop != nil }.map { (line, $0) } }
    }
    var title: String { kind == .send ? "Envoyer les conventions" : "Relancer les signataires" }
}

/// What a bulk mail sends beside the boxes.
struct MailForm: FormInput {
    let reason: String
    /// The agreement goes with the mail, as a PDF.
    let attaches: Bool

    init(reading form: inout FormReader) {
        reason = form.text(TypedReasons.wholeField, max: TypedReasons.longest)
        attaches = form.flag("piece")
    }
}

func mailBulkPage(_ view: MailView, _ state: FormState, _ visit: Visit) -> Page {
    let head = pageHead(
        view.title,
        crumbs: [("PFMP", .year), ("Actions sur \(view.schoolClass.code)", .bulk(view.period.id))],
        meta: [HTML(text: "\(view.period.label), du \(view.period.startsOn.short) au \(view.period.endsOn.long)")])
    return Page(
        view.title, in: .pfmp,
        "\(head)\(errorSummary(state))\(mailResult(view))<div class=\"columns section\"><div>\(mailChoices(view, state, visit))\(mailLeftOut(view))</div><div>\(mailText(view))</div></div>"
    )
}

private func mailResult(_ view: MailView) -> HTML? {
    guard let result = view.result else { return nil }
    let left = result.leftOut.map { "<li>\($0)</li>" as HTML }
    let list: HTML = left.isEmpty ? "" : "<p>Laissés de côté :</p><ul class=\"plain\">\(left)</ul>"
    return notice(
        result.sent > 0 ? .success : .warning,
        "<p>\(FrenchNumber.counted(result.sent, "courriel part", "courriels partent")) dans la minute.</p>\(list)")
}

private func mailChoices(_ view: MailView, _ state: FormState, _ visit: Visit) -> HTML {
    guard !view.ready.isEmpty else {
        return emptyState(
            "mail", "Personne à qui écrire maintenant",
            view.lines.isEmpty
                ? "Aucune convention dans cette période."
                : "Mettez d’abord les conventions à la signature, ou voyez ci-dessous ce qui retient chacun.",
            action: button("Conventions de la classe", to: Link.period(view.period.id).appending("conventions")))
    }
    let chosen: Set<String>? = state.problems.isEmpty ? nil : Set(state.values.all("courriel"))
    let rows = view.ready.map { line, person -> HTML in
        let last: HTML =
            person.sent.max().map { HTML(text: "dernier le \($0.short)") } ?? "jamais écrit"
        let value = ChosenMail.text(line.agreement.id, person.party)
        let ticked: HTML? = chosen?.contains(value) ?? true ? " checked" : nil
        return """
            <tr><td class="pick"><input type="checkbox" name="courriel" value="\(value)"\(ticked) \
            aria-label="Écrire à \(person.name), \(person.party.label), pour \(line.dossier.learner.listName)"></td>\
            <th scope="row">\(line.dossier.learner.listName)</th><td data-label="À">\(person.name)</td>\
            <td data-label="Qualité">\(person.party.label)</td><td data-label="Déjà">\(last)</td></tr>
            """
    }
    let label = view.kind == .send ? "Envoyer" : "Relancer"
    return """
        <form method="post" action="\(Link.bulk(view.period.id).appending(view.kind.rawValue))" data-selection>\(visit.hiddenFields)\
        <div class="tablebox"><table class="list asrows"><caption class="vh">Qui recevra un courriel</caption><thead><tr><td class="pick"></td>\
        <th scope="col">Élève</th><th scope="col">À</th><th scope="col">Qualité</th><th scope="col">Déjà</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>\(mailReason(view, state))\
        \(checkbox(state, "piece", "Joindre la convention en PDF", hint: "À ceux qui la signent\u{A0}; le lien part dans tous les cas."))\
        <div class="formend"><button class="btn primary">\(icon("send")) \(label) \
        (\(view.ready.count) au plus)</button></div></form>
        """
}

/// The words that let agreements never printed go past their warnings.
private func mailReason(_ view: MailView, _ state: FormState) -> HTML? {
    let waiting = view.ready.map { $0.line }.filter { $0.revision == nil && $0.dossier.readiness.lacksOnlyReasons }
    let count = Set(waiting.map(\.agreement.id)).count
    guard count > 0 else { return nil }
    let text = FrenchNumber.counted(count, "convention avertit", "conventions avertissent")
    return textArea(
        state, TypedReasons.wholeField, "Raison de passer outre",
        hint:
            "\(text) encore\u{A0}: une raison suffit pour toutes, elle reste sur chacune. Sans elle, elles ne partent pas.",
        optional: true, rows: 2)
}

private func mailLeftOut(_ view: MailView) -> HTML? {
    guard !view.leftOut.isEmpty else { return nil }
    let items = view.leftOut.map { line, person -> HTML in
        """
        <li><div><strong>\(person.name)</strong> <span>\(person.party.label), pour \(line.dossier.learner.listName)</span>\
        <p>\(person.stop?.message)</p></div></li>
        """
    }
    return """
        <details class="panel section"><summary><h2>Laissés de côté (\(view.leftOut.count))</h2></summary>\
        <ul class="lines">\(items)</ul></details>
        """
}

private func mailText(_ view: MailView) -> HTML {
    let (subject, body) =
        view.kind == .send
        ? (view.texts.sendSubject, view.texts.sendBody) : (view.texts.remindSubject, view.texts.remindBody)
    return panel(
        "Le courriel",
        "<p><strong>\(subject)</strong></p><p>\(HTML.lines(body))</p><p class=\"hint\">Les mots se changent dans Réglages, Conventions, Courriels.</p>"
    )
}

// MARK: Signatures

/// The agreements of a class that wait for signatures.
struct CollectView: Sendable {
    let period: PFMPPeriod
    let schoolClass: SchoolClass
    let lines: [AwaitedSignatures]
    let order: SigningOrder
}

func collectSignaturesPage(_ view: CollectView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Noter les signatures"
    let head = pageHead(
        title, count: view.lines.count,
        crumbs: [("PFMP", .year), ("Actions sur \(view.schoolClass.code)", .bulk(view.period.id))],
        meta: [HTML(text: "\(view.period.label), du \(view.period.startsOn.short) au \(view.period.endsOn.long)")])
    guard !view.lines.isEmpty else {
        return Page(
            title, in: .pfmp,
            "\(head)\(emptyState("signature", "Aucune convention n’attend de signature", "Elles sont signées, ou pas encore à la signature.", action: button("Conventions de la classe", to: Link.period(view.period.id).appending("conventions"))))"
        )
    }
    let parties = view.order.parties.filter { party in view.lines.contains { $0.awaits(party) } }
    let heads = parties.map { "<th scope=\"col\">\($0.label)</th>" as HTML }
    let rows = view.lines.map { collectRow($0, parties, state) }
    return Page(
        title, in: .pfmp, full: true,
        """
        \(head)\(postForm(Link.bulk(view.period.id).appending("collecte"), state, visit: visit, """
            <div class="tablebox"><table class="list collect"><caption class="vh">Signatures attendues</caption><thead><tr>\
            <th scope="col">Élève</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>\
            <div class="pair">\(dateField(state, "signe_le", "Signées le"))\(selectField(
                state, "moyen", "Moyen", SignatureMethod.allCases.map { (value: $0.rawValue, label: $0.label) }))</div>\
            \(formEnd("Noter les signatures cochées", cancel: .bulk(view.period.id), icon: "signature"))
            """))
        """)
}

private func collectRow(_ line: AwaitedSignatures, _ parties: [Party], _ state: FormState) -> HTML {
    let chosen = Set(state.values.all("signature"))
    let cells = parties.map { party -> HTML in
        if let signature = line.signed.first(where: { $0.party == party }) {
            return "<td>\(badge(signature.signedOn.short, .done))</td>"
        }
        guard line.awaits(party) else { return "<td><span class=\"muted\">—</span></td>" }
        let value = ChosenMail.text(line.agreement.id, party)
        return """
            <td><input type="checkbox" name="signature" value="\(value)"\(chosen.contains(value) ? " checked" as HTML : nil) \
            aria-label="\(party.label), \(line.learnerName)"></td>
            """
    }
    return """
        <tr><th scope="row"><a href="\(Link.agreement(line.agreement.id))">\(line.learnerName)</a><small>\(line.companyName)</small></th>\(cells)</tr>
        """
}

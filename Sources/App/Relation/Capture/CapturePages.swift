import Domain
import Persistence

/// What the page of a call shows.
struct CaptureView: Sendable {
    let words: String
    let today: LocalDate
    let author: Author
    var found: [CompanySuggestion] = []
    var subject: CaptureSubject?
    var calls: [CallToday] = []
}

/// The company being called, with all one should know with the phone at the ear.
struct CaptureSubject: Sendable {
    let company: Company
    let contacts: [Contact]
    let contactGuard: ContactGuard
    let actions: [PartnerActionLine]
    let detail: CompanyDetail?
    let isClosed: Bool
}

/// A call that the person noted today.
struct CallToday: Codable, Sendable {
    let companyId: ID<Company>
    let name: String
    let outcome: InteractionOutcome
    let note: String
}

extension SchoolDatabase {
    func captureSubject(_ id: ID<Company>, today: LocalDate) throws -> CaptureSubject {
        let company = try company(id)
        let family = try family(of: id)
        return CaptureSubject(
            company: company, contacts: try contacts(of: id).filter { $0.leftOn == nil },
            contactGuard: try contactGuard(of: company, family: family, today: today),
            actions: try openActions(of: family), detail: try detail(of: id),
            isClosed: try sirenePlace(company.siret)?.isClosed ?? false)
    }

    func callsToday(by name: String, on day: LocalDate) throws -> [CallToday] {
        try rows(
            """
            select interaction.company_id, coalesce(company.trade_name, company.legal_name) as name,
            interaction.outcome, interaction.note
            from \(table(.interaction)) join \(table(.company)) on company.id = interaction.company_id
            where interaction.happened_on = \(day) and interaction.author_name = \(name)
            order by interaction.id desc limit 20
            """)
    }
}

func capturePage(_ view: CaptureView, _ state: FormState, _ visit: Visit) -> Page {
    let body: HTML
    if let subject = view.subject {
        body = """
            <div class="columns"><div>\(callForm(subject, state, visit))</div><div>\(subjectPanels(subject, view))</div></div>
            """
    } else {
        body = """
            <div class="columns"><div>\(companyChoice(view, state))</div><div>\(callsPanel(view))</div></div>
            """
    }
    return Page(
        "Noter un appel", in: .companies,
        "\(pageHead("Noter un appel", crumbs: [("Entreprises", .companies)]))\(body)")
}

private func companyChoice(_ view: CaptureView, _ state: FormState) -> HTML {
    let input: HTML = fieldFrame(
        state, "mots", "Quelle entreprise\u{A0}?",
        hint: "Quelques lettres du nom, la commune, un contact, un téléphone.",
        optional: false
    ) { described in
        """
        <div class="combo"><input id="f-mots" name="mots" type="text" value="\(view.words)" autocomplete="off" autofocus \
        data-typeahead="/entreprises/suggestions" data-typeahead-for="entreprise"\(described)></div>\
        <input type="hidden" id="entreprise" name="entreprise" value="">
        """
    }
    let found = view.found.map { company -> HTML in
        """
        <li><div><a href="\(Link.capture(of: company.id))">\(company.tradeName ?? company.legalName)</a>\
        <p>\(company.addressCity)</p></div></li>
        """
    }
    let list: HTML? = found.isEmpty ? nil : panel("Entreprises proches", "<ul class=\"lines\">\(found)</ul>")
    let none: HTML? =
        found.isEmpty && !view.words.isEmpty
        ? notice(.info, "<p>Aucune entreprise ne ressemble à «\u{A0}\(view.words)\u{A0}». Vérifiez, ou ajoutez-la.</p>")
        : nil
    return """
        \(errorSummary(state))<form class="form panel" method="get" action="\(Link.capture)" data-capture>\(input)\
        <div class="formend"><button class="btn primary">\(icon("next")) Continuer</button>\
        <a class="btn" href="\(Link.newCompany)">\(icon("plus")) Elle n’est pas dans la base</a></div></form>\(none)\(list)
        """
}

private func callForm(_ subject: CaptureSubject, _ state: FormState, _ visit: Visit) -> HTML {
    let company = subject.company
    let outcomes = InteractionOutcome.allCases.map { outcome -> HTML in
        let chosen = state["suite_donnee"].isEmpty ? InteractionOutcome.information.rawValue : state["suite_donnee"]
        let checked: HTML? = chosen == outcome.rawValue ? " checked" : nil
        return """
            <label class="choice"><input type="radio" name="suite_donnee" value="\(outcome.rawValue)"\(checked)> \(outcome.label)</label>
            """
    }
    let contacts = subject.contacts.map { (value: $0.id.rawValue, label: $0.fullName) }
    let kinds = [InteractionKind.outgoingCall, .incomingCall, .videoCall, .mail].map { ($0.rawValue, $0.label) }
    let reminders = [("1", "Demain"), ("3", "Dans 3 jours"), ("7", "Dans une semaine"), ("30", "Dans un mois")]
    let body: HTML = """
        <input type="hidden" name="entreprise" value="\(company.id.rawValue)">\
        <p class="subject"><strong>\(company.displayName)</strong>, \(company.address.city) \(relationBadge(company.relation))</p>\
        \(noteField(state))<fieldset class="group" id="f-suite_donnee"><legend>Résultat</legend><div class="choices">\(outcomes)</div></fieldset>\
        <div class="pair">\(selectField(state, "rappel", "Y revenir", reminders, empty: "Non", optional: true))\
        \(field(state, "prochaine_action", "Pour quoi faire", FieldOptions(hint: "«\u{A0}Rappeler\u{A0}» si vous ne dites rien.", optional: true)))</div>\
        <div class="pair">\(contacts.isEmpty ? nil : selectField(state, "contact", "Avec qui", contacts, empty: "Sans préciser", optional: true))\
        \(selectField(state, "moyen", "Échange", kinds))\
        \(selectField(state, "objet", "Au sujet de", InteractionPurpose.allCases.map { ($0.rawValue, $0.label) }))\
        \(selectField(state, "motif", "Si elle refuse, pourquoi", RefusalReason.allCases.map { ($0.rawValue, $0.label) }, empty: "Sans préciser", optional: true))</div>\
        <div class="formend"><button class="btn primary">\(icon("check")) Enregistrer, appel suivant</button>\
        <button class="btn" name="ensuite" value="fiche">Enregistrer et ouvrir la fiche</button>\
        <a class="btn quiet" href="\(Link.capture)">Autre entreprise</a></div>
        """
    var filled = state
    if filled["objet"].isEmpty { filled.values.set("objet", InteractionPurpose.placement.rawValue) }
    return "<div class=\"panel\">\(postForm(.capture, filled, visit: visit, body))</div>"
}

/// One line, so that Enter sends the form.
private func noteField(_ state: FormState) -> HTML {
    fieldFrame(state, "note", "Ce qui s’est dit", hint: "Une phrase, puis Entrée\u{A0}: c’est noté.", optional: true) {
        described in
        "<input id=\"f-note\" name=\"note\" type=\"text\" value=\"\(state["note"])\" autocomplete=\"off\" autofocus\(described)>"
    }
}

private func subjectPanels(_ subject: CaptureSubject, _ view: CaptureView) -> HTML {
    let company = subject.company
    let quiet: HTML? = silenceNotice(company, subject.detail)
    let closed: HTML? =
        subject.isClosed ? notice(.warning, "<p>Cet établissement est fermé au répertoire Sirene.</p>") : nil
    let people = subject.contacts.map { contact -> HTML in
        let phone: HTML? = contact.phone.map { "<p>\(phoneLink($0))</p>" }
        return "<li><div><strong>\(contact.fullName)</strong><p>\(contact.function)</p>\(phone)</div></li>"
    }
    let general: HTML? = company.phone.map { "<p>Standard\u{A0}: \(phoneLink($0))</p>" }
    let todo = subject.actions.map { line -> HTML in
        let tone: Tone = line.dueOn < view.today ? .late : .waiting
        return
            "<li><div><strong>\(line.label)</strong><p>\(badge(line.dueOn.near(view.today), tone)) \(line.ownerName)</p></div></li>"
    }
    let promises: HTML? = todo.isEmpty ? nil : panel("Promis", "<ul class=\"lines\">\(todo)</ul>")
    return """
        \(quiet)\(closed)\(guardPanel(subject.contactGuard))\
        \(panel("Qui appeler", action: "<a href=\"\(Link.company(company.id))\">La fiche</a>", "\(general)<ul class=\"lines\">\(people)</ul>"))\
        \(promises)
        """
}

/// Says why nobody should solicit a company any more; nothing for the others.
func silenceNotice(_ company: Company, _ detail: CompanyDetail?) -> HTML? {
    guard company.relation == .leaveAlone else { return nil }
    let why = detail.map { $0.silenceReason.isEmpty ? "" : " Raison\u{A0}: \($0.silenceReason)." } ?? ""
    let since = detail?.silenceOn.map { " Depuis le \($0.long), noté par \(detail?.silenceBy ?? "l’équipe")." } ?? ""
    return notice(.error, "<p><strong>Ne plus solliciter.</strong>\(why)\(since)</p>")
}

private func callsPanel(_ view: CaptureView) -> HTML {
    guard !view.calls.isEmpty else {
        return panel(
            "Vos appels du jour",
            "<p class=\"hint\">Rien encore. Choisissez une entreprise, écrivez une phrase, appuyez sur Entrée.</p>")
    }
    let items = view.calls.map { call -> HTML in
        """
        <li><div><a href="\(Link.company(call.companyId))">\(call.name)</a><p>\(call.outcome.label)\
        \(call.note.isEmpty ? "" : " · \(call.note)")</p></div></li>
        """
    }
    return panel("Vos appels du jour (\(view.calls.count))", "<ul class=\"lines\">\(items)</ul>")
}

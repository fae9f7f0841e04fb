import Domain

/// The area of a company as its people see it.
/// - Parameter token: the secret of the link; `nil` when somebody of the school looks: nothing can be opened then.
func spacePage(_ view: SpaceView, _ token: String?, _ visit: Visit) -> Page {
    let main: HTML = """
        \(tasksPanel(view, token, visit))\(traineesPanel(view, token, visit))\(documentsPanel(view, token))
        """
    let aside: HTML = """
        \(sheetPanel(view, token))\(yearPanel(view, token))\(requestsPanel(view, token))\(reachPanel(view))\
        \(mailsPanel(view, token, visit))
        """
    return publicPage(
        "Votre espace entreprise", school: view.school.name,
        """
        <h1>Votre espace entreprise</h1><p class="lead">\(view.company.displayName), pour \(view.who).</p>\
        <div class="columns"><div>\(main)</div><aside aria-label="Votre fiche et le lycée">\(aside)</aside></div>\
        \(spaceFoot(view))
        """)
}

private func spaceFoot(_ view: SpaceView) -> HTML {
    """
    <p class="small">Ce lien est à vous seul, jusqu’au \(view.link.expiresAt.day(in: view.school.zone).long). \
    Ne le transmettez pas\u{A0}: un collègue demande le sien au lycée. \
    <a href="\(Link.spaceRenewal)">Recevoir le lien de nouveau</a></p>
    """
}

// MARK: What awaits

private func tasksPanel(_ view: SpaceView, _ token: String?, _ visit: Visit) -> HTML {
    guard !view.tasks.isEmpty else {
        return panel(
            "Ce qui vous attend",
            emptyState("check", "Rien pour le moment", "Le lycée vous écrit quand il a besoin de vous."))
    }
    let items = view.tasks.map { task -> HTML in
        """
        <li class="\(task.tone.rawValue)">\(icon(task.tone == .waiting ? "action" : task.tone.icon))<div><p class="what">\(task.title)</p>\
        <p class="why">\(task.why)</p></div>\(token.flatMap { gesture(task, $0, visit) })</li>
        """
    }
    return panel("Ce qui vous attend", "<ul class=\"todo\">\(items)</ul>")
}

private func gesture(_ task: SpaceTask, _ token: String, _ visit: Visit) -> HTML? {
    let space = Link.space(token)
    func to(_ link: Link) -> HTML {
        "<a class=\"btn small\" href=\"\(link)\">\(task.button)<span class=\"vh\">\u{A0}: \(task.title)</span></a>"
    }
    switch task.gesture {
    case .document(let kind, let key): return to(documentLink(token, kind, key))
    case .followUp(let placement, let purpose):
        return followUpButton(task.button, placement, purpose, about: task.title, token, visit)
    case .hostSheet(let placement): return to(Link("/espace", [token, "accueil", placement.rawValue]))
    case .request(let secret): return to(.followedRequest(secret))
    case .invitation(let secret): return to(.invitation(secret))
    case .year: return to(space.appending("annee"))
    case .sheet: return to(space.appending("fiche"))
    case .ask(let kind): return to(space.appending("demande").with([("besoin", kind.rawValue)]))
    case .none: return nil
    }
}

private func followUpButton(
    _ label: String, _ placement: ID<Placement>, _ purpose: FollowUpLinkPurpose, about: String, _ token: String,
    _ visit: Visit
) -> HTML {
    """
    <form method="post" action="\(Link.space(token).appending("suivi"))">\(visit.hiddenFields)\
    <input type="hidden" name="usage" value="\(purpose.rawValue)"><input type="hidden" name="periode" value="\(placement.rawValue)">\
    <button class="btn small">\(label)<span class="vh">\u{A0}: \(about)</span></button></form>
    """
}

private func documentLink(_ token: String, _ kind: SpaceDocument.Kind, _ key: String) -> Link {
    Link("/espace", [token, "documents", kind.rawValue, key])
}

// MARK: Trainees

/// Past stays and papers of the first page.
private let firstLines = 6

private func traineesPanel(_ view: SpaceView, _ token: String?, _ visit: Visit) -> HTML? {
    guard view.scope.trainees != .none else { return nil }
    let title = view.scope.trainees == .own ? "Vos élèves" : "Les élèves"
    guard !view.trainees.isEmpty else {
        return panel(
            title, "<p class=\"hint\">Aucun élève pour l’instant. Vous pouvez accueillir\u{A0}? Dites-le-nous.</p>")
    }
    let past = view.past.prefix(firstLines)
    let more: HTML? =
        view.past.count > past.count
        ? token.map {
            "<p class=\"small\"><a href=\"\(Link.space($0).appending("eleves"))\">Tous les élèves, par année</a></p>"
        } : nil
    return panel(
        title,
        """
        \(group("En ce moment", view.running, view, token, visit))\(group("Attendus", view.coming, view, token, visit))\
        \(group("Passés", Array(past), view, token, visit))\(more)\(pastNote(view))
        """)
}

/// Says how long the past stays there, and why not longer.
private func pastNote(_ view: SpaceView) -> HTML? {
    guard view.pastYears > 0 else {
        return "<p class=\"hint\">Un élève parti n’est plus montré\u{A0}: le lycée garde ses documents.</p>"
    }
    let years = FrenchNumber.counted(view.pastYears, "an", "ans")
    return """
        <p class="hint">Un élève n’est plus montré \(years) après son départ\u{A0}: le lycée garde ses documents.</p>
        """
}

private func group(
    _ title: String, _ trainees: [SpaceTrainee], _ view: SpaceView, _ token: String?, _ visit: Visit
) -> HTML? {
    guard !trainees.isEmpty else { return nil }
    let items = trainees.map { traineeLine($0, view, token, visit) }
    return "<h3>\(title)</h3><ul class=\"lines\">\(items)</ul>"
}

private func traineeLine(_ trainee: SpaceTrainee, _ view: SpaceView, _ token: String?, _ visit: Visit) -> HTML {
    let detail = [trainee.stream, trainee.tutor.map { "tuteur\u{A0}: \($0)" } ?? ""].filter { !$0.isEmpty }
        .joined(separator: ", ")
    let state = trainee.agreementState.flatMap { traineeBadge($0) }
    var gestures: [HTML] = []
    if let token, trainee.isOwn, trainee.isRunning(on: view.today) {
        gestures = [
            followUpButton("Dire qui est là", trainee.placement, .presence, about: trainee.name, token, visit),
            followUpButton("Remplir le livret", trainee.placement, .booklet, about: trainee.name, token, visit),
        ]
    }
    let buttons: HTML? = gestures.isEmpty ? nil : "<div class=\"actions\">\(gestures)</div>"
    return """
        <li><div><strong>\(trainee.name)</strong> \(state)<p>\(trainee.dates)</p><p>\(detail)</p>\(buttons)</div></li>
        """
}

private func traineeBadge(_ state: Agreement.State) -> HTML? {
    switch state {
    case .draft: badge("Convention en préparation", .waiting)
    case .toSign: badge("Convention à signer", .soon)
    case .broken: badge("Période arrêtée", .neutral)
    case .signed, .running, .ended, .certified, .refused, .cancelled: nil
    }
}

func spaceTraineesPage(_ view: SpaceView, _ token: String, year: Int?, _ visit: Visit) -> Page {
    let years = Array(Set(view.trainees.map(\.schoolYear))).sorted(by: >)
    let chosen = year.flatMap { years.contains($0) ? $0 : nil } ?? years.first
    let shown = view.trainees.filter { $0.schoolYear == chosen }
    let list: HTML =
        shown.isEmpty
        ? emptyState("people", "Aucun élève", "Les périodes que vous accueillez apparaîtront ici.")
        : "<ul class=\"lines\">\(shown.map { traineeLine($0, view, token, visit) })</ul>"
    return spaceSubPage(
        "Les élèves par année", view, token,
        """
        \(yearTabs(years, chosen, Link.space(token).appending("eleves")))\(panel(chosen.map(yearLabel) ?? "Élèves", list))\(pastNote(view))
        """)
}

private func yearLabel(_ year: Int) -> String { "Année \(year)-\(year + 1)" }

private func yearTabs(_ years: [Int], _ chosen: Int?, _ link: Link) -> HTML? {
    guard years.count > 1 else { return nil }
    let items = years.map { year -> HTML in
        let mark: HTML? = year == chosen ? " aria-current=\"page\"" : nil
        return "<li><a href=\"\(link.with([("annee", String(year))]))\"\(mark)>\(year)-\(year + 1)</a></li>"
    }
    return "<nav class=\"tabs\" aria-label=\"Années\"><ul>\(items)</ul></nav>"
}

// MARK: Documents

private func documentsPanel(_ view: SpaceView, _ token: String?) -> HTML? {
    guard view.scope.trainees != .none || view.scope.seesTax else { return nil }
    guard !view.documents.isEmpty else {
        return panel(
            "Vos documents",
            "<p class=\"hint\">Aucun document. Les conventions, les attestations et les lettres apparaîtront ici.</p>")
    }
    let latest = view.documents.sorted { $0.schoolYear > $1.schoolYear }
    let shown = latest.prefix(firstLines)
    let more: HTML? =
        latest.count > shown.count
        ? token.map {
            "<p class=\"small\"><a href=\"\(Link.space($0).appending("documents"))\">Tous les documents (\(latest.count))</a></p>"
        } : nil
    return panel("Vos documents", "\(documentList(Array(shown), token))\(more)")
}

private func documentList(_ documents: [SpaceDocument], _ token: String?) -> HTML {
    let items = documents.map { document -> HTML in
        let title: HTML =
            token.map {
                "<a href=\"\(documentLink($0, document.kind, document.key))\">\(document.title)</a>"
            } ?? HTML(text: document.title)
        return "<li><div>\(icon("document")) \(title)<p>\(document.detail)</p></div></li>"
    }
    return "<ul class=\"lines\">\(items)</ul>"
}

func spaceDocumentsPage(_ view: SpaceView, _ token: String, year: Int?) -> Page {
    let years = Array(Set(view.documents.map(\.schoolYear))).sorted(by: >)
    let chosen = year.flatMap { years.contains($0) ? $0 : nil } ?? years.first
    let shown = view.documents.filter { $0.schoolYear == chosen }
    let list: HTML =
        shown.isEmpty
        ? emptyState("document", "Aucun document", "Les conventions, les attestations et les lettres apparaîtront ici.")
        : documentList(shown, token)
    return spaceSubPage(
        "Vos documents", view, token,
        """
        <p class="lead">Tels que le lycée les a remis. Chaque ouverture d’un document sur un élève est notée.</p>\
        \(yearTabs(years, chosen, Link.space(token).appending("documents")))\(panel(chosen.map(yearLabel) ?? "Documents", list))
        """)
}

// MARK: Record, year, requests

private func sheetPanel(_ view: SpaceView, _ token: String?) -> HTML {
    let company = view.company
    let read: HTML? = view.link.confirmedOn.map { "<p class=\"hint\">Relue par vous le \($0.long).</p>" }
    let people = view.colleagues.prefix(8).map { person -> HTML in
        let detail = person.function.isEmpty ? "" : ", " + person.function
        return "<li>\(person.fullName)\(detail)</li>"
    }
    let known: HTML? =
        people.isEmpty || !view.scope.isWhole
        ? nil : "<h3>Aussi connus du lycée</h3><ul class=\"plain\">\(Array(people))</ul>"
    return panel(
        "Votre fiche",
        """
        \(facts(
            [
                ("SIRET", company.siret.flatMap { SIRET(rawValue: $0)?.display }.map { HTML(text: $0) }),
                ("Adresse", company.address.isEmpty ? nil : .joined(company.address.lines.map { HTML(text: $0) }, by: "<br>")),
                ("Téléphone", company.phone.map(phoneLink)), ("Courriel", fact(company.email)),
                ("Effectif", company.headcount.map { HTML(text: FrenchNumber.grouped($0)) }),
            ], above: true))\(known)\(read)\(token.map { "<div class=\"actions\">\(button("Relire et corriger", to: Link.space($0).appending("fiche"), icon: "edit"))</div>" as HTML })
        """)
}

private func yearPanel(_ view: SpaceView, _ token: String?) -> HTML? {
    guard view.scope.isWhole, view.company.relation != .leaveAlone else { return nil }
    let year = view.school.currentYear
    let said: HTML =
        view.appetite?.answer.map { answer in
            "<p>Votre réponse\u{A0}: <strong>\(answer.label)</strong>.</p>"
        } ?? "<p class=\"hint\">Vous n’avez pas encore répondu pour cette année.</p>"
    let places = view.places.map { place -> HTML in
        let what = place.stream.isEmpty ? "toutes formations" : place.stream
        return "<li>\(FrenchNumber.counted(place.count, "place", "places")), \(what)</li>"
    }
    let known: HTML? =
        places.isEmpty
        ? nil : "<h3>Places que le lycée a notées</h3><ul class=\"plain\">\(places)</ul>"
    return panel(
        "Accueil en \(year)-\(year + 1)",
        """
        \(said)\(known)\(token.map { button(view.appetite?.answer == nil ? "Répondre" : "Changer ma réponse", to: Link.space($0).appending("annee")) })
        """)
}

private func requestsPanel(_ view: SpaceView, _ token: String?) -> HTML {
    let items = view.requests.prefix(5).map { line -> HTML in
        let title: HTML =
            token == nil
            ? HTML(text: line.request.kind.shortLabel)
            : "<a href=\"\(Link.followedRequest(line.token))\">\(line.request.kind.shortLabel), \(line.request.number)</a>"
        let state = line.request.state.publicLabel.lowercased()
        return "<li><div>\(title)<p>\(line.request.receivedOn.near(view.today)), \(state)</p></div></li>"
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune demande en cours.</p>" : "<ul class=\"lines\">\(Array(items))</ul>"
    return panel(
        "Vos demandes",
        "\(list)\(token.map { button("Demander quelque chose", to: Link.space($0).appending("demande"), icon: "mail") })"
    )
}

private func reachPanel(_ view: SpaceView) -> HTML {
    let school = view.school
    let mail = school.bureauEmail ?? school.email
    let team = view.page.published ? view.page.team.split(separator: "\n").map { String($0).trimmedText } : []
    let people: HTML? =
        team.isEmpty ? nil : .joined(team.map { HTML(text: $0) }, by: "<br>")
    return panel(
        "Le bureau des entreprises",
        facts(
            [
                ("Qui", people), ("Téléphone", (school.bureauPhone ?? school.phone).map(phoneLink)),
                ("Courriel", mail.map { "<a href=\"mailto:\($0)\">\($0)</a>" }),
                (
                    "Horaires",
                    view.page.published && !view.page.openingHours.isEmpty ? .lines(view.page.openingHours) : nil
                ),
                ("Adresse", .joined(school.address.lines.map { HTML(text: $0) }, by: "<br>")),
            ], above: true))
}

private func mailsPanel(_ view: SpaceView, _ token: String?, _ visit: Visit) -> HTML? {
    guard view.contact.email != nil, let token else { return nil }
    let link = Link.space(token).appending("courriels")
    return view.refusesMail
        ? panel(
            "Nos courriels",
            """
            <p class="hint">Vous ne recevez plus nos courriels d’information. Les conventions vous parviennent toujours.</p>\
            \(postButton("Les recevoir de nouveau", to: link, visit: visit, fields: [("geste", "reprendre")]))
            """)
        : panel(
            "Nos courriels",
            """
            <p class="hint">Deux ou trois nouvelles par an. Les conventions vous parviennent toujours.</p>\
            \(postButton("Ne plus les recevoir", to: link, visit: visit, style: "quiet", fields: [("geste", "arreter")]))
            """)
}

// MARK: Pages under it

func spaceSubPage(_ title: String, _ view: SpaceView, _ token: String, _ body: HTML) -> Page {
    publicPage(
        title, school: view.school.name,
        """
        <nav class="crumbs" aria-label="Fil d’Ariane"><ol><li><a href="\(Link.space(token))">Votre espace</a></li></ol></nav>\
        <h1>\(title)</h1>\(body)
        """)
}

func spaceYearPage(_ view: SpaceView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    spaceSubPage(
        appetiteQuestion(view.school.currentYear), view, token,
        """
        <p class="lead">\(view.school.name) pose la question à \(view.company.displayName).</p>\
        \(appetiteForm(to: Link.space(token).appending("annee"), state, visit))
        """)
}

func spaceSheetPage(_ view: SpaceView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.space(token).appending("fiche")
    return spaceSubPage(
        "Votre fiche", view, token,
        """
        <p class="lead">Corrigez ce qui a changé. Le bureau relit, puis met la fiche à jour.</p>\
        \(postButton("Tout est exact", to: link, visit: visit, icon: "check", fields: [("geste", "exacte")]))\
        \(postForm(link, state, visit: visit, """
            \(field(state, "nom", "Nom de l’entreprise", FieldOptions(autocomplete: "organization")))\
            \(field(state, "adresse", "Adresse", FieldOptions(optional: true, autocomplete: "street-address")))\
            <div class="pair">\(field(state, "code_postal", "Code postal", FieldOptions(optional: true, autocomplete: "postal-code", style: "short")))\
            \(field(state, "commune", "Commune", FieldOptions(optional: true, autocomplete: "address-level2")))</div>\
            <div class="pair">\(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "tel")))\
            \(field(state, "courriel", "Courriel de l’entreprise", FieldOptions(optional: true, type: "email")))</div>\
            <div class="pair">\(field(state, "site", "Site internet", FieldOptions(optional: true)))\
            \(field(state, "effectif", "Effectif", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
            \(textArea(state, "contacts", "Quelqu’un arrive, part ou change de fonction\u{A0}?", hint: "Nom, fonction, courriel\u{A0}: le bureau leur ouvre un accès si vous le demandez.", optional: true))\
            \(textArea(state, "remarque", "Autre chose", optional: true, rows: 2))\
            \(formEnd("Proposer ces corrections", cancel: .space(token), icon: "send"))
            """))
        """)
}

func spaceRequestPage(_ view: SpaceView, _ token: String, _ state: FormState, _ visit: Visit) -> Page {
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.label) }
    let answer = view.contact.email.map { "La réponse arrive à \($0) et dans votre espace." }
    return spaceSubPage(
        "Votre demande", view, token,
        """
        <p class="lead">\(promise(view.page.promiseDays)) \(answer)</p>\
        \(postForm(Link.space(token).appending("demande"), state, visit: visit, """
            \(selectField(state, "besoin", "Vous souhaitez", kinds, empty: "Choisissez"))\
            \(textArea(state, "message", "Votre demande", hint: "Dites ce que vous proposez ou cherchez, sans nommer d’élève.", rows: 5))\
            <div class="pair">\(field(state, "filiere", "Métier ou formation", FieldOptions(optional: true)))\
            \(field(state, "periode", "Quand", FieldOptions(optional: true)))</div>\
            \(field(state, "nombre", "Combien de personnes", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
            \(formEnd("Envoyer la demande", cancel: .space(token), icon: "send"))
            """))
        """)
}

// MARK: Another link

func spaceRenewalPage(_ state: FormState, isClosed: Bool, _ visit: Visit) -> Page {
    publicBox(
        isClosed ? "Ce lien ne sert plus" : "Recevoir le lien de mon espace",
        lead: isClosed
            ? "Il est trop ancien, ou il a été remplacé. Demandez-en un autre ici."
            : "Le lycée vous a ouvert un espace\u{A0}: recevez son lien, sans mot de passe.",
        visit: visit,
        postForm(
            .spaceRenewal, state, visit: visit,
            """
            \(entryTrap)\(field(state, "courriel", "Votre adresse professionnelle", FieldOptions(hint: "Celle que le lycée connaît.", type: "email", autocomplete: "email")))\
            \(formEnd("Recevoir mon lien", icon: "send"))
            """))
}

func spaceRenewedPage(_ visit: Visit) -> Page {
    publicBox(
        "Regardez votre messagerie", lead: "Si cette adresse a un espace, son lien vient de partir.", visit: visit,
        """
        <p>Rien reçu après quelques minutes\u{A0}? Vérifiez l’adresse et les indésirables, ou appelez le lycée\u{A0}: \
        lui seul ouvre un espace.</p><p><a href="\(Link.spaceRenewal)">Essayer une autre adresse</a></p>
        """)
}

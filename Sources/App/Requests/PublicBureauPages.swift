import Domain
import Foundation

/// A page of the bureau for people without account: wide, without the menu of the program.
func publicPage(_ title: String, school: String?, _ body: HTML) -> Page {
    let name: HTML? = school.map { "<p class=\"place\">\(icon("office")) \($0)</p>" }
    return Page(title, bare: true, "<div class=\"entry\">\(name)\(body)</div>")
}

func publicBureauPage(_ view: PublicBureau, _ visit: Visit) -> Page {
    let school = view.school
    let page = view.page
    let ask: HTML? =
        page.takesRequests
        ? """
        <div class="ask"><p>\(promise(page.promiseDays))</p>\
        \(button("Écrire au bureau", to: .entry(school.uai), icon: "mail", style: "primary"))</div>
        """ : nil
    let lead: HTML? = page.introduction.isEmpty ? nil : "<p class=\"lead\">\(HTML.lines(page.introduction))</p>"
    return publicPage(
        "Bureau des entreprises, \(school.name)", school: school.name,
        """
        <h1>\(school.bureauName ?? "Bureau des entreprises")</h1>\(lead)\(ask)\(needLinks(view))\
        <div class="columns"><div>\(coursesPanel(view))\(listPanel("Métiers préparés", page.trades))\
        \(listPanel("Ateliers et équipements", page.workshops))\(calendarPanel(view))</div>\
        <aside aria-label="Nous joindre">\(reachPanel(view))\(textPanel("Horaires d’ouverture", page.openingHours))\
        \(textPanel("Venir au lycée", page.access))\(listPanel("L’équipe", page.team))</aside></div>\
        <p class="small"><a href="\(Link.bureaux)">Un autre lycée\u{A0}?</a></p>
        """)
}

/// The promise of the bureau, as companies read it (I20).
func promise(_ days: Int) -> String {
    "Le bureau répond à votre demande sous \(FrenchNumber.counted(days, "jour ouvré", "jours ouvrés"))."
}

private func needLinks(_ view: PublicBureau) -> HTML? {
    guard view.page.takesRequests else { return nil }
    let items = CompanyRequest.Kind.allCases.filter { $0 != .other }.map { kind -> HTML in
        "<li><a class=\"chip\" href=\"\(Link.entry(view.school.uai).with([("besoin", kind.rawValue)]))\">\(kind.label)</a></li>"
    }
    return "<nav aria-label=\"Ce que vous souhaitez\"><ul class=\"chips\">\(items)</ul></nav>"
}

private func coursesPanel(_ view: PublicBureau) -> HTML? {
    let groups = Dictionary(grouping: view.courses, by: \.stream).sorted { $0.key < $1.key }
    guard !groups.isEmpty else { return nil }
    let items = groups.map { stream, courses -> HTML in
        let levels = courses.map(\.level).filter { !$0.isEmpty }.joined(separator: ", ")
        return "<li><div><strong>\(stream)</strong><p>\(levels)</p></div></li>"
    }
    return panel("Formations", "<ul class=\"lines\">\(items)</ul>")
}

private func calendarPanel(_ view: PublicBureau) -> HTML? {
    guard !view.periods.isEmpty else { return nil }
    let next = view.periods.prefix(12)
    let later = view.periods.dropFirst(12)
    let rest: HTML? =
        later.isEmpty
        ? nil
        : "<details class=\"more\"><summary>La suite de l’année</summary>\(periodTable("Périodes suivantes", Array(later)))</details>"
    return panel(
        "Quand nos élèves cherchent une entreprise", "\(periodTable("Prochaines périodes", Array(next)))\(rest)")
}

private func periodTable(_ caption: String, _ periods: [PublicPeriod]) -> HTML {
    listTable(
        caption, periods,
        [
            Column("Formation", header: true) { HTML(text: $0.course.stream) },
            Column("Niveau") { HTML(text: $0.course.level) },
            Column("Dates") {
                "<span class=\"nowrap\">du \($0.startsOn.short)</span> <span class=\"nowrap\">au \($0.endsOn.long)</span>"
            },
        ])
}

private func reachPanel(_ view: PublicBureau) -> HTML {
    let school = view.school
    let mail = school.bureauEmail ?? school.email
    return panel(
        "Nous joindre",
        facts(
            [
                ("Téléphone", (school.bureauPhone ?? school.phone).map(phoneLink)),
                ("Courriel", mail.map { "<a href=\"mailto:\($0)\">\($0)</a>" }),
                ("Adresse", .joined(school.address.lines.map { HTML(text: $0) }, by: "<br>")),
            ], above: true))
}

private func listPanel(_ title: String, _ text: String) -> HTML? {
    let lines = text.split(separator: "\n").map { String($0).trimmedText }.filter { !$0.isEmpty }
    guard !lines.isEmpty else { return nil }
    return panel(title, "<ul class=\"plain\">\(lines.map { "<li>\($0)</li>" as HTML })</ul>")
}

private func textPanel(_ title: String, _ text: String) -> HTML? {
    text.isEmpty ? nil : panel(title, "<p>\(HTML.lines(text))</p>")
}

// MARK: All the bureaux

func bureauxPage(_ lines: [PublicBureauLine], words: String, need: String) -> Page {
    let state = FormState([("q", words), ("besoin", need)])
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.label) }
    let items = lines.map { line -> HTML in
        let trades = line.trades.split(separator: "\n").prefix(4).map(String.init).joined(separator: ", ")
        let link = need.isEmpty ? Link.bureau(line.uai) : Link.entry(line.uai).with([("besoin", need)])
        return """
            <li><div><a href="\(link)"><strong>\(line.name)</strong></a><p>\(line.addressPostalCode) \(line.addressCity)</p>\
            <p>\(trades)</p></div></li>
            """
    }
    let found: HTML =
        items.isEmpty
        ? emptyState(
            "search", "Aucun bureau ne répond à ces mots", "Essayez une commune, un début de code postal ou un métier.")
        : "<section class=\"panel\"><h2>\(FrenchNumber.counted(items.count, "bureau", "bureaux"))</h2><ul class=\"lines\">\(items)</ul></section>"
    return publicPage(
        "Les bureaux des entreprises", school: nil,
        """
        <h1>Trouver le bureau des entreprises d’un lycée professionnel</h1>\
        <p class="lead">Accueillir un stagiaire, recruter, intervenir, visiter\u{A0}: chaque lycée professionnel a un interlocuteur pour vous.</p>\
        <form class="filters" method="get" action="\(Link.bureaux)">\
        \(field(state, "q", "Commune, code postal ou métier", FieldOptions(type: "search")))\
        \(selectField(state, "besoin", "Ce que vous souhaitez", kinds, empty: "Voir d’abord le bureau"))\
        <button class="btn">\(icon("search")) Chercher</button></form>\(found)
        """)
}

// MARK: The form

func entryPage(_ view: PublicBureau, _ state: FormState, _ visit: Visit) -> Page {
    let uai = view.school.uai
    return publicPage(
        "Écrire au bureau des entreprises", school: view.school.name,
        """
        <nav class="crumbs" aria-label="Fil d’Ariane"><ol><li><a href="\(Link.bureau(uai))">Le bureau</a></li></ol></nav>\
        <h1>Votre demande</h1><p class="lead">\(promise(view.page.promiseDays))</p>\
        \(postForm(.entry(uai), state, visit: visit, """
            \(EntryGuard.field(for: uai, state, visit))\(entryTrap)\(requestFields(state, streams: view.courses.map(\.stream)))\
            \(checkbox(state, "transmission", "Un autre lycée peut me répondre, s’il est mieux placé"))\
            \(checkbox(state, "accord", "J’accepte que le lycée garde ces informations pour traiter ma demande", hint: "Elles ne servent qu’à cela. Vous pouvez demander à les corriger ou à les effacer à l’adresse du bureau."))\
            \(formEnd("Envoyer la demande", cancel: .bureau(uai), icon: "send"))
            """))
        """)
}

/// A field that people neither see nor hear.
let entryTrap: HTML = """
    <div class="trap" aria-hidden="true"><label for="f-site">Ne remplissez pas ce champ</label>\
    <input id="f-site" name="\(EntryGuard.trap)" type="text" tabindex="-1" autocomplete="off"></div>
    """

/// The questions of a request, the same for a company and for the bureau.
func requestFields(_ state: FormState, streams: [String]) -> HTML {
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.label) }
    return """
        \(selectField(state, "besoin", "Vous souhaitez", kinds, empty: "Choisissez"))\
        \(textArea(state, "message", "Votre demande", hint: "Dites ce que vous proposez ou cherchez, sans nommer d’élève.", rows: 5))\
        <div class="pair">\(suggestedField(state, "filiere", "Métier ou formation", among: Array(Set(streams)).sorted(), FieldOptions(hint: "Une formation du lycée, ou le métier avec vos mots.", optional: true)))\
        \(field(state, "periode", "Quand", FieldOptions(hint: "Par exemple mars 2027, toute l’année", optional: true)))</div>\
        <div class="pair">\(field(state, "nombre", "Combien de personnes", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
        \(field(state, "rome", "Code ROME du métier", FieldOptions(hint: "Si vous le connaissez\u{A0}: I1604", optional: true, style: "short")))</div>\
        <section><h2>L’entreprise</h2>\(field(state, "entreprise", "Nom de l’entreprise", FieldOptions(autocomplete: "organization")))\
        \(field(state, "siret", "SIRET", FieldOptions(hint: "14 chiffres, espaces acceptés", optional: true, inputMode: "numeric")))\
        <div class="pair">\(field(state, "code_postal", "Code postal", FieldOptions(hint: "Rien si l’entreprise est à l’étranger.", optional: true, autocomplete: "postal-code", inputMode: "numeric", style: "short")))\
        \(field(state, "commune", "Commune", FieldOptions(optional: true, autocomplete: "address-level2")))</div></section>\
        <section><h2>La personne à qui répondre</h2><div class="pair">\(field(state, "contact", "Prénom et nom", FieldOptions(autocomplete: "name")))\
        \(field(state, "fonction", "Fonction", FieldOptions(optional: true, autocomplete: "organization-title")))</div>\
        <div class="pair">\(field(state, "courriel", "Courriel", FieldOptions(type: "email", autocomplete: "email")))\
        \(field(state, "telephone", "Téléphone", FieldOptions(optional: true, type: "tel", autocomplete: "tel")))</div></section>
        """
}

func entryThanksPage(_ uai: String, _ visit: Visit) -> Page {
    publicBox(
        "Merci", lead: "Votre demande est arrivée au bureau des entreprises.", visit: visit,
        """
        <p>Un accusé de réception part à l’adresse que vous avez donnée, avec le lien pour suivre la demande.</p>\
        <p>\(button("Revenir à la page du bureau", to: .bureau(uai)))</p>
        """)
}

// MARK: Following

func followedRequestPage(
    _ view: FollowedRequestView, _ token: String, _ state: FormState, isNew: Bool, _ visit: Visit
) -> Page {
    let request = view.request
    let welcome: HTML? =
        isNew
        ? notice(
            .success,
            "<p>Votre demande est arrivée. Gardez cette page dans vos favoris\u{A0}: elle vous mène à la réponse, sans mot de passe. Le lien part aussi par courriel.</p>"
        ) : nil
    let due: HTML? = view.promisedBy.map { "<p>Première réponse au plus tard \($0.nearWithArticle(view.today)).</p>" }
    let gone: HTML? =
        request.handedTo.isEmpty ? nil : "<p>C’est maintenant <strong>\(request.handedTo)</strong> qui vous répond.</p>"
    let who: HTML? = view.assignee.map { "<p>Votre interlocuteur\u{A0}: <strong>\($0)</strong></p>" }
    let form: HTML? =
        request.allows(.companyWrites)
        ? postForm(
            .followedRequest(token), state, visit: visit,
            "\(textArea(state, "message", "Votre message", rows: 4))\(formEnd("Envoyer le message", icon: "send"))")
        : nil
    return publicPage(
        "Votre demande \(request.number)", school: view.school.name,
        """
        <h1>Votre demande \(request.number)</h1>\(welcome)\
        <p>\(badge(request.state.publicLabel, request.state.isOpen ? .waiting : .done)) \(request.kind.label)</p>\(gone)\(who)\(due)\
        \(panel("Nos échanges", threadList(view.messages, zone: view.school.zone, forCompany: true)))\(form)\
        <p class="small">Le bureau\u{A0}: \((view.school.bureauPhone ?? view.school.phone).map(phoneLink)), \
        \(view.school.bureauEmail ?? view.school.email)</p>
        """)
}

/// The messages, oldest first.
func threadList(_ messages: [RequestMessage], zone: TimeZone, forCompany: Bool) -> HTML {
    let items = messages.map { message -> HTML in
        let mark: HTML? = message.authorKind == .note ? badge("Note interne", .waiting) : nil
        let mine = forCompany ? message.authorKind == .company : message.authorKind != .company
        return """
            <li class="\(message.authorKind.rawValue)\(mine ? " mine" : "")"><p class="who"><strong>\(message.authorName)</strong> \(mark) \
            <time datetime="\(message.sentAt.description)">\(moment(message.sentAt, zone))</time></p><p>\(HTML.lines(message.body))</p></li>
            """
    }
    return "<ol class=\"thread\">\(items)</ol>"
}

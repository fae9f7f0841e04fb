import Domain

func bureauPageSettingsPage(_ page: BureauPage, uai: String, _ state: FormState, _ visit: Visit, for author: Author)
    -> Page
{
    let view: HTML? = page.published ? button("Voir la page publique", to: .bureau(uai), icon: "eye") : nil
    return Page(
        "Page publique du bureau", in: .requests,
        """
        <div class="page narrow">\(partnerHead(
            "Page publique du bureau", .requests, crumbs: [("Demandes", .requests)],
            meta: [page.published ? badge("Publiée", .done) : badge("Non publiée", .waiting)],
            actions: [view].compactMap { $0 }, for: author))\
        \(notice(.info, "<p>Cette page se lit sans compte. Elle ne montre que ce que vous écrivez ou cochez ici, et jamais rien d’un élève\u{A0}: ni nom, ni effectif, ni note donnée à une entreprise.</p>"))\
        \(postForm(.bureauPageSettings, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(checkbox(state, "publiee", "Publier la page", hint: "Son adresse\u{A0}: \(visit.address(.bureau(uai)))"))\
            \(checkbox(state, "formulaire", "Recevoir des demandes par le formulaire"))\
            \(field(state, "promesse", "Répondre sous (jours ouvrés)", FieldOptions(hint: "La promesse est affichée aux entreprises et mesurée.", inputMode: "numeric", style: "short")))\
            \(textArea(state, "presentation", "Présentation", optional: true, rows: 4))\
            <section><h2>Ce qui se montre</h2>\(checkbox(state, "formations", "Les formations et leurs niveaux"))\
            \(checkbox(state, "calendrier", "Le calendrier des PFMP", hint: "Par filière et niveau, sans nom de classe."))</section>\
            \(textArea(state, "metiers", "Métiers préparés", hint: "Un par ligne.", optional: true, rows: 6))\
            \(textArea(state, "ateliers", "Ateliers et équipements", hint: "Un par ligne.", optional: true, rows: 4))\
            \(textArea(state, "equipe", "L’équipe", hint: "Une personne par ligne\u{A0}: prénom, nom, fonction. Seulement qui est d’accord.", optional: true, rows: 4))\
            \(textArea(state, "horaires", "Horaires d’ouverture", optional: true, rows: 3))\
            \(textArea(state, "acces", "Venir au lycée", hint: "Entrée, stationnement, transports, accès en fauteuil.", optional: true, rows: 3))\
            \(formEnd("Enregistrer la page", cancel: .requests))
            """))</div>
        """)
}

func routingPage(
    _ rules: [RoutingRule], _ handlers: [RequestHandler], streams: [String], _ state: FormState, _ visit: Visit,
    for author: Author
) -> Page {
    let names = Dictionary(handlers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let items = rules.map { rule -> HTML in
        let kind = CompanyRequest.Kind(rawValue: rule.kind)?.shortLabel ?? "Tous les besoins"
        let place = rule.place.isEmpty ? "" : "code postal \(rule.place)…"
        let what = [kind, rule.stream, place].filter { !$0.isEmpty }.joined(separator: ", ")
        let who: HTML = names[rule.assigneeId].map { HTML(text: $0) } ?? badge("Plus de compte ici", .late)
        return """
            <li><div><strong>\(what)</strong><p>\(who)</p></div>\
            \(postButton("Retirer", to: Link("/demandes/aiguillage", [rule.id.rawValue, "retrait"]), visit: visit, style: "small quiet"))</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? emptyState(
            "swap", "Aucun aiguillage",
            "Sans règle, chaque demande attend dans la boîte commune que quelqu’un la prenne.")
        : "<ul class=\"lines\">\(items)</ul>"
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.shortLabel) }
    let people = handlers.map { ($0.id.rawValue, "\($0.name), \($0.role.shortLabel)") }
    return Page(
        "Aiguillage des demandes", in: .requests,
        """
        \(partnerHead("Aiguillage des demandes", .requests, crumbs: [("Demandes", .requests)], for: author))\
        <div class="columns"><div>\(panel("Qui reçoit quoi", list))</div><div>\(panel("Ajouter un aiguillage", """
            <p class="hint">La règle la plus précise l’emporte. La personne est prévenue par courriel.</p>\
            \(postForm(.routing, state, visit: visit, """
                \(selectField(state, "besoin", "Besoin", kinds, empty: "Tous"))\
                \(field(state, "filiere", "Filière", FieldOptions(hint: streams.prefix(3).joined(separator: ", "), optional: true)))\
                \(field(state, "lieu", "Code postal commençant par", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
                \(selectField(state, "personne", "Confier à", people, empty: "Choisissez"))\(formEnd("Ajouter", icon: "plus"))
                """))
            """))</div></div>
        """)
}

func answerTemplatesPage(
    _ templates: [AnswerTemplate], editing: AnswerTemplate?, _ state: FormState, _ visit: Visit, for author: Author
) -> Page {
    let items = templates.map { template -> HTML in
        let kind = CompanyRequest.Kind(rawValue: template.kind)?.shortLabel ?? "Tous les besoins"
        return """
            <li><div><a href="\(Link.answerTemplate(template.id))">\(template.title)</a><p>\(kind)</p></div>\
            \(postButton("Retirer", to: Link.answerTemplate(template.id).appending("retrait"), visit: visit, style: "small quiet"))</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? emptyState("note", "Aucune réponse type", "Écrivez ici les réponses que vous refaites chaque semaine.")
        : "<ul class=\"lines\">\(items)</ul>"
    let kinds = CompanyRequest.Kind.allCases.map { ($0.rawValue, $0.shortLabel) }
    let marks = AnswerTemplate.marks.joined(separator: ", ")
    return Page(
        "Réponses types", in: .requests,
        """
        \(partnerHead("Réponses types", .requests, crumbs: [("Demandes", .requests)], for: author))\
        <div class="columns"><div>\(panel("Vos réponses", list))</div><div>\(panel(editing.map { "Modifier «\u{A0}\($0.title)\u{A0}»" } ?? "Nouvelle réponse type", postForm(editing.map { .answerTemplate($0.id) } ?? .answerTemplates, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(field(state, "titre", "Titre"))\
            \(selectField(state, "besoin", "Pour le besoin", kinds, empty: "Tous"))\
            \(textArea(state, "texte", "Texte", hint: "Ces repères sont remplacés\u{A0}: \(marks)", rows: 9))\
            \(formEnd("Enregistrer", cancel: editing == nil ? nil : .answerTemplates))
            """)))</div></div>
        """)
}

extension Link {
    static func answerTemplate(_ id: ID<AnswerTemplate>) -> Link { Link("/demandes/modeles", [id.rawValue]) }
}

import Domain

/// What a school may decide of its agreements, and where.
func agreementSettingsPage(for author: Author) -> Page {
    let items: [(String, String, Link)] = [
        (
            "Étapes et délais", "Les étapes d’une PFMP, qui s’en charge, pour quel jour.", .stepSettings
        ),
        ("Signatures et relances", "L’ordre des signatures, quand relancer.", .orderSettings),
        ("Courriels", "Les mots des envois et des relances.", .mailSettings),
        ("Arrêté académique", "Le nombre de stagiaires que l’académie admet dans une entreprise.", .orderOfAcademie),
        ("Texte de la convention", "Articles, annexes et logo de l’établissement.", .agreementTemplates),
        ("Annexes pédagogiques", "Activités et compétences par filière.", .teachingAnnexes),
        ("Documents de l’établissement", "Vos modèles Word ou LibreOffice à fusionner.", .mergeTemplates),
    ]
    let lines = items.map { title, text, link -> HTML in
        "<li><div><a href=\"\(link)\">\(title)</a><p>\(text)</p></div></li>"
    }
    return Page(
        "Conventions", in: .settings,
        "\(settingsHead(.agreements, for: author))<div class=\"panel section\"><ul class=\"lines\">\(lines)</ul></div>")
}

/// Head of a page under « Réglages, Conventions ».
func agreementSettingHead(_ title: String, _ text: String, actions: [HTML] = []) -> HTML {
    pageHead(
        title, crumbs: [("Réglages", .settings), ("Conventions", .agreementSettings)], meta: [HTML(text: text)],
        actions: actions)
}

// MARK: Steps

func stepSettingsPage(_ state: FormState, _ count: Int, _ visit: Visit) -> Page {
    let rows = (0..<min(count, Workflow.most + 1)).map { stepRow($0, state) }
    let head = agreementSettingHead(
        "Étapes et délais", "Le rang donne l’ordre. Une étape qui n’est pas suivie garde ce qui y a été noté.")
    return Page(
        "Étapes et délais", in: .settings,
        """
        \(head)\(postForm(.stepSettings, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])"><input type="hidden" name="lignes" value="\(count)">\
            <div class="tablebox"><table class="list asrows stepsettings"><caption class="vh">Étapes</caption><thead><tr>\
            <th scope="col">Rang</th><th scope="col">Étape</th><th scope="col">Nature</th><th scope="col">Qui</th>\
            <th scope="col">Jours</th><th scope="col">À partir de</th><th scope="col">Suivie</th></tr></thead>\
            <tbody>\(rows)</tbody></table></div><p class="hint">Jours : nombre négatif avant, positif après. \
            La dernière ligne ajoute une étape.</p>\(formEnd("Enregistrer les étapes", cancel: .agreementSettings))
            """))
        """)
}

private func stepRow(_ index: Int, _ state: FormState) -> HTML {
    let code = state["code-\(index)"]
    let isNew = code.isEmpty
    let name = isNew ? "nouvelle étape" : state["libelle-\(index)"]
    let source = WorkflowStep.usual.first { $0.code == code }?.source ?? .typed
    let known: HTML? = source == .typed ? nil : "<small class=\"muted\">Se remplit seule : \(source.label).</small>"
    let active: HTML =
        isNew
        ? ""
        : """
        <input type="checkbox" name="suivi-\(index)" value="1"\(state["suivi-\(index)"] == "1" ? " checked" as HTML : nil) \
        aria-label="Suivre \(name)">
        """
    return """
        <tr><td data-label="Rang"><input type="hidden" name="code-\(index)" value="\(code)">\(smallField("rang-\(index)", state, "Rang de \(name)", "numeric"))</td>\
        <td data-label="Étape">\(smallField("libelle-\(index)", state, "Nom de \(name)", nil))\(known)</td>\
        <td data-label="Nature">\(smallSelect("nature-\(index)", state, "Nature de \(name)", WorkflowStep.Kind.allCases.map { ($0.rawValue, $0.label) }))</td>\
        <td data-label="Qui">\(smallSelect("acteur-\(index)", state, "Qui se charge de \(name)", WorkflowStep.Actor.allCases.map { ($0.rawValue, $0.label) }))</td>\
        <td data-label="Jours">\(smallField("jours-\(index)", state, "Jours pour \(name)", nil))</td>\
        <td data-label="À partir de">\(smallSelect("base-\(index)", state, "Jour de référence de \(name)", WorkflowStep.Base.allCases.map { ($0.rawValue, $0.shortLabel) }))</td>\
        <td data-label="Suivie">\(active)</td></tr>
        """
}

private func smallField(_ name: String, _ state: FormState, _ label: String, _ mode: String?) -> HTML {
    let input: HTML? = mode.map { " inputmode=\"\($0)\"" }
    let problem: HTML? = state.problem(name).map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    return """
        <input id="f-\(name)" name="\(name)" value="\(state[name])" aria-label="\(label)"\(input)>\(problem)
        """
}

private func smallSelect(_ name: String, _ state: FormState, _ label: String, _ choices: [(String, String)]) -> HTML {
    let options = choices.map { value, text -> HTML in
        "<option value=\"\(value)\"\(value == state[name] ? " selected" as HTML : nil)>\(text)</option>"
    }
    return "<select name=\"\(name)\" aria-label=\"\(label)\">\(options)</select>"
}

// MARK: Signatures and reminders

func orderSettingsPage(
    _ order: AgreementSetting<SigningOrder>, _ reminders: AgreementSetting<ReminderRules>, _ state: FormState,
    _ visit: Visit
) -> Page {
    let head = agreementSettingHead(
        "Signatures et relances",
        "Aucun texte ne fixe l’ordre des signatures : un autre ordre est signalé, jamais refusé.")
    let ranks = order.value.parties.enumerated().map { index, party -> HTML in
        let name = "rang-" + party.rawValue
        let shown = state.values.has(name) ? state : FormState([(name, String(index + 1))])
        return field(shown, name, party.label, FieldOptions(inputMode: "numeric", style: "narrow"))
    }
    var typed = FormState([
        ("delai", String(reminders.value.cooldownDays)), ("nombre", String(reminders.value.most)),
        ("apres_depart", reminders.value.afterStart ? "1" : ""),
    ])
    if state.values.has("delai") { typed = state }
    return Page(
        "Signatures et relances", in: .settings,
        """
        \(head)\(errorSummary(state))<div class="columns section"><div>\(panel("Ordre des signatures", """
            <form class="form" method="post" action="\(Link.orderSettings)" novalidate>\(visit.hiddenFields)\
            <input type="hidden" name="version" value="\(order.version)">\(ranks)\(formEnd("Enregistrer l’ordre"))</form>
            """))</div><div>\(panel("Relances", """
            <form class="form" method="post" action="\(Link.agreementSettings.appending("relances"))" novalidate>\(visit.hiddenFields)\
            <input type="hidden" name="version" value="\(reminders.version)">\
            \(field(typed, "delai", "Jours entre deux courriels à la même personne", FieldOptions(inputMode: "numeric")))\
            \(field(typed, "nombre", "Courriels au plus par personne et par convention", FieldOptions(inputMode: "numeric")))\
            \(checkbox(typed, "apres_depart", "Relancer encore après le départ"))\(formEnd("Enregistrer les relances"))</form>
            """))</div></div>
        """)
}

// MARK: Mails

func mailSettingsPage(_ state: FormState, _ visit: Visit) -> Page {
    let head = agreementSettingHead(
        "Courriels", "Courts, signés d’une personne, avec une seule chose à faire.")
    let marks = AgreementMailTexts.marks.map { mark -> HTML in
        "<dt>{\(mark.name)}</dt><dd>\(mark.meaning)</dd>"
    }
    return Page(
        "Courriels", in: .settings,
        """
        \(head)<div class="columns section"><div>\(postForm(.mailSettings, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            <fieldset class="group"><legend>Envoi de la convention</legend>\(field(state, "envoi_objet", "Objet"))\
            \(textArea(state, "envoi_texte", "Texte", rows: 12))</fieldset>\
            <fieldset class="group"><legend>Relance</legend>\(field(state, "relance_objet", "Objet"))\
            \(textArea(state, "relance_texte", "Texte", rows: 12))</fieldset>\
            \(formEnd("Enregistrer les courriels", cancel: .agreementSettings))
            """))</div><div>\(panel("Mots entre accolades", "<dl class=\"facts\">\(marks)</dl>"))</div></div>
        """)
}

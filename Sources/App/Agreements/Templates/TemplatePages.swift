import Domain

func templateListPage(_ lines: [AgreementTemplateLine], _ author: Author, today: LocalDate, _ visit: Visit) -> Page {
    let inUse = lines.first { $0.state == .inUse }
    let draft = lines.first { $0.state == .draft }
    let begin: HTML =
        draft.map { button("Reprendre le brouillon", to: .agreementTemplate($0.id), icon: "edit", style: "primary") }
        ?? postButton("Commencer une version", to: .agreementTemplates, visit: visit, icon: "plus", style: "primary")
    let head = agreementSettingHead(
        "Texte de la convention", "Chaque convention garde le texte avec lequel elle a été imprimée.", actions: [begin])
    let back: HTML? =
        inUse == nil
        ? nil
        : postButton(
            "Revenir au texte d’origine", to: Link.agreementTemplates.appending("origine"), visit: visit, icon: "undo",
            style: "small")
    let origin: HTML = """
        <li><div><strong>Texte d’origine, \(AgreementUsualText.name)</strong><p>Les quinze mentions de l’article D.\u{A0}124-4, pour un élève ou un étudiant.</p></div>\
        \(inUse == nil ? badge("En service", .done) : back ?? "")</li>
        """
    let items = lines.map { line -> HTML in
        let used = line.usedFrom.map { "en service depuis le \($0.long), " } ?? ""
        return """
            <li><div><a href="\(Link.agreementTemplate(line.id))">Version n°\u{A0}\(line.rank)</a><p>\(used)par \(line.createdBy), \
            \(FrenchNumber.counted(line.agreements, "convention", "conventions"))</p></div>\(badge(line.state.label, line.state.tone))</li>
            """
    }
    return Page(
        "Texte de la convention", in: .settings,
        "\(head)<div class=\"panel section\"><ul class=\"lines\">\(items)\(origin)</ul></div>")
}

extension AgreementTemplateRow.State {
    var tone: Tone {
        switch self {
        case .draft: .waiting
        case .inUse: .done
        case .retired: .neutral
        }
    }
}

func templatePage(_ row: AgreementTemplateRow, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Texte, version n°\u{A0}\(row.rank)"
    let link = Link.agreementTemplate(row.id)
    let isDraft = row.state == .draft
    let head = pageHead(
        title, crumbs: [("Réglages", .settings), ("Conventions", .agreementSettings), ("Texte", .agreementTemplates)],
        meta: [badge(row.state.label, row.state.tone)],
        actions: isDraft
            ? [postButton("Mettre en service", to: link.appending("service"), visit: visit, icon: "check")] : [])
    return Page(
        title, in: .settings,
        """
        \(head)\(errorSummary(state))<div class="columns section"><div>\(isDraft ? templateForm(row, state, link, visit) : fixedTemplate(row, link, visit))</div>\
        <div>\(guardPanel(state["texte"]))\(helpPanels)</div></div>
        """)
}

private func templateForm(_ row: AgreementTemplateRow, _ state: FormState, _ link: Link, _ visit: Visit) -> HTML {
    let remove: HTML? = row.logo == nil ? nil : checkbox(state, "sans_logo", "Retirer le logo actuel")
    return """
        <form class="form" method="post" action="\(link)" enctype="multipart/form-data" data-again novalidate>\(visit.hiddenFields)\
        <input type="hidden" name="version" value="\(state["version"])">\
        \(textArea(state, "texte", "Articles et annexes", hint: "Un article par titre « # ». La liste des mots entre accolades est à côté.", rows: 30))\
        \(fileField(state, "logo", "Logo", hint: "PNG ou JPEG, 500\u{A0}Ko au plus. Facultatif.", accept: ".png,.jpg,.jpeg"))\(remove)\
        <div class="formend"><button class="btn primary">\(icon("check")) Enregistrer le brouillon</button>\
        <button class="btn" formaction="\(link.appending("apercu"))" formtarget="_blank">\(icon("eye")) Voir le PDF</button>\
        <a class="btn quiet" href="\(Link.agreementTemplates)">Annuler</a></div></form>
        """
}

private func fixedTemplate(_ row: AgreementTemplateRow, _ link: Link, _ visit: Visit) -> HTML {
    """
    \(notice(.info, "<p>Cette version a servi : elle ne change plus. Commencez-en une nouvelle pour la modifier.</p>"))\
    <form method="post" action="\(link.appending("apercu"))" data-again>\(visit.hiddenFields)<input type="hidden" name="texte" value="\(row.content)">\
    <button class="btn">\(icon("eye")) Voir le PDF</button></form><div class="panel section prewrap"><p>\(HTML.lines(row.content))</p></div>
    """
}

/// What the text as it is would lose, live at each save.
private func guardPanel(_ content: String) -> HTML {
    guard let text = try? TemplateText(parsing: content) else {
        return panel("Mentions obligatoires", "<p class=\"hint\">Corrigez d’abord le texte.</p>")
    }
    let lost = text.lostMentions
    guard !lost.isEmpty else {
        return panel("Mentions obligatoires", "<p>\(badge("Les quinze y sont", .done))</p>")
    }
    let items = lost.map { "<li class=\"late\">\(icon("alert"))<div>\($0.sentence)</div></li>" as HTML }
    return
        "<section class=\"panel findings\" aria-labelledby=\"lost\"><h2 id=\"lost\">Mentions perdues</h2><ul>\(items)</ul></section>"
}

private var helpPanels: HTML {
    let variables = TemplateVariable.allCases.map { "<dt>{\($0.rawValue)}</dt><dd>\($0.meaning)</dd>" as HTML }
    let blocks = TemplateBlock.allCases.map { "<dt>{bloc \($0.rawValue)}</dt><dd>\($0.meaning)</dd>" as HTML }
    let conditions = TemplateCondition.allCases.map { "<dt>[si \($0.rawValue)]</dt><dd>\($0.meaning)</dd>" as HTML }
    return """
        \(panel("Comment écrire", "<p>« # » ouvre un article, une ligne vide finit un paragraphe, ** met en gras. [sinon] et [fin] ferment une condition. [mentions 9] dit ce qu’un article énonce.</p>"))\
        <details class="panel"><summary><h2>Mots entre accolades</h2></summary><dl class="facts">\(variables)</dl></details>\
        <details class="panel"><summary><h2>Blocs et conditions</h2></summary><dl class="facts">\(blocks)\(conditions)</dl></details>
        """
}

import Domain

extension Link {
    static let capacity = Link("/capacite")

    static func hostSite(_ id: ID<Company>) -> Link { Link.company(id).appending("lieu") }
}

func hostSitePage(_ view: HostSiteView, _ sheet: FormState, _ declaration: FormState, _ visit: Visit) -> Page {
    let company = view.company
    return Page(
        "Lieu d’accueil, \(company.displayName)", in: .companies,
        """
        \(pageHead(
            "Le lieu d’accueil", crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))],
            meta: ["Usage interne\u{A0}: rien n’est publié ni envoyé"]))\
        <div class="columns"><div>\(sheetPanel(view, sheet, visit))\(historyPanel(view))</div>\
        <div>\(sitePlaces(view))\(declarationsPanel(view, declaration, visit))</div></div>
        """)
}

private func sheetPanel(_ view: HostSiteView, _ state: FormState, _ visit: Visit) -> HTML {
    let sheet = view.sheet
    let known = facts(
        [
            ("Transports", sheet.transport.isEmpty ? nil : .lines(sheet.transport)),
            ("Équipement", sheet.equipment.isEmpty ? nil : .lines(sheet.equipment)),
            ("Accessibilité", sheet.accessibility.isEmpty ? nil : .lines(sheet.accessibility)),
            ("Règles de la maison", sheet.houseRules.isEmpty ? nil : .lines(sheet.houseRules)),
            ("Repas", sheet.meals.isEmpty ? nil : .lines(sheet.meals)),
        ], above: true)
    guard view.author.may(.editCompanies) else {
        return panel("Venir et s’équiper", known.isEmpty ? "<p class=\"hint\">Rien n’est encore noté.</p>" : known)
    }
    let open: HTML? = state.problems.isEmpty && !known.isEmpty ? nil : " open"
    let shown = state.problems.isEmpty ? FormState(sheet) : state
    return panel(
        "Venir et s’équiper",
        """
        \(known)<details class="more"\(open)><summary>Compléter la fiche</summary>\(postForm(Link.hostSite(view.company.id).appending("fiche"), shown, visit: visit, """
            <input type="hidden" name="version" value="\(shown["version"])">\
            \(textArea(shown, "transport", "Transports", hint: "Bus, train, horaires utiles, vélo.", optional: true, rows: 2))\
            \(textArea(shown, "equipements", "Équipement", hint: "Ce que l’élève apporte, ce que l’entreprise prête.", optional: true, rows: 2))\
            \(textArea(shown, "accessibilite", "Accessibilité", hint: "Fauteuil, bruit, éclairage. Aucune donnée sur un élève.", optional: true, rows: 2))\
            \(textArea(shown, "regles", "Règles de la maison", optional: true, rows: 2))\
            \(field(shown, "repas", "Repas", FieldOptions(optional: true)))\(formEnd("Enregistrer la fiche"))
            """))</details>
        """)
}

private func historyPanel(_ view: HostSiteView) -> HTML {
    let items = view.history.map { event -> HTML in
        """
        <li>\(icon("shield"))<div><p class="what">\(event.state.badge)</p><p class="when">le \(event.decidedOn.long), par \(event.decidedBy)</p>\
        <p class="say">\(event.reason)</p></div></li>
        """
    }
    let link: HTML? =
        view.author.may(.recordFollowUp)
        ? "<p class=\"small\"><a href=\"\(Link.company(view.company.id).appending("accueil"))\">Sécurité, bilans et décision</a></p>"
        : nil
    return panel(
        "États successifs",
        items.isEmpty
            ? "<p class=\"hint\">Aucune décision depuis que l’historique est tenu.</p>\(link)"
            : "<ol class=\"timeline\">\(items)</ol>\(link)")
}

private func sitePlaces(_ view: HostSiteView) -> HTML {
    let items = view.places.map { place -> HTML in
        let level = TrainingLevel(rawValue: place.level)?.label ?? "Tous niveaux"
        return """
            <li><div><strong>\(place.stream.isEmpty ? "Toutes filières" : place.stream)</strong><p>\(level)</p></div>\
            <span class="detail">\(FrenchNumber.counted(place.count, "place", "places"))</span></li>
            """
    }
    let add: HTML? =
        view.author.may(.editCompanies)
        ? button("Ajouter", to: Link.company(view.company.id).appending("places"), icon: "plus", style: "small") : nil
    return panel(
        "Places par filière et niveau", action: add,
        items.isEmpty ? "<p class=\"hint\">Aucune place annoncée cette année.</p>" : "<ul class=\"lines\">\(items)</ul>"
    )
}

private func declarationsPanel(_ view: HostSiteView, _ state: FormState, _ visit: Visit) -> HTML {
    let items = view.declarations.map { declaration -> HTML in
        let remove: HTML? =
            view.author.may(.editCompanies)
            ? postButton(
                "Retirer", to: Link("/declarations", [declaration.id.rawValue, "retrait"]), visit: visit,
                style: "small quiet") : nil
        return """
            <li><div><strong>\(declaration.trade)</strong> \(declarationBadge(declaration, view.today))<p>\(declaration.works)</p>\
            <p>Déclarée le \(declaration.declaredOn.long)\(declaration.reference.isEmpty ? "" : ", \(declaration.reference)")</p></div>\(remove)</li>
            """
    }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune déclaration de dérogation. Un mineur ne fait pas de travaux réglementés sans elle.</p>"
        : "<ul class=\"lines\">\(items)</ul>"
    guard view.author.may(.editCompanies) else { return panel("Travaux réglementés", list) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let trades = view.trades.prefix(4).map(\.label).joined(separator: ", ")
    let limit = view.years > 0 ? "\(FrenchNumber.counted(view.years, "an", "ans")) après si vous ne dites rien." : nil
    return panel(
        "Travaux réglementés",
        """
        \(list)<details class="more"\(open)><summary>Noter une déclaration</summary>\(postForm(Link.hostSite(view.company.id).appending("declarations"), state, visit: visit, """
            \(field(state, "metier", "Métier ou formation", FieldOptions(hint: trades)))\
            \(textArea(state, "travaux", "Travaux déclarés", rows: 2))\
            <div class="pair">\(dateField(state, "declaree_le", "Déclarée le"))\(dateField(state, "expire_le", "Valable jusqu’au", hint: limit, optional: true))</div>\
            \(field(state, "reference", "Référence de l’envoi à l’inspection du travail", FieldOptions(optional: true)))\(formEnd("Noter la déclaration"))
            """))</details>
        """)
}

private func declarationBadge(_ declaration: HostDeclaration, _ today: LocalDate) -> HTML {
    switch declaration.state(on: today) {
    case .valid: badge("Jusqu’au \(declaration.expiresOn.long)", .done)
    case .ending: badge("Expire le \(declaration.expiresOn.long)", .soon)
    case .expired: badge("Expirée le \(declaration.expiresOn.long)", .late)
    }
}

/// A line on the page of the company.
func hostSiteLine(_ company: ID<Company>, _ declarations: [HostDeclaration], _ today: LocalDate) -> HTML {
    let last = declarations.first.map { declarationBadge($0, today) }
    return """
        <p class="small"><a href="\(Link.hostSite(company))">Venir, s’équiper, travaux réglementés</a> \(last)</p>
        """
}

// MARK: Capacity

/// Where places miss, and which declarations end.
struct CapacityView: Sendable {
    let lines: [CapacityLine]
    let ending: [EndingDeclaration]
    let today: LocalDate
    let year: Int
    let author: Author
}

func capacityPage(_ view: CapacityView) -> Page {
    let missing = view.lines.reduce(0) { $0 + $1.gap }
    let body: HTML =
        view.lines.isEmpty
        ? emptyState(
            "place", "Aucune PFMP à venir cette année",
            "Quand les périodes sont planifiées, cette page compare les élèves attendus et les places annoncées par les entreprises."
        )
        : """
        \(panel("Places annoncées et élèves à placer", "\(capacityChart(view))\(capacityTable(view))<p class=\"hint\">Une place «\u{A0}tous niveaux\u{A0}» sert le niveau qui manque le plus\u{A0}; elle n’est comptée qu’une fois dans la filière. Les places «\u{A0}toutes filières\u{A0}» sont à part\u{A0}: chaque filière peut y prétendre, aucune n’en est sûre. Un manque qu’elles peuvent combler est en jaune.</p>"))
        """
    return Page(
        "Lieux d’accueil", in: .requests,
        """
        \(partnerHead(
            "Où manque-t-il des places\u{A0}?", .capacity,
            meta: [HTML(text: "\(view.year)-\(view.year + 1), périodes à venir"), HTML(text: FrenchNumber.counted(missing, "place manque", "places manquent"))],
            for: view.author))\
        \(endingPanel(view))\(body)
        """)
}

private func capacityTable(_ view: CapacityView) -> HTML {
    listTable(
        "Places et élèves, par filière, niveau et période", Array(view.lines.prefix(80)),
        [
            Column("Filière", header: true) { line in
                "\(line.stream.isEmpty ? "Sans filière" : line.stream) <span class=\"small muted\">\(line.classes.joined(separator: ", "))</span>"
            },
            Column("Niveau") { HTML(text: $0.level?.label ?? "Non précisé") },
            Column("Période") {
                "<span><span class=\"nowrap\">\($0.startsOn.short)</span> – <span class=\"nowrap\">\($0.endsOn.short)</span></span>"
            },
            Column("Élèves", numeric: true) { HTML(text: String($0.need)) },
            Column("Déjà placés", numeric: true) { HTML(text: String($0.placed)) },
            Column("Places annoncées", numeric: true) { line in
                line.shared == 0
                    ? HTML(text: String(line.capacity))
                    : "<span>\(line.capacity) <span class=\"sub\">dont \(line.shared) tous niveaux</span></span>"
            },
            Column("Toutes filières", numeric: true) { HTML(text: String($0.open)) },
            Column("Manque", numeric: true) { line in
                line.gap == 0
                    ? badge("Assez", .done)
                    : badge(String(line.gap), line.placed >= line.need || line.open >= line.gap ? .soon : .late)
            },
        ])
}

/// One pair of bars a line: learners in grey, places above in colour. The table beside holds the numbers.
private func capacityChart(_ view: CapacityView) -> HTML? {
    let lines = view.lines.prefix(14)
    guard lines.count > 1 else { return nil }
    let most = max(1, lines.map { max($0.need, $0.capacity) }.max() ?? 1)
    let bars = lines.enumerated().map { index, line -> HTML in
        let y = index * 26 + 4
        let need = 260 * line.need / most
        let places = 260 * line.capacity / most
        let full = [line.stream, line.level?.short ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        let name = full.count > 26 ? full.prefix(25) + "…" : full[...]
        return """
            <text x="0" y="\(y + 13)">\(String(name))</text><rect class="before" x="170" y="\(y)" width="\(need)" height="9"></rect>\
            <rect class="\(line.gap == 0 ? "done" : "late")" x="170" y="\(y + 10)" width="\(places)" height="9"></rect>
            """
    }
    return """
        <svg class="bars" viewBox="0 0 440 \(lines.count * 26 + 8)" role="img" aria-label="Élèves et places par filière et période\u{A0}; les nombres sont dans le tableau.">\(bars)</svg>\
        <p class="hint">En gris, les élèves à placer\u{A0}; dessous, les places annoncées\u{A0}: vert si elles suffisent, brun sinon.</p>
        """
}

private func endingPanel(_ view: CapacityView) -> HTML {
    let items = view.ending.prefix(20).map { line -> HTML in
        let isOver = line.expiresOn <= view.today
        return """
            <li><div><a href="\(Link.hostSite(line.companyId))">\(line.name)</a><p>\(line.trade)</p></div>\
            \(badge("\(isOver ? "Expirée" : "Expire") le \(line.expiresOn.short)", isOver ? .late : .soon))</li>
            """
    }
    return panel(
        "Déclarations à refaire",
        items.isEmpty
            ? "<p class=\"hint\">Aucune déclaration de travaux réglementés n’expire dans les deux mois.</p>"
            : "<ul class=\"lines\">\(Array(items))</ul>")
}

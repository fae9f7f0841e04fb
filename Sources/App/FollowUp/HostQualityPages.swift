import Domain

/// What the school knows of a place as a place to learn in: state, safety, what learners say. Internal.
func hostQualityPage(_ view: HostQualityView, check: FormState, decision: FormState, _ visit: Visit) -> Page {
    let company = view.company
    let meta: [HTML] = [view.state.badge, "Usage interne\u{A0}: rien n’est publié ni envoyé"]
    return Page(
        "Accueil chez \(company.displayName)", in: .companies,
        """
        \(pageHead("Accueil chez \(company.displayName)", crumbs: [("Entreprises", .companies), (company.displayName, .company(company.id))], meta: meta))\
        <div class="columns"><div>\(checksPanel(view))\(checkForm(view, check, visit))\(reportsPanel(view))</div>\
        <div>\(decisionPanel(view, decision, visit))\(memoryPanel(view))</div></div>
        """)
}

extension HostQuality.State {
    var badge: HTML {
        switch self {
        case .toQualify: App.badge(label, .neutral)
        case .qualified: App.badge(label, .done)
        case .watched: App.badge(label, .soon)
        case .suspended, .closed: App.badge(label, .late)
        }
    }
}

private func checksPanel(_ view: HostQualityView) -> HTML {
    guard let last = view.checks.first else {
        return panel(
            "Sécurité du lieu",
            emptyState(
                "shield", "Ce lieu n’a pas encore été vérifié",
                "Visitez-le avant le premier placement, avec la liste du métier."))
    }
    let points = view.checklist(last.trade)?.points ?? []
    let items = points.compactMap { point -> HTML? in
        last.answers.values[point.code].map { answer in
            "<li><div>\(point.label)</div>\(badge(answer.label, answer == .yes ? .done : answer == .no ? .late : .neutral))</li>"
        }
    }
    let older = view.checks.dropFirst().map { check -> HTML in
        "<li><div>\(check.checkedOn.long), par \(check.checkedBy)</div>\(check.outcome.label)</li>"
    }
    let past: HTML? =
        older.isEmpty
        ? nil
        : "<details class=\"more\"><summary>Vérifications précédentes</summary><ul class=\"lines\">\(Array(older))</ul></details>"
    return panel(
        "Sécurité du lieu",
        """
        \(safetySummary(last, view.today))<p class="hint">\(view.checklist(last.trade)?.label), par \(last.checkedBy)</p>\
        <ul class="lines">\(items)</ul>\(past)
        """)
}

private func checkForm(_ view: HostQualityView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard view.author.may(.recordFollowUp) else { return nil }
    let link = Link.company(view.company.id).appending("accueil")
    let trade = state["metier"].isEmpty ? view.checks.first?.trade ?? "general" : state["metier"]
    guard let list = view.checklist(trade) else { return nil }
    let lists = view.checklists.map { choice -> HTML in
        let current: HTML? = choice.trade == list.trade ? " aria-current=\"true\"" : nil
        return
            "<li><a class=\"chip\" href=\"\(link.with([("metier", choice.trade)]).fragment("verifier"))\"\(current)>\(choice.label)</a></li>"
    }
    let answers = SafetyAnswers.Answer.allCases.map { (value: $0.rawValue, label: $0.label) }
    var state = state
    if state["equipements"].isEmpty { state.values.set("equipements", list.equipment.joined(separator: "\n")) }
    if state["interdits"].isEmpty { state.values.set("interdits", list.forbidden.joined(separator: "\n")) }
    let shown = state
    let body: HTML = """
        <input type="hidden" name="metier" value="\(list.trade)">\
        \(list.points.map { radios(shown, "point_\($0.code)", $0.label, answers) })\
        <div class="pair">\(textArea(shown, "equipements", "À apporter", optional: true, rows: 2))\
        \(textArea(shown, "interdits", "Interdit à l’élève", optional: true, rows: 2))</div>\
        \(radios(shown, "avis", "Votre avis", SafetyCheck.Outcome.allCases.map { ($0.rawValue, $0.label) }))\
        \(textArea(shown, "remarques", "Remarques", optional: true, rows: 2))\
        \(dateField(shown, "vu_le", "Vu le", hint: "Aujourd’hui si vous ne dites rien.", optional: true))\
        \(formEnd("Enregistrer la vérification", icon: "shield"))
        """
    let open: HTML? = state.problems.isEmpty && state["metier"].isEmpty ? nil : " open"
    return """
        <details class="panel" id="verifier"\(open)><summary><h2>\(icon("shield")) Vérifier la sécurité</h2></summary>\
        <ul class="chips" aria-label="Liste du métier">\(lists)</ul>\
        \(errorSummary(state))<form class="form" method="post" action="\(link.appending("securite"))" data-offline="\(link.path)" novalidate>\(visit.hiddenFields)\(body)</form></details>
        """
}

private func decisionPanel(_ view: HostQualityView, _ state: FormState, _ visit: Visit) -> HTML {
    let reasons = view.proposal.reasons.map { "<li><div>\($0)</div></li>" as HTML }
    let decided: HTML =
        view.quality.map { quality in
            "<p>\(quality.state.badge) <span class=\"muted small\">le \(quality.decidedOn.long), par \(quality.decidedBy)</span></p><p class=\"small\">\(quality.reason)</p>"
        } ?? "<p class=\"hint\">Rien n’a encore été décidé.</p>"
    let choices = HostQuality.State.allCases.map { ($0.rawValue, $0.label) }
    var shown = state
    if shown["etat"].isEmpty { shown.values.set("etat", view.proposal.state.rawValue) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form: HTML? =
        view.author.may(.editCompanies)
        ? """
        <details class="more"\(open)><summary>Décider</summary>\(postForm(Link.company(view.company.id).appending("accueil").appending("etat"), shown, visit: visit, """
            <input type="hidden" name="version" value="\(view.quality?.version ?? 0)">\
            \(selectField(shown, "etat", "État du lieu", choices))\
            \(textArea(shown, "motif", "Motif", hint: "Il reste dans l’historique. Sans nom d’élève.", rows: 2))\(formEnd("Décider"))
            """))</details>
        """ : nil
    return panel(
        "État du lieu",
        """
        \(decided)\(form)<footer><p>Bureau propose\u{A0}: \(view.proposal.state.badge)</p><ul class="lines">\(reasons)</ul></footer>
        """)
}

private func memoryPanel(_ view: HostQualityView) -> HTML? {
    guard let list = view.checks.first.flatMap({ view.checklist($0.trade) }) ?? view.checklists.first else {
        return nil
    }
    return panel(
        "Mémoire du métier\u{A0}: \(list.label)",
        facts(
            [
                ("À apporter", list.equipment.isEmpty ? nil : .lines(list.equipment.joined(separator: "\n"))),
                ("Interdit", list.forbidden.isEmpty ? nil : .lines(list.forbidden.joined(separator: "\n"))),
            ], above: true))
}

private func reportsPanel(_ view: HostQualityView) -> HTML {
    guard !view.reports.isEmpty else {
        return panel(
            "Ce qu’en disent les élèves",
            "<p class=\"hint\">Aucun bilan d’élève pour l’instant. Il se remplit par un lien personnel en fin de PFMP.</p>"
        )
    }
    let items = view.reports.map { report -> HTML in
        let mean = report.ratings.meanTenths.map { HostQualityProposal.spelled($0) + " sur 4" } ?? "sans note"
        let again: HTML? = report.again.map { $0 ? badge("conseillé", .done) : badge("déconseillé", .late) }
        let words = [report.comment, report.wishes].filter { !$0.isEmpty }.map {
            "<p class=\"say\">\(HTML.lines($0))</p>" as HTML
        }
        return """
            <li>\(icon("star"))<div><p class="what">\(mean) \(again)</p><p class="when">\(report.classCode), \(report.filledOn.long)</p>\(words)</div></li>
            """
    }
    return panel("Ce qu’en disent les élèves", "<ol class=\"timeline\">\(items)</ol>")
}

/// A line on the page of the company, and when a place is chosen (I19).
func hostQualityLine(_ quality: HostQuality?, _ check: SafetyCheck?, _ company: ID<Company>, _ today: LocalDate) -> HTML
{
    let safety: HTML =
        check.map { safetySummary($0, today) } ?? "<p class=\"hint\">Sécurité du lieu pas encore vérifiée.</p>"
    return panel(
        "Accueil et sécurité", action: (quality?.state ?? .toQualify).badge,
        "\(safety)<p class=\"small\"><a href=\"\(Link.company(company).appending("accueil"))\">Vérifier, décider, lire les bilans</a></p>"
    )
}

extension SchoolDatabase {
    /// What is shown of a place while somebody chooses it (I19).
    func hostMemory(of company: ID<Company>, on today: LocalDate) throws -> HTML {
        let check = try safetyChecks(of: company).first
        let state = try quality(of: company)?.state ?? .toQualify
        let safety: HTML = check.map { safetySummary($0, today) } ?? "<p>Sécurité du lieu pas encore vérifiée.</p>"
        return """
            <details class="more"\(state.takesLearners ? nil : " open" as HTML)><summary>Ce que l’on sait de ce lieu \(state.badge)</summary>\(safety)</details>
            """
    }
}

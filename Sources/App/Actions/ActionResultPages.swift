import Domain
import Persistence

// What remains of an action: opinions, effects, journal.

func opinionPanel(_ view: ActionView, _ visit: Visit) -> HTML? {
    guard view.action.state.isDone else { return nil }
    let groups = ActionFeedback.Giver.allCases.compactMap { giver -> HTML? in
        let answers = view.feedback.filter { $0.givenBy == giver }
        guard !answers.isEmpty else { return nil }
        return opinionGroup(giver, answers, asked: asked(giver, view))
    }
    let thanks = view.guests.count { $0.state == .present && $0.thankedAt == nil && $0.email != nil }
    let send: HTML? =
        view.mayOrganise && thanks > 0
        ? postButton(
            "Remercier et demander un avis (\(thanks))", to: view.link.appending("envoi"), visit: visit, icon: "send",
            style: "small", fields: [("courriel", GuestMail.thanks.rawValue)]) : nil
    let body: HTML =
        groups.isEmpty
        ? "<p class=\"hint\">Aucun avis pour l’instant. Notez qui est venu, remerciez : le lien vers l’avis part avec le merci.</p>"
        : .joined(groups)
    return panel("Satisfaction", action: send, body)
}

private func asked(_ giver: ActionFeedback.Giver, _ view: ActionView) -> Int {
    switch giver {
    case .company: view.guests.count { $0.state == .present }
    case .learner: view.present
    }
}

/// Mean, answers over people asked, and how many gave each of the four answers.
private func opinionGroup(_ giver: ActionFeedback.Giver, _ answers: [ActionFeedback], asked: Int) -> HTML {
    let sum = answers.reduce(0) { $0 + $1.rating }
    let tenths = (sum * 10 + answers.count / 2) / answers.count
    let rows = (1...4).reversed().map { rating -> HTML in
        let count = answers.count { $0.rating == rating }
        return "<tr><th scope=\"row\">\(ActionFeedback.scale[rating - 1])</th><td class=\"num\">\(count)</td></tr>"
    }
    let remarks = answers.filter { !$0.remark.isEmpty }.prefix(10).map { "<li class=\"say\">\($0.remark)</li>" as HTML }
    let questions = Set(answers.map(\.question)).sorted().joined(separator: " ")
    return """
        <h3>\(giver.label)\u{A0}: \(tenths / 10),\(tenths % 10) sur 4</h3><p class="hint">« \(questions) » \
        \(FrenchNumber.counted(answers.count, "réponse", "réponses")) sur \(max(asked, answers.count)).</p>\
        <table class="list"><caption class="vh">Réponses, \(giver.label)</caption><thead class="vh"><tr><th scope="col">Réponse</th><th scope="col">Nombre</th></tr></thead><tbody>\(rows)</tbody></table>\
        \(remarks.isEmpty ? nil : "<ul class=\"lines\">\(remarks)</ul>" as HTML)
        """
}

func effectPanel(_ view: ActionView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard view.action.state.isDone else { return nil }
    let contracts = view.meetings.count { $0.outcome == .contract }
    let placements = view.meetings.count { $0.outcome == .placement }
    var seen: [HTML] = []
    if placements > 0 { seen.append("<li>\(placements) stage\(placements > 1 ? "s" : "") promis en rendez-vous</li>") }
    if contracts > 0 { seen.append("<li>\(contracts) contrat\(contracts > 1 ? "s" : "") promis en rendez-vous</li>") }
    if view.placementsBorn > 0 {
        seen.append(
            "<li>\(FrenchNumber.counted(view.placementsBorn, "placement vu depuis", "placements vus depuis")) entre ces élèves et ces entreprises</li>"
        )
    }
    let noted = view.effects.map { effect -> HTML in
        let company = effect.companyId.flatMap { view.companies[$0] }
        let detail = [company, effect.note.isEmpty ? nil : effect.note].compactMap(\.self).joined(separator: "\u{A0}: ")
        let remove: HTML? =
            view.mayOrganise
            ? postButton(
                "Retirer", to: Link("/effets", [effect.id.rawValue, "retrait"]), visit: visit, style: "small quiet")
            : nil
        return
            "<li><div><strong>\(effect.kind.label)\u{A0}: \(effect.count)</strong><p>\(detail) (noté le \(effect.notedOn.short))</p></div>\(remove)</li>"
    }
    let list: HTML =
        seen.isEmpty && noted.isEmpty
        ? "<p class=\"hint\">Rien de noté. Dans six mois, que sera-t-il né de cette action\u{A0}?</p>"
        : "\(seen.isEmpty ? nil : "<ul class=\"plain\">\(seen)</ul>" as HTML)\(noted.isEmpty ? nil : "<ul class=\"lines\">\(noted)</ul>" as HTML)"
    return panel("Effets", "\(list)\(view.mayOrganise ? effectForm(view, state, visit) : nil)")
}

private func effectForm(_ view: ActionView, _ state: FormState, _ visit: Visit) -> HTML {
    let companies = view.companies.sorted { SearchKey($0.value).rawValue < SearchKey($1.value).rawValue }.map {
        (value: $0.key.rawValue, label: $0.value)
    }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    return """
        <details class="more"\(open)><summary>Noter un effet</summary>\(postForm(view.link.appending("effets"), state, visit: visit, """
            <div class="pair">\(selectField(state, "effet", "Ce qui en est né", ActionEffect.Kind.allCases.map { ($0.rawValue, $0.label) }))\
            \(field(state, "nombre", "Combien", FieldOptions(inputMode: "numeric")))</div>\
            \(selectField(state, "entreprise", "Avec l’entreprise", companies, empty: "Sans préciser", optional: true))\
            \(field(state, "precision", "Précision", FieldOptions(optional: true)))\(formEnd("Noter l’effet"))
            """))</details>
        """
}

func actionJournal(_ view: ActionView) -> HTML? {
    guard !view.journal.isEmpty else { return nil }
    let items = view.journal.prefix(30).map { entry -> HTML in
        "<li>\(icon("history"))<div><p class=\"what\">\(entry.action)</p><p class=\"when\">\(entry.happenedAt.day(in: view.author.zone).near(view.today)), \(entry.authorName)</p></div></li>"
    }
    return "<details class=\"panel\"><summary><h2>Journal</h2></summary><ol class=\"timeline\">\(items)</ol></details>"
}

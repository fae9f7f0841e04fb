import Domain

/// The pathway of one learner: choice, advice, changes.
struct LearnerPathwayView: Sendable {
    let campaign: PathwayCampaign
    let learner: Learner
    let schoolClass: SchoolClass?
    let choice: PathwayChoice?
    let changes: [PathwayChange]
    let periods: [PathwayGoerLine]
    let today: LocalDate
    let author: Author

    var link: Link { .pathway(of: learner.id) }
    var mayRecord: Bool { author.may(.placeLearners) }
    var waiting: PathwayChange? { changes.first { $0.answer == .waiting } }
}

func learnerPathwayPage(_ view: LearnerPathwayView, choice: FormState, advice: FormState, _ visit: Visit) -> Page {
    let title = "Parcours \(French.of(view.learner.fullName))"
    let meta = [
        view.schoolClass?.code,
        "\(view.campaign.name), du \(view.campaign.startsOn.short) au \(view.campaign.endsOn.long)",
    ].compactMap(\.self).map { HTML(text: $0) }
    return Page(
        title, in: .pfmp,
        """
        \(pageHead(title, crumbs: [("PFMP", .year), ("Parcours de terminale", .pathway)], meta: meta, actions: [button("Fiche de l’élève", to: .learner(view.learner.id), icon: "person")]))\
        <div class="columns"><div>\(choicePanel(view, choice, visit))\(changesPanel(view, visit))</div>\
        <div>\(pathwayStayPanel(view.periods, view.learner.id, mayPlace: view.mayRecord))\(advicePanel(view, advice, visit))</div></div>
        """)
}

private func choicePanel(_ view: LearnerPathwayView, _ state: FormState, _ visit: Visit) -> HTML {
    guard let chosen = view.choice else {
        guard view.mayRecord else { return panel("Choix", "<p class=\"hint\">Aucun choix noté.</p>") }
        return panel(
            "Choix de l’élève et de sa famille",
            postForm(
                view.link.appending("choix"), state, visit: visit,
                "\(pathFields(view, state))\(formEnd("Noter le choix"))"))
    }
    let days = chosen.path.daysAtHost(in: view.campaign)
    let host: HTML =
        days.map {
            "<p>En entreprise du \($0.lowerBound.short) au \($0.upperBound.short), avec une convention ; ces semaines ne comptent pas pour le diplôme.</p>"
        } ?? "<p>Au lycée pendant tout le parcours.</p>"
    let said: HTML = """
        <p><strong>\(chosen.path.label(in: view.campaign))</strong></p>\(host)<p class="muted">Choisi le \(chosen.chosenOn.long).</p>
        """
    // A refused request is explained even when another one waits.
    guard view.mayRecord, view.waiting == nil || !state.problems.isEmpty else { return panel("Choix", said) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form = postForm(
        view.link.appending("changement"), state, visit: visit,
        """
        \(pathFields(view, state))\(textArea(state, "motif", "Motif de la demande", rows: 2))\(formEnd("Noter la demande"))
        """)
    return panel(
        "Choix",
        "\(said)<details class=\"more\"\(open)><summary class=\"btn small\">La famille demande un changement</summary>\(form)</details>"
    )
}

private func pathFields(_ view: LearnerPathwayView, _ state: FormState) -> HTML {
    let options = view.campaign.options.list.map { (value: $0.key, label: $0.label) }
    return """
        \(selectField(state, "parcours", "Parcours", options, empty: "Choisir"))\
        <details class="more"\(state["seconde"].isEmpty && state.problem("seconde") == nil && state.problem("a_partir_du") == nil ? nil : " open" as HTML)>\
        <summary>Un autre parcours pour la seconde moitié</summary><div class="pair">\
        \(selectField(state, "seconde", "Ensuite", options, empty: "Même parcours jusqu’à la fin", optional: true))\
        \(dateField(state, "a_partir_du", "À partir du", optional: true))</div></details>\
        \(dateField(state, "le", "Fiche de dialogue du", hint: "Aujourd’hui si vous ne dites rien.", optional: true))
        """
}

private func advicePanel(_ view: LearnerPathwayView, _ state: FormState, _ visit: Visit) -> HTML? {
    guard let choice = view.choice else { return nil }
    let said: HTML =
        choice.advice.map { "<p>\(badge($0.label, $0.tone)) \(choice.adviceNote)</p>" }
        ?? "<p class=\"hint\">Le conseil de classe n’a pas encore donné d’avis. La famille décide.</p>"
    guard view.mayRecord else { return panel("Avis du conseil de classe", said) }
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form = postForm(
        view.link.appending("avis"), state, visit: visit,
        """
        <input type="hidden" name="version" value="\(state["version"])">\
        \(selectField(state, "avis", "Avis", CouncilAdvice.allCases.map { ($0.rawValue, $0.label) }, empty: "Pas encore"))\
        \(textArea(state, "avis_motif", "Motif", optional: true, rows: 2))\(formEnd("Enregistrer l’avis"))
        """)
    return panel(
        "Avis du conseil de classe",
        "\(said)<details class=\"more\"\(open)><summary class=\"btn small\">Noter l’avis</summary>\(form)</details>")
}

private func changesPanel(_ view: LearnerPathwayView, _ visit: Visit) -> HTML? {
    guard !view.changes.isEmpty else { return nil }
    let items = view.changes.map { change -> HTML in
        let tone: Tone =
            switch change.answer {
            case .waiting: .soon
            case .accepted: .done
            case .refused: .neutral
            }
        let answer: HTML? =
            change.answer == .waiting && view.author.may(.planPeriods)
            ? """
            <div class="row">\(postButton("Accepter", to: Link.pathwayChange(change.id), visit: visit, style: "small", fields: [("reponse", PathwayChange.Answer.accepted.rawValue)]))\
            \(postButton("Refuser", to: Link.pathwayChange(change.id), visit: visit, style: "small quiet", fields: [("reponse", PathwayChange.Answer.refused.rawValue)]))</div>
            """ : nil
        let decided: HTML? = change.answeredOn.map { ", le \($0.short) par \(change.answeredBy)" }
        return """
            <li><div><strong>\(change.path.label(in: view.campaign))</strong> \(badge(change.answer.label, tone))\
            <p>au lieu de : \(change.former)</p><p>\(change.motive)</p><p class="muted">demandé le \(change.requestedOn.short)\(decided)</p></div>\(answer)</li>
            """
    }
    return panel("Changements demandés", "<ul class=\"lines\">\(items)</ul>")
}

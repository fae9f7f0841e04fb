import Domain

/// The steps of one placement, one by one.
struct PlacementStepsView: Sendable {
    let card: StepCard
    let progress: StepProgress
    let notes: [StepNote]
    let periodId: ID<PFMPPeriod>
    let mayNote: Bool
    let today: LocalDate

    func note(_ line: StepLine) -> StepNote? { notes.first { $0.stepCode == line.step.code } }
}

func placementStepsPage(_ view: PlacementStepsView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Étapes \(French.of(view.card.firstName + " " + (view.card.usageName ?? view.card.familyName)))"
    let done = view.progress.lines.filter(\.isFinished).count
    var actions: [HTML] = []
    if let agreement = view.card.agreementId {
        actions.append(button("Convention", to: .agreement(agreement), icon: "document"))
    }
    if let placement = view.card.placementId {
        actions.append(button("Fiche de pré-convention", to: .hostSheet(placement), icon: "note"))
    }
    let head = pageHead(
        title,
        crumbs: [("PFMP", .year), ("Étapes de \(view.card.classCode)", .steps(of: view.periodId))],
        meta: [
            HTML(text: view.card.companyName ?? "Sans lieu"),
            HTML(text: "\(done) étapes sur \(view.progress.lines.count)"),
        ], actions: actions)
    let items = view.progress.lines.map { stepItem($0, view, state, visit) }
    return Page(
        title, in: .pfmp,
        "\(head)\(errorSummary(state))<ol class=\"stepline section\">\(items)</ol>")
}

private func stepItem(_ line: StepLine, _ view: PlacementStepsView, _ state: FormState, _ visit: Visit) -> HTML {
    let isCurrent = view.progress.current?.step.code == line.step.code
    let late = line.isLate(on: view.today)
    let kind = line.isFinished ? "done" : late ? "late" : isCurrent ? "current" : ""
    let mark: HTML =
        line.isCarried
        ? badge("Dépassé", .neutral)
        : badge(line.state.label, line.state.isFinished ? .done : line.state == .toCorrect || late ? .late : .waiting)
    let note = view.note(line)
    let told: HTML? = note.map { note in
        let reason: HTML? = note.reason.isEmpty ? nil : "<p class=\"why\">\(HTML.lines(note.reason))</p>"
        return "<p class=\"hint\">Noté \(note.notedOn.nearWithArticle(view.today)) par \(note.notedBy)</p>\(reason)"
    }
    let known: HTML? =
        line.step.source.isKnown ? "<p class=\"hint\">Se remplit seul : \(line.step.source.label).</p>" : nil
    return """
        <li class="\(kind)"><div><h2>\(line.step.label) \(mark)</h2>\
        <p class="hint">\(line.step.actor.label), pour \(line.dueOn.nearWithArticle(view.today))\
        \(late ? " : en retard" as HTML : nil)</p>\(told)\(known)</div>\(stepForm(line, view, state, visit))</li>
        """
}

private func stepForm(_ line: StepLine, _ view: PlacementStepsView, _ state: FormState, _ visit: Visit) -> HTML? {
    let moves = line.step.moves(from: line.state)
    guard view.mayNote, let placement = view.card.placementId, !moves.isEmpty else { return nil }
    let field = "motif-" + line.step.code
    let buttons = moves.map { move -> HTML in
        let label = move == .empty ? "Effacer" : move.label
        let style = move == .toCorrect ? "danger" : move == moves.first ? "primary" : "quiet"
        return """
            <button class="btn small \(style)" name="etat" value="\(move.rawValue)">\(label)<span class="vh"> : \
            \(line.step.label)</span></button>
            """
    }
    let reason: HTML? =
        moves.contains(.toCorrect)
        ? textArea(state, field, "À corriger", hint: "Obligatoire pour renvoyer.", optional: true, rows: 2) : nil
    return """
        <form class="form" method="post" action="\(Link.steps(of: placement))" novalidate>\(visit.hiddenFields)\
        <input type="hidden" name="etape" value="\(line.step.code)"><input type="hidden" name="vu" value="\(line.state.rawValue)">\
        \(reason)<div class="formend">\(buttons)</div></form>
        """
}

import Domain

/// What the steps of the whole school show: a line for each period that is near, and what one follows.
struct SchoolStepsView: Sendable {
    let periods: [PeriodLine]
    let states: [PeriodStates]
    /// The learners that the person follows, when asked for.
    let followed: [(card: StepCard, progress: StepProgress)]?
    let workflow: Workflow
    let isFollower: Bool
    let seesRegister: Bool
    let today: LocalDate

    func count(_ period: PeriodLine, _ states: [Agreement.State]) -> Int {
        self.states.filter { $0.periodId == period.id && states.contains($0.state) }.reduce(0) { $0 + $1.count }
    }
}

func schoolStepsPage(_ view: SchoolStepsView, _ visit: Visit) -> Page {
    var actions = [button("Départs du jour", to: .departures, icon: "calendar")]
    if view.seesRegister { actions.append(button("Registre", to: .register, icon: "table")) }
    let head = pageHead(
        "Étapes des PFMP", crumbs: [("PFMP", .year)],
        meta: ["Périodes en cours et départs des six semaines à venir"], actions: actions)
    let tabs: HTML? =
        view.isFollower
        ? """
        <nav class="tabs" aria-label="Étapes"><ul>\(stepTab("Par classe", .stepBoards, view.followed == nil))\
        \(stepTab("Mes élèves suivis", Link.stepBoards.with([("suivi", "1")]), view.followed != nil))</ul></nav>
        """ : nil
    let body = view.followed.map { followedSteps($0, view) } ?? periodSteps(view)
    return Page("Étapes des PFMP", in: .pfmp, "\(head)\(tabs)\(body)")
}

private func stepTab(_ label: String, _ link: Link, _ isCurrent: Bool) -> HTML {
    "<li><a href=\"\(link)\"\(isCurrent ? " aria-current=\"page\"" as HTML : nil)>\(label)</a></li>"
}

private func periodSteps(_ view: SchoolStepsView) -> HTML {
    guard !view.periods.isEmpty else {
        return emptyState(
            "pfmp", "Aucune période proche", "Les périodes apparaissent ici six semaines avant le départ.",
            action: button("Toute l’année", to: .year))
    }
    return listTable(
        "Périodes, par date de départ", view.periods, brief: true,
        [
            Column("Classe", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.steps(of: $0.id))\">\($0.classCode), \($0.label)</a>"
            },
            Column("Dates") { HTML(text: $0.dates(today: view.today)) },
            Column("Sans lieu", numeric: true) { line in
                line.missing > 0 ? badge(String(line.missing), .late) : "0"
            },
            Column("Brouillon", numeric: true) { "\(view.count($0, [.draft]))" },
            Column("À signer", numeric: true) { "\(view.count($0, [.toSign]))" },
            Column("Signées", numeric: true) { "\(view.count($0, [.signed, .running]))" },
            Column("Attestation attendue", numeric: true) { "\(view.count($0, [.ended]))" },
            Column("Attestées", numeric: true) { "\(view.count($0, [.certified]))" },
        ])
}

private func followedSteps(_ lines: [(card: StepCard, progress: StepProgress)], _ view: SchoolStepsView) -> HTML {
    guard !lines.isEmpty else {
        return emptyState(
            "people", "Vous ne suivez personne en ce moment",
            "Les élèves dont vous êtes référent apparaissent ici six semaines avant leur départ.")
    }
    let sorted = lines.sorted { -$0.progress.daysLate < -$1.progress.daysLate }
    return listTable(
        "Élèves suivis, les plus en retard d’abord", sorted, brief: true,
        [
            Column("Élève", header: true) { line in
                let link: Link = line.card.placementId.map { .steps(of: $0) } ?? .learner(line.card.learnerId)
                return "<a class=\"rowlink\" href=\"\(link)\">\(line.card.listName)</a>"
            },
            Column("Classe") { HTML(text: $0.card.classCode) },
            Column("Lieu") { HTML(text: $0.card.companyName ?? "—") },
            Column("Étape attendue") { HTML(text: $0.progress.current?.step.label ?? "Tout est fait") },
            Column("Pour") { line in
                guard let current = line.progress.current else { return "—" }
                return line.progress.isLate
                    ? badge("\(line.progress.daysLate) j de retard", .late)
                    : HTML(text: current.dueOn.near(view.today))
            },
        ])
}

import Domain

extension Link {
    static let pathwayPlan = Link("/parcours/periodes")
}

/// From choices to periods: what is proposed, and what a person confirms.
enum PathwayPlanRoutes {
    static func add(to site: Site) {
        site.get("/parcours/periodes", .members(.planPeriods), show)
        site.post("/parcours/periodes", .members(.planPeriods), plan)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, nil))
    }

    private static func page(_ visit: Visit, _ state: FormState?) async throws -> Page {
        let (campaign, plan) = try await read(visit)
        return pathwayPlanPage(campaign, plan, state, visit)
    }

    private static func read(_ visit: Visit) async throws -> (PathwayCampaign, PathwayPlan) {
        let year = try visit.author.currentYear
        return try await visit.read { db in
            guard let campaign = try db.campaign(year: year) else { throw NotFound("Cette campagne") }
            return (campaign, try db.pathwayPlan(campaign))
        }
    }

    @Sendable static func plan(_ visit: Visit) async throws -> Answer {
        let campaign = try await read(visit).0
        return try await visit.submit(PathwayPlanForm.self) { form, values in
            let count = try await visit.perform(
                PlanPathwayPeriods(campaign: campaign.id, form: form), for: values
            ) { _ in .pathwayPlan }
            return .redirect(
                .pathwayPlan,
                saying: count == 0
                    ? "C’est fait."
                    : FrenchNumber.counted(
                        count, "élève inscrit dans sa période.", "élèves inscrits dans leur période."))
        } show: { state in
            try await page(visit, state)
        }
    }
}

private func pathwayPlanPage(
    _ campaign: PathwayCampaign, _ plan: PathwayPlan, _ typed: FormState?, _ visit: Visit
) -> Page {
    let title = "Périodes du parcours"
    let head = pageHead(
        title, crumbs: [("PFMP", .year), (campaign.name, .pathway)],
        meta: [
            HTML(text: "du \(campaign.startsOn.short) au \(campaign.endsOn.long)"),
            "Hors diplôme : seuls les élèves qui ont choisi l’entreprise partent",
        ])
    guard !plan.groups.isEmpty || !plan.leaving.isEmpty else {
        return Page(
            title, in: .pfmp,
            """
            \(head)\(emptyState(
                "pfmp", "Personne n’a encore choisi l’entreprise",
                "Notez d’abord les choix des élèves\u{A0}: les périodes se proposent ensuite d’elles-mêmes.",
                action: button("Choix des élèves", to: .pathway)))
            """)
    }
    let state = typed ?? FormState()
    let waiting = plan.groups.enumerated().filter { !$0.element.joining.isEmpty }
    let groups = waiting.prefix(PathwayPlanForm.most).enumerated().map { rank, item in
        groupField(item.element, rank, typed, state)
    }
    let done = plan.groups.filter { $0.joining.isEmpty }
    let form: HTML =
        plan.isSettled
        ? notice(.success, "<p>Tous les choix ont leur période.</p>")
        : postForm(
            .pathwayPlan, state, visit: visit,
            """
            \(groups)\(leavingField(plan, typed, state))\(formEnd("Créer les périodes", cancel: .pathway))
            """)
    return Page(
        title, in: .pfmp, "<div class=\"page narrow\">\(head)\(stuckNotice(plan))\(form)\(donePanel(done))</div>")
}

private func groupField(_ group: PathwayGroup, _ rank: Int, _ typed: FormState?, _ state: FormState) -> HTML {
    var shown = state
    if typed == nil {
        shown = FormState([
            ("creer-\(rank)", "1"), ("du-\(rank)", group.days.lowerBound.description),
            ("au-\(rank)", group.days.upperBound.description),
        ])
    }
    let count = FrenchNumber.counted(group.joining.count, "élève", "élèves")
    let names = group.joining.map(\.listName).joined(separator: ", ")
    let dates: HTML
    if let period = group.period {
        dates = """
            <p>Ils rejoignent la <a href="\(Link.period(period.periodId))">période du \(period.startsOn.short) au \(period.endsOn.long)</a>.</p>\
            <input type="hidden" name="du-\(rank)" value="\(period.startsOn.description)"><input type="hidden" name="au-\(rank)" value="\(period.endsOn.description)">
            """
    } else {
        dates = """
            <div class="pair">\(dateField(shown, "du-\(rank)", "Premier jour"))\(dateField(shown, "au-\(rank)", "Dernier jour"))</div>
            """
    }
    return """
        <section class="panel"><h2>\(group.classCode), \(group.label)</h2>\
        <input type="hidden" name="groupe-\(rank)" value="\(group.key)">\
        \(checkbox(shown, "creer-\(rank)", "\(group.period == nil ? "Créer la période" : "Les y inscrire"), \(count)", hint: names))\(dates)</section>
        """
}

private func leavingField(_ plan: PathwayPlan, _ typed: FormState?, _ state: FormState) -> HTML? {
    guard !plan.leaving.isEmpty else { return nil }
    let names = plan.leaving.map(\.name).joined(separator: "\u{A0}; ")
    let shown = typed == nil ? FormState([("retirer", "1")]) : state
    let count = FrenchNumber.counted(plan.leaving.count, "élève a changé de choix", "élèves ont changé de choix")
    return """
        <section class="panel"><h2>Choix changés</h2>\
        \(checkbox(shown, "retirer", "\(count)\u{A0}: les retirer de leur période", hint: names))</section>
        """
}

private func stuckNotice(_ plan: PathwayPlan) -> HTML? {
    guard !plan.stuck.isEmpty else { return nil }
    let items = plan.stuck.map { "<li><a href=\"\(Link.learner($0.goer.learnerId))\">\($0.name)</a></li>" as HTML }
    return notice(
        .warning,
        "<p>Ces élèves ont changé de choix mais ont déjà un lieu. Annulez d’abord leur convention\u{A0}:</p><ul class=\"plain\">\(items)</ul>"
    )
}

private func donePanel(_ groups: [PathwayGroup]) -> HTML? {
    let items = groups.compactMap { group -> HTML? in
        guard let period = group.period else { return nil }
        return """
            <li><div><a href="\(Link.period(period.periodId))">\(group.classCode), \(group.label)</a>\
            <p>du \(period.startsOn.short) au \(period.endsOn.long), \(FrenchNumber.counted(group.present, "élève", "élèves"))</p></div></li>
            """
    }
    return items.isEmpty ? nil : panel("Périodes du parcours", "<ul class=\"lines\">\(items)</ul>")
}

/// The period of the path in which a learner is, with the way to find a host.
func pathwayStayPanel(_ periods: [PathwayGoerLine], _ learner: ID<Learner>, mayPlace: Bool) -> HTML? {
    guard !periods.isEmpty else { return nil }
    let items = periods.map { period -> HTML in
        let find: HTML? =
            period.isPlaced
            ? badge("lieu trouvé", .done)
            : mayPlace ? button("Placer", to: .placing(learner, in: period.periodId), style: "small") : nil
        return """
            <li><div><a href="\(Link.period(period.periodId))">Du \(period.startsOn.short) au \(period.endsOn.long)</a></div>\(find)</li>
            """
    }
    return panel("Sa période", "<ul class=\"lines\">\(items)</ul>")
}

import Domain

/// The placements of a learner, on the learner's page: the next ones first, then the past.
private func placementsPanel(
    _ lines: [PlacementLine], learner: Learner, next: [PeriodLine], for author: Author, today: LocalDate
) -> HTML {
    let open = next.filter { period in !lines.contains { $0.periodId == period.id && $0.state?.stands ?? true } }
    let waiting = open.map { period -> HTML in
        let place: HTML? =
            author.may(.placeLearners)
            ? button("Placer", to: .placing(learner.id, in: period.id), icon: "place", style: "small") : nil
        return """
            <li><div><strong>\(period.label)</strong><p>\(period.dates(today: today)) \(departure(period.startsOn, today: today))</p>\
            </div>\(place)</li>
            """
    }
    guard !lines.isEmpty || !waiting.isEmpty else {
        return panel(
            "PFMP",
            emptyState(
                "pfmp", "Aucune PFMP pour l’instant",
                learner.learnerPublic.takesAgreements
                    ? "Les placements apparaîtront ici dès qu’une période sera planifiée pour la classe."
                    : NoAgreementForPublic(learnerPublic: learner.learnerPublic).message))
    }
    return panel("PFMP", "<ul class=\"lines\">\(waiting)\(lines.map { placementLine($0, for: author) })</ul>")
}

private func placementLine(_ line: PlacementLine, for author: Author) -> HTML {
    let company = reference(line.companyName, to: .company(line.companyId), opens: author.may(.seeCompanies))
    let follow: HTML? =
        author.may(.recordFollowUp)
        ? "<a href=\"\(Link.followUp(of: line.id))\">Suivi<span class=\"vh\"> : \(line.label)</span></a>" : nil
    let link = line.agreementId.map { Link.agreement($0) } ?? .period(line.periodId)
    let people = [
        line.tutorName.map { "tuteur\u{A0}: \($0)" }, line.referentName.map { "référent\u{A0}: \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
    return """
        <li><div><strong><a href="\(link)">\(line.label)</a></strong>\
        <p>\(company), \(line.companyCity)</p>\
        <p>du \(line.startsOn.short) au \(line.endsOn.long)</p><p class="muted">\(people) \(follow)</p></div>\(line.state?.badge)</li>
        """
}

extension SchoolDatabase {
    /// The panel of a learner's page.
    func placementsPanel(of learner: Learner, in schoolClass: SchoolClass?, for author: Author, today: LocalDate) throws
        -> HTML
    {
        guard author.may(.seePlacements) else { return "" }
        let next = try periods(near: today).filter {
            $0.classId == schoolClass?.id && learner.learnerPublic.takesAgreements && learner.leftOn == nil
        }
        let lines = try placements(of: learner.id)
        let open = next.filter { period in !lines.contains { $0.periodId == period.id && $0.state?.stands ?? true } }
        let leads = try leads(of: learner.id, year: author.currentYear)
        let meter = author.may(.recordFollowUp) ? weekMeterPanel(try weekMeter(of: learner.id, on: today)) : nil
        return """
            \(cutNotice(try cutPlacements(of: learner.id, year: author.currentYear, today: today), opens: true))\
            \(App.placementsPanel(lines, learner: learner, next: next, for: author, today: today))\(meter)\
            \(leadsPanel(leads, learner: learner, open: open, today: today, mayShare: author.may(.placeLearners)))
            """
    }
}

import Domain

/// What the page of kept tours shows.
struct KeptToursView: Sendable {
    let staff: StaffMember
    let tours: TourProposal
    let halfDays: [KeptHalfDay]
    let estimate: TravelEstimate
    let today: LocalDate

    var link: Link { Link.tours(of: staff.id).appending("gardees").appending(tours.id.rawValue) }
    var visits: [KeptVisit] { halfDays.flatMap(\.visits) }
}

func keptToursPage(_ view: KeptToursView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Tournées gardées le \(Now(view.tours.createdAt).day.long)"
    let planned = view.visits.count(where: \.isPlanned)
    var actions: [HTML] = []
    if planned > 0 {
        actions.append(
            postButton("Annuler la planification", to: view.link.appending("annulation"), visit: visit, icon: "undo"))
    }
    actions.append(
        postButton("Supprimer", to: view.link.appending("suppression"), visit: visit, icon: "trash", style: "quiet"))
    let head = pageHead(
        title, crumbs: [("Tournées", .tours), (view.staff.listName, .tours(of: view.staff.id))],
        meta: [
            HTML(text: "par \(view.tours.createdBy)"),
            HTML(text: FrenchNumber.counted(view.visits.count, "visite", "visites")),
            HTML(text: FrenchNumber.counted(planned, "planifiée", "planifiées")),
        ], actions: actions)
    let open = view.halfDays.contains { $0.visits.contains { !$0.isPlanned && !$0.isElsewhere } }
    let end: HTML =
        open
        ? """
        <div class="formend"><button class="btn primary" name="geste" value="cochees">\(icon("check")) Planifier les demi-journées cochées</button>\
        <button class="btn" name="geste" value="tout">Planifier tout</button></div>
        """ : ""
    return Page(
        title, in: .followUp,
        """
        <div class="page narrow">\(head)\(errorSummary(state))<form class="panel" method="post" action="\(view.link.appending("planification"))">\(visit.hiddenFields)\
        <header><h2>Demi-journées, comparées à ce qui est prévu</h2></header>\(view.halfDays.map { keptHalfDay($0, view) })\(end)</form>\
        <p class="hint">Route estimée\u{A0}: \(view.estimate.assumption). \(view.tours.proven ? "Ce rangement demandait le moins de demi-journées, puis le moins de route." : "")</p></div>
        """)
}

private func keptHalfDay(_ halfDay: KeptHalfDay, _ view: KeptToursView) -> HTML {
    let isOpen = halfDay.day > view.today && halfDay.visits.contains { !$0.isPlanned && !$0.isElsewhere }
    let name = "\(halfDay.day.spelled), \(halfDay.half.label)"
    let title: HTML =
        isOpen
        ? "<label class=\"choice\"><input type=\"checkbox\" name=\"tournee\" value=\"\(halfDay.name)\" checked> \(name)</label>"
        : HTML(text: name)
    let items = halfDay.visits.map { kept -> HTML in
        let mark: HTML =
            kept.isPlanned
            ? badge(kept.inForce?.doneOn == nil ? "Planifiée" : "Faite", .done)
            : kept.isElsewhere
                ? tag("autrement : \(kept.inForce?.words ?? "")")
                : badge(
                    halfDay.day > view.today ? "À planifier" : "Jour passé", halfDay.day > view.today ? .waiting : .late
                )
        let refusal: HTML? =
            kept.visit.refusal.isEmpty || kept.isPlanned
            ? nil : "<p class=\"error\">\(icon("alert")) Pas planifiée\u{A0}: \(kept.visit.refusal).</p>"
        return """
            <li><strong>\(HourSpan.clock(kept.visit.startMinute))</strong> \(kept.placement.companyName), \(kept.placement.place.city)\u{A0}: \
            <a href="\(Link.followUp(of: kept.placement.id))">\(kept.placement.listName)</a> \(mark)\(refusal)</li>
            """
    }
    return """
        <div class="tour"><h3>\(title)</h3><ol>\(items)</ol><p class="muted">\(halfDay.drivingMinutes)\u{A0}min de route estimées</p></div>
        """
}

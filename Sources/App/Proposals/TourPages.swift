import Domain

extension Link {
    static let tours = Link("/tournees")

    static func tours(of staff: ID<StaffMember>) -> Link { Link("/tournees", [staff.rawValue]) }
}

func tourTeachersPage(_ teachers: [TourTeacher]) -> Page {
    let title = "Tournées de visites"
    let head = pageHead(
        title, count: teachers.count, crumbs: [("Suivi", .followUp)],
        meta: ["Les visites à faire, rangées dans les demi-journées libres de chacun"])
    guard !teachers.isEmpty else {
        return Page(
            title, in: .followUp,
            "\(head)\(emptyState("pin", "Aucune visite à préparer", "Les tournées se préparent six semaines avant le départ, pour les élèves qui ont un lieu et un référent."))"
        )
    }
    let columns: [Column<TourTeacher>] = [
        Column("Enseignant", header: true) {
            "<a class=\"rowlink\" href=\"\(Link.tours(of: $0.id))\">\($0.listName)</a>"
        },
        Column("Visites à planifier", numeric: true) { "\($0.toMake)" },
        Column("Visites planifiées", numeric: true) { "\($0.planned)" },
    ]
    return Page(title, in: .followUp, "\(head)\(listTable("Enseignants référents", teachers, columns))")
}

/// What the page of one teacher shows.
struct TourView: Sendable {
    let staff: StaffMember
    let free: Set<NamedHalfDay>
    let tours: ProposedTours
    let planned: [(visit: PlannedVisit, placement: FollowedPlacement)]
    let kept: [KeptTours]
    let estimate: TravelEstimate
    let today: LocalDate

    var link: Link { .tours(of: staff.id) }
}

func tourPage(_ view: TourView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Tournées \(French.of(view.staff.listName))"
    var actions: [HTML] = []
    if !view.planned.isEmpty {
        actions = [
            button(
                "Feuille de route", to: view.link.appending("feuille-de-route.pdf"), icon: "print", style: "primary"),
            button("Agenda (ICS)", to: view.link.appending("tournees.ics"), icon: "calendar"),
        ]
    }
    let head = pageHead(
        title, crumbs: [("Suivi", .followUp), ("Tournées", .tours)],
        meta: [
            HTML(
                text: FrenchNumber.counted(
                    view.tours.tours.reduce(0) { $0 + $1.stops.count }, "visite proposée", "visites proposées")),
            HTML(text: FrenchNumber.counted(view.planned.count, "visite planifiée", "visites planifiées")),
        ], actions: actions)
    return Page(
        title, in: .followUp,
        """
        \(head)\(errorSummary(state))<div class="columns"><div>\(proposedTours(view, visit))\(plannedPanel(view))\(keptPanel(view))</div>\
        <aside>\(halfDaysPanel(view, visit))</aside></div>
        """)
}

private func proposedTours(_ view: TourView, _ visit: Visit) -> HTML {
    let tours = view.tours
    let notices = tourNotices(tours)
    guard !tours.tours.isEmpty else {
        let text =
            tours.left.isEmpty && tours.unplaced.isEmpty
            ? "Toutes les visites sont faites ou planifiées." : "Aucune ne tient dans les demi-journées libres."
        return "\(notices)\(panel("Tournées proposées", emptyState("pin", "Aucune tournée à proposer", text)))"
    }
    let items = tours.tours.map(tourItem)
    let proof = tours.isProven ? "Aucun autre rangement ne demande moins de demi-journées, puis moins de route." : ""
    let body: HTML = """
        <form method="post" action="\(view.link.appending("planification"))">\(visit.hiddenFields)\(items)<p class="hint">\(FrenchNumber.counted(tours.tours.count, "demi-journée", "demi-journées")), \(tours.drivingMinutes)\u{A0}min de route estimées (\(view.estimate.assumption)). \(proof)</p>\
        <p class="row"><button class="btn primary" name="geste" value="cochees">\(icon("check")) Planifier ces visites</button> \
        <button class="btn" name="geste" value="garder">Garder sans planifier</button></p></form>
        """
    return "\(notices)\(panel("Tournées proposées", body))"
}

private func tourNotices(_ tours: ProposedTours) -> HTML {
    func names(_ visits: [VisitToMake]) -> String {
        visits.prefix(12).map { "\($0.placement.listName) (\($0.placement.companyName))" }.joined(separator: ", ")
    }
    var notices: [HTML] = []
    if !tours.left.isEmpty {
        notices.append(
            notice(
                .warning,
                "<p>Sans demi-journée possible\u{A0}: \(names(tours.left)). Notez d’autres demi-journées libres.</p>"))
    }
    if !tours.unplaced.isEmpty {
        notices.append(
            notice(.info, "<p>Position inconnue, à planifier à la main\u{A0}: \(names(tours.unplaced)).</p>"))
    }
    if tours.baseIsUnknown, !tours.tours.isEmpty {
        notices.append(
            notice(
                .info,
                "<p>La commune du lycée n’est pas sur la carte\u{A0}: les trajets partent du milieu des visites.</p>"))
    }
    return .joined(notices)
}

private func tourItem(_ tour: ProposedTour) -> HTML {
    let stops = tour.stops.map { stop -> HTML in
        let placement = stop.visit.placement
        let about: HTML? = stop.visit.isApproximate ? tag("position approchée") : nil
        return """
            <li><strong>\(HourSpan.clock(stop.minute))</strong> \(placement.companyName), \(placement.place.city)\u{A0}: \
            <a href="\(Link.followUp(of: placement.id))">\(placement.listName)</a> \(about)</li>
            """
    }
    let name = (tour.day.map { $0.spelled } ?? "sans demi-journée") + ", " + tour.half.label
    let title: HTML = tour.day.map { tickedHalfDay($0, tour.half, name) } ?? HTML(text: name)
    return """
        <div class="tour"><h3>\(title)</h3><ol>\(stops)</ol>\
        <p class="muted">\(tour.drivingMinutes)\u{A0}min de route, retour vers \(HourSpan.clock(tour.back))</p></div>
        """
}

private func tickedHalfDay(_ day: LocalDate, _ half: FreeHalfDay.Half, _ name: String) -> HTML {
    """
    <label class="choice"><input type="checkbox" name="tournee" value="\(day.description)~\(half.rawValue)" checked> \(name)</label>
    """
}

private func plannedPanel(_ view: TourView) -> HTML? {
    guard !view.planned.isEmpty else { return nil }
    let items = view.planned.map { visit, placement -> HTML in
        let time = visit.plannedMinute.map { " à \(HourSpan.clock($0))" } ?? ""
        return """
            <li><div><strong><a href="\(Link("/contacts-pfmp", [visit.id.rawValue]))">\(visit.plannedOn.spelled)\(time)</a></strong>\
            <p>\(placement.companyName), \(placement.place.city)\u{A0}: \(placement.listName)</p></div></li>
            """
    }
    return panel("Visites planifiées", "<ul class=\"lines\">\(items)</ul>")
}

private func keptPanel(_ view: TourView) -> HTML? {
    guard !view.kept.isEmpty else { return nil }
    let items = view.kept.map { kept -> HTML in
        let link = view.link.appending("gardees").appending(kept.id.rawValue)
        return """
            <li><div><strong><a href="\(link)">Tournées du \(Now(kept.createdAt).day.long)</a></strong>\
            <p>par \(kept.createdBy)\u{A0}: \(FrenchNumber.counted(kept.visits, "visite", "visites")), \(FrenchNumber.counted(kept.planned, "planifiée", "planifiées"))</p></div></li>
            """
    }
    return panel(
        "Tournées gardées",
        "<p class=\"hint\">Pour les revoir, en planifier une partie, ou annuler ce qu’elles ont planifié.</p><ul class=\"lines\">\(items)</ul>"
    )
}

private func halfDaysPanel(_ view: TourView, _ visit: Visit) -> HTML {
    let names = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"]
    let rows = names.enumerated().map { index, name -> HTML in
        let boxes = FreeHalfDay.Half.allCases.map { half -> HTML in
            let named = NamedHalfDay(weekday: index + 1, half: half)
            let checked: HTML? = view.free.contains(named) ? " checked" : nil
            return
                "<td><input type=\"checkbox\" name=\"libre\" value=\"\(named.name)\"\(checked) aria-label=\"\(name), \(half.label)\"></td>"
        }
        return "<tr><th scope=\"row\">\(name)</th>\(boxes)</tr>"
    }
    let hint: HTML? =
        view.tours.knowsHalfDays
        ? nil
        : "<p class=\"hint\">Rien n’est encore noté\u{A0}: toutes les demi-journées sont supposées libres.</p>"
    return panel(
        "Demi-journées libres",
        """
        \(hint)<form method="post" action="\(view.link.appending("demi-journees"))">\(visit.hiddenFields)\
        <table class="halfdays"><caption class="vh">Demi-journées où les visites sont possibles</caption><thead><tr><th scope="col"><span class="vh">Jour</span></th><th scope="col">Matin</th><th scope="col">Après-midi</th></tr></thead><tbody>\(rows)</tbody></table>\
        <p class="row"><button class="btn">\(icon("check")) Noter et proposer</button></p></form>\
        <p class="hint">Les visites se font aux heures de présence de l’élève, pas dans les tout premiers ni les derniers jours, et ensemble quand plusieurs élèves sont au même endroit.</p>
        """)
}

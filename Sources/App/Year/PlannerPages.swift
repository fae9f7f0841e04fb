import Domain

/// No calendar can be drawn: the record of the school does not say where it is.
func noCalendarPage(_ author: Author) -> Page {
    Page(
        "Calendrier", in: .pfmp,
        """
        \(pageHead("Calendrier de l’année", crumbs: [("PFMP", .year)]))\(pfmpTabs(.calendar))\(emptyState(
            "calendar", "L’académie de l’établissement n’est pas connue",
            "Le calendrier a besoin de l’académie pour connaître les vacances et les jours fériés.",
            action: author.may(.manageSchool) ? button("Fiche de l’établissement", to: .schoolRecord) : nil))
        """)
}

func plannerPage(_ view: PlannerView, _ visit: Visit) -> Page {
    let title = "Calendrier \(view.year.rawValue)"
    let body: HTML = view.classes.isEmpty ? noClasses : view.isList ? plannerList(view) : wall(view)
    return Page(
        "Calendrier", in: .pfmp, full: true,
        """
        <div class="wallpage">\(pageHead(title, crumbs: [("PFMP", .year)], meta: plannerMeta(view), actions: plannerActions(view)))\
        \(pfmpTabs(.calendar))\(plannerFilters(view))\(plannerNotices(view))\
        <div class="yearboard"><div>\(body)</div>\(findingsPanel(view))</div></div>
        """)
}

private var noClasses: HTML {
    emptyState(
        "calendar", "Aucune classe à montrer", "Importez les fichiers de l’établissement, ou élargissez la sélection.",
        action: button("Voir toutes les filières", to: .planner))
}

private func plannerMeta(_ view: PlannerView) -> [HTML] {
    let state: HTML =
        view.decision.map { decision in
            "adopté par le CA le \(decision.decidedOn.long)\(decision.reference.isEmpty ? "" : ", acte \(decision.reference)")"
        } ?? "<strong class=\"projet\">projet</strong> : pas encore adopté par le conseil d’administration"
    return [HTML(text: view.author.schoolName), HTML(text: view.calendar.academie.title), state]
}

private func plannerActions(_ view: PlannerView) -> [HTML] {
    var actions = [button("S’abonner", to: .feeds, icon: "link")]
    guard view.author.may(.planPeriods) else { return actions }
    actions.insert(button("Planifier une période", to: .newPeriod, icon: "plus", style: "primary"), at: 0)
    actions.append(button("Ajouter une date", to: .newEvent, icon: "calendar"))
    actions.append(button("Décision du CA", to: .boardDecision, icon: "signature"))
    actions.append(button("Durées par spécialité", to: .durations, icon: "clock"))
    return actions
}

private func plannerFilters(_ view: PlannerView) -> HTML {
    let state = FormState(values: view.query, problems: [])
    return """
        <form class="filters" method="get" action="\(Link.planner)" data-autosubmit>\
        \(selectField(state, "filiere", "Filière", view.streams.map { ($0, $0) }, empty: "Toutes les filières"))\
        \(selectField(state, "vue", "Présentation", [("liste", "Liste")], empty: "Planning mural"))\
        <button class="btn nojs">\(icon("filter")) Afficher</button></form>
        """
}

private func plannerNotices(_ view: PlannerView) -> HTML? {
    view.calendar.notice.map { text in
        let add: HTML? =
            view.author.may(.planPeriods)
            ? "<p>\(button("Ajouter une fermeture", to: .newEvent.with([("genre", "fermeture")]), style: "small"))</p>"
            : nil
        return notice(.warning, "<p>\(text)</p>\(add)")
    }
}

// MARK: Wall

private func wall(_ view: PlannerView) -> HTML {
    let weeks = view.weeks
    let groups = Dictionary(grouping: view.classes, by: \.stream).sorted { $0.key < $1.key }
    var body = wallSchoolLine(view, weeks)
    for (stream, plans) in groups {
        body += """
            <tr class="group"><th scope="rowgroup" colspan="\(weeks.count + 1)"><span>\(stream.isEmpty ? "Sans filière" : stream)</span></th></tr>
            """
        for plan in plans { body += wallLine(plan, view, weeks) }
    }
    return """
        <div class="scroll wallbox" role="region" tabindex="0" aria-label="Planning mural de l’année, une colonne par semaine">\
        <table class="wall"><caption class="vh">Planning des PFMP, une ligne par classe et une colonne par semaine. \
        La présentation en liste donne la même chose en texte.</caption>\(wallHead(weeks, view.today))<tbody>\(body)</tbody></table></div>\
        \(wallLegend)
        """
}

private func wallHead(_ weeks: [WallWeek], _ today: LocalDate) -> HTML {
    var months = HTML()
    var start = weeks.startIndex
    while start < weeks.endIndex {
        let month = weeks[start].monday.month
        let end = weeks[start...].firstIndex { $0.monday.month != month } ?? weeks.endIndex
        let name = weeks[start].monday.long.split(separator: " ")[1]
        months += "<th scope=\"colgroup\" colspan=\"\(end - start)\">\(String(name))</th>"
        start = end
    }
    let days = weeks.map { week -> HTML in
        let now: HTML? = week.monday == today.monday ? " aria-current=\"date\"" : nil
        return "<th scope=\"col\"\(week.holiday == nil ? nil : " class=\"h\"" as HTML)\(now)>\(week.monday.day)</th>"
    }
    return """
        <thead><tr><th scope="col" rowspan="2">Classe</th>\(months)</tr><tr>\(days)</tr></thead>
        """
}

private func wallSchoolLine(_ view: PlannerView, _ weeks: [WallWeek]) -> HTML {
    let cells = weeks.map { week -> HTML in
        let events = view.schoolEvents.filter { $0.overlaps(week.monday, week.monday.adding(days: 6)) }
        let off: [HTML] = week.publicHolidays.map { day in
            "<span class=\"mark off\">F<span class=\"vh\"> \(day.name), \(day.date.short)</span></span>"
        }
        let type: HTML? = week.holiday == nil ? nil : " class=\"h\""
        let name: HTML? = week.holiday.map { "<span class=\"vh\">\($0)</span>" }
        return "<td\(type)>\(name)\(off)\(events.map(eventMark))</td>"
    }
    return "<tr><th scope=\"row\">Tout le lycée</th>\(cells)</tr>"
}

private func wallLine(_ plan: ClassCalendar, _ view: PlannerView, _ weeks: [WallWeek]) -> HTML {
    let cells = WallCell.line(plan, campaign: view.campaign, weeks: weeks).map { wallCell($0, view) }
    return """
        <tr><th scope="row"><a href="\(Link.schoolClass(plan.classId))">\(plan.code)</a></th>\(cells)</tr>
        """
}

private func wallCell(_ cell: WallCell, _ view: PlannerView) -> HTML {
    switch cell {
    case .empty(let holiday): return holiday ? "<td class=\"h\"></td>" : "<td></td>"
    case .events(let events, let holiday):
        return "<td\(holiday ? " class=\"h\"" as HTML : nil)>\(events.map(eventMark))</td>"
    case .pathway(let weeks):
        return
            "<td class=\"y\" colspan=\"\(weeks)\"><a href=\"\(Link.pathway)\">\(weeks > 1 ? "Parcours" : "P")</a></td>"
    case .period(let period, let weeks):
        let isProject = view.decision == nil || period.boardOn == nil
        let kind = (period.certifying ? "p" : "n") + (isProject ? " projet" : "")
        return """
            <td class="\(kind)" colspan="\(weeks)"><a href="\(Link.period(period.id))">\(weeks > 2 ? period.label : String(period.rank))\
            <span class="vh">, du \(period.startsOn.short) au \(period.endsOn.short)</span></a></td>
            """
    }
}

private func eventMark(_ event: SchoolEvent) -> HTML {
    """
    <span class="mark \(event.kind.rawValue.lowercased())">\(event.kind.mark)<span class="vh"> \(event.label), \(event.startsOn.short)</span></span>
    """
}

private var wallLegend: HTML {
    let marks = SchoolEventKind.allCases.map { kind -> HTML in
        "<li><span class=\"mark \(kind.rawValue.lowercased())\">\(kind.mark)</span> \(kind.label)</li>"
    }
    return """
        <ul class="legend" aria-label="Légende"><li><span class="key p"></span> PFMP</li><li><span class="key n"></span> ne compte pas pour le diplôme</li>\
        <li><span class="key p projet"></span> projet</li><li><span class="key h"></span> vacances</li>\
        <li><span class="mark off">F</span> jour férié</li>\(marks)</ul>
        """
}

// MARK: List

private func plannerList(_ view: PlannerView) -> HTML {
    let holidays = view.calendar.holidays
    return listTable(
        "Calendrier de chaque classe", view.classes, brief: true,
        [
            Column("Classe", header: true) {
                "<a class=\"rowlink\" href=\"\(Link.schoolClass($0.classId))\">\($0.code)</a><span class=\"sub\">\($0.stream)</span>"
            },
            Column("PFMP") { plan in
                plan.periods.isEmpty
                    ? "<span class=\"muted\">aucune période</span>"
                    : "<ul class=\"tight\">\(plan.periods.map { periodLine($0, view) })</ul>"
            },
            Column("Semaines", numeric: true) { "\($0.certifyingWeeks(holidays))" },
            Column("Autres dates") { plan in
                let own = plan.events.filter { $0.classId != nil || !$0.stream.isEmpty }
                return own.isEmpty ? "" : "<ul class=\"tight\">\(own.map { eventLine($0, view) })</ul>"
            },
            Column("À voir", numeric: true) { plan in
                let count = view.findings.count { $0.classes.contains(plan.classId) }
                return count == 0 ? "" : "\(count)"
            },
        ])
}

private func periodLine(_ period: PFMPPeriod, _ view: PlannerView) -> HTML {
    """
    <li><a href="\(Link.period(period.id))">\(period.label)</a>, du \(period.startsOn.short) au \(period.endsOn.short) \
    \(view.decision == nil || period.boardOn == nil ? tag("projet") : nil)\(period.certifying ? nil : tag("hors diplôme"))</li>
    """
}

private func eventLine(_ event: SchoolEvent, _ view: PlannerView) -> HTML {
    let days =
        event.startsOn == event.endsOn
        ? "le \(event.startsOn.short)" : "du \(event.startsOn.short) au \(event.endsOn.short)"
    let name: HTML =
        view.author.may(.planPeriods)
        ? "<a href=\"\(Link.event(event.id))\">\(event.label)</a>" : HTML(text: event.label)
    return "<li>\(name), \(days)</li>"
}

// MARK: Findings

private func findingsPanel(_ view: PlannerView) -> HTML {
    let groups = CalendarFinding.Kind.allCases.compactMap { kind -> HTML? in
        let members = view.findings.filter { $0.kind == kind }
        guard let worst = members.map(\.finding.severity).max() else { return nil }
        let items = members.prefix(12).map { "<li>\(findingText($0.finding))</li>" as HTML }
        let rest: HTML? =
            members.count > 12
            ? "<li class=\"muted\">et \(members.count - 12) autres ; choisissez une filière</li>" : nil
        return """
            <details class="more"\(worst == .info ? nil : " open" as HTML)><summary>\(badge(kind.label, worst == .info ? .waiting : .soon)) \
            <span class="count">\(members.count)</span></summary><ul class="tight">\(Array(items))\(rest)</ul></details>
            """
    }
    let events = view.schoolEvents.map { eventLine($0, view) }
    let dates: HTML? =
        events.isEmpty ? nil : panel("Dates de tout le lycée", "<ul class=\"tight\">\(events)</ul>")
    let said: HTML =
        groups.isEmpty
        ? "<p class=\"with\">\(icon("check")) Rien à signaler.</p>"
        : "\(HTML.joined(groups))<p class=\"hint\">Ces points avertissent, ils n’empêchent rien : le calendrier est décidé par les équipes.</p>"
    return "<aside aria-label=\"Points à voir\">\(panel("Points à voir", said))\(dates)</aside>"
}

private func findingText(_ finding: Finding) -> HTML {
    """
    \(finding.message) <span class="muted">\(finding.remedy)</span> <span class="source">\(finding.rule), \(finding.source)</span>
    """
}

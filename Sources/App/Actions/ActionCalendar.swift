import Domain
import Exchange
import Persistence

/// The actions of a year, month by month.
struct ActionCalendarView: Sendable {
    let year: Int
    let lines: [ActionListLine]
    let today: LocalDate
    let author: Author
}

func actionCalendarPage(_ view: ActionCalendarView) -> Page {
    let dated = view.lines.filter { $0.startsOn != nil && $0.state != .cancelled && $0.state != .declined }
    let months = (0..<12).compactMap { offset -> HTML? in
        let month = (8 + offset) % 12 + 1
        let year = month >= 9 ? view.year : view.year + 1
        return monthCard(year, month, dated, view)
    }
    let body: HTML =
        dated.isEmpty
        ? emptyState(
            "calendar", "Aucune date cette année", "Les actions datées apparaissent ici, mois par mois.",
            action: view.author.may(.requestActions)
                ? button("Demander une action", to: .actionRequest, icon: "plus") : nil)
        : "<div class=\"cards months\">\(months)</div>"
    return Page(
        "Calendrier des actions", in: .actions, full: true,
        """
        \(actionHead("Calendrier \(view.year)-\(view.year + 1)", .calendar, count: dated.count,
            actions: [button("Télécharger (.ics)", to: Link("/actions/calendrier.ics"), icon: "download")], for: view.author))\(body)
        """)
}

private func monthCard(_ year: Int, _ month: Int, _ lines: [ActionListLine], _ view: ActionCalendarView) -> HTML? {
    let mine = lines.filter { $0.startsOn?.month == month && $0.startsOn?.year == year }
    guard let first = LocalDate(year: year, month: month, day: 1) else { return nil }
    let name = first.long.split(separator: " ").dropFirst().joined(separator: " ")
    guard !mine.isEmpty else {
        return "<section class=\"panel\"><h2>\(name)</h2><p class=\"muted\">Rien de prévu.</p></section>"
    }
    let items = mine.map { line -> HTML in
        let day = line.startsOn ?? first
        let hour = line.startMinute.map { ", " + HourSpan.clock($0) } ?? ""
        return """
            <li\(day == view.today ? " class=\"soon\"" as HTML : nil)><div><time datetime="\(day.description)">\(day.weekdayName.prefix(3).description). \(day.day)\(hour)</time> \
            <a href="\(Link.action(line.id))">\(line.title)</a> \(line.state == .confirmed || line.state.isDone ? nil : line.state.badge)</div></li>
            """
    }
    return "<section class=\"panel\"><h2>\(name)</h2><ul class=\"lines\">\(items)</ul></section>"
}

extension ActionListLine {
    /// For agendas; hours stand in the words, since agendas are given whole days.
    var event: ICSEvent? {
        guard let startsOn, state != .cancelled, state != .declined else { return nil }
        let hour = startMinute.map { HourSpan.clock($0) + " " } ?? ""
        let mark = state == .confirmed || state.isDone ? "" : " (à confirmer)"
        return ICSEvent(
            uid: "action-\(id)@bureau", summary: hour + title + mark, description: kind.label,
            location: roomName ?? place, startsOn: startsOn, endsOn: endsOn ?? startsOn, revision: version)
    }
}

extension SchoolDatabase {
    /// Confirmed actions of a class, for the calendars that people follow.
    func actionEvents(of schoolClass: SchoolClass) throws -> [ICSEvent] {
        let author = Author(
            accountId: nil, name: "", schoolId: schoolId, schoolName: "", roles: [.rbde], staffId: nil,
            currentYear: schoolClass.schoolYear)
        return try actions(
            ActionListFilter(year: schoolClass.schoolYear, state: .confirmed, classId: schoolClass.id), for: author
        ).compactMap(\.event)
    }
}

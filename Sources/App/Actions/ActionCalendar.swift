import Domain
import Exchange
import Foundation
import Persistence

/// The actions of a year, month by month.
struct ActionCalendarView: Sendable {
    let year: Int
    let lines: [ActionListLine]
    /// What an action wants at the same time as another.
    let clashes: [ID<Action>: [String]]
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
        : "<div class=\"cards months section\">\(months)</div>"
    return Page(
        "Calendrier des actions", in: .actions, full: true,
        """
        \(actionHead("Calendrier \(view.year)-\(view.year + 1)", .calendar, count: dated.count,
            actions: [button("Télécharger (.ics)", to: Link("/actions/calendrier.ics"), icon: "download")], for: view.author))\
        \(clashNotice(view))\(body)
        """)
}

/// What has to be settled first: two actions that want one room or one class at the same time.
private func clashNotice(_ view: ActionCalendarView) -> HTML? {
    let mine = view.lines.filter { view.clashes[$0.id] != nil }
    guard !mine.isEmpty else { return nil }
    let items = mine.prefix(12).map { line -> HTML in
        let words = view.clashes[line.id, default: []].map { "<p>\($0)</p>" as HTML }
        return "<li><a href=\"\(Link.action(line.id))\">\(line.title)</a>\(words)</li>"
    }
    return notice(
        .warning,
        """
        <p><strong>\(FrenchNumber.counted(mine.count, "action en gêne une autre", "actions se gênent")).</strong></p>\
        <ul class="plain">\(Array(items))</ul>
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
        let until = line.endsOn.flatMap { $0 == day ? nil : " – \($0.weekdayName.prefix(3)). \($0.day)" } ?? ""
        let place = line.roomName ?? (line.place.isEmpty ? nil : line.place)
        let clash: HTML? = view.clashes[line.id] == nil ? nil : " \(badge("Conflit", .late))"
        return """
            <li\(day == view.today ? " class=\"soon\"" as HTML : nil)><div><time datetime="\(day.description)">\(day.weekdayName.prefix(3).description). \(day.day)\(until)\(hour)</time> \
            <a href="\(Link.action(line.id))">\(line.title)</a> \(line.state == .confirmed || line.state.isDone ? nil : line.state.badge)\(clash)\
            \(place.map { "<p>\($0)</p>" as HTML })</div></li>
            """
    }
    return "<section class=\"panel\"><h2>\(name)</h2><ul class=\"lines\">\(items)</ul></section>"
}

extension ActionListLine {
    /// For agendas: at its hours when it has some and holds in a day, else whole days.
    var event: ICSEvent? {
        guard let startsOn, state != .cancelled, state != .declined else { return nil }
        let isOneDay = endsOn == nil || endsOn == startsOn
        let hour = isOneDay ? "" : startMinute.map { HourSpan.clock($0) + " " } ?? ""
        let mark = state == .confirmed || state.isDone ? "" : " (à confirmer)"
        return ICSEvent(
            uid: "action-\(id)@bureau", summary: hour + title + mark, description: kind.label,
            location: roomName ?? place, startsOn: startsOn, endsOn: endsOn ?? startsOn, revision: version,
            hours: isOneDay ? hours : nil)
    }

    /// From its first minute to its last; an action without an end takes an hour.
    private var hours: ClosedRange<Int>? {
        guard let startMinute else { return nil }
        return startMinute...max(startMinute, endMinute ?? startMinute + ActionHours.usualLength)
    }
}

/// How long an action lasts when nobody said it.
enum ActionHours {
    /// In minutes.
    static let usualLength = 60
}

extension SchoolDatabase {
    /// The time zone of the school: what hours are said in.
    func zone() throws -> TimeZone { TimeZone(identifier: try ownSchool().timeZone) ?? .paris }

    /// Confirmed actions of a class, for the calendars that people follow.
    func actionEvents(of schoolClass: SchoolClass) throws -> [ICSEvent] {
        let author = Author(
            accountId: nil, name: "", schoolId: schoolId, schoolName: "", roles: [.rbde], staffId: nil,
            currentYear: schoolClass.schoolYear)
        return try actions(ActionListFilter(year: schoolClass.schoolYear, classId: schoolClass.id), for: author)
            .filter { $0.state == .confirmed || $0.state.isDone }.compactMap(\.event)
    }

    /// Confirmed actions that a member of the team takes part in, whatever the class.
    func actionEvents(of member: ID<StaffMember>, year: Int) throws -> [ICSEvent] {
        let author = Author(
            accountId: nil, name: "", schoolId: schoolId, schoolName: "", roles: [.rbde], staffId: member,
            currentYear: year)
        let mine = Set(
            try rows(
                "select action_staff.action_id from \(table(.actionStaff)) where action_staff.staff_id = \(member)",
                as: String.self))
        return try actions(ActionListFilter(year: year), for: author)
            .filter { mine.contains($0.id.rawValue) && ($0.state == .confirmed || $0.state.isDone) }.compactMap(\.event)
    }
}

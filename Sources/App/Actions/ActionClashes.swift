import Domain
import Persistence

/// Another action on the days of one: what the form shows beside its dates.
struct SameDayLine: Sendable {
    let action: Action
    let room: String?
    let classes: [String]
}

private struct ClassOfAction: Codable {
    let actionId: ID<Action>
    let code: String
}

extension SchoolDatabase {
    /// What the actions of a year that are still to be held want at the same time as others: a room, a class.
    func clashes(year: Int, from today: LocalDate) throws -> [ID<Action>: [String]] {
        let waiting: [Action] = try rows(
            """
            select action.* from \(table(.action)) where action.school_year = \(year)
            and action.state in ('demandee', 'en_preparation', 'confirmee') and action.starts_on is not null
            and coalesce(action.ends_on, action.starts_on) >= \(today) order by action.starts_on, action.id limit 1000
            """)
        guard waiting.count > 1 else { return [:] }
        let codes = try classCodes(of: waiting.map(\.id))
        let rooms = try roomNames()
        var found: [ID<Action>: [String]] = [:]
        for action in waiting {
            let clashes = action.clashes(among: waiting, classes: codes, room: action.roomId.flatMap { rooms[$0] })
            if !clashes.isEmpty { found[action.id] = clashes.map(\.message) }
        }
        return found
    }

    /// What one action wants at the same time as others.
    func clashes(of action: Action) throws -> [ActionRefusal] {
        let others = try actionsAround(action, asked: true)
        guard !others.isEmpty else { return [] }
        let codes = try classCodes(of: others.map(\.id) + [action.id])
        return action.clashes(
            among: others, classes: codes, room: try action.roomId.map { try room($0).name })
    }

    /// Actions on the days of one, in the order of the day.
    func sameDay(as action: Action) throws -> [SameDayLine] {
        let others = try actionsAround(action, asked: true)
        guard !others.isEmpty else { return [] }
        let (codes, rooms) = (try classCodes(of: others.map(\.id)), try roomNames())
        return others.sorted { ($0.startMinute ?? 0, $0.id) < ($1.startMinute ?? 0, $1.id) }.map { other in
            SameDayLine(
                action: other, room: other.roomId.flatMap { rooms[$0] }, classes: codes[other.id, default: []].sorted())
        }
    }

    private func classCodes(of actions: [ID<Action>]) throws -> [ID<Action>: Set<String>] {
        let found: [ClassOfAction] = try rows(
            """
            select action_class.action_id, school_class.code from \(table(.actionClass))
            join \(table(.schoolClass)) on school_class.id = action_class.class_id
            where action_class.action_id in (\(list: actions))
            """)
        return Dictionary(grouping: found, by: \.actionId).mapValues { Set($0.map(\.code)) }
    }

    private func roomNames() throws -> [ID<Room>: String] {
        let all: [Room] = try rows("select room.* from \(table(.room))")
        return Dictionary(all.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
}

/// What else is on the days that the form names: rooms and classes that are taken.
func sameDayPanel(_ lines: [SameDayLine], away: [String], day: LocalDate?) -> HTML? {
    guard let day, !lines.isEmpty || !away.isEmpty else { return nil }
    let items = lines.map { line -> HTML in
        let hours = line.action.hoursWords ?? "toute la journée"
        let place = line.room ?? (line.action.place.isEmpty ? nil : line.action.place)
        let words = [hours, place, line.classes.isEmpty ? nil : line.classes.joined(separator: ", ")]
            .compactMap(\.self).joined(separator: " · ")
        return """
            <li><div><a href="\(Link.action(line.action.id))">\(line.action.title)</a> \(line.action.state == .confirmed ? nil : line.action.state.badge)\
            <p>\(words)</p></div></li>
            """
    }
    let pfmp: HTML? =
        away.isEmpty ? nil : "<p class=\"hint\">En PFMP ce jour-là\u{A0}: \(away.joined(separator: ", ")).</p>"
    return panel(
        "Déjà prévu, \(day.spelled)",
        "\(items.isEmpty ? nil : "<ul class=\"lines\">\(items)</ul>" as HTML)\(pfmp)")
}

extension Action {
    /// « 9 h 00 – 12 h 00 »; `nil` when it takes the whole day.
    var hoursWords: String? {
        guard let startMinute else { return nil }
        return endMinute.map { HourSpan(from: startMinute, to: $0).french } ?? "à partir de "
            + HourSpan.clock(startMinute)
    }
}

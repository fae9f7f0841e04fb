import Domain
import Testing

@Suite struct `The life of an action` {
    private static let day = LocalDate(dayNumber: 20_000)

    private static func action(_ state: Action.State, year: Int = 2026, report: String = "") -> Action {
        var action = Action(
            id: ID("action"), kind: .visit, schoolYear: year, title: "Visite", state: state, startsOn: day)
        action.report = report
        return action
    }

    @Test(arguments: Action.State.allCases, ActionEvent.allCases)
    func `is what the table says, and nothing else`(state: Action.State, event: ActionEvent) throws {
        let moment = ActionMoment(today: Self.day, year: 2027, organises: true)
        let action = Self.action(state, report: "Fait")
        guard let line = ActionLife.transition(from: state, event) else {
            #expect(throws: ActionRefusal.impossible(state, event)) {
                try action.after(event, reason: "Parce que", at: moment)
            }
            return
        }
        let after = try action.after(event, reason: "Parce que", at: moment)
        #expect(after.state == line.to && after.version == action.version + 1)
        #expect(after.reason == (event.asksReason ? "Parce que" : ""))
    }

    @Test(arguments: Action.State.allCases, ActionEvent.allCases)
    func `is in the hands of the office, save that who asked may cancel a request`(
        state: Action.State, event: ActionEvent
    ) {
        let asker = ActionMoment(today: Self.day, year: 2027, organises: false, asked: true)
        let stranger = ActionMoment(today: Self.day, year: 2027, organises: false)
        let mayAsk = state == .requested && event == .cancel
        #expect(Self.action(state).events(for: asker).contains(event) == mayAsk)
        #expect(Self.action(state).events(for: stranger).isEmpty)
        guard ActionLife.transition(from: state, event) != nil else { return }
        #expect(throws: ActionRefusal.notYours) {
            try Self.action(state).after(event, reason: "Parce que", at: stranger)
        }
    }

    @Test func `has no dead end for what is still open, and leads each state somewhere`() {
        for state in Action.State.allCases where state.isOpen {
            #expect(ActionLife.transitions.contains { $0.from == state })
        }
        let pairs = ActionLife.transitions.map { $0.from.rawValue + $0.event.rawValue }
        #expect(Set(pairs).count == pairs.count)
    }

    @Test func `asks for a date, its day, a report and a reason`() {
        let moment = ActionMoment(today: Self.day.adding(days: -1), year: 2026, organises: true)
        var undated = Self.action(.preparing)
        undated.startsOn = nil
        #expect(throws: ActionRefusal.dateMissing) { try undated.after(.confirm, at: moment) }
        #expect(throws: ActionRefusal.notBegun(Self.day)) { try Self.action(.confirmed).after(.hold, at: moment) }
        #expect(throws: ActionRefusal.reportMissing) { try Self.action(.held).after(.close, at: moment) }
        #expect(throws: ActionRefusal.reasonMissing) { try Self.action(.confirmed).after(.cancel, at: moment) }
        #expect(throws: ActionRefusal.yearRuns) { try Self.action(.preparing).after(.carryOver, at: moment) }
    }

    @Test func `goes on in the next year without its dates, when its year ends while it runs`() throws {
        let moment = ActionMoment(today: Self.day, year: 2027, organises: true)
        for state in [Action.State.requested, .preparing, .confirmed, .postponed] {
            let carried = try Self.action(state).after(.carryOver, at: moment)
            #expect(carried.schoolYear == 2027 && carried.state == .preparing && carried.startsOn == nil)
        }
    }
}

@Suite struct `Two actions` {
    private func action(_ key: String, _ day: Int, _ from: Int?, _ to: Int?, room: String? = "salle") -> Action {
        Action(
            id: ID(key), kind: .talk, schoolYear: 2026, title: key, startsOn: LocalDate(dayNumber: day),
            startMinute: from, endMinute: to, roomId: room.map { ID($0) })
    }

    @Test func `clash in a room only when their hours meet`() {
        let first = action("a", 20_000, 540, 600)
        #expect(first.roomConflict(among: [action("b", 20_000, 590, 650)])?.title == "b")
        #expect(first.roomConflict(among: [action("b", 20_000, 600, 650)]) == nil)
        #expect(first.roomConflict(among: [action("b", 20_001, 540, 600)]) == nil)
        #expect(first.roomConflict(among: [action("b", 20_000, 540, 600, room: "autre")]) == nil)
        #expect(first.roomConflict(among: [action("b", 20_000, nil, nil)]) != nil)
    }
}

import Domain
import Testing

@Suite struct `Two actions at the same time` {
    private func action(
        _ key: String, _ state: Domain.Action.State, from: Int = 540, to: Int = 720, room: String? = nil,
        day: String = "2026-12-01"
    ) -> Domain.Action {
        Action(
            id: ID(key), kind: .talk, schoolYear: 2026, title: "Action \(key)", state: state, startsOn: LocalDate(day),
            startMinute: from, endMinute: to, roomId: room.map { ID($0) })
    }

    private let classes: [ID<Domain.Action>: Set<String>] = [ID("a"): ["TMCV"], ID("b"): ["TMCV"], ID("c"): ["1MEN"]]

    @Test func `want one room or one class, even when they are only asked for`() {
        let first = action("a", .requested, room: "r")
        let found = first.clashes(
            among: [action("b", .requested), action("c", .confirmed, room: "r")], classes: classes, room: "CDI")
        #expect(found.count == 2)
        #expect(found[0].message.contains("La classe TMCV est déjà à"))
        #expect(found[1].message.contains("La salle «\u{A0}CDI\u{A0}» est déjà prise"))
    }

    @Test(arguments: [Domain.Action.State.held, .closed, .postponed, .cancelled, .declined])
    func `do not meet when one of them is no longer to be held`(state: Domain.Action.State) {
        let first = action("a", .confirmed, room: "r")
        #expect(first.clashes(among: [action("b", state, room: "r")], classes: classes, room: "CDI").isEmpty)
        #expect(action("b", state).clashes(among: [first], classes: classes, room: nil).isEmpty)
    }

    @Test func `do not meet one after the other, nor on two days, nor with themselves`() {
        let first = action("a", .confirmed, room: "r")
        let others = [
            action("b", .confirmed, from: 720, to: 780, room: "r"),
            action("c", .confirmed, room: "r", day: "2026-12-02"), first,
        ]
        #expect(first.clashes(among: others, classes: classes, room: "CDI").isEmpty)
    }

    @Test func `hold the times that are on their day and within their hours`() {
        let day = action("a", .confirmed)
        func slot(_ date: String, _ start: Int, _ end: Int) -> ActionSlot {
            ActionSlot(
                id: ID("s"), actionId: ID("a"), rank: 1, heldOn: LocalDate(date) ?? LocalDate(dayNumber: 0),
                startMinute: start, endMinute: end)
        }
        #expect(day.holds(slot("2026-12-01", 540, 600)))
        #expect(!day.holds(slot("2026-12-02", 540, 600)) && !day.holds(slot("2026-12-01", 700, 740)))
    }
}

import Domain
import Testing

@Suite struct `The life of a partnership` {
    private func sample(_ state: Partnership.State, ends: String = "2026-12-31", tacit: Bool = false) throws
        -> Partnership
    {
        Partnership(
            id: ID("1"), companyId: ID("c"), title: "Essai", startsOn: try #require(LocalDate("2026-01-01")),
            endsOn: try #require(LocalDate(ends)), tacitRenewal: tacit, state: state)
    }

    @Test(arguments: Partnership.State.allCases, PartnershipEvent.allCases)
    func `goes where its table says and nowhere else`(state: Partnership.State, event: PartnershipEvent) throws {
        let lines = PartnershipLife.transitions.filter { $0.from == state && $0.event == event }
        #expect(lines.count <= 1)
        let partnership = try sample(state)
        guard let line = lines.first else {
            #expect(throws: PartnershipRefusal.impossible(event, state)) { try partnership.after(event) }
            return
        }
        #expect(try partnership.after(event).state == line.to)
    }

    @Test(arguments: [
        ("2026-09-01", false, nil as Partnership.State?), ("2026-10-02", false, .toRenew),
        ("2026-12-31", false, .toRenew), ("2027-01-01", false, .expired), ("2027-01-01", true, .active),
    ])
    func `follows the calendar`(today: String, tacit: Bool, state: Partnership.State?) throws {
        let day = try #require(LocalDate(today))
        #expect(try sample(.active, tacit: tacit).onCalendar(day)?.state == state)
    }

    @Test func `is renewed later than its end only`() throws {
        let partnership = try sample(.toRenew)
        #expect(throws: PartnershipRefusal.renewedToPast(partnership.endsOn)) {
            try partnership.renewed(until: partnership.endsOn)
        }
    }
}

import Testing

@testable import Domain

@Suite struct `The gratification of a host` {
    private func sheet(_ months: [(Int, Int, Int)], revalued: Bool = true, agricultural: Bool = false) throws
        -> GratificationSheet
    {
        GratificationSheet(
            stays: [months.map { MonthPresence(year: $0.0, month: $0.1, minutes: $0.2 * 60) }],
            agricultural: agricultural, revalued: revalued, parameters: try LegalParameters.embedded())
    }

    @Test func `PFMP-68 is due beyond 308 hours, from the first one`() throws {
        let long = try sheet([(2026, 1, 140), (2026, 2, 140), (2026, 3, 140)])
        #expect(long.isDue == true)
        #expect(long.minutes == 420 * 60)
        #expect(try sheet([(2026, 1, 308)]).isDue == false)
        #expect(try sheet([(2026, 1, 309)]).isDue == true)
        #expect(try sheet([(2026, 1, 400)], agricultural: true).isDue == false)
    }

    @Test func `PFMP-68 adds the stays with the same host over the year, consecutive or not`() throws {
        let parameters = try LegalParameters.embedded()
        let autumn = [MonthPresence(year: 2025, month: 11, minutes: 160 * 60)]
        let spring = [MonthPresence(year: 2026, month: 5, minutes: 160 * 60)]
        #expect(GratificationSheet(stays: [autumn], parameters: parameters).isDue == false)
        #expect(GratificationSheet(stays: [autumn, spring], parameters: parameters).isDue == true)
    }

    @Test func `PFMP-69 is at least 4,50 € an hour in 2026`() throws {
        #expect(try sheet([(2026, 1, 140), (2026, 2, 140), (2026, 3, 140)]).total == Cents(rawValue: 189_000))
    }

    @Test func `PFMP-70 takes the rate of each month when the agreement says so`() throws {
        let months = [(2025, 12, 200), (2026, 1, 200)]
        #expect(try sheet(months).total == Cents(rawValue: 177_000))
        #expect(try sheet(months, revalued: false).total == Cents(rawValue: 174_000))
    }

    @Test func `PFMP-69 assumes the last rate for a year not published, aloud`() throws {
        let found = try sheet([(2027, 1, 200), (2027, 2, 200)])
        #expect(found.isAssumed)
        #expect(found.months.first?.rate == Cents(rawValue: 450))
    }

    @Test func `PFMP-71 is nothing for three weeks, whatever the State allows`() throws {
        let short = try sheet([(2026, 1, 105)])
        #expect(short.isDue == false)
        #expect(short.total == nil)
    }

    @Test func `counts the hours of each month`() throws {
        let week = try #require(
            WeekSchedule("480-720,780-960;480-720,780-960;480-720,780-960;480-720,780-960;480-720,780-960;;"))
        let months = week.months(from: try date("2026-01-26"), through: try date("2026-02-06"), without: [])
        #expect(months.map(\.minutes) == [5 * 420, 5 * 420])
        #expect(months.map(\.label) == ["janvier 2026", "février 2026"])
    }
}

@Suite struct `Refunds of extra costs` {
    private func scale(_ cap: Int, _ deduction: Int, _ day: String = "2025-11-01") throws -> RefundScale {
        RefundScale(
            id: ID(day), kind: .meals, cap: Cents(rawValue: cap), deduction: Cents(rawValue: deduction),
            votedOn: try date(day))
    }

    @Test func `PFMP-73 a meal of 9 € under a cap of 8 € with half-board at 4 € gives 4 €`() throws {
        let refund = ExpenseRefund.amount(
            spent: Cents(rawValue: 900), quantity: 1, scale: try scale(800, 400))
        #expect(refund == Cents(rawValue: 400))
    }

    @Test(arguments: [(3000, 5, 800, 400, 1000), (1500, 5, 800, 400, 0), (10_000, 2, 800, 0, 1600)])
    func `PFMP-73 counts each unit and never goes below zero`(
        spent: Int, quantity: Int, cap: Int, deduction: Int, expected: Int
    ) throws {
        let refund = ExpenseRefund.amount(
            spent: Cents(rawValue: spent), quantity: quantity, scale: try scale(cap, deduction))
        #expect(refund == Cents(rawValue: expected))
    }

    @Test func `PFMP-73 takes the scale voted last before the stay ended`() throws {
        let scales = [try scale(800, 400), try scale(900, 400, "2026-02-01")]
        let before = ExpenseRefund.scale(of: .meals, on: try date("2026-01-15"), among: scales)
        let after = ExpenseRefund.scale(of: .meals, on: try date("2026-03-15"), among: scales)
        #expect(before?.cap == Cents(rawValue: 800))
        #expect(after?.cap == Cents(rawValue: 900))
        #expect(ExpenseRefund.scale(of: .lodging, on: try date("2026-03-15"), among: scales) == nil)
    }

    @Test(arguments: ClaimState.allCases, ClaimEvent.allCases)
    func `move as their table says`(state: ClaimState, event: ClaimEvent) throws {
        let line = ClaimLife.transitions.first { $0.from == state && $0.event == event }
        guard let line else {
            #expect(throws: ClaimRefusal.impossible(event, state)) {
                try ClaimLife.moved(state, by: event, receipts: true, presence: true)
            }
            return
        }
        #expect(try ClaimLife.moved(state, by: event, receipts: true, presence: true) == line.to)
    }

    @Test func `are granted with receipts and the proof of presence only`() {
        #expect(throws: ClaimRefusal.noReceipts) {
            try ClaimLife.moved(.asked, by: .grant, receipts: false, presence: true)
        }
        #expect(throws: ClaimRefusal.noPresence) {
            try ClaimLife.moved(.asked, by: .grant, receipts: true, presence: false)
        }
    }
}

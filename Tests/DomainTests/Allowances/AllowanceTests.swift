import Foundation
import Testing

@testable import Domain

func date(_ text: String) throws -> LocalDate { try day(text) }

extension AllowanceStay {
    static func sample(
        _ id: String, from start: String = "2026-01-05", through end: String = "2026-01-30", days: Int
    ) throws -> AllowanceStay {
        AllowanceStay(id: ID(id), label: "PFMP \(id)", startsOn: try date(start), endsOn: try date(end), days: days)
    }

    /// One after the other, in the order given.
    static func row(_ days: [Int]) throws -> [AllowanceStay] {
        try days.enumerated().map { index, days in
            try sample(
                String(index + 1), from: "2025-1\(index)-01", through: "2025-1\(index)-28", days: days)
        }
    }
}

extension AllowanceFacts {
    /// A complete file of an adult pupil whose stay is over.
    static func sample(_ change: (inout AllowanceFacts) -> Void = { _ in }) throws -> AllowanceFacts {
        let rate = AllowanceRate(daily: Cents(rawValue: 2000), cap: Cents(rawValue: 100_000))
        var facts = AllowanceFacts(
            learnerPublic: .pupil, sex: .female, ine: "123456789AB", birthDate: try date("2007-05-06"),
            birthPlaceChecked: true,
            address: PostalAddress(line1: "1 rue du Test", postalCode: "31000", city: "TOULOUSE"), addressChecked: true,
            rate: .known(rate), owner: .personal, decision: .given, stay: try .sample("1", days: 15), days: 15,
            due: Cents(rawValue: 30_000), schoolYear: try #require(SchoolYear(start: 2025)),
            today: try date("2026-03-01"))
        change(&facts)
        return facts
    }

    var codes: Set<AllowanceCheck.Code> { Set(AllowanceChecks.all(self).map(\.code)) }
}

@Suite struct `The PFMP allowance` {
    private func rate(_ daily: Int, _ cap: Int) -> AllowanceRate {
        AllowanceRate(daily: Cents(rawValue: daily * 100), cap: Cents(rawValue: cap * 100))
    }

    private func due(_ days: [Int], _ rate: AllowanceRate) throws -> [Int] {
        Allowance.amounts(try AllowanceStay.row(days), rate: rate).map { $0.due.rawValue / 100 }
    }

    @Test func `PFMP-82 is for pupils, not for apprentices`() throws {
        #expect(try AllowanceFacts.sample().codes.isEmpty)
        #expect(try AllowanceFacts.sample { $0.learnerPublic = .apprentice }.codes == [.status])
        #expect(try AllowanceFacts.sample { $0.learnerPublic = .student }.codes == [.status])
        #expect(try AllowanceFacts.sample { $0.rate = .notListed }.codes == [.excluded])
    }

    @Test func `PFMP-83 asks for a stay of the school year under an agreement`() throws {
        #expect(try AllowanceFacts.sample { $0.underAgreement = false }.codes == [.dates])
        let late = try AllowanceStay.sample("1", from: "2023-10-02", through: "2023-10-20", days: 15)
        let former = try #require(SchoolYear(start: 2022))
        #expect(throws: AllowanceRefusal.outsideYear(former)) { try late.requireValid(in: former) }
    }

    @Test(arguments: [
        ([3], 10, 100, [30]), ([11], 10, 100, [100]), ([9, 2, 4], 10, 100, [90, 10, 0]),
        ([5, 12], 15, 200, [75, 125]),
    ])
    func `PFMP-84 is days at the daily rate under the cap`(days: [Int], daily: Int, cap: Int, expected: [Int]) throws {
        #expect(try due(days, rate(daily, cap)) == expected)
    }

    @Test func `PFMP-84 follows the calendar, whatever the order of entry`() throws {
        let stays = try AllowanceStay.row([9, 2, 4])
        let amounts = Allowance.amounts(stays.reversed(), rate: rate(10, 100))
        #expect(amounts.map(\.stay.days) == [9, 2, 4])
        #expect(amounts.map { $0.due.rawValue } == [9000, 1000, 0])
    }

    @Test func `PFMP-84 an edit of an earlier stay tells what it takes from the later ones`() throws {
        let before = Allowance.amounts(try AllowanceStay.row([9, 2]), rate: rate(10, 100))
        let after = Allowance.amounts(try AllowanceStay.row([10, 2]), rate: rate(10, 100))
        let sentences = Allowance.changes(from: before, to: after).map(\.sentence)
        #expect(
            sentences == [
                "PFMP 1\u{A0}: 90,00\u{A0}€ deviennent 100,00\u{A0}€.",
                "PFMP 2\u{A0}: 10,00\u{A0}€ deviennent 0,00\u{A0}€.",
            ])
    }

    @Test(arguments: [
        ("2321", 10), ("2381", 10), ("2322", 15), ("2311", 15), ("2332", 15), ("2333", 15), ("2382", 15), ("23C1", 15),
        ("23J0", 15), ("4411", 15), ("4151", 15), ("2383", 20), ("23B1", 20), ("23C2", 20), ("23K0", 20), ("4421", 20),
        ("4161", 20),
    ])
    func `PFMP-85 has a daily rate for each level`(code: String, euros: Int) throws {
        // The first three characters tell a bac professionnel from an agricultural one.
        let answer = AllowanceRates(try LegalParameters.embedded()).rate(
            mefStat4: code, dispositif: code.hasPrefix("238") ? "247" : nil, year: 2025)
        #expect(answer.rate?.daily == Cents(rawValue: euros * 100))
    }

    @Test func `PFMP-85 gives nothing to the first year of a CAP in three years`() throws {
        #expect(AllowanceRates(try LegalParameters.embedded()).rate(mefStat4: "2331", year: 2025) == .notListed)
    }

    @Test(arguments: [(2023, 800), (2024, 1200), (2025, 1000)])
    func `PFMP-86 has caps that change with the year`(year: Int, euros: Int) throws {
        let answer = AllowanceRates(try LegalParameters.embedded()).rate(
            mefStat4: "2383", dispositif: "247", year: year)
        #expect(answer.rate?.cap == Cents(rawValue: euros * 100))
    }

    @Test func `PFMP-86 ten weeks of terminale reach the cap of 2025-2026`() throws {
        let rate = try #require(
            AllowanceRates(try LegalParameters.embedded()).rate(
                mefStat4: "2383", dispositif: "247", year: 2025
            ).rate)
        #expect(rate.paidDays == 50)
        #expect(Allowance.amounts([try .sample("1", days: 50)], rate: rate)[0].due == Cents(rawValue: 100_000))
    }

    @Test func `PFMP-86 assumes the last table for a year not published, and says so`() throws {
        let answer = AllowanceRates(try LegalParameters.embedded()).rate(
            mefStat4: "2383", dispositif: "247", year: 2026)
        guard case .assumed(let rate) = answer else { Issue.record("not assumed"); return }
        #expect(rate.cap == Cents(rawValue: 100_000))
        #expect(answer.notice?.contains("2025-2026, à confirmer") == true)
    }

    @Test func `PFMP-86 table 7.1 keeps its quirks`() throws {
        let rates = AllowanceRates(try LegalParameters.embedded())
        #expect(rates.rate(mefStat4: "2391", year: 2024).rate?.cap == Cents(rawValue: 180_000))
        guard case .ambiguous(let both) = rates.rate(mefStat4: "2382", ministry: .sea, year: 2025) else {
            Issue.record("not ambiguous")
            return
        }
        #expect(both.map(\.cap.rawValue) == [45_000, 60_000])
        #expect(rates.rate(mefStat4: "2321", ministry: .agriculture, year: 2025).rate?.cap == Cents(rawValue: 45_000))
        #expect(rates.rate(of: try MEF("27631210320"), year: 2025).rate?.cap == Cents(rawValue: 90_000))
    }

    @Test func `PFMP-87 is blocked without a decision only once it is cancelled, and may be paid in parts`() throws {
        let missing = try AllowanceFacts.sample { $0.decision = .missing }
        #expect(missing.codes == [.decision])
        #expect(AllowanceChecks.all(missing).allSatisfy { !$0.blocks })
        let parameters = try LegalParameters.embedded()
        let (start, end) = (try date("2026-01-05"), try date("2026-04-10"))
        #expect(Allowance.mayBePaidInParts(from: start, through: end, parameters: parameters))
        #expect(!Allowance.mayBePaidInParts(from: start, through: try date("2026-03-27"), parameters: parameters))
    }

    @Test func `PFMP-88 an adult on the first day needs an account of their own`() throws {
        #expect(try AllowanceFacts.sample { $0.owner = .otherPerson }.codes == [.accountOwner])
        #expect(try AllowanceFacts.sample { $0.owner = .mandate }.codes.isEmpty)
        let birth = try date("2009-05-06")
        let minor = try AllowanceFacts.sample {
            $0.birthDate = birth
            $0.owner = .moralPerson
        }
        #expect(minor.codes.isEmpty)
    }

    @Test func `PFMP-89 lists what ApLyPro would refuse, by its codes`() throws {
        let facts = try AllowanceFacts.sample {
            $0.sex = nil
            $0.ine = "12345"
            $0.birthPlaceChecked = false
            $0.address = PostalAddress()
            $0.owner = nil
            $0.decision = .missing
        }
        #expect(facts.codes == [.sex, .ine, .birthPlace, .address, .account, .decision])
        #expect(try AllowanceFacts.sample { $0.addressChecked = false }.codes == [.addressCode])
    }

    @Test func `PFMP-90 refuses more days than the calendar holds`() throws {
        let year = try #require(SchoolYear(start: 2025))
        #expect(throws: AllowanceRefusal.tooManyDays(26)) {
            try AllowanceStay.sample("1", days: 27).requireValid(in: year)
        }
        #expect(throws: AllowanceRefusal.noDays) { try AllowanceStay.sample("1", days: 0).requireValid(in: year) }
        #expect(throws: AllowanceRefusal.datesReversed) {
            try AllowanceStay.sample("1", from: "2026-01-30", through: "2026-01-05", days: 3).requireValid(in: year)
        }
        try AllowanceStay.sample("1", days: 26).requireValid(in: year)
    }

    @Test func `PFMP-91 is not entered before the end nor without days`() throws {
        let tomorrow = try AllowanceFacts.sample { $0.today = $0.stay.endsOn.adding(days: -1) }
        #expect(tomorrow.codes == [.dates])
        let withoutDays = try AllowanceFacts.sample {
            $0.days = nil
            $0.due = nil
        }
        #expect(withoutDays.codes == [.dates])
        #expect(throws: AllowanceRefusal.self) {
            try AllowanceLine.moved(.toEnter, by: .enter, checks: AllowanceChecks.all(tomorrow))
        }
    }

    @Test(arguments: AllowanceLine.State.allCases, AllowanceLine.Event.allCases)
    func `PFMP-92 lines move as their table says`(state: AllowanceLine.State, event: AllowanceLine.Event) throws {
        let line = AllowanceLine.transitions.first { $0.from == state && $0.event == event }
        guard let line else {
            #expect(throws: AllowanceRefusal.impossible(state, event)) {
                try AllowanceLine.moved(state, by: event, checks: [])
            }
            return
        }
        #expect(try AllowanceLine.moved(state, by: event, checks: []) == line.to)
    }

    @Test(arguments: [
        (90, 80, Rectification.tooSmall(Cents(rawValue: 1000))), (90, 90, .none),
        (90, 100, .complement(Cents(rawValue: 1000))), (90, 50, .refund(Cents(rawValue: 4000))),
        (90, 60, .tooSmall(Cents(rawValue: 3000))),
    ])
    func `PFMP-92 corrects an overpayment above the threshold only`(paid: Int, now: Int, expected: Rectification) throws
    {
        let found = Allowance.rectification(
            paid: Cents(rawValue: paid * 100), corrected: Cents(rawValue: now * 100), on: try date("2026-03-01"),
            parameters: try LegalParameters.embedded())
        #expect(found == expected)
    }

    @Test func `PFMP-93 a stay after the schooling needs a report, a cancelled decision blocks`() throws {
        let end = try date("2026-01-20")
        let facts = try AllowanceFacts.sample { $0.schooling = (nil, end) }
        #expect(facts.codes == [.outsideSchooling])
        #expect(AllowanceChecks.all(facts)[0].message.contains("report"))
        #expect(try AllowanceFacts.sample { $0.decision = .cancelled }.codes == [.cancelledDecision])
    }

    @Test func `PFMP-94 numbers a PFMP under its decision`() throws {
        let decision = try #require(DecisionNumber("ENPUAB12CD34EF20250"))
        #expect(decision.number(ofPFMP: 1) == "ENPUAB12CD34EF2025001")
        #expect(DecisionNumber("ENPX12") == nil)
        #expect(DecisionNumber("ENPUAB12CD34EF2025A") == nil)
    }

    @Test func `PFMP-83 an overlap and a cap already reached block`() throws {
        #expect(try AllowanceFacts.sample { $0.overlaps = true }.codes == [.overlap])
        #expect(try AllowanceFacts.sample { $0.due = Cents(rawValue: 0) }.codes == [.amount])
    }
}

import Domain
import Testing

@Suite struct `An amount as people write it` {
    @Test(arguments: [
        ("1 234,56 €", 123_456), ("1234.5", 123_450), ("1.234,56", 123_456), ("80", 8000), ("0", 0),
        ("1\u{202F}200,00\u{A0}€", 120_000),
    ])
    func `is read to the cent`(text: String, cents: Int) {
        #expect(AmountText.cents(text) == cents)
    }

    @Test(arguments: ["", "douze", "-5", "1,234,5", "1.2.3", "12,345", "99999999999", "1e3", ","])
    func `is refused when it is none`(text: String) {
        #expect(AmountText.cents(text) == nil)
    }
}

@Suite struct `A code of trade` {
    @Test(arguments: [("i1604", "I1604"), ("D 11-02", "D1102")]) func `is read as typed`(typed: String, code: String)
        throws
    {
        #expect(try ROMECode(typed).rawValue == code)
    }

    @Test(arguments: ["", "Z1234", "I160", "I16044", "11604", "I16O4"]) func `is refused when it is none`(typed: String)
    {
        #expect(throws: ROMERefusal.self) { try ROMECode(typed) }
    }
}

@Suite struct `A receipt of a need` {
    @Test func `is given once, after the hand-over`() throws {
        let day = try #require(LocalDate("2026-11-23"))
        let need = SkillsNeed(
            id: ID("1"), teller: "Garage", audience: .hiring, description: "Souder", recordedOn: day, recordedBy: "A")
        #expect(throws: NeedRefusal.notHanded) { try need.received(by: "B", on: day) }
        let handed = try need.handed(to: "B", on: day, by: "A")
        let received = try handed.received(by: "B", on: day)
        #expect(received.stage == .received)
        #expect(throws: NeedRefusal.alreadyReceived("B")) { try received.received(by: "C", on: day) }
    }
}

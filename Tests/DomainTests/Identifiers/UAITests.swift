import Testing

@testable import Domain

@Suite struct `A UAI` {
    @Test(arguments: [
        ("0999001W", "0999001W"), ("0999001w", "0999001W"), (" 0999 001-w ", "0999001W"), ("0951099D", "0951099D"),
    ])
    func `is read in any case`(text: String, expected: String) throws {
        #expect(try UAI(text).rawValue == expected)
    }

    @Test(arguments: [
        ("0999001X", "0999001W", "lettre W"), ("999001W", "0999001W", "«\u{A0}0999001W\u{A0}»"),
        ("0999001", "0999001W", "lettre de contrôle manque"), ("0999001I", "0999001W", "lettre W"),
    ])
    func `is corrected as a question`(text: String, suggestion: String, part: String) {
        let refusal = #expect(throws: IdentifierRefusal.self) { try UAI(text) }
        #expect(refusal?.suggestion == suggestion)
        #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
    }

    @Test(arguments: ["", "W", "999001X", "0999001WW", "09990011", "099900W1", "0999001É", "0999001ß", "１999001W"])
    func `is refused without a guess when nothing is likely`(text: String) {
        #expect(#expect(throws: IdentifierRefusal.self) { try UAI(text) }?.suggestion == nil)
    }

    @Test(arguments: [0, 1, 22, 23, 951_099, 999_001, 9_710_001, 9_999_999])
    func `has one right letter for each number`(number: Int) {
        let digits = LocalDate.padded(number, 7)
        let accepted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".filter { UAI(rawValue: digits + String($0)) != nil }
        #expect(accepted.count == 1)
        #expect(accepted.first == Array("ABCDEFGHJKLMNPRSTUVWXYZ")[number % 23])
    }

    @Test(arguments: [
        ("0310001", "31"), ("0010001", "01"), ("6200001", "2A"), ("7200001", "2B"), ("9710001", "971"),
        ("9760001", "976"), ("9830001", "988"), ("9840001", "987"), ("9860001", "986"),
    ])
    func `names the département`(digits: String, code: String) throws {
        let text = #expect(throws: IdentifierRefusal.self) { try UAI(digits) }?.suggestion
        let uai = try UAI(try #require(text))
        #expect(uai.departmentCode == code)
        #expect(uai.departement?.code == code)
    }

    @Test func `of no département names none`() throws {
        #expect(try UAI("0999001W").departement == nil)
    }
}

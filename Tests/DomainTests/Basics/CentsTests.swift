import Testing

@testable import Domain

@Suite struct `Amounts and counts` {
    @Test(arguments: [
        (0, "0,00\u{A0}€"), (5, "0,05\u{A0}€"), (189_000, "1\u{202F}890,00\u{A0}€"),
        (-1050, "−10,50\u{A0}€"), (123_456_789, "1\u{202F}234\u{202F}567,89\u{A0}€"),
    ])
    func `are written in euros the French way`(cents: Int, text: String) {
        #expect(Cents(rawValue: cents).french == text)
    }

    @Test(arguments: [
        (0, "0\u{A0}€"), (189_000, "1\u{202F}890\u{A0}€"), (189_050, "1\u{202F}890,50\u{A0}€"), (-1000, "−10\u{A0}€"),
    ])
    func `are shorter without cents`(cents: Int, text: String) {
        #expect(Cents(rawValue: cents).short == text)
    }

    @Test func `are added and compared`() {
        #expect(Cents(rawValue: 150) + Cents(rawValue: -50) == Cents(rawValue: 100))
        #expect(Cents(rawValue: -1) < Cents(rawValue: 0))
    }

    @Test(arguments: [
        (0, "0\u{A0}élève"), (1, "1\u{A0}élève"), (2, "2\u{A0}élèves"), (12_649, "12\u{202F}649\u{A0}élèves"),
        (-1000, "−1\u{202F}000\u{A0}élèves"),
    ])
    func `take the plural from two`(count: Int, text: String) {
        #expect(FrenchNumber.counted(count, "élève", "élèves") == text)
    }
}

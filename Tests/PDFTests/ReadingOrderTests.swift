import Testing

@testable import PDF

@Suite struct `Letters read from right to left` {
    @Test func `of Arabic take the form of their place`() {
        #expect(ArabicJoining.joined("مقهى") == "\u{FEE3}\u{FED8}\u{FEEC}\u{FEF0}")
        #expect(ArabicJoining.joined("السلام") == "\u{FE8D}\u{FEDF}\u{FEB4}\u{FEFC}\u{FEE1}")
        #expect(ArabicJoining.joined("دار، A") == "\u{FEA9}\u{FE8D}\u{FEAD}\u{60C} A")
        // A vowel sign does not part two letters.
        #expect(ArabicJoining.joined("ب\u{64E}ب") == "\u{FE91}\u{64E}\u{FE90}")
        #expect(ArabicJoining.joined("").isEmpty && ArabicJoining.joined("Été") == "Été")
    }

    @Test func `are turned by runs, figures apart`() {
        func visual(_ text: String) -> String {
            let scalars = Array(text.unicodeScalars)
            let order = ReadingOrder.visual(scalars.map { Reading($0) })
            #expect(order.sorted() == Array(scalars.indices))
            return String(String.UnicodeScalarView(order.map { scalars[$0] }))
        }
        #expect(visual("abc 12") == "abc 12")
        #expect(visual("a אב ג b") == "a ג בא b")
        #expect(visual("אב 12 ג") == "ג 12 בא")
        #expect(visual("אב 12") == "בא 12")
        #expect(visual("x (אב) ב, y") == "x (ב )בא, y")
        #expect(visual("").isEmpty)
    }
}

import Testing

@testable import Domain

@Suite struct `French words that change` {
    @Test(arguments: [
        ("Noémie", "de Noémie"), ("Assia", "d’Assia"), ("Élise", "d’Élise"), ("Hugo", "d’Hugo"), ("Œdipe", "d’Œdipe"),
        ("", "de "),
    ])
    func `de is shortened before a vowel`(name: String, phrase: String) {
        #expect(French.of(name) == phrase)
    }

    @Test func `a day far away takes its article`() throws {
        let today = try #require(LocalDate("2026-11-23"))
        #expect(today.adding(days: 1).nearWithArticle(today) == "demain")
        #expect(today.adding(days: -45).nearWithArticle(today) == "le 9 octobre")
    }
}

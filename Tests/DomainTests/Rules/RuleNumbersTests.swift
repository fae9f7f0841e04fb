import Testing

@testable import Domain

@Suite struct `The numbers of the rules` {
    @Test func `each belongs to a rule of the catalogue`() {
        let numbers = RuleCatalogue.all.flatMap { RuleNumbers.of($0.number) }
        let alone = LegalParameter.allCases.filter { !numbers.contains($0) }
        #expect(alone.isEmpty)
    }

    @Test func `say that the certifying weeks of 2026-2027 are to confirm, and not those of the year before`() throws {
        let rule = try #require(RuleCatalogue.rule(6))
        let parameters = try Rules.parameters.get()
        #expect(rule.isToConfirm(on: try day("2026-11-02"), parameters))
        #expect(!rule.isToConfirm(on: try day("2025-11-03"), parameters))
        #expect(rule.numbers(on: try day("2026-11-02"), parameters).map(\.value) == ["6\u{A0}semaines"])
    }

    @Test func `say that the days of the end of terminale are not published yet`() throws {
        let rule = try #require(RuleCatalogue.rule(7))
        let numbers = rule.numbers(on: try day("2026-11-02"), try Rules.parameters.get())
        #expect(numbers.contains { $0.value == nil && !$0.isConfirmed })
    }
}

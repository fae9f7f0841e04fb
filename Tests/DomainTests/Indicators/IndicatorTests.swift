import Testing

@testable import Domain

@Suite struct `Indicators` {
    @Test func `have a code each, in the order of the catalogue`() {
        #expect(Set(Indicator.all.map(\.code)).count == Indicator.all.count)
        #expect(Indicator.all.filter { $0.code.hasPrefix("I3.") }.count == 11)
        #expect(Indicator.of("I3.1")?.unit == .percent)
        #expect(Indicator.of("I9.9") == nil)
    }

    @Test(
        arguments: [
            (IndicatorUnit.percent, "80 %", 80), (.percent, "101", nil), (.percent, "beaucoup", nil),
            (.mean, "3,2", 32),
            (.mean, "3", 30), (.mean, "7", nil), (.mean, "3,25", nil), (.count, "1 200", 1200), (.count, "-4", nil),
            (.minutes, "12 h", 720),
        ] as [(IndicatorUnit, String, Int?)])
    func `read what people type`(unit: IndicatorUnit, text: String, figure: Int?) {
        #expect(unit.figure(parsing: text) == figure)
    }

    @Test func `round to the nearest and have no rate of nobody`() {
        #expect(IndicatorValue("I3.1", 2, of: 3).figure == 67)
        #expect(IndicatorValue("I3.1", 0, of: 0).figure == nil)
        #expect(IndicatorValue("I2.8", 95, of: 30).figure == 32)
        #expect(IndicatorValue("I2.1", 7).figure == 7)
        #expect(IndicatorValue("I2.1", nil).figure == nil)
    }

    @Test func `compare with last year the way they go`() throws {
        let rate = try #require(Indicator.of("I3.1"))
        let broken = try #require(Indicator.of("I3.7"))
        func shown(_ indicator: Indicator, _ numerator: Int) -> ShownIndicator {
            ShownIndicator(IndicatorValue(indicator.code, numerator, of: 100), indicator, threshold: 5)
        }
        #expect(IndicatorTrend(shown(rate, 90), before: shown(rate, 80)).direction == .better)
        #expect(IndicatorTrend(shown(broken, 9), before: shown(broken, 4)).direction == .worse)
        #expect(IndicatorTrend(shown(rate, 80), before: shown(rate, 80)).direction == .same)
        #expect(IndicatorTrend(shown(rate, 80), before: nil).direction == .unknown)
    }
}

@Suite struct `Small groups` {
    private func shown(
        _ code: String, _ numerator: Int, of denominator: Int?, _ parts: [IndicatorValue.Part] = [], addUp: Bool = false
    ) throws -> ShownIndicator {
        let indicator = try #require(Indicator.of(code))
        return ShownIndicator(
            IndicatorValue(code, numerator, of: denominator, parts: parts, partsAddUp: addUp), indicator, threshold: 5)
    }

    @Test func `under the threshold are hidden with everything they are made of`() throws {
        let small = try shown("I3.1", 3, of: 4, [IndicatorValue.Part("J − 35", 1, of: 4)])
        #expect(small.isHidden && small.figure == nil && small.numerator == nil && small.parts[0].isHidden)
        #expect(try !shown("I3.1", 3, of: 5).isHidden)
    }

    @Test func `of nobody are no group`() throws {
        #expect(try !shown("I2.6", 0, of: nil).isHidden)
        #expect(try shown("I2.6", 3, of: nil).isHidden)
    }

    @Test func `that speak of no person are shown`() throws {
        #expect(try !shown("I3.8", 1, of: 2).isHidden)
    }

    @Test func `hidden alone take the smallest other with them`() throws {
        let parts = [
            IndicatorValue.Part("A", 30), IndicatorValue.Part("B", 8), IndicatorValue.Part("C", 2),
        ]
        let result = try shown("I3.4", 30, of: 40, parts, addUp: true)
        #expect(result.parts.map(\.isHidden) == [false, true, true])
    }

    @Test func `hidden together must be large enough`() {
        let parts = [
            IndicatorValue.Part("A", 30), IndicatorValue.Part("B", 9), IndicatorValue.Part("C", 1),
            IndicatorValue.Part("D", 2),
        ]
        #expect(SmallGroups.hidden(parts, threshold: 5, addUp: true) == [1, 2, 3])
        #expect(SmallGroups.hidden(parts, threshold: 5, addUp: false) == [2, 3])
    }

    @Test(arguments: 1...40) func `cannot be told from the whole`(seed: Int) {
        let sizes = (0..<5).map { ($0 * 7 + seed * 13) % 11 }
        let parts = sizes.enumerated().map { IndicatorValue.Part("P\($0.offset)", $0.element) }
        let hidden = SmallGroups.hidden(parts, threshold: 5, addUp: true)
        for index in parts.indices where (1..<5).contains(sizes[index]) { #expect(hidden.contains(index)) }
        let sum = hidden.reduce(0) { $0 + sizes[$1] }
        let canHideMore = parts.indices.contains { !hidden.contains($0) && sizes[$0] > 0 }
        #expect(hidden.isEmpty || (hidden.count > 1 && sum >= 5) || !canHideMore)
    }
}

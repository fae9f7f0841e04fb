import Testing

@testable import Domain

@Suite struct `Places against learners` {
    private func line(
        _ stream: String, _ level: TrainingLevel?, need: Int, from start: String = "2027-01-04"
    ) throws -> CapacityLine {
        let day = try #require(LocalDate(start))
        var line = CapacityLine(stream: stream, level: level, startsOn: day, endsOn: day.adding(days: 25))
        line.need = need
        return line
    }

    @Test func `of one level serve that level alone`() throws {
        let lines = [try line("Vente", .terminale, need: 4), try line("Vente", .seconde, need: 4)]
        let filled = CapacityPlan.filled(lines, with: [PlaceOffer(stream: "VENTE", level: .seconde, count: 9)])
        #expect(filled.map(\.level) == [.seconde, .terminale])
        #expect(filled.map(\.capacity) == [9, 0] && filled.map(\.gap) == [0, 4])
    }

    @Test func `of any level count once, where they miss most`() throws {
        let lines = [try line("Vente", .seconde, need: 3), try line("Vente", .terminale, need: 5)]
        let offers = [
            PlaceOffer(stream: "Vente", level: nil, count: 6), PlaceOffer(stream: "Vente", level: .seconde, count: 1),
        ]
        let filled = CapacityPlan.filled(lines, with: offers)
        #expect(filled.map(\.capacity) == [2, 5] && filled.map(\.shared) == [1, 5])
        #expect(filled.reduce(0) { $0 + $1.capacity } == 7)
    }

    @Test func `that nobody needs are still shown`() throws {
        let filled = CapacityPlan.filled(
            [try line("Vente", .cap1, need: 1), try line("Vente", .cap2, need: 0)],
            with: [PlaceOffer(stream: "vente", level: nil, count: 4)])
        #expect(filled.reduce(0) { $0 + $1.capacity } == 4 && filled.allSatisfy { $0.gap == 0 })
    }

    @Test func `of any stream are shown to each and counted for none`() throws {
        let lines = [try line("Vente", .cap1, need: 1), try line("Bois", .cap2, need: 1)]
        let offers = [PlaceOffer(stream: "", level: nil, count: 1), PlaceOffer(stream: " ", level: .cap2, count: 2)]
        let filled = CapacityPlan.filled(lines, with: offers)
        #expect(filled.map(\.stream) == ["Bois", "Vente"])
        #expect(filled.map(\.open) == [3, 1] && filled.map(\.gap) == [1, 1])
    }

    @Test func `of other days or another stream serve nobody here`() throws {
        let day = try #require(LocalDate("2027-06-01"))
        let offers = [
            PlaceOffer(stream: "Vente", level: nil, count: 5, startsOn: day),
            PlaceOffer(stream: "Bois", level: nil, count: 5),
        ]
        let filled = CapacityPlan.filled([try line("Vente", nil, need: 2)], with: offers)
        #expect(filled.first?.capacity == 0 && filled.first?.gap == 2)
    }
}

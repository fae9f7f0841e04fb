import Placement
import Testing

@Suite struct `Deferred acceptance` {
    @Test func `leaves no pair that would rather have each other`() throws {
        for seed in 0..<500 {
            var chance = Chance(UInt64(seed))
            let instance = try Instance.random(
                &chance, learners: chance.number(0...20), places: chance.number(1...15), groups: false)
            let rank = (0..<instance.arcCount).map { _ in Int32(chance.number(0...9)) }
            let seat = instance.stableSeats(rank: rank)
            try #require(instance.blockingPairs(seat: seat, rank: rank) == 0, "seed \(seed)")
        }
    }

    @Test func `counts the pairs that an optimum leaves unhappy`() throws {
        let instance = try Instance.unit(
            firstArc: [0, 2, 4], arcPlace: [0, 1, 0, 1], arcCost: [1, 3, 1, 9], aloneCost: [99, 99], placeCount: 2)
        let rank: [Int32] = [0, 0, 1, 0]
        #expect(instance.stableSeats(rank: rank) == [0, 1])
        let optimum = try instance.solved()
        #expect(optimum.seat == [1, 0])
        #expect(instance.blockingPairs(seat: optimum.seat, rank: rank) == 1)
    }
}

import Testing

@testable import Placement

@Suite struct `Solving an instance` {
    @Test(arguments: [false, true]) func `finds what trying everything finds`(groups: Bool) throws {
        for seed in 0..<6_000 {
            var chance = Chance(UInt64(seed))
            let instance = try Instance.random(
                &chance, learners: chance.number(0...6), places: chance.number(0...5), groups: groups,
                zeroCapacity: seed % 3 == 0)
            let solution = try instance.solved()
            try #require(solution.firstFault(in: instance) == nil, "seed \(seed)")
            try #require(solution.objective == instance.leastByTrying, "seed \(seed)")
        }
    }

    @Test(arguments: [false, true]) func `proves larger ones by their prices`(groups: Bool) throws {
        for seed in 0..<400 {
            var chance = Chance(UInt64(1_000 + seed))
            let instance = try Instance.random(
                &chance, learners: chance.number(20...90), places: chance.number(5...90), groups: groups,
                zeroCapacity: seed % 2 == 0, alone: seed % 5 == 0 ? 5...40 : 1_000...1_200, costs: -20...200)
            let solution = try instance.solved()
            try #require(solution.firstFault(in: instance) == nil, "seed \(seed)")
        }
    }

    @Test func `gives the same answer with wide prices and in parts`() throws {
        for seed in 0..<300 {
            var chance = Chance(UInt64(seed))
            let instance = try Instance.random(&chance, learners: 30, places: 25, groups: seed % 2 == 0)
            let solution = try instance.solved()
            let wide = try Instance(
                firstArc: instance.firstArc, arcPlace: instance.arcPlace, arcCost: instance.arcCost,
                aloneCost: instance.aloneCost.map { $0 + 1 << 50 }, placeCount: instance.placeCount,
                capacity: instance.capacity, parent: instance.parent)
            try #require(try wide.solved().firstFault(in: wide) == nil)
            let components = Components(of: instance)
            let whole = components.whole(try components.parts.map { try $0.instance.solved() })
            try #require(whole.firstFault(in: instance) == nil, "seed \(seed)")
            try #require(whole.objective == solution.objective)
            try #require(try instance.solved() == solution)
        }
    }

    @Test func `holds at the largest costs`() throws {
        let far = Int32(Instance.largestPairCost)
        let instance = try Instance.unit(
            firstArc: [0, 2, 4], arcPlace: [0, 1, 0, 1], arcCost: [far, -far, -far, far],
            aloneCost: [Instance.largestAloneCost, -Instance.largestAloneCost], placeCount: 2)
        let solution = try instance.solved()
        #expect(solution.firstFault(in: instance) == nil)
        #expect(solution.seat == [1, -1])
    }

    @Test func `stops when asked to`() throws {
        var chance = Chance(4)
        let instance = try Instance.random(&chance, learners: 3_000, places: 2_500, groups: false)
        #expect(throws: Stopped.self) { try instance.solved(shouldStop: { true }) }
    }
}

@Suite struct `A certificate` {
    private func sample() throws -> Instance {
        try Instance.unit(
            firstArc: [0, 2, 4], arcPlace: [0, 1, 0, 1], arcCost: [1, 5, 2, 9], aloneCost: [100, 100], placeCount: 2)
    }

    @Test func `refuses a dearer placement`() throws {
        let instance = try sample()
        var solution = try instance.solved()
        #expect(solution.seat == [1, 0] && solution.objective == 7)
        solution.seat = [0, 1]
        solution.objective = 10
        #expect(solution.firstFault(in: instance) != nil)
    }

    @Test func `refuses a false sum, an overfull place, a strange seat and another shape`() throws {
        let instance = try sample()
        let solution = try instance.solved()
        var wrong = solution
        wrong.objective -= 1
        #expect(wrong.firstFault(in: instance) == .objective)
        wrong = solution
        wrong.seat = [0, 0]
        #expect(wrong.firstFault(in: instance) != nil)
        wrong = solution
        wrong.seat = [7, 0]
        #expect(wrong.firstFault(in: instance) == .strangeSeat(learner: 0))
        wrong = solution
        wrong.price = []
        #expect(wrong.firstFault(in: instance) == .shape)
        wrong = solution
        wrong.price[0] += 1
        #expect(wrong.firstFault(in: instance) != nil)
    }
}

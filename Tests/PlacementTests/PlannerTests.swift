import Testing

@testable import Placement

@Suite struct `A planner` {
    /// The same changes made to a plain instance, to compare with a solution from nothing.
    private struct Model {
        var instance: Instance
        var closed: Set<Int> = []
        var costs: [Int32]
        var alone: [Int64]
        var capacity: [Int32]

        init(_ instance: Instance) {
            self.instance = instance
            costs = instance.arcCost
            alone = instance.aloneCost
            capacity = instance.capacity
        }

        func pairs(_ learner: Int) -> Range<Int> {
            Int(instance.firstArc[learner])..<Int(instance.firstArc[learner + 1])
        }

        mutating func make(_ edit: Edit) {
            switch edit {
            case .pairCost(let learner, let place, let cost):
                for arc in pairs(learner) where Int(instance.arcPlace[arc]) == place {
                    costs[arc] = cost
                    closed.remove(arc)
                }
            case .refuse(let learner, let place):
                for arc in pairs(learner) where Int(instance.arcPlace[arc]) == place { closed.insert(arc) }
            case .capacity(let node, let value): capacity[node] = value
            case .aloneCost(let learner, let cost): alone[learner] = cost
            case .withdraw(let learner): closed.formUnion(pairs(learner))
            }
        }

        func changed() throws -> Instance {
            var firstArc: [Int32] = [0]
            var places: [Int32] = []
            var kept: [Int32] = []
            for learner in 0..<instance.learnerCount {
                for arc in pairs(learner) where !closed.contains(arc) {
                    places.append(instance.arcPlace[arc])
                    kept.append(costs[arc])
                }
                firstArc.append(Int32(places.count))
            }
            return try Instance(
                firstArc: firstArc, arcPlace: places, arcCost: kept, aloneCost: alone, placeCount: instance.placeCount,
                capacity: capacity, parent: instance.parent)
        }
    }

    private func edit(_ chance: inout Chance, _ instance: Instance) -> Edit {
        let learner = chance.number(0...(instance.learnerCount - 1))
        let pairs = Int(instance.firstArc[learner])..<Int(instance.firstArc[learner + 1])
        switch chance.number(0...5) {
        case 0:
            return .capacity(node: chance.number(0...(instance.nodeCount - 1)), capacity: Int32(chance.number(0...4)))
        case 1: return .aloneCost(learner: learner, cost: Int64(chance.number(0...60)))
        case 2 where chance.happens(20): return .withdraw(learner: learner)
        case 3 where !pairs.isEmpty:
            return .refuse(
                learner: learner,
                place: Int(instance.arcPlace[chance.number(pairs.lowerBound...(pairs.upperBound - 1))]))
        case _ where !pairs.isEmpty:
            return .pairCost(
                learner: learner,
                place: Int(instance.arcPlace[chance.number(pairs.lowerBound...(pairs.upperBound - 1))]),
                cost: Int32(chance.number(-5...30)))
        default: return .aloneCost(learner: learner, cost: 30)
        }
    }

    @Test(arguments: [false, true]) func `stays as good as a solution from nothing`(groups: Bool) throws {
        for seed in 0..<600 {
            var chance = Chance(UInt64(seed))
            let instance = try Instance.random(
                &chance, learners: chance.number(1...40), places: chance.number(1...30), groups: groups,
                zeroCapacity: seed % 2 == 0)
            var planner = try Planner(instance)
            var model = Model(instance)
            for _ in 0..<8 {
                let edits = (0..<chance.number(1...3)).map { _ in edit(&chance, instance) }
                try planner.apply(edits)
                for edit in edits { model.make(edit) }
                let changed = try model.changed()
                let solution = planner.solution()
                try #require(solution.firstFault(in: changed) == nil, "seed \(seed)")
                try #require(try solution.objective == changed.solved().objective, "seed \(seed)")
            }
        }
    }

    @Test func `moves nobody when nothing useful changed`() throws {
        var chance = Chance(9)
        let instance = try Instance.random(&chance, learners: 60, places: 60, groups: false)
        var planner = try Planner(instance)
        let before = planner.solution()
        let unused = (0..<instance.arcCount).first { arc in
            let learner = (0..<60).first { Int(instance.firstArc[$0 + 1]) > arc } ?? 0
            return before.seat[learner] != instance.arcPlace[arc]
        }
        let arc = try #require(unused)
        let learner = try #require((0..<60).first { Int(instance.firstArc[$0 + 1]) > arc })
        try planner.apply([.refuse(learner: learner, place: Int(instance.arcPlace[arc]))])
        #expect(planner.solution().seat == before.seat)
    }

    @Test func `refuses what it does not know, and then changes nothing`() throws {
        let instance = try Instance.unit(
            firstArc: [0, 1], arcPlace: [0], arcCost: [3], aloneCost: [9], placeCount: 2)
        var planner = try Planner(instance)
        let wrong: [(Edit, EditError)] = [
            (.refuse(learner: 0, place: 1), .unknownPair(learner: 0, place: 1)),
            (.withdraw(learner: 4), .unknownLearner(4)), (.capacity(node: 9, capacity: 1), .unknownNode(9)),
            (.capacity(node: 0, capacity: -1), .negativeCapacity(node: 0, capacity: -1)),
            (.pairCost(learner: 0, place: 0, cost: .max), .costTooLarge(Int64(Int32.max))),
        ]
        for (edit, expected) in wrong {
            do throws(EditError) {
                try planner.apply([.capacity(node: 0, capacity: 0), edit])
                Issue.record("\(edit) was accepted")
            } catch {
                #expect(error == expected)
            }
        }
        #expect(planner.solution().objective == 3)
    }
}

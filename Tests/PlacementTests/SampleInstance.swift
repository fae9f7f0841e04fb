import Placement

extension Instance {
    /// A random instance: small costs for many ties, and a forest of one or two floors when `groups` is true.
    static func random(
        _ chance: inout Chance, learners: Int, places: Int, groups: Bool, zeroCapacity: Bool = false,
        alone: ClosedRange<Int> = 5...40, costs: ClosedRange<Int> = -3...30
    ) throws -> Instance {
        var firstArc: [Int32] = [0]
        var arcPlace: [Int32] = []
        var arcCost: [Int32] = []
        let density = chance.number(10...100)
        for _ in 0..<learners {
            for place in 0..<places where chance.happens(density) {
                arcPlace.append(Int32(place))
                arcCost.append(Int32(chance.number(costs)))
            }
            firstArc.append(Int32(arcPlace.count))
        }
        var capacity = (0..<places).map { _ in Int32(chance.number((zeroCapacity ? 0 : 1)...(groups ? 3 : 1))) }
        var parent = [Int32](repeating: -1, count: places)
        if groups, places > 0 {
            let sites = chance.number(1...places)
            let units = chance.number(1...sites)
            for place in 0..<places where chance.happens(80) {
                parent[place] = Int32(places + chance.number(0...(sites - 1)))
            }
            for _ in 0..<sites {
                capacity.append(Int32(chance.number((zeroCapacity ? 0 : 1)...4)))
                parent.append(chance.happens(70) ? Int32(places + sites + chance.number(0...(units - 1))) : -1)
            }
            for _ in 0..<units {
                capacity.append(Int32(chance.number(1...5)))
                parent.append(-1)
            }
        }
        let levels = [chance.number(alone), chance.number(alone), chance.number(alone)]
        return try Instance(
            firstArc: firstArc, arcPlace: arcPlace, arcCost: arcCost,
            aloneCost: (0..<learners).map { _ in Int64(levels[chance.number(0...2)]) }, placeCount: places,
            capacity: capacity, parent: parent)
    }

    /// The least objective, found by trying everything.
    var leastByTrying: Int64 {
        var load = [Int32](repeating: 0, count: nodeCount)
        return least(from: 0, &load)
    }

    private func least(from learner: Int, _ load: inout [Int32]) -> Int64 {
        guard learner < learnerCount else { return 0 }
        var best = aloneCost[learner] + least(from: learner + 1, &load)
        for arc in Int(firstArc[learner])..<Int(firstArc[learner + 1]) {
            let path = self.path(from: arcPlace[arc])
            guard path.allSatisfy({ load[$0] < capacity[$0] }) else { continue }
            for node in path { load[node] += 1 }
            best = min(best, Int64(arcCost[arc]) + least(from: learner + 1, &load))
            for node in path { load[node] -= 1 }
        }
        return best
    }

    private func path(from place: Int32) -> [Int] {
        var path: [Int] = []
        var node = place
        while node >= 0 {
            path.append(Int(node))
            node = parent[Int(node)]
        }
        return path
    }
}

/// Finds a place for a free learner at the least extra cost, moving others along one path when that is cheaper.
extension Flow {
    /// Where the cheapest path ends: the learner who takes the last step, and the place (or `alone`).
    private struct End {
        var cost: Price
        var learner: Int32
        var place: Int32
        var pairCost: Int32
    }

    /// Places one free learner: shortest path (Dijkstra over reduced costs) to room or to a private option.
    mutating func place(_ start: Int32) {
        search.begin()
        var end = End(cost: Price.max, learner: start, place: Self.alone, pairCost: 0)
        offer(to: start, at: 0, &end)
        while let node = search.settle(below: end.cost) {
            let distance = search.label[Int(node)].distance
            if node < placeCount {
                var learner = first[Int(node)]
                while learner >= 0 {
                    offer(to: learner, at: distance &- rent[Int(learner)], &end)
                    learner = next[Int(learner)]
                }
            }
            if hasGroups { spread(from: node, at: distance) }
        }
        follow(from: start, to: end)
        raisePrices(to: end.cost)
        if end.place >= 0 { settleRents(at: Int(end.place)) }
    }

    /// What a learner could take, `base` being their distance minus their rent.
    @inline(__always)
    private mutating func offer(to learner: Int32, at base: Price, _ end: inout End) {
        scans &+= 1
        let index = Int(learner)
        let privately = base &+ aloneCost[index]
        if privately < end.cost { end = End(cost: privately, learner: learner, place: Self.alone, pairCost: 0) }
        // First the distances and the nearest room, then only the places nearer than that.
        var limit = end.cost
        let from = Int(arcs.start[index])
        let count = Int(arcs.start[index &+ 1]) &- from
        for offset in 0..<count {
            let place = Int(arcs.place[from &+ offset])
            let worth = price[place]
            let distance = base &+ Price(truncatingIfNeeded: arcs.cost[from &+ offset]) &+ worth
            distances[offset] = distance
            if worth == 0, distance < limit, hasRoom(place) {
                limit = distance
                end = End(
                    cost: distance, learner: learner, place: Int32(truncatingIfNeeded: place),
                    pairCost: arcs.cost[from &+ offset])
            }
        }
        for offset in 0..<count where distances[offset] < limit {
            search.reach(
                arcs.place[from &+ offset], at: distances[offset], from: learner, detail: arcs.cost[from &+ offset])
        }
    }

    /// A unit that arrives at a node may go up where there is room, or push down a unit that came from a child.
    private mutating func spread(from node: Int32, at distance: Price) {
        let index = Int(node)
        if load[index] < capacity[index], parent[index] >= 0 {
            search.reach(parent[index], at: distance, from: -2 - node, detail: 0)
        }
        guard node >= placeCount else { return }
        var child = firstChild[index]
        while child >= 0 {
            if load[Int(child)] > 0 {
                search.reach(child, at: distance &+ price[Int(child)] &- price[index], from: -2 - node, detail: 0)
            }
            child = nextChild[Int(child)]
        }
    }

    /// Moves everybody along the path, from its end back to the learner who was free.
    private mutating func follow(from start: Int32, to end: End) {
        var learner = end.learner
        var target = end.place
        var cost = end.pairCost
        if target >= 0 { addLoad(1, from: Int(target)) }
        while true {
            var node = seat[Int(learner)]
            if learner != start { leave(learner) }
            if target >= 0 { sit(learner, at: target, cost: cost) } else { leaveAlone(learner) }
            if learner == start { return }
            // Who, or which unit of the forest, comes to the place just left?
            var label = search.label[Int(node)]
            while label.cameFrom < 0 {
                let from = -2 - label.cameFrom
                if parent[Int(node)] == from { load[Int(node)] -= 1 } else { load[Int(from)] += 1 }
                node = from
                label = search.label[Int(node)]
            }
            learner = label.cameFrom
            target = node
            cost = label.detail
        }
    }

    @inline(__always)
    func leaveAlone(_ learner: Int32) {
        seat[Int(learner)] = Self.alone
        rent[Int(learner)] = aloneCost[Int(learner)]
    }

    /// Settled nodes were nearer than the end: their prices rise by the difference.
    private mutating func raisePrices(to cost: Price) {
        for number in 0..<search.settledCount {
            let node = Int(search.settled[number])
            let rise = cost &- search.label[node].distance
            price[node] &+= rise
            if node < placeCount { settleRents(at: node) }
        }
        guard hasGroups else { return }
        for number in 0..<search.settledCount where search.settled[number] >= placeCount {
            liftChildren(of: Int(search.settled[number]))
        }
    }

    /// A child with room is worth at least what its group is worth.
    private func liftChildren(of group: Int) {
        var child = firstChild[group]
        while child >= 0 {
            let index = Int(child)
            if price[index] < price[group] {
                price[index] = price[group]
                if index >= placeCount { liftChildren(of: index) }
            }
            child = nextChild[index]
        }
    }
}

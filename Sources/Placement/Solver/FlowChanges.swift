/// Small changes of a solved state: what they spoil is left for the next repair.
extension Flow {
    /// The cheapest choice of a learner at the present prices.
    private func leastCost(of learner: Int) -> Price {
        var least = aloneCost[learner]
        for arc in Int(arcs.start[learner])..<Int(arcs.start[learner + 1]) {
            let value = Price(truncatingIfNeeded: arcs.cost[arc]) &+ price[Int(arcs.place[arc])]
            if value < least { least = value }
        }
        return least
    }

    /// Looks again at the choice of a learner whose costs changed: it stands, or the learner is free.
    mutating func review(_ learner: Int) {
        let least = leastCost(of: learner)
        if seat[learner] >= 0 {
            let present = Price(truncatingIfNeeded: seatCost[learner]) &+ price[Int(seat[learner])]
            if present > least { release(learner) }
        }
        rent[learner] = least
        if seat[learner] < 0 { seat[learner] = least == aloneCost[learner] ? Self.alone : Self.free }
    }

    /// Takes a learner away from their place.
    mutating func release(_ learner: Int) {
        let place = Int(seat[learner])
        leave(Int32(truncatingIfNeeded: learner))
        addLoad(-1, from: place)
    }

    /// Changes what a node can hold; those who hold no longer are free.
    mutating func resize(_ node: Int, to newCapacity: Int32) {
        capacity[node] = newCapacity
        while load[node] > newCapacity {
            var place = node
            while place >= placeCount, let child = loadedChild(of: place) { place = child }
            let learner = Int(first[place])
            release(learner)
            review(learner)
        }
    }

    private func loadedChild(of group: Int) -> Int? {
        var child = firstChild[group]
        while child >= 0 {
            if load[Int(child)] > 0 { return Int(child) }
            child = nextChild[Int(child)]
        }
        return nil
    }
}

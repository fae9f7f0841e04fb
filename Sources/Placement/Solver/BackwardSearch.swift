/// Fills a node that has room although its price says that it is wanted: brings it a learner who sits elsewhere or
/// nowhere, moving others along one path, or lowers its price when nobody is worth it.
extension Flow {
    private struct Source {
        var cost: Price
        /// The learner without a place who comes (and by which arc), or -1.
        var learner: Int32
        var arc: Int32
        /// The place or group where the learner would go, or the node that gives a unit back to the top.
        var node: Int32
    }

    /// Repairs one missing unit of an underfilled node whose every ancestor has room.
    mutating func fill(_ start: Int) {
        let reversed = arcs.reversed()
        search.begin()
        // The missing unit goes up first: the room it takes there is no longer free for the path that brings it.
        addLoad(1, from: start)
        var source = Source(cost: price[start] &- priceAbove(start), learner: -1, arc: 0, node: -1)
        search.reach(Int32(start), at: 0, from: -1, detail: 0)
        while let node = search.settle(below: source.cost) {
            let distance = search.label[Int(node)].distance
            if node < placeCount { attract(to: node, at: distance, reversed, &source) }
            if hasGroups || load[Int(node)] > 0 { drain(into: node, at: distance, start: start, &source) }
        }
        lowerPrices(to: source.cost)
        if source.node >= 0 {
            bring(source, to: Int32(start), reversed)
        } else {
            addLoad(-1, from: start)
        }
    }

    /// Who could come to a place.
    private mutating func attract(to node: Int32, at distance: Price, _ reversed: Arcs.Reversed, _ source: inout Source)
    {
        scans &+= 1
        let base = distance &+ price[Int(node)]
        let last = Int(reversed.start[Int(node) &+ 1])
        var arc = Int(reversed.start[Int(node)])
        while arc < last {
            let learner = reversed.learner[arc]
            let cost = base &+ Price(truncatingIfNeeded: reversed.cost[arc]) &- rent[Int(learner)]
            if cost < source.cost {
                let from = seat[Int(learner)]
                if from < 0 {
                    source = Source(cost: cost, learner: learner, arc: Int32(truncatingIfNeeded: arc), node: node)
                } else {
                    search.reach(from, at: cost, from: node, detail: Int32(truncatingIfNeeded: arc))
                }
            }
            arc &+= 1
        }
    }

    /// A node may also receive a unit from its group (which then gives up one), and a group from a child with room.
    private mutating func drain(into node: Int32, at distance: Price, start: Int, _ source: inout Source) {
        let index = Int(node)
        if load[index] > 0 {
            let cost = distance &+ price[index] &- priceAbove(index)
            if parent[index] < 0 {
                if cost < source.cost { source = Source(cost: cost, learner: -1, arc: 0, node: node) }
            } else {
                search.reach(parent[index], at: cost, from: -2 - node, detail: 0)
            }
        }
        guard node >= placeCount else { return }
        var child = firstChild[index]
        while child >= 0 {
            if load[Int(child)] < capacity[Int(child)] {
                search.reach(child, at: distance, from: -2 - node, detail: 0)
            }
            child = nextChild[Int(child)]
        }
    }

    /// Moves everybody along the path, from its source to the node that was underfilled.
    private mutating func bring(_ source: Source, to start: Int32, _ reversed: Arcs.Reversed) {
        var node = source.node
        if source.learner >= 0 {
            seatAgain(source.learner, at: node, reversed.cost[Int(source.arc)])
        } else {
            load[Int(node)] -= 1
        }
        while node != start {
            let label = search.label[Int(node)]
            if label.cameFrom >= 0 {
                let learner = reversed.learner[Int(label.detail)]
                leave(learner)
                seatAgain(learner, at: label.cameFrom, reversed.cost[Int(label.detail)])
                node = label.cameFrom
            } else {
                let to = -2 - label.cameFrom
                if parent[Int(node)] == to { load[Int(node)] += 1 } else { load[Int(to)] -= 1 }
                node = to
            }
        }
    }

    @inline(__always)
    private func seatAgain(_ learner: Int32, at place: Int32, _ cost: Int32) {
        sit(learner, at: place, cost: cost)
        rent[Int(learner)] = Price(truncatingIfNeeded: cost) &+ price[Int(place)]
    }

    /// Settled nodes were nearer than the source: their prices fall by the difference.
    private mutating func lowerPrices(to cost: Price) {
        for number in 0..<search.settledCount {
            let node = Int(search.settled[number])
            price[node] &-= cost &- search.label[node].distance
            if node < placeCount { settleRents(at: node) }
        }
    }
}

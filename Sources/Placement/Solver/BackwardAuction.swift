/// Cheap first rounds from the side of the places: each underfilled place or group takes the learners worth most to it,
/// at the price of the next one.
extension Flow {
    /// The two learners worth most to a node, and by which arcs they would come.
    private struct Offer {
        var best: Price
        var second: Price
        var bestArc = -1
        var secondArc = -1
        var bestPlace = -1
        var secondPlace = -1
        /// Worth of a learner who already sits below the node, where the price will not follow: the price stays above.
        var bound: Price
    }

    /// Bounded rounds of offers; what a tie stops stays underfilled.
    mutating func auctionPlaces(_ nodes: [Int32], rounds: Int) {
        let reversed = arcs.reversed()
        var queue = nodes
        for _ in 0..<rounds where !queue.isEmpty {
            var robbed: [Int32] = []
            for node in queue where isUnderfilled(Int(node)) && hasRoom(Int(node)) {
                while takeBest(Int(node), reversed, &robbed) {}
            }
            queue = robbed
        }
    }

    /// Takes the learner worth most; whether the node wants another one.
    private mutating func takeBest(_ node: Int, _ reversed: Arcs.Reversed, _ robbed: inout [Int32]) -> Bool {
        let floor = priceAbove(node)
        var offer = Offer(best: floor, second: floor, bound: floor)
        guard gather(node, from: node, reversed, &offer) else { return false }
        guard offer.bestArc >= 0, offer.bound < offer.best else {
            lowerPrice(of: node, to: offer.bound)
            return false
        }
        offer.second = max(offer.second, offer.bound)
        if offer.best == offer.second, offer.secondArc >= 0, offer.second > offer.bound,
            seat[Int(reversed.learner[offer.bestArc])] >= 0
        {
            guard seat[Int(reversed.learner[offer.secondArc])] < 0 else { return false }
            swap(&offer.bestArc, &offer.secondArc)
            swap(&offer.bestPlace, &offer.secondPlace)
        }
        let learner = reversed.learner[offer.bestArc]
        let from = seat[Int(learner)]
        if from >= 0 {
            guard offer.best > offer.second else { return false }
            leave(learner)
            addLoad(-1, from: Int(from))
            noteUnderfilled(above: from, &robbed)
        }
        let isLastUnit = load[node] + 1 == capacity[node]
        lowerPrice(of: node, to: isLastUnit ? offer.second : offer.best)
        addLoad(1, from: offer.bestPlace)
        let cost = reversed.cost[offer.bestArc]
        sit(learner, at: Int32(truncatingIfNeeded: offer.bestPlace), cost: cost)
        rent[Int(learner)] = Price(truncatingIfNeeded: cost) &+ price[offer.bestPlace]
        return !isLastUnit && hasRoom(node)
    }

    private func noteUnderfilled(above place: Int32, _ robbed: inout [Int32]) {
        var node = place
        while node >= 0 {
            if isUnderfilled(Int(node)) { robbed.append(node) }
            node = parent[Int(node)]
        }
    }

    /// Looks at all who could come below a node; `false` when something below must be filled first.
    private mutating func gather(
        _ node: Int, from top: Int, _ reversed: Arcs.Reversed, _ offer: inout Offer
    ) -> Bool {
        if node < placeCount {
            compare(node, top, reversed, &offer)
            return true
        }
        var child = firstChild[node]
        while child >= 0 {
            let index = Int(child)
            if load[index] < capacity[index] {
                guard price[index] == price[node], gather(index, from: top, reversed, &offer) else { return false }
            }
            child = nextChild[index]
        }
        return true
    }

    @inline(__always)
    private mutating func compare(_ place: Int, _ top: Int, _ reversed: Arcs.Reversed, _ offer: inout Offer) {
        scans &+= 1
        let last = Int(reversed.start[place &+ 1])
        var arc = Int(reversed.start[place])
        while arc < last {
            let learner = Int(reversed.learner[arc])
            let worth = rent[learner] &- Price(truncatingIfNeeded: reversed.cost[arc])
            if worth > offer.second, worth > offer.bound {
                let sitting = sits(learner, below: top)
                if sitting != .elsewhere {
                    if sitting == .apart { offer.bound = worth }
                } else if offer.bestArc >= 0, reversed.learner[offer.bestArc] == Int32(truncatingIfNeeded: learner) {
                    // The same learner by another place of the group: one of the two offers only.
                    if worth > offer.best {
                        offer.best = worth
                        offer.bestArc = arc
                        offer.bestPlace = place
                    }
                } else if worth > offer.best {
                    offer.second = offer.best
                    offer.secondArc = offer.bestArc
                    offer.secondPlace = offer.bestPlace
                    offer.best = worth
                    offer.bestArc = arc
                    offer.bestPlace = place
                } else {
                    offer.second = worth
                    offer.secondArc = arc
                    offer.secondPlace = place
                }
            }
            arc &+= 1
        }
    }

    private enum Sitting { case elsewhere, together, apart }

    /// Whether a learner sits below a node, and then whether the price of their place follows that of the node.
    @inline(__always)
    private func sits(_ learner: Int, below top: Int) -> Sitting {
        var node = seat[learner]
        if node < 0 { return .elsewhere }
        if top < placeCount { return Int(node) == top ? .together : .elsewhere }
        var follows = true
        while node >= 0 {
            if Int(node) == top { return follows ? .together : .apart }
            if load[Int(node)] == capacity[Int(node)] { follows = false }
            node = parent[Int(node)]
        }
        return .elsewhere
    }

    /// A lower price of a node with room is also that of everything below it with room.
    private func lowerPrice(of node: Int, to value: Price) {
        price[node] = value
        if node < placeCount {
            settleRents(at: node)
            return
        }
        var child = firstChild[node]
        while child >= 0 {
            if load[Int(child)] < capacity[Int(child)] { lowerPrice(of: Int(child), to: value) }
            child = nextChild[Int(child)]
        }
    }
}

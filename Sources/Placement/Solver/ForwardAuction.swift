/// Cheap first rounds: every free learner takes their best place at the price of their second choice.
extension Flow {
    private struct Choice {
        var place: Int32
        var cost: Int32
        var value: Price
    }

    /// Bounded rounds of bids without an epsilon; those whom a tie or a full group stops stay free. Needs that no node
    /// is underfilled.
    mutating func auctionLearners(_ free: inout [Int32], rounds: Int) {
        // Those who sit would stay at the present price; what they bid before may no longer hold.
        for learner in 0..<learnerCount where seat[learner] >= 0 { bid[learner] = price[Int(seat[learner])] }
        var stopped: [Int32] = []
        for _ in 0..<rounds {
            var displaced: [Int32] = []
            for learner in free {
                if let loser = bidFor(learner, stopped: &stopped) { displaced.append(loser) }
            }
            swap(&free, &displaced)
            if free.isEmpty { break }
        }
        free.append(contentsOf: stopped)
    }

    /// One bid; returns who was displaced.
    @inline(__always)
    private mutating func bidFor(_ learner: Int32, stopped: inout [Int32]) -> Int32? {
        scans &+= 1
        let index = Int(learner)
        var best = Choice(place: Self.alone, cost: 0, value: aloneCost[index])
        var second = Choice(place: Self.free, cost: 0, value: Price.max)
        let last = Int(arcs.start[index &+ 1])
        var arc = Int(arcs.start[index])
        while arc < last {
            let place = arcs.place[arc]
            let cost = arcs.cost[arc]
            let value = Price(truncatingIfNeeded: cost) &+ price[Int(place)]
            if value < second.value {
                let choice = Choice(place: place, cost: cost, value: value)
                if value < best.value {
                    second = best
                    best = choice
                } else {
                    second = choice
                }
            }
            arc &+= 1
        }
        if best.value == second.value, best.place >= 0, !hasRoom(Int(best.place)) {
            if second.place == Self.alone || hasRoom(Int(second.place)) { best = second }
        }
        return take(learner, best, worth: second.value, stopped: &stopped)
    }

    @inline(__always)
    private mutating func take(_ learner: Int32, _ choice: Choice, worth: Price, stopped: inout [Int32]) -> Int32? {
        guard choice.place >= 0 else {
            leaveAlone(learner)
            return nil
        }
        let place = Int(choice.place)
        let limit = worth &- Price(truncatingIfNeeded: choice.cost)
        if hasRoom(place) {
            addLoad(1, from: place)
            sit(learner, at: choice.place, cost: choice.cost)
            bid[Int(learner)] = limit
            rent[Int(learner)] = choice.value
            if load[place] == capacity[place] { setPriceByBids(place) }
            return nil
        }
        guard load[place] == capacity[place], load[place] > 0, worth > choice.value else {
            stopped.append(learner)
            return nil
        }
        let loser = lowestBidder(at: place)
        leave(loser)
        sit(learner, at: choice.place, cost: choice.cost)
        bid[Int(learner)] = limit
        setPriceByBids(place)
        return loser
    }

    @inline(__always)
    private func lowestBidder(at place: Int) -> Int32 {
        var lowest = first[place]
        var learner = next[Int(lowest)]
        while learner >= 0 {
            if bid[Int(learner)] < bid[Int(lowest)] { lowest = learner }
            learner = next[Int(learner)]
        }
        return lowest
    }

    /// A full place is worth the lowest bid of those who sit there.
    @inline(__always)
    private func setPriceByBids(_ place: Int) {
        let lowest = bid[Int(lowestBidder(at: place))]
        if lowest > price[place] { price[place] = lowest }
        settleRents(at: place)
    }
}

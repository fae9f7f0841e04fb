extension Flow {
    /// What is wrong in the state, for the tests of the solver itself; `nil` when all that must hold holds.
    func firstFault() -> String? {
        for learner in 0..<learnerCount {
            if rent[learner] > aloneCost[learner], seat[learner] != Self.free {
                return "rent of \(learner) above alone"
            }
            guard seat[learner] != Self.free else { continue }
            for arc in Int(arcs.start[learner])..<Int(arcs.start[learner + 1]) {
                let limit = Price(arcs.cost[arc]) + price[Int(arcs.place[arc])]
                if rent[learner] > limit { return "rent of \(learner) above place \(arcs.place[arc])" }
                if seat[learner] == arcs.place[arc], rent[learner] != limit { return "loose seat of \(learner)" }
            }
        }
        for node in 0..<nodeCount {
            if load[node] > capacity[node] { return "overfull \(node)" }
            if price[node] < priceAbove(node) { return "price of \(node) below its group" }
            if isUnderfilled(node) { return "underfilled \(node)" }
        }
        return nil
    }
}

/// Why a solution is not proven to be the cheapest.
public enum CertificateFault: Error, Equatable, Sendable {
    case shape
    /// The learner sits at a place that is not among their choices.
    case strangeSeat(learner: Int)
    case overfull(node: Int)
    /// The price is below that of the group, or above it although there is room.
    case price(node: Int)
    /// A choice is cheaper than the learner's rent, or the choice made is dearer.
    case rent(learner: Int)
    case count
    case objective
    /// The sum of rents less what the capacities are worth must equal the objective.
    case bound(Int64)
}

extension Solution {
    /// Checks in one pass over the pairs, by the theorem of complementary slackness and without any code of the solver,
    /// that nothing cheaper exists. `nil` when it is proven.
    public func firstFault(in instance: Instance) -> CertificateFault? {
        guard seat.count == instance.learnerCount, rent.count == instance.learnerCount,
            price.count == instance.nodeCount
        else { return .shape }
        var load = [Int32](repeating: 0, count: instance.nodeCount)
        var total: Int64 = 0
        var seated = 0
        for learner in 0..<instance.learnerCount {
            guard rent[learner] <= instance.aloneCost[learner] else { return .rent(learner: learner) }
            var chosen = seat[learner] < 0 ? instance.aloneCost[learner] : nil
            for arc in Int(instance.firstArc[learner])..<Int(instance.firstArc[learner + 1]) {
                let place = instance.arcPlace[arc]
                let cost = Int64(instance.arcCost[arc])
                guard rent[learner] <= cost + price[Int(place)] else { return .rent(learner: learner) }
                if place == seat[learner] {
                    guard rent[learner] == cost + price[Int(place)] else { return .rent(learner: learner) }
                    chosen = cost
                }
            }
            guard let chosen else { return .strangeSeat(learner: learner) }
            if seat[learner] < 0, rent[learner] != chosen { return .rent(learner: learner) }
            total += chosen
            guard seat[learner] >= 0 else { continue }
            seated += 1
            var node = seat[learner]
            while node >= 0 {
                load[Int(node)] += 1
                node = instance.parent[Int(node)]
            }
        }
        guard total == objective else { return .objective }
        guard seated == placed else { return .count }
        return firstFaultOfNodes(in: instance, load)
    }

    private func firstFaultOfNodes(in instance: Instance, _ load: [Int32]) -> CertificateFault? {
        var bound = rent.reduce(0, +)
        for node in 0..<instance.nodeCount {
            guard load[node] <= instance.capacity[node] else { return .overfull(node: node) }
            let above = instance.parent[node] < 0 ? 0 : price[Int(instance.parent[node])]
            let own = price[node] - above
            guard own >= 0, own == 0 || load[node] == instance.capacity[node] else { return .price(node: node) }
            bound -= own * Int64(load[node])
        }
        return bound == objective ? nil : .bound(bound)
    }
}

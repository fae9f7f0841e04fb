/// A solved instance that can be changed: each change touches only what it must, and the answer stays the cheapest.
///
/// Learners whom a change does not concern keep their place unless moving them is part of the cheapest repair.
public struct Planner: ~Copyable {
    private let instance: Instance
    private let arcs: Arcs
    /// For each pair, its number among the pairs by place.
    private let slots: [Int32]
    private var flow: Flow<Int64>

    /// Solves the instance once.
    public init(_ instance: Instance, shouldStop: () -> Bool = { false }) throws(Stopped) {
        let arcs = Arcs(instance, keepingAll: true)
        var flow = Flow<Int64>(instance, arcs: arcs)
        guard flow.solve(shouldStop) else { throw Stopped() }
        self.instance = instance
        self.arcs = arcs
        self.flow = flow
        slots = Planner.slots(of: instance, arcs.reversed())
    }

    private static func slots(of instance: Instance, _ reversed: Arcs.Reversed) -> [Int32] {
        var next = (0..<instance.placeCount).map { reversed.start[$0] }
        return instance.arcPlace.map { place in
            defer { next[Int(place)] += 1 }
            return next[Int(place)]
        }
    }

    /// The present answer.
    public func solution() -> Solution { flow.solution() }

    /// Makes changes, all or none, and repairs the answer.
    public mutating func apply(_ edits: [Edit]) throws(EditError) {
        for edit in edits { try check(edit) }
        for edit in edits { perform(edit) }
        if flow.repair({ false }) == nil { _ = flow.solve { false } }
    }

    private func check(_ edit: Edit) throws(EditError) {
        switch edit {
        case .pairCost(let learner, let place, let cost):
            _ = try arc(learner, place)
            guard abs(Int64(cost)) <= Instance.largestPairCost else { throw .costTooLarge(Int64(cost)) }
        case .refuse(let learner, let place):
            _ = try arc(learner, place)
        case .capacity(let node, let capacity):
            guard node >= 0, node < instance.nodeCount else { throw .unknownNode(node) }
            guard capacity >= 0 else { throw .negativeCapacity(node: node, capacity: Int(capacity)) }
        case .aloneCost(let learner, let cost):
            guard learner >= 0, learner < instance.learnerCount else { throw .unknownLearner(learner) }
            let limit = Instance.largestAloneCost
            guard cost <= limit, cost >= -limit else { throw .costTooLarge(cost) }
        case .withdraw(let learner):
            guard learner >= 0, learner < instance.learnerCount else { throw .unknownLearner(learner) }
        }
    }

    private func arc(_ learner: Int, _ place: Int) throws(EditError) -> Int {
        guard learner >= 0, learner < instance.learnerCount else { throw .unknownLearner(learner) }
        let range = pairs(of: learner)
        guard let arc = range.first(where: { Int(instance.arcPlace[$0]) == place }) else {
            throw .unknownPair(learner: learner, place: place)
        }
        return arc
    }

    private func pairs(of learner: Int) -> Range<Int> {
        Int(instance.firstArc[learner])..<Int(instance.firstArc[learner + 1])
    }

    private mutating func perform(_ edit: Edit) {
        switch edit {
        case .pairCost(let learner, let place, let cost):
            for arc in pairs(of: learner) where Int(instance.arcPlace[arc]) == place { open(arc, learner, cost) }
            flow.review(learner)
        case .refuse(let learner, let place):
            for arc in pairs(of: learner) where Int(instance.arcPlace[arc]) == place { close(arc, learner) }
            flow.review(learner)
        case .capacity(let node, let capacity):
            flow.resize(node, to: capacity)
        case .aloneCost(let learner, let cost):
            flow.aloneCost[learner] = cost
            flow.review(learner)
        case .withdraw(let learner):
            for arc in pairs(of: learner) { close(arc, learner) }
            flow.review(learner)
        }
    }

    private func open(_ arc: Int, _ learner: Int, _ cost: Int32) {
        let place = instance.arcPlace[arc]
        arcs.set(arc, place: place, cost: cost, slot: slots[arc], learner: Int32(learner))
        if flow.seat[learner] == place { flow.seatCost[learner] = cost }
    }

    /// A closed pair leads to the place that nobody wants, and seems to come from the learner whom nobody takes.
    private mutating func close(_ arc: Int, _ learner: Int) {
        if flow.seat[learner] == instance.arcPlace[arc] { flow.release(learner) }
        arcs.set(
            arc, place: Int32(instance.nodeCount), cost: instance.arcCost[arc], slot: slots[arc],
            learner: Int32(instance.learnerCount))
    }
}

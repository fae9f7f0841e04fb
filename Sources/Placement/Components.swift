/// The parts of an instance that share no place and no group: each can be solved apart, at the same time as the others.
public struct Components: Sendable {
    /// One part, with the numbers that its learners and nodes bear in the whole.
    public struct Part: Sendable {
        public let instance: Instance
        let learners: [Int32]
        let nodes: [Int32]
    }

    /// The largest first.
    public let parts: [Part]
    private let learnerCount: Int
    private let nodeCount: Int

    /// Splits by union-find over the pairs and the forest.
    public init(of instance: Instance) {
        learnerCount = instance.learnerCount
        nodeCount = instance.nodeCount
        var unions = Unions(count: learnerCount + nodeCount)
        for learner in 0..<learnerCount {
            for arc in Int(instance.firstArc[learner])..<Int(instance.firstArc[learner + 1]) {
                unions.join(learner, learnerCount + Int(instance.arcPlace[arc]))
            }
        }
        for node in 0..<nodeCount where instance.parent[node] >= 0 {
            unions.join(learnerCount + node, learnerCount + Int(instance.parent[node]))
        }
        parts = Components.parts(instance, &unions)
    }

    private static func parts(_ instance: Instance, _ unions: inout Unions) -> [Part] {
        let learners = instance.learnerCount
        var number = [Int32](repeating: -1, count: learners + instance.nodeCount)
        var members: [(learners: [Int32], nodes: [Int32])] = []
        for item in 0..<(learners + instance.nodeCount) {
            let root = unions.root(item)
            if number[root] < 0 {
                number[root] = Int32(members.count)
                members.append(([], []))
            }
            let part = Int(number[root])
            if item < learners {
                members[part].learners.append(Int32(item))
            } else {
                members[part].nodes.append(Int32(item - learners))
            }
        }
        if members.count == 1 {
            return [Part(instance: instance, learners: members[0].learners, nodes: members[0].nodes)]
        }
        var local = [Int32](repeating: 0, count: instance.nodeCount)
        return members.filter { !$0.learners.isEmpty }.map { part(instance, $0.learners, $0.nodes, &local) }
            .sorted { $0.instance.arcCount > $1.instance.arcCount }
    }

    private static func part(
        _ whole: Instance, _ learners: [Int32], _ nodes: [Int32], _ local: inout [Int32]
    ) -> Part {
        for (number, node) in nodes.enumerated() { local[Int(node)] = Int32(number) }
        var firstArc: [Int32] = [0]
        var places: [Int32] = []
        var costs: [Int32] = []
        for learner in learners {
            for arc in Int(whole.firstArc[Int(learner)])..<Int(whole.firstArc[Int(learner) + 1]) {
                places.append(local[Int(whole.arcPlace[arc])])
                costs.append(whole.arcCost[arc])
            }
            firstArc.append(Int32(places.count))
        }
        let instance = Instance(
            checked: firstArc, places, costs, learners.map { whole.aloneCost[Int($0)] },
            placeCount: nodes.count { Int($0) < whole.placeCount }, capacity: nodes.map { whole.capacity[Int($0)] },
            parent: nodes.map { whole.parent[Int($0)] < 0 ? -1 : local[Int(whole.parent[Int($0)])] })
        return Part(instance: instance, learners: learners, nodes: nodes)
    }

    /// The solution of the whole from those of the parts, in the same order.
    public func whole(_ solutions: [Solution]) -> Solution {
        var whole = Solution(
            seat: Array(repeating: -1, count: learnerCount), price: Array(repeating: 0, count: nodeCount),
            rent: Array(repeating: 0, count: learnerCount), objective: 0, placed: 0)
        for (part, solution) in zip(parts, solutions) {
            for (number, learner) in part.learners.enumerated() {
                let seat = solution.seat[number]
                whole.seat[Int(learner)] = seat < 0 ? -1 : part.nodes[Int(seat)]
                whole.rent[Int(learner)] = solution.rent[number]
            }
            for (number, node) in part.nodes.enumerated() { whole.price[Int(node)] = solution.price[number] }
            whole.objective += solution.objective
            whole.placed += solution.placed
        }
        return whole
    }
}

/// Sets that merge.
private struct Unions {
    private var parent: [Int32]

    init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

    mutating func root(_ item: Int) -> Int {
        var item = item
        while Int(parent[item]) != item {
            parent[item] = parent[Int(parent[item])]
            item = Int(parent[item])
        }
        return item
    }

    /// The smaller number stays the root.
    mutating func join(_ left: Int, _ right: Int) {
        let left = root(left)
        let right = root(right)
        if left != right { parent[max(left, right)] = Int32(min(left, right)) }
    }
}

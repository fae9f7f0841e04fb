/// What nodes are worth when only the number of learners placed counts: the start of the solver where places lack.
///
/// Learners come in the order of what leaving them alone costs. Each takes a place with room, or moves others along a
/// path to one. When there is none, all that was reached is closed for good, and worth what that learner would pay.
/// The flow found on the way is thrown away: only the prices serve.
extension Flow {
    /// Sets the prices by levels; the rents follow, nobody is seated. Returns how many learners can be placed.
    mutating func startFromLevels() -> Int {
        var levels = LevelStack(nodes: nodeCount + 1, learners: learnerCount)
        levels.closed[nodeCount] = true
        var byCost: [Price: [Int32]] = [:]
        for learner in 0..<learnerCount { byCost[aloneCost[learner], default: []].append(Int32(learner)) }
        var placed = 0
        for cost in byCost.keys.sorted(by: >) { placed += seatAll(byCost[cost] ?? [], &levels) }
        levels.liftAll(self)
        for node in 0..<nodeCount {
            load[node] = 0
            if node < placeCount { first[node] = -1 }
        }
        resetRents()
        return placed
    }

    /// Seats as many as possible of learners who cost the same alone, in rounds: within a round no node is tried twice.
    private mutating func seatAll(_ learners: [Int32], _ levels: inout LevelStack) -> Int {
        var waiting = learners
        while true {
            levels.beginRound()
            var refused: [Int32] = []
            for learner in waiting where !seatByPath(learner, &levels) { refused.append(learner) }
            if refused.isEmpty { return learners.count }
            if refused.count == waiting.count {
                for node in levels.tried {
                    levels.closed[Int(node)] = true
                    price[Int(node)] = aloneCost[Int(learners[0])]
                }
                return learners.count - refused.count
            }
            waiting = refused
        }
    }

    /// The rents that follow from the prices; those for whom a place is worth more than nothing are free.
    private func resetRents() {
        for learner in 0..<learnerCount {
            var least = aloneCost[learner]
            for arc in Int(arcs.start[learner])..<Int(arcs.start[learner + 1]) {
                let value = Price(truncatingIfNeeded: arcs.cost[arc]) &+ price[Int(arcs.place[arc])]
                if value < least { least = value }
            }
            rent[learner] = least
            seat[learner] = least == aloneCost[learner] ? Self.alone : Self.free
        }
    }

    /// Depth first from one learner to a node with room.
    private mutating func seatByPath(_ learner: Int32, _ levels: inout LevelStack) -> Bool {
        levels.beginPath()
        if let end = look(from: learner, &levels) { return move(learner, end, &levels) }
        while let node = levels.next() {
            if node < placeCount {
                var guest = first[Int(node)]
                while guest >= 0 {
                    if let end = look(from: guest, &levels) { return move(learner, end, &levels) }
                    guest = next[Int(guest)]
                }
            }
            if hasGroups { spreadLevels(from: node, &levels) }
        }
        return false
    }

    /// A place with room within reach of a learner; the others join the stack. Room never comes back, so each arc is
    /// looked at once for room.
    @inline(__always)
    private mutating func look(from learner: Int32, _ levels: inout LevelStack) -> (learner: Int32, place: Int32)? {
        scans &+= 1
        let index = Int(learner)
        let start = arcs.start[index]
        let last = arcs.start[index &+ 1]
        var looked = start &+ levels.looked[index]
        while looked < last {
            let place = arcs.place[Int(looked)]
            if hasRoom(Int(place)) {
                levels.looked[index] = looked &- start
                return (learner, place)
            }
            looked &+= 1
        }
        levels.looked[index] = last &- start
        for arc in Int(start)..<Int(last) { levels.reach(arcs.place[arc], from: learner) }
        return nil
    }

    private func spreadLevels(from node: Int32, _ levels: inout LevelStack) {
        let index = Int(node)
        if load[index] < capacity[index], parent[index] >= 0 { levels.reach(parent[index], from: -2 - node) }
        guard node >= placeCount else { return }
        var child = firstChild[index]
        while child >= 0 {
            if load[Int(child)] > 0 { levels.reach(child, from: -2 - node) }
            child = nextChild[Int(child)]
        }
    }

    private func move(_ start: Int32, _ end: (learner: Int32, place: Int32), _ levels: inout LevelStack) -> Bool {
        levels.forgetWaiting()
        var learner = end.learner
        var target = end.place
        addLoad(1, from: Int(target))
        while true {
            var node = seat[Int(learner)]
            if learner != start { leave(learner) }
            sit(learner, at: target, cost: 0)
            if learner == start { return true }
            var from = levels.cameFrom[Int(node)]
            while from < 0 {
                let other = -2 - from
                if parent[Int(node)] == other { load[Int(node)] -= 1 } else { load[Int(other)] += 1 }
                node = other
                from = levels.cameFrom[Int(node)]
            }
            learner = from
            target = node
        }
    }
}

/// The nodes still to try, those seen in this round, and those closed for good.
struct LevelStack: ~Copyable {
    private var waiting: [Int32] = []
    /// The nodes tried in this round.
    private(set) var tried: [Int32] = []
    private var round: Int32 = 0
    private let seen: UnsafeMutablePointer<Int32>
    let cameFrom: UnsafeMutablePointer<Int32>
    let closed: UnsafeMutablePointer<Bool>
    /// How many arcs of a learner lead to places known to be full.
    let looked: UnsafeMutablePointer<Int32>

    init(nodes: Int, learners: Int) {
        seen = .filled(0, count: nodes)
        cameFrom = .filled(0, count: nodes)
        closed = .filled(false, count: nodes)
        looked = .filled(0, count: learners)
    }

    deinit {
        seen.deallocate()
        cameFrom.deallocate()
        closed.deallocate()
        looked.deallocate()
    }

    mutating func beginRound() {
        round += 1
        tried.removeAll(keepingCapacity: true)
    }

    mutating func beginPath() { waiting.removeAll(keepingCapacity: true) }

    /// What was seen but not tried may be tried again by another learner.
    mutating func forgetWaiting() {
        for node in waiting { seen[Int(node)] = 0 }
    }

    @inline(__always)
    mutating func reach(_ node: Int32, from: Int32) {
        let index = Int(node)
        if seen[index] == round || closed[index] { return }
        seen[index] = round
        cameFrom[index] = from
        waiting.append(node)
    }

    @inline(__always)
    mutating func next() -> Int32? {
        guard let node = waiting.popLast() else { return nil }
        tried.append(node)
        return node
    }

    /// A node is worth at least what its group is worth.
    func liftAll<Price>(_ flow: borrowing Flow<Price>) {
        for node in stride(from: flow.nodeCount - 1, through: 0, by: -1) {
            let above = flow.priceAbove(node)
            if flow.price[node] < above { flow.price[node] = above }
        }
    }
}

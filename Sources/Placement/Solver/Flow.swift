/// A flow of learners to places, with the prices that prove it cheapest, while it is being made.
///
/// What holds between two steps, whatever the start prices:
/// - `rent[i] <= cost + price[place]` for every pair, `rent[i] <= alone[i]`, with equality for what is chosen;
/// - `price[node] >= price[parent]` (0 above the last one), with equality when the node has room.
///
/// Two things may still be wrong: a learner can be free (nothing chosen yet), and a node can be underfilled (it has
/// room although its price is above its parent's). Each step repairs one of them and spoils nothing else.
struct Flow<Price: FixedWidthInteger & SignedInteger & Sendable>: ~Copyable {
    /// Values of `seat` that are not a place.
    static var alone: Int32 { -1 }
    static var free: Int32 { -2 }

    /// Larger than every price that can occur, and small enough that sums of four such numbers do not overflow.
    static var closedPrice: Price { 1 << (Price.bitWidth - 3) }

    let learnerCount: Int
    let placeCount: Int
    let nodeCount: Int
    let arcs: Arcs

    let aloneCost: UnsafeMutablePointer<Price>
    let parent: UnsafeMutablePointer<Int32>
    let capacity: UnsafeMutablePointer<Int32>
    let hasGroups: Bool

    let rent: UnsafeMutablePointer<Price>
    let price: UnsafeMutablePointer<Price>
    /// Where each learner sits, and the cost of sitting there.
    let seat: UnsafeMutablePointer<Int32>
    let seatCost: UnsafeMutablePointer<Int32>
    /// The learners of a place are a list: first of the place, next and previous of the learner.
    let first: UnsafeMutablePointer<Int32>
    let next: UnsafeMutablePointer<Int32>
    let previous: UnsafeMutablePointer<Int32>
    /// How many learners pass through each node.
    let load: UnsafeMutablePointer<Int32>

    /// The price at which the learner would leave the place, during the auctions.
    let bid: UnsafeMutablePointer<Price>
    var search: Search<Price>
    /// Room for the distances of the choices of one learner.
    let distances: UnsafeMutablePointer<Price>
    /// Below each group: first child, then the next child of the same group.
    let firstChild: UnsafeMutablePointer<Int32>
    let nextChild: UnsafeMutablePointer<Int32>

    /// Counts learners and places scanned, to know when to give up.
    var scans = 0
    var nextPause = 0

    /// Nobody is seated, all prices are zero. One more node and one more learner stand for the pairs that are closed:
    /// so dear that nobody wants them.
    init(_ instance: Instance, arcs: Arcs) {
        self.arcs = arcs
        learnerCount = instance.learnerCount
        placeCount = instance.placeCount
        nodeCount = instance.nodeCount
        hasGroups = nodeCount > placeCount
        aloneCost = .allocate(capacity: learnerCount)
        for learner in 0..<learnerCount { aloneCost[learner] = Price(truncatingIfNeeded: instance.aloneCost[learner]) }
        parent = .copy(instance.parent + [-1])
        capacity = .copy(instance.capacity + [0])
        rent = .filled(0, count: learnerCount + 1)
        rent[learnerCount] = 0 - Self.closedPrice
        price = .filled(0, count: nodeCount + 1)
        price[nodeCount] = Self.closedPrice
        seat = .filled(Self.free, count: learnerCount + 1)
        seatCost = .filled(0, count: learnerCount)
        first = .filled(-1, count: placeCount)
        next = .filled(-1, count: learnerCount)
        previous = .filled(-1, count: learnerCount)
        load = .filled(0, count: nodeCount + 1)
        bid = .filled(0, count: learnerCount)
        search = Search(nodes: nodeCount)
        distances = .filled(0, count: arcs.mostChoices)
        firstChild = .filled(-1, count: nodeCount)
        nextChild = .filled(-1, count: nodeCount)
        for node in stride(from: nodeCount - 1, through: 0, by: -1) where parent[node] >= 0 {
            nextChild[node] = firstChild[Int(parent[node])]
            firstChild[Int(parent[node])] = Int32(node)
        }
    }

    deinit {
        aloneCost.deallocate()
        parent.deallocate()
        capacity.deallocate()
        rent.deallocate()
        price.deallocate()
        seat.deallocate()
        seatCost.deallocate()
        first.deallocate()
        next.deallocate()
        previous.deallocate()
        load.deallocate()
        bid.deallocate()
        distances.deallocate()
        firstChild.deallocate()
        nextChild.deallocate()
    }
}

extension Flow {
    /// Whether one more learner can pass from this node to the very top.
    @inline(__always)
    func hasRoom(_ node: Int) -> Bool {
        guard load[node] < capacity[node] else { return false }
        guard hasGroups else { return true }
        var above = parent[node]
        while above >= 0 {
            guard load[Int(above)] < capacity[Int(above)] else { return false }
            above = parent[Int(above)]
        }
        return true
    }

    /// Adds learners (or removes them) from this node to the very top.
    @inline(__always)
    func addLoad(_ change: Int32, from node: Int) {
        load[node] &+= change
        guard hasGroups else { return }
        var above = parent[node]
        while above >= 0 {
            load[Int(above)] &+= change
            above = parent[Int(above)]
        }
    }

    /// Puts a learner in the list of a place; the loads are the caller's.
    @inline(__always)
    func sit(_ learner: Int32, at place: Int32, cost: Int32) {
        let index = Int(learner)
        let head = first[Int(place)]
        seat[index] = place
        seatCost[index] = cost
        next[index] = head
        previous[index] = -1
        if head >= 0 { previous[Int(head)] = learner }
        first[Int(place)] = learner
    }

    /// Takes a learner out of the list of their place; the loads are the caller's.
    @inline(__always)
    func leave(_ learner: Int32) {
        let index = Int(learner)
        let before = previous[index]
        let after = next[index]
        if before >= 0 { next[Int(before)] = after } else { first[Int(seat[index])] = after }
        if after >= 0 { previous[Int(after)] = before }
        seat[index] = Self.free
    }

    /// The rents of those who sit at a place follow its price.
    @inline(__always)
    func settleRents(at place: Int) {
        var learner = first[place]
        while learner >= 0 {
            rent[Int(learner)] = Price(truncatingIfNeeded: seatCost[Int(learner)]) &+ price[place]
            learner = next[Int(learner)]
        }
    }

    /// The price above a node: 0 above the last ones.
    @inline(__always)
    func priceAbove(_ node: Int) -> Price {
        let above = parent[node]
        return above < 0 ? 0 : price[Int(above)]
    }

    /// Whether a node has room although its price says that it is wanted.
    func isUnderfilled(_ node: Int) -> Bool {
        load[node] < capacity[node] && price[node] > priceAbove(node)
    }
}

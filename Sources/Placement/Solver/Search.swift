/// What one search knows of a node: valid for the search whose number it bears.
struct Label<Price: FixedWidthInteger & SignedInteger & Sendable> {
    var distance: Price
    var round: Int32
    /// Forward: the learner (`>= 0`) who would come here. Backward: the node (`>= 0`) where the learner of this place
    /// would go. Both: `-2 - node` when a unit moves between this node and a neighbour in the forest.
    var cameFrom: Int32
    /// Forward: the cost of the pair. Backward: the number of the arc by place.
    var detail: Int32
}

/// The labels, the queue and the list of settled nodes, used again by every search.
struct Search<Price: FixedWidthInteger & SignedInteger & Sendable>: ~Copyable {
    let label: UnsafeMutablePointer<Label<Price>>
    let settled: UnsafeMutablePointer<Int32>
    var settledCount = 0
    var round: Int32 = 0
    private let nodes: Int
    var heap: Heap<Price>

    init(nodes: Int) {
        self.nodes = nodes
        label = .filled(Label(distance: 0, round: 0, cameFrom: 0, detail: 0), count: nodes)
        settled = .allocate(capacity: nodes)
        heap = Heap()
    }

    deinit {
        label.deallocate()
        settled.deallocate()
    }

    mutating func begin() {
        if round == Int32.max {
            for node in 0..<nodes { label[node].round = 0 }
            round = 0
        }
        round += 1
        settledCount = 0
        heap.clear()
    }

    /// Notes a shorter way to a node.
    @inline(__always)
    mutating func reach(_ node: Int32, at distance: Price, from: Int32, detail: Int32) {
        let known = label + Int(node)
        if known.pointee.round == round && known.pointee.distance <= distance { return }
        known.pointee = Label(distance: distance, round: round, cameFrom: from, detail: detail)
        heap.push(distance, node)
    }

    /// The nearest node not settled yet, when it is nearer than the limit.
    @inline(__always)
    mutating func settle(below limit: Price) -> Int32? {
        while let entry = heap.pop(below: limit) {
            // A node that was reached by a shorter way later is in the queue twice.
            if label[Int(entry.node)].distance != entry.distance { continue }
            settled[settledCount] = entry.node
            settledCount += 1
            return entry.node
        }
        return nil
    }
}

/// A queue of nodes, nearest first.
struct Heap<Price: FixedWidthInteger & SignedInteger & Sendable>: ~Copyable {
    struct Entry {
        var distance: Price
        var node: Int32
    }

    private var entries: UnsafeMutablePointer<Entry>
    private var room = 256
    private var count = 0

    init() { entries = .allocate(capacity: room) }

    deinit { entries.deallocate() }

    mutating func clear() { count = 0 }

    @inline(__always)
    mutating func push(_ distance: Price, _ node: Int32) {
        if count == room { grow() }
        var hole = count
        count += 1
        while hole > 0 {
            let up = (hole - 1) >> 1
            if entries[up].distance <= distance { break }
            entries[hole] = entries[up]
            hole = up
        }
        entries[hole] = Entry(distance: distance, node: node)
    }

    @inline(__always)
    mutating func pop(below limit: Price) -> Entry? {
        guard count > 0, entries[0].distance < limit else { return nil }
        let top = entries[0]
        count -= 1
        let last = entries[count]
        var hole = 0
        while true {
            var down = 2 * hole + 1
            guard down < count else { break }
            if down + 1 < count && entries[down + 1].distance < entries[down].distance { down += 1 }
            if entries[down].distance >= last.distance { break }
            entries[hole] = entries[down]
            hole = down
        }
        entries[hole] = last
        return top
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: room * 2)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        room *= 2
    }
}

/// The pairs that can matter, by learner and, once somebody needs them, by place.
final class Arcs {
    let learnerCount: Int
    let placeCount: Int
    let count: Int
    /// The arcs of learner `i` are `start[i] ..< start[i + 1]`.
    let start: UnsafeMutablePointer<Int32>
    let place: UnsafeMutablePointer<Int32>
    let cost: UnsafeMutablePointer<Int32>
    /// The most choices of one learner.
    var mostChoices: Int { (0..<learnerCount).map { Int(start[$0 + 1] - start[$0]) }.max() ?? 0 }
    private(set) var byPlace: Reversed?

    /// The same arcs from the side of the places.
    struct Reversed {
        let start: UnsafeMutablePointer<Int32>
        let learner: UnsafeMutablePointer<Int32>
        let cost: UnsafeMutablePointer<Int32>
    }

    /// Keeps all pairs, or only those cheaper than « not placed », which are the only ones that a solution can use.
    init(_ instance: Instance, keepingAll: Bool) {
        learnerCount = instance.learnerCount
        placeCount = instance.placeCount
        start = .allocate(capacity: learnerCount + 1)
        place = .allocate(capacity: instance.arcCount)
        cost = .allocate(capacity: instance.arcCount)
        count = Arcs.copy(instance, keepingAll, start, place, cost)
    }

    private static func copy(
        _ instance: Instance, _ keepingAll: Bool, _ start: UnsafeMutablePointer<Int32>,
        _ place: UnsafeMutablePointer<Int32>, _ cost: UnsafeMutablePointer<Int32>
    ) -> Int {
        var kept = 0
        let firstArc = instance.firstArc
        let arcPlace = instance.arcPlace
        let arcCost = instance.arcCost
        for learner in 0..<instance.learnerCount {
            start[learner] = Int32(kept)
            let limit = keepingAll ? Int32.max : Int32(clamping: instance.aloneCost[learner])
            for arc in Int(firstArc[learner])..<Int(firstArc[learner + 1]) where arcCost[arc] < limit {
                place[kept] = arcPlace[arc]
                cost[kept] = arcCost[arc]
                kept += 1
            }
        }
        start[instance.learnerCount] = Int32(kept)
        return kept
    }

    deinit {
        start.deallocate()
        place.deallocate()
        cost.deallocate()
        byPlace?.start.deallocate()
        byPlace?.learner.deallocate()
        byPlace?.cost.deallocate()
    }

    /// Changes one pair, on both sides.
    func set(_ arc: Int, place: Int32, cost: Int32, slot: Int32, learner: Int32) {
        self.place[arc] = place
        self.cost[arc] = cost
        let reversed = reversed()
        reversed.learner[Int(slot)] = learner
        reversed.cost[Int(slot)] = cost
    }

    /// Sorts the arcs by place (a counting sort), the first time only.
    func reversed() -> Reversed {
        if let byPlace { return byPlace }
        let starts = UnsafeMutablePointer<Int32>.filled(0, count: placeCount + 2)
        for arc in 0..<count { starts[Int(place[arc]) + 2] += 1 }
        for index in 2..<(placeCount + 2) { starts[index] += starts[index - 1] }
        let learners = UnsafeMutablePointer<Int32>.allocate(capacity: count)
        let costs = UnsafeMutablePointer<Int32>.allocate(capacity: count)
        for learner in 0..<learnerCount {
            for arc in Int(start[learner])..<Int(start[learner + 1]) {
                let slot = Int(starts[Int(place[arc]) + 1])
                starts[Int(place[arc]) + 1] += 1
                learners[slot] = Int32(learner)
                costs[slot] = cost[arc]
            }
        }
        let made = Reversed(start: starts, learner: learners, cost: costs)
        byPlace = made
        return made
    }
}

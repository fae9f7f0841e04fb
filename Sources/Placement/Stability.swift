/// The other way of choosing, when hosts really rank those they met: learners propose, hosts keep the best so far.
extension Instance {
    /// Who goes where when learners propose in the order of their costs and places keep those they rank best
    /// (Gale and Shapley): nobody and no place would rather have each other. Groups above the places do not count.
    ///
    /// - Parameter rank: for each pair, the rank that the place gives the learner; the smallest is the best, and the
    ///   smaller learner number wins a tie.
    public func stableSeats(rank: [Int32]) -> [Int32] {
        let order = wishes()
        var seat = [Int32](repeating: -1, count: learnerCount)
        var asked = [Int](repeating: 0, count: learnerCount)
        var kept = [[(rank: Int32, learner: Int)]](repeating: [], count: placeCount)
        var waiting = Array((0..<learnerCount).reversed())
        while let learner = waiting.popLast() {
            guard asked[learner] < order[learner].count else { continue }
            let arc = order[learner][asked[learner]]
            asked[learner] += 1
            let place = Int(arcPlace[arc])
            guard capacity[place] > 0 else {
                waiting.append(learner)
                continue
            }
            let position = kept[place].firstIndex { (rank[arc], learner) < ($0.rank, $0.learner) } ?? kept[place].count
            kept[place].insert((rank[arc], learner), at: position)
            seat[learner] = Int32(place)
            if kept[place].count > Int(capacity[place]), let last = kept[place].popLast() {
                seat[last.learner] = -1
                waiting.append(last.learner)
            }
        }
        return seat
    }

    /// How many pairs would rather have each other: the learner is better off there, and the place has room or holds
    /// somebody whom it ranks behind.
    public func blockingPairs(seat: [Int32], rank: [Int32]) -> Int {
        var held = [[(rank: Int32, learner: Int)]](repeating: [], count: placeCount)
        var present = aloneCost
        for learner in 0..<learnerCount {
            for arc in pairs(of: learner) where arcPlace[arc] == seat[learner] {
                held[Int(seat[learner])].append((rank[arc], learner))
                present[learner] = Int64(arcCost[arc])
            }
        }
        var count = 0
        for learner in 0..<learnerCount {
            for arc in pairs(of: learner) where arcPlace[arc] != seat[learner] && Int64(arcCost[arc]) < present[learner]
            {
                let place = Int(arcPlace[arc])
                let hasRoom = held[place].count < Int(capacity[place])
                if hasRoom || held[place].contains(where: { (rank[arc], learner) < ($0.rank, $0.learner) }) {
                    count += 1
                }
            }
        }
        return count
    }

    /// The pairs of each learner that are better than nothing, cheapest first.
    private func wishes() -> [[Int]] {
        (0..<learnerCount).map { learner in
            pairs(of: learner).filter { Int64(arcCost[$0]) < aloneCost[learner] }
                .sorted { (arcCost[$0], $0) < (arcCost[$1], $1) }
        }
    }

    func pairs(of learner: Int) -> Range<Int> { Int(firstArc[learner])..<Int(firstArc[learner + 1]) }
}

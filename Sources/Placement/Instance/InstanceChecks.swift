extension Instance {
    func checkShape() throws(InstanceError) {
        let learners = aloneCost.count
        guard placeCount >= 0, placeCount <= Int(Int32.max) else {
            throw .shape(.places, expected: 0, found: placeCount)
        }
        guard firstArc.count == learners + 1 else {
            throw .shape(.firstArcs, expected: learners + 1, found: firstArc.count)
        }
        guard arcCost.count == arcPlace.count else {
            throw .shape(.arcCosts, expected: arcPlace.count, found: arcCost.count)
        }
        guard capacity.count >= placeCount else {
            throw .shape(.nodes, expected: placeCount, found: capacity.count)
        }
        guard parent.count == capacity.count else {
            throw .shape(.parents, expected: capacity.count, found: parent.count)
        }
        // Node numbers and learner numbers are packed in one Int32 by the solver.
        guard capacity.count < 1 << 30 else { throw .shape(.nodes, expected: 1 << 30, found: capacity.count) }
        guard learners < 1 << 30 else { throw .shape(.learners, expected: 1 << 30, found: learners) }
        guard arcPlace.count < Int(Int32.max) else {
            throw .shape(.arcs, expected: Int(Int32.max), found: arcPlace.count)
        }
    }

    func checkForest() throws(InstanceError) {
        for node in capacity.indices {
            guard capacity[node] >= 0 else { throw .negativeCapacity(node: node, capacity: Int(capacity[node])) }
            let above = Int(parent[node])
            guard above == -1 || (above > node && above >= placeCount && above < capacity.count) else {
                throw .parentOutOfOrder(node: node, parent: above)
            }
        }
    }

    func checkCosts() throws(InstanceError) {
        let limit = Instance.largestAloneCost
        for learner in aloneCost.indices where aloneCost[learner] > limit || aloneCost[learner] < -limit {
            throw .costTooLarge(learner: learner, arc: nil, cost: aloneCost[learner])
        }
    }

    /// Order of the arcs, places that exist, no pair twice: one pass, with the last learner seen at each place.
    func checkArcs() throws(InstanceError) {
        guard firstArc[0] == 0 else { throw .arcsOutOfOrder(learner: 0) }
        var seenBy = [Int32](repeating: -1, count: placeCount)
        let limit = Int32(clamping: Instance.largestPairCost)
        for learner in aloneCost.indices {
            let from = Int(firstArc[learner])
            let to = Int(firstArc[learner + 1])
            guard from <= to, to <= arcPlace.count else { throw .arcsOutOfOrder(learner: learner) }
            for arc in from..<to {
                let place = Int(arcPlace[arc])
                guard place >= 0, place < placeCount else {
                    throw .unknownPlace(learner: learner, arc: arc, place: place)
                }
                guard seenBy[place] != Int32(learner) else { throw .duplicateArc(learner: learner, place: place) }
                seenBy[place] = Int32(learner)
                guard arcCost[arc] <= limit, arcCost[arc] >= -limit else {
                    throw .costTooLarge(learner: learner, arc: arc, cost: Int64(arcCost[arc]))
                }
            }
        }
        guard Int(firstArc[aloneCost.count]) == arcPlace.count else {
            throw .arcsOutOfOrder(learner: aloneCost.count)
        }
    }
}

/// A question turned into an instance, and the way back.
struct BuiltQuestion {
    let instance: Instance
    /// For each pair of the instance: the pair of the question, and whether it uses a kept place.
    let origin: [(pair: Int, kept: Bool)]
    let forest: QuestionForest
    /// The place of each locked learner.
    let locked: [Int: Int]
}

extension Question {
    func built(flat: Bool = false, within minutes: Int32 = .max) throws(QuestionError) -> BuiltQuestion {
        var forest = try QuestionForest(self)
        let byLearner = try pairsByLearner()
        let locked = try checkedLocks(byLearner, &forest)
        let refused = Set(refusals)
        var firstArc: [Int32] = [0]
        var arcPlace: [Int32] = []
        var arcCost: [Int32] = []
        var origin: [(pair: Int, kept: Bool)] = []
        for learner in learners.indices {
            for number in byLearner[learner] where locked[learner] == nil {
                let pair = pairs[number]
                guard pair.facts.minutes <= minutes,
                    !refused.contains(Decision(learner: learner, place: pair.place))
                else { continue }
                for node in [Int32(pair.place)] + (forest.keptNode[pair.place].map { [$0] } ?? []) {
                    let kept = node != Int32(pair.place)
                    arcPlace.append(node)
                    arcCost.append(flat ? 0 : CostParts(pair.facts, weights, usesKeptPlace: kept).total)
                    origin.append((number, kept))
                }
            }
            firstArc.append(Int32(arcPlace.count))
        }
        do throws(InstanceError) {
            let instance = try Instance(
                firstArc: firstArc, arcPlace: arcPlace, arcCost: arcCost,
                aloneCost: aloneCosts(firstArc, arcCost, locked), placeCount: forest.placeNodes,
                capacity: forest.capacity, parent: forest.parent)
            return BuiltQuestion(instance: instance, origin: origin, forest: forest, locked: locked)
        } catch {
            throw .instance(error)
        }
    }

    /// Weights that make the order of the aims a true one: being placed outweighs everything else together, and a
    /// learner without a network outweighs all costs together.
    private func aloneCosts(_ firstArc: [Int32], _ arcCost: [Int32], _ locked: [Int: Int]) -> [Int64] {
        var spread: Int64 = 1
        for learner in learners.indices {
            let costs = arcCost[Int(firstArc[learner])..<Int(firstArc[learner + 1])]
            spread += Int64(max(costs.max() ?? 0, 0)) - Int64(min(costs.min() ?? 0, 0))
        }
        let helped = Int64(learners.count { $0.withoutNetwork })
        let placed = spread * (helped + 1)
        return learners.indices.map { learner in
            locked[learner] != nil ? 0 : placed + (learners[learner].withoutNetwork ? spread : 0)
        }
    }

    private func pairsByLearner() throws(QuestionError) -> [[Int]] {
        var byLearner = [[Int]](repeating: [], count: learners.count)
        var seen: Set<Decision> = []
        for (number, pair) in pairs.enumerated() {
            guard learners.indices.contains(pair.learner) else { throw .unknownLearner(pair.learner) }
            guard places.indices.contains(pair.place) else { throw .unknownPlace(pair.place) }
            guard seen.insert(Decision(learner: pair.learner, place: pair.place)).inserted else {
                throw .duplicatePair(learner: pair.learner, place: pair.place)
            }
            byLearner[pair.learner].append(number)
        }
        return byLearner
    }

    /// The locks, once they are known not to contradict each other, the refusals or the limits.
    private func checkedLocks(
        _ byLearner: [[Int]], _ forest: inout QuestionForest
    ) throws(QuestionError) -> [Int: Int] {
        let refused = Set(refusals)
        var locked: [Int: Int] = [:]
        for lock in locks {
            guard learners.indices.contains(lock.learner) else { throw .unknownLearner(lock.learner) }
            guard places.indices.contains(lock.place) else { throw .unknownPlace(lock.place) }
            if let other = locked[lock.learner], other != lock.place {
                throw .lockedTwice(learner: lock.learner, places: [other, lock.place])
            }
            guard !refused.contains(lock) else {
                throw .lockedAndRefused(learner: lock.learner, place: lock.place)
            }
            guard byLearner[lock.learner].contains(where: { pairs[$0].place == lock.place }) else {
                throw .lockedButNotAdmissible(learner: lock.learner, place: lock.place)
            }
            if locked.updateValue(lock.place, forKey: lock.learner) == nil {
                // A promise uses the kept part only once the rest is full.
                let node = lock.place
                let twin = forest.keptNode[node].map(Int.init)
                forest.take(forest.capacity[node] > 0 ? node : twin ?? node)
            }
        }
        try checkLimits(locked, forest)
        return locked
    }

    private func checkLimits(_ locked: [Int: Int], _ forest: QuestionForest) throws(QuestionError) {
        guard let node = forest.capacity.indices.first(where: { forest.capacity[$0] < 0 }) else { return }
        let learners = locked.keys.sorted().filter { learner in
            forest.path(from: locked[learner] ?? 0).contains(node)
                || forest.keptNode[locked[learner] ?? 0].map { forest.path(from: Int($0)).contains(node) } == true
        }
        let limit: Int32 =
            switch forest.holder[node] {
            case .place(let place): places[place].capacity
            case .tutor(let tutor): tutorLimits[tutor]
            case .site(let site): siteLimits[site]
            case .legalUnit(let unit): legalUnitLimits[unit]
            }
        throw .lockedBeyondLimit(forest.holder[node], limit: Int(limit), learners: learners)
    }
}

extension Question {
    func answer(_ solution: Solution, _ build: BuiltQuestion, _ weeks: Answer.Weeks) -> Answer {
        let place = placeOf(solution, build)
        let wanted = wantedBy(solution, build)
        var reasons: [Answer.Reason] = []
        var unplaced: [(learner: Int, lack: Answer.Lack)] = []
        for learner in learners.indices {
            if let reason = lockedReason(learner, solution, build) ?? reason(learner, solution, build, wanted) {
                reasons.append(reason)
            } else {
                let candidates = arcs(of: learner, build).count
                unplaced.append((learner, candidates == 0 ? .noCandidate : .allTaken(candidates: candidates)))
            }
        }
        return Answer(
            place: place, reasons: reasons, unplaced: unplaced, shortages: shortages(unplaced.map(\.learner)),
            weeks: weeks, cost: reasons.reduce(0) { $0 + Int64($1.parts.total) },
            certified: solution.firstFault(in: build.instance) == nil)
    }

    private func lockedReason(_ learner: Int, _ solution: Solution, _ build: BuiltQuestion) -> Answer.Reason? {
        guard let place = build.locked[learner],
            let pair = pairs.first(where: { $0.learner == learner && $0.place == place })
        else { return nil }
        return Answer.Reason(
            learner: learner, place: place, isLocked: true, usesKeptPlace: false,
            parts: CostParts(pair.facts, weights), price: solution.price[place], wantedBy: 0, nextPlace: nil,
            nextExtraCost: nil)
    }

    private func reason(
        _ learner: Int, _ solution: Solution, _ build: BuiltQuestion, _ wanted: [Int]
    ) -> Answer.Reason? {
        guard let chosen = chosenArc(learner, solution, build) else { return nil }
        let (pair, kept) = build.origin[chosen]
        let node = Int(build.instance.arcPlace[chosen])
        var next: (place: Int, cost: Int64)?
        for arc in arcs(of: learner, build) where build.origin[arc].pair != pair {
            let cost = Int64(build.instance.arcCost[arc]) + solution.price[Int(build.instance.arcPlace[arc])]
            if next == nil || cost < next?.cost ?? 0 { next = (pairs[build.origin[arc].pair].place, cost) }
        }
        return Answer.Reason(
            learner: learner, place: pairs[pair].place, isLocked: false, usesKeptPlace: kept,
            parts: CostParts(pairs[pair].facts, weights, usesKeptPlace: kept), price: solution.price[node],
            wantedBy: wanted[node], nextPlace: next?.place, nextExtraCost: next.map { $0.cost - solution.rent[learner] }
        )
    }

    /// For each node, how many learners sit elsewhere, or nowhere, although it would be cheaper for them alone.
    private func wantedBy(_ solution: Solution, _ build: BuiltQuestion) -> [Int] {
        var wanted = [Int](repeating: 0, count: build.instance.nodeCount)
        for learner in learners.indices {
            let chosen = chosenArc(learner, solution, build)
            let present = chosen.map { Int64(build.instance.arcCost[$0]) } ?? build.instance.aloneCost[learner]
            for arc in arcs(of: learner, build) where arc != chosen && Int64(build.instance.arcCost[arc]) < present {
                wanted[Int(build.instance.arcPlace[arc])] += 1
            }
        }
        return wanted
    }

    private func shortages(_ learnersLeft: [Int]) -> [Answer.Shortage] {
        var missing: [[Int32]: Int] = [:]
        for learner in learnersLeft { missing[[learners[learner].stream, learners[learner].area], default: 0] += 1 }
        return missing.map { Answer.Shortage(stream: $0.key[0], area: $0.key[1], missing: $0.value) }
            .sorted { ($1.missing, $0.stream, $0.area) < ($0.missing, $1.stream, $1.area) }
    }
}

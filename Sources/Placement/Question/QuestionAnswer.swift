extension Question {
    /// The best proposal: most learners placed, those without a network first, then the least cost.
    public func answered(shouldStop: () -> Bool = { false }) throws(QuestionError) -> Answer {
        let free = try built()
        let first = try solve(free, shouldStop)
        let chained = WeekClusters(self).chainedUnits
        var broken = WeekClusters.broken(self, chained: chained, placeOf: placeOf(first, free))
        guard !broken.isEmpty else { return answer(first, free, .exact) }
        // Rations for the places of a broken unit; units that the repair breaks in turn are added.
        while true {
            let start = try WeekRations(self, units: broken, placeOf: placeOf(first, free))
            let (build, solution) = try improved(start, shouldStop)
            let again = WeekClusters.broken(
                self, chained: chained.subtracting(broken), placeOf: placeOf(solution, build))
            guard !again.isEmpty else {
                let gap = solution.objective - first.objective
                return gap == 0
                    ? answer(solution, build, .exact)
                    : answer(solution, build, .rationed(legalUnits: broken.sorted(), gap: gap))
            }
            broken.formUnion(again)
        }
    }

    /// Moves rations from one place to another while the exact answer for them becomes cheaper.
    private func improved(
        _ start: WeekRations, _ shouldStop: () -> Bool
    ) throws(QuestionError) -> (BuiltQuestion, Solution) {
        var rations = start
        var build = try rations.question(self).built()
        var best = try solve(build, shouldStop)
        var tries = 0
        var isBetter = true
        while isBetter {
            isBetter = false
            for next in rations.neighbours(dearest: best.price) {
                guard tries < WeekRations.mostTries else { return (build, best) }
                tries += 1
                let other = try next.question(self).built()
                let solution = try solve(other, shouldStop)
                guard solution.objective < best.objective else { continue }
                (rations, build, best, isBetter) = (next, other, solution, true)
                break
            }
        }
        return (build, best)
    }

    /// The fewest minutes within which as many learners can be placed as without a limit, or `nil` without pairs.
    public func smallestTravelLimit() throws(QuestionError) -> Int32? {
        let steps = Set(pairs.map(\.facts.minutes)).sorted()
        guard let longest = steps.last else { return nil }
        let most = try placedCount(within: longest)
        var low = 0
        var high = steps.count - 1
        while low < high {
            let middle = (low + high) / 2
            if try placedCount(within: steps[middle]) == most { high = middle } else { low = middle + 1 }
        }
        return steps[low]
    }

    private func placedCount(within minutes: Int32) throws(QuestionError) -> Int {
        try solve(try built(flat: true, within: minutes), { false }).placed
    }

    private func solve(_ build: BuiltQuestion, _ shouldStop: () -> Bool) throws(QuestionError) -> Solution {
        do throws(Stopped) {
            return try build.instance.solved(shouldStop: shouldStop)
        } catch {
            throw .stopped
        }
    }

    /// The place of each learner in the question's own numbers, locks included.
    func placeOf(_ solution: Solution, _ build: BuiltQuestion) -> [Int?] {
        learners.indices.map { learner in
            if let place = build.locked[learner] { return place }
            return chosenArc(learner, solution, build).map { pairs[build.origin[$0].pair].place }
        }
    }

    func chosenArc(_ learner: Int, _ solution: Solution, _ build: BuiltQuestion) -> Int? {
        arcs(of: learner, build).first { build.instance.arcPlace[$0] == solution.seat[learner] }
    }

    func arcs(of learner: Int, _ build: BuiltQuestion) -> Range<Int> {
        Int(build.instance.firstArc[learner])..<Int(build.instance.firstArc[learner + 1])
    }
}

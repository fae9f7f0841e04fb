extension Question {
    /// The best proposal: most learners placed, those without a network first, then the least cost.
    public func answered(shouldStop: () -> Bool = { false }) throws(QuestionError) -> Answer {
        let free = try built(strict: [])
        let first = try solve(free, shouldStop)
        let chained = WeekClusters(self, strict: []).chainedUnits
        let broken = WeekClusters.broken(self, chained: chained, placeOf: placeOf(first, free))
        guard !broken.isEmpty else { return answer(first, free, .exact) }
        // One quota for all the presences of a broken unit; units that the repair breaks in turn are added.
        var strict = broken
        while true {
            let build = try built(strict: strict)
            let solution = try solve(build, shouldStop)
            let again = WeekClusters.broken(
                self, chained: chained.subtracting(strict), placeOf: placeOf(solution, build))
            if again.isEmpty {
                let gap = solution.objective - first.objective
                return answer(solution, build, .strict(legalUnits: strict.sorted(), gap: gap))
            }
            strict.formUnion(again)
        }
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
        try solve(try built(strict: [], flat: true, within: minutes), { false }).placed
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

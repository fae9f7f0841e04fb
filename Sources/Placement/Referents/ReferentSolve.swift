extension ReferentQuestion {
    /// The best sharing found: each round is the cheapest one for given centres, then the centres follow; several starts.
    public func answered(starts: Int = 6, rounds: Int = 12, shouldStop: () -> Bool = { false }) throws(ReferentError)
        -> ReferentPlan
    {
        try check()
        let network = try ReferentNetwork(self)
        var best: (cost: Int64, plan: ReferentPlan)?
        var random = RandomNumbers(seed: 16)
        for start in 0..<max(starts, 1) {
            var centres = start == 0 ? network.ownCentres() : network.randomCentres(&random)
            var last: [Int32]?
            for _ in 0..<max(rounds, 1) {
                let solution = try solve(network, centres, shouldStop)
                let followed = network.teachers(solution)
                if solution.seat == last { break }
                last = solution.seat
                let own = network.centres(of: followed, else: centres)
                let cost =
                    solution.objective - network.distanceCost(followed, centres) + network.distanceCost(followed, own)
                if best == nil || cost < best?.cost ?? 0 { best = (cost, network.plan(followed, own)) }
                centres = own
            }
        }
        guard let best else { throw .stopped }
        return best.plan
    }

    private func solve(
        _ network: ReferentNetwork, _ centres: [Position?], _ shouldStop: () -> Bool
    ) throws(ReferentError) -> Solution {
        let instance = try network.instance(centres)
        do throws(Stopped) {
            return try instance.solved(shouldStop: shouldStop)
        } catch {
            throw .stopped
        }
    }

    private func check() throws(ReferentError) {
        for teacher in limits.indices where limits[teacher] < 0 { throw .negativeLimit(teacher: teacher) }
        var seen: Set<[Int]> = []
        for member in members {
            guard limits.indices.contains(member.teacher) else { throw .unknownTeacher(member.teacher) }
            guard member.weeklyMinutes >= 0, member.weeklyMinutes <= 10_080 else {
                throw .negativeHours(teacher: member.teacher, group: member.group)
            }
            guard seen.insert([member.teacher, member.group]).inserted else {
                throw .duplicateMember(teacher: member.teacher, group: member.group)
            }
        }
        for (number, learner) in learners.enumerated() {
            if let previous = learner.previous, !limits.indices.contains(previous) {
                throw .unknownPrevious(learner: number)
            }
        }
        for wish in wishes
        where !limits.indices.contains(wish.teacher) || !learners.indices.contains(wish.learner) {
            throw .unknownWish(wish)
        }
        let all = [weights.balance, weights.continuity, weights.trade, weights.wish, weights.distance]
        guard all.allSatisfy({ $0 >= 0 && $0 <= 10_000 }) else { throw .weight }
    }
}

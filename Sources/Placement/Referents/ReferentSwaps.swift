extension ReferentQuestion {
    /// Exchanges learners between teachers while that makes the true tours cheaper; loads stay as they are.
    ///
    /// - Parameters:
    ///   - tourCost: what it costs a teacher to visit these learners; asked for two teachers at each try.
    ///   - tries: the most exchanges tried.
    public func refined(_ plan: ReferentPlan, tries: Int, tourCost: (_ learners: [Int]) -> Int64) -> ReferentPlan {
        var plan = plan
        var followed = limits.map { _ in [Int]() }
        for (learner, teacher) in plan.teacher.enumerated() {
            if let teacher { followed[teacher].append(learner) }
        }
        var cost = followed.map(tourCost)
        var left = tries
        var improved = true
        while improved, left > 0 {
            improved = false
            for exchange in exchanges(plan) where left > 0 {
                let (one, other) = exchange
                guard let first = plan.teacher[one], let second = plan.teacher[other], first != second else { continue }
                left -= 1
                let newFirst = followed[first].filter { $0 != one } + [other]
                let newSecond = followed[second].filter { $0 != other } + [one]
                let costs = (tourCost(newFirst), tourCost(newSecond))
                guard costs.0 + costs.1 < cost[first] + cost[second] else { continue }
                (cost[first], cost[second]) = costs
                (followed[first], followed[second]) = (newFirst, newSecond)
                plan.teacher[one] = second
                plan.teacher[other] = first
                improved = true
            }
        }
        return plan
    }

    /// Pairs of learners who may exchange their teachers, the nearest pairs first: neighbours on a border.
    private func exchanges(_ plan: ReferentPlan) -> [(Int, Int)] {
        var found: [(gap: Int64, one: Int, other: Int)] = []
        for one in learners.indices {
            guard let from = plan.teacher[one], let here = learners[one].position else { continue }
            var near: [(gap: Int64, one: Int, other: Int)] = []
            for other in learners.indices where other != one {
                guard let to = plan.teacher[other], to != from, let there = learners[other].position,
                    mayFollow(to, one), mayFollow(from, other)
                else { continue }
                let x = Int64(here.x) - Int64(there.x)
                let y = Int64(here.y) - Int64(there.y)
                near.append((x * x + y * y, min(one, other), max(one, other)))
            }
            near.sort { ($0.gap, $0.one, $0.other) < ($1.gap, $1.one, $1.other) }
            found += near.prefix(6)
        }
        found.sort { ($0.gap, $0.one, $0.other) < ($1.gap, $1.one, $1.other) }
        var last = (-1, -1)
        return found.compactMap { pair in
            guard last != (pair.one, pair.other) else { return nil }
            last = (pair.one, pair.other)
            return last
        }
    }

    /// An exchange keeps the rule of the trade, the class, and last period's teacher.
    private func mayFollow(_ teacher: Int, _ learner: Int) -> Bool {
        guard learners[learner].previous == nil || learners[learner].previous == teacher else { return false }
        return members.contains { member in
            member.teacher == teacher && member.group == learners[learner].group
                && (member.teachesTrade || !tradeGroups.contains(member.group))
        }
    }
}

import Placement
import Testing

/// Presences of one legal unit that overlap in part, against all the ways there are.
@Suite struct `Weeks that overlap in a chain` {
    private struct Best {
        var placed = -1
        var cost: Int64 = 0
    }

    /// The best answer of all, found by trying everything.
    private func bruteForce(_ question: Question) -> Best {
        var best = Best()
        var seats = [Int?](repeating: nil, count: question.learners.count)
        func holds() -> Bool {
            for place in question.places.indices
            where seats.count(where: { $0 == place }) > Int(question.places[place].capacity) { return false }
            for week in Int32(0)...12 {
                let there = seats.compactMap { $0 }.count { question.places[$0].weeks.contains(week) }
                if there > Int(question.legalUnitLimits[0]) { return false }
            }
            return true
        }
        func visit(_ learner: Int, _ placed: Int, _ cost: Int64) {
            guard learner < seats.count else {
                if placed > best.placed || placed == best.placed && cost < best.cost, holds() {
                    best = Best(placed: placed, cost: cost)
                }
                return
            }
            visit(learner + 1, placed, cost)
            for pair in question.pairs where pair.learner == learner {
                seats[learner] = pair.place
                let parts = CostParts(pair.facts, question.weights)
                visit(learner + 1, placed + 1, cost + Int64(parts.total))
                seats[learner] = nil
            }
        }
        visit(0, 0, 0)
        return best
    }

    private func random(_ chance: inout Chance) -> Question {
        let places = (0..<chance.number(3...4)).map { _ -> Question.Place in
            let start = Int32(chance.number(0...7))
            return .init(
                capacity: Int32(chance.number(1...3)), legalUnit: 0,
                weeks: start...(start + Int32(chance.number(1...4))))
        }
        var pairs: [Question.Pair] = []
        let learners = chance.number(3...5)
        for learner in 0..<learners {
            for place in places.indices where chance.happens(70) {
                pairs.append(
                    .init(learner: learner, place: place, facts: PairFacts(minutes: Int32(chance.number(1...60)))))
            }
        }
        return Question(
            learners: .init(repeating: .init(), count: learners), places: places,
            legalUnitLimits: [Int32(chance.number(1...2))], pairs: pairs)
    }

    @Test func `never hold more than the quota, and the gap says how far the best may be`() throws {
        var chance = Chance(2026)
        var chains = 0
        var found = 0
        for _ in 0..<600 {
            let question = random(&chance)
            let answer = try question.answered()
            let best = bruteForce(question)
            let placed = answer.place.compactMap { $0 }
            for week in Int32(0)...12 {
                #expect(placed.count { question.places[$0].weeks.contains(week) } <= Int(question.legalUnitLimits[0]))
            }
            #expect(answer.certified)
            #expect(placed.count <= best.placed)
            let isBest = placed.count == best.placed && answer.cost == best.cost
            guard case .rationed(_, let gap) = answer.weeks else {
                #expect(isBest, "an answer said to be exact is the best one")
                continue
            }
            chains += 1
            found += isBest ? 1 : 0
            #expect(gap > 0)
            if placed.count == best.placed { #expect(answer.cost - best.cost <= gap) }
        }
        #expect(chains > 60)
        #expect(found * 10 >= chains * 9, "\(found) of \(chains)")
    }

    @Test func `keep locks that do not meet, and name those that do`() throws {
        let places: [Question.Place] = [1...4, 3...6, 5...8].map { .init(capacity: 2, legalUnit: 0, weeks: $0) }
        func pair(_ learner: Int, _ place: Int) -> Question.Pair {
            .init(learner: learner, place: place, facts: PairFacts(minutes: 5))
        }
        var question = Question(
            learners: [.init(), .init(), .init()], places: places, legalUnitLimits: [1],
            pairs: [pair(0, 0), pair(1, 1), pair(2, 2)],
            locks: [.init(learner: 0, place: 0), .init(learner: 2, place: 2)])
        #expect(try question.answered().place == [0, nil, 2])
        question.locks = [.init(learner: 0, place: 0), .init(learner: 1, place: 1)]
        #expect(throws: QuestionError.lockedBeyondLimit(.legalUnit(0), limit: 1, learners: [0, 1])) {
            try question.answered()
        }
    }
}

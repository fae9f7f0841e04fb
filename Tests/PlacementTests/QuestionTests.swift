import Placement
import Testing

@Suite struct `A question` {
    private func pair(_ learner: Int, _ place: Int, _ minutes: Int32) -> Question.Pair {
        Question.Pair(learner: learner, place: place, facts: PairFacts(minutes: minutes))
    }

    @Test func `places as many as possible, then those without a network, then the nearest`() throws {
        let question = Question(
            learners: [.init(), .init(withoutNetwork: true), .init()], places: [.init(), .init()],
            pairs: [pair(0, 0, 5), pair(1, 0, 90), pair(2, 0, 1), pair(2, 1, 200)])
        let answer = try question.answered()
        #expect(answer.place == [nil, 0, 1])
        #expect(answer.certified && answer.weeks == .exact)
        #expect(answer.unplaced.map(\.learner) == [0])
        #expect(answer.unplaced.first?.lack == .allTaken(candidates: 1))
    }

    @Test func `shares long ways rather than letting one learner pay for all`() throws {
        let question = Question(
            learners: [.init(), .init()], places: [.init(), .init()],
            pairs: [pair(0, 0, 0), pair(0, 1, 40), pair(1, 0, 40), pair(1, 1, 78)])
        #expect(try question.answered().place == [1, 0])
    }

    @Test func `explains each choice by its parts, its price and the next one`() throws {
        var question = Question(
            learners: [.init(), .init()], places: [.init(), .init()],
            pairs: [pair(0, 0, 10), pair(0, 1, 12), pair(1, 0, 10), pair(1, 1, 30)])
        question.pairs[0].facts.wish = 1
        let answer = try question.answered()
        #expect(answer.place == [1, 0])
        let first = answer.reasons[0]
        #expect(first.place == 1 && first.parts.travel == 144 && first.nextPlace == 0)
        #expect(answer.reasons[1].wantedBy == 1)
        #expect(try #require(first.nextExtraCost) >= 0)
        #expect(answer.cost == answer.reasons.reduce(0) { $0 + Int64($1.parts.total) })
    }

    @Test func `uses a kept place only at its price`() throws {
        var question = Question(
            learners: [.init(), .init()], places: [.init(capacity: 2, kept: 1), .init()],
            pairs: [pair(0, 0, 5), pair(1, 0, 5), pair(1, 1, 20), pair(0, 1, 20)])
        #expect(try question.answered().reasons.allSatisfy { !$0.usesKeptPlace })
        question.weights.keptPlace = 1
        let answer = try question.answered()
        #expect(answer.place == [0, 0])
        #expect(answer.reasons.count { $0.usesKeptPlace } == 1)
    }

    @Test func `keeps what was promised and drops what was refused`() throws {
        var question = Question(
            learners: [.init(), .init()], places: [.init(), .init()],
            pairs: [pair(0, 0, 1), pair(0, 1, 50), pair(1, 0, 2), pair(1, 1, 60)])
        question.locks = [.init(learner: 1, place: 0)]
        #expect(try question.answered().place == [1, 0])
        question.refusals = [.init(learner: 0, place: 1)]
        #expect(try question.answered().place == [nil, 0])
    }

    @Test func `names the locks that contradict each other`() throws {
        var question = Question(
            learners: [.init(), .init()], places: [.init(legalUnit: 0), .init(legalUnit: 0)], legalUnitLimits: [1],
            pairs: [pair(0, 0, 1), pair(0, 1, 5), pair(1, 0, 2), pair(1, 1, 6)])
        question.locks = [.init(learner: 0, place: 0), .init(learner: 0, place: 1)]
        #expect(throws: QuestionError.lockedTwice(learner: 0, places: [0, 1])) { try question.answered() }
        question.locks = [.init(learner: 0, place: 0), .init(learner: 1, place: 0)]
        #expect(throws: QuestionError.lockedBeyondLimit(.place(0), limit: 1, learners: [0, 1])) {
            try question.answered()
        }
        question.locks = [.init(learner: 0, place: 0), .init(learner: 1, place: 1)]
        #expect(throws: QuestionError.lockedBeyondLimit(.legalUnit(0), limit: 1, learners: [0, 1])) {
            try question.answered()
        }
        question.locks = [.init(learner: 0, place: 0)]
        question.refusals = question.locks
        #expect(throws: QuestionError.lockedAndRefused(learner: 0, place: 0)) { try question.answered() }
    }

    @Test func `holds a tutor, a site and a legal unit to their limits`() throws {
        let question = Question(
            learners: Array(repeating: .init(), count: 6),
            places: [
                .init(capacity: 4, tutor: 0, site: 0, legalUnit: 0),
                .init(capacity: 4, tutor: 1, site: 0, legalUnit: 0),
                .init(capacity: 4, site: 1, legalUnit: 0),
            ],
            tutorLimits: [2, 3], siteLimits: [3, 9], legalUnitLimits: [5],
            pairs: (0..<6).flatMap { learner in (0..<3).map { pair(learner, $0, Int32(10 * $0 + 1)) } })
        let answer = try question.answered()
        let count = { (place: Int) in answer.place.count { $0 == place } }
        #expect(count(0) == 2 && count(1) == 1 && count(2) == 2)
    }

    @Test func `counts a legal unit week by week when presences follow each other`() throws {
        let question = Question(
            learners: [.init(), .init()],
            places: [.init(legalUnit: 0, weeks: 1...4), .init(legalUnit: 0, weeks: 5...8)], legalUnitLimits: [1],
            pairs: [pair(0, 0, 1), pair(1, 1, 1)])
        #expect(try question.answered().place == [0, 1])
    }

    @Test func `reports when presences overlap in a chain and a week is full`() throws {
        let places: [Question.Place] = [1...4, 3...6, 5...8].map { .init(capacity: 2, legalUnit: 0, weeks: $0) }
        var question = Question(
            learners: [.init(), .init(), .init()], places: places, legalUnitLimits: [2],
            pairs: [pair(0, 0, 1), pair(1, 1, 1), pair(2, 2, 1)])
        #expect(try question.answered().weeks == .exact)
        question.legalUnitLimits = [1]
        let answer = try question.answered()
        guard case .rationed(legalUnits: [0], let gap) = answer.weeks else {
            Issue.record("the chain was not reported")
            return
        }
        #expect(gap > 0)
        // The first and the last one do not meet.
        #expect(answer.place == [0, nil, 2])
    }

    @Test func `keeps an earlier proposal when little is at stake`() throws {
        var question = Question(
            learners: [.init(), .init()], places: [.init(), .init()],
            pairs: [pair(0, 0, 10), pair(0, 1, 10), pair(1, 0, 10), pair(1, 1, 10)])
        question.pairs[1].facts.proposedBefore = true
        question.pairs[2].facts.proposedBefore = true
        #expect(try question.answered().place == [1, 0])
        question.pairs[1].facts.proposedBefore = false
        question.pairs[2].facts.proposedBefore = false
        question.pairs[0].facts.proposedBefore = true
        question.pairs[3].facts.proposedBefore = true
        #expect(try question.answered().place == [0, 1])
    }

    @Test func `says which formation and area lack places`() throws {
        let question = Question(
            learners: [.init(stream: 3, area: 8), .init(stream: 3, area: 8), .init(stream: 4, area: 8)],
            places: [.init()], pairs: [pair(0, 0, 1), pair(2, 0, 90)])
        let answer = try question.answered()
        #expect(answer.unplaced.first?.lack == .noCandidate)
        #expect(answer.shortages.map(\.missing).reduce(0, +) == 2)
        #expect(answer.shortages.contains { $0.stream == 3 && $0.area == 8 && $0.missing == 1 })
    }

    @Test func `finds the shortest travel within which all can be placed`() throws {
        let question = Question(
            learners: [.init(), .init()], places: [.init(), .init()],
            pairs: [pair(0, 0, 5), pair(0, 1, 35), pair(1, 0, 10), pair(1, 1, 60)])
        #expect(try question.smallestTravelLimit() == 35)
    }

    @Test func `refuses what it does not know`() {
        let learner = Question(learners: [.init()], places: [.init()], pairs: [pair(1, 0, 1)])
        #expect(throws: QuestionError.unknownLearner(1)) { try learner.answered() }
        let place = Question(learners: [.init()], places: [.init()], pairs: [pair(0, 2, 1)])
        #expect(throws: QuestionError.unknownPlace(2)) { try place.answered() }
        let twice = Question(learners: [.init()], places: [.init()], pairs: [pair(0, 0, 1), pair(0, 0, 2)])
        #expect(throws: QuestionError.duplicatePair(learner: 0, place: 0)) { try twice.answered() }
        let tutor = Question(learners: [.init()], places: [.init(tutor: 0)], pairs: [])
        #expect(throws: QuestionError.unknownHolder(.tutor(0), place: 0)) { try tutor.answered() }
        let kept = Question(learners: [.init()], places: [.init(capacity: 1, kept: 2)], pairs: [])
        #expect(throws: QuestionError.negativeLimit(.place(0))) { try kept.answered() }
    }

    @Test func `never lets a wish outweigh half an hour`() {
        var weights = CostWeights()
        weights.wish = 1_000
        let parts = CostParts(PairFacts(minutes: 0, wish: 1), weights)
        #expect(parts.wish == -10 * CostWeights.wishLimit)
    }
}

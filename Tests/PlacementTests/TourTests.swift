import Placement
import Testing

@Suite struct `Tours of visits` {
    private func sample(
        _ chance: inout Chance, visits: Int, kinds: Int = 1, halfDayCost: Int32 = 3_600, reach: Int = 1_500
    ) -> TourQuestion {
        let positions = (0...visits).map { _ in (chance.number(0...reach), chance.number(0...reach)) }
        let travel = positions.flatMap { from in
            positions.map { to in Int32(abs(from.0 - to.0) + abs(from.1 - to.1)) }
        }
        return TourQuestion(
            lengths: Array(repeating: 12_600, count: kinds),
            visits: (0..<visits).map { _ in
                let opens = Int32(chance.happens(40) ? chance.number(0...6_000) : 0)
                let opening = opens...(opens == 0 ? 12_600 : opens + 3_600)
                return .init(duration: 1_500, openings: (0..<kinds).map { _ in chance.happens(90) ? opening : nil })
            }, travel: travel, halfDayCost: halfDayCost)
    }

    /// The least cost, by trying every next visit and every return.
    private func least(_ question: TourQuestion) -> Int64 {
        let stops = question.visits.count + 1
        func go(_ done: Set<Int>, _ at: Int, _ time: Int32, _ kind: Int) -> Int64? {
            let home = question.travel[at * stops]
            guard time + home <= question.lengths[kind] else { return nil }
            var best: Int64? = nil
            if at != 0 {
                if done.count == question.visits.count { return Int64(home) }
                for next in question.lengths.indices {
                    if let rest = go(done, 0, 0, next) {
                        let total = Int64(home) + Int64(question.halfDayCost) + rest
                        best = min(best ?? total, total)
                    }
                }
            }
            for visit in question.visits.indices where !done.contains(visit) {
                guard let opening = question.visits[visit].openings[kind] else { continue }
                let leg = question.travel[at * stops + visit + 1]
                let start = max(time + leg, opening.lowerBound)
                guard start <= opening.upperBound else { continue }
                if let rest = go(done.union([visit]), visit + 1, start + question.visits[visit].duration, kind) {
                    best = min(best ?? Int64(leg) + rest, Int64(leg) + rest)
                }
            }
            return best
        }
        let firsts = question.lengths.indices.compactMap { go([], 0, 0, $0) }
        return (firsts.min() ?? 0) + Int64(question.halfDayCost)
    }

    private func check(_ plan: TourPlan, of question: TourQuestion) throws {
        let made = plan.tours.flatMap(\.visits) + plan.impossible
        try #require(made.sorted() == Array(question.visits.indices))
        for tour in plan.tours {
            for (visit, start) in zip(tour.visits, tour.starts) {
                let opening = try #require(question.visits[visit].openings[tour.kind])
                try #require(opening.contains(start))
            }
            try #require(tour.end <= question.lengths[tour.kind])
        }
    }

    @Test(arguments: [1, 2]) func `are the cheapest of all for a few visits`(kinds: Int) throws {
        for seed in 0..<60 {
            var chance = Chance(UInt64(seed))
            let question = sample(&chance, visits: chance.number(1...(kinds == 1 ? 7 : 5)), kinds: kinds)
            let plan = try question.provenPlan()
            try check(plan, of: question)
            try #require(plan.isProven)
            if plan.impossible.isEmpty { try #require(plan.cost == least(question), "seed \(seed)") }
        }
    }

    @Test func `are feasible and steady for a whole school`() throws {
        var chance = Chance(3)
        let question = sample(&chance, visits: 60, kinds: 2)
        let plan = try question.goodPlan { Double($0) / 20_000 }
        try check(plan, of: question)
        #expect(try question.goodPlan { Double($0) / 20_000 } == plan)
        let quick = try question.goodPlan { Double($0) / 128 }
        #expect(plan.cost < quick.cost)
    }

    @Test func `come near the proven ones`() throws {
        for seed in 0..<5 {
            var chance = Chance(UInt64(seed))
            let question = sample(&chance, visits: 16)
            let proven = try question.provenPlan()
            // The same visits twice, far from each other in time: at most twice the cost.
            var double = question
            double.visits += question.visits
            let stops = question.visits.count + 1
            let rows = [0] + Array(1..<stops) + Array(1..<stops)
            double.travel = rows.flatMap { from in rows.map { question.travel[from * stops + $0] } }
            let plan = try double.goodPlan { Double($0) / 40_000 }
            try check(plan, of: double)
            #expect(plan.cost <= 2 * proven.cost * 103 / 100)
        }
    }

    @Test func `make visits to one site together`() throws {
        var chance = Chance(5)
        var question = sample(&chance, visits: 6)
        for visit in 0..<6 { question.visits[visit].openings = [0...12_600] }
        question.visits[1].site = 7
        question.visits[4].site = 7
        for other in 0...6 {
            question.travel[5 * 7 + other] = question.travel[2 * 7 + other]
            question.travel[other * 7 + 5] = question.travel[other * 7 + 2]
        }
        question.travel[5 * 7 + 2] = 0
        question.travel[2 * 7 + 5] = 0
        let plan = try question.provenPlan()
        try check(plan, of: question)
        let tour = try #require(plan.tours.first { $0.visits.contains(1) })
        let first = try #require(tour.visits.firstIndex(of: 1))
        #expect(tour.visits.contains(4) && abs(first - (tour.visits.firstIndex(of: 4) ?? 99)) == 1)
    }

    @Test func `use free half-days that suit the days of the visits`() throws {
        let question = TourQuestion(
            lengths: [12_600, 12_600],
            visits: [
                .init(duration: 1_500, openings: [0...9_000, nil], days: 10...20),
                .init(duration: 1_500, openings: [nil, 0...9_000], days: 12...14),
            ], travel: [0, 600, 600, 600, 0, 600, 600, 600, 0],
            halfDays: [.init(day: 3, kind: 0), .init(day: 12, kind: 0), .init(day: 13, kind: 1)])
        let plan = try question.provenPlan()
        #expect(Set(plan.tours.map(\.halfDay)) == [1, 2])
        #expect(plan.withoutHalfDay.isEmpty)
        var late = question
        late.halfDays = [.init(day: 3, kind: 0), .init(day: 13, kind: 1)]
        #expect(try late.provenPlan().impossible == [0])
    }

    @Test func `are split otherwise when the shortest ones find no free half-day`() throws {
        let all: ClosedRange<Int32>? = 0...9_000
        let question = TourQuestion(
            lengths: [12_600, 12_600],
            visits: [
                .init(duration: 1_500, openings: [all, nil]),
                .init(duration: 1_500, openings: [all, all], days: 5...9),
                .init(duration: 1_500, openings: [nil, all]),
            ], travel: [0, 900, 900, 900, 900, 0, 1, 900, 900, 1, 0, 900, 900, 900, 900, 0],
            halfDays: [.init(day: 2, kind: 0), .init(day: 6, kind: 1)])
        let plan = try question.provenPlan()
        try check(plan, of: question)
        #expect(plan.impossible.isEmpty && plan.tours.map(\.visits.count).sorted() == [1, 2])
    }

    /// The most visits and then the least cost, by trying each visit in each half-day and every order.
    private func best(_ question: TourQuestion, _ halfDays: [TourQuestion.HalfDay]) -> (Int, Int64) {
        func shortest(_ left: Set<Int>, _ at: Int, _ time: Int32, _ kind: Int) -> Int64? {
            let stops = question.visits.count + 1
            if left.isEmpty {
                let home = question.travel[at * stops]
                return time + home <= question.lengths[kind] ? Int64(home) : nil
            }
            return left.compactMap { visit -> Int64? in
                guard let opening = question.visits[visit].openings[kind] else { return nil }
                let leg = question.travel[at * stops + visit + 1]
                let start = max(time + leg, opening.lowerBound)
                guard start <= opening.upperBound else { return nil }
                return shortest(left.subtracting([visit]), visit + 1, start + question.visits[visit].duration, kind)
                    .map { $0 + Int64(leg) }
            }.min()
        }
        func go(_ visit: Int, _ groups: [Set<Int>]) -> (Int, Int64)? {
            guard visit < question.visits.count else {
                var total: (Int, Int64) = (0, 0)
                for (number, group) in groups.enumerated() where !group.isEmpty {
                    guard let cost = shortest(group, 0, 0, halfDays[number].kind) else { return nil }
                    total = (total.0 + group.count, total.1 - cost - Int64(question.halfDayCost))
                }
                return total
            }
            var found = go(visit + 1, groups)
            for number in halfDays.indices where question.visits[visit].days.contains(halfDays[number].day) {
                var with = groups
                with[number].insert(visit)
                if let other = go(visit + 1, with), found == nil || other > found ?? (0, 0) { found = other }
            }
            return found
        }
        return go(0, Array(repeating: [], count: halfDays.count)) ?? (0, 0)
    }

    @Test func `make the most of the free half-days`() throws {
        for seed in 0..<60 {
            var chance = Chance(UInt64(seed))
            var question = sample(&chance, visits: chance.number(1...5), kinds: 2)
            let first = Int32(chance.number(0...3))
            for visit in question.visits.indices where chance.happens(50) { question.visits[visit].days = first...9 }
            let halfDays = (0..<3).map { _ in
                TourQuestion.HalfDay(day: Int32(chance.number(0...4)), kind: chance.number(0...1))
            }
            question.halfDays = halfDays
            let plan = try question.provenPlan()
            let made = plan.tours.filter { $0.halfDay != nil }.reduce(0) { $0 + $1.visits.count }
            let expected = best(question, halfDays)
            try #require(made == expected.0, "seed \(seed)")
            try #require(plan.cost == -expected.1, "seed \(seed)")
        }
    }

    @Test func `never mix visits that no day suits together`() throws {
        let question = TourQuestion(
            lengths: [12_600],
            visits: [
                .init(duration: 900, openings: [0...9_000], days: 1...5),
                .init(duration: 900, openings: [0...9_000], days: 6...9),
            ], travel: [0, 60, 60, 60, 0, 1, 60, 1, 0])
        #expect(try question.provenPlan().tours.count == 2)
    }

    @Test func `name the visits that cannot be made`() throws {
        let question = TourQuestion(
            lengths: [3_600], visits: [.init(duration: 3_000, openings: [0...9_000])], travel: [0, 900, 900, 0])
        #expect(try question.provenPlan().impossible == [0])
    }

    @Test func `refuse what makes no sense`() {
        let visit = TourQuestion.Visit(duration: 60, openings: [0...100])
        let wrong: [(TourQuestion, TourError)] = [
            (.init(lengths: [1], visits: [visit], travel: [0]), .travelShape(expected: 4, found: 1)),
            (.init(lengths: [1], visits: [visit], travel: [0, -1, 0, 0]), .negativeTravel(from: 0, to: 1)),
            (.init(lengths: [1], visits: [visit], travel: [0, .max, 0, 0]), .tooFar(from: 0, to: 1)),
            (.init(lengths: [], visits: [visit], travel: [0, 0, 0, 0]), .visit(0)),
            (.init(lengths: [-1], visits: [], travel: [0]), .length(kind: 0)),
            (.init(lengths: [1], visits: [], travel: [0], halfDays: [.init(day: 1, kind: 4)]), .halfDay(0)),
            (
                .init(
                    lengths: [9_000], visits: Array(repeating: visit, count: 17),
                    travel: Array(repeating: 0, count: 324)),
                .tooManyForProof(17)
            ),
        ]
        for (question, error) in wrong {
            #expect(throws: error) { try question.provenPlan() }
        }
    }

    @Test func `may be none`() throws {
        #expect(try TourQuestion(lengths: [1], visits: [], travel: [0]).provenPlan().tours.isEmpty)
    }
}

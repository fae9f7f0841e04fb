import Domain
import Testing

@Suite struct `A plan of interviews` {
    /// Wishes without apparent order, the same at each run; the first companies are wished most.
    private func wishes(_ learners: Int, _ companies: Int, each: Int) -> [[Int]] {
        (0..<learners).map { learner in
            (0..<each).map { (learner * 7 + $0 * $0 * 3) % max(1, companies / ($0 == 0 ? 3 : 1)) }
        }
    }

    private func check(_ plan: MeetingPlan, learners: Int, companies: Int, slots: Int) {
        let met = plan.meetings
        #expect(Set(met.map { [$0.learner, $0.slot] }).count == met.count, "a learner in two places")
        #expect(Set(met.map { [$0.company, $0.slot] }).count == met.count, "a company with two learners")
        #expect(Set(met.map { [$0.learner, $0.company] }).count == met.count, "twice the same company")
        #expect(met.allSatisfy { $0.slot < slots && $0.company < companies && $0.learner < learners })
    }

    @Test func `for 12 companies and 60 learners gives everybody as many`() {
        let plan = MeetingPlan(wishes: wishes(60, 12, each: 2), companies: 12, slots: 16, most: 60)
        check(plan, learners: 60, companies: 12, slots: 16)
        let counts = Dictionary(grouping: plan.meetings, by: \.learner).mapValues(\.count)
        #expect(counts.count == 60 && Set(counts.values) == [3])
    }

    @Test func `gives first wishes as far as a day is long`() {
        let wishes = (0..<12).map { [$0 % 4] }
        let plan = MeetingPlan(wishes: wishes, companies: 4, slots: 6, most: 2)
        check(plan, learners: 12, companies: 4, slots: 6)
        for learner in 0..<12 { #expect(plan.meetings.contains { $0.learner == learner && $0.company == learner % 4 }) }
    }

    @Test(arguments: [(1, 1, 1), (5, 3, 2), (7, 7, 7), (20, 3, 4), (33, 5, 9), (60, 12, 10), (61, 12, 12), (9, 2, 1)])
    func `is never in two places, whatever the numbers`(learners: Int, companies: Int, slots: Int) {
        for most in [1, 2, 60] {
            let plan = MeetingPlan(
                wishes: wishes(learners, companies, each: 3), companies: companies, slots: slots, most: most)
            check(plan, learners: learners, companies: companies, slots: slots)
            let counts = (0..<learners).map { learner in plan.meetings.count { $0.learner == learner } }
            if learners <= companies * slots {
                #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 0, "\(learners) \(companies) \(slots) \(most)")
            }
        }
    }

    @Test(arguments: [(72, 12, 11), (60, 12, 8), (7, 3, 4), (10, 4, 3), (5, 1, 9), (61, 12, 12)])
    func `leaves no company waiting when it fills, and gives nobody two more than another`(
        learners: Int, companies: Int, slots: Int
    ) {
        let wishes = wishes(learners, companies, each: 3)
        let fair = MeetingPlan(wishes: wishes, companies: companies, slots: slots, most: 60)
        let full = MeetingPlan(wishes: wishes, companies: companies, slots: slots, most: 60, fills: true)
        check(full, learners: learners, companies: companies, slots: slots)
        let counts = (0..<learners).map { learner in full.meetings.count { $0.learner == learner } }
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        #expect(full.meetings.count >= fair.meetings.count)
        if learners == 72 { #expect(full.meetings.count == 132 && fair.meetings.count == 72) }
        let one = MeetingPlan(wishes: wishes, companies: companies, slots: slots, most: 1, fills: true)
        #expect((0..<learners).allSatisfy { learner in one.meetings.count { $0.learner == learner } <= 1 })
    }

    @Test func `is empty when there is nobody, no company or no time`() {
        #expect(MeetingPlan(wishes: [], companies: 2, slots: 2, most: 2).meetings.isEmpty)
        #expect(MeetingPlan(wishes: [[]], companies: 0, slots: 2, most: 2).meetings.isEmpty)
        #expect(MeetingPlan(wishes: [[]], companies: 2, slots: 0, most: 2).meetings.isEmpty)
    }
}

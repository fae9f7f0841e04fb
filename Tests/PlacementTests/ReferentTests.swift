import Placement
import Testing

@Suite struct `Sharing learners between referents` {
    private func learners(_ count: Int, group: Int = 0) -> [ReferentQuestion.Learner] {
        (0..<count).map { .init(group: group, position: .init(x: Int32($0 * 1_000), y: 0)) }
    }

    @Test func `follows the hours of each teacher`() throws {
        let question = ReferentQuestion(
            learners: learners(12),
            members: [
                .init(teacher: 0, group: 0, weeklyMinutes: 600), .init(teacher: 1, group: 0, weeklyMinutes: 300),
                .init(teacher: 2, group: 0, weeklyMinutes: 300),
            ], limits: [16, 16, 16])
        #expect(try question.answered().load == [6, 3, 3])
    }

    @Test func `never goes beyond the limit of a teacher over all classes`() throws {
        let question = ReferentQuestion(
            learners: learners(14) + learners(14, group: 1),
            members: [
                .init(teacher: 0, group: 0, weeklyMinutes: 900), .init(teacher: 0, group: 1, weeklyMinutes: 900),
                .init(teacher: 1, group: 0, weeklyMinutes: 60), .init(teacher: 1, group: 1, weeklyMinutes: 60),
            ], limits: [16, 10])
        let plan = try question.answered()
        #expect(plan.load == [16, 10])
        #expect(plan.teacher.count { $0 == nil } == 2)
    }

    @Test func `gives only teachers of the trade where the diploma asks for them`() throws {
        let question = ReferentQuestion(
            learners: learners(4),
            members: [
                .init(teacher: 0, group: 0, weeklyMinutes: 60, teachesTrade: true),
                .init(teacher: 1, group: 0, weeklyMinutes: 900),
            ], limits: [16, 16], tradeGroups: [0])
        #expect(try question.answered().teacher == [0, 0, 0, 0])
    }

    @Test func `keeps last period's teacher when the balance allows it`() throws {
        var all = learners(4)
        for number in all.indices {
            all[number].position = nil
            all[number].previous = number % 2
        }
        let question = ReferentQuestion(
            learners: all,
            members: [.init(teacher: 0, group: 0, weeklyMinutes: 60), .init(teacher: 1, group: 0, weeklyMinutes: 60)],
            limits: [16, 16])
        #expect(try question.answered().teacher == [0, 1, 0, 1])
    }

    @Test func `gathers learners who are near each other`() throws {
        var all: [ReferentQuestion.Learner] = []
        for number in 0..<12 {
            all.append(.init(group: 0, position: .init(x: number % 2 == 0 ? 0 : 40_000, y: Int32(number * 100))))
        }
        let question = ReferentQuestion(
            learners: all,
            members: [.init(teacher: 0, group: 0, weeklyMinutes: 60), .init(teacher: 1, group: 0, weeklyMinutes: 60)],
            limits: [16, 16])
        let plan = try question.answered()
        #expect(plan.load == [6, 6])
        #expect(Set(plan.teacher.enumerated().map { [$0.offset % 2, $0.element ?? -1] }).count == 2)
    }

    @Test func `exchanges learners while the true tours get cheaper, loads kept`() throws {
        let all = learners(12)
        let question = ReferentQuestion(
            learners: all,
            members: [.init(teacher: 0, group: 0, weeklyMinutes: 60), .init(teacher: 1, group: 0, weeklyMinutes: 60)],
            limits: [6, 6])
        var plan = try question.answered()
        plan.teacher = (0..<12).map { $0 % 2 }
        let width = { (list: [Int]) in Int64((list.max() ?? 0) - (list.min() ?? 0)) }
        let refined = question.refined(plan, tries: 500, tourCost: width)
        let groups = [0, 1].map { teacher in (0..<12).filter { refined.teacher[$0] == teacher } }
        #expect(groups.map(\.count) == [6, 6])
        #expect(width(groups[0]) + width(groups[1]) < 20)
        #expect(question.refined(plan, tries: 0, tourCost: width) == plan)
    }

    @Test func `refuses what it does not know`() {
        let member = ReferentQuestion.Member(teacher: 1, group: 0, weeklyMinutes: 60)
        #expect(throws: ReferentError.unknownTeacher(1)) {
            try ReferentQuestion(learners: [], members: [member], limits: [1]).answered()
        }
        #expect(throws: ReferentError.duplicateMember(teacher: 1, group: 0)) {
            try ReferentQuestion(learners: [], members: [member, member], limits: [1, 1]).answered()
        }
        #expect(throws: ReferentError.negativeLimit(teacher: 0)) {
            try ReferentQuestion(learners: [], members: [], limits: [-1]).answered()
        }
        #expect(throws: ReferentError.unknownPrevious(learner: 0)) {
            try ReferentQuestion(learners: [.init(group: 0, previous: 3)], members: [], limits: [1]).answered()
        }
    }

    @Test func `answers an empty question`() throws {
        let plan = try ReferentQuestion(learners: [], members: [], limits: []).answered()
        #expect(plan.teacher.isEmpty && plan.spread == 0)
    }
}

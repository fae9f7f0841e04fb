import Domain
import Testing

@testable import App

@Suite("The actions of the demonstration")
struct DemoActionsTests {
    @Test func `show every moment of the life of an action, and a job dating shared out`() throws {
        let made = try DemoDay.school().actions
        #expect(Set(made.actions.map(\.state)).isSuperset(of: [.requested, .preparing, .confirmed, .held, .closed]))
        let dating = try #require(made.actions.first { $0.kind == .jobDating && $0.state == .confirmed })
        let meetings = made.meetings.filter { $0.actionId == dating.id }
        let counts = Dictionary(grouping: meetings, by: \.learnerId).mapValues(\.count)
        #expect(counts.count > 40 && Set(counts.values).count == 1)
        #expect(made.guests.count { $0.actionId == dating.id } == 12)
    }

    @Test func `name people of the school only, and former learners who agreed`() throws {
        let school = try DemoDay.school()
        let learners = Set(school.learners.map(\.id))
        let contacts = Set(school.contacts.map(\.id))
        #expect(school.actions.learners.allSatisfy { learners.contains($0.learnerId) })
        #expect(school.actions.guests.compactMap(\.contactId).allSatisfy(contacts.contains))
        #expect(
            school.actions.alumni.allSatisfy {
                !$0.consentMeans.isEmpty && ($0.email.hasSuffix(".example") || $0.withdrawnOn != nil)
            })
        #expect(!school.actions.offers.isEmpty && !school.actions.travellers.isEmpty)
    }

    @Test(arguments: DemoDay.all) func `serve objectives of the roadmap, with effects of several kinds`(_ demo: DemoDay)
        throws
    {
        let made = try demo.school()
        let roots = Set(made.office.objectives.map(\.rootId))
        let served = made.actions.actions.compactMap(\.objectiveId)
        #expect(served.count > 3 && served.allSatisfy(roots.contains))
        let held = Set(made.actions.actions.filter { $0.state.isDone }.map(\.id))
        #expect(made.actions.offers.compactMap(\.actionId).allSatisfy(held.contains))
        #expect(made.actions.effects.allSatisfy { held.contains($0.actionId) })
    }
}

@Suite("The leavers of the demonstration")
struct DemoLeaversTests {
    @Test(arguments: DemoDay.all) func `left before the day, and some answered, some agreed`(_ demo: DemoDay) throws {
        let made = try demo.school()
        let leavers = made.leavers
        #expect(leavers.learners.count > 100)
        #expect(leavers.learners.allSatisfy { $0.leftOn.map { $0 < demo.day } ?? false })
        let people = Set(leavers.learners.map(\.id))
        #expect(people.isDisjoint(with: made.learners.map(\.id)))
        let answered = Set(leavers.answers.map(\.learnerId))
        #expect(answered.count > 20 && answered.count < people.count && answered.isSubset(of: people))
        #expect(leavers.answers.allSatisfy { $0.answeredOn <= demo.day })
        for answer in leavers.answers {
            let left = leavers.learners.first { $0.id == answer.learnerId }?.leftOn
            #expect(left.map { $0 < answer.answeredOn } ?? false)
        }
        let agreed = Set(made.actions.alumni.compactMap(\.formerId))
        #expect(!agreed.isEmpty && agreed.isSubset(of: people) && agreed.count < people.count / 2)
    }

    @Test func `have names and addresses of nobody`() throws {
        let made = try DemoDay.school()
        let all = made.learners + made.leavers.learners
        let names = all.map { $0.firstName + " " + $0.familyName }
        #expect(Set(names).count == names.count)
        for learner in made.leavers.learners {
            if let email = learner.email { #expect(email.hasSuffix(".example")) }
            if let phone = learner.phone { #expect(try PhoneNumber(phone).national?.hasPrefix("063998") == true) }
        }
        #expect(made.actions.alumni.contains { $0.withdrawnOn != nil && $0.familyName.isEmpty })
        #expect(made.leavers.mentorings.contains { $0.state == .completed })
    }
}

import Domain
import Testing

@testable import App

@Suite("The actions of the demonstration")
struct DemoActionsTests {
    @Test func `show every moment of the life of an action, and a job dating shared out`() throws {
        let made = try DemoDay.school().actions
        #expect(Set(made.actions.map(\.state)).isSuperset(of: [.requested, .preparing, .confirmed, .held, .closed]))
        let dating = try #require(made.actions.first { $0.kind == .jobDating })
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
        #expect(school.actions.alumni.allSatisfy { !$0.consentMeans.isEmpty && $0.email.hasSuffix(".example") })
        #expect(!school.actions.offers.isEmpty && !school.actions.travellers.isEmpty)
    }
}

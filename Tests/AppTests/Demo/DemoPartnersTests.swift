import Domain
import Testing

@testable import App

@Suite("Partners of the demonstration lycée")
struct DemoPartnersTests {
    @Test func `each company has one to four contacts, and whoever hosts has a tutor and a signatory`() throws {
        let made = try DemoDay.school()
        let people = Dictionary(grouping: made.contacts, by: \.companyId)
        for company in made.companies {
            let contacts = people[company.id] ?? []
            #expect((1...4).contains(contacts.count))
            #expect(contacts.contains { $0.signatory })
            if company.relation == .active { #expect(contacts.contains { $0.tutor }, "\(company.legalName)") }
        }
    }

    @Test func `most companies are on the map, near the school and never at the same point`() throws {
        let made = try DemoDay.school()
        let placed = made.companies.compactMap { zip($0.latitude, $0.longitude) }
        #expect(placed.count > 350 && placed.count < made.companies.count)
        let centre = try #require(placed.first)
        #expect(placed.allSatisfy { Distance.kilometres(centre, $0) < 90 })
        #expect(Set(placed.map { "\($0.0) \($0.1)" }).count == placed.count)
    }

    @Test func `relations are spread, archives are few`() throws {
        let made = try DemoDay.school()
        #expect(Set(made.companies.map(\.relation)) == Set(RelationStatus.allCases))
        #expect((1...12).contains(made.companies.count { $0.archivedOn != nil }))
    }

    @Test(arguments: DemoDay.all) func `interactions are past, in order, within two years`(_ demo: DemoDay) throws {
        let made = try demo.school()
        for (_, exchanges) in Dictionary(grouping: made.interactions, by: \.companyId) {
            let days = exchanges.map(\.happenedOn)
            #expect(days == days.sorted())
            for day in days {
                #expect(day < demo.day && day.days(until: demo.day) < 800)
                #expect(day.weekday <= 5)
            }
            #expect(exchanges.dropLast().allSatisfy { $0.nextActionOn == nil && $0.nextAction.isEmpty })
        }
        let active = made.companies.filter { $0.relation == .active }
        let recent = Set(made.interactions.filter { $0.happenedOn.days(until: demo.day) <= 365 }.map(\.companyId))
        #expect(active.allSatisfy { recent.contains($0.id) })
    }

    @Test func `some next actions are late, some are due this week, some later`() throws {
        let today = DemoDay.usual
        let days = try DemoDay.school().interactions.compactMap(\.nextActionOn)
        #expect(days.count { $0 < today } > 10)
        #expect(days.count { $0 >= today && $0 <= today.monday.adding(days: 6) } > 10)
        #expect(days.count { $0 > today.monday.adding(days: 6) } > 10)
    }

    @Test func `contacts of an interaction belong to its company`() throws {
        let made = try DemoDay.school()
        let companies = Dictionary(uniqueKeysWithValues: made.contacts.map { ($0.id, $0.companyId) })
        for interaction in made.interactions {
            #expect(companies[try #require(interaction.contactId)] == interaction.companyId)
        }
    }

    @Test func `sentences are clean French typography`() throws {
        let made = try DemoDay.school()
        var texts = made.interactions.flatMap { [$0.note, $0.nextAction] }
        texts += made.placements.flatMap { [$0.activities, $0.skills, $0.followUp, $0.meals, $0.regulatedWorkDetails] }
        texts += made.companies.flatMap { [$0.legalName, $0.displayName, $0.notes, $0.streams, $0.address.city] }
        texts += made.contacts.flatMap { [$0.fullName, $0.function] }
        texts += made.learners.map(\.fullName) + made.guardians.map(\.fullName) + made.staff.map(\.fullName)
        texts += made.classes.flatMap { [$0.label, $0.stream] }
        let faults = ["  ", "'", "{", "}", "%", " :", " ;", " !", " ?", " ,", " ."]
        for text in Set(texts) {
            #expect(!faults.contains { text.contains($0) }, "\(text)")
            #expect(text.first != " " && text.last != " ", "\(text)")
        }
    }
}

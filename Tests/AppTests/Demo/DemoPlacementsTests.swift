import Domain
import Testing

@testable import App

@Suite("Placements of the demonstration lycée")
struct DemoPlacementsTests {
    @Test(arguments: DemoDay.all) func `each class under school status has two periods in class weeks`(
        _ demo: DemoDay
    ) throws {
        let made = try demo.school()
        for schoolClass in made.currentClasses where schoolClass.code != "FCPE" {
            let periods = made.periods.filter { $0.classId == schoolClass.id }
            #expect(periods.map(\.rank) == [1, 2], "\(schoolClass.code)")
            #expect(periods[0].endsOn < periods[1].startsOn)
            #expect(periods.allSatisfy { $0.startsOn.weekday == 1 && $0.weeks >= 3 })
        }
    }

    @Test(arguments: DemoDay.all.filter(\.isInClass)) func `some periods are over, some under way, some to come`(
        _ demo: DemoDay
    ) throws {
        let periods = try demo.school().periods
        #expect(periods.contains { $0.endsOn < demo.day })
        #expect(periods.count { $0.startsOn <= demo.day && demo.day <= $0.endsOn } >= 3)
        if demo.day.month != 6 { #expect(periods.contains { $0.startsOn > demo.day }) }
    }

    @Test(arguments: DemoDay.all) func `hours, ages and dates respect the rules on minors`(_ demo: DemoDay) throws {
        let made = try demo.school()
        let parameters = try LegalParameters.embedded()
        let learners = Dictionary(uniqueKeysWithValues: made.learners.map { ($0.id, $0) })
        for placement in made.placements {
            let learner = try #require(learners[placement.learnerId])
            let birth = try #require(learner.birthDate)
            #expect(birth.age(on: placement.startsOn) >= 14)
            #expect(learner.learnerPublic.takesAgreements)
            var facts = AgreementCase()
            facts.kind = learner.learnerPublic == .student ? .stage : .pfmp
            facts.learner.birthDate = birth
            facts.learner.status = learner.learnerPublic
            facts.period.startsOn = placement.startsOn
            facts.period.endsOn = placement.endsOn
            facts.hours.weeks = [placement.schedule]
            let findings = PlacementRules.check(
                facts, parameters: parameters, on: placement.startsOn, themes: [.workingTime])
            // At 14 a placement is possible and always to be looked at (PFMP-53).
            let faults = findings.filter { $0.severity == .block || $0.severity == .warning && $0.rule != "PFMP-53" }
            #expect(faults.isEmpty, "\(faults.map(\.message))")
        }
    }

    @Test func `some learners come of age during a placement`() throws {
        let made = try DemoDay.school()
        let learners = Dictionary(uniqueKeysWithValues: made.learners.map { ($0.id, $0) })
        let crossing = made.placements.filter { placement in
            guard let learner = learners[placement.learnerId] else { return false }
            return learner.isMinor(on: placement.startsOn) && !learner.isMinor(on: placement.endsOn)
        }
        #expect(crossing.count >= 3)
    }

    @Test(arguments: DemoDay.all) func `nobody is in two places, no host, tutor or référent has too many`(
        _ demo: DemoDay
    ) throws {
        let made = try demo.school()
        let companies = Dictionary(uniqueKeysWithValues: made.companies.map { ($0.id, $0) })
        #expect(busiest(made.placements) { $0.learnerId.rawValue }.allSatisfy { $0.value == 1 })
        #expect(busiest(made.placements) { $0.tutorId?.rawValue }.allSatisfy { $0.value <= 3 })
        #expect(busiest(made.placements) { $0.referentId?.rawValue }.allSatisfy { $0.value <= 16 })
        for (key, count) in busiest(made.placements, by: { $0.companyId.rawValue }) {
            let headcount = try #require(companies[ID(key)]?.headcount)
            #expect(count <= (headcount < 20 ? 3 : (headcount * 15 + 99) / 100), "\(headcount)")
        }
    }

    /// The most placements at once for each key.
    private func busiest(_ placements: [Placement], by key: (Placement) -> String?) -> [String: Int] {
        let groups = Dictionary(grouping: placements.filter { key($0) != nil }) { key($0) ?? "" }
        return groups.mapValues { group in
            group.map { first in group.count { $0.startsOn <= first.startsOn && first.startsOn <= $0.endsOn } }.max()
                ?? 0
        }
    }

    @Test(arguments: DemoDay.all) func `the state of an agreement agrees with its dates and its signatures`(
        _ demo: DemoDay
    ) throws {
        let made = try demo.school()
        let placements = Dictionary(uniqueKeysWithValues: made.placements.map { ($0.id, $0) })
        let learners = Dictionary(uniqueKeysWithValues: made.learners.map { ($0.id, $0) })
        let signatures = Dictionary(grouping: made.signatures, by: \.agreementId)
        #expect(made.agreements.count == made.placements.count)
        for agreement in made.agreements {
            let placement = try #require(placements[agreement.placementId])
            let learner = try #require(learners[placement.learnerId])
            let signed = signatures[agreement.id] ?? []
            #expect(signed.allSatisfy { $0.signedOn <= demo.day && $0.signedOn < placement.startsOn })
            #expect(signed.map(\.signedOn) == signed.map(\.signedOn).sorted())
            let isMinor = learner.isMinor(on: min(demo.day, placement.startsOn.adding(days: -1)))
            let complete = Set(signed.map(\.party)).isSuperset(of: Party.required(minor: isMinor))
            switch agreement.state {
            case .draft, .refused, .cancelled: #expect(signed.isEmpty && placement.endsOn >= demo.day)
            case .toSign: #expect(!complete && placement.endsOn >= demo.day)
            case .signed: #expect(complete && placement.startsOn > demo.day)
            case .running: #expect(complete && placement.startsOn <= demo.day && placement.endsOn >= demo.day)
            case .ended, .certified, .broken: #expect(complete && placement.endsOn < demo.day)
            }
        }
    }

    @Test func `the register of agreements has no gap and no double`() throws {
        let made = try DemoDay.school()
        for (year, last) in made.lastNumbers {
            let numbers = made.agreements.map(\.number).filter { $0.hasPrefix("\(year)-") }
            #expect(numbers.count == last)
            #expect(Set(numbers).count == last)
            #expect(numbers.contains("\(year)-00001"))
        }
    }

    @Test func `some learners still look for a host for a period that comes soon`() throws {
        let made = try DemoDay.school()
        let soon = made.periods.filter { (0...28).contains(DemoDay.usual.days(until: $0.startsOn)) }
        let placed = made.placements.count { placement in soon.contains { $0.id == placement.periodId } }
        let expected = made.enrolments.count { enrolment in soon.contains { $0.classId == enrolment.classId } }
        #expect(placed > expected / 3 && placed < expected)
    }

    @Test func `people of a placement belong to its company, and its référent to the school`() throws {
        let made = try DemoDay.school()
        let companies = Dictionary(uniqueKeysWithValues: made.contacts.map { ($0.id, $0.companyId) })
        let teachers = Set(made.staff.filter { $0.function == "ENS" }.map(\.id))
        for placement in made.placements {
            #expect(companies[try #require(placement.tutorId)] == placement.companyId)
            #expect(companies[try #require(placement.signatoryId)] == placement.companyId)
            #expect(teachers.contains(try #require(placement.referentId)))
        }
    }
}

import Domain
import Testing

@testable import App

@Suite struct `The follow-up of the demonstration` {
    private let today = LocalDate("2026-11-26") ?? LocalDate(dayNumber: 0)

    @Test func `shows every screen alive`() throws {
        let made = try DemoGenerator(seed: 1).school(today: today)
        let followUp = made.followUp
        #expect(followUp.frameworks.count == 3)
        #expect(followUp.absences.count > 20 && followUp.followUps.count > 200)
        #expect(followUp.evaluations.contains { $0.kind == .learner })
        #expect(Set(followUp.incidents.map(\.kind)).isSuperset(of: [.accident, .violence, .conditions]))
        #expect(followUp.checks.contains { $0.outcome == .withReserves })
        #expect(followUp.situations.contains { $0.doneOn == nil })
        #expect(!followUp.loads.isEmpty && !followUp.marks.isEmpty)
        #expect(followUp.qualities.contains { $0.state == .suspended })
    }

    @Test func `holds nothing outside the days of its placements`() throws {
        let made = try DemoGenerator(seed: 1).school(today: today)
        let placements = Dictionary(uniqueKeysWithValues: made.placements.map { ($0.id, $0) })
        for absence in made.followUp.absences {
            let placement = try #require(placements[absence.placementId])
            #expect(placement.startsOn <= absence.startsOn && absence.endsOn <= placement.endsOn)
        }
        for followUp in made.followUp.followUps {
            #expect(placements[followUp.placementId] != nil)
            #expect((followUp.doneOn ?? today) <= today)
        }
    }

    @Test func `is the same for the same seed`() throws {
        let generator = DemoGenerator(seed: 3)
        #expect(try generator.school(today: today).followUp == generator.school(today: today).followUp)
    }
}

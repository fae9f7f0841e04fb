import Foundation
import Testing

@testable import Domain

@Suite struct `Settings of a proposal` {
    @Test(arguments: ProposalSettings.Slider.allCases) func `are held to their range`(slider: ProposalSettings.Slider) {
        var settings = ProposalSettings()
        #expect(slider.range.contains(settings[slider]))
        settings[slider] = Int.max
        #expect(settings[slider] == slider.range.upperBound)
        settings[slider] = Int.min
        #expect(settings[slider] == slider.range.lowerBound)
        #expect(!slider.label.isEmpty && !slider.meaning.isEmpty)
    }

    @Test func `are one text in the database`() throws {
        var settings = ProposalSettings()
        settings.longest = 90
        let stored = try JSONEncoder().encode([StoredJSON(settings)])
        #expect(try JSONDecoder().decode([String].self, from: stored).count == 1)
        #expect(try JSONDecoder().decode([StoredJSON<ProposalSettings>].self, from: stored)[0].value == settings)
    }

    @Test func `of an older proposal keep what they do not say`() throws {
        let old =
            #"{"travel":50,"wish":1,"host":2,"diversity":3,"change":4,"longest":90,"shortage":0,"networkFirst":false,"usualHosts":true}"#
        let settings = try JSONDecoder().decode(ProposalSettings.self, from: Data(old.utf8))
        #expect(settings.travel == 50 && !settings.networkFirst && settings.continuity == 0 && settings.mode == .car)
    }

    @Test func `estimate roads longer than the straight line, by the way people go`() throws {
        let car = try TravelEstimate.usual()
        #expect((25...30).contains(car.minutes(from: (43.6, 1.44), to: (43.5, 1.34))))
        #expect(car.minutes(from: (43.6, 1.44), to: (43.6, 1.44)) == 0)
        #expect(car.seconds(from: (.nan, 0), to: (0, 0)) == TravelEstimate.longest)
        #expect(car.assumption == "1,3\u{A0}fois la ligne droite, à 40\u{A0}km/h, en voiture")
        let walk = try TravelEstimate.usual(.walk)
        #expect(walk.minutes(from: (43.6, 1.44), to: (43.5, 1.34)) > car.minutes(from: (43.6, 1.44), to: (43.5, 1.34)))
        #expect(walk.seconds(from: (0, 0), to: (0, 179)) == Int32(walk.seconds(from: (0, 0), to: (0, 179))))
        let school = try SchoolThresholds.embedded(own: [.carSpeed: 80, .carDetour: 100])
        #expect(TravelEstimate(.car, of: school) == TravelEstimate(mode: .car, speed: 80, detour: 100))
        #expect(TravelEstimate(.car, of: school).reach(minutes: 30) == 40)
    }

    @Test func `say what changed`() {
        let changes = ProposalOutcome.Changes(moved: 3, gained: 1, lost: 0, examples: [])
        #expect(changes.sentence == "3\u{A0}élèves changent d’entreprise, 1\u{A0}élève gagne un lieu")
        let none = ProposalOutcome.Changes(moved: 0, gained: 0, lost: 0, examples: [])
        #expect(none.sentence == "personne ne change d’entreprise")
    }
}

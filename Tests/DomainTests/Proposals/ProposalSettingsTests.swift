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

    @Test func `estimate roads longer than the straight line`() {
        let minutes = RoadEstimate.minutes(from: (43.6, 1.44), to: (43.5, 1.34))
        #expect((25...30).contains(minutes))
        #expect(RoadEstimate.minutes(from: (43.6, 1.44), to: (43.6, 1.44)) == 0)
        #expect(RoadEstimate.seconds(from: (.nan, 0), to: (0, 0)) == RoadEstimate.longest)
    }
}

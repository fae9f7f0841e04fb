import Domain
import Testing

@Suite struct `The path of a learner of terminale` {
    private let campaign = PathwayCampaign(
        id: ID("c"), schoolYear: 2026, name: "Parcours", startsOn: LocalDate(dayNumber: 20_885),
        endsOn: LocalDate(dayNumber: 20_896),
        options: PathwayOptions([
            PathwayOption(key: "insertion", label: "PFMP", goesToHost: true),
            PathwayOption(key: "poursuite", label: "Études", goesToHost: false),
        ]))

    @Test func `is whole, or in two halves without a gap (PFMP-08)`() throws {
        try ChosenPath(first: "insertion").checked(in: campaign)
        let half = ChosenPath(first: "insertion", second: "poursuite", turnsOn: campaign.startsOn.adding(days: 7))
        try half.checked(in: campaign)
        #expect(half.daysAtHost(in: campaign) == campaign.startsOn...campaign.startsOn.adding(days: 6))
        let other = ChosenPath(first: "poursuite", second: "insertion", turnsOn: campaign.startsOn.adding(days: 7))
        #expect(other.daysAtHost(in: campaign) == campaign.startsOn.adding(days: 7)...campaign.endsOn)
        #expect(ChosenPath(first: "poursuite").daysAtHost(in: campaign) == nil)
    }

    @Test func `is refused when it cannot be`() {
        let turn = campaign.startsOn.adding(days: 7)
        let cases: [(ChosenPath, PathwayRefusal)] = [
            (ChosenPath(first: "rien"), .unknownOption),
            (ChosenPath(first: "insertion", turnsOn: turn), .halfMissing),
            (ChosenPath(first: "insertion", second: "insertion", turnsOn: turn), .sameTwice),
            (ChosenPath(first: "insertion", second: "poursuite"), .dayMissing),
            (
                ChosenPath(first: "insertion", second: "poursuite", turnsOn: campaign.startsOn),
                .outsideWindow(campaign.startsOn, campaign.endsOn)
            ),
            (
                ChosenPath(first: "insertion", second: "poursuite", turnsOn: campaign.endsOn.adding(days: 1)),
                .outsideWindow(campaign.startsOn, campaign.endsOn)
            ),
        ]
        for (path, refusal) in cases {
            #expect(throws: refusal) { try path.checked(in: campaign) }
        }
    }

    @Test(arguments: PathwayChange.Answer.allCases, PathwayChange.Answer.allCases)
    func `changes once: only a waiting request takes an answer`(
        from: PathwayChange.Answer, to: PathwayChange.Answer
    ) throws {
        let choice = PathwayChoice(
            id: ID("x"), campaignId: campaign.id, learnerId: ID("l"), path: ChosenPath(first: "insertion"),
            chosenOn: campaign.startsOn)
        var change = PathwayChange(
            id: ID("y"), choice: choice, requestedOn: campaign.startsOn, former: "PFMP",
            path: ChosenPath(first: "poursuite"), motive: "Projet mûri")
        if from != .waiting { change = try change.answered(from, by: "Direction", on: campaign.startsOn) }
        if from == .waiting, to != .waiting {
            let answered = try change.answered(to, by: "Direction", on: campaign.endsOn)
            #expect(answered.answer == to && answered.answeredBy == "Direction" && answered.version == 2)
        } else {
            #expect(throws: PathwayRefusal.alreadyAnswered) {
                try change.answered(to, by: "Direction", on: campaign.endsOn)
            }
        }
    }

    @Test func `options are written as lines and read back, bars and accents included`() {
        let options = PathwayOptions([
            PathwayOption(key: "a", label: "Études | longues", goesToHost: false),
            PathwayOption(key: "b", label: "En entreprise", goesToHost: true),
        ])
        #expect(PathwayOptions(options.description) == options)
        #expect(PathwayOptions("a|ailleurs|Études") == nil)
        #expect(PathwayOptions("a|lycee") == nil)
    }

    @Test func `the regimes of the data file are sound`() throws {
        let regimes = try PathwayRegime.embedded()
        #expect(regimes.map(\.year) == [2024, 2025, 2026])
        for regime in regimes {
            let year = try #require(SchoolYear(start: regime.year))
            #expect(year.contains(regime.startsOn) && year.contains(regime.endsOn) && regime.startsOn < regime.endsOn)
            #expect(regime.options.count >= 2)
        }
    }
}

import Domain
import Testing

@Suite struct `A host asked too much` {
    private func thresholds(_ own: [SchoolThreshold: Int] = [:]) throws -> SchoolThresholds {
        try SchoolThresholds.embedded(own: own)
    }

    @Test func `is left in peace from the number of learners that the school sets`() throws {
        let pressure = HostPressure(learners: 3)
        #expect(try pressure.sayings(thresholds(), quota: nil).isEmpty)
        let strict = try pressure.sayings(thresholds([.saturationLearners: 3]), quota: nil)
        #expect(strict.map(\.reason) == [.learners])
        #expect(strict[0].text == "Déjà demandée par 3\u{A0}élèves en 30\u{A0}jours.")
    }

    @Test func `is full at its quota, not before`() throws {
        #expect(try HostPressure(hosted: 2).sayings(thresholds(), quota: 3).isEmpty)
        #expect(try HostPressure(hosted: 3).sayings(thresholds(), quota: 3).map(\.reason) == [.full])
    }

    @Test func `is full when the places it declared are taken, whatever its quota`() throws {
        let sayings = try HostPressure(hosted: 2, declared: 2).sayings(thresholds(), quota: 5)
        #expect(sayings.map(\.reason) == [.full])
    }

    @Test func `is said to be full once, then asked by learners and by the team`() throws {
        let pressure = HostPressure(learners: 9, exchanges: 9, hosted: 9, declared: 1)
        #expect(try pressure.sayings(thresholds(), quota: 3).map(\.reason) == [.full, .learners, .exchanges])
    }

    @Test func `counts the trainees of other schools, and says that they are there`() throws {
        let pressure = HostPressure(hosted: 1, hostedElsewhere: 1, otherSchools: 1)
        let sayings = try pressure.sayings(thresholds(), quota: 3)
        #expect(sayings.map(\.reason) == [.otherSchools] && !sayings[0].reason.keepsAway)
        #expect(try pressure.sayings(thresholds(), quota: 2).map(\.reason) == [.full, .otherSchools])
    }

    @Test func `every threshold has a usual value within its bounds`() throws {
        for description in try thresholds().descriptions {
            #expect((description.least...description.most).contains(description.usual), "\(description.name)")
            #expect(!description.meaning.isEmpty && !description.unit.isEmpty)
        }
    }
}

@Suite struct `Companies to try` {
    private func candidate(
        _ name: String, stream: Bool = true, hosted: Int = 0, free: Int? = nil, distance: Int? = nil,
        sayings: [PressureSaying] = []
    ) -> HostCandidate {
        HostCandidate(
            id: ID(name), name: name, city: "", takesStream: stream, hosted: hosted, free: free, distance: distance,
            sayings: sayings)
    }

    private func names(_ candidates: [HostCandidate]) throws -> [String] {
        try HostProposals.best(candidates, thresholds: SchoolThresholds.embedded()).map(\.candidate.name)
    }

    @Test func `a free place goes before a habit, a habit before a wish`() throws {
        let all = [
            candidate("souhait"), candidate("habitude", hosted: 2), candidate("place", free: 1),
            candidate("quatrième"),
        ]
        #expect(try names(all) == ["place", "habitude", "quatrième"])
    }

    @Test func `near goes before far`() throws {
        #expect(try names([candidate("loin", distance: 40), candidate("près", distance: 3)]) == ["près", "loin"])
    }

    @Test func `one that is full or asked too much is not proposed, nor one of another stream`() throws {
        let full = candidate("complet", free: 2, sayings: [PressureSaying(reason: .full, text: "")])
        #expect(try names([full, candidate("autre filière", stream: false)]).isEmpty)
    }

    @Test func `a place for no stream in particular comes after those who know the trade, and says so`() throws {
        let any = HostCandidate(id: ID("tous"), name: "tous", city: "", takesAny: true, free: 3, distance: 0)
        let known = candidate("métier", free: 1, distance: 30)
        #expect(try names([any, known]) == ["métier", "tous"])
        let reasons = HostProposals.best([any], thresholds: try SchoolThresholds.embedded())[0].reasons
        #expect(reasons.contains("filière non précisée") && !reasons.contains("accueille la filière"))
    }

    @Test func `the reasons are said, the strongest first`() throws {
        let proposals = HostProposals.best(
            [candidate("tout", hosted: 2, free: 1, distance: 12)], thresholds: try SchoolThresholds.embedded())
        #expect(
            proposals[0].reasons == [
                "1\u{A0}place libre ces semaines-là", "a accueilli la filière 2\u{A0}fois", "accueille la filière",
                "à 12\u{A0}km",
            ])
    }
}

@Suite struct `A lead` {
    private func lead(_ answer: LeadAnswer, asked day: String) throws -> Lead {
        Lead(
            id: ID("lead"), learnerId: ID("learner"), periodId: ID("period"), structure: "Garage",
            askedOn: try #require(LocalDate(day)), answer: answer, refusalReason: .noPlace, authorName: "Essai")
    }

    @Test func `without answer for a week is to remind, with an answer never`() throws {
        let today = try #require(LocalDate("2026-11-23"))
        #expect(try lead(.waiting, asked: "2026-11-16").isToRemind(on: today, after: 7))
        #expect(try !lead(.waiting, asked: "2026-11-17").isToRemind(on: today, after: 7))
        for answer in LeadAnswer.allCases where answer != .waiting {
            #expect(try !lead(answer, asked: "2026-09-01").isToRemind(on: today, after: 7), "\(answer)")
        }
    }

    @Test func `keeps a reason of refusal beside a refusal only`() throws {
        for answer in LeadAnswer.allCases {
            #expect(try (lead(answer, asked: "2026-11-16").refusalReason != nil) == (answer == .refused))
        }
    }
}

@Suite struct `The urgency of a search` {
    @Test(
        arguments: [
            (31, SearchUrgency.calm), (30, .watch), (16, .watch), (15, .late), (6, .late), (5, .critical),
            (-3, .critical),
        ])
    func `follows the days left`(days: Int, urgency: SearchUrgency) throws {
        let today = try #require(LocalDate("2026-11-23"))
        let thresholds = try SchoolThresholds.embedded()
        #expect(SearchUrgency(today.adding(days: days), today: today, thresholds: thresholds) == urgency)
    }
}

import Domain
import Testing

@Suite struct `An accident` {
    private static let parameters = Result { try LegalParameters.embedded() }

    private func deadline(_ day: String, _ minute: Int) throws -> DeclarationDeadline? {
        DeclarationDeadline(
            after: try #require(LocalDate(day)), minute: minute, territory: .metropole,
            parameters: try Self.parameters.get())
    }

    // PFMP-99: « accident Friday 14/11/2025 16:00 → deadline Monday 17/11 16:00 (Sunday excluded; Saturday counted) ».
    @Test func `is declared within 48 hours without Sundays`() throws {
        let found = try deadline("2025-11-14", 16 * 60)
        #expect(found?.day == LocalDate("2025-11-17") && found?.minute == 960)
    }

    @Test(arguments: [
        ("2025-11-12", 600, "2025-11-14", 600),
        // A public holiday is skipped like a Sunday.
        ("2025-11-10", 600, "2025-11-13", 600),
        // On a Sunday, the hours begin on Monday.
        ("2025-11-16", 600, "2025-11-18", 1440),
        ("2025-12-24", 720, "2025-12-27", 720),
    ])
    func `skips holidays`(day: String, minute: Int, expected: String, at: Int) throws {
        let found = try deadline(day, minute)
        #expect(found?.day == LocalDate(expected) && found?.minute == at)
    }
}

@Suite struct `The life of an incident` {
    private let incident = Incident(
        id: ID("i"), placementId: ID("p"), kind: .conditions, severity: .serious, happenedOn: LocalDate(dayNumber: 0),
        facts: "Faits", reportedBy: "Essai", reportedAt: Moment(millisecondsSince1970: 0))

    @Test func `goes from open to followed to closed and back`() throws {
        let followed = try incident.followed(escalatedTo: "DSDEN")
        #expect(followed.state == .followed && followed.escalatedTo == "DSDEN")
        let closed = try followed.closed("Réglé", on: LocalDate(dayNumber: 3))
        #expect(closed.state == .closed && closed.closedOn == LocalDate(dayNumber: 3) && closed.version == 3)
        #expect(try closed.reopened().state == .followed)
    }

    @Test func `takes no step once closed, and does not close without a word`() throws {
        let closed = try incident.closed("Réglé", on: LocalDate(dayNumber: 3))
        #expect(throws: IncidentRefusal.closed) { try closed.followed() }
        #expect(throws: IncidentRefusal.closed) { try closed.closed("Encore", on: LocalDate(dayNumber: 4)) }
        #expect(throws: IncidentRefusal.noReason) { try incident.closed("", on: LocalDate(dayNumber: 3)) }
        #expect(throws: IncidentRefusal.notClosed) { try incident.reopened() }
    }

    @Test(arguments: Incident.Kind.allCases) func `is sensitive for violence only`(kind: Incident.Kind) {
        #expect(kind.isSensitive == (kind == .violence))
    }
}

@Suite struct `The quality of a host` {
    private let today = LocalDate("2026-11-23") ?? LocalDate(dayNumber: 0)

    private func state(_ change: (inout HostQualityProposal.Facts) -> Void) -> HostQuality.State {
        var facts = HostQualityProposal.Facts()
        facts.lastCheck = .fit
        facts.lastCheckOn = today.adding(days: -100)
        facts.carriedThrough = 2
        change(&facts)
        return HostQualityProposal(facts, on: today).state
    }

    @Test func `is proposed from what is known`() {
        #expect(state { _ in } == .qualified)
        #expect(state { $0.isArchived = true } == .closed)
        #expect(state { $0.hasOpenAlert = true } == .suspended)
        #expect(state { $0.lastCheck = .unfit } == .suspended)
        #expect(state { $0.lastCheck = .withReserves } == .watched)
        #expect(state { $0.openIncidents = 1 } == .watched)
        #expect(state { $0.learnerMeans = [15, 20] } == .watched)
        #expect(state { $0.learnerMeans = [35, 20] } == .qualified)
        #expect(state { $0.advisedAgainst = 2 } == .watched)
        #expect(state { $0.carriedThrough = 0 } == .toQualify)
        #expect(state { $0.lastCheckOn = nil } == .toQualify)
        #expect(state { $0.lastCheckOn = $0.lastCheckOn?.adding(days: -1200) } == .toQualify)
    }

    @Test func `never tells what an alert is about`() {
        var facts = HostQualityProposal.Facts()
        facts.hasOpenAlert = true
        let reasons = HostQualityProposal(facts, on: today).reasons.joined()
        #expect(!reasons.lowercased().contains("violence") && !reasons.lowercased().contains("harcèlement"))
    }

    @Test(arguments: HostQuality.State.allCases) func `stops placements when suspended or closed`(
        state: HostQuality.State
    ) {
        #expect(state.takesLearners == ![.suspended, .closed].contains(state))
    }
}

@Suite struct `Ratings and answers` {
    @Test func `are stored as text and read back`() {
        let ratings = Ratings([.punctuality: 4, .conduct: 2, .quality: 9])
        #expect(ratings.description == "ponctualite:4,tenue:2")
        #expect(Ratings(ratings.description) == ratings)
        #expect(ratings.meanTenths == 30)
        #expect(Ratings("")?.meanTenths == nil)
        #expect(Ratings("ponctualite:5") == nil && Ratings("inconnu:3") == nil)
        let answers = SafetyAnswers(["b": .no, "a": .yes])
        #expect(answers.description == "a:oui,b:non" && SafetyAnswers(answers.description) == answers)
        #expect(answers.failing == ["b"])
    }

    @Test func `a framework fits by its MEF first, then by the stream`() {
        let day = LocalDate(dayNumber: 0)
        let byMEF = Framework(id: ID("1"), code: "A", title: "A", mef: "24731212", loadedOn: day)
        let byStream = Framework(id: ID("2"), code: "B", title: "B", stream: "Cuisine", loadedOn: day)
        #expect(byMEF.fit(mef: "24731212330", stream: "") == 9)
        #expect(byMEF.fit(mef: "24733006330", stream: "") == nil)
        #expect(byStream.fit(mef: "", stream: "CUISINE") == 1)
    }
}

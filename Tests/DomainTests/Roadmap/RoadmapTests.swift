import Testing

@testable import Domain

@Suite struct `The life of a roadmap` {
    static let expected = [
        "brouillon soumettre soumise office", "soumise renvoyer brouillon ddfpt", "soumise valider validee_ddfpt ddfpt",
        "validee_ddfpt signer signee_proviseur head", "validee_ddfpt clore close head",
        "signee_proviseur presenter presentee_CA head", "signee_proviseur clore close head",
        "presentee_CA clore close head",
    ]

    @Test(arguments: Roadmap.State.allCases, RoadmapEvent.allCases)
    func `moves as the table says and in no other way`(state: Roadmap.State, event: RoadmapEvent) {
        let line = RoadmapLife.transition(from: state, on: event)
        let prefix = "\(state.rawValue) \(event.rawValue) "
        let found = line.map { prefix + $0.to.rawValue + " \($0.actor.rawValue)" }
        #expect(found == Self.expected.first { $0.hasPrefix(prefix) })
    }

    @Test func `is validated by the DDFPT and signed by the head only`() {
        #expect(RoadmapLife.transitions.filter { $0.event == .validate }.map(\.actor) == [.ddfpt])
        #expect(RoadmapLife.transitions.filter { $0.event == .sign }.map(\.actor) == [.head])
    }

    @Test func `begins with one objective at least`() {
        #expect(throws: RoadmapRefusal.noObjective) { try Roadmap.sample.submitted(objectives: 0) }
    }

    @Test func `is never altered once validated`() throws {
        let validated = try Roadmap.sample.submitted(objectives: 1).validated(by: "D", on: .sample)
        #expect(throws: RoadmapRefusal.fixed(.validated)) { try validated.rewritten(diagnosis: "autre", means: "") }
        #expect(throws: RoadmapRefusal.fixed(.validated)) { try validated.requireOpen() }
    }

    @Test func `goes on in a new draft with the same text`() throws {
        let signed = try Roadmap.sample.submitted(objectives: 1).validated(by: "D", on: .sample)
            .signed(by: "P", on: .sample)
        let next = signed.revised(id: ID("r2"), revision: 2, authorName: "R")
        #expect(next.state == .draft && next.revision == 2 && next.diagnosis == signed.diagnosis)
        #expect(next.signedOn == nil && signed.state == .signed)
    }

    @Test func `is sent back with a remark`() throws {
        let submitted = try Roadmap.sample.submitted(objectives: 2)
        #expect(throws: RoadmapRefusal.remarkMissing) { try submitted.sentBack(remark: "") }
        #expect(try submitted.sentBack(remark: "Une cible manque").state == .draft)
    }

    @Test func `meets the board after the signature and not in the future`() throws {
        let signed = try Roadmap.sample.submitted(objectives: 1).validated(by: "D", on: .sample)
            .signed(by: "P", on: .sample)
        let before = LocalDate.sample.adding(days: -1)
        let after = LocalDate.sample.adding(days: 10)
        #expect(throws: RoadmapRefusal.boardBeforeSignature(.sample)) {
            try signed.presented(on: before, reference: "", today: after)
        }
        #expect(throws: RoadmapRefusal.boardInFuture(after)) {
            try signed.presented(on: after, reference: "", today: .sample)
        }
        #expect(try signed.presented(on: .sample, reference: "12", today: after).state == .presented)
    }
}

@Suite struct `Progress of an objective` {
    private func progress(
        _ code: String?, baseline: Int? = nil, target: Int?, current: Int?, due: String? = nil
    ) -> ObjectiveProgress {
        let objective = RoadmapObjective(
            id: ID("o"), roadmapId: ID("r"), rank: 1, mission: .hostSearch, label: "", indicator: code,
            baseline: baseline, target: target, dueOn: due.flatMap { LocalDate($0) })
        return ObjectiveProgress(objective, indicator: code.flatMap(Indicator.of), current: current, today: .sample)
    }

    @Test func `says so when nothing measures it`() {
        #expect(progress(nil, target: nil, current: nil) == .withoutIndicator)
        #expect(progress("I3.1", target: nil, current: 80) == .withoutTarget(current: 80))
        #expect(progress("I3.1", target: 90, current: nil) == .notMeasured)
    }

    @Test func `counts the way from the first value`() {
        #expect(progress("I3.1", baseline: 80, target: 90, current: 85) == .onTheWay(current: 85, percent: 50))
        #expect(progress("I3.1", baseline: 80, target: 90, current: 70) == .behind(current: 70))
        #expect(progress("I3.1", baseline: 80, target: 90, current: 90) == .reached(current: 90))
    }

    @Test func `of what adds up from September begins at nothing`() {
        #expect(progress("I2.1", baseline: 8, target: 20, current: 7) == .onTheWay(current: 7, percent: 35))
        #expect(progress("I2.1", baseline: 8, target: 20, current: 0) == .onTheWay(current: 0, percent: 0))
        #expect(progress("I1.1", baseline: 180, target: 240, current: 170) == .behind(current: 170))
    }

    @Test func `goes down where less is better`() {
        #expect(progress("I3.7", baseline: 10, target: 4, current: 12) == .behind(current: 12))
        #expect(progress("I3.7", baseline: 10, target: 4, current: 7) == .onTheWay(current: 7, percent: 50))
        #expect(progress("I3.7", baseline: 10, target: 4, current: 3) == .reached(current: 3))
    }

    @Test func `is missed once the day has passed`() {
        #expect(
            progress("I3.1", baseline: 0, target: 90, current: 45, due: "2026-11-22")
                == .missed(current: 45, percent: 50))
    }

    @Test func `of a planned action is read from what is recorded`() {
        func step(_ decision: RoadmapStep.Decision = .kept, ends: String? = nil) -> RoadmapStep {
            RoadmapStep(
                id: ID("s"), roadmapId: ID("r"), objectiveId: ID("o"), rank: 1, label: "", plannedCount: 3,
                endsOn: ends.flatMap { LocalDate($0) }, decision: decision)
        }
        #expect(step().state(recorded: 3, planned: 0, today: .sample) == .done)
        #expect(step().state(recorded: 1, planned: 0, today: .sample) == .begun)
        #expect(step().state(recorded: 0, planned: 1, today: .sample) == .begun)
        #expect(step().state(recorded: 0, planned: 0, today: .sample) == .expected)
        #expect(step(ends: "2026-11-01").state(recorded: 1, planned: 1, today: .sample) == .overdue)
        #expect(step(.postponed).state(recorded: 3, planned: 0, today: .sample) == .postponed)
    }
}

@Suite struct `The difference of two versions` {
    private func objective(_ id: String, _ root: String, _ label: String, target: Int?) -> RoadmapObjective {
        RoadmapObjective(
            id: ID(id), roadmapId: ID("r"), rootId: ID(root), rank: 1, mission: .hostSearch, label: label,
            indicator: "I3.1", target: target)
    }

    @Test func `names what was added, withdrawn and changed`() throws {
        let before = [objective("1", "a", "Placer", target: 80), objective("2", "b", "Visiter", target: 5)]
        let after = [objective("3", "a", "Placer", target: 90), objective("4", "c", "Écouter", target: nil)]
        let difference = RoadmapDifference(
            from: (.sample, before, []), to: (.sample.revised(id: ID("x"), revision: 2, authorName: ""), after, []))
        #expect(difference.text.isEmpty)
        #expect(difference.entries.map(\.kind) == [.changed, .added, .withdrawn])
        let change = try #require(difference.entries.first?.changes.first)
        #expect(change.what == "Cible" && change.before == "80\u{A0}%" && change.after == "90\u{A0}%")
    }

    @Test func `is empty between a version and its copy`() {
        let before = [objective("1", "a", "Placer", target: 80)]
        let copy = before[0].copied(id: ID("9"), to: ID("r2"))
        let difference = RoadmapDifference(from: (.sample, before, []), to: (.sample, [copy], []))
        #expect(difference.isEmpty)
    }
}

@Suite struct `The life of a letter of mission` {
    static let expected = [
        "brouillon viser visee_ddfpt ddfpt", "visee_ddfpt reprendre brouillon ddfpt",
        "visee_ddfpt signer_chef signee_proviseur head", "signee_proviseur signer_agent en_vigueur office",
        "en_vigueur notifier preavis head", "en_vigueur clore close head", "preavis renouveler renouvelee head",
        "preavis clore close head",
    ]

    @Test(arguments: MissionLetter.State.allCases, MissionLetterEvent.allCases)
    func `moves as the table says and in no other way`(state: MissionLetter.State, event: MissionLetterEvent) {
        let line = MissionLetterLife.transition(from: state, on: event)
        let prefix = "\(state.rawValue) \(event.rawValue) "
        let found = line.map { prefix + $0.to.rawValue + " \($0.actor.rawValue)" }
        #expect(found == Self.expected.first { $0.hasPrefix(prefix) })
    }

    private func running() throws -> MissionLetter {
        try MissionLetter.written.endorsed(by: "D", on: .sample).signedByHead("P", on: .sample)
            .signedByAgent(on: .sample)
    }

    @Test func `is endorsed only when it says enough`() {
        let bare = MissionLetter(id: ID("l"), personName: "R", startsOn: .sample, endsOn: .sample)
        #expect(throws: MissionLetterRefusal.missing(bare.missingParts)) { try bare.endorsed(by: "D", on: .sample) }
        #expect(bare.missingParts.count == 4)
    }

    @Test func `is renewed into a draft that follows it`() throws {
        let letter = try running().noticeGiven(.yes, on: .sample)
        let (former, next) = try letter.renewed(id: ID("l2"))
        #expect(former.state == .renewed && next.state == .draft && next.formerId == letter.id)
        #expect(next.startsOn == letter.endsOn.adding(days: 1) && next.priorities == letter.priorities)
    }

    @Test func `is not renewed when the employer said no`() throws {
        let letter = try running().noticeGiven(.no, on: .sample)
        #expect(throws: MissionLetterRefusal.notRenewed) { try letter.renewed(id: ID("l2")) }
        #expect(throws: MissionLetterRefusal.renewalUnsaid) { try running().noticeGiven(.unsaid, on: .sample) }
    }

    @Test func `holds its interview while it runs`() throws {
        #expect(throws: MissionLetterRefusal.notRunning) {
            try MissionLetter.written.interviewed(on: .sample, planned: nil, note: "", today: .sample)
        }
        let tomorrow = LocalDate.sample.adding(days: 1)
        #expect(throws: MissionLetterRefusal.interviewInFuture(tomorrow)) {
            try running().interviewed(on: tomorrow, planned: nil, note: "", today: .sample)
        }
    }
}

extension LocalDate {
    /// Monday 23 November 2026.
    fileprivate static let sample = LocalDate("2026-11-23") ?? LocalDate(dayNumber: 0)
}

extension Roadmap {
    fileprivate static let sample = Roadmap(
        id: ID("r"), schoolYear: 2026, authorName: "R", diagnosis: "Peu de places", means: "Une salle")
}

extension MissionLetter {
    fileprivate static var written: MissionLetter {
        var letter = MissionLetter(
            id: ID("l"), personName: "R", startsOn: .sample, endsOn: LocalDate.sample.adding(days: 200))
        letter.priorities = "Vente"
        letter.objectives = "Ceux de l’année"
        letter.responsibilities = "La base"
        letter.presence = "Toute la semaine"
        return letter
    }
}

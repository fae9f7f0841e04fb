import Domain
import Persistence
import Placement

/// A proposal is asked for some periods, and solved at once.
struct CreateProposal: Operation {
    let form: NewProposalForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<PlacementProposal> {
        try author.require(.proposePlacements)

        let periods = try form.periods.map { try db.period($0) }
        guard !periods.isEmpty else {
            throw FieldRefusal("periode", "Cochez au moins une période.")
        }
        var proposal = PlacementProposal(
            id: db.newID(), schoolYear: author.currentYear, name: try form.name(of: periods, in: db),
            settings: form.settings, createdAt: now.moment, createdBy: author.name)
        try db.insert(proposal, into: .placementProposal)
        try db.insertMany(
            periods.map { ProposalPeriod(id: db.newID(), proposalId: proposal.id, periodId: $0.id) },
            into: .proposalPeriod)
        try proposal.solve(in: db, at: now)
        try db.update(proposal, in: .placementProposal)
        try db.journal(
            "Placement proposé", Subject("proposal", proposal.id), after: proposal, by: author, at: now)
        return proposal.id
    }
}

/// The same proposal with other settings, or with what changed meanwhile.
struct SolveProposal: Operation {
    let id: ID<PlacementProposal>
    let settings: ProposalSettings

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        var proposal = try db.placementProposal(id)
        let former = proposal
        proposal.settings = StoredJSON(settings)
        try proposal.solve(in: db, at: now)
        proposal.version += 1
        try db.update(proposal, in: .placementProposal, replacing: former.version)
        try db.journal(
            "Placement proposé de nouveau", Subject("proposal", id), before: former, after: proposal, by: author,
            at: now)
    }
}

/// A pair is kept, put aside, or left free again; the rest is proposed anew around it.
struct DecidePair: Operation {
    enum Deed: String, CaseIterable, Sendable {
        case lock = "garder"
        case refuse = "ecarter"
        case free = "liberer"
    }

    let id: ID<PlacementProposal>
    let line: ID<ProposalLine>
    let deed: Deed
    /// Another company than the one proposed.
    var company: ID<Company>?
    /// Why, when somebody says it.
    var reason = ""

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.proposePlacements)

        var proposal = try db.placementProposal(id)
        let former = proposal
        let line: ProposalLine = try db.find(line, in: .proposalLine, "Cette ligne")
        guard line.proposalId == id else { throw NotFound("Cette ligne") }
        guard line.placementId == nil else { throw AlreadyAccepted() }
        guard let company = company ?? line.companyId else {
            throw ProposalContradiction("Aucun lieu n’est proposé à cet élève\u{A0}: il n’y a rien à garder.")
        }
        let host: Company = try db.find(company, in: .company, "Cette entreprise")
        try db.decide(deed, line, at: host.id, reason: reason, by: author)
        try proposal.solve(in: db, at: now)
        proposal.version += 1
        try db.update(proposal, in: .placementProposal, replacing: former.version)
        try db.journal(
            deed.sentence + "\u{A0}: \(host.displayName)", Subject("proposal", id), after: line, by: author, at: now)
    }
}

extension DecidePair.Deed {
    fileprivate var sentence: String {
        switch self {
        case .lock: "Lieu proposé gardé"
        case .refuse: "Lieu proposé écarté"
        case .free: "Lieu proposé laissé libre"
        }
    }
}

/// The learner has been placed by this proposal.
struct AlreadyAccepted: Refusal, Equatable {
    var message: String { "Ce placement est déjà accepté\u{A0}: annulez d’abord l’acceptation." }
}

extension SchoolDatabase {
    /// Writes a decision over those that it contradicts.
    fileprivate func decide(
        _ deed: DecidePair.Deed, _ line: ProposalLine, at company: ID<Company>, reason: String, by author: Author
    ) throws {
        let pair: SQL = """
            proposal_id = \(line.proposalId) and learner_id = \(line.learnerId) and period_id = \(line.periodId)
            """
        let locks: SQL = "kind = \(ProposalChoice.Kind.locked)"
        switch deed {
        case .lock: try delete(from: .proposalChoice, where: "\(pair) and (\(locks) or company_id = \(company))")
        case .refuse: try delete(from: .proposalChoice, where: "\(pair) and company_id = \(company)")
        case .free: try delete(from: .proposalChoice, where: "\(pair) and company_id = \(company)")
        }
        guard deed != .free else { return }
        try insert(
            ProposalChoice(
                id: newID(), proposalId: line.proposalId, learnerId: line.learnerId, periodId: line.periodId,
                companyId: company, kind: deed == .lock ? .locked : .refused, reason: reason, decidedBy: author.name),
            into: .proposalChoice)
    }
}

extension PlacementProposal {
    /// Reads the facts, asks the engine, checks the proof and writes the lines again; those accepted stay.
    mutating func solve(in db: SchoolDatabase, at now: Now) throws {
        let periods = try db.periods(of: id)
        let facts = try db.proposalFacts(for: periods, year: schoolYear, today: now.day)
        let former = try db.lines(of: id)
        let (instance, answer, lost) = try ProposalInstance.solved(
            facts, settings.value, previous: former.filter { $0.placementId == nil }, try db.choices(of: id))
        let waiting = Set(facts.goers.map { $0.learnerId.rawValue + $0.periodId.rawValue })
        let gone = former.filter {
            $0.placementId == nil || waiting.contains($0.learnerId.rawValue + $0.periodId.rawValue)
        }
        if !gone.isEmpty {
            try db.delete(from: .proposalLine, where: "id in (\(list: gone.map(\.id.rawValue)))")
        }
        // A line keeps its key, so that its address stays the same.
        let keys = Dictionary(gone.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
        let lines = instance.lines(answer, of: id, lost: lost) { keys[$0.key] ?? db.newID() }
        try db.insertMany(lines, into: .proposalLine)
        var outcome = instance.outcome(answer, lines)
        if !gone.isEmpty { outcome.changes = instance.changes(from: gone, to: lines) }
        self.outcome = StoredJSON(outcome)
        solvedAt = now.moment
    }
}

extension ProposalInstance {
    /// How often a proposal over several periods is made again to know who would go twice to one place.
    private static let mostRounds = 3

    /// The best proposal. Where a learner goes for one period counts for the next ones: it is made again until what it
    /// supposed is what it gives.
    static func solved(
        _ facts: ProposalFacts, _ settings: ProposalSettings, previous: [ProposalLine], _ choices: [ProposalChoice]
    ) throws -> (instance: ProposalInstance, answer: EngineAnswer, lost: [ProposalChoice]) {
        var repeated: [String: Set<ID<Company>>] = [:]
        var round = 1
        while true {
            var instance = ProposalInstance(facts, settings, previous: previous, repeated: repeated)
            let lost = instance.decide(choices)
            let answer = try instance.answered()
            let found = instance.earlierHosts(answer)
            guard found != repeated, round < mostRounds else { return (instance, answer, lost) }
            repeated = found
            round += 1
        }
    }

    /// What another calculation changed for the learners it is about.
    func changes(from former: [ProposalLine], to lines: [ProposalLine]) -> ProposalOutcome.Changes {
        let before = Dictionary(former.map { ($0.key, $0.companyId) }, uniquingKeysWith: { first, _ in first })
        let names = Dictionary(facts.goers.map { ($0.key, $0.listName) }, uniquingKeysWith: { first, _ in first })
        let hosts = Dictionary(facts.hosts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var changes = ProposalOutcome.Changes(moved: 0, gained: 0, lost: 0, examples: [])
        for line in lines {
            guard let old = before[line.key], old != line.companyId else { continue }
            switch (old, line.companyId) {
            case (nil, _): changes.gained += 1
            case (_, nil): changes.lost += 1
            default: changes.moved += 1
            }
            guard changes.examples.count < 8, let name = names[line.key] else { continue }
            let there = line.companyId.flatMap { hosts[$0] } ?? "sans lieu"
            let then = old.flatMap { hosts[$0] } ?? "sans lieu"
            changes.examples.append("\(name)\u{A0}: \(there), et non plus \(then)")
        }
        return changes
    }

    /// The best proposal, its proof verified.
    func answered() throws -> EngineAnswer {
        let answer: EngineAnswer
        do throws(EngineError) {
            answer = try question.answered()
        } catch {
            throw ProposalWords.refusal(error, self)
        }
        guard answer.certified else { throw ProofMissing() }
        return answer
    }

    /// One line a learner, with its sentence.
    func lines(
        _ answer: EngineAnswer, of proposal: ID<PlacementProposal>, lost: [ProposalChoice],
        newID: (ProposalGoer) -> ID<ProposalLine>
    ) -> [ProposalLine] {
        let words = ProposalWords(self, answer)
        let broken = Set(lost.map { $0.learnerId.rawValue + $0.periodId.rawValue })
        func line(_ learner: Int, _ place: Int?, _ cost: Int, _ sentence: String, locked: Bool) -> ProposalLine {
            let goer = facts.goers[learner]
            let warning = broken.contains(goer.learnerId.rawValue + goer.periodId.rawValue)
            return ProposalLine(
                id: newID(goer), proposalId: proposal, learnerId: goer.learnerId, periodId: goer.periodId,
                companyId: place.map { facts.hosts[places[$0].host].id },
                minutes: place.flatMap { words.minutes(learner, $0) }, cost: cost,
                reason: sentence + (warning ? "\u{A0}; le lieu que vous gardiez n’est plus possible" : ""),
                locked: locked)
        }
        let placed = answer.reasons.map { reason in
            line(
                reason.learner, reason.place, Int(reason.parts.total), words.sentence(reason),
                locked: reason.isLocked)
        }
        let left = answer.unplaced.map { learner, lack in
            line(learner, nil, 0, words.sentence(learner, lack), locked: false)
        }
        return placed + left
    }

    /// The numbers of the whole.
    func outcome(_ answer: EngineAnswer, _ lines: [ProposalLine]) -> ProposalOutcome {
        var outcome = ProposalOutcome()
        outcome.learners = facts.goers.count
        outcome.placed = answer.reasons.count
        let alone = facts.goers.indices.filter { isWithoutNetwork(facts.goers[$0]) }
        outcome.withoutNetwork = alone.count
        outcome.withoutNetworkPlaced = alone.count { answer.place[$0] != nil }
        outcome.places = question.places.reduce(0) { $0 + Int($1.capacity) }
        outcome.cost = Int(answer.cost)
        let minutes = lines.compactMap(\.minutes).sorted()
        outcome.medianMinutes = minutes.isEmpty ? nil : minutes[minutes.count / 2]
        outcome.longestMinutes = minutes.last
        outcome.unknownTravels = lines.count { $0.companyId != nil && $0.minutes == nil }
        // The answer just given shows that the question makes sense: a failure here only leaves the hint out.
        outcome.smallestLimit = (try? question.smallestTravelLimit()).map { Int($0) }
        outcome.isCertified = answer.certified
        outcome.estimate = estimate
        outcome.typedTravels = lines.count { line in
            line.companyId.map { facts.typedTravels[TravelPair(learner: line.learnerId, company: $0)] != nil } ?? false
        }
        if case .rationed(let broken, let gap) = answer.weeks {
            outcome.chainedHosts = broken.map { name(ofUnit: $0) }
            outcome.gap = Int(gap)
        }
        outcome.shortages = answer.shortages.map {
            .init(stream: streams[Int($0.stream)], town: towns[Int($0.area)], missing: $0.missing)
        }
        return outcome
    }

    private func name(ofUnit unit: Int) -> String {
        facts.hosts.first { $0.legalPerson == units[unit] }?.name ?? units[unit]
    }
}

/// The engine could not prove its answer: nothing is proposed rather than something wrong.
struct ProofMissing: Refusal, Equatable {
    var message: String { "Le calcul n’a pas pu être vérifié\u{A0}: rien n’est proposé. Recommencez." }
}

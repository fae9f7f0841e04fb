import Domain
import Persistence

/// What the page of a proposal shows.
struct ProposalView: Sendable {
    let proposal: PlacementProposal
    let rows: [ProposalRow]
    let next: ProposalRow?
    let counts: [ProposalLines: Int]
    let periods: [PFMPPeriod]
    let classes: [SchoolClass]
    /// What people decided, latest first.
    let choices: [ProposalDecision]
    /// Towns of learners and hosts shown, for the map.
    let towns: [TownCentre]
    let query: FormValues
    let author: Author

    var outcome: ProposalOutcome { proposal.outcome.value }
    var link: Link { .proposal(proposal.id) }
    var lines: ProposalLines? { ProposalLines(rawValue: query["etat"]) }
}

extension SchoolDatabase {
    static let proposalPage = 20

    func proposalView(_ id: ID<PlacementProposal>, query: FormValues, author: Author) throws -> ProposalView {
        let proposal = try placementProposal(id)
        let periods = try periods(of: id).map { try period($0) }
        let classes = try Set(periods.map(\.classId)).sorted().map { try schoolClass($0) }
        let last = query["apres"].isEmpty ? nil : try position(of: ID(query["apres"]))
        let rows = try proposalRows(
            of: id, showing: ProposalLines(rawValue: query["etat"]),
            class: query["classe"].isEmpty ? nil : ID(query["classe"]),
            after: last, limit: SchoolDatabase.proposalPage + 1)
        let shown = Array(rows.prefix(SchoolDatabase.proposalPage))
        return ProposalView(
            proposal: proposal, rows: shown, next: rows.count > shown.count ? shown.last : nil,
            counts: Dictionary(
                uniqueKeysWithValues: try ProposalLines.allCases.map { ($0, try proposalCount(of: id, $0)) }),
            periods: periods, classes: classes.sorted { $0.code < $1.code }, choices: try decisions(of: id),
            towns: try towns(of: Set(shown.map(\.city))), query: query, author: author)
    }

    /// Where a line stands in the list; the address holds its key alone, never a name.
    private func position(of line: ID<ProposalLine>) throws -> (key: String, id: String)? {
        let key: String? = try row(
            """
            select learner.search_key from \(table(.proposalLine))
            join \(table(.learner)) on learner.id = proposal_line.learner_id where proposal_line.id = \(line)
            """)
        return key.map { ($0, line.rawValue) }
    }

    private func towns(of names: Set<String>) throws -> [TownCentre] {
        let keys = Set(names.map { SearchKey($0).rawValue })
        return try townCentres().filter { keys.contains(SearchKey($0.name).rawValue) }
    }
}

/// One learner of a proposal, with every place that could do.
struct ProposalLineView: Sendable {
    struct Choice: Sendable {
        let company: ProposalHost
        let minutes: Int?
        let wish: Int?
        /// Above the cheapest one, in minutes.
        let extra: Int
        let isToAsk: Bool
        let isRefused: Bool
        let room: Int
        /// The travel that somebody typed.
        let typed: TravelTime?
        /// What was decided about the pair, with why.
        let decision: ProposalChoice?
    }

    let proposal: PlacementProposal
    let line: ProposalLine
    let goer: ProposalGoer?
    let learner: Learner
    let company: Company?
    let choices: [Choice]
    let isWithoutNetwork: Bool
    let author: Author
}

/// A learner whom two proposals do not send to the same place.
struct ProposalDifference: Sendable {
    let name: String
    let classCode: String
    let left: ProposalRow?
    let right: ProposalRow?
}

struct ProposalComparisonView: Sendable {
    let left: PlacementProposal
    let right: PlacementProposal
    let differences: [ProposalDifference]
    let same: Int
    let all: [ProposalSummary]
    /// Beyond this, the page would be too long.
    static let most = 100
}

extension SchoolDatabase {
    func comparison(_ left: ID<PlacementProposal>, _ right: ID<PlacementProposal>, year: Int) throws
        -> ProposalComparisonView
    {
        let sides = [try placementProposal(left), try placementProposal(right)]
        let rows = try sides.map { try proposalRows(of: $0.id, limit: 5_000) }
        func keyed(_ rows: [ProposalRow]) -> [String: ProposalRow] {
            Dictionary(rows.map { ($0.learnerId.rawValue + $0.periodId.rawValue, $0) }) { first, _ in first }
        }
        let right = keyed(rows[1])
        let left = keyed(rows[0])
        var differences: [ProposalDifference] = []
        var same = 0
        for row in rows[0] {
            let other = right[row.learnerId.rawValue + row.periodId.rawValue]
            if let other, other.companyId == row.companyId {
                same += 1
            } else {
                differences.append(
                    ProposalDifference(name: row.listName, classCode: row.classCode, left: row, right: other))
            }
        }
        for row in rows[1] where left[row.learnerId.rawValue + row.periodId.rawValue] == nil {
            differences.append(
                ProposalDifference(name: row.listName, classCode: row.classCode, left: nil, right: row))
        }
        return ProposalComparisonView(
            left: sides[0], right: sides[1], differences: differences, same: same, all: try proposals(year: year))
    }

    /// The places that could do for one learner, cheapest first.
    func proposalLineView(
        _ id: ID<PlacementProposal>, _ line: ID<ProposalLine>, author: Author, today: LocalDate
    ) throws -> ProposalLineView {
        let proposal = try placementProposal(id)
        let line: ProposalLine = try find(line, in: .proposalLine, "Cette ligne")
        guard line.proposalId == id else { throw NotFound("Cette ligne") }
        let facts = try proposalFacts(for: try periods(of: id), year: proposal.schoolYear, today: today)
        let instance = ProposalInstance(facts, proposal.settings.value)
        let decided = try choices(of: id).filter {
            $0.learnerId == line.learnerId && $0.periodId == line.periodId
        }
        let number = facts.goers.firstIndex { $0.learnerId == line.learnerId && $0.periodId == line.periodId }
        return ProposalLineView(
            proposal: proposal, line: line, goer: number.map { facts.goers[$0] },
            learner: try learner(line.learnerId), company: try line.companyId.map { try company($0) },
            choices: number.map { instance.choices(of: $0, decided: decided) } ?? [],
            isWithoutNetwork: number.map { instance.isWithoutNetwork(facts.goers[$0]) } ?? false, author: author)
    }
}

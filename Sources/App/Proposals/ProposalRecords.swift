import Domain
import Persistence

extension ProposalChoice.Kind: SQLBindable {}
extension FreeHalfDay.Half: SQLBindable {}

/// A proposal in their list.
struct ProposalSummary: Codable, Sendable {
    let id: ID<PlacementProposal>
    let name: String
    let outcome: StoredJSON<ProposalOutcome>
    let createdAt: Moment
    let createdBy: String
    let solvedAt: Moment
    let accepted: Int
}

/// A line with the names it needs.
struct ProposalRow: Codable, Sendable {
    let id: ID<ProposalLine>
    let learnerId: ID<Learner>
    let familyName: String
    let usageName: String?
    let firstName: String
    let city: String
    let searchKey: String
    let periodId: ID<PFMPPeriod>
    let periodLabel: String
    let classId: ID<SchoolClass>
    let classCode: String
    let companyId: ID<Company>?
    let companyName: String?
    let companyCity: String?
    let latitude: Double?
    let longitude: Double?
    let minutes: Int?
    let cost: Int
    let reason: String
    let locked: Bool
    let placementId: ID<Placement>?
    let refusal: String

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

/// A decision of people with its names.
struct ProposalDecision: Codable, Sendable {
    let id: ID<ProposalChoice>
    let kind: ProposalChoice.Kind
    let reason: String
    let decidedBy: String
    let familyName: String
    let usageName: String?
    let firstName: String
    let companyId: ID<Company>
    let companyName: String
    let lineId: ID<ProposalLine>?

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

/// Which lines of a proposal are shown.
enum ProposalLines: String, CaseIterable, Sendable {
    case proposed = "proposes"
    case homeless = "sans-lieu"
    case accepted = "acceptes"
    case locked = "gardes"
    case refused = "refuses"

    var label: String {
        switch self {
        case .proposed: "À accepter"
        case .homeless: "Sans lieu"
        case .accepted: "Acceptés"
        case .locked: "Gardés par vous"
        case .refused: "Acceptation refusée"
        }
    }

    var condition: SQL {
        switch self {
        case .proposed: "proposal_line.company_id is not null and proposal_line.placement_id is null"
        case .homeless: "proposal_line.company_id is null"
        case .accepted: "proposal_line.placement_id is not null"
        case .locked: "proposal_line.locked"
        case .refused: "proposal_line.refusal <> ''"
        }
    }
}

extension SchoolDatabase {
    func placementProposal(_ id: ID<PlacementProposal>) throws -> PlacementProposal {
        try find(id, in: .placementProposal, "Cette proposition")
    }

    /// The proposals of a year, latest first.
    func proposals(year: Int, limit: Int = 100) throws -> [ProposalSummary] {
        try rows(
            """
            select placement_proposal.id, placement_proposal.name, placement_proposal.outcome,
            placement_proposal.created_at, placement_proposal.created_by, placement_proposal.solved_at,
            (select count(*) from \(table(.proposalLine)) where proposal_line.proposal_id = placement_proposal.id
            and proposal_line.placement_id is not null) as accepted
            from \(table(.placementProposal)) where placement_proposal.school_year = \(year)
            order by placement_proposal.created_at desc, placement_proposal.id desc limit \(limit)
            """)
    }

    func periods(of proposal: ID<PlacementProposal>) throws -> [ID<PFMPPeriod>] {
        let found: [ProposalPeriod] = try rows(
            """
            select proposal_period.* from \(table(.proposalPeriod)) where proposal_period.proposal_id = \(proposal)
            order by proposal_period.period_id
            """)
        return found.map(\.periodId)
    }

    func lines(of proposal: ID<PlacementProposal>) throws -> [ProposalLine] {
        try rows(
            """
            select proposal_line.* from \(table(.proposalLine)) where proposal_line.proposal_id = \(proposal)
            order by proposal_line.id
            """)
    }

    func choices(of proposal: ID<PlacementProposal>) throws -> [ProposalChoice] {
        try rows(
            """
            select proposal_choice.* from \(table(.proposalChoice)) where proposal_choice.proposal_id = \(proposal)
            order by proposal_choice.id
            """)
    }

    /// What people decided, with the names it needs.
    func decisions(of proposal: ID<PlacementProposal>) throws -> [ProposalDecision] {
        try rows(
            """
            select proposal_choice.id, proposal_choice.kind, proposal_choice.reason, proposal_choice.decided_by,
            learner.family_name, learner.usage_name, learner.first_name, proposal_choice.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, proposal_line.id as line_id
            from \(table(.proposalChoice)) join \(table(.learner)) on learner.id = proposal_choice.learner_id
            join \(table(.company)) on company.id = proposal_choice.company_id
            left join \(table(.proposalLine)) on proposal_line.proposal_id = proposal_choice.proposal_id
            and proposal_line.learner_id = proposal_choice.learner_id
            and proposal_line.period_id = proposal_choice.period_id
            where proposal_choice.proposal_id = \(proposal)
            order by proposal_choice.kind desc, learner.search_key, proposal_choice.id
            """)
    }

    /// The lines of a proposal by name, those after a given one.
    func proposalRows(
        of proposal: ID<PlacementProposal>, showing lines: ProposalLines? = nil,
        class schoolClass: ID<SchoolClass>? = nil,
        after last: (key: String, id: String)? = nil, limit: Int
    ) throws -> [ProposalRow] {
        var condition: SQL = "proposal_line.proposal_id = \(proposal)"
        if let lines { condition = "\(condition) and \(lines.condition)" }
        if let schoolClass { condition = "\(condition) and pfmp_period.class_id = \(schoolClass)" }
        if let last {
            condition = """
                \(condition) and (learner.search_key > \(last.key)
                or (learner.search_key = \(last.key) and proposal_line.id > \(last.id)))
                """
        }
        return try rows(
            """
            select proposal_line.id, proposal_line.learner_id, learner.family_name, learner.usage_name,
            learner.first_name, learner.address_city as city, learner.search_key, proposal_line.period_id,
            pfmp_period.label as period_label, pfmp_period.class_id, school_class.code as class_code,
            proposal_line.company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            company.address_city as company_city, company.latitude, company.longitude, proposal_line.minutes,
            proposal_line.cost, proposal_line.reason, proposal_line.locked, proposal_line.placement_id,
            proposal_line.refusal
            from \(table(.proposalLine)) join \(table(.learner)) on learner.id = proposal_line.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = proposal_line.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            left join \(table(.company)) on company.id = proposal_line.company_id
            where \(condition) order by learner.search_key, proposal_line.id limit \(limit)
            """)
    }

    func proposalCount(of proposal: ID<PlacementProposal>, _ lines: ProposalLines) throws -> Int {
        try count(
            """
            select count(*) from \(table(.proposalLine)) where proposal_line.proposal_id = \(proposal)
            and \(lines.condition)
            """)
    }

    /// The town of the school, where its tours begin.
    func townCentre(of name: String) throws -> (latitude: Double, longitude: Double)? {
        let key = SearchKey(name)
        return try townCentres().first { SearchKey($0.name) == key }.map { ($0.latitude, $0.longitude) }
    }
}

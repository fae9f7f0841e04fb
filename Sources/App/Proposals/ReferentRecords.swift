import Domain
import Persistence

/// A proposal of référents in their list.
struct ReferentSummary: Codable, Sendable {
    let id: ID<ReferentProposal>
    let name: String
    let createdBy: String
    let solvedAt: Moment
    let lines: Int
    let changes: Int
    let accepted: Int
}

/// A line with the names it needs, and who is in force today.
struct ReferentRow: Codable, Sendable {
    let id: ID<ReferentLine>
    let placementId: ID<Placement>
    let familyName: String
    let usageName: String?
    let firstName: String
    let searchKey: String
    let classCode: String
    let companyName: String
    let companyCity: String
    let staffId: ID<StaffMember>?
    let staffName: String?
    let currentId: ID<StaffMember>?
    let currentName: String?
    let locked: Bool
    let reason: String
    let acceptedAt: Moment?
    let agreementState: Agreement.State?

    var listName: String { (usageName ?? familyName) + " " + firstName }
    /// The agreement has left: its référent does not change any more.
    var isFixed: Bool { agreementState.map { $0 != .draft } ?? false }
    /// Accepting it would change who follows the learner.
    var changes: Bool { acceptedAt == nil && staffId != nil && staffId != currentId && !isFixed }
    /// Somebody follows the learner already.
    var replaces: Bool { changes && currentId != nil }
}

/// Which lines of a proposal of référents are shown.
enum ReferentLines: String, CaseIterable, Sendable {
    case changing = "changent"
    case without = "sans-referent"
    case accepted = "acceptes"
    case locked = "choisis"

    var label: String {
        switch self {
        case .changing: "À affecter"
        case .without: "Sans référent"
        case .accepted: "Affectés"
        case .locked: "Choisis par vous"
        }
    }

    var condition: SQL {
        switch self {
        case .changing:
            """
            referent_line.staff_id is not null and referent_line.accepted_at is null
            and referent_line.staff_id is distinct from placement.referent_id
            and coalesce(agreement.state, \(Agreement.State.draft)) = \(Agreement.State.draft)
            """
        case .without: "referent_line.staff_id is null and placement.referent_id is null"
        case .accepted: "referent_line.accepted_at is not null"
        case .locked: "referent_line.locked"
        }
    }
}

extension SchoolDatabase {
    func referentProposal(_ id: ID<ReferentProposal>) throws -> ReferentProposal {
        try find(id, in: .referentProposal, "Cette répartition")
    }

    /// The proposals of a year, latest first.
    func referentProposals(year: Int) throws -> [ReferentSummary] {
        let changing: SQL = """
            count(*) filter (where referent_line.accepted_at is null and referent_line.staff_id is not null
            and referent_line.staff_id is distinct from placement.referent_id) as changes
            """
        return try rows(
            """
            select referent_proposal.id, referent_proposal.name, referent_proposal.created_by,
            referent_proposal.solved_at, count(placement.id) as lines, \(changing),
            count(referent_line.accepted_at) as accepted
            from \(table(.referentProposal))
            left join \(table(.referentLine)) on referent_line.proposal_id = referent_proposal.id
            left join \(table(.placement)) on placement.id = referent_line.placement_id
            where referent_proposal.school_year = \(year)
            group by referent_proposal.id, referent_proposal.name, referent_proposal.created_by,
            referent_proposal.solved_at, referent_proposal.created_at
            order by referent_proposal.created_at desc, referent_proposal.id desc limit 100
            """)
    }

    func periods(of proposal: ID<ReferentProposal>) throws -> [ID<PFMPPeriod>] {
        let found: [ReferentProposalPeriod] = try rows(
            """
            select referent_proposal_period.* from \(table(.referentProposalPeriod))
            where referent_proposal_period.proposal_id = \(proposal) order by referent_proposal_period.period_id
            """)
        return found.map(\.periodId)
    }

    func lines(of proposal: ID<ReferentProposal>) throws -> [ReferentLine] {
        try rows(
            """
            select referent_line.* from \(table(.referentLine)) where referent_line.proposal_id = \(proposal)
            order by referent_line.id
            """)
    }

    private var referentSource: SQL {
        """
        \(table(.referentLine)) join \(table(.placement)) on placement.id = referent_line.placement_id \(latestAgreement)
        join \(table(.learner)) on learner.id = placement.learner_id
        join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
        join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
        join \(table(.company)) on company.id = placement.company_id
        left join \(table(.staffMember, as: "proposed")) on proposed.id = referent_line.staff_id
        left join \(table(.staffMember, as: "current_one")) on current_one.id = placement.referent_id
        """
    }

    /// The lines of a proposal by name, those after a given one.
    func referentRows(
        of proposal: ID<ReferentProposal>, showing lines: ReferentLines? = nil,
        after last: (key: String, id: String)? = nil, limit: Int
    ) throws -> [ReferentRow] {
        var condition: SQL = "referent_line.proposal_id = \(proposal)"
        if let lines { condition = "\(condition) and \(lines.condition)" }
        if let last {
            condition = """
                \(condition) and (learner.search_key > \(last.key)
                or (learner.search_key = \(last.key) and referent_line.id > \(last.id)))
                """
        }
        return try rows(
            """
            select referent_line.id, referent_line.placement_id, learner.family_name, learner.usage_name,
            learner.first_name, learner.search_key, school_class.code as class_code,
            coalesce(company.trade_name, company.legal_name) as company_name, company.address_city as company_city,
            referent_line.staff_id, proposed.family_name || ' ' || proposed.first_name as staff_name,
            placement.referent_id as current_id, current_one.family_name || ' ' || current_one.first_name as current_name,
            referent_line.locked, referent_line.reason, referent_line.accepted_at, agreement.state as agreement_state
            from \(referentSource) where \(condition) order by learner.search_key, referent_line.id limit \(limit)
            """)
    }

    func referentCount(of proposal: ID<ReferentProposal>, _ lines: ReferentLines) throws -> Int {
        try count(
            """
            select count(*) from \(referentSource) where referent_line.proposal_id = \(proposal)
            and \(lines.condition)
            """)
    }

    func referentPosition(of line: ID<ReferentLine>) throws -> (key: String, id: String)? {
        let key: String? = try row(
            """
            select learner.search_key from \(table(.referentLine))
            join \(table(.placement)) on placement.id = referent_line.placement_id
            join \(table(.learner)) on learner.id = placement.learner_id where referent_line.id = \(line)
            """)
        return key.map { ($0, line.rawValue) }
    }
}

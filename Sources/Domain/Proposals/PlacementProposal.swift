/// A proposal: who could go where, for one or several periods. Nothing is decided until it is accepted.
public struct PlacementProposal: Codable, Equatable, Sendable {
    public let id: ID<PlacementProposal>
    public let schoolYear: Int
    public var name: String
    public var settings: StoredJSON<ProposalSettings>
    public var outcome: StoredJSON<ProposalOutcome>
    public let createdAt: Moment
    public let createdBy: String
    public var solvedAt: Moment
    public var version: Int

    public init(
        id: ID<PlacementProposal>, schoolYear: Int, name: String, settings: ProposalSettings, createdAt: Moment,
        createdBy: String
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.name = name
        self.settings = StoredJSON(settings)
        outcome = StoredJSON(ProposalOutcome())
        self.createdAt = createdAt
        self.createdBy = createdBy
        solvedAt = createdAt
        version = 1
    }
}

/// A period that a proposal is for.
public struct ProposalPeriod: Codable, Equatable, Sendable {
    public let id: ID<ProposalPeriod>
    public let proposalId: ID<PlacementProposal>
    public let periodId: ID<PFMPPeriod>

    public init(id: ID<ProposalPeriod>, proposalId: ID<PlacementProposal>, periodId: ID<PFMPPeriod>) {
        self.id = id
        self.proposalId = proposalId
        self.periodId = periodId
    }
}

/// Where one learner is proposed to go, or why nowhere.
public struct ProposalLine: Codable, Equatable, Sendable {
    public let id: ID<ProposalLine>
    public let proposalId: ID<PlacementProposal>
    public let learnerId: ID<Learner>
    public let periodId: ID<PFMPPeriod>
    public var companyId: ID<Company>?
    /// One way; `nil` when one of the two places is not on the map.
    public var minutes: Int?
    /// In tenths of a minute.
    public var cost: Int
    /// In French: « 22 min, vœu n° 1 ».
    public var reason: String
    public var locked: Bool
    /// The placement that came of it.
    public var placementId: ID<Placement>?
    /// Why it was not accepted, when somebody tried.
    public var refusal: String

    public init(
        id: ID<ProposalLine>, proposalId: ID<PlacementProposal>, learnerId: ID<Learner>, periodId: ID<PFMPPeriod>,
        companyId: ID<Company>? = nil, minutes: Int? = nil, cost: Int = 0, reason: String, locked: Bool = false,
        placementId: ID<Placement>? = nil, refusal: String = ""
    ) {
        self.id = id
        self.proposalId = proposalId
        self.learnerId = learnerId
        self.periodId = periodId
        self.companyId = companyId
        self.minutes = minutes
        self.cost = cost
        self.reason = reason
        self.locked = locked
        self.placementId = placementId
        self.refusal = refusal
    }
}

extension ProposalLine {
    /// The learner and the period.
    public var key: String { learnerId.rawValue + periodId.rawValue }
}

/// What people decided about a learner and a host.
public struct ProposalChoice: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case locked = "verrou"
        case refused = "refus"
    }

    public let id: ID<ProposalChoice>
    public let proposalId: ID<PlacementProposal>
    public let learnerId: ID<Learner>
    public let periodId: ID<PFMPPeriod>
    public let companyId: ID<Company>
    public let kind: Kind
    /// Why, when somebody said it.
    public let reason: String
    public let decidedBy: String

    public init(
        id: ID<ProposalChoice>, proposalId: ID<PlacementProposal>, learnerId: ID<Learner>, periodId: ID<PFMPPeriod>,
        companyId: ID<Company>, kind: Kind, reason: String = "", decidedBy: String = ""
    ) {
        self.id = id
        self.proposalId = proposalId
        self.learnerId = learnerId
        self.periodId = periodId
        self.companyId = companyId
        self.kind = kind
        self.reason = reason
        self.decidedBy = decidedBy
    }
}

/// A half-day of the week in which a teacher can go on visits.
public struct FreeHalfDay: Codable, Equatable, Sendable {
    public enum Half: String, Codable, CaseIterable, Sendable {
        case morning = "matin"
        case afternoon = "apres-midi"

        /// « matin »
        public var label: String { self == .morning ? "matin" : "après-midi" }
    }

    public let id: ID<FreeHalfDay>
    public let staffId: ID<StaffMember>
    /// 1 for Monday.
    public let weekday: Int
    public let half: Half

    public init(id: ID<FreeHalfDay>, staffId: ID<StaffMember>, weekday: Int, half: Half) {
        self.id = id
        self.staffId = staffId
        self.weekday = weekday
        self.half = half
    }
}

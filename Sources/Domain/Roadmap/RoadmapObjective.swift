/// What the bureau promises in one version of its roadmap.
public struct RoadmapObjective: Codable, Equatable, Sendable {
    public let id: ID<RoadmapObjective>
    public let roadmapId: ID<Roadmap>
    /// The first objective of its line: the same in every version.
    public let rootId: ID<RoadmapObjective>
    public var rank: Int
    public var axis: BureauAxis
    public var mission: BureauMission
    public var label: String
    /// Code of the indicator that measures it; `nil` when nothing does.
    public var indicator: String?
    /// In the unit of the indicator: tenths for a mean, percent for a rate, a number otherwise.
    public var baseline: Int?
    public var target: Int?
    public var dueOn: LocalDate?
    public var ownerId: ID<StaffMember>?
    public var version: Int

    public init(
        id: ID<RoadmapObjective>, roadmapId: ID<Roadmap>, rootId: ID<RoadmapObjective>? = nil, rank: Int,
        mission: BureauMission, label: String, indicator: String? = nil, baseline: Int? = nil, target: Int? = nil,
        dueOn: LocalDate? = nil, ownerId: ID<StaffMember>? = nil, version: Int = 1
    ) {
        self.id = id
        self.roadmapId = roadmapId
        self.rootId = rootId ?? id
        self.rank = rank
        axis = mission.axis
        self.mission = mission
        self.label = label
        self.indicator = indicator
        self.baseline = baseline
        self.target = target
        self.dueOn = dueOn
        self.ownerId = ownerId
        self.version = version
    }

    /// The same promise in another version.
    public func copied(id: ID<RoadmapObjective>, to roadmap: ID<Roadmap>) -> RoadmapObjective {
        RoadmapObjective(
            id: id, roadmapId: roadmap, rootId: rootId, rank: rank, mission: mission, label: label,
            indicator: indicator, baseline: baseline, target: target, dueOn: dueOn, ownerId: ownerId)
    }
}

/// What is planned to reach an objective. Whether it was done is read from the actions recorded.
public struct RoadmapStep: Codable, Equatable, Sendable {
    /// What was decided of it; what is done is never written here.
    public enum Decision: String, Codable, CaseIterable, Sendable {
        case kept = ""
        case postponed = "reportee"
        case abandoned = "abandonnee"

        public var label: String {
            switch self {
            case .kept: "Maintenue"
            case .postponed: "Reportée"
            case .abandoned: "Abandonnée"
            }
        }
    }

    public let id: ID<RoadmapStep>
    public let roadmapId: ID<Roadmap>
    public let objectiveId: ID<RoadmapObjective>
    public var rank: Int
    public var label: String
    /// The kind of action that fulfils it, as the calendar of actions names it; empty for any.
    public var actionKind: String
    public var plannedCount: Int
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    public var means: String
    public var decision: Decision
    public var reason: String
    public var version: Int

    public init(
        id: ID<RoadmapStep>, roadmapId: ID<Roadmap>, objectiveId: ID<RoadmapObjective>, rank: Int, label: String,
        actionKind: String = "", plannedCount: Int = 1, startsOn: LocalDate? = nil, endsOn: LocalDate? = nil,
        means: String = "", decision: Decision = .kept, reason: String = "", version: Int = 1
    ) {
        self.id = id
        self.roadmapId = roadmapId
        self.objectiveId = objectiveId
        self.rank = rank
        self.label = label
        self.actionKind = actionKind
        self.plannedCount = plannedCount
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.means = means
        self.decision = decision
        self.reason = reason
        self.version = version
    }

    /// The same line in another version.
    public func copied(
        id: ID<RoadmapStep>, to roadmap: ID<Roadmap>, objective: ID<RoadmapObjective>
    ) -> RoadmapStep {
        RoadmapStep(
            id: id, roadmapId: roadmap, objectiveId: objective, rank: rank, label: label, actionKind: actionKind,
            plannedCount: plannedCount, startsOn: startsOn, endsOn: endsOn, means: means, decision: decision,
            reason: reason)
    }

    /// Where it stands, from what was recorded.
    public func state(recorded: Int, planned: Int, today: LocalDate) -> PlannedProgress {
        switch decision {
        case .postponed: return .postponed
        case .abandoned: return .abandoned
        case .kept: break
        }
        if recorded >= plannedCount { return .done }
        if let endsOn, endsOn < today { return .overdue }
        return recorded + planned > 0 ? .begun : .expected
    }
}

/// Where a planned step stands.
public enum PlannedProgress: String, CaseIterable, Sendable {
    case expected, begun, done, overdue, postponed, abandoned

    public var label: String {
        switch self {
        case .expected: "Prévue"
        case .begun: "Engagée"
        case .done: "Réalisée"
        case .overdue: "En retard"
        case .postponed: "Reportée"
        case .abandoned: "Abandonnée"
        }
    }
}

/// A meeting that steers the bureau, and what it decided.
public struct SteeringMeeting: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case weekly = "point_RBDE_DDFPT"
        case committee = "comite_pilotage"
        case board = "CA"
        case network = "reseau_departemental"
        case other = "autre"

        public var label: String {
            switch self {
            case .weekly: "Point RBDE et DDFPT"
            case .committee: "Comité de pilotage"
            case .board: "Conseil d’administration"
            case .network: "Réseau départemental"
            case .other: "Autre réunion"
            }
        }
    }

    public let id: ID<SteeringMeeting>
    public let schoolYear: Int
    public var kind: Kind
    public var heldOn: LocalDate
    public var people: String
    public var decisions: String
    public var version: Int

    public init(
        id: ID<SteeringMeeting>, schoolYear: Int, kind: Kind, heldOn: LocalDate, people: String = "",
        decisions: String, version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.kind = kind
        self.heldOn = heldOn
        self.people = people
        self.decisions = decisions
        self.version = version
    }
}

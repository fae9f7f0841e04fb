/// The search of a host for one learner and one period: who acts next, or why nobody has to.
public struct PlacementSearch: Codable, Equatable, Sendable {
    public let id: ID<PlacementSearch>
    public let learnerId: ID<Learner>
    public let periodId: ID<PFMPPeriod>
    /// The member of staff who acts next.
    public var ownerId: ID<StaffMember>?
    public var nextAction: String
    public var nextActionOn: LocalDate?
    /// Why the learner needs no host for this period; `nil` when they do.
    public var exemption: SearchExemption?
    public var exemptionNote: String
    public var version: Int

    public init(
        id: ID<PlacementSearch>, learnerId: ID<Learner>, periodId: ID<PFMPPeriod>, ownerId: ID<StaffMember>? = nil,
        nextAction: String = "", nextActionOn: LocalDate? = nil, exemption: SearchExemption? = nil,
        exemptionNote: String = "", version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.periodId = periodId
        self.ownerId = ownerId
        self.nextAction = nextAction
        self.nextActionOn = nextActionOn
        self.exemption = exemption
        self.exemptionNote = exemptionNote
        self.version = version
    }
}

/// Why a learner of the class needs no host. No reason of health is written here, on purpose.
public enum SearchExemption: String, Codable, CaseIterable, Sendable {
    case validated = "semaines_validees"
    case positioning = "positionnement"
    case abroad = "mobilite"
    case leaving = "depart"
    case atSchool = "reste_au_lycee"
    case other = "autre"

    /// « Décision de positionnement »
    public var label: String {
        switch self {
        case .validated: "Semaines déjà validées"
        case .positioning: "Décision de positionnement"
        case .abroad: "Mobilité à l’étranger"
        case .leaving: "Quitte la formation"
        case .atSchool: "Reste au lycée sur décision du chef d’établissement"
        case .other: "Autre motif, à écrire"
        }
    }
}

/// How near the departure of a learner without a host is.
public enum SearchUrgency: String, Codable, CaseIterable, Sendable {
    /// Far enough.
    case calm
    /// J-30: everybody should have a lead.
    case watch
    /// J-15: the office calls itself.
    case late
    /// J-5 and after: the head is told.
    case critical

    /// The urgency of a departure.
    public init(_ day: LocalDate, today: LocalDate, thresholds: SchoolThresholds) {
        let left = today.days(until: day)
        self =
            left <= thresholds[.searchCriticalDays]
            ? .critical
            : left <= thresholds[.searchLateDays] ? .late : left <= thresholds[.searchWatchDays] ? .watch : .calm
    }
}

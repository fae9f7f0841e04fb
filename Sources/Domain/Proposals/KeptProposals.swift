/// Who could follow whom over some periods: nothing is decided until it is accepted.
public struct ReferentProposal: Codable, Equatable, Sendable {
    public let id: ID<ReferentProposal>
    public let schoolYear: Int
    public var name: String
    public var settings: StoredJSON<ReferentSettings>
    public let createdAt: Moment
    public let createdBy: String
    public var solvedAt: Moment
    public var version: Int

    public init(
        id: ID<ReferentProposal>, schoolYear: Int, name: String, settings: ReferentSettings, createdAt: Moment,
        createdBy: String
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.name = name
        self.settings = StoredJSON(settings)
        self.createdAt = createdAt
        self.createdBy = createdBy
        solvedAt = createdAt
        version = 1
    }
}

/// A period that a proposal of référents is for.
public struct ReferentProposalPeriod: Codable, Equatable, Sendable {
    public let id: ID<ReferentProposalPeriod>
    public let proposalId: ID<ReferentProposal>
    public let periodId: ID<PFMPPeriod>

    public init(id: ID<ReferentProposalPeriod>, proposalId: ID<ReferentProposal>, periodId: ID<PFMPPeriod>) {
        self.id = id
        self.proposalId = proposalId
        self.periodId = periodId
    }
}

/// Who is proposed to follow one placement.
public struct ReferentLine: Codable, Equatable, Sendable {
    public let id: ID<ReferentLine>
    public let proposalId: ID<ReferentProposal>
    public let placementId: ID<Placement>
    /// `nil` when everybody is at the cap.
    public var staffId: ID<StaffMember>?
    /// People decided: the next proposal keeps it.
    public var locked: Bool
    /// In French: « 6 h dans la classe, l’a suivi la dernière fois ».
    public var reason: String
    public var acceptedAt: Moment?
    /// The référent that the acceptance replaced.
    public var formerStaffId: ID<StaffMember>?

    public init(
        id: ID<ReferentLine>, proposalId: ID<ReferentProposal>, placementId: ID<Placement>, staffId: ID<StaffMember>?,
        locked: Bool = false, reason: String, acceptedAt: Moment? = nil, formerStaffId: ID<StaffMember>? = nil
    ) {
        self.id = id
        self.proposalId = proposalId
        self.placementId = placementId
        self.staffId = staffId
        self.locked = locked
        self.reason = reason
        self.acceptedAt = acceptedAt
        self.formerStaffId = formerStaffId
    }
}

/// How much each aim counts when référents are shared out, in percent of what is usual.
public struct ReferentSettings: Codable, Equatable, Sendable {
    public enum Slider: String, CaseIterable, Sendable {
        case balance = "equilibre"
        case continuity = "continuite"
        case trade = "matiere"
        case distance = "geographie"

        /// « Selon les heures »
        public var label: String {
            switch self {
            case .balance: "Selon les heures"
            case .continuity: "Le même que la dernière fois"
            case .trade: "Enseignant du métier"
            case .distance: "Lieux proches les uns des autres"
            }
        }

        /// What it weighs, in a sentence.
        public var meaning: String {
            switch self {
            case .balance: "Chacun suit à proportion de ses heures dans la classe."
            case .continuity: "L’élève garde l’enseignant qui l’a suivi."
            case .trade: "Préfère ceux qui n’enseignent pas une matière générale."
            case .distance: "Rapproche les lieux suivis par un même enseignant."
            }
        }
    }

    public static let range = 0...300

    public var balance = 100
    public var continuity = 100
    public var trade = 50
    public var distance = 100

    public init() {}

    /// The value of a slider, held to its range when written.
    public subscript(_ slider: Slider) -> Int {
        get {
            switch slider {
            case .balance: balance
            case .continuity: continuity
            case .trade: trade
            case .distance: distance
            }
        }
        set {
            let value = min(max(newValue, ReferentSettings.range.lowerBound), ReferentSettings.range.upperBound)
            switch slider {
            case .balance: balance = value
            case .continuity: continuity = value
            case .trade: trade = value
            case .distance: distance = value
            }
        }
    }
}

/// The visits of one teacher in half-days, as proposed one day.
public struct TourProposal: Codable, Equatable, Sendable {
    public let id: ID<TourProposal>
    public let staffId: ID<StaffMember>
    public let createdAt: Moment
    public let createdBy: String
    /// No other order needs fewer half-days, then less driving.
    public let proven: Bool
    public var version: Int

    public init(
        id: ID<TourProposal>, staffId: ID<StaffMember>, createdAt: Moment, createdBy: String, proven: Bool,
        version: Int = 1
    ) {
        self.id = id
        self.staffId = staffId
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.proven = proven
        self.version = version
    }
}

/// One visit of a proposed tour.
public struct TourVisit: Codable, Equatable, Sendable {
    public let id: ID<TourVisit>
    public let proposalId: ID<TourProposal>
    public let placementId: ID<Placement>
    public let heldOn: LocalDate
    public let half: FreeHalfDay.Half
    /// In minutes of the day.
    public let startMinute: Int
    /// Of the whole half-day, there and back.
    public let drivingMinutes: Int
    /// The planned visit that came of it.
    public var followUpId: ID<FollowUp>?
    /// Why it was not planned, when somebody tried.
    public var refusal: String

    public init(
        id: ID<TourVisit>, proposalId: ID<TourProposal>, placementId: ID<Placement>, heldOn: LocalDate,
        half: FreeHalfDay.Half, startMinute: Int, drivingMinutes: Int, followUpId: ID<FollowUp>? = nil,
        refusal: String = ""
    ) {
        self.id = id
        self.proposalId = proposalId
        self.placementId = placementId
        self.heldOn = heldOn
        self.half = half
        self.startMinute = startMinute
        self.drivingMinutes = drivingMinutes
        self.followUpId = followUpId
        self.refusal = refusal
    }
}

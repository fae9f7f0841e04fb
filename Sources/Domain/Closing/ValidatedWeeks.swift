/// One stay of a cycle, as it counts for the diploma.
public struct CycleStay: Codable, Equatable, Sendable {
    public let label: String
    /// Named by its first civil year.
    public let schoolYear: Int
    public let startsOn: LocalDate
    public let endsOn: LocalDate
    /// The end-of-terminale weeks do not count (PFMP-07).
    public let certifying: Bool
    public let plannedDays: Int
    /// Whole days done; `nil` as long as they are not known.
    public let doneDays: Int?
    public let outcome: StayOutcome
    public let host: String

    public init(
        label: String, schoolYear: Int, startsOn: LocalDate, endsOn: LocalDate, certifying: Bool = true,
        plannedDays: Int, doneDays: Int?, outcome: StayOutcome = .done, host: String = ""
    ) {
        self.label = label
        self.schoolYear = schoolYear
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.certifying = certifying
        self.plannedDays = plannedDays
        self.doneDays = doneDays
        self.outcome = outcome
        self.host = host
    }

    /// Weeks of the calendar touched: one with a public holiday counts whole (PFMP-18).
    public var weeks: Int { startsOn.monday.days(until: endsOn.monday) / 7 + 1 }

    /// Tenths of a week that count for the diploma: the weeks in the proportion of the days done.
    public var validatedTenths: Int {
        guard certifying, let doneDays else { return 0 }
        switch outcome {
        case .validated, .alternative: return weeks * 10
        case .unjustified: return 0
        case .done, .postponed: return plannedDays > 0 ? min(weeks * 10, weeks * 10 * doneDays / plannedDays) : 0
        }
    }

    /// Days missing from a stay that counts and is known.
    public var lostDays: Int {
        guard certifying, let doneDays, outcome != .validated, outcome != .alternative else { return 0 }
        return outcome == .unjustified ? plannedDays : max(0, plannedDays - doneDays)
    }
}

/// Where a request to be excused from missing weeks stands.
public enum Derogation: String, Codable, CaseIterable, Sendable {
    case none = "sans_objet"
    case toAsk = "a_demander"
    case asked = "demandee"
    case granted = "accordee"
    case refused = "refusee"

    public var label: String {
        switch self {
        case .none: "Sans objet"
        case .toAsk: "À demander"
        case .asked: "Demandée"
        case .granted: "Accordée"
        case .refused: "Refusée"
        }
    }
}

/// Where a learner stands against the weeks of the diploma (PFMP-10, PFMP-12).
public struct WeekBalance: Equatable, Sendable {
    public enum Status: String, CaseIterable, Sendable {
        /// Nothing is known of the diploma: the numbers are shown without judgement.
        case unknown
        /// The cycle is not over: what is left may still be done.
        case underWay
        case complete
        /// Weeks are missing but the floor is reached: a derogation may be asked.
        case derogation
        /// Under the floor, whatever the derogation.
        case belowFloor

        public var label: String {
            switch self {
            case .unknown: "À vérifier"
            case .underWay: "En cours"
            case .complete: "Complet"
            case .derogation: "Dérogation à demander"
            case .belowFloor: "Sous le plancher"
            }
        }
    }

    /// Tenths of a week.
    public let validated: Int
    /// Weeks asked for.
    public let required: Int?
    public let floor: Int?
    /// Tenths of a week still planned: running or to come.
    public let coming: Int
    public let lostDays: Int
    public let status: Status

    /// Counts the stays of a cycle.
    /// - Parameters:
    ///   - earlierTenths: weeks done elsewhere, before the learner came, with their proof.
    ///   - reducedTo: weeks left to do by a decision of positioning; the floor still holds.
    ///   - isFinalYear: whether no later school year can bring weeks.
    public init(
        stays: [CycleStay], requirement: DiplomaWeeks?, earlierTenths: Int = 0, reducedTo: Int? = nil,
        coming: Int = 0, isFinalYear: Bool
    ) {
        validated = stays.reduce(earlierTenths) { $0 + $1.validatedTenths }
        lostDays = stays.reduce(0) { $0 + $1.lostDays }
        required = reducedTo ?? requirement?.totalMin
        floor = requirement?.floor
        self.coming = coming
        let (done, floor) = (validated, floor)
        guard let required else { status = .unknown; return }
        if done >= required * 10 {
            status = .complete
        } else if !isFinalYear || coming > 0 && done + coming >= required * 10 {
            status = .underWay
        } else if let floor, done + coming < floor * 10 {
            status = .belowFloor
        } else if coming > 0 {
            status = .underWay
        } else {
            status = .derogation
        }
    }

    /// Tenths of a week missing at the end, when everything planned is done.
    public var missing: Int { max(0, (required ?? 0) * 10 - validated - coming) }

    /// `14,5`
    public static func french(_ tenths: Int) -> String {
        tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10),\(tenths % 10)"
    }
}

/// A contact of the school with the host about one placement, planned or done (PFMP-77).
public struct FollowUp: Codable, Equatable, Sendable {
    /// How people meet.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case visit = "visite"
        case call = "telephone"
        case video = "visio"
        case mail = "courriel"

        /// « Visite sur place »
        public var label: String {
            switch self {
            case .visit: "Visite sur place"
            case .call: "Appel"
            case .video: "Visioconférence"
            case .mail: "Courriel"
            }
        }
    }

    public let id: ID<FollowUp>
    public let placementId: ID<Placement>
    public var kind: Kind
    /// Who goes or calls.
    public var staffId: ID<StaffMember>?
    public var plannedOn: LocalDate?
    /// Time of a planned visit, in minutes of the day.
    public var plannedMinute: Int?
    /// `nil` while it is only planned.
    public var doneOn: LocalDate?
    public var personMet: String
    /// Welcome, safety, hours.
    public var conditions: String
    public var activities: String
    public var difficulties: String
    public var nextStep: String
    /// Somebody must look at it.
    public var concern: Bool
    public var authorName: String
    public var version: Int

    public init(
        id: ID<FollowUp>, placementId: ID<Placement>, kind: Kind, staffId: ID<StaffMember>? = nil,
        plannedOn: LocalDate? = nil, plannedMinute: Int? = nil, doneOn: LocalDate? = nil, personMet: String = "",
        conditions: String = "", activities: String = "", difficulties: String = "", nextStep: String = "",
        concern: Bool = false, authorName: String, version: Int = 1
    ) {
        self.id = id
        self.placementId = placementId
        self.kind = kind
        self.staffId = staffId
        self.plannedOn = plannedOn
        self.plannedMinute = plannedMinute
        self.doneOn = doneOn
        self.personMet = personMet
        self.conditions = conditions
        self.activities = activities
        self.difficulties = difficulties
        self.nextStep = nextStep
        self.concern = concern
        self.authorName = authorName
        self.version = version
    }
}

/// How many contacts a placement deserves (PFMP-77: « several », the number is the program's own choice).
public struct FollowUpNeed: Equatable, Sendable {
    /// What is missing, in the order to act.
    public enum Missing: Equatable, Sendable {
        /// Nobody called the tutor in the first week.
        case firstCall
        /// Half of the period is over without any contact.
        case anyContact
        /// No visit is done nor planned although half of the period is over.
        case visit

        /// « Premier appel à passer »
        public var label: String {
            switch self {
            case .firstCall: "Premier appel à passer"
            case .anyContact: "Aucun contact à mi-période"
            case .visit: "Visite à faire"
            }
        }
    }

    /// Days in which the tutor is called first.
    public static let firstWeek = 7

    /// What a placement misses on a day, given its contacts.
    public static func missing(
        from start: LocalDate, through end: LocalDate, contacts: Int, visitsDone: Int, visitsPlanned: Int,
        on today: LocalDate
    ) -> Missing? {
        guard start <= today, today <= end else { return nil }
        let isPastHalf = start.days(until: today) * 2 > start.days(until: end)
        if contacts == 0 {
            return isPastHalf || start.days(until: today) > firstWeek ? .anyContact : .firstCall
        }
        return isPastHalf && visitsDone + visitsPlanned == 0 ? .visit : nil
    }
}

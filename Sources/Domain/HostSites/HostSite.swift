/// How to come to a host, and what a learner finds there.
public struct SiteSheet: Codable, Equatable, Sendable {
    public let id: ID<SiteSheet>
    public let companyId: ID<Company>
    public var transport: String
    /// What to bring and what is lent: shoes, helmet, knives.
    public var equipment: String
    public var accessibility: String
    public var houseRules: String
    public var meals: String
    public var version: Int

    public init(id: ID<SiteSheet>, companyId: ID<Company>, version: Int = 1) {
        self.id = id
        self.companyId = companyId
        self.version = version
        transport = ""
        equipment = ""
        accessibility = ""
        houseRules = ""
        meals = ""
    }
}

/// The declaration that lets minors do regulated works at a host, valid until a day.
public struct HostDeclaration: Codable, Equatable, Sendable {
    /// Days before the end from which it is shown as near.
    public static let warningDays = 60

    public enum State: Sendable, Equatable {
        case valid, ending, expired
    }

    public let id: ID<HostDeclaration>
    public let companyId: ID<Company>
    public let trade: String
    public let works: String
    public let declaredOn: LocalDate
    public let expiresOn: LocalDate
    /// Number or mail of the labour inspectorate.
    public let reference: String
    public let recordedBy: String

    public init(
        id: ID<HostDeclaration>, companyId: ID<Company>, trade: String, works: String, declaredOn: LocalDate,
        expiresOn: LocalDate, reference: String, recordedBy: String
    ) {
        self.id = id
        self.companyId = companyId
        self.trade = trade
        self.works = works
        self.declaredOn = declaredOn
        self.expiresOn = expiresOn
        self.reference = reference
        self.recordedBy = recordedBy
    }

    public func state(on today: LocalDate) -> State {
        if expiresOn <= today { return .expired }
        return today.days(until: expiresOn) <= HostDeclaration.warningDays ? .ending : .valid
    }
}

/// One state that a host had, with why: internal.
public struct HostQualityEvent: Codable, Equatable, Sendable {
    public let id: ID<HostQualityEvent>
    public let companyId: ID<Company>
    public let state: HostQuality.State
    public let reason: String
    public let decidedOn: LocalDate
    public let decidedBy: String

    public init(
        id: ID<HostQualityEvent>, companyId: ID<Company>, state: HostQuality.State, reason: String,
        decidedOn: LocalDate, decidedBy: String
    ) {
        self.id = id
        self.companyId = companyId
        self.state = state
        self.reason = reason
        self.decidedOn = decidedOn
        self.decidedBy = decidedBy
    }
}

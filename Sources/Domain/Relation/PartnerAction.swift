/// What is to do with a partner: a sentence, a day, and who does it.
public struct PartnerAction: Codable, Equatable, Sendable {
    public let id: ID<PartnerAction>
    public let companyId: ID<Company>
    public var contactId: ID<Contact>?
    public var label: String
    public internal(set) var dueOn: LocalDate
    /// The account that does it; `nil` when it is nobody's yet.
    public var ownerId: ID<Account>?
    public var ownerName: String
    public let createdOn: LocalDate
    public let createdBy: String
    /// How many times it was put off.
    public internal(set) var postponed: Int
    public internal(set) var doneOn: LocalDate?
    public internal(set) var doneBy: String
    public var version: Int

    public init(
        id: ID<PartnerAction>, companyId: ID<Company>, contactId: ID<Contact>? = nil, label: String,
        dueOn: LocalDate, ownerId: ID<Account>? = nil, ownerName: String = "", createdOn: LocalDate,
        createdBy: String, version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.contactId = contactId
        self.label = label
        self.dueOn = dueOn
        self.ownerId = ownerId
        self.ownerName = ownerName
        self.createdOn = createdOn
        self.createdBy = createdBy
        postponed = 0
        doneBy = ""
        self.version = version
    }
}

/// Why an action cannot change.
public enum PartnerActionRefusal: Refusal, Equatable {
    case alreadyDone(by: String, on: LocalDate)
    case notLater

    public var message: String {
        switch self {
        case .alreadyDone(let name, let day): "C’est déjà fait, par \(name), le \(day.long)."
        case .notLater: "Choisissez un jour après aujourd’hui."
        }
    }
}

/// How soon an action is due.
public enum Urgency: String, Codable, CaseIterable, Sendable {
    case late = "retard"
    case today = "jour"
    case week = "semaine"
    case later = "plus-tard"

    /// « En retard »
    public var label: String {
        switch self {
        case .late: "En retard"
        case .today: "Aujourd’hui"
        case .week: "Cette semaine"
        case .later: "Plus tard"
        }
    }

    /// How soon a day comes; the week ends on Sunday.
    public init(_ day: LocalDate, seenOn today: LocalDate) {
        if day < today {
            self = .late
        } else if day == today {
            self = .today
        } else {
            self = day <= today.monday.adding(days: 6) ? .week : .later
        }
    }
}

extension PartnerAction {
    public var isDone: Bool { doneOn != nil }

    public func urgency(on today: LocalDate) -> Urgency { Urgency(dueOn, seenOn: today) }

    /// It is done; an action is done once.
    public func done(by name: String, on day: LocalDate) throws(PartnerActionRefusal) -> PartnerAction {
        if let doneOn { throw .alreadyDone(by: doneBy, on: doneOn) }
        var action = self
        action.doneOn = day
        action.doneBy = name
        action.version += 1
        return action
    }

    /// It was not done after all.
    public func reopened() -> PartnerAction {
        var action = self
        action.doneOn = nil
        action.doneBy = ""
        action.version += 1
        return action
    }

    /// It is put off to a day to come.
    public func postponed(to day: LocalDate, today: LocalDate) throws(PartnerActionRefusal) -> PartnerAction {
        if let doneOn { throw .alreadyDone(by: doneBy, on: doneOn) }
        guard day > today else { throw .notLater }
        var action = self
        action.dueOn = day
        action.postponed += 1
        action.version += 1
        return action
    }
}

/// How the relation with a partner moved.
public struct RelationChange: Codable, Equatable, Sendable {
    public let id: ID<RelationChange>
    public let companyId: ID<Company>
    public let changedOn: LocalDate
    public let former: RelationStatus
    public let current: RelationStatus
    public let authorName: String

    public init(
        id: ID<RelationChange>, companyId: ID<Company>, changedOn: LocalDate, former: RelationStatus,
        current: RelationStatus, authorName: String
    ) {
        self.id = id
        self.companyId = companyId
        self.changedOn = changedOn
        self.former = former
        self.current = current
        self.authorName = authorName
    }
}

/// An action or an event of the bureau with professionals.
public struct Action: Codable, Equatable, Sendable {
    /// Where it stands.
    public enum State: String, Codable, CaseIterable, Sendable {
        case requested = "demandee"
        case preparing = "en_preparation"
        case confirmed = "confirmee"
        case held = "realisee"
        case closed = "close"
        case postponed = "reportee"
        case cancelled = "annulee"
        case declined = "refusee"

        public var label: String {
            switch self {
            case .requested: "Demandée"
            case .preparing: "En préparation"
            case .confirmed: "Confirmée"
            case .held: "Réalisée, bilan à faire"
            case .closed: "Close"
            case .postponed: "Reportée"
            case .cancelled: "Annulée"
            case .declined: "Non retenue"
            }
        }

        /// Still expects something from somebody.
        public var isOpen: Bool { [.requested, .preparing, .confirmed, .postponed, .held].contains(self) }
        /// Keeps its room and its classes at its time.
        public var takesRoom: Bool { self == .preparing || self == .confirmed }
        public var isDone: Bool { self == .held || self == .closed }
        /// Keeps its room and its classes, or asks for them.
        public var wantsPlace: Bool { self == .requested || takesRoom }
    }

    public let id: ID<Action>
    public var kind: ActionKind
    public var axis: Int
    public var mission: String
    /// First calendar year of its school year.
    public internal(set) var schoolYear: Int
    public var title: String
    public internal(set) var state: State
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    /// Minutes since midnight.
    public var startMinute: Int?
    public var endMinute: Int?
    public var roomId: ID<Room>?
    /// Where, when it is not a room of the school.
    public var place: String
    public var purpose: String
    /// One line a moment of the day: `09:00 Accueil`.
    public var programme: String
    public var preparation: String
    public var followUp: String
    public var report: String
    /// People expected.
    public var expected: Int?
    public var budgetCents: Int?
    public var riskNote: String
    /// Parents of minors are asked.
    public var authorisation: Bool
    public var photoConsent: Bool
    public let requestedBy: ID<StaffMember>?
    public let requesterName: String
    public var organiser: String
    /// The objective of the roadmap it serves, by the key of its line: the same in every version.
    public var objectiveId: ID<RoadmapObjective>?
    public let copiedFrom: ID<Action>?
    /// Why it was postponed, cancelled or declined.
    public internal(set) var reason: String
    /// Of the secret of the public page where collèges book.
    public var bookingHash: String?
    /// Of the secret of the form that learners answer.
    public var feedbackHash: String?
    public internal(set) var heldOn: LocalDate?
    /// The reminder before it, and the thanks after it, leave by themselves.
    public var autoReminder: Bool
    public var autoThanks: Bool
    public var version: Int

    public init(
        id: ID<Action>, kind: ActionKind, schoolYear: Int, title: String, state: State = .preparing,
        startsOn: LocalDate? = nil, endsOn: LocalDate? = nil, startMinute: Int? = nil, endMinute: Int? = nil,
        roomId: ID<Room>? = nil, place: String = "", purpose: String = "", requestedBy: ID<StaffMember>? = nil,
        requesterName: String = "", organiser: String = "", objectiveId: ID<RoadmapObjective>? = nil,
        copiedFrom: ID<Action>? = nil,
        heldOn: LocalDate? = nil
    ) {
        self.id = id
        self.kind = kind
        axis = kind.axis
        mission = kind.mission
        self.schoolYear = schoolYear
        self.title = title
        self.state = state
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.roomId = roomId
        self.place = place
        self.purpose = purpose
        programme = ""
        preparation = ""
        followUp = ""
        report = ""
        riskNote = ""
        authorisation = kind.asksParents
        photoConsent = false
        self.requestedBy = requestedBy
        self.requesterName = requesterName
        self.organiser = organiser
        self.objectiveId = objectiveId
        self.copiedFrom = copiedFrom
        reason = ""
        self.heldOn = heldOn
        autoReminder = true
        autoThanks = true
        version = 1
    }

    /// The last day; `nil` as long as there is no date.
    public var lastDay: LocalDate? { endsOn ?? startsOn }

    /// The day its reminder leaves, some days before it.
    public func reminderDay(_ days: Int) -> LocalDate? { startsOn?.adding(days: -days) }

    /// The day its thanks leave, some days after its end.
    public func thanksDay(_ days: Int) -> LocalDate? { lastDay?.adding(days: days) }

    /// « mardi 4 mai 2027, 9 h 00 – 12 h 00 »
    public var when: String {
        guard let startsOn else { return "date à fixer" }
        let days =
            endsOn.map { $0 == startsOn ? startsOn.spelled : "du \(startsOn.short) au \($0.long)" } ?? startsOn.spelled
        guard let startMinute else { return days }
        guard let endMinute else { return days + ", " + HourSpan.clock(startMinute) }
        return days + ", " + HourSpan(from: startMinute, to: endMinute).french
    }

    /// The same event for another year, with nothing of what became of it: people, dates and results stay behind.
    public func copied(id: ID<Action>, schoolYear: Int, organiser: String) -> Action {
        var copy = Action(
            id: id, kind: kind, schoolYear: schoolYear, title: title, startMinute: startMinute, endMinute: endMinute,
            roomId: roomId, place: place, purpose: purpose, organiser: organiser, copiedFrom: self.id)
        copy.programme = programme
        copy.preparation = preparation
        copy.followUp = followUp
        copy.expected = expected
        copy.budgetCents = budgetCents
        copy.riskNote = riskNote
        copy.authorisation = authorisation
        copy.autoReminder = autoReminder
        copy.autoThanks = autoThanks
        return copy
    }
}

/// A room of the school where actions are held.
public struct Room: Codable, Equatable, Sendable {
    public let id: ID<Room>
    public var name: String
    public var seats: Int?
    public var closedOn: LocalDate?
    public var version: Int

    public init(id: ID<Room>, name: String, seats: Int? = nil, closedOn: LocalDate? = nil, version: Int = 1) {
        self.id = id
        self.name = name
        self.seats = seats
        self.closedOn = closedOn
        self.version = version
    }
}

extension Action {
    /// Whether two actions are at the same time, as far as their dates are known: without hours, the whole day.
    public func meets(_ other: Action) -> Bool {
        guard let start = startsOn, let end = lastDay, let otherStart = other.startsOn, let otherEnd = other.lastDay
        else { return false }
        guard start <= otherEnd, otherStart <= end else { return false }
        return (startMinute ?? 0) < (other.endMinute ?? 1440) && (other.startMinute ?? 0) < (endMinute ?? 1440)
    }

    /// Whether a time is on its days and, when it lasts one day with hours, within them.
    public func holds(_ slot: ActionSlot) -> Bool {
        guard let first = startsOn, let last = lastDay else { return true }
        guard slot.heldOn >= first, slot.heldOn <= last else { return false }
        guard first == last else { return true }
        return slot.startMinute >= (startMinute ?? 0) && slot.endMinute <= (endMinute ?? 1440)
    }

    /// The actions at the same time that want the same room or the same class, those only asked for among them.
    /// - Parameter classes: the codes of the classes of each action.
    public func clashes(among others: [Action], classes: [ID<Action>: Set<String>], room: String?) -> [ActionRefusal] {
        guard state.wantsPlace else { return [] }
        return others.filter { $0.id != id && $0.state.wantsPlace && meets($0) }.flatMap { other -> [ActionRefusal] in
            let shared = classes[id, default: []].intersection(classes[other.id, default: []])
            var found = shared.sorted().map { ActionRefusal.classTaken(code: $0, by: other.title, when: other.when) }
            if let roomId, other.roomId == roomId {
                found.insert(.roomTaken(room: room ?? "", by: other.title, when: other.when), at: 0)
            }
            return found
        }
    }

    /// The first of the others that is in the same room at the same time.
    public func roomConflict(among others: [Action]) -> Action? {
        guard let roomId, state.takesRoom else { return nil }
        return others.first { $0.id != id && $0.roomId == roomId && $0.state.takesRoom && meets($0) }
    }
}

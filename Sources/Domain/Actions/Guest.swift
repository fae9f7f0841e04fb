/// A professional invited to an action.
public struct ActionGuest: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case toInvite = "a_inviter"
        case invited = "invite"
        case accepted = "accepte"
        case declined = "decline"
        case present
        case absent
        /// Asked never to be invited again.
        case withdrawn = "retire"

        public var label: String {
            switch self {
            case .toInvite: "À inviter"
            case .invited: "Invité, sans réponse"
            case .accepted: "A accepté"
            case .declined: "A décliné"
            case .present: "Venu"
            case .absent: "Pas venu"
            case .withdrawn: "Ne veut plus être invité"
            }
        }

        public var isComing: Bool { self == .accepted || self == .present }
    }

    public let id: ID<ActionGuest>
    public let actionId: ID<Action>
    public let companyId: ID<Company>
    public let contactId: ID<Contact>?
    public var state: State
    public var tokenHash: String?
    public var invitedAt: Moment?
    public var remindedAt: Moment?
    public var answeredAt: Moment?
    public var thankedAt: Moment?
    public var toldCancelledAt: Moment?
    /// The slot chosen, when several were offered.
    public var slotId: ID<ActionSlot>?
    public var message: String
    /// Time given.
    public var minutes: Int?
    public var version: Int

    public init(
        id: ID<ActionGuest>, actionId: ID<Action>, companyId: ID<Company>, contactId: ID<Contact>?,
        state: State = .toInvite, minutes: Int? = nil
    ) {
        self.id = id
        self.actionId = actionId
        self.companyId = companyId
        self.contactId = contactId
        self.state = state
        message = ""
        self.minutes = minutes
        version = 1
    }

    /// The person answers by their link, or somebody writes their answer down; they may change their mind until then.
    public func answered(
        _ coming: Bool, slot: ID<ActionSlot>?, message: String, at moment: Moment
    ) throws(InvitationRefusal) -> ActionGuest {
        guard state != .withdrawn else { throw .withdrawn }
        guard state != .present, state != .absent else { throw .over }
        var guest = self
        guest.state = coming ? .accepted : .declined
        guest.slotId = coming ? slot : nil
        guest.message = message
        guest.answeredAt = moment
        guest.version += 1
        return guest
    }
}

/// Why an answer is not taken.
public enum InvitationRefusal: Refusal, Equatable {
    case withdrawn, over, cancelled, slotMissing, slotFull, noMail(String), refusesMail(String)

    public var message: String {
        switch self {
        case .withdrawn: "Vous avez demandé à ne plus être invité\u{A0}: écrivez au lycée si vous changez d’avis."
        case .over: "L’action est passée\u{A0}: votre réponse n’est plus attendue."
        case .cancelled: "L’action est annulée\u{A0}: vous n’avez rien à faire."
        case .slotMissing: "Choisissez un créneau."
        case .slotFull: "Ce créneau vient d’être pris\u{A0}: choisissez-en un autre."
        case .noMail(let name): "\(name) n’a pas de courriel connu\u{A0}: invitez par téléphone et notez la réponse."
        case .refusesMail(let name): "\(name) a demandé à ne plus être invité."
        }
    }
}

/// A time of an action, with what happens there.
public struct ActionSlot: Codable, Equatable, Sendable {
    public let id: ID<ActionSlot>
    public let actionId: ID<Action>
    public let rank: Int
    public var heldOn: LocalDate
    public var startMinute: Int
    public var endMinute: Int
    /// Workshop or trade shown; empty for interviews.
    public var label: String
    /// Pupils of collèges; 0 when the slot is for professionals only.
    public var capacity: Int
    public var staffId: ID<StaffMember>?

    public init(
        id: ID<ActionSlot>, actionId: ID<Action>, rank: Int, heldOn: LocalDate, startMinute: Int, endMinute: Int,
        label: String = "", capacity: Int = 0, staffId: ID<StaffMember>? = nil
    ) {
        self.id = id
        self.actionId = actionId
        self.rank = rank
        self.heldOn = heldOn
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.label = label
        self.capacity = capacity
        self.staffId = staffId
    }

    public var hours: String { HourSpan(from: startMinute, to: endMinute).french }

    /// « mardi 4 mai 2027, 9 h 00 – 9 h 15, Cuisine »
    public var described: String {
        heldOn.spelled + ", " + hours + (label.isEmpty ? "" : ", " + label)
    }
}

/// The regular times of a day of interviews.
public enum SlotTimes {
    /// Start minutes of slots of a length with a pause after each, that end before the end.
    public static func starts(from: Int, to: Int, length: Int, pause: Int) -> [Int] {
        guard length > 0, pause >= 0, from < to else { return [] }
        return Array(stride(from: from, through: to - length, by: length + pause))
    }
}

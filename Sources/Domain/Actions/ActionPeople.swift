/// A learner of an action.
public struct ActionLearner: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case expected = "attendu"
        case present
        case absent
        case excused = "excuse"

        public var label: String {
            switch self {
            case .expected: "Attendu"
            case .present: "Présent"
            case .absent: "Absent"
            case .excused: "Excusé"
            }
        }
    }

    public let id: ID<ActionLearner>
    public let actionId: ID<Action>
    public let learnerId: ID<Learner>
    public var state: State
    public var authorisedOn: LocalDate?
    /// Keys of the guests the learner would like to meet, the dearest first, between blanks.
    public var wishes: String

    public init(
        id: ID<ActionLearner>, actionId: ID<Action>, learnerId: ID<Learner>, state: State = .expected,
        authorisedOn: LocalDate? = nil, wishes: String = ""
    ) {
        self.id = id
        self.actionId = actionId
        self.learnerId = learnerId
        self.state = state
        self.authorisedOn = authorisedOn
        self.wishes = wishes
    }
}

/// One interview of a job dating.
public struct ActionMeeting: Codable, Equatable, Sendable {
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case planned = "prevue"
        case met = "rencontre"
        case missed = "manquee"
        case interested = "interesse"
        case placement
        case contract = "contrat"

        public var label: String {
            switch self {
            case .planned: "Prévue"
            case .met: "A eu lieu"
            case .missed: "N’a pas eu lieu"
            case .interested: "À rappeler"
            case .placement: "Un stage"
            case .contract: "Un contrat"
            }
        }
    }

    public let id: ID<ActionMeeting>
    public let actionId: ID<Action>
    public let learnerId: ID<Learner>
    public let guestId: ID<ActionGuest>
    public let slotId: ID<ActionSlot>
    public var outcome: Outcome
    public var note: String

    public init(
        id: ID<ActionMeeting>, actionId: ID<Action>, learnerId: ID<Learner>, guestId: ID<ActionGuest>,
        slotId: ID<ActionSlot>, outcome: Outcome = .planned, note: String = ""
    ) {
        self.id = id
        self.actionId = actionId
        self.learnerId = learnerId
        self.guestId = guestId
        self.slotId = slotId
        self.outcome = outcome
        self.note = note
    }
}

/// A slot taken by a collège.
public struct ActionBooking: Codable, Equatable, Sendable {
    public let id: ID<ActionBooking>
    public let actionId: ID<Action>
    public let slotId: ID<ActionSlot>
    public var college: String
    public var uai: String
    public var person: String
    public var email: String
    public var phone: String
    public var level: String
    public var pupils: Int
    public var attended: Int?
    /// The collège has the authorisations of the parents.
    public var authorisations: Bool
    public let tokenHash: String
    public let bookedAt: Moment
    public var cancelledAt: Moment?
    public var remark: String

    public init(
        id: ID<ActionBooking>, actionId: ID<Action>, slotId: ID<ActionSlot>, college: String, uai: String = "",
        person: String, email: String, phone: String = "", level: String = "", pupils: Int,
        attended: Int? = nil, authorisations: Bool = false, tokenHash: String, bookedAt: Moment, remark: String = ""
    ) {
        self.id = id
        self.actionId = actionId
        self.slotId = slotId
        self.college = college
        self.uai = uai
        self.person = person
        self.email = email
        self.phone = phone
        self.level = level
        self.pupils = pupils
        self.attended = attended
        self.authorisations = authorisations
        self.tokenHash = tokenHash
        self.bookedAt = bookedAt
        self.remark = remark
    }
}

/// One answer to the satisfaction form.
public struct ActionFeedback: Codable, Equatable, Sendable {
    public enum Giver: String, Codable, CaseIterable, Sendable {
        case company = "entreprise"
        case learner = "apprenant"

        public var label: String {
            switch self {
            case .company: "Entreprises"
            case .learner: "Apprenants"
            }
        }

        /// What each is asked; kept with the answer, since it may change.
        public var question: String {
            switch self {
            case .company: "Cette action vous a-t-elle été utile, et referiez-vous l’expérience\u{A0}?"
            case .learner: "Cette action t’a-t-elle été utile pour ton projet\u{A0}?"
            }
        }
    }

    /// The four answers, from the least to the best.
    public static let scale = ["Pas du tout", "Plutôt non", "Plutôt oui", "Tout à fait"]

    public let id: ID<ActionFeedback>
    public let actionId: ID<Action>
    public let guestId: ID<ActionGuest>?
    public let givenBy: Giver
    public let question: String
    /// 1 to 4.
    public let rating: Int
    public let remark: String
    public let givenOn: LocalDate

    public init(
        id: ID<ActionFeedback>, actionId: ID<Action>, guestId: ID<ActionGuest>? = nil, givenBy: Giver, rating: Int,
        remark: String = "", givenOn: LocalDate
    ) {
        self.id = id
        self.actionId = actionId
        self.guestId = guestId
        self.givenBy = givenBy
        question = givenBy.question
        self.rating = rating
        self.remark = remark
        self.givenOn = givenOn
    }
}

/// Something born from an action.
public struct ActionEffect: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case placement = "stage"
        case contract = "contrat"
        case offer = "offre"
        case partnership = "partenariat"
        case orientation
        case other = "autre"

        public var label: String {
            switch self {
            case .placement: "Lieux de stage"
            case .contract: "Contrats"
            case .offer: "Offres"
            case .partnership: "Partenariats"
            case .orientation: "Vœux d’orientation"
            case .other: "Autres effets"
            }
        }
    }

    public let id: ID<ActionEffect>
    public let actionId: ID<Action>
    public let kind: Kind
    public let count: Int
    public let companyId: ID<Company>?
    public let note: String
    public let notedOn: LocalDate

    public init(
        id: ID<ActionEffect>, actionId: ID<Action>, kind: Kind, count: Int, companyId: ID<Company>? = nil,
        note: String = "", notedOn: LocalDate
    ) {
        self.id = id
        self.actionId = actionId
        self.kind = kind
        self.count = count
        self.companyId = companyId
        self.note = note
        self.notedOn = notedOn
    }
}

/// A contact said they were willing to do something; taken back, the day stays.
public struct ContactWill: Codable, Equatable, Sendable {
    public let id: ID<ContactWill>
    public let contactId: ID<Contact>
    public let kind: ActionKind
    public var givenOn: LocalDate
    public var withdrawnOn: LocalDate?

    public init(
        id: ID<ContactWill>, contactId: ID<Contact>, kind: ActionKind, givenOn: LocalDate,
        withdrawnOn: LocalDate? = nil
    ) {
        self.id = id
        self.contactId = contactId
        self.kind = kind
        self.givenOn = givenOn
        self.withdrawnOn = withdrawnOn
    }
}

/// A contact who asked not to be invited any more.
public struct ContactRefusal: Codable, Equatable, Sendable {
    public let id: ID<ContactRefusal>
    public let contactId: ID<Contact>
    public let refusedOn: LocalDate
    /// « lien d’invitation », « téléphone »
    public let means: String

    public init(id: ID<ContactRefusal>, contactId: ID<Contact>, refusedOn: LocalDate, means: String) {
        self.id = id
        self.contactId = contactId
        self.refusedOn = refusedOn
        self.means = means
    }
}

/// A class or a member of staff that takes part.
public struct ActionClass: Codable, Equatable, Sendable {
    public let id: ID<ActionClass>
    public let actionId: ID<Action>
    public let classId: ID<SchoolClass>

    public init(id: ID<ActionClass>, actionId: ID<Action>, classId: ID<SchoolClass>) {
        self.id = id
        self.actionId = actionId
        self.classId = classId
    }
}

public struct ActionStaff: Codable, Equatable, Sendable {
    public let id: ID<ActionStaff>
    public let actionId: ID<Action>
    public let staffId: ID<StaffMember>

    public init(id: ID<ActionStaff>, actionId: ID<Action>, staffId: ID<StaffMember>) {
        self.id = id
        self.actionId = actionId
        self.staffId = staffId
    }
}

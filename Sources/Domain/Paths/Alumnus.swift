/// What became of someone who left.
public enum Situation: String, Codable, CaseIterable, Sendable {
    case job = "emploi"
    case apprenticeship = "alternance"
    case studies = "etudes"
    case searching = "recherche"
    case other = "autre"

    public var label: String {
        switch self {
        case .job: "En emploi"
        case .apprenticeship: "En alternance"
        case .studies: "En études"
        case .searching: "En recherche"
        case .other: "Autre situation"
        }
    }
}

/// A former learner who explicitly agreed to stay in touch. Without that there is no record.
public struct Alumnus: Codable, Equatable, Sendable {
    /// What the person offers to do.
    public enum Offer: String, Codable, CaseIterable, Sendable {
        case host = "accueillir"
        case talk = "temoigner"
        case mentor
        case jury

        public var label: String {
            switch self {
            case .host: "Accueillir un élève"
            case .talk: "Témoigner en classe"
            case .mentor: "Être mentor"
            case .jury: "Être membre de jury"
            }
        }
    }

    public let id: ID<Alumnus>
    /// The record of the learner, as long as the school keeps it.
    public let formerId: ID<Learner>?
    public var familyName: String
    public var firstName: String
    public var email: String
    public var phone: String
    public var diploma: String
    public let leftYear: Int
    public var situation: Situation
    public var employer: String
    public var companyId: ID<Company>?
    /// Raw values of `Offer` between blanks.
    public var willing: String
    /// The day the person said yes; renewed by each answer.
    public private(set) var consentOn: LocalDate
    /// « lien personnel », « formulaire signé »
    public let consentMeans: String
    public private(set) var withdrawnOn: LocalDate?
    public private(set) var lastContactOn: LocalDate?
    public private(set) var keptUntil: LocalDate
    public var tokenHash: String?
    public private(set) var searchKey: String
    public var version: Int

    /// Years a consent holds without news.
    public static let keptYears = 3

    public init(
        id: ID<Alumnus>, formerId: ID<Learner>?, familyName: String, firstName: String, email: String,
        phone: String = "", diploma: String = "", leftYear: Int, situation: Situation = .other, employer: String = "",
        willing: [Offer] = [], consentOn: LocalDate, consentMeans: String
    ) {
        self.id = id
        self.formerId = formerId
        self.familyName = familyName
        self.firstName = firstName
        self.email = email
        self.phone = phone
        self.diploma = diploma
        self.leftYear = leftYear
        self.situation = situation
        self.employer = employer
        self.willing = willing.map(\.rawValue).joined(separator: " ")
        self.consentOn = consentOn
        self.consentMeans = consentMeans
        lastContactOn = consentOn
        keptUntil = consentOn.adding(years: Alumnus.keptYears)
        searchKey = SearchKey(familyName, firstName).rawValue
        version = 1
    }

    public var offers: [Offer] { willing.split(separator: " ").compactMap { Offer(rawValue: String($0)) } }
    public var listName: String { familyName + " " + firstName }
    public var fullName: String { firstName + " " + familyName }

    /// Whether the record may still be read that day.
    public func isKept(on day: LocalDate) -> Bool { withdrawnOn == nil && day <= keptUntil }

    /// The person corrected their own record: that is a new yes.
    public func renewed(on day: LocalDate) -> Alumnus {
        var alumnus = self
        alumnus.consentOn = day
        alumnus.lastContactOn = day
        alumnus.keptUntil = day.adding(years: Alumnus.keptYears)
        alumnus.searchKey = SearchKey(familyName, firstName).rawValue
        alumnus.version += 1
        return alumnus
    }

    /// The person takes their consent back: only the fact and its day stay, until the purge.
    public func withdrawn(on day: LocalDate) -> Alumnus {
        var alumnus = Alumnus(
            id: id, formerId: nil, familyName: "", firstName: "", email: "", leftYear: leftYear, consentOn: consentOn,
            consentMeans: consentMeans)
        alumnus.withdrawnOn = day
        alumnus.lastContactOn = nil
        alumnus.keptUntil = day.adding(months: 1)
        alumnus.version = version + 1
        return alumnus
    }
}

/// What a link sent to a leaver is for.
public enum PathLinkPurpose: String, Codable, CaseIterable, Sendable {
    case alumni = "anciens"
    case survey = "insertion"

    public var label: String {
        switch self {
        case .alumni: "Rester en contact"
        case .survey: "Enquête à six mois"
        }
    }
}

/// A learner and someone who guides them.
public struct Mentoring: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case proposed = "propose"
        case running = "en_cours"
        case completed = "termine"
        case stopped = "interrompu"

        public var label: String {
            switch self {
            case .proposed: "Proposé"
            case .running: "En cours"
            case .completed: "Mené à terme"
            case .stopped: "Interrompu"
            }
        }

        /// What may follow; the rest does not happen.
        public var next: [State] {
            switch self {
            case .proposed: [.running, .stopped]
            case .running: [.completed, .stopped]
            case .completed: []
            case .stopped: [.running]
            }
        }
    }

    public let id: ID<Mentoring>
    public let learnerId: ID<Learner>
    public let contactId: ID<Contact>?
    public let alumnusId: ID<Alumnus>?
    public let mentorName: String
    public let startsOn: LocalDate
    public private(set) var endsOn: LocalDate?
    public private(set) var state: State
    public let objective: String
    public var note: String
    public var version: Int

    public init(
        id: ID<Mentoring>, learnerId: ID<Learner>, contactId: ID<Contact>? = nil, alumnusId: ID<Alumnus>? = nil,
        mentorName: String, startsOn: LocalDate, state: State = .proposed, objective: String = "", note: String = ""
    ) {
        self.id = id
        self.learnerId = learnerId
        self.contactId = contactId
        self.alumnusId = alumnusId
        self.mentorName = mentorName
        self.startsOn = startsOn
        self.state = state
        self.objective = objective
        self.note = note
        version = 1
    }

    public func moved(to state: State, on day: LocalDate) throws(MentoringRefusal) -> Mentoring {
        guard self.state.next.contains(state) else { throw MentoringRefusal(from: self.state, to: state) }
        var mentoring = self
        mentoring.state = state
        mentoring.endsOn = state == .running ? nil : day
        mentoring.version += 1
        return mentoring
    }
}

public struct MentoringRefusal: Refusal, Equatable {
    public let from: Mentoring.State
    public let to: Mentoring.State

    public var message: String {
        "Un mentorat «\u{A0}\(from.label)\u{A0}» ne devient pas «\u{A0}\(to.label)\u{A0}»."
    }
}

/// An offer of a company to learners: apprenticeship, job, summer job.
public struct JobOffer: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case apprenticeship = "apprentissage"
        case professional = "professionnalisation"
        case job = "emploi"
        case seasonal = "saisonnier"

        public var label: String {
            switch self {
            case .apprenticeship: "Contrat d’apprentissage"
            case .professional: "Contrat de professionnalisation"
            case .job: "Emploi"
            case .seasonal: "Emploi saisonnier"
            }
        }
    }

    public enum State: String, Codable, CaseIterable, Sendable {
        case open = "ouverte"
        case filled = "pourvue"
        case withdrawn = "retiree"

        public var label: String {
            switch self {
            case .open: "Ouverte"
            case .filled: "Pourvue"
            case .withdrawn: "Retirée"
            }
        }
    }

    public let id: ID<JobOffer>
    public var companyId: ID<Company>
    public var kind: Kind
    public var title: String
    public var place: String
    public var description: String
    /// How to answer: a mail, a telephone, « passer par le bureau ».
    public var replyTo: String
    public var startsOn: LocalDate?
    public let publishedOn: LocalDate
    /// The last day it is shown.
    public var expiresOn: LocalDate
    public var state: State
    /// The action it was born from.
    public let actionId: ID<Action>?
    public var version: Int

    public init(
        id: ID<JobOffer>, companyId: ID<Company>, kind: Kind, title: String, place: String = "",
        description: String = "", replyTo: String = "", startsOn: LocalDate? = nil, publishedOn: LocalDate,
        expiresOn: LocalDate, state: State = .open, actionId: ID<Action>? = nil, version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.kind = kind
        self.title = title
        self.place = place
        self.description = description
        self.replyTo = replyTo
        self.startsOn = startsOn
        self.publishedOn = publishedOn
        self.expiresOn = expiresOn
        self.state = state
        self.actionId = actionId
        self.version = version
    }

    /// Shown to classes that day.
    public func isShown(on day: LocalDate) -> Bool { state == .open && day <= expiresOn }
}

/// A class that an offer is shown to; an offer without classes is shown to all.
public struct OfferClass: Codable, Equatable, Sendable {
    public let id: ID<OfferClass>
    public let offerId: ID<JobOffer>
    public let classId: ID<SchoolClass>

    public init(id: ID<OfferClass>, offerId: ID<JobOffer>, classId: ID<SchoolClass>) {
        self.id = id
        self.offerId = offerId
        self.classId = classId
    }
}

/// A learner whom an offer interests.
public struct OfferInterest: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case interested = "interesse"
        case sent = "candidature"
        case interview = "entretien"
        case hired = "retenu"
        case refused = "refuse"

        public var label: String {
            switch self {
            case .interested: "Intéressé"
            case .sent: "Candidature envoyée"
            case .interview: "Entretien"
            case .hired: "Retenu"
            case .refused: "Non retenu"
            }
        }
    }

    public let id: ID<OfferInterest>
    public let offerId: ID<JobOffer>
    public let learnerId: ID<Learner>
    public var state: State
    public var notedOn: LocalDate

    public init(
        id: ID<OfferInterest>, offerId: ID<JobOffer>, learnerId: ID<Learner>, state: State = .interested,
        notedOn: LocalDate
    ) {
        self.id = id
        self.offerId = offerId
        self.learnerId = learnerId
        self.state = state
        self.notedOn = notedOn
    }
}

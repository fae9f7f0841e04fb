/// What a company asks of the bureau (`demande_entreprise`), with where it stands.
public struct CompanyRequest: Codable, Equatable, Sendable {
    /// What the company wants.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case hostTrainee = "accueillir_stagiaire"
        case hireApprentice = "recruter_alternant"
        case hireGraduate = "recruter_diplome"
        case speak = "intervenir"
        case showAround = "faire_visiter"
        case mentor = "mentorat"
        case tax = "taxe_apprentissage"
        case trainEmployees = "former_salaries"
        case skills = "besoin_competences"
        case partnership = "partenariat"
        case equipment = "materiel"
        case other = "autre"

        /// As a company says it.
        public var label: String {
            switch self {
            case .hostTrainee: "Accueillir un élève en stage (PFMP)"
            case .hireApprentice: "Recruter un alternant"
            case .hireGraduate: "Recruter un jeune diplômé"
            case .speak: "Intervenir devant une classe"
            case .showAround: "Faire visiter mon entreprise"
            case .mentor: "Devenir mentor"
            case .tax: "Verser le solde de la taxe d’apprentissage"
            case .trainEmployees: "Former mes salariés"
            case .skills: "Signaler un besoin de compétences"
            case .partnership: "Devenir partenaire du lycée"
            case .equipment: "Donner ou prêter du matériel"
            case .other: "Autre demande"
            }
        }

        /// In two words, for lists.
        public var shortLabel: String {
            switch self {
            case .hostTrainee: "Stage (PFMP)"
            case .hireApprentice: "Alternance"
            case .hireGraduate: "Recrutement"
            case .speak: "Intervention"
            case .showAround: "Visite"
            case .mentor: "Mentorat"
            case .tax: "Taxe"
            case .trainEmployees: "Formation de salariés"
            case .skills: "Compétences"
            case .partnership: "Partenariat"
            case .equipment: "Matériel"
            case .other: "Autre"
            }
        }

        /// What an exchange about it is filed under.
        public var purpose: InteractionPurpose {
            switch self {
            case .hostTrainee: .placement
            case .hireApprentice, .hireGraduate: .apprenticeship
            case .speak, .showAround, .mentor: .event
            case .tax: .tax
            case .trainEmployees, .skills: .need
            case .partnership, .equipment, .other: .partnership
            }
        }
    }

    /// Where the request stands (§7.2); moved by `RequestLife` only.
    public enum State: String, Codable, CaseIterable, Sendable {
        case received = "nouvelle"
        case qualified = "qualifiee"
        case routed = "orientee"
        case running = "en_cours"
        case satisfied = "satisfaite"
        case dropped = "sans_suite"
        case handedOver = "transmise"

        public var label: String {
            switch self {
            case .received: "Nouvelle"
            case .qualified: "Qualifiée"
            case .routed: "Orientée"
            case .running: "En cours"
            case .satisfied: "Satisfaite"
            case .dropped: "Sans suite"
            case .handedOver: "Transmise"
            }
        }

        /// As the company reads it.
        public var publicLabel: String {
            switch self {
            case .received: "Reçue, bientôt lue"
            case .qualified: "Lue par le bureau des entreprises"
            case .routed: "Confiée à la personne qui vous répondra"
            case .running: "En cours avec vous"
            case .satisfied: "Terminée"
            case .dropped: "Close"
            case .handedOver: "Transmise à un autre lycée"
            }
        }

        /// Whether somebody still has to do something.
        public var isOpen: Bool { [.received, .qualified, .routed, .running].contains(self) }

        /// The states where somebody still has to do something.
        public static let open = allCases.filter(\.isOpen)
    }

    /// How it came in.
    public enum Source: String, Codable, CaseIterable, Sendable {
        case form = "formulaire"
        case phone = "telephone"
        case mail = "courriel"
        case visit = "sur_place"
        case transfer = "autre_bureau"

        public var label: String {
            switch self {
            case .form: "Formulaire"
            case .phone: "Téléphone"
            case .mail: "Courriel"
            case .visit: "Sur place"
            case .transfer: "Autre bureau"
            }
        }
    }

    /// Why nothing comes of it.
    public enum Reason: String, Codable, CaseIterable, Sendable {
        case notTaught = "hors_formations"
        case noLearner = "pas_d_eleve"
        case period = "periode"
        case silent = "sans_reponse"
        case withdrawn = "retiree"
        case duplicate = "doublon"
        case notCompany = "indesirable"
        case other = "autre"

        public var label: String {
            switch self {
            case .notTaught: "Le lycée ne prépare pas à ce métier"
            case .noLearner: "Aucun élève disponible"
            case .period: "La période ne convient pas"
            case .silent: "L’entreprise ne répond plus"
            case .withdrawn: "L’entreprise renonce"
            case .duplicate: "Doublon d’une autre demande"
            case .notCompany: "Message indésirable"
            case .other: "Autre motif"
            }
        }
    }

    public let id: ID<CompanyRequest>
    /// `D2026-0042`
    public let number: String
    public var kind: Kind
    public internal(set) var state: State
    public let source: Source
    public var companyName: String
    public var siret: String?
    public var contactName: String
    public var contactFunction: String
    public var email: String
    public var phone: String?
    public var postalCode: String
    public var city: String
    /// Stream or trade, in the company's words.
    public var stream: String
    public var rome: String
    /// When, in the company's words.
    public var period: String
    public var volume: Int?
    public var message: String
    /// The company accepts that another bureau answers.
    public var mayTransfer: Bool
    public let receivedAt: Moment
    /// The civil day at the school.
    public let receivedOn: LocalDate
    public internal(set) var firstAnsweredAt: Moment?
    public internal(set) var firstAnsweredOn: LocalDate?
    public internal(set) var closedAt: Moment?
    public internal(set) var outcome: Reason?
    public internal(set) var outcomeNote: String
    public var assigneeId: ID<Account>?
    public var companyId: ID<Company>?
    /// What the company's link is made from: it stays the same when another bureau takes over.
    public let linkSeed: String
    public var tokenHash: String?
    /// The same for the same person asking the same thing, whichever bureau receives it.
    public let matchKey: String
    /// The company wrote last.
    public internal(set) var awaitsAnswer: Bool
    /// The bureau that took over.
    public internal(set) var handedTo: String
    public let searchKey: String
    public var version: Int

    public init(
        id: ID<CompanyRequest>, number: String, kind: Kind, source: Source, companyName: String, siret: String? = nil,
        contactName: String, contactFunction: String = "", email: String, phone: String? = nil,
        postalCode: String = "", city: String = "", stream: String = "", rome: String = "", period: String = "",
        volume: Int? = nil, message: String, mayTransfer: Bool = false, receivedAt: Moment, receivedOn: LocalDate,
        linkSeed: String? = nil, tokenHash: String? = nil, state: State = .received, version: Int = 1
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.state = state
        self.source = source
        self.companyName = companyName
        self.siret = siret
        self.contactName = contactName
        self.contactFunction = contactFunction
        self.email = email
        self.phone = phone
        self.postalCode = postalCode
        self.city = city
        self.stream = stream
        self.rome = rome
        self.period = period
        self.volume = volume
        self.message = message
        self.mayTransfer = mayTransfer
        self.receivedAt = receivedAt
        self.receivedOn = receivedOn
        self.linkSeed = linkSeed ?? id.rawValue
        self.tokenHash = tokenHash
        self.version = version
        outcomeNote = ""
        handedTo = ""
        awaitsAnswer = true
        matchKey = CompanyRequest.matchKey(kind: kind, email: email, siret: siret, companyName: companyName)
        searchKey = SearchKey(number, companyName, contactName, city, stream).rawValue
    }

    /// One company asking one thing: by its address for mails, else by its SIREN, else by its name.
    public static func matchKey(kind: Kind, email: String, siret: String?, companyName: String) -> String {
        if !email.isEmpty { return kind.rawValue + "|" + email.lowercased() }
        return kind.rawValue + "|" + (siret.map { String($0.prefix(9)) } ?? SearchKey(companyName).rawValue)
    }
}

/// One message of the thread of a request.
public struct RequestMessage: Codable, Equatable, Sendable {
    /// Who speaks, and so who reads.
    public enum AuthorKind: String, Codable, CaseIterable, Sendable {
        case company = "entreprise"
        case bureau
        /// For colleagues only.
        case note
        /// What the program says: transferred, merged.
        case event = "fait"

        /// Whether the company sees it.
        public var isPublic: Bool { self != .note }
    }

    public let id: ID<RequestMessage>
    public let requestId: ID<CompanyRequest>
    public let authorKind: AuthorKind
    public let authorName: String
    public let body: String
    public let sentAt: Moment

    public init(
        id: ID<RequestMessage>, requestId: ID<CompanyRequest>, authorKind: AuthorKind, authorName: String,
        body: String, sentAt: Moment
    ) {
        self.id = id
        self.requestId = requestId
        self.authorKind = authorKind
        self.authorName = authorName
        self.body = body
        self.sentAt = sentAt
    }
}

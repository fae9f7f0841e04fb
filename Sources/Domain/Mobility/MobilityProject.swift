/// A partner abroad: school, host or intermediary.
public struct MobilityPartner: Codable, Equatable, Sendable {
    public enum Role: String, Codable, CaseIterable, Sendable {
        case host = "accueil"
        case school = "ecole"
        case intermediary = "intermediaire"

        public var label: String {
            switch self {
            case .host: "Organisme d’accueil"
            case .school: "Établissement partenaire"
            case .intermediary: "Structure intermédiaire"
            }
        }
    }

    public let id: ID<MobilityPartner>
    public var name: String
    public var country: String
    public var city: String
    public var role: Role
    public var person: String
    public var email: String
    public var note: String
    public var closedOn: LocalDate?
    public var version: Int

    public init(
        id: ID<MobilityPartner>, name: String, country: String, city: String = "", role: Role = .host,
        person: String = "", email: String = "", note: String = "", closedOn: LocalDate? = nil, version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.country = country
        self.city = city
        self.role = role
        self.person = person
        self.email = email
        self.note = note
        self.closedOn = closedOn
        self.version = version
    }
}

/// A project of mobility: a group, a country, a grant.
public struct MobilityProject: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case planned = "prepare"
        case applied = "demande"
        case funded = "finance"
        case away = "en_cours"
        case reported = "bilan"
        case closed = "clos"
        case abandoned = "abandonne"

        public var label: String {
            switch self {
            case .planned: "En préparation"
            case .applied: "Financement demandé"
            case .funded: "Financé"
            case .away: "Séjour en cours"
            case .reported: "Bilan à rendre"
            case .closed: "Clos"
            case .abandoned: "Abandonné"
            }
        }

        /// What a person does to bring the project there, as a button says it.
        public var gesture: String {
            switch self {
            case .planned: "Reprendre la préparation"
            case .applied: "Noter la demande de financement"
            case .funded: "Noter le financement obtenu"
            case .away: "Noter le départ"
            case .reported: "Noter le retour, bilan à rendre"
            case .closed: "Clore le projet"
            case .abandoned: "Abandonner le projet"
            }
        }

        public var next: [State] {
            switch self {
            case .planned: [.applied, .funded, .abandoned]
            case .applied: [.funded, .planned, .abandoned]
            case .funded: [.away, .abandoned]
            case .away: [.reported]
            case .reported: [.closed]
            case .closed: [.reported]
            case .abandoned: [.planned]
            }
        }
    }

    public enum Programme: String, Codable, CaseIterable, Sendable {
        case erasmus
        case bilateral
        case region
        case own = "propre"

        public var label: String {
            switch self {
            case .erasmus: "Erasmus+"
            case .bilateral: "Accord bilatéral (OFAJ, ProTandem…)"
            case .region: "Aide de la Région"
            case .own: "Fonds propres"
            }
        }
    }

    public let id: ID<MobilityProject>
    public let schoolYear: Int
    public var code: String
    public var title: String
    public var programme: Programme
    public var consortium: String
    public var country: String
    public var partnerId: ID<MobilityPartner>?
    public var startsOn: LocalDate?
    public var endsOn: LocalDate?
    public var places: Int
    public private(set) var state: State
    public var grantedCents: Int?
    public var receivedCents: Int?
    public var spentCents: Int?
    /// Raw values of `Document` done, between blanks.
    public var documents: String
    public var note: String
    public var version: Int

    public init(
        id: ID<MobilityProject>, schoolYear: Int, code: String = "", title: String, programme: Programme = .erasmus,
        consortium: String = "", country: String, partnerId: ID<MobilityPartner>? = nil, startsOn: LocalDate? = nil,
        endsOn: LocalDate? = nil, places: Int, state: State = .planned, grantedCents: Int? = nil,
        receivedCents: Int? = nil, spentCents: Int? = nil, documents: String = "", note: String = "", version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.code = code
        self.title = title
        self.programme = programme
        self.consortium = consortium
        self.country = country
        self.partnerId = partnerId
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.places = places
        self.state = state
        self.grantedCents = grantedCents
        self.receivedCents = receivedCents
        self.spentCents = spentCents
        self.documents = documents
        self.note = note
        self.version = version
    }

    /// Papers of the whole group.
    public enum Document: String, Codable, CaseIterable, Sendable {
        case application = "candidature"
        case agreement = "convention_subvention"
        case board = "acte_ca"
        case partnership = "accord_partenaire"
        case tickets = "transport"
        case insurance = "assurance"
        case missionOrders = "ordres_mission"
        case report = "rapport_final"

        public var label: String {
            switch self {
            case .application: "Candidature déposée"
            case .agreement: "Convention de subvention signée"
            case .board: "Acte du conseil d’administration"
            case .partnership: "Accord avec le partenaire"
            case .tickets: "Transport et logement réservés"
            case .insurance: "Assurance du groupe"
            case .missionOrders: "Ordres de mission des accompagnateurs"
            case .report: "Rapport final rendu"
            }
        }

        public var isBeforeDeparture: Bool { self != .report }
    }

    /// What is done of the papers of the group.
    public var done: Set<Document> {
        Set(documents.split(separator: " ").compactMap { Document(rawValue: String($0)) })
    }

    /// The project moved on; it does not leave before its papers are there.
    public func moved(to state: State) throws(MobilityRefusal) -> MobilityProject {
        guard self.state.next.contains(state) else { throw .impossible(self.state, state) }
        if state == .away {
            guard startsOn != nil, endsOn != nil else { throw .datesMissing }
            let missing = Document.allCases.filter {
                $0.isBeforeDeparture && !done.contains($0)
                    && (programme == .erasmus || ($0 != .application && $0 != .agreement))
            }
            guard missing.isEmpty else { throw .papersMissing(missing.map(\.label)) }
        }
        if state == .closed, !done.contains(.report) { throw .papersMissing([Document.report.label]) }
        var project = self
        project.state = state
        project.version += 1
        return project
    }
}

/// A learner of a project, with the papers of their own.
public struct MobilityTraveller: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        case candidate = "candidat"
        case chosen = "retenu"
        case away = "parti"
        case back = "revenu"
        case withdrawn = "desiste"

        public var label: String {
            switch self {
            case .candidate: "Candidat"
            case .chosen: "Retenu"
            case .away: "Parti"
            case .back: "Revenu"
            case .withdrawn: "Désisté"
            }
        }
    }

    public let id: ID<MobilityTraveller>
    public let projectId: ID<MobilityProject>
    public let learnerId: ID<Learner>
    public var state: State
    /// Raw values of `MobilityStep` done, between blanks.
    public var documents: String
    public var grantCents: Int?

    public init(
        id: ID<MobilityTraveller>, projectId: ID<MobilityProject>, learnerId: ID<Learner>, state: State = .candidate,
        documents: String = "", grantCents: Int? = nil
    ) {
        self.id = id
        self.projectId = projectId
        self.learnerId = learnerId
        self.state = state
        self.documents = documents
        self.grantCents = grantCents
    }

    public var done: Set<MobilityStep> {
        Set(documents.split(separator: " ").compactMap { MobilityStep(rawValue: String($0)) })
    }
}

/// Why a project does not move.
public enum MobilityRefusal: Refusal, Equatable {
    case impossible(MobilityProject.State, MobilityProject.State)
    case datesMissing
    case papersMissing([String])
    case full(Int)

    public var message: String {
        switch self {
        case .impossible(let from, let to):
            "Un projet «\u{A0}\(from.label)\u{A0}» ne devient pas «\u{A0}\(to.label)\u{A0}»."
        case .datesMissing: "Fixez d’abord les dates du séjour."
        case .papersMissing(let papers): "Il manque\u{A0}: \(papers.joined(separator: ", ").lowercasedFirst)."
        case .full(let places):
            "Le projet a \(FrenchNumber.counted(places, "place", "places"))\u{A0}: toutes sont prises."
        }
    }
}

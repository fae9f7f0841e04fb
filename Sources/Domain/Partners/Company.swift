/// One site of a company or other host organisation: the place that a SIRET names.
public struct Company: Codable, Equatable, Sendable {
    public let id: ID<Company>
    /// 14 digits; `nil` when the host has none, and then `noSiretReason` says why.
    public var siret: String?
    public var noSiretReason: NoSiretReason?
    /// Legal name (raison sociale).
    public var legalName: String
    /// Name above the door (enseigne), when it differs.
    public var tradeName: String?
    public var kind: OrganisationKind
    /// Activity code with its dot: `45.20A`.
    public var naf: String?
    public var activity: String
    /// Number of people employed, when known: decides how many trainees at once (R.124-10).
    public var headcount: Int?
    public var address: PostalAddress
    /// Three characters, or two in metropolitan France: `31`, `2A`, `974`.
    public var department: String
    public var phone: String?
    public var email: String?
    public var website: String?
    public var relation: RelationStatus
    public var origin: RelationOrigin
    /// Streams and trades the company hosts, as the school calls them.
    public var streams: String
    public var notes: String
    /// Civil liability insurer of the host, a mandatory mention of agreements (D.124-4, 9°).
    public var insurer: String?
    public var insurancePolicy: String?
    /// Degrees, WGS 84; `nil` when the place is not on the map.
    public var latitude: Double?
    public var longitude: Double?
    public var searchKey: String
    /// The name alone, folded: the order of lists.
    public var sortKey: String
    public var archivedOn: LocalDate?
    public var version: Int

    public init(
        id: ID<Company>, siret: String? = nil, noSiretReason: NoSiretReason? = nil, legalName: String,
        tradeName: String? = nil, kind: OrganisationKind = .company, naf: String? = nil, activity: String = "",
        headcount: Int? = nil, address: PostalAddress = PostalAddress(), department: String = "", phone: String? = nil,
        email: String? = nil, website: String? = nil, relation: RelationStatus = .prospect,
        origin: RelationOrigin = .office, streams: String = "", notes: String = "", insurer: String? = nil,
        insurancePolicy: String? = nil, latitude: Double? = nil,
        longitude: Double? = nil, archivedOn: LocalDate? = nil, version: Int = 1
    ) {
        self.id = id
        self.siret = siret
        self.noSiretReason = noSiretReason
        self.legalName = legalName
        self.tradeName = tradeName
        self.kind = kind
        self.naf = naf
        self.activity = activity
        self.headcount = headcount
        self.address = address
        self.department = department
        self.phone = phone
        self.email = email
        self.website = website
        self.relation = relation
        self.origin = origin
        self.streams = streams
        self.notes = notes
        self.insurer = insurer
        self.insurancePolicy = insurancePolicy
        self.latitude = latitude
        self.longitude = longitude
        self.archivedOn = archivedOn
        self.version = version
        searchKey = ""
        sortKey = ""
        refold()
    }

    /// The name people know the place by.
    public var displayName: String { tradeName ?? legalName }

    /// Writes the folded keys again; to be called after a change of name, town or SIRET.
    public mutating func refold() {
        sortKey = SearchKey(displayName).rawValue
        searchKey =
            SearchKey(joining: [displayName, tradeName == nil ? "" : legalName, address.city, siret ?? ""])
            .rawValue
    }
}

/// Why a host has no SIRET (F3).
public enum NoSiretReason: String, Codable, CaseIterable, Sendable {
    case foreign = "etranger"
    case privateEmployer = "particulier_employeur"
    case inCreation = "en_creation"
    case unknown = "inconnu"

    public var label: String {
        switch self {
        case .foreign: "Organisme à l’étranger"
        case .privateEmployer: "Particulier employeur"
        case .inCreation: "Entreprise en cours de création"
        case .unknown: "Numéro pas encore connu"
        }
    }
}

/// What kind of organisation a partner is.
public enum OrganisationKind: String, Codable, CaseIterable, Sendable {
    case company = "entreprise"
    case craft = "artisan"
    case association
    case localAuthority = "collectivite"
    case publicService = "service_public"
    case chamber = "chambre"
    case federation
    case cluster
    case temporaryWork = "interim"
    case school = "ecole_college"
    case other = "autre"

    public var label: String {
        switch self {
        case .company: "Entreprise"
        case .craft: "Artisan"
        case .association: "Association"
        case .localAuthority: "Collectivité"
        case .publicService: "Service public"
        case .chamber: "Chambre consulaire"
        case .federation: "Fédération professionnelle"
        case .cluster: "Réseau ou pôle"
        case .temporaryWork: "Agence d’intérim"
        case .school: "École ou collège"
        case .other: "Autre"
        }
    }
}

/// Where the relation with a partner stands.
public enum RelationStatus: String, Codable, CaseIterable, Sendable {
    case prospect
    case contacted = "contacte"
    case interested = "interesse"
    case active = "actif"
    case dormant
    case toRevive = "a_relancer"
    case inactive = "inactif"
    case leaveAlone = "ne_plus_solliciter"

    public var label: String {
        switch self {
        case .prospect: "Prospect"
        case .contacted: "Contacté"
        case .interested: "Intéressé"
        case .active: "Actif"
        case .dormant: "Dormant"
        case .toRevive: "À relancer"
        case .inactive: "Inactif"
        case .leaveAlone: "Ne plus solliciter"
        }
    }
}

/// How the bureau came to know a partner.
public enum RelationOrigin: String, Codable, CaseIterable, Sendable {
    case learner = "eleve"
    case teacher = "enseignant"
    case office = "bureau"
    case incomingRequest = "demande_entrante"
    case fair = "forum"
    case network = "reseau"
    case openData = "open_data"
    case alumnus = "ancien_eleve"
    case family = "famille"

    public var label: String {
        switch self {
        case .learner: "Un élève"
        case .teacher: "Un enseignant"
        case .office: "Le bureau"
        case .incomingRequest: "Demande de l’entreprise"
        case .fair: "Forum ou salon"
        case .network: "Réseau"
        case .openData: "Répertoire public"
        case .alumnus: "Un ancien élève"
        case .family: "Une famille"
        }
    }
}

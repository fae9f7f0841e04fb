/// A person at a partner's: the one who decides, hosts, tutors or signs.
public struct Contact: Codable, Equatable, Sendable {
    public let id: ID<Contact>
    public let companyId: ID<Company>
    public var civility: String
    public var familyName: String
    public var firstName: String
    public var function: String
    public var email: String?
    public var phone: String?
    public var tutor: Bool
    /// Of age, as the host said; `nil` when nobody asked (PFMP-65). No birth date is kept of people in companies.
    public var adult: Bool?
    /// Signs agreements for the host.
    public var signatory: Bool
    /// Everything else the person does for us, a list of `ContactRole` raw values joined by commas.
    public var roles: String
    public var searchKey: String
    public var leftOn: LocalDate?
    public var version: Int

    public init(
        id: ID<Contact>, companyId: ID<Company>, civility: String = "", familyName: String, firstName: String = "",
        function: String = "", email: String? = nil, phone: String? = nil, tutor: Bool = false,
        adult: Bool? = nil, signatory: Bool = false, roles: [ContactRole] = [], leftOn: LocalDate? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.companyId = companyId
        self.civility = civility
        self.familyName = familyName
        self.firstName = firstName
        self.function = function
        self.email = email
        self.phone = phone
        self.tutor = tutor
        self.adult = adult
        self.signatory = signatory
        self.roles = roles.map(\.rawValue).joined(separator: ",")
        self.leftOn = leftOn
        self.version = version
        searchKey = SearchKey(familyName, firstName).rawValue
    }

    public var fullName: String {
        [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// What a contact does.
public enum ContactRole: String, Codable, CaseIterable, Sendable {
    case manager = "dirigeant"
    case humanResources = "RH"
    case tutor = "tuteur"
    case apprenticeMaster = "maitre_apprentissage"
    case assistant
    case taxAccountant = "comptable_taxe"
    case jury
    case mentor
    case alumnus = "alumni"

    public var label: String {
        switch self {
        case .manager: "Dirigeant"
        case .humanResources: "Ressources humaines"
        case .tutor: "Tuteur"
        case .apprenticeMaster: "Maître d’apprentissage"
        case .assistant: "Assistant"
        case .taxAccountant: "Taxe d’apprentissage"
        case .jury: "Membre de jury"
        case .mentor: "Mentor"
        case .alumnus: "Ancien élève"
        }
    }
}

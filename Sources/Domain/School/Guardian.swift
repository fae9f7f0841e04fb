/// A legal representative or another adult responsible for a learner.
public struct Guardian: Codable, Equatable, Sendable {
    public let id: ID<Guardian>
    public var civility: String
    public var familyName: String
    public var firstName: String
    public var email: String?
    public var phone: String?
    public var address: PostalAddress
    public var searchKey: String
    public var version: Int

    public init(
        id: ID<Guardian>, civility: String = "", familyName: String, firstName: String, email: String? = nil,
        phone: String? = nil, address: PostalAddress = PostalAddress(), version: Int = 1
    ) {
        self.id = id
        self.civility = civility
        self.familyName = familyName
        self.firstName = firstName
        self.email = email
        self.phone = phone
        self.address = address
        self.version = version
        searchKey = SearchKey(familyName, firstName).rawValue
    }

    public var fullName: String { [firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// Who is responsible for whom.
public struct Guardianship: Codable, Equatable, Sendable {
    public let id: ID<Guardianship>
    public let learnerId: ID<Learner>
    public let guardianId: ID<Guardian>
    /// 1 and 2 are legal representatives, who sign for a minor (D.124-4); 0 is any other adult.
    public var legalRank: Int
    public var kinship: Kinship

    public init(
        id: ID<Guardianship>, learnerId: ID<Learner>, guardianId: ID<Guardian>, legalRank: Int, kinship: Kinship
    ) {
        self.id = id
        self.learnerId = learnerId
        self.guardianId = guardianId
        self.legalRank = legalRank
        self.kinship = kinship
    }
}

/// Kinship as coded by SIECLE (`CODE_PARENTE`).
public enum Kinship: String, Codable, CaseIterable, Sendable {
    case mother = "10"
    case father = "20"
    case relative = "39"
    case legalTutor = "50"
    case childWelfare = "51"
    case learner = "70"
    case other = "90"

    public var label: String {
        switch self {
        case .mother: "Mère"
        case .father: "Père"
        case .relative: "Autre membre de la famille"
        case .legalTutor: "Tuteur légal"
        case .childWelfare: "Aide sociale à l’enfance"
        case .learner: "Élève lui-même"
        case .other: "Autre"
        }
    }
}

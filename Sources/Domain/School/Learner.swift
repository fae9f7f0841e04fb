/// The four publics of a bureau des entreprises.
public enum LearnerPublic: String, Codable, CaseIterable, Sendable {
    case pupil = "eleve"
    case student = "etudiant"
    case apprentice = "apprenti"
    case adultTrainee = "stagiaire_FC"

    public var label: String {
        switch self {
        case .pupil: "Élève"
        case .student: "Étudiant"
        case .apprentice: "Apprenti"
        case .adultTrainee: "Stagiaire de la formation continue"
        }
    }

    /// Only people under school or student status go on PFMP or stage with an agreement of chapter L.124
    /// (PFMP-115, PFMP-116): the others have a contract or documents of their own.
    public var takesAgreements: Bool { self == .pupil || self == .student }
}

/// A person in training at the establishment.
public struct Learner: Codable, Equatable, Sendable {
    public let id: ID<Learner>
    /// National identifier; shown to few, never in addresses, logs or documents for hosts.
    public var ine: String?
    public var familyName: String
    public var usageName: String?
    public var firstName: String
    public var otherFirstNames: String
    public var birthDate: LocalDate?
    public var sex: Sex?
    public var learnerPublic: LearnerPublic
    /// Boarding status as coded by SIECLE: 0 external, 2x half-board, 3x boarder…
    public var regime: String
    public var email: String?
    public var phone: String?
    public var address: PostalAddress
    public var enteredOn: LocalDate?
    /// The day the learner left the establishment: closed, never deleted.
    public var leftOn: LocalDate?
    public var searchKey: String
    public var version: Int

    public init(
        id: ID<Learner>, ine: String? = nil, familyName: String, usageName: String? = nil, firstName: String,
        otherFirstNames: String = "", birthDate: LocalDate? = nil, sex: Sex? = nil,
        learnerPublic: LearnerPublic = .pupil, regime: String = "", email: String? = nil, phone: String? = nil,
        address: PostalAddress = PostalAddress(), enteredOn: LocalDate? = nil, leftOn: LocalDate? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.ine = ine
        self.familyName = familyName
        self.usageName = usageName
        self.firstName = firstName
        self.otherFirstNames = otherFirstNames
        self.birthDate = birthDate
        self.sex = sex
        self.learnerPublic = learnerPublic
        self.regime = regime
        self.email = email
        self.phone = phone
        self.address = address
        self.enteredOn = enteredOn
        self.leftOn = leftOn
        self.version = version
        searchKey = Learner.searchKey(familyName: familyName, usageName: usageName, firstName: firstName)
    }

    /// The name people use: usage name when there is one.
    public var displayedFamilyName: String { usageName ?? familyName }

    /// `FICTIF Noémie`: how schools sort and call.
    public var listName: String { displayedFamilyName + " " + firstName }

    /// `Noémie Fictif` in sentences.
    public var fullName: String { firstName + " " + displayedFamilyName }

    /// Minority is judged day by day (PFMP-40); unknown birth dates count as minor, the careful side.
    public func isMinor(on day: LocalDate) -> Bool {
        guard let birthDate else { return true }
        return birthDate.age(on: day) < Learner.ageOfMajority
    }

    static let ageOfMajority = 18

    /// The folded key under which a learner is found and sorted.
    public static func searchKey(familyName: String, usageName: String?, firstName: String) -> String {
        SearchKey(joining: [usageName ?? familyName, firstName, usageName == nil ? "" : familyName]).rawValue
    }
}

/// Sex as recorded by the State's files (`CODE_SEXE`).
public enum Sex: String, Codable, CaseIterable, Sendable {
    case male = "M"
    case female = "F"
}

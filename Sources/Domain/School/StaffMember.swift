/// A person who works at the establishment: teacher, head, CPE…
public struct StaffMember: Codable, Equatable, Sendable {
    public let id: ID<StaffMember>
    public var civility: String
    public var familyName: String
    public var firstName: String
    /// Function as coded by STS-web (`ENS`, `DIR`, `EDU`, `DOC`…) or free text.
    public var function: String
    public var discipline: String
    public var email: String?
    public var phone: String?
    /// Key of STS-web, type and number: `epp:70001`.
    public var stsKey: String?
    public var leftOn: LocalDate?
    public var searchKey: String
    public var version: Int

    public init(
        id: ID<StaffMember>, civility: String = "", familyName: String, firstName: String, function: String = "ENS",
        discipline: String = "", email: String? = nil, phone: String? = nil, stsKey: String? = nil,
        leftOn: LocalDate? = nil, version: Int = 1
    ) {
        self.id = id
        self.civility = civility
        self.familyName = familyName
        self.firstName = firstName
        self.function = function
        self.discipline = discipline
        self.email = email
        self.phone = phone
        self.stsKey = stsKey
        self.leftOn = leftOn
        self.version = version
        searchKey = SearchKey(familyName, firstName).rawValue
    }

    public var fullName: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
    public var listName: String { familyName + " " + firstName }
}

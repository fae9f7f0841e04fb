/// A person who signs in. One account may belong to several establishments with different roles.
public struct Account: Codable, Equatable, Sendable {
    public let id: ID<Account>
    public var email: String
    public var familyName: String
    public var firstName: String
    public var active: Bool

    public init(id: ID<Account>, email: String, familyName: String, firstName: String, active: Bool = true) {
        self.id = id
        self.email = email
        self.familyName = familyName
        self.firstName = firstName
        self.active = active
    }

    /// `Paul Inventé`
    public var fullName: String { firstName + " " + familyName }
}

/// The role of one account in one establishment.
public struct Membership: Codable, Equatable, Sendable {
    public let id: ID<Membership>
    public let accountId: ID<Account>
    public let schoolId: ID<School>
    public var role: Role
    /// The member of staff that the account is, when the establishment knows them: decides whose learners they see.
    public var staffId: ID<StaffMember>?

    public init(
        id: ID<Membership>, accountId: ID<Account>, schoolId: ID<School>, role: Role, staffId: ID<StaffMember>? = nil
    ) {
        self.id = id
        self.accountId = accountId
        self.schoolId = schoolId
        self.role = role
        self.staffId = staffId
    }
}

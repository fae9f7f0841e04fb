import Domain
import Foundation

/// Who acts, in which establishment, with which rights.
public struct Author: Sendable {
    public let accountId: ID<Account>?
    public let name: String
    public let schoolId: ID<School>
    public let schoolName: String
    public let roles: [Role]
    public let permissions: Set<Permission>
    /// The member of staff behind the account.
    public let staffId: ID<StaffMember>?
    public let currentYear: Int
    public let timeZone: String

    public init(
        accountId: ID<Account>?, name: String, schoolId: ID<School>, schoolName: String, roles: [Role],
        staffId: ID<StaffMember>?, currentYear: Int, timeZone: String = "Europe/Paris"
    ) {
        self.accountId = accountId
        self.name = name
        self.schoolId = schoolId
        self.schoolName = schoolName
        self.roles = roles
        self.staffId = staffId
        self.currentYear = currentYear
        self.timeZone = timeZone
        permissions = roles.reduce(into: []) { $0.formUnion($1.permissions) }
    }

    /// The command line acts for the establishment with all its rights; the journal names it.
    public static func commandLine(for school: School) -> Author {
        Author(
            accountId: nil, name: "Ligne de commande", schoolId: school.id, schoolName: school.name,
            roles: [.proviseur, .ddfpt, .rbde], staffId: nil, currentYear: school.currentYear,
            timeZone: school.timeZone)
    }

    public func may(_ permission: Permission) -> Bool {
        permissions.contains(permission)
    }

    func require(_ permission: Permission) throws(Forbidden) {
        guard may(permission) else { throw Forbidden(permission) }
    }

    /// Whose records the person sees.
    var learnerScope: LearnerScope {
        if may(.seeAllLearners) { return .all }
        if may(.seeOwnLearners), let staffId { return .followed(by: staffId) }
        return .none
    }

    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .paris }
}

/// Which learners a handle of a school shows.
enum LearnerScope: Sendable, Equatable {
    case all
    /// The learners of the classes a teacher has, and those they follow as référent.
    case followed(by: ID<StaffMember>)
    case none
}

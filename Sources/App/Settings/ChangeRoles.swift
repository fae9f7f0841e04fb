import Domain
import Persistence

/// Gives someone other roles, or another link to the staff.
struct ChangeRoles: Operation {
    let account: ID<Account>
    let roles: [Role]
    let staffId: ID<StaffMember>?

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageAccounts)

        let former = try db.colleague(account)
        try db.requireInvitable(roles)
        try db.setRoles(roles, of: account, staff: staffId, at: now)
        try db.requireManager()
        let name = former.account.fullName
        try db.journal(
            "Rôles changés", Subject("account", account), before: RolesNote(former.roles, of: name),
            after: RolesNote(try db.colleague(account).roles, of: name), by: author, at: now)
    }
}

extension SchoolDatabase {
    /// Only the roles of a school are given by a school.
    func requireInvitable(_ roles: [Role]) throws {
        guard !roles.isEmpty else { throw FieldRefusal("roles", "Choisissez au moins un rôle.") }
        guard roles.allSatisfy(Role.invitable.contains) else {
            throw FieldRefusal("roles", "Un de ces rôles ne se donne pas ici.")
        }
    }

    /// Makes these the roles of an account here. Roles given by an authority above the school stay.
    func setRoles(_ roles: [Role], of account: ID<Account>, staff: ID<StaffMember>?, at now: Now) throws {
        if let staff { _ = try find(staff, in: .staffMember, "Ce membre de l’équipe") as StaffMember }
        let former: [Membership] = try rows(
            """
            select membership.* from \(table(.membership)) where membership.account_id = \(account)
            order by membership.id
            """)
        for role in roles where !former.contains(where: { $0.role == role }) {
            let membership = Membership(id: newID(), accountId: account, schoolId: schoolId, role: role)
            try onPlatform { try $0.insert(membership, at: now) }
        }
        let removed = former.filter { Role.invitable.contains($0.role) && !roles.contains($0.role) }.map(\.id)
        try delete(from: .membership, where: "id in (\(list: removed))")
        try change(.membership, set: "staff_id = \(staff.sqlValue)", where: "account_id = \(account)")
        try keepSessionsHere(of: account, after: removed)
    }

    /// A session that worked here through a role now gone goes on here through another.
    private func keepSessionsHere(of account: ID<Account>, after removed: [ID<Membership>]) throws {
        guard !removed.isEmpty else { return }
        let left: ID<Membership>? = try row(
            """
            select membership.id from \(table(.membership)) where membership.account_id = \(account)
            order by membership.id limit 1
            """)
        try onPlatform { platform in
            _ = try platform.run(
                "update session set membership_id = \(left.sqlValue) where membership_id in (\(list: removed))")
        }
    }
}

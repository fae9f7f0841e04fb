import Domain
import Persistence

/// Someone who has an account in the school, with all their roles there.
struct Colleague: Sendable {
    let account: Account
    let signedInAt: Moment?
    let hasPassword: Bool
    let hasSecondFactor: Bool
    let hasProvider: Bool
    let roles: [Role]
    let staffId: ID<StaffMember>?
    let staffName: String?

    /// Whether the person ever came in.
    var isInvited: Bool { !hasPassword && !hasProvider }
}

private struct ColleagueRow: Codable {
    let id: ID<Account>
    let email: String
    let familyName: String
    let firstName: String
    let active: Bool
    let signedInAt: Moment?
    let hasPassword: Bool
    let hasSecondFactor: Bool
    let hasProvider: Bool
    let role: String
    let staffId: ID<StaffMember>?
    let staffFamilyName: String?
    let staffFirstName: String?
}

extension SchoolDatabase {
    /// Everybody who has an account here, by name.
    func colleagues() throws -> [Colleague] {
        try colleagues(where: "true")
    }

    func colleague(_ id: ID<Account>) throws -> Colleague {
        guard let found = try colleagues(where: "account.id = \(id)").first else { throw NotFound("Cette personne") }
        return found
    }

    private func colleagues(where condition: SQL) throws -> [Colleague] {
        let found: [ColleagueRow] = try rows(
            """
            select account.id, account.email, account.family_name, account.first_name, account.active,
            account.signed_in_at, account.password_hash is not null as has_password,
            account.totp_secret is not null as has_second_factor, account.oidc_subject is not null as has_provider,
            membership.role, membership.staff_id, staff_member.family_name as staff_family_name,
            staff_member.first_name as staff_first_name
            from \(table(.membership)) join account on account.id = membership.account_id
            left join \(table(.staffMember)) on staff_member.id = membership.staff_id
            where \(condition) order by account.family_name, account.first_name, account.id, membership.id
            """)
        let keys = found.map(\.id).reduce(into: [ID<Account>]()) { list, id in
            if list.last != id { list.append(id) }
        }
        let groups = Dictionary(grouping: found, by: \.id)
        return keys.compactMap { groups[$0].flatMap(colleague) }
    }

    private func colleague(_ rows: [ColleagueRow]) -> Colleague? {
        guard let row = rows.first else { return nil }
        let staff = rows.first { $0.staffId != nil }
        return Colleague(
            account: Account(
                id: row.id, email: row.email, familyName: row.familyName, firstName: row.firstName,
                active: row.active),
            signedInAt: row.signedInAt, hasPassword: row.hasPassword, hasSecondFactor: row.hasSecondFactor,
            hasProvider: row.hasProvider, roles: rows.compactMap { Role(rawValue: $0.role) }, staffId: staff?.staffId,
            staffName: staff.map { [$0.staffFirstName, $0.staffFamilyName].compactMap(\.self).joined(separator: " ") })
    }

    /// The staff of the school who are still there, for the link between a person and their account.
    func staffChoices() throws -> [StaffMember] {
        try rows(
            """
            select staff_member.* from \(table(.staffMember)) where staff_member.left_on is null
            order by staff_member.search_key, staff_member.id
            """)
    }

    /// Whether an account also works in another establishment.
    // shared tables: membership
    func worksElsewhere(_ account: ID<Account>) throws -> Bool {
        try onPlatform { platform in
            let other: String? = try platform.row(
                """
                select membership.id from membership
                where membership.account_id = \(account) and membership.school_id <> \(schoolId) limit 1
                """)
            return other != nil
        }
    }

    /// Refuses to leave the school without anybody who may manage its accounts.
    func requireManager() throws {
        let managers = Role.allCases.filter { $0.may(.manageAccounts) }
        let left = try count(
            """
            select count(*) from \(table(.membership)) join account on account.id = membership.account_id
            where account.active and membership.role in (\(list: managers))
            """)
        guard left > 0 else { throw LastManager() }
    }
}

/// Nobody would be left to manage the accounts.
struct LastManager: Refusal, Equatable {
    var message: String {
        "C’est la dernière personne qui gère les comptes : donnez d’abord ce droit à quelqu’un d’autre."
    }
}

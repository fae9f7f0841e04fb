import Domain
import Persistence

/// What sign-in needs to know of an account.
struct Credentials: Codable, Sendable {
    let id: ID<Account>
    let email: String
    let familyName: String
    let firstName: String
    let active: Bool
    let passwordHash: String?
    let totpSecret: String?
    let totpLastStep: Int

    var account: Account {
        Account(id: id, email: email, familyName: familyName, firstName: firstName, active: active)
    }
}

extension PlatformDatabase {
    /// - Parameter email: any case; accounts are kept in lower case.
    func credentials(email: String) throws -> Credentials? {
        try row("\(credentialsQuery) where account.email = \(email.lowercased())")
    }

    func credentials(of account: ID<Account>) throws -> Credentials? {
        try row("\(credentialsQuery) where account.id = \(account.rawValue)")
    }

    private var credentialsQuery: SQL {
        """
        select account.id, account.email, account.family_name, account.first_name, account.active,
        account.password_hash, account.totp_secret, account.totp_last_step from account
        """
    }

    /// Whether the installation has a school yet: an empty one leads to the first-run page.
    func hasSchool() throws -> Bool {
        try row("select school.id from school limit 1", as: String.self) != nil
    }

    func school(uai: String) throws -> School? {
        try row("select school.* from school where school.uai = \(uai)")
    }

    func school(id: ID<School>) throws -> School? {
        try row("select school.* from school where school.id = \(id.rawValue)")
    }

    func schools() throws -> [School] {
        try rows("select school.* from school order by school.name, school.id")
    }

    func insert(_ account: Account, passwordHash: String?, at now: Now) throws {
        try insert(
            account, into: "account",
            also: [
                "password_hash": passwordHash.sqlValue, "created_at": .text(now.moment.description),
            ])
    }

    /// Makes an account a member of a school.
    func insert(_ membership: Membership, at now: Now) throws {
        try insert(membership, into: "membership", also: ["created_at": .text(now.moment.description)])
    }
}

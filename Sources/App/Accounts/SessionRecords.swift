import Domain
import Persistence

/// A line of « Mes sessions ».
struct SessionLine: Codable, Sendable {
    let tokenHash: String
    let label: String
    let createdAt: Moment
    let seenAt: Moment
    let secondFactorAt: Moment?
}

/// What the account page shows of an account beside its sessions.
struct AccountSecurity: Codable, Sendable {
    let hasPassword: Bool
    let hasSecondFactor: Bool
    let hasProvider: Bool
}

extension PlatformDatabase {
    /// The open sessions of an account, the last seen first.
    func sessions(of account: ID<Account>, at now: Moment) throws -> [SessionLine] {
        try rows(
            """
            select session.token_hash, session.label, session.created_at, session.seen_at, session.second_factor_at
            from session where session.account_id = \(account) and session.expires_at > \(now)
            order by session.seen_at desc, session.token_hash limit 50
            """)
    }

    func security(of account: ID<Account>) throws -> AccountSecurity {
        let found: AccountSecurity? = try row(
            """
            select account.password_hash is not null as has_password, account.totp_secret is not null
            as has_second_factor, account.oidc_subject is not null as has_provider
            from account where account.id = \(account)
            """)
        guard let found else { throw NotFound("Ce compte") }
        return found
    }
}

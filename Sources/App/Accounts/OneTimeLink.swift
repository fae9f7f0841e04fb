import Domain
import Persistence

/// A link that serves once: an invitation, or a new password. The secret is in the link only; its hash is kept.
struct OneTimeLink: Codable, Equatable, Sendable {
    enum Purpose: String, Codable, CaseIterable, Sendable, SQLBindable {
        case invitation
        case reset

        /// How long the link serves.
        var seconds: Int {
            switch self {
            case .invitation: 7 * 24 * 3600
            case .reset: 3600
            }
        }

        /// « 7 jours », for the mail that carries the link.
        var duration: String {
            switch self {
            case .invitation: "7 jours"
            case .reset: "1 heure"
            }
        }

        func link(_ token: String) -> Link {
            switch self {
            case .invitation: Link("/invitation", [token])
            case .reset: Link("/mot-de-passe/nouveau", [token])
            }
        }
    }

    let tokenHash: String
    let purpose: Purpose
    let accountId: ID<Account>
    let createdAt: Moment
    let expiresAt: Moment
    let usedAt: Moment?
}

/// The link is not good, whatever the reason: unknown, used, too old, of an account that was suspended.
struct LinkExpired: Refusal, Equatable {
    var message: String { "Ce lien ne sert plus : il a déjà été utilisé, ou il est trop ancien." }
}

extension PlatformDatabase {
    /// Keeps the hash of a fresh link and cancels the ones of the same account that were not used.
    func addLink(_ token: String, _ purpose: OneTimeLink.Purpose, for account: ID<Account>, at now: Now) throws {
        try run("delete from access_token where access_token.account_id = \(account) and access_token.used_at is null")
        let link = OneTimeLink(
            tokenHash: Secret.hash(token), purpose: purpose, accountId: account, createdAt: now.moment,
            expiresAt: now.moment.adding(seconds: purpose.seconds), usedAt: nil)
        try insert(link, into: "access_token")
    }

    /// The account that a link is for, while the link is good.
    func accountBehind(_ token: String, _ purpose: OneTimeLink.Purpose, at now: Moment) throws -> Account {
        let account: Account? = try row(
            """
            select account.id, account.email, account.family_name, account.first_name, account.active
            from access_token join account on account.id = access_token.account_id
            where access_token.token_hash = \(Secret.hash(token)) and access_token.purpose = \(purpose)
            and access_token.used_at is null and access_token.expires_at > \(now) and account.active
            """)
        guard let account else { throw LinkExpired() }
        return account
    }

    /// Marks a link as used.
    func useLink(_ token: String, at now: Now) throws {
        let used = try run(
            """
            update access_token set used_at = \(now.moment)
            where token_hash = \(Secret.hash(token)) and used_at is null
            """)
        guard used == 1 else { throw LinkExpired() }
    }
}

import Domain
import Persistence

/// Who a provider says a person is.
struct ProvenIdentity: Equatable, Sendable {
    let issuer: String
    /// The key of the person at the provider: it never changes and is never given again.
    let subject: String
    let email: String?
    let isEmailVerified: Bool
}

/// Finds the account of a proven identity: the one linked to it, or the first time the one that has its verified e-mail
/// address, which is then linked. It never creates an account.
struct RecogniseIdentity: PlatformOperation {
    let identity: ProvenIdentity
    /// The provider as people know it.
    let provider: String

    func run(in db: PlatformDatabase, at now: Now) throws -> Account {
        if let account = try linked(db) {
            guard account.active else { throw ProviderRefusal(cause: .unknown) }
            return account
        }
        guard let email = identity.email else { throw ProviderRefusal(cause: .unknown) }
        guard identity.isEmailVerified else { throw ProviderRefusal(cause: .unverifiedEmail) }
        guard let account = try db.credentials(email: email)?.account, account.active else {
            throw ProviderRefusal(cause: .unknown)
        }
        // An account linked to someone else at the provider stays theirs, even if the address changed hands.
        let linked = try db.run(
            """
            update account set oidc_issuer = \(identity.issuer), oidc_subject = \(identity.subject)
            where id = \(account.id) and oidc_subject is null
            """)
        guard linked == 1 else { throw ProviderRefusal(cause: .unknown) }
        try db.journal("Compte relié à « \(provider) »", about: account, at: now)
        return account
    }

    private func linked(_ db: PlatformDatabase) throws -> Account? {
        try db.row(
            """
            select account.id, account.email, account.family_name, account.first_name, account.active from account
            where account.oidc_issuer = \(identity.issuer) and account.oidc_subject = \(identity.subject)
            """)
    }
}

import Domain
import Persistence

/// Closes the account of someone, or opens it again. An account that also works elsewhere is not ours to close.
struct SuspendPerson: Operation {
    let account: ID<Account>
    let active: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageAccounts)

        let person = try db.colleague(account).account
        guard account != author.accountId else { throw OwnAccount() }
        guard try !db.worksElsewhere(account) else { throw SharedAccount() }
        try db.onPlatform { platform in
            _ = try platform.run("update account set active = \(active) where id = \(account)")
            if !active { try CloseSessions(which: .all(of: account)).run(in: platform, at: now) }
        }
        try db.requireManager()
        try db.journal(
            active ? "Compte rouvert" : "Compte suspendu", Subject("account", account),
            after: ["person": person.fullName], by: author, at: now)
    }
}

/// Takes someone out of the school. Their account stays, with its other establishments.
struct RemovePerson: Operation {
    let account: ID<Account>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.manageAccounts)

        let person = try db.colleague(account)
        guard account != author.accountId else { throw OwnAccount() }
        try db.delete(from: .membership, where: "account_id = \(account)")
        try db.requireManager()
        try db.onPlatform { platform in try CloseSessions(which: .all(of: account)).run(in: platform, at: now) }
        try db.journal(
            "Accès retiré", Subject("account", account), before: RolesNote(person.roles, of: person.account.fullName),
            by: author, at: now)
    }
}

/// Gives a fresh link to someone who lost their invitation or their password.
struct RenewLink: Operation {
    let account: ID<Account>
    let token: String
    /// The whole addresses of the link, by what it is for.
    let address: @Sendable (OneTimeLink.Purpose) -> String
    let sendsMails: Bool

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> OneTimeLink.Purpose {
        try author.require(.manageAccounts)

        let person = try db.colleague(account)
        guard person.account.active else { throw SuspendedAccount() }
        // Handed over by hand, the link would open the other establishments to whoever holds it.
        guard try sendsMails || !db.worksElsewhere(account) else { throw SharedAccount() }
        let purpose: OneTimeLink.Purpose = person.isInvited ? .invitation : .reset
        try db.onPlatform { platform in
            try platform.addLink(token, purpose, for: account, at: now)
            if sendsMails {
                try platform.send(
                    mail(to: person.account, purpose, author), to: person.account, of: db.schoolId, at: now)
            }
        }
        try db.journal(
            "Lien de connexion renouvelé", Subject("account", account), after: ["person": person.account.fullName],
            by: author, at: now)
        return purpose
    }

    private func mail(to account: Account, _ purpose: OneTimeLink.Purpose, _ author: Author) -> AccountMail {
        switch purpose {
        case .invitation:
            .invitation(
                name: account.firstName, school: author.schoolName, inviter: author.name, address: address(purpose))
        case .reset: .reset(name: account.firstName, address: address(purpose))
        }
    }
}

struct OwnAccount: Refusal, Equatable {
    var message: String { "C’est votre propre compte : demandez à une autre personne qui gère les comptes." }
}

struct SharedAccount: Refusal, Equatable {
    var message: String {
        "Cette personne travaille aussi dans un autre établissement : retirez-lui l’accès au vôtre, ou laissez-la "
            + "demander elle-même un nouveau mot de passe."
    }
}

struct SuspendedAccount: Refusal, Equatable {
    var message: String { "Ce compte est suspendu : rouvrez-le d’abord." }
}

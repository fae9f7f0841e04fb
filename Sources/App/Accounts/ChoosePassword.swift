import Domain
import Persistence

/// Keeps the password chosen behind a one-time link. Every session of the account ends.
struct ChoosePassword: PlatformOperation {
    let token: String
    let purpose: OneTimeLink.Purpose
    let passwordHash: PasswordHash
    /// Where to go if the change was not wanted.
    let helpAddress: String

    func run(in db: PlatformDatabase, at now: Now) throws -> Account {
        let account = try db.accountBehind(token, purpose, at: now.moment)
        try db.useLink(token, at: now)
        try db.keep(passwordHash, for: account.id)
        try db.run("delete from session where session.account_id = \(account.id)")
        try db.journal("Mot de passe choisi", about: account, at: now)
        if purpose == .reset {
            try db.send(.passwordChanged(name: account.firstName, address: helpAddress), to: account, at: now)
        }
        return account
    }
}

/// Changes the password of someone signed in who gave the former one. Their other sessions end.
struct ChangePassword: PlatformOperation {
    let account: Account
    let passwordHash: PasswordHash
    /// The session that goes on.
    let keptSession: String
    let helpAddress: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.keep(passwordHash, for: account.id)
        try CloseSessions(which: .others(of: account.id, than: keptSession)).run(in: db, at: now)
        try db.journal("Mot de passe changé", about: account, at: now)
        try db.send(.passwordChanged(name: account.firstName, address: helpAddress), to: account, at: now)
    }
}

extension PlatformDatabase {
    fileprivate func keep(_ hash: PasswordHash, for account: ID<Account>) throws {
        try run("update account set password_hash = \(hash.text) where account.id = \(account)")
        try run("delete from access_token where access_token.account_id = \(account) and access_token.used_at is null")
    }

    /// Writes a line about an account in the journal of every school where its holder works.
    func journal(_ action: String, about account: Account, at now: Now) throws {
        for author in try authors(of: account, first: nil) {
            try school(author.schoolId).journal(action, Subject("account", account.id), by: author, at: now)
        }
    }
}

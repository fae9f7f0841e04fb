import Domain
import Persistence

/// Turns the second factor on, once a first code shows that the telephone has the secret.
struct EnableSecondFactor: PlatformOperation {
    let account: Account
    let secret: String
    let code: String
    let recoveryCodes: [String]

    func run(in db: PlatformDatabase, at now: Now) throws {
        guard let totp = TOTP(secret: secret) else {
            throw FieldRefusal("code", "La clé n’est plus la bonne : rechargez la page et recommencez.")
        }
        guard let step = totp.step(matching: code, at: now.moment, after: 0) else {
            throw FieldRefusal(
                "code",
                "Ce code n’est pas reconnu. Vérifiez que l’heure du téléphone est juste, puis essayez le suivant.")
        }
        try db.run(
            "update account set totp_secret = \(secret), totp_last_step = \(step) where id = \(account.id)")
        try db.replaceRecoveryCodes(of: account.id, by: recoveryCodes, at: now)
        try db.journal("Connexion en deux étapes activée", about: account, at: now)
        try db.send(.secondFactorChanged(name: account.firstName, on: true), to: account, at: now)
    }
}

/// Turns the second factor off.
struct DisableSecondFactor: PlatformOperation {
    let account: Account

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run("update account set totp_secret = null, totp_last_step = 0 where id = \(account.id)")
        try db.replaceRecoveryCodes(of: account.id, by: [], at: now)
        try db.journal("Connexion en deux étapes désactivée", about: account, at: now)
        try db.send(.secondFactorChanged(name: account.firstName, on: false), to: account, at: now)
    }
}

/// Gives other recovery codes; the former ones are worth nothing any more.
struct RenewRecoveryCodes: PlatformOperation {
    let account: Account
    let recoveryCodes: [String]

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.replaceRecoveryCodes(of: account.id, by: recoveryCodes, at: now)
        try db.journal("Codes de secours renouvelés", about: account, at: now)
    }
}

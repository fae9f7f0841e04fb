import Domain
import Persistence

/// A code that replaces the second factor once.
struct RecoveryCode: Codable, Sendable {
    let codeHash: String
    let accountId: ID<Account>
    let createdAt: Moment
    let usedAt: Moment?

    /// How many are given at a time.
    static let count = 10

    /// 80 bits, in groups that people copy: `ABCD-EFGH-IJKL-MNOP`.
    static func fresh(_ random: () -> UInt64) -> String {
        Base32.grouped(Base32.text(Secret.bytes(10, random)))
    }

    static func hash(_ code: String, of account: ID<Account>) -> String {
        let letters = code.uppercased().filter { $0.isLetter || $0.isNumber }
        return Secret.hash(account.rawValue + ":" + letters)
    }
}

extension PlatformDatabase {
    /// Forgets the former recovery codes of an account and keeps the hashes of fresh ones.
    func replaceRecoveryCodes(of account: ID<Account>, by codes: [String], at now: Now) throws {
        try run("delete from recovery_code where recovery_code.account_id = \(account)")
        for code in codes {
            try insert(
                RecoveryCode(
                    codeHash: RecoveryCode.hash(code, of: account), accountId: account, createdAt: now.moment,
                    usedAt: nil),
                into: "recovery_code")
        }
    }

    func recoveryCodesLeft(of account: ID<Account>) throws -> Int {
        try row(
            """
            select count(*) from recovery_code
            where recovery_code.account_id = \(account) and recovery_code.used_at is null
            """) ?? 0
    }
}

/// Accepts a code of the second factor once, or a recovery code once.
struct PassSecondFactor: PlatformOperation {
    let accountId: ID<Account>
    let code: String

    func run(in db: PlatformDatabase, at now: Now) throws -> Bool {
        guard let credentials = try db.credentials(of: accountId), let secret = credentials.totpSecret,
            let totp = TOTP(secret: secret)
        else { return false }
        if let step = totp.step(matching: code, at: now.moment, after: credentials.totpLastStep) {
            return try db.run(
                """
                update account set totp_last_step = \(step) where id = \(accountId) and totp_last_step < \(step)
                """) == 1
        }
        let used = try db.run(
            """
            update recovery_code set used_at = \(now.moment)
            where account_id = \(accountId) and code_hash = \(RecoveryCode.hash(code, of: accountId))
            and used_at is null
            """)
        guard used == 1 else { return false }
        try db.journal("Code de secours utilisé", about: credentials.account, at: now)
        return true
    }
}

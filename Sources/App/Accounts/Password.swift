import CryptoExtras
import Domain
import Foundation
import NIOPosix

/// A password as kept: scrypt with its cost and salt beside it, `scrypt$15$salt$key`.
struct PasswordHash: Sendable, Equatable {
    let text: String
}

enum PasswordRefusal: Refusal, Equatable {
    case tooShort
    case tooCommon
    case likeTheName

    static let leastLength = 12

    var message: String {
        switch self {
        case .tooShort:
            "Choisissez au moins \(PasswordRefusal.leastLength) caractères : une phrase courte convient bien."
        case .tooCommon: "Ce mot de passe est trop facile à deviner. Choisissez plusieurs mots sans lien entre eux."
        case .likeTheName: "Le mot de passe ne doit pas reprendre votre nom ni votre adresse."
        }
    }
}

/// Hashes and checks passwords, a few at a time and never on the threads that serve pages.
struct Passwords: Sendable {
    /// Cost as a power of two.
    let cost: Int

    func hash(_ password: String, salt: [UInt8]) async throws -> PasswordHash {
        let key = try await derive(password, salt: salt, cost: cost)
        return PasswordHash(text: "scrypt$\(cost)$\(Hex.text(salt))$\(Hex.text(key))")
    }

    /// Takes the same time whether the account exists or not: give `nil` when it does not.
    func check(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        let parts = (hash?.text ?? "").split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", let cost = Int(parts[1]),
            let salt = Hex.bytes(String(parts[2])), let kept = Hex.bytes(String(parts[3]))
        else {
            _ = try await derive(password, salt: [UInt8](repeating: 0, count: 16), cost: self.cost)
            return false
        }
        let key = try await derive(password, salt: salt, cost: cost)
        return zip(key, kept).reduce(UInt8(key.count == kept.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Refuses passwords that guessers try first.
    static func require(_ password: String, for account: Account) throws(PasswordRefusal) {
        guard password.count >= PasswordRefusal.leastLength else { throw .tooShort }
        let folded = SearchKey(password).rawValue.filter { $0 != " " }
        if Set(folded).count < 5 || common.contains(where: { folded.hasPrefix($0) }) { throw .tooCommon }
        let names = [account.familyName, account.firstName, String(account.email.prefix { $0 != "@" })]
        let own = names.map { SearchKey($0).rawValue.filter { $0 != " " } }.filter { $0.count >= 4 }
        if own.contains(where: { folded.contains($0) && folded.count < $0.count + 8 }) { throw .likeTheName }
    }

    private static let common = [
        "motdepasse", "password", "azertyuiop", "qwertyuiop", "123456789", "lyceepro", "bonjourbonjour", "aaaaaaaaa",
    ]

    private func derive(_ password: String, salt: [UInt8], cost: Int) async throws -> [UInt8] {
        try await Self.threads.runIfActive {
            let key = try KDF.Scrypt.deriveKey(
                from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: 32,
                rounds: 1 << cost, blockSize: 8, parallelism: 1, maxMemory: (1 << cost) * 8 * 128 + 64 * 1024 * 1024)
            return key.withUnsafeBytes { Array($0) }
        }
    }

    /// Two at a time: each takes 32 MB at the usual cost.
    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        return pool
    }()
}

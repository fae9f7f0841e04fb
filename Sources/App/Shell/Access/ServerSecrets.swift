import Crypto
import Foundation
import Persistence
import Synchronization

/// The keys of this installation, made at the first start and kept in its database.
struct ServerSecrets: Sendable {
    private let key: SymmetricKey
    private let tokens = FormTokens()

    init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    static func load(from store: Store, random: @escaping @Sendable () -> UInt64) async throws -> ServerSecrets {
        let fresh = Hex.text(Secret.bytes(32, random))
        let kept = try await store.write { database in
            try database.run(
                """
                insert into server_setting (name, content) values ('signing_key', \(fresh)) on conflict (name) do nothing
                """)
            return try database.row(
                "select content from server_setting where name = 'signing_key'", as: String.self)
        }
        return ServerSecrets(key: Hex.bytes(kept ?? fresh) ?? [])
    }

    /// The token that a form must send back: bound to the visitor's session, worthless elsewhere.
    func formToken(for session: String) -> String {
        tokens.token(of: session) { seal(session, for: .form) }
    }

    func isFormToken(_ token: String, for session: String) -> Bool {
        isSeal(token, of: session, for: .form)
    }

    /// What a seal is made for: one made for a thing is worth nothing for another.
    enum Purpose: String, Sendable {
        case form
        /// A sign-in that waits for its second factor.
        case halfSignIn = "half"
        /// A sign-in that waits for the answer of an identity provider.
        case provider = "oidc"
        case firstRun = "first-run"
        /// The moment at which a public form was opened.
        case entryForm = "entry"
        /// The link of a company to its request.
        case requestLink = "request"
        /// A personal link whose address may be shown again: the database holds its hash only.
        case personalLink = "link"
    }

    /// Proves that a text comes from this installation (HMAC-SHA256, hexadecimal).
    func seal(_ text: String, for purpose: Purpose) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data((purpose.rawValue + ":" + text).utf8), using: key)
        return Hex.text(Array(code))
    }

    func isSeal(_ seal: String, of text: String, for purpose: Purpose) -> Bool {
        guard let bytes = Hex.bytes(seal) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            bytes, authenticating: Data((purpose.rawValue + ":" + text).utf8), using: key)
    }

    /// What the first-run page asks for where it can be reached from elsewhere: `ABCD-EFGH`, 40 bits.
    var firstRunCode: String {
        Base32.grouped(Base32.text(Array((Hex.bytes(seal("", for: .firstRun)) ?? []).prefix(5))))
    }
}

/// Random secrets for cookies and links, and the hashes under which they are kept.
enum Secret {
    static func bytes(_ count: Int, _ random: () -> UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            withUnsafeBytes(of: random()) { bytes += $0 }
        }
        return Array(bytes.prefix(count))
    }

    /// 256 bits as text that fits addresses and cookies.
    static func token(_ random: () -> UInt64) -> String {
        Hex.text(bytes(32, random))
    }

    static func hash(_ token: String) -> String {
        Hex.text(Array(SHA256.hash(data: Data(token.utf8))))
    }
}

enum Hex {
    static func text(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            for (index, byte) in bytes.enumerated() {
                text[2 * index] = digit(byte >> 4)
                text[2 * index + 1] = digit(byte & 15)
            }
            return bytes.count * 2
        }
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x57
        case 0x41...0x46: digit - 0x37
        default: nil
        }
    }
}

/// The form tokens of the sessions at work: a page has several forms, and its token is the same in all of them.
private final class FormTokens: Sendable {
    private static let most = 2_000

    private let made = Mutex<[String: String]>([:])

    func token(of session: String, make: () -> String) -> String {
        if let known = made.withLock({ $0[session] }) { return known }
        let token = make()
        made.withLock { made in
            if made.count >= Self.most { made.removeAll() }
            made[session] = token
        }
        return token
    }
}

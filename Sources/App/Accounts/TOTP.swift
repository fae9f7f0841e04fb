import Crypto
import Domain
import Foundation

/// One-time codes by time (RFC 6238): six figures from a shared secret, others every thirty seconds.
struct TOTP: Sendable {
    private let key: SymmetricKey

    static let stepSeconds = 30
    static let secretBytes = 20

    /// - Parameter secret: base 32; `nil` when it is not, or is shorter than RFC 4226 asks (128 bits).
    init?(secret: String) {
        guard let bytes = Base32.bytes(secret), bytes.count >= 16 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The number of the period of thirty seconds.
    static func step(at moment: Moment) -> Int {
        Int(moment.millisecondsSince1970 / 1000) / stepSeconds
    }

    /// The code of a period.
    func code(step: Int) -> String {
        let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { Data($0) }
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
        let offset = Int(digest[digest.count - 1] & 15)
        let number = digest[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let figures = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - figures.count) + figures
    }

    /// The period that a code belongs to, one early or late at most; `nil` when none, or when a code of that period
    /// or of a later one was used before: a code seen over a shoulder is worth nothing.
    func step(matching code: String, at moment: Moment, after last: Int) -> Int? {
        let typed = code.filter { !$0.isWhitespace }
        let now = TOTP.step(at: moment)
        return (now - 1...now + 1).first { $0 > last && Secret.hash(self.code(step: $0)) == Secret.hash(typed) }
    }

    /// The address that an authenticator application opens.
    static func address(secret: String, account: String) -> String {
        "otpauth://totp/Bureau:" + Link.encoded(account) + "?secret=" + secret + "&issuer=Bureau"
    }
}

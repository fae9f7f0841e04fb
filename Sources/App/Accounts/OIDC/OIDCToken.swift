import Domain
import Foundation
import JWTKit

/// What the provider's tokens say of a person. Only what is checked and what is used.
struct OIDCClaims: JWTPayload, Equatable {
    let iss: String?
    let sub: String
    let aud: Audience?
    let azp: String?
    let exp: Double?
    let iat: Double?
    let nonce: String?
    let acr: String?
    let email: String?
    let emailVerified: Flag?

    /// One text or several.
    enum Audience: Codable, Equatable, Sendable {
        case one(String)
        case several([String])

        var all: [String] {
            switch self {
            case .one(let text): [text]
            case .several(let texts): texts
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .one(text)
            } else {
                self = .several(try container.decode([String].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(all)
        }
    }

    /// `true`, or `"true"` as some providers write it.
    struct Flag: Codable, Equatable, Sendable {
        let isOn: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            isOn = try (try? container.decode(Bool.self)) ?? (container.decode(String.self) == "true")
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(isOn)
        }
    }

    enum CodingKeys: String, CodingKey {
        case iss, sub, aud, azp, exp, iat, nonce, acr, email
        case emailVerified = "email_verified"
    }

    /// The time and the rest are checked by `OIDCExpectation`, which knows what was asked for.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// What a token must be to be believed (OpenID Connect Core 1.0, 3.1.3.7).
struct OIDCExpectation: Sendable {
    let issuer: String
    let clientID: String
    let now: Moment
    /// Asked for in the request; `nil` for the answer of the userinfo address, which has none.
    let nonce: String?
    /// One of these levels; empty when none was asked for.
    let acrValues: [String]

    /// Seconds that two clocks may differ by.
    static let leeway = 60.0

    func check(_ token: String, with keys: JWTKeyCollection) async throws -> OIDCClaims {
        guard let header = Self.header(of: token), ["RS256", "ES256"].contains(header.alg) else {
            throw ProviderRefusal(cause: .forged("the signature is neither RS256 nor ES256"))
        }
        let claims: OIDCClaims
        do {
            claims = try await keys.verify(token, as: OIDCClaims.self, iteratingKeys: header.kid == nil)
        } catch {
            throw ProviderRefusal(cause: .forged("signature: \(error)"))
        }
        if let problem = problem(of: claims) { throw ProviderRefusal(cause: .forged(problem)) }
        return claims
    }

    /// What is wrong with claims whose signature is right; `nil` when nothing is.
    func problem(of claims: OIDCClaims) -> String? {
        let seconds = Double(now.millisecondsSince1970) / 1000
        let audience = claims.aud?.all ?? []
        if claims.iss != issuer { return "issuer \(claims.iss ?? "none")" }
        if !audience.contains(clientID) { return "audience" }
        if audience.count > 1 || claims.azp != nil, claims.azp != clientID { return "authorized party" }
        if claims.sub.isEmpty || claims.sub.utf8.count > 255 { return "subject" }
        guard let nonce else { return nil }
        guard let expiry = claims.exp, seconds < expiry + Self.leeway else { return "expired" }
        if let issued = claims.iat, issued > seconds + Self.leeway { return "from the future" }
        if claims.nonce != nonce { return "nonce" }
        if !acrValues.isEmpty, !acrValues.contains(claims.acr ?? "") { return "level \(claims.acr ?? "none")" }
        return nil
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
    }

    private static func header(of token: String) -> Header? {
        guard let part = token.split(separator: ".", omittingEmptySubsequences: false).first else { return nil }
        var text = part.replacing("-", with: "+").replacing("_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        return Data(base64Encoded: String(text)).flatMap { try? JSONDecoder().decode(Header.self, from: $0) }
    }
}

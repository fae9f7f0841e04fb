import Domain
import Foundation
import JWTKit

/// Exchanges the code that a provider gave for an identity, and finds whose account it is.
struct OIDCSignIn: Sendable {
    let app: Application
    let settings: Settings.OIDCSettings
    let redirectAddress: String

    /// - Returns: the account whose holder is proven.
    func account(for request: OIDCRequest, code: String) async throws -> Account {
        let provider = try await OIDCProvider.discover(settings)
        let tokens = try await exchange(code, request, provider)
        let keys = try await provider.keys()
        let claims = try await expectation(nonce: request.nonce).check(tokens.idToken, with: keys)
        let identity = try await identity(claims, tokens, provider, keys)
        return try await app.performPlatform(
            RecogniseIdentity(identity: identity, provider: settings.label))
    }

    private func expectation(nonce: String?) -> OIDCExpectation {
        OIDCExpectation(
            issuer: settings.issuer, clientID: settings.clientID, now: app.clock(), nonce: nonce,
            acrValues: settings.acrValues)
    }

    // MARK: Tokens

    private struct Tokens: Decodable {
        let idToken: String
        let accessToken: String?
    }

    private func exchange(_ code: String, _ request: OIDCRequest, _ provider: OIDCProvider) async throws -> Tokens {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectAddress),
            ("code_verifier", request.verifier),
        ]
        var headers: [(name: String, value: String)] = [("Accept", "application/json")]
        if provider.tokenEndpointAuthMethodsSupported?.contains("client_secret_basic") ?? true {
            let pair = Link.encoded(settings.clientID) + ":" + Link.encoded(settings.clientSecret)
            headers.append(("Authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
        } else {
            form += [("client_id", settings.clientID), ("client_secret", settings.clientSecret)]
        }
        let answer = try await OIDCProvider.fetch(
            .init(address: provider.tokenEndpoint, headers: headers, form: form))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let tokens = try? decoder.decode(Tokens.self, from: Data(answer)) else {
            throw ProviderRefusal(cause: .provider("no id_token"))
        }
        return tokens
    }

    // MARK: Identity

    /// The e-mail comes with the token, or from the userinfo address: in JSON, or as a signed token (ProConnect).
    private func identity(
        _ claims: OIDCClaims, _ tokens: Tokens, _ provider: OIDCProvider, _ keys: JWTKeyCollection
    ) async throws -> ProvenIdentity {
        var source = claims
        if claims.email == nil, let endpoint = provider.userinfoEndpoint, let token = tokens.accessToken {
            let answer = try await OIDCProvider.fetch(
                .init(address: endpoint, headers: [("Authorization", "Bearer " + token)]))
            source = try await userinfo(answer, keys)
            // The standard asks for it: an answer about somebody else is not to be used.
            guard source.sub == claims.sub else { throw ProviderRefusal(cause: .forged("userinfo of someone else")) }
        }
        let isVerified = source.emailVerified?.isOn ?? settings.trustsEmail
        return ProvenIdentity(
            issuer: settings.issuer, subject: claims.sub, email: source.email?.lowercased(), isEmailVerified: isVerified
        )
    }

    private func userinfo(_ answer: [UInt8], _ keys: JWTKeyCollection) async throws -> OIDCClaims {
        if answer.first != UInt8(ascii: "{") {
            return try await expectation(nonce: nil).check(
                String(decoding: answer, as: UTF8.self).trimmedText, with: keys)
        }
        guard let claims = try? JSONDecoder().decode(OIDCClaims.self, from: Data(answer)) else {
            throw ProviderRefusal(cause: .provider("the userinfo answer is not readable"))
        }
        return claims
    }
}

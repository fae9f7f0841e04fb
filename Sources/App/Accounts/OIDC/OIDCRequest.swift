import Crypto
import Domain
import Foundation

/// A sign-in on its way to the identity provider and back.
///
/// Nothing is kept meanwhile: the state that travels is sealed for this browser and for ten minutes, the nonce and the
/// PKCE secret are made again from it with the secret of the installation.
struct OIDCRequest: Sendable {
    let state: String
    /// Where the person was going.
    let next: String
    let nonce: String
    /// The secret of PKCE (RFC 7636).
    let verifier: String

    static let seconds = 600

    init(next: String, at moment: Moment, cookie: String, random: () -> UInt64, secrets: ServerSecrets) {
        let kept = next.utf8.count <= 500 ? next : ""
        let expiry = moment.adding(seconds: Self.seconds).millisecondsSince1970
        let content = "\(Hex.text(Secret.bytes(16, random))).\(expiry).\(Hex.text(Array(kept.utf8)))"
        let seal = secrets.seal(content + "|" + cookie, for: .provider)
        self.init(state: content + "." + seal, next: kept, cookie: cookie, secrets: secrets)
    }

    /// - Returns: `nil` when the state was not made for this browser, or too long ago.
    init?(state: String, at moment: Moment, cookie: String, secrets: ServerSecrets) {
        let parts = state.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let expiry = Int64(parts[1]), moment.millisecondsSince1970 < expiry,
            secrets.isSeal(parts[3], of: parts[0...2].joined(separator: ".") + "|" + cookie, for: .provider),
            let next = Hex.bytes(parts[2])
        else { return nil }
        self.init(state: state, next: String(decoding: next, as: UTF8.self), cookie: cookie, secrets: secrets)
    }

    private init(state: String, next: String, cookie: String, secrets: ServerSecrets) {
        self.state = state
        self.next = next
        nonce = secrets.seal("nonce|" + state + "|" + cookie, for: .provider)
        verifier = secrets.seal("verifier|" + state + "|" + cookie, for: .provider)
    }

    /// The hash of the PKCE secret, in base 64 for addresses.
    var challenge: String {
        Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The address of the provider where the person goes.
    func address(at provider: OIDCProvider, _ settings: Settings.OIDCSettings, returningTo address: String) -> String {
        var query = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", address),
            ("scope", settings.scopes), ("state", state), ("nonce", nonce), ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ]
        if !settings.acrValues.isEmpty { query.append(("acr_values", settings.acrValues.joined(separator: " "))) }
        let text = query.map { Link.encoded($0.0) + "=" + Link.encoded($0.1) }.joined(separator: "&")
        let endpoint = provider.authorizationEndpoint
        return endpoint + (endpoint.contains("?") ? "&" : "?") + text
    }
}

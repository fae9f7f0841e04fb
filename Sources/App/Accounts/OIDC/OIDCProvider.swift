import Domain
import Foundation
import JWTKit

/// Why a sign-in at an identity provider did not end well. The reason is for the log; people read the message.
struct ProviderRefusal: Refusal {
    enum Cause: Sendable, Equatable {
        /// The provider could not be reached, or answered something else than the standard says.
        case provider(String)
        /// What came back is not what was asked for: it may be forged.
        case forged(String)
        /// The person said no, or the provider did.
        case denied(String)
        /// The identity is proven, and nobody here has it.
        case unknown
        /// The provider does not vouch for the e-mail address.
        case unverifiedEmail
    }

    let cause: Cause

    var message: String {
        switch cause {
        case .provider: "Le service de connexion ne répond pas comme prévu. Réessayez, ou utilisez votre mot de passe."
        case .forged: "Cette connexion n’a pas pu être vérifiée. Recommencez depuis cette page."
        case .denied: "La connexion a été refusée ou abandonnée. Vous pouvez recommencer."
        case .unknown:
            "Aucun compte d’ici n’a cette identité. Demandez une invitation à la personne qui gère les comptes de votre "
                + "établissement."
        case .unverifiedEmail:
            "Le service de connexion ne garantit pas votre adresse électronique : connectez-vous par mot de passe."
        }
    }
}

/// What an identity provider says of itself (OpenID Connect Discovery 1.0).
struct OIDCProvider: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let userinfoEndpoint: String?
    let jwksUri: String
    let tokenEndpointAuthMethodsSupported: [String]?

    /// Asks the provider; its issuer must be the very one of the settings.
    static func discover(_ settings: Settings.OIDCSettings) async throws -> OIDCProvider {
        let issuer = settings.issuer
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let answer = try await fetch(.init(address: base + "/.well-known/openid-configuration"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let provider = try? decoder.decode(OIDCProvider.self, from: Data(answer)) else {
            throw ProviderRefusal(cause: .provider("the discovery document is not readable"))
        }
        guard provider.issuer == issuer else {
            throw ProviderRefusal(cause: .provider("the issuer is \(provider.issuer), not \(issuer)"))
        }
        return provider
    }

    /// The keys that sign the tokens of the provider. Keys of other kinds are passed over.
    func keys() async throws -> JWTKeyCollection {
        let answer = try await Self.fetch(.init(address: jwksUri))
        guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(answer)) else {
            throw ProviderRefusal(cause: .provider("the keys are not readable"))
        }
        let keys = JWTKeyCollection()
        for key in set.keys {
            guard var jwk = key.jwk, jwk.keyType == .rsa || jwk.keyType == .ecdsa else { continue }
            if jwk.keyIdentifier == nil { jwk.keyIdentifier = "key" }
            try await keys.add(jwk: jwk)
        }
        return keys
    }

    /// The body of a good answer.
    static func fetch(_ request: OutboundHTTP.Request) async throws -> [UInt8] {
        let answer: OutboundHTTP.Answer
        do {
            answer = try await OutboundHTTP().send(request)
        } catch {
            throw ProviderRefusal(cause: .provider("\(request.address): \(error)"))
        }
        guard answer.status == 200 else {
            let text = String(decoding: answer.body.prefix(300), as: UTF8.self)
            throw ProviderRefusal(cause: .provider("\(request.address) answered \(answer.status): \(text)"))
        }
        return answer.body
    }

    private struct KeySet: Decodable {
        let keys: [Key]

        struct Key: Decodable {
            let jwk: JWK?

            init(from decoder: any Decoder) throws {
                // A key of a kind we do not know is not ours to use.
                jwk = try? JWK(from: decoder)
            }
        }
    }
}

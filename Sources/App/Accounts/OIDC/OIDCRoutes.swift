import Domain
import Logging

extension Link {
    static let provider = Link("/connexion/openid")
    static let providerReturn = Link("/connexion/openid/retour")
}

/// Sign-in at the identity provider of the settings (OpenID Connect, authorization code with PKCE).
enum OIDCRoutes {
    static func add(to site: Site) {
        site.get("/connexion/openid", .everyone, leave)
        site.get("/connexion/openid/retour", .everyone, comeBack)
    }

    /// By a link and not by a form: browsers hold the redirections of a form to this site.
    @Sendable static func leave(_ visit: Visit) async throws -> Answer {
        guard let settings = visit.app.settings.oidc else { throw NotFound() }
        return try await refusals(visit) {
            try await visit.app.throttle.attempt("oidc:" + visit.clientAddress, .signInClient)
            let provider = try await OIDCProvider.discover(settings)
            let request = OIDCRequest(
                next: visit.query["suite"], at: visit.app.clock(), cookie: visit.cookie, random: visit.app.random,
                secrets: visit.app.secrets)
            return .leave(request.address(at: provider, settings, returningTo: visit.address(.providerReturn)))
        }
    }

    @Sendable static func comeBack(_ visit: Visit) async throws -> Answer {
        guard let settings = visit.app.settings.oidc else { throw NotFound() }
        let app = visit.app
        return try await refusals(visit) {
            try await app.throttle.attempt("oidc:" + visit.clientAddress, .signInClient)
            let request = OIDCRequest(
                state: visit.query["state"], at: app.clock(), cookie: visit.cookie, secrets: app.secrets)
            guard let request else { throw ProviderRefusal(cause: .forged("state")) }
            // RFC 9207: a provider that names itself must be the one that was asked.
            guard ["", settings.issuer].contains(visit.query["iss"]) else {
                throw ProviderRefusal(cause: .forged("issuer of the answer"))
            }
            let code = visit.query["code"]
            guard !code.isEmpty else { throw ProviderRefusal(cause: .denied(visit.query["error"])) }
            let account = try await OIDCSignIn(
                app: app, settings: settings, redirectAddress: visit.address(.providerReturn)
            ).account(for: request, code: code)
            return try await welcome(account, to: request.next, visit)
        }
    }

    /// An account with a second factor of ours asks for it after any first one.
    private static func welcome(_ account: Account, to next: String, _ visit: Visit) async throws -> Answer {
        switch try await SignIn(visit).welcome(account) {
        case .open(let token): return .signedIn(token, then: Link(returningTo: next) ?? .home)
        case .half(let half):
            return .page(secondFactorPage(FormState([("etape", half.text), ("suite", next)]), visit))
        }
    }

    /// What went wrong is said on the sign-in page; the cause goes to the log, without names.
    private static func refusals(_ visit: Visit, _ body: () async throws -> Answer) async throws -> Answer {
        do {
            return try await body()
        } catch let refusal as ProviderRefusal {
            visit.app.logger.warning("sign-in at the provider failed", metadata: ["cause": "\(refusal.cause)"])
            return .redirect(.signIn, saying: refusal.message)
        }
    }
}

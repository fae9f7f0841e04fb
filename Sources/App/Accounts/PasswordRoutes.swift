import Domain
import HTTPTypes

extension Link {
    static let signIn = Link("/connexion")
    static let forgottenPassword = Link("/mot-de-passe/oublie")
}

/// Links that serve once: a forgotten password, an invitation.
enum PasswordRoutes {
    static func add(to site: Site) {
        site.get("/mot-de-passe/oublie", .everyone, askForgotten)
        site.post("/mot-de-passe/oublie", .everyone, forgotten)
        site.get("/mot-de-passe/nouveau/:jeton", .everyone) { try await show($0, .reset) }
        site.post("/mot-de-passe/nouveau/:jeton", .everyone) { try await choose($0, .reset) }
        site.get("/invitation/:jeton", .everyone) { try await show($0, .invitation) }
        site.post("/invitation/:jeton", .everyone) { try await choose($0, .invitation) }
    }

    @Sendable static func askForgotten(_ visit: Visit) async throws -> Answer {
        .page(forgottenPasswordPage(FormState(), visit))
    }

    @Sendable static func forgotten(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ForgottenPasswordForm.self) { form, _ in
            try await visit.app.throttle.attempt("reset:" + visit.clientAddress, .publicForm)
            try await visit.app.throttle.attempt("reset-of:" + form.email, .mailsToOne)
            if visit.app.settings.smtp != nil {
                let token = Secret.token(visit.app.random)
                let address = visit.address(OneTimeLink.Purpose.reset.link(token))
                try await visit.app.performPlatform(
                    RequestPassword(email: form.email, token: token, address: address))
            }
            return .page(passwordRequestedPage(visit))
        } show: { state in
            forgottenPasswordPage(state, visit)
        }
    }

    @Sendable private static func show(_ visit: Visit, _ purpose: OneTimeLink.Purpose) async throws -> Answer {
        let token = try visit.piece("jeton")
        let now = visit.app.clock()
        do {
            let account = try await visit.app.readPlatform { try $0.accountBehind(token, purpose, at: now) }
            return .page(choosePasswordPage(FormState(), account, purpose, token, visit))
        } catch is LinkExpired {
            return .page(linkExpiredPage(purpose, visit), status: .gone)
        }
    }

    @Sendable private static func choose(_ visit: Visit, _ purpose: OneTimeLink.Purpose) async throws -> Answer {
        let token = try visit.piece("jeton")
        let app = visit.app
        let now = app.clock()
        do {
            try await app.throttle.attempt("link:" + visit.clientAddress, .publicForm)
            let account = try await app.readPlatform { try $0.accountBehind(token, purpose, at: now) }
            return try await visit.submit(NewPasswordForm.self) { form, _ in
                let hash = try await visit.hashed(form.password, for: account)
                _ = try await app.performPlatform(
                    ChoosePassword(
                        token: token, purpose: purpose, passwordHash: hash,
                        helpAddress: visit.address(.forgottenPassword)))
                return .redirect(.signIn, saying: "Votre mot de passe est enregistré. Connectez-vous.")
            } show: { state in
                choosePasswordPage(state, account, purpose, token, visit)
            }
        } catch is LinkExpired {
            return .page(linkExpiredPage(purpose, visit), status: .gone)
        }
    }
}

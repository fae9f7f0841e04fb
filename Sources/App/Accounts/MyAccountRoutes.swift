import Domain

extension Link {
    static let myAccount = Link("/compte")
    static let myPassword = Link("/compte/mot-de-passe")
    static let mySecondFactor = Link("/compte/deuxieme-etape")
}

/// « Mon compte »: what a person settles for themselves.
enum MyAccountRoutes {
    static func add(to site: Site) {
        site.get("/compte", .signedIn, show)
        site.post("/compte/nom", .signedIn, rename)
        site.get("/compte/mot-de-passe", .signedIn, askPassword)
        site.post("/compte/mot-de-passe", .signedIn, changePassword)
        site.post("/compte/sessions/fermeture", .signedIn, closeSessions)
        SecondFactorRoutes.add(to: site)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let account = try visit.account
        let state = FormState([("firstName", account.firstName), ("familyName", account.familyName)])
        return .page(myAccountPage(try await view(visit), state, visit))
    }

    @Sendable static func rename(_ visit: Visit) async throws -> Answer {
        try await visit.submit(MyNameForm.self) { form, _ in
            var account = try visit.account
            account.firstName = form.firstName
            account.familyName = form.familyName
            try await visit.app.performPlatform(RenameAccount(account: account))
            return .redirect(.myAccount, saying: "Votre nom est enregistré.")
        } show: { state in
            myAccountPage(try await view(visit), state, visit)
        }
    }

    @Sendable static func askPassword(_ visit: Visit) async throws -> Answer {
        .page(myPasswordPage(FormState(), try visit.account, visit))
    }

    @Sendable static func changePassword(_ visit: Visit) async throws -> Answer {
        let account = try visit.account
        return try await visit.submit(ChangePasswordForm.self) { form, _ in
            try await visit.prove(form.former)
            let hash = try await visit.hashed(form.password, for: account)
            try await visit.app.performPlatform(
                ChangePassword(
                    account: account, passwordHash: hash, keptSession: visit.session?.tokenHash ?? "",
                    helpAddress: visit.address(.forgottenPassword)))
            return .redirect(.myAccount, saying: "Votre mot de passe est changé. Vos autres sessions sont fermées.")
        } show: { state in
            myPasswordPage(state, account, visit)
        }
    }

    /// Closes one session, or all but this one.
    @Sendable static func closeSessions(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let account = try visit.account
        let current = visit.session?.tokenHash ?? ""
        let chosen = values["session"]
        let which: CloseSessions.Which =
            chosen.isEmpty ? .others(of: account.id, than: current) : .own(tokenHash: chosen, of: account.id)
        try await visit.app.performPlatform(CloseSessions(which: which))
        return .redirect(
            .myAccount, saying: chosen.isEmpty ? "Vos autres sessions sont fermées." : "La session est fermée.")
    }

    private static func view(_ visit: Visit) async throws -> MyAccountView {
        let account = try visit.account
        let now = visit.app.clock()
        let (security, sessions) = try await visit.app.readPlatform { db in
            (try db.security(of: account.id), try db.sessions(of: account.id, at: now))
        }
        return MyAccountView(
            account: account, authors: visit.session?.authors ?? [], security: security, sessions: sessions,
            currentSession: visit.session?.tokenHash ?? "", zone: visit.session?.author?.zone ?? .paris,
            today: visit.now.day)
    }
}

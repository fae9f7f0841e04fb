import Domain
import HTTPTypes

/// The second factor of one's own account.
enum SecondFactorRoutes {
    static func add(to site: Site) {
        site.get("/compte/deuxieme-etape", .signedIn, show)
        site.post("/compte/deuxieme-etape", .signedIn, enable)
        site.post("/compte/deuxieme-etape/arret", .signedIn, disable)
        site.post("/compte/deuxieme-etape/codes", .signedIn, renewCodes)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let secret = Base32.text(Secret.bytes(TOTP.secretBytes, visit.app.random))
        return .page(try await page(FormState([("secret", secret)]), visit))
    }

    @Sendable static func enable(_ visit: Visit) async throws -> Answer {
        let codes = freshCodes(visit)
        return try await visit.submit(SecondFactorForm.self) { form, _ in
            try await visit.prove(form.password)
            try await visit.app.performPlatform(
                EnableSecondFactor(
                    account: try visit.account, secret: form.secret, code: form.code, recoveryCodes: codes))
            return .page(recoveryCodesPage(codes))
        } show: { state in
            try await page(state, visit)
        }
    }

    @Sendable static func disable(_ visit: Visit) async throws -> Answer {
        try await visit.submit(ProofForm.self) { form, _ in
            try await visit.prove(form.password)
            try await visit.app.performPlatform(DisableSecondFactor(account: try visit.account))
            return .redirect(.myAccount, saying: "La connexion en deux étapes est désactivée.")
        } show: { state in
            try await page(state, visit)
        }
    }

    @Sendable static func renewCodes(_ visit: Visit) async throws -> Answer {
        let codes = freshCodes(visit)
        return try await visit.submit(ProofForm.self) { form, _ in
            try await visit.prove(form.password)
            try await visit.app.performPlatform(
                RenewRecoveryCodes(account: try visit.account, recoveryCodes: codes))
            return .page(recoveryCodesPage(codes))
        } show: { state in
            try await page(state, visit)
        }
    }

    private static func freshCodes(_ visit: Visit) -> [String] {
        (0..<RecoveryCode.count).map { _ in RecoveryCode.fresh(visit.app.random) }
    }

    private static func page(_ state: FormState, _ visit: Visit) async throws -> Page {
        let account = try visit.account
        let (security, left) = try await visit.app.readPlatform { db in
            (try db.security(of: account.id), try db.recoveryCodesLeft(of: account.id))
        }
        guard security.hasPassword else { return secondFactorNeedsPasswordPage() }
        return security.hasSecondFactor
            ? secondFactorOnPage(state, codesLeft: left, visit) : secondFactorOffPage(state, account, visit)
    }
}

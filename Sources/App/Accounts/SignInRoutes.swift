import Domain
import HTTPTypes

/// Signing in and out, and choosing the establishment to work in.
enum SignInRoutes {
    static func add(to site: Site) {
        site.get("/connexion", .everyone, show)
        site.post("/connexion", .everyone, signIn)
        site.post("/connexion/code", .everyone, passSecondFactor)
        OIDCRoutes.add(to: site)
        site.post("/deconnexion", .signedIn, signOut)
        site.post("/etablissement/choix", .signedIn, choose)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        if visit.session != nil { return .redirect(Link(returningTo: visit.query["suite"]) ?? .home) }
        guard try await visit.app.readPlatform({ try $0.hasSchool() }) else { return .redirect(.firstRun) }
        return .page(signInPage(FormState([("suite", visit.query["suite"])]), visit))
    }

    @Sendable static func signIn(_ visit: Visit) async throws -> Answer {
        try await visit.submit(SignInForm.self) { form, _ in
            switch try await SignIn(visit).start(email: form.email, password: form.password) {
            case .open(let token): return .signedIn(token, then: form.destination)
            case .half(let half):
                let state = FormState([("etape", half.text), ("suite", form.next)])
                return .page(secondFactorPage(state, visit))
            }
        } show: { state in
            signInPage(state, visit)
        }
    }

    @Sendable static func passSecondFactor(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        let app = visit.app
        guard let half = HalfSignIn(values["etape"], at: app.clock(), cookie: visit.cookie, secrets: app.secrets) else {
            return .redirect(.signIn, saying: "Trop de temps a passé : recommencez la connexion.")
        }
        do {
            let token = try await SignIn(visit).finish(half, code: values["code"])
            return .signedIn(token, then: Link(returningTo: values["suite"]) ?? .home)
        } catch let refusal as FieldRefusal {
            let state = FormState(values: values, problems: refusal.problems)
            return .page(secondFactorPage(state, visit), status: .unprocessableContent)
        }
    }

    @Sendable static func signOut(_ visit: Visit) async throws -> Answer {
        _ = try await visit.formValues()
        guard let session = visit.session else { return .redirect(.signIn) }
        try await visit.app.performPlatform(CloseSessions(which: .one(tokenHash: session.tokenHash)))
        return .redirect(.signIn, saying: "Vous êtes déconnecté.")
    }

    @Sendable static func choose(_ visit: Visit) async throws -> Answer {
        let values = try await visit.formValues()
        guard let session = visit.session else { throw SignInNeeded() }
        try await visit.app.performPlatform(
            SwitchSchool(
                tokenHash: session.tokenHash, accountId: session.account.id, schoolId: ID(values["etablissement"])))
        return .redirect(.home)
    }
}

struct SignInForm: FormInput {
    let email: String
    let password: String
    let next: String

    init(reading form: inout FormReader) {
        email = form.required("email", "Indiquez votre adresse électronique.")
        password = form.password("password", "Indiquez votre mot de passe.")
        next = form.text("suite", max: 2000)
    }

    var destination: Link { Link(returningTo: next) ?? .home }
}

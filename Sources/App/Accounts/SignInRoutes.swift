import Domain
import Exchange
import Hummingbird

/// Signing in and out, and choosing the establishment to work in.
enum SignInRoutes {
    static func add(to site: Site) {
        site.get("/connexion", .everyone, show)
        site.post("/connexion", .everyone, signIn)
        site.post("/deconnexion", .signedIn, signOut)
        site.post("/etablissement/choix", .signedIn, choose)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        if visit.session != nil { return .redirect(.home) }
        guard try await visit.app.readPlatform({ try $0.hasSchool() }) else {
            return .redirect(Link("/premier-demarrage"))
        }
        return .page(signInPage(FormState([("suite", visit.query["suite"])]), visit))
    }

    @Sendable static func signIn(_ visit: Visit) async throws -> Answer {
        try await visit.submit(SignInForm.self) { form, _ in
            let token = try await SignIn(app: visit.app, client: visit.clientAddress, browser: visit.browserLabel)
                .token(email: form.email, password: form.password)
            return .signedIn(token, then: Link(returningTo: form.next) ?? .home)
        } show: { state in
            signInPage(state, visit)
        }
    }

    @Sendable static func signOut(_ visit: Visit) async throws -> Answer {
        _ = try await visit.formValues()
        guard let session = visit.session else { return .redirect(Link("/connexion")) }
        try await visit.app.performPlatform(CloseSessions(which: .one(tokenHash: session.tokenHash)))
        return .redirect(Link("/connexion"), saying: "Vous êtes déconnecté.")
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
        // Blanks at the ends of a password belong to it.
        password = form.values.pairs.first { $0.name == "password" }?.value ?? ""
        if password.isEmpty { form.refuse("password", "Indiquez votre mot de passe.") }
        next = form.text("suite", max: 2000)
    }
}

func signInPage(_ state: FormState, _ visit: Visit) -> Page {
    Page(
        "Connexion", bare: true,
        """
        <div class="box"><p class="mark"><img src="\(visit.app.assets.address("favicon.svg"))" alt=""> Bureau</p>\
        <h1>Connexion</h1><p class="lead">Le logiciel du bureau des entreprises.</p>\
        \(postForm(Link("/connexion"), state, visit: visit, """
            <input type="hidden" name="suite" value="\(state["suite"])">\
            \(field(state, "email", "Adresse électronique", FieldOptions(type: "email", autocomplete: "username")))\
            \(field(state, "password", "Mot de passe", FieldOptions(type: "password", autocomplete: "current-password")))\
            <button class="btn primary wide">Se connecter</button>
            """))</div>
        """)
}

/// Checks a password and opens a session. Every failure says the same thing and takes the same time.
struct SignIn: Sendable {
    struct Refused: Refusal, Equatable {
        let message = "L’adresse ou le mot de passe n’est pas reconnu."
    }

    let app: Application
    let client: String
    let browser: String

    /// - Returns: the secret of the session, to be set as a cookie.
    func token(email: String, password: String) async throws -> String {
        let email = email.lowercased()
        try await app.throttle.attempt("client:" + client, .init(tries: 100, seconds: 900))
        try await app.throttle.attempt("account:" + email, .signIn)
        let credentials = try await app.readPlatform { try $0.credentials(email: email) }
        let kept = credentials?.passwordHash.map(PasswordHash.init)
        let right = try await Passwords(cost: app.settings.passwordCost).check(password, against: kept)
        guard right, let credentials, credentials.active else { throw Refused() }
        await app.throttle.forget("account:" + email)
        return try await open(credentials.account)
    }

    /// Opens the session of someone whose identity is proven.
    func open(_ account: Account) async throws -> String {
        let token = Secret.token(app.random)
        try await app.performPlatform(
            OpenSession(accountId: account.id, tokenHash: Secret.hash(token), label: browser))
        return token
    }
}

import Domain
import Persistence

/// Checks a password and opens a session. Every failure says the same thing and takes the same time.
struct SignIn: Sendable {
    struct Refused: Refusal, Equatable {
        let message = "L’adresse ou le mot de passe n’est pas reconnu."
    }

    /// What a right password leads to.
    enum Outcome: Sendable {
        /// The secret of the session, to be set as a cookie.
        case open(token: String)
        /// The second factor comes next.
        case half(HalfSignIn)
    }

    let app: Application
    let client: String
    let browser: String
    let cookie: String

    init(_ visit: Visit) {
        app = visit.app
        client = visit.clientAddress
        browser = visit.browserLabel
        cookie = visit.cookie
    }

    func start(email: String, password: String) async throws -> Outcome {
        let email = email.lowercased()
        try await app.throttle.attempt("client:" + client, .signInClient)
        try await app.throttle.attempt("account:" + email, .signIn)
        let credentials = try await app.readPlatform { try $0.credentials(email: email) }
        guard try await isRight(password, for: credentials), let credentials else { throw Refused() }
        await app.throttle.forget("account:" + email)
        return try await welcome(credentials.account)
    }

    /// Opens the session of someone whose identity is proven once, or asks for the second proof.
    func welcome(_ account: Account) async throws -> Outcome {
        guard try await app.readPlatform({ try $0.credentials(of: account.id)?.totpSecret }) == nil else {
            return .half(HalfSignIn(account: account.id, from: app.clock(), cookie: cookie, secrets: app.secrets))
        }
        return .open(token: try await open(account))
    }

    /// Ends a half sign-in by a code of the second factor, or by a recovery code.
    func finish(_ half: HalfSignIn, code: String) async throws -> String {
        try await app.throttle.attempt("code:" + half.account.rawValue, .proof)
        let credentials = try await app.readPlatform { try $0.credentials(of: half.account) }
        guard let credentials, credentials.active,
            try await app.performPlatform(PassSecondFactor(accountId: half.account, code: code))
        else { throw FieldRefusal("code", "Ce code n’est pas reconnu, ou il a déjà servi. Attendez le suivant.") }
        await app.throttle.forget("code:" + half.account.rawValue)
        return try await open(credentials.account, secondFactor: true)
    }

    /// Opens the session of someone whose identity is proven.
    func open(_ account: Account, secondFactor: Bool = false) async throws -> String {
        let token = Secret.token(app.random)
        try await app.performPlatform(
            OpenSession(
                accountId: account.id, tokenHash: Secret.hash(token), label: browser, secondFactor: secondFactor,
                replaces: Secret.hash(cookie)))
        return token
    }

    /// Hashes in every case, so that an unknown address takes as long as a known one.
    private func isRight(_ password: String, for credentials: Credentials?) async throws -> Bool {
        let kept = credentials?.passwordHash.map(PasswordHash.init)
        let right = try await Passwords(cost: app.settings.passwordCost).check(password, against: kept)
        return right && credentials?.active == true
    }
}

/// A password was right and a code must follow: what the page of the code sends back, sealed for this browser and for a
/// few minutes. It opens nothing by itself.
struct HalfSignIn: Sendable {
    let account: ID<Account>
    let text: String

    static let seconds = 300

    init(account: ID<Account>, from moment: Moment, cookie: String, secrets: ServerSecrets) {
        self.account = account
        let content = account.rawValue + "|" + moment.adding(seconds: Self.seconds).description
        text = content + "|" + secrets.seal(content + "|" + cookie, for: .halfSignIn)
    }

    /// - Returns: `nil` when the text was not made for this browser, or too long ago.
    init?(_ text: String, at moment: Moment, cookie: String, secrets: ServerSecrets) {
        let parts = text.split(separator: "|").map(String.init)
        guard parts.count == 3, let expiry = Moment(parts[1]), moment < expiry,
            secrets.isSeal(parts[2], of: parts[0] + "|" + parts[1] + "|" + cookie, for: .halfSignIn)
        else { return nil }
        account = ID(parts[0])
        self.text = text
    }
}

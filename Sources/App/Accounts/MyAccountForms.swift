import Domain

/// The name of the holder of an account.
struct MyNameForm: FormInput {
    let firstName: String
    let familyName: String

    init(reading form: inout FormReader) {
        firstName = form.required("firstName", "Indiquez votre prénom.", max: 80)
        familyName = form.required("familyName", "Indiquez votre nom.", max: 80)
    }
}

/// A password given again before something that matters.
struct ProofForm: FormInput {
    let password: String

    init(reading form: inout FormReader) {
        password = form.password("former", "Indiquez votre mot de passe.")
    }
}

/// The first code of a second factor.
struct SecondFactorForm: FormInput {
    let secret: String
    let code: String
    let password: String

    init(reading form: inout FormReader) {
        secret = form.text("secret")
        code = form.required("code", "Saisissez le code à six chiffres que montre l’application.", max: 20)
        password = form.password("former", "Indiquez votre mot de passe.")
    }
}

extension Visit {
    /// The account of the person signed in.
    var account: Account {
        get throws {
            guard let account = session?.account else { throw SignInNeeded() }
            return account
        }
    }

    /// Checks the password of the person signed in once more; wrong ones are counted.
    func prove(_ password: String, field: String = "former") async throws {
        let account = try account
        try await app.throttle.attempt("proof:" + account.id.rawValue, .proof)
        let hash = try await app.readPlatform { try $0.credentials(of: account.id)?.passwordHash }
        guard try await Passwords(cost: app.settings.passwordCost).check(password, against: hash.map(PasswordHash.init))
        else { throw FieldRefusal(field, "Ce n’est pas votre mot de passe actuel.") }
        await app.throttle.forget("proof:" + account.id.rawValue)
    }
}

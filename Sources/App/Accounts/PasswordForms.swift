import Domain

/// A password that is being chosen.
struct NewPasswordForm: FormInput {
    let password: String

    init(reading form: inout FormReader) {
        password = form.password("password", "Choisissez un mot de passe.")
    }
}

/// A former password and a new one.
struct ChangePasswordForm: FormInput {
    let former: String
    let password: String

    init(reading form: inout FormReader) {
        former = form.password("former", "Indiquez votre mot de passe actuel.")
        password = form.password("password", "Choisissez un nouveau mot de passe.")
    }
}

/// The address of someone who forgot their password.
struct ForgottenPasswordForm: FormInput {
    let email: String

    init(reading form: inout FormReader) {
        email = form.parsed("email") { try EmailAddress($0).rawValue.lowercased() } ?? ""
        if form.values["email"].isEmpty { form.refuse("email", "Indiquez votre adresse électronique.") }
    }
}

extension FormReader {
    /// A password as typed: blanks at its ends belong to it.
    mutating func password(_ field: String, _ missing: String) -> String {
        let text = values.pairs.first { $0.name == field }?.value ?? ""
        if text.isEmpty { refuse(field, missing) }
        if text.utf8.count > 1000 { refuse(field, "Ce mot de passe est trop long.") }
        return text
    }
}

extension Visit {
    /// Checks a new password against the rules and hashes it.
    func hashed(_ password: String, for account: Account, field: String = "password") async throws -> PasswordHash {
        do {
            try Passwords.require(password, for: account)
        } catch {
            throw FieldRefusal(field, error.message)
        }
        return try await Passwords(cost: app.settings.passwordCost).hash(password, salt: Secret.bytes(16, app.random))
    }

    /// The whole address of a page, for mails and links to hand over.
    func address(_ link: Link) -> String {
        app.settings.siteAddress + link.path
    }
}

import Domain
import Persistence

/// Someone who has an account in a school, as the command line shows them.
public struct AccountSummary: Codable, Equatable, Sendable {
    public let email: String
    public let firstName: String
    public let familyName: String
    /// The words that `user roles` takes: `RBDE`, `DDFPT`…
    public let roles: [Role]
    public let active: Bool
    /// The invitation was not answered yet.
    public let invited: Bool
    public let secondFactor: Bool
    public let signedInAt: Moment?
}

/// Someone to open a school to.
public struct NewAccount: Sendable {
    public let email: String
    public let firstName: String
    public let familyName: String
    public let roles: [Role]

    public init(email: String, firstName: String, familyName: String, roles: [Role]) {
        self.email = email
        self.firstName = firstName
        self.familyName = familyName
        self.roles = roles
    }
}

extension Application {
    /// Everybody who has an account in a school, by name.
    public func accounts(uai: String?) async throws -> [AccountSummary] {
        let author = Author.commandLine(for: try await school(uai: uai))
        return try await read(author) { try $0.colleagues() }.map { person in
            AccountSummary(
                email: person.account.email, firstName: person.account.firstName,
                familyName: person.account.familyName, roles: person.roles, active: person.account.active,
                invited: person.isInvited, secondFactor: person.hasSecondFactor, signedInAt: person.signedInAt)
        }
    }

    /// Opens a school to someone.
    /// - Parameter password: kept at once; without it the person gets an invitation.
    /// - Returns: the address of the invitation to hand over; `nil` when none is needed.
    public func addAccount(_ new: NewAccount, password: String?, uai: String?) async throws -> String? {
        var reader = FormReader(FormValues(new.fields))
        let form = InvitationForm(reading: &reader)
        if let problem = reader.problems.first { throw BadRequest(message: problem.message) }
        let author = Author.commandLine(for: try await school(uai: uai))
        let token = Secret.token(random)
        let address = settings.siteAddress + OneTimeLink.Purpose.invitation.link(token).path
        // A password that would be refused is refused before anything is written.
        let hash = try await password.asyncMap { try await hashed($0, for: form) }
        let outcome = try await perform(
            InvitePerson(
                form: form, token: token, address: address, signInAddress: settings.siteAddress,
                sendsMails: hash == nil && settings.smtp != nil), by: author)
        guard case .invited = outcome else { return nil }
        guard let hash else { return address }
        _ = try await performPlatform(
            ChoosePassword(
                token: token, purpose: .invitation, passwordHash: hash, helpAddress: settings.siteAddress))
        return nil
    }

    /// Gives someone other roles in a school.
    public func setRoles(_ roles: [Role], of email: String, uai: String?) async throws {
        let author = Author.commandLine(for: try await school(uai: uai))
        let person = try await colleague(email, for: author)
        try await perform(
            ChangeRoles(account: person.account.id, roles: roles, staffId: person.staffId), by: author)
    }

    /// Closes an account, or opens it again.
    public func setActive(_ active: Bool, of email: String, uai: String?) async throws {
        let author = Author.commandLine(for: try await school(uai: uai))
        let person = try await colleague(email, for: author)
        try await perform(SuspendPerson(account: person.account.id, active: active), by: author)
    }

    /// Keeps a new password; every session of the account ends.
    public func setPassword(_ password: String, of email: String) async throws {
        guard let account = try await readPlatform({ try $0.credentials(email: email)?.account }) else {
            throw UnknownAccount(email: email)
        }
        guard account.active else { throw SuspendedAccount() }
        let hash = try await hashed(password, for: account)
        try await performPlatform(
            SetPassword(
                account: account, token: Secret.token(random), passwordHash: hash,
                helpAddress: settings.siteAddress))
    }

    private func colleague(_ email: String, for author: Author) async throws -> Colleague {
        let people = try await read(author) { try $0.colleagues() }
        guard let person = people.first(where: { $0.account.email == email.lowercased() }) else {
            throw UnknownAccount(email: email)
        }
        return person
    }

    private func hashed(_ password: String, for form: InvitationForm) async throws -> PasswordHash {
        try await hashed(
            password,
            for: Account(id: ID(""), email: form.email, familyName: form.familyName, firstName: form.firstName))
    }

    private func hashed(_ password: String, for account: Account) async throws -> PasswordHash {
        try Passwords.require(password, for: account)
        return try await Passwords(cost: settings.passwordCost).hash(password, salt: Secret.bytes(16, random))
    }
}

/// Keeps a password that someone at the machine of the server typed.
private struct SetPassword: PlatformOperation {
    let account: Account
    let token: String
    let passwordHash: PasswordHash
    let helpAddress: String

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.addLink(token, .reset, for: account.id, at: now)
        _ = try ChoosePassword(token: token, purpose: .reset, passwordHash: passwordHash, helpAddress: helpAddress)
            .run(in: db, at: now)
    }
}

/// No account has this address.
struct UnknownAccount: Refusal, Equatable {
    let email: String

    var message: String {
        "Aucun compte n’a l’adresse «\u{A0}\(email)\u{A0}» ici. Vérifiez-la avec «\u{A0}bureau user list\u{A0}»."
    }
}

extension NewAccount {
    fileprivate var fields: [(String, String)] {
        [("email", email), ("firstName", firstName), ("familyName", familyName)] + roles.map { ("roles", $0.rawValue) }
    }
}

extension Optional where Wrapped == String {
    fileprivate func asyncMap<T>(_ body: (String) async throws -> T) async rethrows -> T? {
        guard let self else { return nil }
        return try await body(self)
    }
}
